//! What sending costs: how many bytes travelled in which month, and how many still wait to.
//!
//! In Bắc Ninh a month's data is bought by the gigabyte and watched by the megabyte: whoever lets
//! an app send photographs over it wants to know how much that was, and how much it will be.

use std::fmt;

use jiff::{
    Timestamp,
    tz::{self, TimeZone},
};

/// Vietnam's time, all year round.
const VIETNAM: tz::Offset = tz::offset(7);

/// A month of Vietnam's calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    /// The year.
    pub year: i16,
    /// From 1 for January to 12.
    pub month: i8,
}

impl Month {
    /// The month in which a moment lies.
    #[must_use]
    pub fn of(moment: Timestamp) -> Self {
        let date = moment.to_zoned(TimeZone::fixed(VIETNAM)).date();
        Self {
            year: date.year(),
            month: date.month(),
        }
    }

    /// The month before.
    #[must_use]
    pub fn before(self) -> Self {
        let Self { year, month } = self;
        match month {
            ..=1 => Self {
                year: year.saturating_sub(1),
                month: 12,
            },
            _ => Self {
                year,
                month: month - 1,
            },
        }
    }

    /// As it is kept: 202611.
    pub(crate) fn number(self) -> i64 {
        i64::from(self.year) * 100 + i64::from(self.month)
    }
}

/// As 2026-11.
impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// What travelled in a month, heads and bodies of requests and answers; what TLS and the network
/// below add is not in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DataUsed {
    /// The month.
    pub month: Month,
    /// Bytes up.
    pub sent: u64,
    /// Bytes down.
    pub received: u64,
}

/// What still waits to be sent, and goes by itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Unsent {
    /// Reports of which something waits.
    pub reports: usize,
    /// Photographs that wait.
    pub photographs: usize,
    /// Bytes that are still to go in all: operations before compression, and photographs.
    pub bytes: u64,
    /// Those of photographs alone; what the server is known to have of one is not among them.
    pub photograph_bytes: u64,
    /// Reports of which something waits for its person, or for another release.
    pub parked: usize,
    /// When it was last tried, what answered could not prove that it is the server: nothing leaves
    /// until it can. A wrong clock on the phone is a common reason.
    pub is_unproven: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_begins_at_midnight_in_vietnam() {
        let month = |moment: &str| Month::of(moment.parse().unwrap()).to_string();
        assert_eq!(month("2026-11-30T16:59:59Z"), "2026-11");
        assert_eq!(month("2026-11-30T17:00:00Z"), "2026-12");
        assert_eq!(month("2026-12-31T17:00:00Z"), "2027-01");
    }

    #[test]
    fn the_month_before_january_is_december_of_another_year() {
        let january = Month {
            year: 2027,
            month: 1,
        };
        assert_eq!(january.before().to_string(), "2026-12");
        assert_eq!(january.before().before().number(), 202_611);
    }
}
