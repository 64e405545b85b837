//! Cases that were merged: the one that goes on, and those that follow it, in one transaction.

use jiff::Timestamp;
use langnghe_wire::{CaseStatus, ReportId};
use rusqlite::Connection;

use super::{
    events::{append, citizens_history},
    rows::{bytes, find_case},
};
use crate::{
    case::{Action, Actor, Case, Event, NewEvent, Refusal, merge},
    entropy::Entropy,
    identity::Scope,
    store::{ActError, StoreError},
};

/// Whether a case can go on under the one that an officer named.
pub(super) fn can_lead(
    db: &Connection,
    scope: &Scope,
    main: ReportId,
    other: &Case,
) -> Result<(), ActError> {
    let main = find_case(db, main)?.filter(|main| scope.holds(main));
    if main.is_some_and(|main| merge::can_lead(&main, other)) {
        Ok(())
    } else {
        Err(Refusal::NotNow.into())
    }
}

/// Tells other cases what happened to this one: those that follow it, and the one that it was
/// merged into or has left.
pub(super) fn tell(
    db: &Connection,
    entropy: &dyn Entropy,
    (before, case): (&Case, &Case),
    events: &[NewEvent],
    now: Timestamp,
) -> Result<(), StoreError> {
    let by = events.first().map_or(Actor::Server, |event| event.actor);
    if let Some(merged) = &case.merged
        && before.merged.is_none()
    {
        let history = citizens_history(db, merged.into)?;
        let history: Vec<_> = history.into_iter().map(|entry| entry.event).collect();
        let main = find_case(db, merged.into)?.ok_or(StoreError::Broken)?;
        let heard = merge::heard_so_far(case, &main, &history);
        add(db, entropy, case.id, Actor::Server, heard, now)?;
        add(db, entropy, merged.into, by, vec![merge::joined(case)], now)?;
    }
    if let Some(merged) = &before.merged
        && case.merged.is_none()
    {
        add(db, entropy, merged.into, by, vec![merge::left(case)], now)?;
    }
    if case.companions == 0 {
        return Ok(());
    }
    // Whoever took their report back takes nobody else's with it.
    let ends = case.status == CaseStatus::Withdrawn;
    for companion in of(db, case.id)? {
        let Some(mut companion) = find_case(db, companion)? else {
            continue;
        };
        let heard = if ends {
            merge::parted(&companion)
        } else {
            merge::heard(&case.reference, events)
        };
        let heard: Vec<_> = heard
            .into_iter()
            .map(|event| NewEvent::by(Actor::Server, event))
            .collect();
        append(db, entropy, &mut companion, &heard, now)?;
        if ends {
            let left = vec![merge::left(&companion)];
            add(db, entropy, case.id, Actor::Server, left, now)?;
        }
    }
    Ok(())
}

/// The case under which an action is to go on.
pub(super) fn leader_of(action: &Action) -> Option<ReportId> {
    match action {
        Action::Merge { into, .. } => Some(*into),
        _ => None,
    }
}

pub(super) fn of(db: &Connection, main: ReportId) -> Result<Vec<ReportId>, StoreError> {
    let mut find =
        db.prepare_cached("SELECT id FROM report WHERE merged_into = ?1 ORDER BY row")?;
    let rows = find.query_map([main.as_bytes()], |row| bytes(row, 0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// How many of them say that what was done in the other holds for them.
pub(super) fn agreed(db: &Connection, main: ReportId) -> Result<u32, StoreError> {
    let mut agreed = 0;
    for companion in of(db, main)? {
        let merged = find_case(db, companion)?.and_then(|case| case.merged);
        agreed += u32::from(merged.is_some_and(|merged| merged.agreed));
    }
    Ok(agreed)
}

fn add(
    db: &Connection,
    entropy: &dyn Entropy,
    report: ReportId,
    by: Actor,
    events: Vec<Event>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let mut case = find_case(db, report)?.ok_or(StoreError::Broken)?;
    let events: Vec<_> = events
        .into_iter()
        .map(|event| NewEvent::by(by, event))
        .collect();
    append(db, entropy, &mut case, &events, now)
}
