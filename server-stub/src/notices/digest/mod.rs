//! Each working morning's digest: what waits for an officer, in one mail.
//!
//! One for each officer and day is written from half past seven on, if the day is a working day by
//! the calendar that coordinators keep. What it says is read when it leaves, within the officer's
//! scope, as their list would show it. Where there is nothing to say, nothing is sent.

mod words;

use jiff::{
    Timestamp,
    civil::{Date, Time, time},
    tz::{Offset, TimeZone},
};
use langnghe_places::WorkingCalendar;
use langnghe_wire::{CaseStatus, Reference};

use super::{Address, Message};
use crate::{
    identity::{User, UserId, Viewer},
    state::ServerState,
    store::{CaseFilter, Count, DueFilter, Page, StatusFilter, Store, StoreError},
};

/// When a morning begins, in Vietnam.
const BEGINS: Time = time(7, 30, 0, 0);
/// A server that was down all morning sends none: by then everybody has seen their list.
const ENDS: Time = time(12, 0, 0, 0);
/// References that a part names.
const NAMED: u32 = 10;
/// Days that are looked through for the working day before: longer than any Tết.
const DAYS_BACK: usize = 30;

/// What a digest tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Digest {
    /// What ran out.
    overdue: Part,
    /// What runs out before midnight.
    today: Part,
    /// What came since the last working morning.
    fresh: Part,
    /// What waits for the leader's word.
    leader: Part,
}

/// Cases of one kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Part {
    count: Count,
    /// The first of them, as a list shows them.
    references: Vec<Reference>,
}

impl Digest {
    fn says_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// Writes this morning's digests, once: `written` remembers the day. Returns how many.
pub(crate) async fn write_this_mornings(
    state: &ServerState,
    written: &mut Option<Date>,
) -> Result<u64, StoreError> {
    let now = state.clock.now();
    let morning = morning_of(now, &state.rules.current().calendar);
    let (Some(day), Some(_)) = (
        morning.filter(|day| *written != Some(*day)),
        &state.gateways.email,
    ) else {
        return Ok(0);
    };
    let count = state.store.write_digests(day, now).await?;
    *written = Some(day);
    Ok(count)
}

/// The mail to an officer; none if there is nothing to say, or no such officer.
pub(super) async fn message(
    state: &ServerState,
    (key, to): (&str, Address),
    user: UserId,
    day: Date,
) -> Result<Option<Message>, StoreError> {
    let Some(account) = state.store.account(user).await? else {
        return Ok(None);
    };
    let viewer = User {
        id: account.id,
        name: account.sign_in,
        role: account.role,
        scope: account.scope,
    };
    let since = since(day, &state.rules.current().calendar);
    let digest = read(
        &*state.store,
        &viewer,
        (since, state.clock.now(), end_of(day)),
    )
    .await?;
    Ok((!digest.says_nothing()).then(|| {
        let link = state.public_url.as_ref();
        words::to_officer((key, to), day, &digest, link)
    }))
}

async fn read(
    store: &dyn Store,
    viewer: &Viewer,
    (since, now, end): (Timestamp, Timestamp, Timestamp),
) -> Result<Digest, StoreError> {
    let part = async |filter: CaseFilter| {
        let page = Page {
            turn: None,
            limit: NAMED,
        };
        let page = store.cases(viewer, filter, page).await?;
        let references = page.cases.into_iter().map(|case| case.reference).collect();
        Ok::<_, StoreError>(Part {
            count: page.total,
            references,
        })
    };
    let due = |due| CaseFilter {
        due: Some(due),
        ..CaseFilter::default()
    };
    Ok(Digest {
        overdue: part(due(DueFilter::Before(now))).await?,
        today: part(due(DueFilter::Between(now, end))).await?,
        fresh: part(CaseFilter {
            received_since: Some(since),
            ..CaseFilter::default()
        })
        .await?,
        leader: part(CaseFilter {
            status: StatusFilter::Only(CaseStatus::AwaitingApproval),
            ..CaseFilter::default()
        })
        .await?,
    })
}

/// Whether a digest of that day is no use any more.
pub(super) fn is_over(day: Date, now: Timestamp) -> bool {
    now >= end_of(day)
}

/// The working day whose morning it is, if it is one.
fn morning_of(now: Timestamp, calendar: &WorkingCalendar) -> Option<Date> {
    let here = now.to_zoned(vietnam());
    let is_morning = (BEGINS..ENDS).contains(&here.time());
    (is_morning && calendar.is_working_day(here.date())).then(|| here.date())
}

/// When the morning before began: of the last working day, so that nothing that came over a
/// weekend falls between two digests.
fn since(day: Date, calendar: &WorkingCalendar) -> Timestamp {
    let mut before = std::iter::successors(day.yesterday().ok(), |day| day.yesterday().ok());
    let found = before
        .by_ref()
        .take(DAYS_BACK)
        .find(|day| calendar.is_working_day(*day));
    at(found.or_else(|| before.next()).unwrap_or(day), BEGINS)
}

fn end_of(day: Date) -> Timestamp {
    day.tomorrow()
        .map_or(Timestamp::MAX, |next| at(next, Time::midnight()))
}

fn at(day: Date, time: Time) -> Timestamp {
    let there = day.to_datetime(time).to_zoned(vietnam());
    there.map_or(Timestamp::MAX, |there| there.timestamp())
}

/// One zone, without summer time since 1975.
fn vietnam() -> TimeZone {
    TimeZone::fixed(Offset::constant(7))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn morning(at: &str) -> Option<String> {
        let at = format!("{at}:00+07:00").parse().unwrap();
        morning_of(at, WorkingCalendar::bundled()).map(|day| day.to_string())
    }

    #[test]
    fn a_digest_is_of_a_working_mornings() {
        let day = Some("2026-11-25".to_owned());
        assert_eq!(morning("2026-11-25T07:29"), None);
        assert_eq!(morning("2026-11-25T07:30"), day);
        assert_eq!(morning("2026-11-25T11:59"), day);
        assert_eq!(morning("2026-11-25T12:00"), None);
        // A Saturday, a Sunday, and two public holidays.
        for off in ["11-28", "11-29", "11-24", "09-02"] {
            let off = format!("2026-{off}T08:00");
            assert_eq!(morning(&off), None, "{off}");
        }
    }

    #[test]
    fn what_came_over_days_off_is_new_on_the_morning_after() {
        let since = |day: &str| since(day.parse().unwrap(), WorkingCalendar::bundled()).to_string();
        assert_eq!(since("2026-11-26"), "2026-11-25T00:30:00Z");
        // The day before is a public holiday.
        assert_eq!(since("2026-11-25"), "2026-11-23T00:30:00Z");
        assert_eq!(since("2026-11-30"), "2026-11-27T00:30:00Z");
    }

    #[test]
    fn a_digest_is_over_with_its_day() {
        let day = "2026-11-24".parse().unwrap();
        assert!(!is_over(day, "2026-11-24T23:59:59+07:00".parse().unwrap()));
        assert!(is_over(day, "2026-11-25T00:00:00+07:00".parse().unwrap()));
    }
}
