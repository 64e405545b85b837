use std::{collections::BTreeSet, sync::Arc};

use jiff::{
    SignedDuration,
    civil::{Date, date},
};
use langnghe_places::{
    TermUnit, Terms, Text,
    calendar::{CalendarFile, DayOff},
    date_in_vietnam, deadline_at_level,
};
use langnghe_wire::{Reference, ReportId};
use proptest::prelude::*;

use super::*;
use crate::{
    case::{
        Action, Actor, Origin, Party,
        decide::{Opening, open},
        placement::Rules,
        transition,
    },
    identity::{ReporterId, UserId},
};

/// A Monday, at the opening of the offices, in a month without a day off.
const MONDAY: &str = "2026-08-03T01:00:00Z";

fn start() -> Timestamp {
    MONDAY.parse().unwrap()
}

fn hours(hours: i64) -> SignedDuration {
    SignedDuration::from_hours(hours)
}

/// The bundled calendar with more days off.
fn calendar(off: &BTreeSet<Date>) -> WorkingCalendar {
    let mut file = CalendarFile::from(WorkingCalendar::bundled().clone());
    let text = |vi: &str, en: &str| Text {
        vi: vi.into(),
        en: en.into(),
    };
    file.days_off.extend(off.iter().map(|date| DayOff {
        date: *date,
        name: text("Tránh bão", "Storm"),
        source: text("Thông báo", "Notice"),
        provisional: false,
    }));
    file.try_into().unwrap()
}

fn days_off(days: &[i64]) -> BTreeSet<Date> {
    let monday = date_in_vietnam(start());
    let day = |n: &i64| monday.checked_add(jiff::Span::new().days(*n)).unwrap();
    days.iter().map(day).collect()
}

/// Rules with those days off, and so many days or hours for a dyke.
fn rules(off: &BTreeSet<Date>, amount: u16, unit: TermUnit) -> Rules {
    let mut rules = Rules::bundled();
    let mut catalogue = (*rules.catalogue).clone();
    let dyke = catalogue.categories.iter_mut().find(|c| c.code == "dyke");
    let dyke = dyke.unwrap();
    let term = |level| {
        let mut terms: Terms = Rules::bundled().catalogue.terms.of(level).clone();
        (terms.resolution.amount, terms.resolution.unit) = (amount, unit);
        terms
    };
    dyke.terms = langnghe_places::Level::ALL
        .map(|level| (level, term(level)))
        .into();
    rules.catalogue = Arc::new(catalogue);
    rules.calendar = Arc::new(calendar(off));
    rules
}

/// A case, its history, and the rules that hold.
struct Told {
    case: Case,
    runs: Runs,
    rules: Rules,
    off: BTreeSet<Date>,
}

impl Told {
    fn filed(rules: Rules) -> Self {
        let filing = serde_json::from_str(
            r#"{"category":"dyke","text":"Đê","place":{"commune":"07264"},
                "noticed_at":"2026-08-03T01:00:00Z","catalogue":1}"#,
        )
        .unwrap();
        let placement = rules.place(&filing, start()).unwrap();
        let opening = Opening {
            id: ReportId::from_bytes([1; 16]),
            reporter: ReporterId(1),
            reference: Reference::from_random(1),
            origin: Origin::App,
            by: Actor::Citizen,
        };
        let (mut case, events) = open(&opening, &filing, &placement, start());
        for new in &events {
            case.apply(&new.event, start());
        }
        Self {
            case,
            runs: Runs::since(start()),
            rules,
            off: BTreeSet::new(),
        }
    }

    fn happen(&mut self, party: Party, action: &Action, now: Timestamp) -> Vec<Event> {
        let actor = match party {
            Party::Server => Actor::Server,
            _ => Actor::Staff(UserId(1)),
        };
        let moment = Moment::new(now, Arc::new(self.rules.clone()));
        let Ok(events) = transition(&self.case, actor, party, action, &moment) else {
            return vec![];
        };
        let events: Vec<Event> = events.into_iter().map(|new| new.event).collect();
        for event in &events {
            self.case.apply(event, now);
            self.runs.take(event, now);
        }
        events
    }

    /// Other days are off from now on, and the dates are reckoned anew.
    fn off(&mut self, off: BTreeSet<Date>, now: Timestamp) -> Vec<Event> {
        let before = std::mem::replace(&mut self.rules.calendar, Arc::new(calendar(&off)));
        self.off = off;
        self.reckon(Cause::Calendar(before), now)
    }

    fn reckon(&mut self, cause: Cause, now: Timestamp) -> Vec<Event> {
        let action = Action::Reckon(Reckoning {
            runs: self.runs.clone(),
            cause,
        });
        self.happen(Party::Server, &action, now)
    }

    fn due(&self) -> Timestamp {
        self.case.clocks.resolution.due
    }
}

