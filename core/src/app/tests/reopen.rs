//! Reopening, with a word and photographs.

use super::*;

/// What is still to be seen.
const STILL: &[u8] = include_bytes!("../../../photo/fixtures/DSCN0010.jpg");

impl Phone {
    /// A report whose case stands so.
    fn standing(&self, status: CaseStatus) -> ReportId {
        let id = self.submitted();
        self.sync();
        self.rest();
        self.resolved(id, status);
        id
    }

    fn kinds(&self) -> Vec<String> {
        self.server.applied().into_iter().map(|(_, k)| k).collect()
    }
}

#[test]
fn the_words_go_first_and_the_photographs_behind_them() {
    let phone = phone();
    let id = phone.standing(CaseStatus::Confirmed);
    phone
        .app
        .reopen_with(id, "Vẫn còn nước.", [STILL, PHOTOGRAPH])
        .unwrap();
    let view = phone.app.report(id).unwrap();
    assert_eq!(view.unheard, ["Vẫn còn nước."]);
    assert_eq!(view.photographs.len(), 2);
    phone.sync();
    phone.rest();
    assert_eq!(phone.kinds(), ["file", "reopen", "attach", "attach"]);
    assert_eq!(phone.server.photographs(), 2);
}

#[test]
fn one_photograph_more_can_follow_a_reopening_that_has_not_left() {
    let phone = phone();
    let id = phone.standing(CaseStatus::Confirmed);
    assert!(matches!(phone.app.attach(id, STILL), Err(Error::NotNow)));
    phone.app.reopen(id, "Vẫn còn nước.").unwrap();
    phone.app.attach(id, STILL).unwrap();
    phone.sync();
    phone.rest();
    assert_eq!(phone.kinds(), ["file", "reopen", "attach"]);
}

#[test]
fn of_what_cannot_all_be_kept_nothing_is() {
    let phone = phone();
    let id = phone.standing(CaseStatus::Resolved);
    let no_photograph = phone
        .app
        .reopen_with(id, "Vẫn còn.", [STILL, &STILL[..2_000]]);
    assert!(matches!(no_photograph, Err(Error::Photograph(_))));
    let no_words = phone.app.reopen_with(id, " ", [STILL]);
    assert!(matches!(no_words, Err(Error::NotNow)));
    let view = phone.app.report(id).unwrap();
    assert_eq!((view.photographs.len(), view.unheard.len()), (0, 0));
    phone.sync();
    assert_eq!(phone.kinds(), ["file"]);
}

#[test]
fn the_limit_holds_over_all_photographs_of_the_report() {
    let phone = phone();
    let id = phone.standing(CaseStatus::Resolved);
    let fill = |view: &crate::store::View<'_>| {
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
    phone.app.inner.store.write(fill).unwrap();
    let two = phone.app.reopen_with(id, "Vẫn còn.", [STILL, PHOTOGRAPH]);
    assert!(matches!(two, Err(Error::TooManyPhotographs)));
    let view = phone.app.report(id).unwrap();
    assert_eq!((view.photographs.len(), view.unheard.len()), (5, 0));
}
