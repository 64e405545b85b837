//! How many cases of a filter each commune has.
//!
//! Triggers keep the cases of each state for each scope and commune, so that a filter of states
//! costs a look at some hundred rows. Any other is walked like a list: the cases that stand first in
//! it are counted.

use std::collections::BTreeMap;

use langnghe_wire::CaseStatus;
use rusqlite::Connection;

use super::{
    conditions::{lets_through, scope_key},
    walk::Path,
};
use crate::{
    identity::Viewer,
    store::{CaseFilter, CommuneCounts, Page, StatusFilter, StoreError},
};

/// Cases of a filter that are counted.
const COUNTED: u32 = 300;

pub(in super::super) fn count_by_commune(
    db: &Connection,
    viewer: &Viewer,
    filter: &CaseFilter,
) -> Result<CommuneCounts, StoreError> {
    let CaseFilter { status, .. } = filter;
    let states_only = CaseFilter {
        status: *status,
        ..CaseFilter::default()
    };
    if *filter == states_only {
        kept(db, viewer, *status)
    } else {
        walked(db, viewer, filter)
    }
}

/// What triggers keep.
fn kept(
    db: &Connection,
    viewer: &Viewer,
    status: StatusFilter,
) -> Result<CommuneCounts, StoreError> {
    let mut find = db.prepare_cached(
        "SELECT commune, status, n FROM commune_count WHERE scope = ?1 AND n > 0",
    )?;
    let mut rows = find.query([scope_key(&viewer.scope)])?;
    let mut counts = CommuneCounts::default();
    while let Some(row) = rows.next()? {
        let state: String = row.get(1)?;
        if lets_through(status, CaseStatus::from_name(&state)) {
            *counts.by_code.entry(row.get(0)?).or_default() += row.get::<_, u64>(2)?;
        }
    }
    Ok(counts)
}

/// What stands first in the list of a filter.
fn walked(
    db: &Connection,
    viewer: &Viewer,
    filter: &CaseFilter,
) -> Result<CommuneCounts, StoreError> {
    let Some(path) = Path::of(db, viewer, filter)? else {
        return Ok(CommuneCounts::default());
    };
    let first = Page {
        turn: None,
        limit: COUNTED,
    };
    let walked = path.walk(db, first)?;
    let mut find = db.prepare_cached("SELECT commune FROM report WHERE row = ?1")?;
    let mut by_code: BTreeMap<String, u64> = BTreeMap::new();
    for place in &walked.places {
        let commune = find.query_row([place.row], |row| row.get(0))?;
        *by_code.entry(commune).or_default() += 1;
    }
    Ok(CommuneCounts {
        by_code,
        or_more: walked.on.is_some(),
    })
}
