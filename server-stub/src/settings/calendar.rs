//! What coordinators do to the working calendar: days off, days worked in place of others, and
//! whether a year is settled. A change of the calendar is announced days before it holds, so it
//! takes one short form.
//!
//! What was promised is working time: the dates of open cases move with the calendar
//! ([`case::reckon`](crate::case::reckon)).

use jiff::civil::Date;
use langnghe_places::{
    CalendarError, Text, WorkingCalendar,
    calendar::{CalendarFile, DayOff, WorkedDay, Year},
};
use langnghe_wire::words::Words;
use serde::{Deserialize, Serialize};

use super::invalid::{Invalid, Why, both};

/// Days in a list at most.
const MOST: usize = 1_000;
/// Characters of a day's name, and of what says so.
const NAME: usize = 120;
const SOURCE: usize = 300;
/// The years that anybody settles.
const YEARS: std::ops::RangeInclusive<i16> = 2020..=2100;

/// Something that is done to the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CalendarEdit {
    /// A day is off from now on, or is described otherwise.
    DayOff(DayForm),
    /// A day is worked in place of another.
    Worked(SwapForm),
    /// A day is no longer off.
    NotOff(String),
    /// A day is no longer worked in place of another.
    NotWorked(String),
    /// Whether a year's days may still change.
    Year {
        /// Which.
        year: i16,
        /// Whether they may.
        provisional: bool,
    },
}

/// A day off, as its form gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DayForm {
    /// Which: `2027-02-05`.
    pub date: String,
    /// What it is called.
    pub vi: String,
    /// In English.
    pub en: String,
    /// What says so.
    pub source_vi: String,
    /// In English.
    pub source_en: String,
    /// There if it may still change.
    pub provisional: Option<String>,
}

/// A day that is worked in place of another, as its form gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SwapForm {
    /// The day of the weekend that is worked.
    pub date: String,
    /// The day that is off for it.
    pub in_place_of: String,
    /// What says so.
    pub source_vi: String,
    /// In English.
    pub source_en: String,
}

/// The calendar after an edit.
///
/// # Errors
/// [`Invalid`], with the field that is wrong.
pub fn edited(calendar: &WorkingCalendar, edit: &CalendarEdit) -> Result<WorkingCalendar, Invalid> {
    let mut file = CalendarFile::from(calendar.clone());
    match edit {
        CalendarEdit::DayOff(form) => day_off(&mut file, form)?,
        CalendarEdit::Worked(form) => worked(&mut file, form)?,
        CalendarEdit::NotOff(typed) => {
            let date = date("date", typed)?;
            if file.worked_days.iter().any(|day| day.in_place_of == date) {
                return Err(Why::WorkedFor.in_field("date"));
            }
            removed(&mut file.days_off, |day| day.date == date)?;
        }
        CalendarEdit::NotWorked(typed) => {
            let date = date("date", typed)?;
            removed(&mut file.worked_days, |day| day.date == date)?;
        }
        CalendarEdit::Year { year, provisional } => {
            if !YEARS.contains(year) {
                let (first, last) = (YEARS.start().unsigned_abs(), YEARS.end().unsigned_abs());
                return Err(Why::NotANumber(first, last).in_field("year"));
            }
            cover(&mut file, *year).provisional = *provisional;
        }
    }
    file.days_off.sort_by_key(|day| day.date);
    file.worked_days.sort_by_key(|day| day.date);
    file.years.sort_by_key(|year| year.year);
    if file == CalendarFile::from(calendar.clone()) {
        return Ok(calendar.clone());
    }
    file.version = file.version.saturating_add(1);
    file.try_into().map_err(|error| match error {
        CalendarError::Swap(_) => Why::WorkedAnyway.in_field("date"),
        other => Why::Contradiction(other.to_string()).in_field("date"),
    })
}

/// A calendar that was, as the one that comes after `version`.
///
/// # Errors
/// Never for a calendar that could be read.
pub fn next_version(was: &WorkingCalendar, version: u32) -> Result<WorkingCalendar, Invalid> {
    let mut file = CalendarFile::from(was.clone());
    file.version = version.saturating_add(1);
    file.try_into()
        .map_err(|error: CalendarError| Why::Contradiction(error.to_string()).in_field("to"))
}

fn day_off(file: &mut CalendarFile, form: &DayForm) -> Result<(), Invalid> {
    let date = date("date", &form.date)?;
    let day = DayOff {
        date,
        name: text(both(("vi", &form.vi), ("en", &form.en), NAME)?),
        source: text(both(
            ("source_vi", &form.source_vi),
            ("source_en", &form.source_en),
            SOURCE,
        )?),
        provisional: form.provisional.is_some(),
    };
    cover(file, date.year());
    match file.days_off.iter().position(|known| known.date == date) {
        Some(known) => file.days_off[known] = day,
        None if file.days_off.len() >= MOST => return Err(Why::TooMany(MOST).in_field("date")),
        None => file.days_off.push(day),
    }
    Ok(())
}

fn worked(file: &mut CalendarFile, form: &SwapForm) -> Result<(), Invalid> {
    let day = date("date", &form.date)?;
    let in_place_of = date("in_place_of", &form.in_place_of)?;
    let source = text(both(
        ("source_vi", &form.source_vi),
        ("source_en", &form.source_en),
        SOURCE,
    )?);
    if file.days_off.iter().all(|known| known.date != in_place_of) {
        return Err(Why::NotOff.in_field("in_place_of"));
    }
    if file.worked_days.iter().any(|known| known.date == day) {
        return Err(Why::Taken.in_field("date"));
    }
    if file.worked_days.len() >= MOST {
        return Err(Why::TooMany(MOST).in_field("date"));
    }
    cover(file, day.year());
    file.worked_days.push(WorkedDay {
        date: day,
        in_place_of,
        source,
    });
    Ok(())
}

/// The year, which is provisional if nobody has said anything of it yet.
fn cover(file: &mut CalendarFile, year: i16) -> &mut Year {
    let place = file.years.iter().position(|known| known.year == year);
    let place = place.unwrap_or_else(|| {
        file.years.push(Year {
            year,
            provisional: true,
        });
        file.years.len() - 1
    });
    &mut file.years[place]
}

fn date(field: &'static str, typed: &str) -> Result<Date, Invalid> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(Why::Empty.in_field(field));
    }
    typed
        .parse::<Date>()
        .ok()
        .filter(|date| YEARS.contains(&date.year()))
        .ok_or(Why::NotADate.in_field(field))
}

fn removed<T>(days: &mut Vec<T>, is_it: impl Fn(&T) -> bool) -> Result<(), Invalid> {
    let before = days.len();
    days.retain(|day| !is_it(day));
    if days.len() == before {
        return Err(Why::Unknown.in_field("date"));
    }
    Ok(())
}

fn text(Words { vi, en }: Words) -> Text {
    Text { vi, en }
}

#[cfg(test)]
mod tests;
