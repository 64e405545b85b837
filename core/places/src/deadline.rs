//! By when a report is taken up and answered, and what that promise rests on.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{
    calendar::{CalendarError, WorkingCalendar},
    catalogue::Catalogue,
    category::{Category, Level, Term, TermUnit},
    text::Text,
};

/// The two clocks of one report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clocks {
    /// Hạn tiếp nhận: by when an officer has taken it up.
    pub intake: Due,
    /// Hạn xử lý: by when it is answered.
    pub resolution: Due,
}

/// A date that was promised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// The last moment that is in time.
    pub at: Timestamp,
    /// What the term rests on: shown beside the date.
    pub basis: Text,
    /// Whether the calendar on the way there may still change.
    pub provisional: bool,
}

/// Why there is no deadline.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum DeadlineError {
    /// The catalogue has no such category: the report was written with a newer one.
    #[error("the catalogue has no category {0:?}")]
    UnknownCategory(String),
    /// The term ends beyond what can be reckoned.
    #[error("the deadline can't be reckoned")]
    Calendar(#[from] CalendarError),
}

/// The clocks of a report that was received at a moment, at its category's own level.
///
/// Terms run from receipt by the server, never from a phone's clock.
///
/// # Errors
/// [`DeadlineError`], in practice only for a category that the catalogue doesn't have.
pub fn deadline(
    category: &str,
    received: Timestamp,
    catalogue: &Catalogue,
    calendar: &WorkingCalendar,
) -> Result<Clocks, DeadlineError> {
    let category = known(category, catalogue)?;
    clocks(category, category.level, received, catalogue, calendar)
}

/// As [`deadline`], at the level that an officer decided on.
///
/// # Errors
/// As [`deadline`].
pub fn deadline_at_level(
    category: &str,
    level: Level,
    received: Timestamp,
    catalogue: &Catalogue,
    calendar: &WorkingCalendar,
) -> Result<Clocks, DeadlineError> {
    clocks(
        known(category, catalogue)?,
        level,
        received,
        catalogue,
        calendar,
    )
}

fn known<'a>(code: &str, catalogue: &'a Catalogue) -> Result<&'a Category, DeadlineError> {
    catalogue
        .category(code)
        .ok_or_else(|| DeadlineError::UnknownCategory(code.to_owned()))
}

fn clocks(
    category: &Category,
    level: Level,
    received: Timestamp,
    catalogue: &Catalogue,
    calendar: &WorkingCalendar,
) -> Result<Clocks, DeadlineError> {
    let terms = catalogue.terms_of(category, level);
    Ok(Clocks {
        intake: due(&terms.intake, received, calendar)?,
        resolution: due(&terms.resolution, received, calendar)?,
    })
}

fn due(term: &Term, received: Timestamp, calendar: &WorkingCalendar) -> Result<Due, DeadlineError> {
    let at = match term.unit {
        TermUnit::WorkingHours => calendar.add_working_hours(received, term.amount)?,
        TermUnit::WorkingDays => calendar.add_working_days(received, term.amount)?,
    };
    let provisional = calendar.is_provisional_between(received, at);
    Ok(Due {
        at,
        basis: term.basis.clone(),
        provisional,
    })
}

#[cfg(test)]
mod tests;
