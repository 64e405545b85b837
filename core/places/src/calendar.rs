//! The working calendar of Vietnam's authorities: on which days and hours a term runs.
//!
//! Its data is a list of facts, each with its source: the working week, the days off, the days
//! worked in place of others. It changes at short notice (the swap of 2 January 2026 was announced
//! eight days before), so it is data that a server may replace, not code.
//!
//! What isn't known isn't invented: beyond the years it covers only weekends are off, and
//! [`WorkingCalendar::is_provisional`] says so. Whoever shows a date says it as well.
//!
//! Times are those of Vietnam, always UTC+7: the country has no summer time, so no time zone
//! database is needed.

mod file;
mod reckon;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use jiff::civil::{Date, Time, Weekday};
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use self::{
    file::{CalendarFile, Day, WorkingWeek, Year},
    reckon::date_in_vietnam,
};
use crate::text::Text;

/// No calendar may be longer, in bytes.
pub const MAX_CALENDAR_BYTES: usize = 256 * 1024;

/// When authorities work. Serialised as a [`CalendarFile`], and checked when it is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "CalendarFile", into = "CalendarFile")]
pub struct WorkingCalendar {
    file: CalendarFile,
    weekdays: BTreeSet<i8>,
    days_off: BTreeMap<Date, DayOff>,
    worked_days: BTreeSet<Date>,
    /// The years that the data covers, and whether each is provisional as a whole.
    years: BTreeMap<i16, bool>,
}

/// A stretch of office hours within one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    /// When it begins.
    pub from: Time,
    /// When it ends.
    pub to: Time,
}

/// A day on which nobody works, beyond the weekly ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayOff {
    /// Which.
    pub date: Date,
    /// What it is called.
    pub name: Text,
    /// What says so.
    pub source: Text,
    /// Whether that still has to be checked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub provisional: bool,
}

/// A day of the weekend on which people work, in place of another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkedDay {
    /// Which.
    pub date: Date,
    /// The day that is off for it.
    pub in_place_of: Date,
    /// What says so.
    pub source: Text,
}

/// Why something isn't a calendar, or can't be reckoned.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum CalendarError {
    /// Longer than [`MAX_CALENDAR_BYTES`].
    #[error("the calendar has {0} bytes, more than {MAX_CALENDAR_BYTES}")]
    TooLong(usize),
    /// Not JSON, not of this shape, or one of the contradictions below.
    #[error("the calendar can't be read")]
    Json(#[from] serde_json::Error),
    /// Nobody ever works.
    #[error("the working week has no day or no hours")]
    NoWorkingTime,
    /// Hours that end before they begin, or before the ones before them.
    #[error("the hours from {0} are empty or out of order")]
    Hours(Time),
    /// A year or a day is there twice.
    #[error("{0} is there twice")]
    Repeated(Date),
    /// A day lies in a year that the calendar doesn't claim to cover.
    #[error("{0} lies outside the years of the calendar")]
    OutsideYears(Date),
    /// A day worked in place of another is a working day anyway, or the other isn't off.
    #[error("{0} can't be worked in place of another day")]
    Swap(Date),
    /// The result lies beyond the year 9999.
    #[error("the time lies beyond what can be reckoned")]
    OutOfRange(#[from] jiff::Error),
}

static BUNDLED: LazyLock<WorkingCalendar> = LazyLock::new(|| {
    WorkingCalendar::parse(include_bytes!("../data/calendar.json"))
        .expect("the bundled calendar is read by the tests")
});

impl WorkingCalendar {
    /// The calendar that this build carries. Read once, at the first call.
    #[must_use]
    pub fn bundled() -> &'static Self {
        &BUNDLED
    }

    /// Reads a calendar in JSON.
    ///
    /// # Errors
    /// [`CalendarError`] says what is wrong with it.
    pub fn parse(bytes: &[u8]) -> Result<Self, CalendarError> {
        if bytes.len() > MAX_CALENDAR_BYTES {
            return Err(CalendarError::TooLong(bytes.len()));
        }
        serde_json::from_slice::<CalendarFile>(bytes)?.try_into()
    }

    /// Counts up with every change.
    #[must_use]
    pub fn version(&self) -> u32 {
        self.file.version
    }

    /// Whether authorities work on a day.
    #[must_use]
    pub fn is_working_day(&self, date: Date) -> bool {
        self.worked_days.contains(&date)
            || (self.is_in_the_working_week(date) && !self.days_off.contains_key(&date))
    }

    /// The day off that a date is, with its name and its source; weekends are none.
    #[must_use]
    pub fn day_off(&self, date: Date) -> Option<&DayOff> {
        self.days_off.get(&date)
    }

    /// Whether what the calendar says about a day may still change: its year isn't covered, or
    /// not settled, or the day off itself isn't.
    #[must_use]
    pub fn is_provisional(&self, date: Date) -> bool {
        self.years.get(&date.year()).copied().unwrap_or(true)
            || self.day_off(date).is_some_and(|day| day.provisional)
    }

    fn is_in_the_working_week(&self, date: Date) -> bool {
        self.weekdays
            .contains(&Weekday::to_monday_one_offset(date.weekday()))
    }
}

#[cfg(test)]
mod tests;