fn pause() -> Action {
    Action::Pause {
        reason: "Chờ nước rút".into(),
    }
}

fn days(amount: u16) -> Told {
    let mut told = Told::filed(rules(&days_off(&[]), amount, TermUnit::WorkingDays));
    told.happen(Party::Unit, &Action::Accept, start() + hours(1));
    told
}

#[test]
fn a_day_off_that_is_announced_late_moves_the_date_and_says_why() {
    let mut told = days(5);
    let due = told.due();
    let events = told.off(days_off(&[2]), start() + hours(24));
    assert_eq!(told.due(), due + hours(24), "from Monday to Tuesday");
    let Event::Rescheduled(said) = &events[0] else {
        panic!("{events:?}")
    };
    assert_eq!(said.resolution, Some([due, told.due()]));
    assert_eq!(
        said.intake, None,
        "it was taken: what that date was for is done"
    );
    assert_eq!(said.why.vi, "nghỉ ngày 05/08/2026 (Tránh bão)");
    assert_eq!(said.why.en, "05/08/2026 is off (Storm)");
    // Once more, and nothing happens.
    let again = told.off(days_off(&[2]), start() + hours(25));
    assert_eq!(again, []);
    // Back, and the date is what it was.
    told.off(days_off(&[]), start() + hours(26));
    assert_eq!(told.due(), due);
}

#[test]
fn a_day_off_of_many_is_named_and_the_others_are_counted() {
    let mut told = days(10);
    let events = told.off(days_off(&[1, 2, 3, 4, 7]), start() + hours(1));
    let Event::Rescheduled(said) = &events[0] else {
        panic!("{events:?}")
    };
    assert!(
        said.why.vi.ends_with("(Tránh bão); và 2 ngày khác"),
        "{}",
        said.why.vi
    );
    assert!(said.why.en.ends_with("and 2 more days"), "{}", said.why.en);
}

#[test]
fn days_beyond_the_date_and_days_while_the_clock_stood_move_nothing() {
    let mut told = days(5);
    let due = told.due();
    assert_eq!(told.off(days_off(&[20]), start() + hours(2)), []);
    told.happen(Party::Unit, &pause(), start() + hours(24));
    told.happen(Party::Unit, &Action::Resume, start() + hours(72));
    let resumed = told.due();
    assert!(resumed > due);
    // Wednesday lay within the pause: the clock had stood anyway.
    assert_eq!(told.off(days_off(&[20, 2]), start() + hours(73)), []);
    assert_eq!(told.due(), resumed);
}

#[test]
fn what_is_late_stays_late_and_nothing_is_made_late() {
    let mut told = days(1);
    let due = told.due();
    let late = due + hours(1);
    assert_eq!(told.off(days_off(&[1]), late), [], "it had run out");
    // A day that was off is worked after all, and would have been the last.
    let mut told = Told::filed(rules(&days_off(&[1]), 1, TermUnit::WorkingDays));
    told.off = days_off(&[1]);
    told.happen(Party::Unit, &Action::Accept, start() + hours(1));
    let due = told.due();
    let behind = start() + hours(36);
    assert!(behind < due);
    assert_eq!(told.off(days_off(&[]), behind), []);
    // In time, the date comes forward with it.
    let mut told = Told::filed(rules(&days_off(&[1]), 1, TermUnit::WorkingDays));
    told.off(days_off(&[]), start() + hours(2));
    assert!(told.due() < due);
}

#[test]
fn a_clock_that_stands_moves_too_and_goes_on_with_what_was_left() {
    let mut told = days(5);
    let paused = start() + hours(24);
    told.happen(Party::Unit, &pause(), paused);
    let left = told.rules.calendar.working_time_between(paused, told.due());
    let events = told.off(days_off(&[2, 3]), start() + hours(30));
    assert!(!events.is_empty(), "the person reads the new date");
    let resumed = start() + hours(24 * 7);
    told.happen(Party::Unit, &Action::Resume, resumed);
    let left_then = told
        .rules
        .calendar
        .working_time_between(resumed, told.due());
    assert_eq!(left_then, left);
}

#[test]
fn both_dates_move_until_a_case_is_taken() {
    let mut told = Told::filed(rules(&days_off(&[]), 5, TermUnit::WorkingDays));
    let intake = told.case.clocks.intake.due;
    let events = told.off(days_off(&[0]), start());
    let Event::Rescheduled(said) = &events[0] else {
        panic!("{events:?}")
    };
    assert_eq!(said.intake, Some([intake, told.case.clocks.intake.due]));
    // The first day isn't counted in days, whether it is worked or not.
    assert_eq!(said.resolution, None);
}

