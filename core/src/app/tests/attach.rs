//! Photographs that are added after a report was submitted.

use super::*;

/// Another photograph than [`PHOTOGRAPH`].
const ANOTHER: &[u8] = include_bytes!("../../../photo/fixtures/DSCN0010.jpg");

impl Phone {
    fn attach(&self, id: ReportId) {
        self.app.attach(id, ANOTHER).unwrap();
    }

    pub(super) fn resolved(&self, id: ReportId, status: CaseStatus) {
        let (reason, photographs) = (None, vec![]);
        let what = What::Status {
            status,
            reason,
            belongs: None,
            photographs,
            resolution: None,
        };
        self.server.happens(id, what);
        self.sync();
        self.rest();
    }
}

#[test]
fn one_that_is_added_later_follows_its_report() {
    let phone = phone();
    let id = phone.complete_draft();
    assert!(matches!(phone.app.attach(id, ANOTHER), Err(Error::NotNow)));
    phone.app.add_photo(id, PHOTOGRAPH).unwrap();
    phone.app.submit(id).unwrap();
    // Offline, before the report itself has left.
    phone.attach(id);
    phone.sync();
    phone.rest();
    assert_eq!(phone.delivery(id), Delivery::Complete);
    assert_eq!(phone.server.photographs(), 2);
    let said: Vec<String> = phone.server.applied().into_iter().map(|(_, k)| k).collect();
    assert_eq!(said, ["file", "attach"]);
    assert_eq!(phone.app.report(id).unwrap().photographs.len(), 2);
}

#[test]
fn one_that_is_there_already_is_not_added_again() {
    let phone = phone();
    let id = phone.complete_draft();
    let first = phone.app.add_photo(id, PHOTOGRAPH).unwrap();
    phone.app.submit(id).unwrap();
    assert_eq!(phone.app.attach(id, PHOTOGRAPH).unwrap(), first);
    phone.sync();
    assert_eq!(phone.server.applied().len(), 1);
}

#[test]
fn the_limit_holds_over_those_of_the_report_and_those_that_came_later() {
    let phone = phone();
    let id = phone.complete_draft();
    let store = &phone.app.inner.store;
    let five = |view: &crate::store::View<'_>| {
        for n in 0..5 {
            let new = crate::store::NewPhotograph {
                jpeg: vec![n; 9],
                thumbnail: vec![],
                width: 1,
                height: 1,
            };
            view.add_photograph(id, &new)?;
        }
        Ok(())
    };
    store.write(five).unwrap();
    phone.app.submit(id).unwrap();
    phone.attach(id);
    // Not even a photograph: it isn't looked at.
    assert!(matches!(
        phone.app.attach(id, &b""[..]),
        Err(Error::TooManyPhotographs)
    ));
}

#[test]
fn none_is_added_where_nobody_would_look_at_it() {
    for status in CaseStatus::ALL {
        let phone = phone();
        let id = phone.submitted();
        phone.sync();
        phone.resolved(id, status);
        let is_over = matches!(
            status,
            CaseStatus::Refused
                | CaseStatus::Confirmed
                | CaseStatus::Closed
                | CaseStatus::Merged
                | CaseStatus::Withdrawn
        );
        let attached = phone.app.attach(id, ANOTHER);
        assert_eq!(attached.is_err(), is_over, "{status:?}");
    }
}

#[test]
fn what_is_no_photograph_leaves_the_report_as_it_was() {
    let phone = phone();
    let id = phone.submitted();
    let attached = phone.app.attach(id, &ANOTHER[..2_000]);
    assert!(matches!(attached, Err(Error::Photograph(_))));
    phone.sync();
    assert_eq!(phone.delivery(id), Delivery::Complete);
    assert_eq!(phone.server.applied().len(), 1);
}

#[test]
fn one_that_was_refused_goes_when_it_is_let_go_and_what_waited_behind_it_does_not() {
    let phone = phone();
    let id = phone.submitted();
    phone.sync();
    phone.rest();
    phone.server.refuses(id, Code::NotNow);
    phone.attach(id);
    phone.app.reply(id, "Đã xem.").unwrap();
    phone.app.attach(id, PHOTOGRAPH).unwrap();
    phone.sync();
    phone.rest();
    let view = phone.app.report(id).unwrap();
    let expected = Delivery::TextReceived { sent: 0, total: 2 };
    assert_eq!(view.summary.delivery, expected);
    assert_eq!(view.summary.parked[0].code, Code::NotNow);

    phone.server.takes(id);
    phone.app.let_go(id).unwrap();
    phone.sync();
    phone.rest();
    assert_eq!(phone.delivery(id), Delivery::Complete);
    assert_eq!(phone.app.report(id).unwrap().photographs.len(), 1);
    assert_eq!(phone.server.photographs(), 1);
    let said: Vec<String> = phone.server.applied().into_iter().map(|(_, k)| k).collect();
    assert_eq!(said, ["file", "reply", "attach"]);
}

#[test]
fn a_withdrawal_in_its_place_leaves_nothing_that_waits() {
    let phone = phone();
    let id = phone.submitted();
    phone.sync();
    phone.rest();
    phone.server.refuses(id, Code::NotNow);
    phone.attach(id);
    phone.sync();
    phone.rest();
    // The withdrawal is refused as well, and let go: the report is what it was.
    phone.app.withdraw(id).unwrap();
    phone.sync();
    phone.rest();
    phone.app.let_go(id).unwrap();
    assert_eq!(phone.delivery(id), Delivery::Complete);
    assert_eq!(phone.sync().pending, 0);
}
