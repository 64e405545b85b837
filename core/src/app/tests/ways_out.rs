//! Ways out: a report that is withdrawn, copied, or let go of, wherever it is on its way.

use super::*;

#[test]
fn a_parked_report_is_copied_into_a_draft_that_takes_its_place() {
    let phone = phone();
    let id = phone.complete_draft();
    phone.app.add_photo(id, PHOTOGRAPH).unwrap();
    phone.app.submit(id).unwrap();
    phone.server.refuses(id, Code::UnknownCategory);
    assert_eq!(phone.sync().parked, 1);
    assert_eq!(phone.delivery(id), Delivery::Parked);
    let parked = &phone.app.report(id).unwrap().summary.parked[0];
    assert_eq!(parked.ways_out, [WayOut::Copy, WayOut::Withdraw]);
    assert!(!parked.guidance().way_out.vi.is_empty());

    let copy = phone.app.copy_into_draft(id).unwrap();
    assert_eq!(phone.app.draft(copy).unwrap().photographs.len(), 1);
    phone.app.submit(copy).unwrap();
    phone.sync();
    let shown: Vec<ReportId> = phone.app.reports().unwrap().iter().map(|r| r.id).collect();
    assert_eq!(shown, [copy], "the parked one is stood for");
    assert_eq!(phone.delivery(copy), Delivery::Complete);
    assert!(phone.pixels(id).is_empty(), "nobody will see them again");
    assert_eq!(phone.pixels(copy).len(), 1);
}

#[test]
fn withdrawn_before_it_left_the_server_never_hears_of_it() {
    let phone = phone();
    let id = phone.submitted();
    phone.app.withdraw(id).unwrap();
    assert_eq!(phone.delivery(id), Delivery::Withdrawn);
    phone.sync();
    assert!(phone.server.applied().is_empty());
}

#[test]
fn withdrawn_after_it_left_the_withdrawal_travels_too() {
    let phone = phone();
    let id = phone.submitted();
    phone.sync();
    phone.rest();
    phone.app.withdraw(id).unwrap();
    assert!(phone.app.report(id).unwrap().summary.withdrawing);
    assert!(matches!(phone.app.withdraw(id), Err(Error::NotNow)));
    phone.sync();
    assert_eq!(phone.delivery(id), Delivery::Withdrawn);
    let kinds: Vec<String> = phone
        .server
        .applied()
        .into_iter()
        .map(|(_, kind)| kind)
        .collect();
    assert_eq!(kinds, ["file", "withdraw"]);
}

#[test]
fn a_withdrawal_stands_in_the_place_of_what_is_parked() {
    let phone = phone();
    let id = phone.submitted();
    phone.sync();
    phone.server.knows("reply", false);
    phone.app.reply(id, "Vẫn còn").unwrap();
    phone.sync();
    assert_eq!(phone.app.report(id).unwrap().summary.parked.len(), 1);
    phone.app.withdraw(id).unwrap();
    assert_eq!(phone.sync().parked, 0);
    assert_eq!(phone.delivery(id), Delivery::Withdrawn);
}

#[test]
fn what_a_copy_stands_for_is_never_sent_even_if_the_server_would_take_it_now() {
    let phone = phone();
    let id = phone.submitted();
    phone.server.knows("file", false);
    phone.sync();
    let copy = phone.app.copy_into_draft(id).unwrap();
    phone.app.submit(copy).unwrap();
    phone.server.knows("file", true);
    phone.sync();
    phone.sync();
    assert_eq!(phone.server.applied(), [(copy, "file".into())]);
}

#[test]
fn a_copy_stands_for_nothing_that_went_its_own_way_meanwhile() {
    let phone = phone();
    let id = phone.submitted();
    phone.server.knows("file", false);
    phone.sync();
    let copy = phone.app.copy_into_draft(id).unwrap();
    phone.server.knows("file", true);
    phone.app.retry(id).unwrap();
    phone.sync();
    phone.app.submit(copy).unwrap();
    phone.sync();
    let mut shown: Vec<ReportId> = phone.app.reports().unwrap().iter().map(|r| r.id).collect();
    shown.sort_unstable();
    let mut both = [id, copy];
    both.sort_unstable();
    assert_eq!(shown, both, "both are on the server, and both are shown");
}

