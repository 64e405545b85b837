//! Moments and spans as an officer in Vietnam reads them.
//!
//! The server counts deadlines over the working calendar; here they are only told. Vietnam has
//! had one zone without summer time since 1975, so a fixed offset is right and needs no
//! database of zones.

use jiff::{
    Timestamp,
    tz::{Offset, TimeZone},
};
use langnghe_wire::words::Language;

use super::texts::{ClockTexts, fill};
use crate::store::DUE_SOON;

/// How a clock stands, which is also its class in the style sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Urgency {
    Late,
    Soon,
    Calm,
}

impl Urgency {
    pub(super) fn of(due: Timestamp, now: Timestamp) -> Self {
        match due.as_second() - now.as_second() {
            left if left < 0 => Self::Late,
            left if left < DUE_SOON.as_secs() => Self::Soon,
            _ => Self::Calm,
        }
    }

    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Soon => "soon",
            Self::Calm => "calm",
        }
    }
}

/// "còn 2 ngày", "Trễ hạn 3 giờ".
pub(super) fn left(due: Timestamp, now: Timestamp, texts: &ClockTexts) -> String {
    let seconds = due.as_second() - now.as_second();
    let frame = if seconds < 0 {
        &texts.late
    } else {
        &texts.left
    };
    fill(frame, &[("time", &span(seconds.abs(), texts))])
}

/// The largest whole unit: nobody plans an afternoon by "2 days, 3 hours and 11 minutes".
fn span(seconds: i64, texts: &ClockTexts) -> String {
    let minutes = seconds / 60;
    let (frame, n) = match (minutes / (24 * 60), minutes / 60, minutes) {
        (0, 0, 0) => return texts.moment.to_owned(),
        (0, 0, n) => (&texts.minutes, n),
        (0, n, _) => (&texts.hours, n),
        (n, _, _) => (&texts.days, n),
    };
    fill(frame, &[("n", &n)])
}

/// A moment by the clocks of Vietnam: "15:30, 24/11/2026".
pub(super) fn moment(at: Timestamp, language: Language) -> String {
    let format = match language {
        Language::Vietnamese => "%H:%M, %d/%m/%Y",
        // Day and month in digits would be read both ways.
        Language::English => "%H:%M, %-d %b %Y",
    };
    at.to_zoned(vietnam()).strftime(format).to_string()
}

/// The same for `<time datetime>`: "2026-11-24T15:30+07:00".
pub(super) fn machine(at: Timestamp) -> String {
    at.to_zoned(vietnam())
        .strftime("%Y-%m-%dT%H:%M%:z")
        .to_string()
}

pub(super) fn vietnam() -> TimeZone {
    TimeZone::fixed(Offset::constant(7))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::texts::texts;

    const NOW: &str = "2026-11-23T08:00:00Z";

    fn told(due: &str) -> (String, Urgency) {
        let (due, now) = (due.parse().unwrap(), NOW.parse().unwrap());
        (
            left(due, now, &texts(Language::Vietnamese).clocks),
            Urgency::of(due, now),
        )
    }

    #[test]
    fn what_is_left_is_told_in_the_largest_unit() {
        let cases = [
            ("2026-11-25T08:00:00Z", "còn 2 ngày", Urgency::Calm),
            ("2026-11-24T08:00:00Z", "còn 1 ngày", Urgency::Calm),
            ("2026-11-24T07:59:59Z", "còn 23 giờ", Urgency::Soon),
            ("2026-11-23T08:25:30Z", "còn 25 phút", Urgency::Soon),
            ("2026-11-23T08:00:00Z", "còn chưa đầy 1 phút", Urgency::Soon),
            (
                "2026-11-23T07:59:59Z",
                "Trễ hạn chưa đầy 1 phút",
                Urgency::Late,
            ),
            ("2026-11-23T04:30:00Z", "Trễ hạn 3 giờ", Urgency::Late),
            ("2026-11-21T08:00:00Z", "Trễ hạn 2 ngày", Urgency::Late),
        ];
        for (due, words, urgency) in cases {
            assert_eq!(told(due), (words.to_owned(), urgency), "{due}");
        }
    }

    #[test]
    fn english_counts_in_one_and_many() {
        let told = |due: &str| {
            let (due, now) = (due.parse().unwrap(), NOW.parse().unwrap());
            left(due, now, &texts(Language::English).clocks)
        };
        assert_eq!(told("2026-11-24T08:00:00Z"), "1 day left");
        assert_eq!(told("2026-11-23T09:59:00Z"), "1 hour left");
        assert_eq!(told("2026-11-23T07:58:00Z"), "Overdue by 2 minutes");
    }

    #[test]
    fn moments_are_vietnams() {
        let late_evening = "2026-11-23T17:30:00Z".parse().unwrap();
        assert_eq!(
            moment(late_evening, Language::Vietnamese),
            "00:30, 24/11/2026"
        );
        assert_eq!(
            moment(late_evening, Language::English),
            "00:30, 24 Nov 2026"
        );
        assert_eq!(machine(late_evening), "2026-11-24T00:30+07:00");
    }
}
