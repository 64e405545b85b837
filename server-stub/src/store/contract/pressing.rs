//! Promises about what stands first in every list: the cases that press, the most pressing in front.

use jiff::Timestamp;
use langnghe_wire::{CaseStatus, ReportId};

use super::{
    Backend, apply,
    cases::user,
    moment,
    phone::{Phone, filing},
    registered,
};
use crate::{
    case::Action,
    identity::{Scope, User},
    store::{CaseFilter, Count, DueFilter, Page, StatusFilter, Store, Turn},
};

/// Reports that come, an hour after each other; every fifth is refused.
const CAME: i64 = 45;
/// Of those that are open, so many press, or a few less: some clocks run out together.
const PRESS: usize = 26;
const UNIT: &str = "07264-kt";

pub(crate) async fn what_presses_stands_before_everything_else_on_every_page(
    backend: &impl Backend,
) {
    let store = backend.store();
    let officer = user(store, "Lan", Scope::Unit(UNIT.into())).await;
    let filed = filed(store, &officer).await;
    let open: Vec<_> = filed.iter().filter(|told| told.is_open).collect();
    let before = open[PRESS].due;
    let pressing: Vec<_> = open.iter().filter(|told| told.due < before).collect();
    assert!(!pressing.is_empty(), "clocks run out one after another");
    let expected = |fits: &dyn Fn(&Told) -> bool| -> Vec<_> {
        let first = pressing.iter().map(|told| **told);
        let is_first = |told: &&Told| pressing.iter().any(|other| other.report == told.report);
        let others = filed.iter().rev().filter(|told| !is_first(told));
        let all = first.chain(others).filter(|told| fits(told));
        all.map(|told| told.report).collect()
    };
    let all = CaseFilter {
        status: StatusFilter::All,
        ..CaseFilter::default()
    };
    let searched = |words: &str, status| CaseFilter {
        words: Some(words.into()),
        status,
        ..CaseFilter::default()
    };
    let category = CaseFilter {
        category: Some("dyke".into()),
        ..all.clone()
    };
    let road = searched("o ga", StatusFilter::All);
    let open_road = searched("\"o ga\"", StatusFilter::Open);
    let is_road = |told: &Told| told.text.contains("Ổ gà");
    for (filter, expected) in [
        (&all, expected(&|_| true)),
        (&category, expected(&|_| true)),
        (&road, expected(&is_road)),
        (&open_road, expected(&|told| told.is_open && is_road(told))),
    ] {
        // With a page that ends where the first part does.
        for limit in [4, 13, 50, pressing.len() as u32] {
            read_on_and_back(store, &officer, filter, (before, limit), &expected).await;
        }
    }

    // What is in the order of the clocks anyway is as it was; so is what has none.
    let late = CaseFilter {
        due: Some(DueFilter::Before(before)),
        ..CaseFilter::default()
    };
    for filter in [
        CaseFilter::default(),
        late,
        CaseFilter {
            status: StatusFilter::Only(CaseStatus::Refused),
            ..road.clone()
        },
    ] {
        let plain = store.cases(&officer, filter.clone(), Page::default()).await;
        let first = store.pressing_first(&officer, filter, before, Page::default());
        assert_eq!(first.await.unwrap(), plain.unwrap());
    }

    // A reference finds its case, late or not, and nobody else's.
    let stranger = user(store, "Xa", Scope::Commune("07267".into())).await;
    for Told { report, .. } in [open[0], open[PRESS + 1]] {
        let case = store.case(&officer, *report).await.unwrap().unwrap().case;
        let filter = searched(case.reference.as_str(), StatusFilter::All);
        let page = store.pressing_first(&officer, filter.clone(), before, Page::default());
        let found: Vec<_> = page.await.unwrap().cases.iter().map(|c| c.id).collect();
        assert_eq!(found, [*report]);
        for filter in [filter, all.clone()] {
            let page = store.pressing_first(&stranger, filter, before, Page::default());
            assert!(page.await.unwrap().cases.is_empty());
        }
    }
}

struct Told {
    report: ReportId,
    text: &'static str,
    is_open: bool,
    /// When its first clock runs out.
    due: Timestamp,
}

/// Reports in the order in which they came.
async fn filed(store: &dyn Store, officer: &User) -> Vec<Told> {
    let phone = Phone::new(1);
    let device = registered(store, &phone).await;
    let mut filed = vec![];
    for n in 0..CAME {
        let report = phone.new_report();
        let text = ["Ổ gà to", "Đèn tắt", "Ổ gà"][n as usize % 3];
        let file = phone.operation(report, 0, &filing(text, vec![]));
        apply(store, &device, &[&file], n * 3_600).await;
        let is_open = n % 5 != 2;
        if !is_open {
            let refuse = Action::Refuse {
                reason: "Trùng".into(),
                belongs: "Điện lực".into(),
            };
            let moment = moment(n * 3_600 + 1);
            store.act(officer, report, refuse, 2, moment).await.unwrap();
        }
        let case = store.case(officer, report).await.unwrap().unwrap().case;
        filed.push(Told {
            report,
            text,
            is_open,
            due: case.clocks.intake.due,
        });
    }
    filed
}

/// Reads a list to its end page by page, and back to where it begins.
async fn read_on_and_back(
    store: &dyn Store,
    viewer: &User,
    filter: &CaseFilter,
    (before, limit): (Timestamp, u32),
    expected: &[ReportId],
) {
    let turned = async |turn: Option<Turn>| {
        let page = Page { turn, limit };
        let found = store.pressing_first(viewer, filter.clone(), before, page);
        let found = found.await.unwrap();
        assert_eq!(found.total, Count::exactly(expected.len() as u64));
        let ids: Vec<_> = found.cases.iter().map(|c| c.id).collect();
        (ids, found.previous, found.next)
    };
    let mut pages = expected.chunks(limit as usize);
    let (mut found, mut previous, mut next) = turned(None).await;
    assert_eq!((Some(&*found), previous), (pages.next(), None));
    while next.is_some() {
        (found, previous, next) = turned(next).await;
        assert_eq!(Some(&*found), pages.next(), "{filter:?} {limit}");
    }
    assert_eq!(pages.next(), None, "{filter:?} {limit}");
    let mut pages = expected.chunks(limit as usize).rev().skip(1);
    while previous.is_some() {
        (found, previous, _) = turned(previous).await;
        assert_eq!(Some(&*found), pages.next(), "back: {filter:?} {limit}");
    }
    assert_eq!(pages.next(), None, "back: {filter:?} {limit}");
}
