//! How many cases of a filter each commune has.
//!
//! Triggers keep the cases of each state for each scope and commune, so that a filter of states
//! costs a look at some hundred rows. What else cases are found by (words, category, unit, officer) the
//! index of words tells, which counts bits. Any other filter is walked in each commune, a little:
//! that a commune has more is told with its number.

use langnghe_wire::CaseStatus;
use rusqlite::Connection;

use super::{
    conditions::{lets_through, scope_key},
    search,
    walk::Path,
};
use crate::{
    identity::Viewer,
    store::{CaseFilter, CommuneCounts, Count, StatusFilter, StoreError},
};

/// Cases that are looked at, of all communes together.
const LOOKS: usize = 10_000;

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
    let kept = kept(db, viewer, *status)?;
    if *filter == states_only {
        return Ok(kept);
    }
    let is_asked = |code: &String| filter.commune.as_ref().is_none_or(|asked| asked == code);
    let codes: Vec<_> = kept.into_keys().filter(is_asked).collect();
    let most = LOOKS / codes.len().max(1);
    let mut counts = CommuneCounts::new();
    for code in codes {
        let filter = CaseFilter {
            commune: Some(code.clone()),
            ..filter.clone()
        };
        let count = match search::count(db, viewer, &filter)? {
            Some(n) => Count::exactly(n),
            None => match Path::of(db, viewer, &filter)? {
                Some(path) => path.count_among(db, most)?,
                None => Count::default(),
            },
        };
        if count != Count::default() {
            counts.insert(code, count);
        }
    }
    Ok(counts)
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
    let mut counts = CommuneCounts::new();
    while let Some(row) = rows.next()? {
        let state: String = row.get(1)?;
        if lets_through(status, CaseStatus::from_name(&state)) {
            counts.entry(row.get(0)?).or_default().n += row.get::<_, u64>(2)?;
        }
    }
    Ok(counts)
}
