//! Promises about promised days: what a changed calendar and new terms do to them.

use std::sync::Arc;

use langnghe_places::{Level, deadline_at_level};
use langnghe_wire::{Body, ReportId, What};

use super::{
    Backend, applied, apply,
    cases::user,
    life::{act, filed, solved, told},
    phone::{Phone, at},
    registered,
    settings::coordinator,
};
use crate::{
    case::{Action, Case, Moment, placement::Rules},
    identity::{Device, Scope, User},
    settings::{
        Document, Kind, OpenToo, RulesBook, Wish,
        calendar::{CalendarEdit, DayForm, edited},
        catalogue::{CatalogueEdit, TermForm, TermsForm},
    },
    store::{Foreseen, Reckoned, Store},
};

/// More than fit into one step.
const MANY: usize = 60;

/// A store with reports, and the rules that hold in it.
struct Room<'a> {
    store: &'a dyn Store,
    shared: Arc<dyn Store>,
    book: Arc<RulesBook>,
    by: User,
    officer: User,
    phone: Phone,
    device: Device,
}

impl<'a> Room<'a> {
    async fn of(backend: &'a impl Backend) -> Self {
        let store = backend.store();
        let phone = Phone::new(1);
        Self {
            store,
            shared: backend.shared(),
            book: Arc::new(RulesBook::of(Rules::bundled())),
            by: coordinator(store, "Minh").await,
            officer: user(store, "Lan", Scope::Province).await,
            device: registered(store, &phone).await,
            phone,
        }
    }

    async fn file(&self) -> ReportId {
        filed(self.store, &self.phone, &self.device).await
    }

    async fn case(&self, report: ReportId) -> Case {
        let found = self.store.case(&self.officer, report).await.unwrap();
        found.unwrap().case
    }

    fn now(&self, second: i64) -> Moment {
        Moment::new(at(second), self.book.current())
    }

    fn wish(&self, kind: Kind, open_too: Option<OpenToo>) -> Wish {
        Wish {
            by: self.by.clone(),
            kind,
            seen: self.book.current().version(kind),
            note: String::new(),
            open_too,
            now: at(100),
        }
    }

    /// The last day that was promised is off from now on.
    async fn a_day_off(&self, report: ReportId) {
        let due = self.case(report).await.clocks.resolution.due;
        let day = langnghe_places::date_in_vietnam(due);
        let form = DayForm {
            date: day.to_string(),
            vi: "Tránh bão".into(),
            source_vi: "Thông báo 1".into(),
            ..DayForm::default()
        };
        let edit = move |rules: &Rules| {
            let edit = CalendarEdit::DayOff(form);
            Ok(Document::Calendar(Arc::new(edited(
                &rules.calendar,
                &edit,
            )?)))
        };
        let wish = self.wish(Kind::Calendar, None);
        let settled = self.book.settle(&self.shared, wish, edit).await;
        settled.unwrap();
    }

    /// A level's terms are so many days from now on.
    async fn terms(&self, level: Level, days: u16, open_too: bool) {
        let term = TermForm {
            amount: days.to_string(),
            unit: "working_days".into(),
            basis_vi: "Quyết định 1".into(),
            basis_en: String::new(),
        };
        let form = TermsForm {
            category: String::new(),
            level: level.as_str().into(),
            intake: TermForm {
                unit: "working_hours".into(),
                amount: "1".into(),
                ..term.clone()
            },
            resolution: term,
        };
        let edit = move |rules: &Rules| {
            let settled = rules
                .settled()
                .edited(&CatalogueEdit::Terms(form), at(100))?;
            Ok(Document::Catalogue(Arc::new(settled)))
        };
        let open_too = open_too.then_some(OpenToo {
            category: None,
            level,
        });
        let wish = self.wish(Kind::Catalogue, open_too);
        let settled = self.book.settle(&self.shared, wish, edit).await;
        settled.unwrap();
    }

    /// Reckons until nothing waits: how many dates moved, and in how many steps.
    async fn reckon_all(&self, second: i64) -> (usize, usize) {
        let (mut moved, mut steps) = (0, 0);
        loop {
            let step = self.store.reckon(self.now(second)).await.unwrap();
            moved += step.moved;
            if !step.more {
                return (moved, steps);
            }
            steps += 1;
        }
    }
}

