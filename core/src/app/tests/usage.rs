//! What travelled, and what is still to.

use super::*;
use crate::{
    testing::Fault,
    usage::{DataUsed, Month, Unsent},
};

impl Phone {
    fn used(&self) -> Vec<DataUsed> {
        self.app.data_used().unwrap()
    }

    fn unsent(&self) -> Unsent {
        self.app.unsent().unwrap()
    }
}

const NOVEMBER: Month = Month {
    year: 2026,
    month: 11,
};

#[test]
fn what_travels_is_counted_in_its_month_and_kept() {
    let phone = phone();
    let nothing = phone.used();
    assert_eq!(nothing.len(), 13);
    assert_eq!(nothing[0].month, NOVEMBER);
    assert_eq!(nothing[12].month.to_string(), "2025-11");
    assert!(nothing.iter().all(|m| m.sent + m.received == 0));

    let id = phone.complete_draft();
    phone.app.add_photo(id, PHOTOGRAPH).unwrap();
    let photograph = phone.app.draft(id).unwrap().photographs[0].bytes;
    phone.app.submit(id).unwrap();
    phone.sync();
    phone.rest();
    let november = phone.used()[0];
    let words = november.sent - photograph;
    assert!((500..5_000).contains(&words), "{november:?}");
    assert!(november.received > 100, "{november:?}");

    // December begins in Vietnam, seven hours before it does in Greenwich.
    phone.clock.advance(SignedDuration::from_hours(7 * 24 + 10));
    assert_eq!(phone.clock.now().to_string(), "2026-11-30T18:00:00Z");
    phone.sync();
    let Phone {
        app,
        server,
        clock,
        folder,
    } = phone;
    drop(app);
    let app = open(&folder, &server, &clock);
    let used = app.data_used().unwrap();
    assert_eq!(used[0].month.to_string(), "2026-12");
    assert!((1..5_000).contains(&used[0].sent), "{used:?}");
    assert_eq!(used[1], november);
    assert!(used[2..].iter().all(|m| m.sent + m.received == 0));
}

#[test]
fn what_could_not_be_written_down_is_counted_the_next_time() {
    let phone = phone();
    phone.server.is_reachable(false);
    phone.submitted();
    phone.app.resume().unwrap();
    phone.app.sync_now(Duration::from_millis(1)).unwrap();
    phone.app.pause();
    let meter = Transport::meter(phone.server.as_ref()).unwrap();
    let before = meter.take();
    meter.sent(1_000);
    assert!(matches!(phone.app.data_used(), Err(Error::Closed)));
    phone.app.inner.store.reopen().unwrap();
    let kept = phone.used()[0].sent;
    assert!(kept >= 1_000 && before.is_none(), "{kept} {before:?}");
}

#[test]
fn what_waits_is_told_before_it_leaves_and_gone_afterwards() {
    let phone = phone();
    phone.server.is_reachable(false);
    assert_eq!(phone.unsent(), Unsent::default());
    let id = phone.complete_draft();
    phone.app.add_photo(id, PHOTOGRAPH).unwrap();
    assert_eq!(
        phone.unsent(),
        Unsent::default(),
        "a draft waits for nobody"
    );
    let draft = phone.app.draft(id).unwrap();
    let photograph = draft.photographs[0].bytes;
    phone.app.submit(id).unwrap();

    let waits = phone.unsent();
    let expected = Unsent {
        reports: 1,
        photographs: 1,
        photograph_bytes: photograph,
        bytes: waits.bytes,
        parked: 0,
        is_unproven: false,
    };
    assert_eq!(waits, expected);
    let promised = draft.bytes_to_send();
    assert!(
        waits.bytes <= promised && promised - waits.bytes < 130,
        "{promised} were promised, {} wait",
        waits.bytes
    );
    phone.app.add_text(id, "Vẫn còn nước.").unwrap();
    phone.submitted();
    assert_eq!(phone.unsent().reports, 2);

    phone.server.is_reachable(true);
    phone.sync();
    assert_eq!(phone.unsent(), Unsent::default());
}

#[test]
fn who_waits_hears_that_the_server_could_not_prove_who_it_is() {
    let phone = phone();
    phone.submitted();
    phone.server.will_fail([Fault::Unproven]);
    let (tell, told) = mpsc::channel();
    let observing = phone.app.observe(Arc::new(Tell(Mutex::new(tell))));
    phone.app.resume().unwrap();
    // A report changes when it leaves, and once more when it is back.
    for _ in 0..2 {
        told.recv_timeout(PATIENCE).unwrap();
    }
    let waits = phone.unsent();
    assert_eq!((waits.reports, waits.is_unproven), (1, true));

    drop(observing);
    phone.sync();
    assert_eq!(phone.unsent(), Unsent::default());
}

#[test]
fn what_stands_behind_something_parked_waits_for_its_person() {
    let phone = phone();
    let id = phone.complete_draft();
    phone.app.add_photo(id, PHOTOGRAPH).unwrap();
    phone.app.submit(id).unwrap();
    phone.server.refuses(id, Code::UnknownCategory);
    phone.sync();
    phone.rest();
    phone.app.add_text(id, "Vẫn còn nước.").unwrap();
    let expected = Unsent {
        parked: 1,
        ..Unsent::default()
    };
    assert_eq!(phone.unsent(), expected);
}

#[test]
fn the_longest_draft_has_a_size_as_well() {
    let phone = phone();
    let id = phone.complete_draft();
    let text = Some("😀".repeat(40_000));
    let edit = DraftEdit {
        text,
        ..DraftEdit::default()
    };
    phone.app.edit_draft(id, edit).unwrap();
    let size = phone.app.draft(id).unwrap().bytes_to_send();
    assert!((160_000..161_000).contains(&size), "{size}");
}