#[test]
fn new_terms_bring_a_date_back_never_forward() {
    let mut told = days(5);
    let due = told.due();
    told.rules.catalogue = rules(&days_off(&[]), 3, TermUnit::WorkingDays).catalogue;
    assert_eq!(told.reckon(Cause::Terms, start() + hours(2)), []);
    told.rules.catalogue = rules(&days_off(&[]), 10, TermUnit::WorkingDays).catalogue;
    let events = told.reckon(Cause::Terms, start() + hours(3));
    let Event::Rescheduled(said) = &events[0] else {
        panic!("{events:?}")
    };
    assert_eq!(said.resolution, Some([due, due + hours(7 * 24)]));
    let basis = &told.case.clocks.resolution.basis;
    assert_eq!(said.why.vi, format!("thời hạn mới: {}", basis.vi));
    assert_eq!(told.reckon(Cause::Terms, start() + hours(4)), []);
}

#[test]
fn reopening_begins_the_second_clock_anew() {
    let mut told = days(5);
    let reopened = start() + hours(24 * 30);
    let status = |status| Event::moved(status, None);
    for event in [status(CaseStatus::Resolved), status(CaseStatus::Reopened)] {
        told.case.apply(&event, reopened);
        told.runs.take(&event, reopened);
    }
    let from_then = |rules: &Rules, level| {
        let Rules {
            catalogue,
            calendar,
            ..
        } = rules;
        let due = deadline_at_level("dyke", level, reopened, catalogue, calendar);
        due.unwrap().resolution.at
    };
    told.case.clocks.resolution.due = from_then(&told.rules, told.case.level);
    let (was, day) = (told.due(), date(2026, 9, 8));
    told.off(BTreeSet::from([day]), reopened + hours(1));
    assert!(told.due() > was);
    assert_eq!(told.due(), from_then(&told.rules, told.case.level));
}

#[derive(Debug, Clone)]
enum Step {
    Pause,
    Resume,
    /// That day is off, or no longer off.
    Day(i64),
}

fn steps() -> impl Strategy<Value = Vec<(i64, Step)>> {
    let step = prop_oneof![
        Just(Step::Pause),
        Just(Step::Resume),
        (0..19_i64).prop_map(Step::Day),
    ];
    prop::collection::vec((0..30 * 60_i64, step), 0..14)
}

proptest! {
    /// Moved again and again as things happen, a date is the one that whoever knew all of it in
    /// the end would have reckoned from the start.
    #[test]
    fn moving_is_reckoning_from_the_start(
        steps in steps(),
        in_days in any::<bool>(),
        minute in 0..24 * 60_i64,
        terms_changed in any::<bool>(),
    ) {
        // So much that nothing runs out on the way.
        let (amount, unit) = match in_days {
            true => (40, TermUnit::WorkingDays),
            false => (320, TermUnit::WorkingHours),
        };
        let mut told = Told::filed(rules(&days_off(&[]), amount, unit));
        let mut now = start() + SignedDuration::from_mins(minute);
        told.happen(Party::Unit, &Action::Accept, now);
        let promised = Arc::clone(&told.rules.catalogue);
        if terms_changed {
            // For new reports only; what was promised is then read from the date.
            told.rules.catalogue = rules(&days_off(&[]), amount - 1, unit).catalogue;
        }
        let mut stands = vec![];
        let mut since = None;
        for (minutes, step) in steps {
            now += SignedDuration::from_mins(minutes);
            match step {
                Step::Pause => {
                    told.happen(Party::Unit, &pause(), now);
                    since = since.or(Some(now));
                }
                Step::Resume => {
                    told.happen(Party::Unit, &Action::Resume, now);
                    stands.extend(since.take().map(|from| (from, now)));
                }
                // In hours, the first day counts: then a date alone doesn't tell hours from days.
                Step::Day(0) if terms_changed && !in_days => {}
                Step::Day(day) => {
                    let days = days_off(&[day]);
                    let off = told.off.symmetric_difference(&days).copied().collect();
                    told.off(off, now);
                }
            }
        }
        if let Some(from) = since {
            told.happen(Party::Unit, &Action::Resume, now);
            stands.push((from, now));
        }
        let calendar = &told.rules.calendar;
        let from_the_start = deadline_at_level("dyke", told.case.level, start(), &promised, calendar);
        let from_the_start = from_the_start.unwrap().resolution.at;
        let stood: SignedDuration = stands
            .iter()
            .map(|(from, to)| calendar.working_time_between(*from, *to))
            .sum();
        let expected = match stood.is_zero() {
            true => from_the_start,
            false => calendar.add_working_time(from_the_start, stood).unwrap(),
        };
        prop_assert_eq!(told.due(), expected);
    }
}
