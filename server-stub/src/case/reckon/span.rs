//! What was promised: so many days or so much time of work, whatever the calendar makes of it.

use jiff::{SignedDuration, Timestamp};
use langnghe_places::{Term, TermUnit, WorkingCalendar, date_in_vietnam};

use super::runs::Stand;

/// How far off a date may be: moments are kept in milliseconds, and dates were reckoned from finer
/// ones.
const SLACK: SignedDuration = SignedDuration::from_secs(1);

/// A length of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Span {
    /// Whole days, of which the first isn't counted, whatever its hour.
    Days(u16),
    /// Office time from the moment on.
    Time(SignedDuration),
}

impl Span {
    /// The span of a term.
    pub(super) fn of_term(term: &Term) -> Self {
        match term.unit {
            TermUnit::WorkingDays => Self::Days(term.amount),
            TermUnit::WorkingHours => Self::Time(SignedDuration::from_hours(term.amount.into())),
        }
    }

    /// What a date had promised by the calendar that it was reckoned by. `term` is the one that
    /// holds now, and mostly held then; where the date is another's, what ended with a day of
    /// work, its pauses taken off, was so many days.
    pub(super) fn of(
        due: Timestamp,
        began: Timestamp,
        stands: &[Stand],
        calendar: &WorkingCalendar,
        term: Option<&Term>,
    ) -> Self {
        let is_near = |at: Timestamp, other: Timestamp| at.duration_since(other).abs() <= SLACK;
        let its = term.map(Self::of_term).filter(|span| {
            let ends = span.ends(began, stands, calendar);
            ends.is_some_and(|ends| is_near(ends, due))
        });
        if let Some(span) = its {
            return span;
        }
        let run = calendar.working_time_between(began, due) - stood(stands, calendar);
        let run = run.max(SignedDuration::ZERO);
        // So that a millisecond too much doesn't lead into the next day.
        let ended = calendar.add_working_time(began, run - SLACK);
        let days = ended.ok().and_then(|ended| {
            let days = working_days_between(began, ended, calendar);
            let closing = calendar.add_working_days(began, days).ok()?;
            (days > 0 && is_near(closing, ended + SLACK)).then_some(days)
        });
        days.map_or(Self::Time(run), Self::Days)
    }

    /// When it ends by a calendar, of a clock that began and stood then.
    pub(super) fn ends(
        self,
        began: Timestamp,
        stands: &[Stand],
        calendar: &WorkingCalendar,
    ) -> Option<Timestamp> {
        let stood = stood(stands, calendar);
        let ended = match self {
            Self::Days(days) => calendar.add_working_days(began, days).ok()?,
            Self::Time(time) => return calendar.add_working_time(began, time + stood).ok(),
        };
        if stood.is_zero() {
            return Some(ended);
        }
        calendar.add_working_time(ended, stood).ok()
    }
}

fn stood(stands: &[Stand], calendar: &WorkingCalendar) -> SignedDuration {
    let each = stands.iter().map(|stand| stand.lasted(calendar));
    each.fold(SignedDuration::ZERO, |sum, one| sum + one)
}

/// The days of work after a moment's own, up to another's.
fn working_days_between(from: Timestamp, to: Timestamp, calendar: &WorkingCalendar) -> u16 {
    let [first, last] = [from, to].map(date_in_vietnam);
    let after = std::iter::successors(first.tomorrow().ok(), |date| date.tomorrow().ok());
    let days = after
        .take_while(|date| *date <= last)
        .filter(|date| calendar.is_working_day(*date));
    u16::try_from(days.count()).unwrap_or(u16::MAX)
}
