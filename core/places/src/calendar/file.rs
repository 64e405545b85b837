//! The calendar as it is written down, and what it must keep to be one.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use super::{CalendarError, DayOff, Hours, WorkedDay, WorkingCalendar};
use crate::text::Text;

/// The calendar as data: what `data/calendar.json` holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarFile {
    /// Counts up with every change.
    pub version: u32,
    /// The ordinary week.
    pub working_week: WorkingWeek,
    /// The years whose days off are listed.
    pub years: Vec<Year>,
    /// Days off beyond the weekly ones; one that falls on a weekend may be there too.
    pub days_off: Vec<DayOff>,
    /// Days of the weekend that are worked.
    pub worked_days: Vec<WorkedDay>,
}

/// The ordinary week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkingWeek {
    /// The days that are worked.
    pub weekdays: Vec<Day>,
    /// The hours of each, in order.
    pub hours: Vec<Hours>,
    /// What says so.
    pub source: Text,
}

/// A year that the calendar covers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Year {
    /// Which.
    pub year: i16,
    /// Whether its days off and swaps may still change.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub provisional: bool,
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Day {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl From<Day> for Weekday {
    fn from(day: Day) -> Self {
        match day {
            Day::Monday => Self::Monday,
            Day::Tuesday => Self::Tuesday,
            Day::Wednesday => Self::Wednesday,
            Day::Thursday => Self::Thursday,
            Day::Friday => Self::Friday,
            Day::Saturday => Self::Saturday,
            Day::Sunday => Self::Sunday,
        }
    }
}

impl TryFrom<CalendarFile> for WorkingCalendar {
    type Error = CalendarError;

    fn try_from(file: CalendarFile) -> Result<Self, CalendarError> {
        check_week(&file.working_week)?;
        let weekday_number = |day: &Day| Weekday::from(*day).to_monday_one_offset();
        let mut calendar = Self {
            weekdays: file
                .working_week
                .weekdays
                .iter()
                .map(weekday_number)
                .collect(),
            days_off: BTreeMap::new(),
            worked_days: BTreeSet::new(),
            years: BTreeMap::new(),
            file,
        };
        for Year { year, provisional } in &calendar.file.years {
            if calendar.years.insert(*year, *provisional).is_some() {
                return Err(CalendarError::Repeated(Date::new(*year, 1, 1)?));
            }
        }
        for day in &calendar.file.days_off {
            if !calendar.years.contains_key(&day.date.year()) {
                return Err(CalendarError::OutsideYears(day.date));
            }
            if calendar.days_off.insert(day.date, day.clone()).is_some() {
                return Err(CalendarError::Repeated(day.date));
            }
        }
        for WorkedDay {
            date, in_place_of, ..
        } in &calendar.file.worked_days
        {
            if !calendar.years.contains_key(&date.year()) {
                return Err(CalendarError::OutsideYears(*date));
            }
            let is_free_anyway =
                !calendar.is_in_the_working_week(*date) && !calendar.days_off.contains_key(date);
            if !is_free_anyway || !calendar.days_off.contains_key(in_place_of) {
                return Err(CalendarError::Swap(*date));
            }
            if !calendar.worked_days.insert(*date) {
                return Err(CalendarError::Repeated(*date));
            }
        }
        Ok(calendar)
    }
}

impl From<WorkingCalendar> for CalendarFile {
    fn from(calendar: WorkingCalendar) -> Self {
        calendar.file
    }
}

fn check_week(week: &WorkingWeek) -> Result<(), CalendarError> {
    if week.weekdays.is_empty() || week.hours.is_empty() {
        return Err(CalendarError::NoWorkingTime);
    }
    let mut previous_end = None;
    for hours in &week.hours {
        if hours.to <= hours.from || previous_end.is_some_and(|end| hours.from < end) {
            return Err(CalendarError::Hours(hours.from));
        }
        previous_end = Some(hours.to);
    }
    Ok(())
}
