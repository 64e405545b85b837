//! Promised days, reckoned anew: when the working calendar changes, and when coordinators let
//! new terms hold for what is open already.
//!
//! ```text
//!  what happened so far ─▶ Runs ─┐
//!  the date, the calendar before ┴▶ Span: what was promised ─▶ the calendar after ─▶ the date now
//! ```
//!
//! What is promised is working time, and a date is what the calendar makes of it. So a changed
//! calendar moves a date as far as the days it changes lie where the clock ran or will run, later
//! or earlier, and one that is changed back moves it back. New terms never bring a date forward:
//! whoever answers for the case may have planned by it.
//!
//! Two things no reckoning does. A clock that had run out stays where it was: what was late isn't
//! made up for afterwards. And none runs out by being reckoned: a date that would lie behind stays.

mod changed;
mod runs;
mod span;

use std::sync::Arc;

use jiff::Timestamp;
use langnghe_places::{Term, Terms, WorkingCalendar};
use langnghe_wire::{CaseStatus, Clock, Clocks, Rescheduled, words::Words};

pub use self::{changed::Changed, runs::Runs};
use self::{runs::Stand, span::Span};
use super::{event::Event, model::Case, moment::Moment, placement::words};

/// What a case's dates are reckoned anew from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reckoning {
    /// When its clocks ran and when they stood, until now.
    pub runs: Runs,
    /// What has changed.
    pub cause: Cause,
}

/// Why dates are reckoned anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// The working calendar is another; this is the one by which the dates were reckoned.
    Calendar(Arc<WorkingCalendar>),
    /// Terms are others, and hold for what is open too.
    Terms,
}

/// What follows for a case; nothing if its dates stay.
pub(super) fn reckoned(case: &Case, reckoning: &Reckoning, moment: &Moment) -> Vec<Event> {
    let clocks = match &reckoning.cause {
        Cause::Calendar(before) => by_calendar(case, &reckoning.runs, before, moment),
        Cause::Terms => by_terms(case, &reckoning.runs, moment),
    };
    let Some(clocks) = clocks.filter(|clocks| *clocks != case.clocks) else {
        return vec![];
    };
    let moved = |was: &Clock, is: &Clock| (was.due != is.due).then_some([was.due, is.due]);
    let told = Rescheduled {
        intake: moved(&case.clocks.intake, &clocks.intake),
        resolution: moved(&case.clocks.resolution, &clocks.resolution),
        why: why(case, &clocks, &reckoning.cause, moment),
    };
    vec![Event::Rescheduled(told), Event::ClocksSet(clocks)]
}

/// The dates of a case that another calendar would give it.
#[must_use]
pub fn by_calendar(
    case: &Case,
    runs: &Runs,
    before: &WorkingCalendar,
    moment: &Moment,
) -> Option<Clocks> {
    let catalogue = &moment.rules.catalogue;
    let category = catalogue.category(&case.category);
    let terms = category.map(|category| catalogue.terms_of(category, case.level));
    each_clock(case, runs, moment, |which, clock, began, stands| {
        let after = &moment.rules.calendar;
        let term = terms.map(|terms| which.of(terms));
        let span = Span::of(clock.due, began, stands, before, term);
        let was = span.ends(began, stands, before)?;
        let due = span.ends(began, stands, after)?;
        // Where the days between are as they were, the date is too, to the last millisecond.
        (was != due).then(|| Clock {
            due,
            basis: clock.basis.clone(),
        })
    })
}

/// The dates of a case that the terms give it which hold now, where they are later.
#[must_use]
pub fn by_terms(case: &Case, runs: &Runs, moment: &Moment) -> Option<Clocks> {
    let catalogue = &moment.rules.catalogue;
    let terms = catalogue.terms_of(catalogue.category(&case.category)?, case.level);
    each_clock(case, runs, moment, |which, clock, began, stands| {
        let term = which.of(terms);
        let due = Span::of_term(term).ends(began, stands, &moment.rules.calendar)?;
        (due > clock.due).then(|| Clock {
            due,
            basis: words(&term.basis),
        })
    })
}

/// One of the two clocks.
#[derive(Debug, Clone, Copy)]
enum Which {
    Intake,
    Resolution,
}

impl Which {
    fn of(self, terms: &Terms) -> &Term {
        match self {
            Self::Intake => &terms.intake,
            Self::Resolution => &terms.resolution,
        }
    }
}

/// Both clocks, each that still matters as `anew` makes it from where it began and how it stood.
fn each_clock(
    case: &Case,
    runs: &Runs,
    moment: &Moment,
    anew: impl Fn(Which, &Clock, Timestamp, &[Stand]) -> Option<Clock>,
) -> Option<Clocks> {
    if !case.is_open() {
        return None;
    }
    let one = |which, clock: &Clock, began: Timestamp| {
        // A clock that stands has run out by when it was stopped, or not at all.
        let until = case.pause.as_ref().map_or(moment.now, |pause| pause.since);
        if clock.due <= until {
            return clock.clone();
        }
        let found = anew(which, clock, began, &runs.stands_since(began));
        found
            .filter(|found| found.due > until)
            .unwrap_or_else(|| clock.clone())
    };
    let intake = match case.status {
        CaseStatus::Received => one(Which::Intake, &case.clocks.intake, runs.received),
        // Taken: what it was for is done.
        _ => case.clocks.intake.clone(),
    };
    Some(Clocks {
        intake,
        resolution: one(Which::Resolution, &case.clocks.resolution, runs.work_began),
    })
}

fn why(case: &Case, clocks: &Clocks, cause: &Cause, moment: &Moment) -> Words {
    match cause {
        Cause::Calendar(before) => {
            let both = [&case.clocks, clocks];
            let ends = both.iter().flat_map(|c| [c.intake.due, c.resolution.due]);
            let last = ends.fold(case.received_at, Timestamp::max);
            let changed = Changed::between(before, &moment.rules.calendar);
            changed.in_words(case.received_at, last, &moment.rules.calendar)
        }
        Cause::Terms => changed::new_terms(match clocks.resolution == case.clocks.resolution {
            true => &clocks.intake.basis,
            false => &clocks.resolution.basis,
        }),
    }
}

#[cfg(test)]
mod tests;
