mod answers;
mod attach;
mod drafts;
mod reopen;
mod results;
mod usage;
mod ways_out;

use std::{
    io::Cursor,
    sync::{Mutex, mpsc},
    thread,
    time::Duration,
};

use jiff::SignedDuration;
use langnghe_wire::{CaseStatus, Code, Point, ReportId, What, words::Words};
use tempfile::TempDir;

use super::*;
use crate::{
    report::{Delivery, DraftEdit, Field, PlaceEdit, Problem, WayOut, Whereabouts},
    testing::{ManualClock, ModelServer, SeededEntropy},
};

/// A photograph from a real phone, held upright by its EXIF only.
const PHOTOGRAPH: &[u8] = include_bytes!("../../photo/fixtures/Landscape_6.jpg");
/// Long enough for any machine; what is waited for comes as soon as it can.
const PATIENCE: Duration = Duration::from_secs(60);

struct Phone {
    app: App,
    server: Arc<ModelServer>,
    clock: Arc<ManualClock>,
    folder: TempDir,
}

fn phone() -> Phone {
    let start = "2026-11-23T08:00:00Z".parse().unwrap();
    let (server, clock) = (
        Arc::new(ModelServer::new(start)),
        Arc::new(ManualClock::at(start)),
    );
    let folder = TempDir::new().unwrap();
    let app = open(&folder, &server, &clock);
    Phone {
        app,
        server,
        clock,
        folder,
    }
}

fn open(folder: &TempDir, server: &Arc<ModelServer>, clock: &Arc<ManualClock>) -> App {
    let config = Config {
        folder: folder.path().to_owned(),
        app: "test".into(),
    };
    let ports = Ports {
        clock: Arc::clone(clock) as _,
        entropy: Arc::new(SeededEntropy::new(1)),
        transport: Some(Arc::clone(server) as _),
    };
    App::open(config, StoreKey::from_bytes([7; 32]), ports).unwrap()
}

fn in_tam_tien() -> PlaceEdit {
    PlaceEdit::At(Point {
        lat: 21.5025,
        lon: 106.076,
        accuracy: Some(8.0),
    })
}

impl Phone {
    fn complete_draft(&self) -> ReportId {
        let id = self.app.new_draft("dyke").unwrap();
        let text = Some("Đê vỡ".into());
        let edit = DraftEdit {
            text,
            place: Some(in_tam_tien()),
            ..DraftEdit::default()
        };
        self.app.edit_draft(id, edit).unwrap();
        id
    }

    fn submitted(&self) -> ReportId {
        let id = self.complete_draft();
        self.app.submit(id).unwrap();
        id
    }

    fn delivery(&self, id: ReportId) -> Delivery {
        self.app.report(id).unwrap().summary.delivery
    }

    /// The photographs of a report whose pixels are kept.
    fn pixels(&self, id: ReportId) -> Vec<Vec<u8>> {
        let photographs = self.app.report(id).unwrap().photographs;
        let kept = photographs.iter().map(|p| self.app.photo(p.id));
        kept.filter_map(Result::ok).collect()
    }

    /// Stops the queue: what is said next waits, whatever its thread would have been quick enough
    /// for.
    fn rest(&self) {
        self.app.pause();
        self.app.inner.store.reopen().unwrap();
    }

    fn sync(&self) -> SyncSummary {
        self.app.resume().unwrap();
        self.app.sync_now(PATIENCE).unwrap()
    }
}

#[test]
fn from_a_draft_to_an_answer() {
    let phone = phone();
    let id = phone.complete_draft();
    phone.app.add_photo(id, PHOTOGRAPH).unwrap();
    phone.app.submit(id).unwrap();
    assert_eq!(phone.delivery(id), Delivery::Waiting);
    assert!(matches!(phone.app.submit(id), Err(Error::NotADraft)));
    assert!(matches!(
        phone.app.edit_draft(id, DraftEdit::default()),
        Err(Error::NotADraft)
    ));

    let summary = phone.sync();
    assert_eq!(
        (summary.reached, summary.pending, summary.parked),
        (true, 0, 0)
    );
    assert_eq!(phone.delivery(id), Delivery::Complete);
    let reports = phone.app.reports().unwrap();
    assert!(reports[0].reference().is_some());

    let unit = Words::both("Phòng Kinh tế", "Economy Office");
    phone.server.happens(
        id,
        What::Status {
            status: CaseStatus::Accepted,
            reason: None,
            belongs: None,
            photographs: vec![],
            resolution: None,
        },
    );
    phone.server.happens(
        id,
        What::Reply {
            text: "Đã cử người.".into(),
            unit,
        },
    );
    phone.sync();
    phone.rest();
    let case = phone.app.report(id).unwrap().summary.case.unwrap();
    assert_eq!(case.status, CaseStatus::Accepted);
    assert_eq!(
        case.replies().next().map(|(text, ..)| text),
        Some("Đã cử người.")
    );
}

