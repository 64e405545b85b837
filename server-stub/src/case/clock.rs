//! The two clocks of a case: how they stand still, go on, and are set anew.
//!
//! ```text
//!          ask, pause                    answer, resume, any other step
//! running ────────────▶ standing still ────────────────────────────────▶ running
//!    ▲                                                                      │
//!    └── both dates move by the office time for which the clocks stood ◀────┘
//! ```
//!
//! A clock that had run out before it was stopped stays where it was: no pause makes up for what
//! was late already. Forwarding touches neither clock. Reopening sets the second anew, since the
//! promise that it stood for had been kept once.

use jiff::{SignedDuration, Timestamp};
use langnghe_places::{Level, deadline_at_level};
use langnghe_wire::{CaseStatus, Clock, Clocks};

use super::{
    event::Event,
    model::{Case, Pause},
    moment::Moment,
    placement::clock,
    reckon::Runs,
};

/// Working days that a person has to confirm or reopen, until a resolved case closes by itself.
/// Long enough to come by and look; the console and the phone state the date.
pub const ANSWER_WORKING_DAYS: u16 = 10;

/// What follows for the clocks when they no longer stand still; nothing if they run.
pub(super) fn running_again(case: &Case, moment: &Moment) -> Vec<Event> {
    let Some(Pause { since, .. }) = case.pause else {
        return vec![];
    };
    let calendar = &moment.rules.calendar;
    let stood = calendar
        .working_time_between(since, moment.now)
        .max(SignedDuration::ZERO);
    let moved = |clock: &Clock| Clock {
        due: postponed(clock.due, since, stood, moment),
        basis: clock.basis.clone(),
    };
    let clocks = Clocks {
        intake: moved(&case.clocks.intake),
        resolution: moved(&case.clocks.resolution),
    };
    let mut events = vec![Event::Resumed {
        stood_seconds: stood.as_secs().unsigned_abs(),
    }];
    if clocks != case.clocks {
        events.push(Event::ClocksSet(clocks));
    }
    events
}

/// The clocks of a case at another level, as if it had had that level from the start: each from
/// where it began, moved by every time for which it stood before it ran out. The first stays where
/// the case was taken: what it was for is done.
pub(super) fn at_level(case: &Case, level: Level, runs: &Runs, moment: &Moment) -> Option<Event> {
    let moved = |clock: Clock, began: Timestamp| Clock {
        due: runs
            .stands_since(began)
            .iter()
            .fold(clock.due, |due, stand| {
                let stood = stand.lasted(&moment.rules.calendar);
                postponed(due, stand.from, stood, moment)
            }),
        basis: clock.basis,
    };
    let from = |began| reckoned(case, level, began, moment);
    let clocks = Clocks {
        intake: match case.status {
            CaseStatus::Received => moved(from(runs.received)?.intake, runs.received),
            _ => case.clocks.intake.clone(),
        },
        resolution: moved(from(runs.work_began)?.resolution, runs.work_began),
    };
    (clocks != case.clocks).then_some(Event::ClocksSet(clocks))
}

/// The clocks of a case that was reopened: the second runs anew.
pub(super) fn anew(case: &Case, moment: &Moment) -> Option<Event> {
    Some(Event::ClocksSet(Clocks {
        intake: case.clocks.intake.clone(),
        resolution: reckoned(case, case.level, moment.now, moment)?.resolution,
    }))
}

/// Until when a person can answer to what is resolved now.
pub(super) fn answer_by(moment: &Moment) -> Option<Timestamp> {
    let calendar = &moment.rules.calendar;
    calendar
        .add_working_days(moment.now, ANSWER_WORKING_DAYS)
        .ok()
}

/// Clocks that begin at a moment. None where the catalogue no longer has the category: then they
/// stay as they are.
fn reckoned(case: &Case, level: Level, from: Timestamp, moment: &Moment) -> Option<Clocks> {
    let rules = &moment.rules;
    let (catalogue, calendar) = (&rules.catalogue, &rules.calendar);
    let due = deadline_at_level(&case.category, level, from, catalogue, calendar).ok()?;
    Some(Clocks {
        intake: clock(&due.intake),
        resolution: clock(&due.resolution),
    })
}

fn postponed(
    due: Timestamp,
    since: Timestamp,
    stood: SignedDuration,
    moment: &Moment,
) -> Timestamp {
    if due <= since || stood.is_zero() {
        return due;
    }
    let later = moment.rules.calendar.add_working_time(due, stood);
    later.unwrap_or(due)
}