pub(crate) async fn a_day_off_moves_the_dates_of_open_cases_a_few_at_a_time(
    backend: &impl Backend,
) {
    let room = Room::of(backend).await;
    let mut open = vec![];
    for _ in 0..MANY {
        open.push(room.file().await);
    }
    let over = room.file().await;
    let refused = Action::Refuse {
        reason: "Không thuộc xã".into(),
        belongs: "Sở Xây dựng".into(),
    };
    act(room.store, &room.officer, over, refused, 5).await;
    let before = room.case(open[0]).await;
    assert_eq!(room.reckon_all(90).await, (0, 0), "nothing has changed");

    room.a_day_off(open[0]).await;
    let foreseen = room.store.foresee(None, None, room.now(100)).await.unwrap();
    assert_eq!(
        foreseen,
        Foreseen {
            moved: MANY,
            next: None
        }
    );
    let first = room.store.reckon(room.now(101)).await.unwrap();
    assert_eq!(
        first,
        Reckoned {
            moved: 50,
            more: true
        }
    );
    // Broken off here, what is left is found by whoever comes next, and what is done isn't done again.
    assert_eq!(room.reckon_all(102).await.0, MANY - 50);
    assert_eq!(room.reckon_all(103).await, (0, 0));

    for report in &open {
        let case = room.case(*report).await;
        assert!(case.clocks.resolution.due > before.clocks.resolution.due);
        assert_eq!(case.version, before.version + 2);
    }
    assert_eq!(room.case(over).await.clocks, before.clocks);
    let after = room.case(open[0]).await;
    let heard = told(room.store, &room.device, open[0]).await;
    let [.., What::Rescheduled(said), What::Clocks(clocks)] = &heard[..] else {
        panic!("{heard:?}")
    };
    let (was, is) = (before.clocks.resolution.due, after.clocks.resolution.due);
    assert_eq!(said.resolution, Some([was, is]));
    assert!(said.why.vi.contains("Tránh bão"), "{}", said.why.vi);
    assert_eq!(*clocks, after.clocks);
}

pub(crate) async fn whatever_happens_to_a_case_that_waits_its_dates_come_first(
    backend: &impl Backend,
) {
    let room = Room::of(backend).await;
    let (taken, waits) = (room.file().await, room.file().await);
    act(room.store, &room.officer, taken, Action::Accept, 5).await;
    let before = room.case(taken).await;
    room.a_day_off(taken).await;
    let act = async |action, second| {
        let version = room.case(taken).await.version;
        let acted = room
            .store
            .act(&room.officer, taken, action, version, room.now(second));
        acted.await.unwrap().case
    };
    let paused = act(
        Action::Pause {
            reason: "Chờ nước rút".into(),
        },
        110,
    )
    .await;
    assert!(paused.clocks.resolution.due > before.clocks.resolution.due);
    assert!(paused.pause.is_some());
    let foreseen = room.store.foresee(None, None, room.now(111)).await.unwrap();
    assert_eq!(foreseen.moved, 1, "the other still waits");
    assert_eq!(room.reckon_all(112).await.0, 1);
    assert_ne!(room.case(waits).await.clocks, before.clocks);
    assert_eq!(room.case(taken).await.clocks, paused.clocks);
}

pub(crate) async fn new_terms_hold_for_open_cases_only_where_that_was_wanted(
    backend: &impl Backend,
) {
    let room = Room::of(backend).await;
    let report = room.file().await;
    let before = room.case(report).await;
    let level = before.level;
    room.terms(level, 60, false).await;
    assert_eq!(room.reckon_all(101).await, (0, 0));
    room.terms(level, 1, true).await;
    assert_eq!(
        room.reckon_all(102).await.0,
        0,
        "never sooner than was said"
    );
    assert_eq!(room.case(report).await, before);

    let others = OpenToo {
        category: Some("road".into()),
        level,
    };
    room.terms(level, 61, true).await;
    let foresee = async |terms| {
        let seen = room.store.foresee(Some(terms), None, room.now(103)).await;
        seen.unwrap().moved
    };
    let own = OpenToo {
        category: None,
        level,
    };
    assert_eq!((foresee(own).await, foresee(others).await), (1, 0));
    // Settled once more before it was carried out: what was wanted holds, not what came after.
    room.terms(level, 90, false).await;
    assert_eq!(room.reckon_all(104).await.0, 1);
    let after = room.case(report).await;
    let days = |days| {
        let calendar = langnghe_places::WorkingCalendar::bundled();
        calendar.add_working_days(before.received_at, days).unwrap()
    };
    assert_eq!(after.clocks.resolution.due, days(61));
    assert_eq!(after.clocks.resolution.basis.vi, "Quyết định 1");
    assert_eq!(room.reckon_all(105).await, (0, 0));
}

pub(crate) async fn another_level_of_a_reopened_case_counts_from_when_it_was_opened_again(
    backend: &impl Backend,
) {
    let room = Room::of(backend).await;
    let report = room.file().await;
    let (store, officer) = (room.store, &room.officer);
    act(store, officer, report, Action::Accept, 5).await;
    act(store, officer, report, solved(vec![]), 10).await;
    let reopened = 20 * 86_400;
    let text = "Vẫn rò.".into();
    let reopen = room.phone.operation(report, 1, &Body::Reopen { text });
    applied(&apply(store, &room.device, &[&reopen], reopened).await[0]);
    let before = room.case(report).await;
    let another = Action::SetLevel {
        level: Level::Complex,
        reason: "Phải khảo sát".into(),
        runs: None,
    };
    act(store, officer, report, another, reopened + 60).await;
    let after = room.case(report).await;
    let rules = room.book.current();
    let due = deadline_at_level(
        &after.category,
        Level::Complex,
        at(reopened),
        &rules.catalogue,
        &rules.calendar,
    );
    assert_eq!(after.clocks.resolution.due, due.unwrap().resolution.at);
    assert_eq!(after.clocks.intake, before.clocks.intake);
}