#[test]
fn paused_it_answers_closed_and_resumed_it_goes_on() {
    let phone = phone();
    let id = phone.submitted();
    phone.sync();
    phone.app.pause();
    assert!(matches!(phone.app.reports(), Err(Error::Closed)));
    assert!(matches!(phone.app.new_draft("dyke"), Err(Error::Closed)));
    assert!(
        matches!(phone.app.sync_now(PATIENCE), Err(Error::Closed)),
        "at once"
    );
    phone.app.resume().unwrap();
    assert_eq!(phone.delivery(id), Delivery::Complete);
}

struct Tell(Mutex<mpsc::Sender<(ReportId, u64)>>);

impl Observer for Tell {
    fn report_changed(&self, report: ReportId) {
        let _ = self.0.lock().unwrap().send((report, 0));
    }

    fn photograph_progress(&self, progress: PhotographProgress) {
        let _ = self
            .0
            .lock()
            .unwrap()
            .send((progress.report, progress.sent));
    }
}

#[test]
fn observers_hear_ids_until_they_cancel() {
    let phone = phone();
    let (sender, heard) = mpsc::channel();
    let subscription = phone.app.observe(Arc::new(Tell(Mutex::new(sender))));
    let id = phone.complete_draft();
    phone.app.add_photo(id, PHOTOGRAPH).unwrap();
    phone.app.submit(id).unwrap();
    phone.sync();
    let events: Vec<(ReportId, u64)> = heard.try_iter().collect();
    assert!(events.iter().all(|(report, _)| *report == id));
    assert!(
        events.iter().any(|(_, sent)| *sent > 0),
        "progress was told"
    );

    subscription.cancel();
    phone.submitted();
    assert_eq!(heard.try_iter().count(), 0);
}

/// A phone can only end when those who wait for its queue have come back.
#[test]
fn who_waits_for_the_queue_is_let_go_when_it_is_stopped() {
    let phone = phone();
    phone.server.is_reachable(false);
    phone.submitted();
    phone.app.resume().unwrap();
    let shared = &phone.app.inner.shared;
    let ticket = shared.ask();
    thread::scope(|threads| {
        let waiting = threads.spawn(|| shared.wait_for(ticket, Duration::MAX));
        phone.app.pause();
        assert!(!waiting.join().unwrap().unwrap().reached);
    });
    assert!(matches!(phone.app.sync_now(PATIENCE), Err(Error::Closed)));
    phone.server.is_reachable(true);
    assert!(phone.sync().reached, "resumed, it is waited for again");
}

#[test]
fn unreachable_is_said_when_time_is_up_and_everything_waits_on() {
    let phone = phone();
    let id = phone.submitted();
    phone.server.is_reachable(false);
    phone.app.resume().unwrap();
    // The clock stands still: the backoff never ends by itself.
    let summary = phone.app.sync_now(Duration::from_millis(500)).unwrap();
    assert_eq!((summary.reached, summary.pending), (false, 1));
    assert!(summary.failure.is_some());
    assert_eq!(phone.delivery(id), Delivery::Waiting);
    phone.server.is_reachable(true);
    phone.clock.advance(SignedDuration::from_secs(5));
    assert!(phone.sync().reached);
    assert_eq!(phone.delivery(id), Delivery::Complete);
}

#[test]
fn a_case_is_rated_once_it_is_resolved_and_as_often_as_it_pleases() {
    let phone = phone();
    let id = phone.submitted();
    let becomes = |status| {
        let (reason, photographs) = (None, vec![]);
        let what = What::Status {
            status,
            reason,
            belongs: None,
            photographs,
            resolution: None,
        };
        phone.server.happens(id, what);
        phone.sync();
        phone.rest();
    };
    let rated = || phone.app.rate(id, 4, "Nhanh");
    assert!(matches!(rated(), Err(Error::NotNow)), "nothing is known");
    phone.sync();
    phone.rest();
    for status in CaseStatus::ALL {
        becomes(status);
        let is_resolved = matches!(
            status,
            CaseStatus::Resolved | CaseStatus::Confirmed | CaseStatus::Closed
        );
        assert_eq!(rated().is_ok(), is_resolved, "{status:?}");
    }
    becomes(CaseStatus::Resolved);
    for stars in [0, 6, 255] {
        assert!(matches!(phone.app.rate(id, stars, ""), Err(Error::NotNow)));
    }
    let longer = "ơ".repeat(4_001);
    assert!(matches!(phone.app.rate(id, 5, &longer), Err(Error::NotNow)));
    let rating = || phone.app.report(id).unwrap().rating;
    let told = |stars, text: &str| {
        let text = text.to_owned();
        Some(crate::report::Rating { stars, text })
    };
    assert_eq!(rating(), told(4, "Nhanh"));
    phone.app.rate(id, 5, " ").unwrap();
    assert_eq!(rating(), told(5, ""), "before the server knows");
    phone.sync();
    phone.rest();
    assert_eq!(rating(), told(5, ""));
    let kinds = phone.server.applied().into_iter().map(|(_, kind)| kind);
    assert_eq!(kinds.filter(|kind| kind == "rate").count(), 4);
}
