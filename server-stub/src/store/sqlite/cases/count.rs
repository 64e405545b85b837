//! How many cases there are: read from what triggers keep, or counted as far as anybody reads on.

use jiff::Timestamp;
use langnghe_wire::CaseStatus;
use rusqlite::Connection;

use super::{
    conditions::{lets_through, scope_key},
    walk::Path,
};
use crate::{
    identity::{Scope, Viewer},
    store::{CaseCounts, CaseFilter, Count, DUE_SOON, DueFilter, StoreError, Whose},
};

pub(in super::super) fn count_all(
    db: &Connection,
    viewer: &Viewer,
    now: Timestamp,
) -> Result<CaseCounts, StoreError> {
    let count = |filter: CaseFilter| match Path::of(db, viewer, &filter)? {
        Some(path) => path.count(db),
        None => Ok(Count::default()),
    };
    let due = |due| {
        count(CaseFilter {
            due: Some(due),
            ..CaseFilter::default()
        })
    };
    Ok(CaseCounts {
        by_status: by_status(db, &viewer.scope)?,
        overdue: due(DueFilter::Before(now))?,
        soon: due(DueFilter::Between(now, now + DUE_SOON))?,
        paused: due(DueFilter::Paused)?,
        mine: count(CaseFilter {
            whose: Whose::Mine,
            ..CaseFilter::default()
        })?,
    })
}

fn by_status(db: &Connection, scope: &Scope) -> Result<Vec<(CaseStatus, u64)>, StoreError> {
    let mut find =
        db.prepare_cached("SELECT status, n FROM case_count WHERE scope = ?1 AND n > 0")?;
    let rows = find.query_map([scope_key(scope)], |row| {
        let status: String = row.get(0)?;
        Ok((CaseStatus::from_name(&status), row.get(1)?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// How many fit a filter, where what triggers keep says it: one that asks for states only.
pub(super) fn summed(
    db: &Connection,
    viewer: &Viewer,
    filter: &CaseFilter,
) -> Result<Option<Count>, StoreError> {
    let CaseFilter { status, .. } = filter;
    let states_only = *filter
        == CaseFilter {
            status: *status,
            ..CaseFilter::default()
        };
    if !states_only {
        return Ok(None);
    }
    let states = by_status(db, &viewer.scope)?;
    let counted = states
        .iter()
        .filter(|(state, _)| lets_through(*status, *state))
        .map(|(_, n)| n)
        .sum();
    Ok(Some(Count::exactly(counted)))
}
