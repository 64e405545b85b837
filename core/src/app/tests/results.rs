//! Photographs of the result, as a shell sees them.

use langnghe_wire::{Reference, ResultPhotograph, Sha256};

use super::*;
use crate::report::Act;

/// What the unit took, as its server gives it.
fn taken() -> (ResultPhotograph, Vec<u8>) {
    let prepared = langnghe_photo::prepare(PHOTOGRAPH).unwrap();
    let named = ResultPhotograph {
        sha256: Sha256::of(&prepared.photo),
        bytes: prepared.photo.len() as u64,
        width: prepared.width,
        height: prepared.height,
    };
    (named, prepared.photo)
}

impl Phone {
    /// A report whose result has come.
    fn shown(&self) -> ReportId {
        let id = self.submitted();
        self.sync();
        let (named, jpeg) = taken();
        self.server.shows_result(id, named, &jpeg);
        self.sync();
        id
    }
}

#[test]
fn it_is_read_like_any_photograph_offline_and_after_a_restart() {
    let phone = phone();
    let id = phone.shown();
    let (named, jpeg) = taken();
    let Phone {
        app,
        server,
        clock,
        folder,
    } = phone;
    drop(app);
    let app = open(&folder, &server, &clock);
    let report = app.report(id).unwrap();
    assert_eq!(report.photographs, []);
    let [after] = report.after.try_into().unwrap();
    assert_eq!(
        (after.sha256, after.bytes, after.width, after.height),
        (named.sha256, named.bytes, named.width, named.height)
    );
    assert_eq!(app.photo(after.id).unwrap(), jpeg);
    assert!(app.thumbnail(after.id).unwrap().len() < 30_000);
    assert_eq!(app.unsent().unwrap(), crate::usage::Unsent::default());
    let used = app.data_used().unwrap()[0];
    assert!(used.received > named.bytes, "what came is counted");
}

#[test]
fn who_watches_is_told_when_it_has_come() {
    let phone = phone();
    let id = phone.submitted();
    phone.sync();
    phone.app.look_around(Surroundings {
        link: Link::Metered,
        photographs_wait_for_free: true,
        ..Surroundings::default()
    });
    let (named, jpeg) = taken();
    phone.server.shows_result(id, named, &jpeg);
    phone.sync();
    let status = |app: &App| app.report(id).unwrap().summary.case.unwrap().status;
    assert_eq!(status(&phone.app), CaseStatus::Resolved);
    assert_eq!(phone.app.report(id).unwrap().after, []);

    let (sender, heard) = mpsc::channel();
    let _subscription = phone.app.observe(Arc::new(Tell(Mutex::new(sender))));
    phone.app.look_around(Surroundings::default());
    let told = std::iter::from_fn(|| heard.recv_timeout(PATIENCE).ok());
    let mut came = told.map(|_| phone.app.report(id).unwrap().after.len());
    assert_eq!(came.find(|count| *count > 0), Some(1));
}

#[test]
fn it_goes_with_its_report_and_is_in_no_copy() {
    let phone = phone();
    let id = phone.shown();
    let after = phone.app.report(id).unwrap().after[0].id;
    phone.resolved(id, CaseStatus::Reopened);
    phone.app.withdraw(id).unwrap();
    phone.sync();
    assert_eq!(phone.delivery(id), Delivery::Withdrawn);
    assert_eq!(phone.app.report(id).unwrap().after, []);
    assert!(matches!(phone.app.photo(after), Err(Error::NotFound)));
    assert!(matches!(phone.app.thumbnail(after), Err(Error::NotFound)));
    // The history is told again: what was taken back stays so.
    phone.server.happens(id, What::Unknown);
    let (named, jpeg) = taken();
    phone.server.shows_result(id, named, &jpeg);
    phone.sync();
    assert_eq!(phone.app.report(id).unwrap().after, []);
}

#[test]
fn of_a_case_that_goes_on_elsewhere_it_comes_too_and_goes_when_the_two_are_told_apart() {
    let phone = phone();
    let id = phone.submitted();
    phone.sync();
    phone.resolved(id, CaseStatus::InProgress);
    let other = Reference::from_random(7);
    let into = other.clone();
    phone.server.happens(id, What::Merged { into });
    phone.resolved(id, CaseStatus::Merged);
    let (named, jpeg) = taken();
    phone.server.gives(named, &jpeg);
    phone.server.happens(
        id,
        What::Followed {
            reference: other.clone(),
            status: CaseStatus::Resolved,
            photographs: vec![named],
            resolution: None,
        },
    );
    phone.sync();
    phone.rest();
    let view = phone.app.report(id).unwrap();
    assert_eq!(phone.app.photo(view.after[0].id).unwrap(), jpeg);
    let merged = view.summary.case.unwrap().merged.unwrap();
    assert_eq!(
        (merged.into, merged.status),
        (other, Some(CaseStatus::Resolved))
    );
    assert_eq!(
        view.acts,
        [Act::Confirm, Act::Reopen],
        "whether it holds for them too"
    );

    phone.resolved(id, CaseStatus::InProgress);
    let view = phone.app.report(id).unwrap();
    assert_eq!(view.after, []);
    assert_eq!(view.summary.case.unwrap().merged, None);
}
