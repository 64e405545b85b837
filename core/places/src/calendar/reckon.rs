//! Counting hours and days of work.
//!
//! How terms run follows Article 147 of the Civil Code of 2015: one set in hours runs from the
//! moment it is set; of one set in days the first day isn't counted.

use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, DateTime, Time},
    tz::Offset,
};

use super::{CalendarError, Hours, WorkingCalendar};

/// The time of Vietnam: UTC+7, all year.
const VIETNAM: Offset = Offset::constant(7);

impl WorkingCalendar {
    /// The moment at which so many hours of office time have passed since another.
    ///
    /// Outside office hours the clock stands. What ends together with the office hours is due
    /// then, not when the office opens again. Adding *a* and then *b* is adding *a + b*; adding
    /// nothing within office hours changes nothing, and outside leads to when they begin.
    ///
    /// # Errors
    /// [`CalendarError::OutOfRange`] beyond the year 9999.
    pub fn add_working_hours(
        &self,
        from: Timestamp,
        hours: u16,
    ) -> Result<Timestamp, CalendarError> {
        self.add_working_time(from, SignedDuration::from_hours(hours.into()))
    }

    /// As [`add_working_hours`](Self::add_working_hours), for any length of time that isn't
    /// negative.
    ///
    /// # Errors
    /// As there.
    pub fn add_working_time(
        &self,
        from: Timestamp,
        time: SignedDuration,
    ) -> Result<Timestamp, CalendarError> {
        let mut left = time.max(SignedDuration::ZERO);
        let start = VIETNAM.to_datetime(from);
        let (mut date, mut earliest) = (start.date(), start.time());
        loop {
            for &Hours { from, to } in self.hours_on(date) {
                let begin = from.max(earliest);
                if begin > to {
                    continue;
                }
                let available = begin.duration_until(to);
                if left <= available {
                    return instant(date.to_datetime(begin).checked_add(left)?);
                }
                left -= available;
            }
            (date, earliest) = (date.tomorrow()?, Time::midnight());
        }
    }

    /// The end of office hours on the so-many-th working day after a moment's own day.
    ///
    /// The day of the moment isn't counted, whatever its hour. No days at all lead to the next
    /// end of a working day.
    ///
    /// # Errors
    /// [`CalendarError::OutOfRange`] beyond the year 9999.
    pub fn add_working_days(&self, from: Timestamp, days: u16) -> Result<Timestamp, CalendarError> {
        let start = VIETNAM.to_datetime(from);
        let mut date = start.date();
        if days == 0 && self.end_of(date).is_some_and(|end| start.time() <= end) {
            return self.end_as_instant(date);
        }
        let mut left = days.max(1);
        loop {
            date = date.tomorrow()?;
            if self.is_working_day(date) {
                left -= 1;
            }
            if left == 0 {
                return self.end_as_instant(date);
            }
        }
    }

    /// How much office time lies between two moments; negative if the second comes first.
    #[must_use]
    pub fn working_time_between(&self, from: Timestamp, to: Timestamp) -> SignedDuration {
        if to < from {
            return -self.working_time_between(to, from);
        }
        let (start, end) = (VIETNAM.to_datetime(from), VIETNAM.to_datetime(to));
        days(start.date(), end.date())
            .flat_map(|date| {
                self.hours_on(date).iter().map(move |hours| {
                    let from = date.to_datetime(hours.from).max(start);
                    let to = date.to_datetime(hours.to).min(end);
                    from.duration_until(to).max(SignedDuration::ZERO)
                })
            })
            .sum()
    }

    /// Whether any day from one moment's to another's is
    /// [provisional](WorkingCalendar::is_provisional): what was reckoned across may change.
    #[must_use]
    pub fn is_provisional_between(&self, from: Timestamp, to: Timestamp) -> bool {
        let [first, last] = [from, to].map(|moment| VIETNAM.to_datetime(moment).date());
        days(first, last).any(|date| self.is_provisional(date))
    }

    fn hours_on(&self, date: Date) -> &[Hours] {
        if self.is_working_day(date) {
            &self.file.working_week.hours
        } else {
            &[]
        }
    }

    fn end_of(&self, date: Date) -> Option<Time> {
        self.hours_on(date).last().map(|hours| hours.to)
    }

    fn end_as_instant(&self, date: Date) -> Result<Timestamp, CalendarError> {
        let end = self
            .end_of(date)
            .expect("a working day has hours: others are refused");
        instant(date.to_datetime(end))
    }
}

/// The date in Vietnam at a moment.
#[must_use]
pub fn date_in_vietnam(moment: Timestamp) -> Date {
    VIETNAM.to_datetime(moment).date()
}

fn instant(local: DateTime) -> Result<Timestamp, CalendarError> {
    Ok(VIETNAM.to_timestamp(local)?)
}

fn days(first: Date, last: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(first), |date| date.tomorrow().ok())
        .take_while(move |date| *date <= last)
}
