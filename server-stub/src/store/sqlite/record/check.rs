//! Checking a whole record, in one pass and at one moment.

use std::path::Path;

use langnghe_wire::ReportId;
use rusqlite::{Connection, OpenFlags};

use super::{
    super::{
        connection::open, copy::schema_of, failure::is_of_the_storage, migrate::CHAINED_SINCE,
        rows::find_case,
    },
    roots, walk,
};
use crate::{
    case::Case,
    chain::{Broken, Checker, Kept, Root, RootFault},
    store::StoreError,
};

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// How many cases there are.
    pub cases: u64,
    /// How many entries their histories have.
    pub entries: u64,
    /// How many of them were erased.
    pub erased: u64,
    /// How many daily roots.
    pub roots: u64,
    /// The newest of them.
    pub newest: Option<Root>,
    /// The cases whose record doesn't hold, the first [`NAMED`] of them.
    pub broken: Vec<Broken>,
    /// How many those are in all.
    pub broken_cases: u64,
    /// What is wrong with the roots.
    pub roots_broken: Vec<RootFault>,
}

/// How many broken cases are named.
pub const NAMED: usize = 20;

impl Checked {
    /// Whether the record holds.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.broken_cases == 0 && self.roots_broken.is_empty()
    }
}

/// Checks the record of a database, which may be served meanwhile: all of it at one moment. None if
/// it is of a schema that had no chain. `kept` are copies of roots from elsewhere; `seen` is told how
/// many cases of how many were checked.
///
/// # Errors
/// [`StoreError`] if it can't be read.
pub fn check(
    database: &Path,
    flags: OpenFlags,
    kept: &[Kept],
    mut seen: impl FnMut(u64, u64),
) -> Result<Option<Checked>, StoreError> {
    let mut db = open(database, flags)?;
    db.pragma_update(None, "query_only", true)?;
    let moment = db.transaction()?;
    if schema_of(&moment)? < CHAINED_SINCE {
        return Ok(None);
    }
    let cases: u64 = moment.query_row("SELECT count(*) FROM report", [], |row| row.get(0))?;
    let roots = roots(&moment, 0, usize::MAX >> 1)?;
    let mut checked = Checked {
        cases,
        entries: 0,
        erased: 0,
        roots: roots.len() as u64,
        newest: roots.last().cloned(),
        broken: vec![],
        broken_cases: 0,
        roots_broken: vec![],
    };
    let mut checker = Checker::new(roots);
    let mut done = 0;
    seen(0, cases);
    walk(&moment, |mut record| {
        checked.entries += record.entries.len() as u64;
        record.case = as_it_is_read(&moment, &record.report)?;
        match checker.case(&record) {
            Ok(erased) => checked.erased += erased,
            Err(broken) => {
                checked.broken_cases += 1;
                if checked.broken.len() < NAMED {
                    checked.broken.push(broken);
                }
            }
        }
        done += u64::from(record.row.is_some());
        if done % 256 == 0 || done == cases {
            seen(done, cases);
        }
        Ok(())
    })?;
    checked.roots_broken = checker.finish(kept);
    Ok(Some(checked))
}

/// The case as the server reads it; none if it can't be read.
fn as_it_is_read(db: &Connection, report: &[u8]) -> Result<Option<Case>, StoreError> {
    let Ok(id) = report.try_into() else {
        return Ok(None);
    };
    match find_case(db, ReportId::from_bytes(id)) {
        Err(failure) if is_of_the_storage(&failure) => Err(failure),
        Err(_) => Ok(None),
        Ok(found) => Ok(found),
    }
}
