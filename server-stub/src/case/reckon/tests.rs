use std::{collections::BTreeSet, sync::Arc};

use jiff::{
    SignedDuration,
    civil::{Date, date},
};
use langnghe_places::{
    Level, TermUnit, Terms, Text,
    calendar::{CalendarFile, DayOff},
    date_in_vietnam, deadline_at_level,
};
use langnghe_wire::{Reference, Remedy, ReportId};

use super::*;
mod whole_lives;

use crate::{
    case::{
        Action, Actor, Origin, Party, Solution,
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

/// Rules with those days off, and so many days or hours for a dyke, which is urgent; more of them
/// at the other levels.
fn rules(off: &BTreeSet<Date>, amount: u16, unit: TermUnit) -> Rules {
    let mut rules = Rules::bundled();
    let mut catalogue = (*rules.catalogue).clone();
    let dyke = catalogue.categories.iter_mut().find(|c| c.code == "dyke");
    let dyke = dyke.unwrap();
    let term = |level| {
        let mut terms: Terms = Rules::bundled().catalogue.terms.of(level).clone();
        let amount = match level {
            Level::Urgent => amount,
            Level::Normal => amount + 2,
            Level::Complex => amount + 5,
        };
        (terms.resolution.amount, terms.resolution.unit) = (amount, unit);
        terms
    };
    dyke.terms = Level::ALL.map(|level| (level, term(level))).into();
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
        let known = match action {
            Action::SetLevel { level, reason, .. } => Action::SetLevel {
                level: *level,
                reason: reason.clone(),
                runs: Some(self.runs.clone()),
            },
            action => action.clone(),
        };
        let actor = match party {
            Party::Server => Actor::Server,
            _ => Actor::Staff(UserId(1)),
        };
        let moment = Moment::new(now, Arc::new(self.rules.clone()));
        let Ok(events) = transition(&self.case, actor, party, &known, &moment) else {
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

fn level(level: Level) -> Action {
    Action::SetLevel {
        level,
        reason: "Nước lên".into(),
        runs: None,
    }
}

fn resolve() -> Action {
    Action::Resolve(Solution {
        text: "Đã đắp lại.".into(),
        cause: "Cống hỏng".into(),
        remedy: Remedy::Temporary,
        photographs: vec![],
        without_photograph: Some("Trời tối".into()),
    })
}

fn reopen() -> Action {
    Action::Reopen {
        text: "Vẫn rò.".into(),
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

/// A case of five days that was resolved and then opened again, when.
fn reopened() -> (Told, Timestamp) {
    let mut told = days(5);
    told.happen(Party::Unit, &pause(), start() + hours(24));
    told.happen(Party::Unit, &resolve(), start() + hours(72));
    let at = start() + hours(24 * 30);
    let events = told.happen(Party::Owner, &reopen(), at);
    assert!(events.contains(&Event::moved(CaseStatus::Reopened, None)));
    (told, at)
}

impl Told {
    /// The second date, reckoned from a moment by the rules and the level that hold.
    fn due_from(&self, began: Timestamp) -> Timestamp {
        let (catalogue, calendar) = (&self.rules.catalogue, &self.rules.calendar);
        let due = deadline_at_level("dyke", self.case.level, began, catalogue, calendar);
        due.unwrap().resolution.at
    }
}

#[test]
fn reopening_begins_the_second_clock_anew() {
    let (mut told, at) = reopened();
    assert_eq!(told.due(), told.due_from(at));
    let (was, day) = (told.due(), date(2026, 9, 8));
    told.off(BTreeSet::from([day]), at + hours(1));
    assert!(told.due() > was);
    assert_eq!(told.due(), told.due_from(at));
}

#[test]
fn another_level_counts_from_where_the_clock_began_and_so_does_another_calendar_then() {
    let (mut told, at) = reopened();
    let intake = told.case.clocks.intake.clone();
    told.happen(Party::Unit, &level(Level::Normal), at + hours(1));
    assert_eq!(
        told.due(),
        told.due_from(at),
        "not from when it was received"
    );
    assert!(told.due() > at);
    // What it stood since then counts, and what it had stood before doesn't.
    told.happen(Party::Unit, &pause(), at + hours(2));
    told.happen(Party::Unit, &Action::Resume, at + hours(26));
    told.happen(Party::Unit, &level(Level::Complex), at + hours(27));
    let stood = told
        .rules
        .calendar
        .working_time_between(at + hours(2), at + hours(26));
    let due = told
        .rules
        .calendar
        .add_working_time(told.due_from(at), stood);
    assert_eq!(told.due(), due.unwrap());
    let was = told.due();
    told.off(BTreeSet::from([date(2026, 9, 8)]), at + hours(28));
    told.off(BTreeSet::new(), at + hours(29));
    assert_eq!(told.due(), was);
    assert_eq!(
        told.case.clocks.intake.due, intake.due,
        "it was taken long ago"
    );
}

#[test]
fn a_case_that_comes_back_from_a_merging_was_not_reopened_by_that() {
    let (mut told, at) = reopened();
    let merge = Action::Merge {
        into: ReportId::from_bytes([2; 16]),
        reference: Reference::from_random(2),
    };
    told.happen(Party::Unit, &merge, at + hours(24));
    told.happen(Party::Unit, &Action::Unmerge, at + hours(48));
    assert_eq!(told.case.status, CaseStatus::Reopened);
    told.happen(Party::Unit, &level(Level::Complex), at + hours(48));
    assert_eq!(told.due(), told.due_from(at));
    let was = told.due();
    told.off(BTreeSet::from([date(2026, 9, 8)]), at + hours(49));
    assert!(told.due() > was);
    assert_eq!(told.due(), told.due_from(at));
}

#[test]
fn another_level_makes_up_for_nothing_that_would_have_been_late() {
    // Urgent, its date would have passed before it was paused.
    let mut told = days(5);
    let urgent = told.case.clocks.clone();
    told.happen(Party::Unit, &level(Level::Complex), start() + hours(2));
    told.happen(Party::Unit, &pause(), start() + hours(24 * 9));
    told.happen(Party::Unit, &Action::Resume, start() + hours(24 * 11));
    told.happen(Party::Unit, &level(Level::Urgent), start() + hours(24 * 11));
    assert_eq!(told.case.clocks, urgent);
}
