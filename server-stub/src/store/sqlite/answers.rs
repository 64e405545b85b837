//! Which catalogue asked what a filing answers: the newest that it can have been written with, and
//! those before.

use std::sync::Arc;

use langnghe_places::Catalogue;
use langnghe_wire::Filing;
use rusqlite::{Connection, params};

use crate::{
    case::{Actor, NewEvent, answers, placement::Rules},
    settings::catalogue::Settled,
    store::StoreError,
};

/// How many earlier catalogues are looked at. A phone that was offline has one of the last few;
/// whoever makes codes up doesn't make the writer read for long.
const EARLIER: u32 = 16;

/// The entry that keeps what a filing answers; none if it answers nothing.
pub(super) fn entry(
    db: &Connection,
    filing: &Filing,
    rules: &Rules,
    by: Actor,
) -> Result<Option<NewEvent>, StoreError> {
    let current = || std::iter::once(Ok(Arc::clone(&rules.catalogue)));
    let is_older = filing.catalogue < rules.catalogue.version;
    // A phone that was offline is first asked what its own catalogue had said.
    let first = (!is_older).then(current).into_iter().flatten();
    let last = is_older.then(current).into_iter().flatten();
    let earlier = std::iter::once_with(|| up_to(db, filing.catalogue));
    let earlier = earlier.flat_map(|read| match read {
        Ok(catalogues) => catalogues.into_iter().map(Ok).collect(),
        Err(error) => vec![Err(error)],
    });
    let event = answers::entry(filing, first.chain(earlier).chain(last))?;
    Ok(event.map(|event| NewEvent::by(by, event)))
}

/// The catalogues up to a version, the newest first.
fn up_to(db: &Connection, version: u32) -> Result<Vec<Arc<Catalogue>>, StoreError> {
    // A catalogue's version is no less than the second at which it was settled.
    let mut find = db.prepare_cached(
        "SELECT body FROM setting WHERE kind = 'catalogue' AND at < ?1
         ORDER BY version DESC LIMIT ?2",
    )?;
    let end = (i64::from(version) + 1) * 1_000;
    let bodies = find.query_map(params![end, EARLIER], |row| row.get::<_, String>(0))?;
    let bodies: Vec<String> = bodies.collect::<Result<_, _>>()?;
    let settled = bodies.iter().filter_map(|body| {
        // One that an older release wrote otherwise says nothing about this.
        let settled: Settled = serde_json::from_str(body).ok()?;
        Some(settled.catalogue)
    });
    let known = settled.filter(|catalogue| catalogue.version <= version);
    Ok(known.map(Arc::new).collect())
}
