//! Daily roots: which entries the next one is over, and keeping it.

use jiff::Timestamp;
use langnghe_places::date_in_vietnam;
use langnghe_planted::{Bug, planted};
use langnghe_wire::Sha256;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::super::rows::bytes;
use crate::{
    chain::{self, Root},
    store::StoreError,
};

const ROOT: &str = "number, day, epoch, through, cases, tree, previous, root";

/// The roots behind a number, so many at most.
pub(in crate::store::sqlite) fn roots(
    db: &Connection,
    after: u64,
    limit: usize,
) -> Result<Vec<Root>, StoreError> {
    let mut find = db.prepare_cached(&format!(
        "SELECT {ROOT} FROM root WHERE number > ?1 ORDER BY number LIMIT ?2"
    ))?;
    let rows = find.query_map(params![after, limit], root_of_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn root_of_row(row: &Row<'_>) -> rusqlite::Result<Root> {
    let day: String = row.get(1)?;
    let unreadable = |error| {
        let text = rusqlite::types::Type::Text;
        rusqlite::Error::FromSqlConversionFailure(1, text, Box::new(error))
    };
    Ok(Root {
        number: row.get(0)?,
        day: day.parse().map_err(unreadable)?,
        epoch: row.get(2)?,
        through: row.get(3)?,
        cases: row.get(4)?,
        tree: bytes(row, 5)?,
        previous: row.get::<_, Option<[u8; 32]>>(6)?.map(Sha256::from_bytes),
        root: bytes(row, 7)?,
    })
}

fn newest_root(db: &Connection) -> Result<Option<Root>, StoreError> {
    let mut find = db.prepare_cached(&format!(
        "SELECT {ROOT} FROM root ORDER BY number DESC LIMIT 1"
    ))?;
    Ok(find.query_row([], root_of_row).optional()?)
}

/// Closes the first day that is over and has no root yet; none if there is no such day. A day is
/// over once an entry's stamp of it can't be committed any more: `now` is that much behind the clock.
pub(in crate::store::sqlite) fn close_a_day(
    db: &Connection,
    now: Timestamp,
) -> Result<Option<Root>, StoreError> {
    let before = newest_root(db)?;
    let behind = before.as_ref().map_or(0, |root| root.through);
    let today = date_in_vietnam(now);
    let Some(over) = last_before(db, behind, chain::start_of(today))? else {
        return Ok(None);
    };
    let first: i64 = db
        .prepare_cached("SELECT at FROM event WHERE position > ?1 ORDER BY position LIMIT 1")?
        .query_row([behind], |row| row.get(0))?;
    let first = Timestamp::from_millisecond(first).map_or(today, date_in_vietnam);
    // A clock that was ahead for a while closes no day before it is over.
    let yesterday = today.yesterday().unwrap_or(today);
    let day = first.min(yesterday);
    let next_day = chain::start_of(day.tomorrow().unwrap_or(day));
    let through = last_before(db, behind, next_day)?.unwrap_or(over);
    let (cases, tree) = tree(db, behind, through)?;
    let root = Root {
        number: before.as_ref().map_or(1, |root| root.number + 1),
        day,
        epoch: db.query_row("SELECT value FROM meta WHERE key = 'epoch'", [], |row| {
            row.get(0)
        })?,
        through,
        cases,
        tree,
        previous: before.map(|root| root.root),
        root: Sha256::from_bytes([0; 32]),
    };
    Ok(Some(root.sealed()))
}

/// The last position behind one whose entry was stamped before a moment.
fn last_before(db: &Connection, behind: u64, moment: Timestamp) -> Result<Option<u64>, StoreError> {
    // From the end, where only today's entries are passed over.
    let mut find = db.prepare_cached(
        "SELECT position FROM event WHERE position > ?1 AND at < ?2
         ORDER BY position DESC LIMIT 1",
    )?;
    let found = find.query_row(params![behind, moment.as_millisecond()], |row| row.get(0));
    Ok(found.optional()?)
}

/// The tree over the heads of the cases that changed between two positions.
fn tree(db: &Connection, behind: u64, through: u64) -> Result<(u64, Sha256), StoreError> {
    // `link` is that of the row with the greatest position: SQLite promises it for max().
    let mut find = db.prepare_cached(
        "SELECT report, link, max(position) FROM event
         WHERE position > ?1 AND position <= ?2 GROUP BY report ORDER BY report",
    )?;
    let mut tree = chain::Tree::default();
    let mut rows = find.query(params![behind, through])?;
    if planted(Bug::RootLeavesOut) {
        rows.next()?;
    }
    while let Some(row) = rows.next()? {
        let (report, link): (Vec<u8>, Option<Vec<u8>>) = (row.get(0)?, row.get(1)?);
        tree.push(&chain::leaf(&report, &link.unwrap_or_default()));
    }
    Ok((tree.len(), tree.head()))
}

/// Writes a root; false if another took its place meanwhile.
pub(in crate::store::sqlite) fn keep_root(
    db: &Connection,
    root: &Root,
) -> Result<bool, StoreError> {
    if newest_root(db)?.map(|newest| newest.root) != root.previous {
        return Ok(false);
    }
    db.prepare_cached(&format!(
        "INSERT INTO root ({ROOT}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
    ))?
    .execute(params![
        root.number,
        root.day.to_string(),
        root.epoch,
        root.through,
        root.cases,
        root.tree.as_bytes(),
        root.previous.map(|previous| *previous.as_bytes()),
        root.root.as_bytes(),
    ])?;
    Ok(true)
}