#[test]
fn a_parked_report_is_withdrawn_at_once_whatever_waits_behind_it() {
    let phone = phone();
    let id = phone.complete_draft();
    phone.app.add_photo(id, PHOTOGRAPH).unwrap();
    phone.app.submit(id).unwrap();
    phone.app.reply(id, "Ngay ở cổng làng").unwrap();
    phone.server.refuses(id, Code::UnknownCategory);
    assert_eq!(phone.sync().parked, 1);
    phone.app.withdraw(id).unwrap();
    assert_eq!(phone.delivery(id), Delivery::Withdrawn);
    let summary = phone.sync();
    assert_eq!((summary.pending, summary.parked), (0, 0));
    assert!(phone.server.applied().is_empty());
    assert!(phone.pixels(id).is_empty(), "nothing of it will be sent");
}

#[test]
fn what_came_too_late_is_let_go_and_what_waited_behind_it_moves_up() {
    let phone = phone();
    let id = phone.submitted();
    phone.sync();
    phone.server.refuses(id, Code::NotNow);
    phone.app.add_text(id, "Quá muộn").unwrap();
    phone.app.reply(id, "Cảm ơn").unwrap();
    phone.sync();
    let parked = phone.app.report(id).unwrap().summary.parked;
    assert_eq!(parked[0].ways_out, [WayOut::LetGo, WayOut::Withdraw]);
    phone.server.takes(id);
    phone.app.let_go(id).unwrap();
    assert!(matches!(phone.app.let_go(id), Err(Error::NotNow)));
    let summary = phone.sync();
    assert_eq!((summary.pending, summary.parked), (0, 0));
    let applied = phone.server.applied();
    assert_eq!(applied, [(id, "file".into()), (id, "reply".into())]);
}

#[test]
fn a_withdrawal_that_waits_behind_something_parked_takes_its_place() {
    let phone = phone();
    let id = phone.submitted();
    phone.sync();
    phone.server.refuses(id, Code::NotNow);
    phone.rest();
    phone.app.confirm(id).unwrap();
    phone.app.withdraw(id).unwrap();
    assert_eq!(phone.sync().parked, 1);
    phone.server.takes(id);
    phone.app.withdraw(id).unwrap();
    assert_eq!(phone.sync().parked, 0);
    assert_eq!(phone.delivery(id), Delivery::Withdrawn);
}

#[test]
fn what_was_withdrawn_is_nobodys_business_when_a_restored_server_refuses_it() {
    let phone = phone();
    let id = phone.submitted();
    phone.sync();
    phone.app.withdraw(id).unwrap();
    phone.sync();
    phone.server.restore_empty();
    phone.server.refuses(id, Code::UnknownCategory);
    phone.sync();
    let summary = phone.sync();
    assert_eq!((summary.pending, summary.parked), (0, 0));
    let shown = phone.app.report(id).unwrap().summary;
    assert_eq!(
        (shown.delivery, shown.parked),
        (Delivery::Withdrawn, vec![])
    );
}

#[test]
fn a_withdrawal_that_came_too_late_is_let_go_and_the_report_goes_on() {
    let phone = phone();
    let id = phone.submitted();
    phone.sync();
    phone.server.refuses(id, Code::NotNow);
    phone.app.withdraw(id).unwrap();
    let too_late = phone.app.reply(id, "Khoan đã");
    assert!(
        matches!(too_late, Err(Error::NotNow)),
        "nothing is said behind it"
    );
    phone.sync();
    let parked = phone.app.report(id).unwrap().summary.parked;
    assert_eq!(parked[0].ways_out, [WayOut::LetGo]);
    phone.app.let_go(id).unwrap();
    phone.server.takes(id);
    phone.app.confirm(id).unwrap();
    assert_eq!(phone.sync().parked, 0);
    assert_eq!(phone.delivery(id), Delivery::Complete);
}
