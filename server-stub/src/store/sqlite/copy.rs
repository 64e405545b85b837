//! Copies of the whole database, for backups: made while a server may be writing, asked what is
//! in them, and put back to work.
//!
//! A copy is made by `VACUUM INTO`: one read transaction, so it shows one moment, keeps no writer
//! waiting, and never begins anew because somebody wrote meanwhile. What was deleted isn't in it.
//! SQLite doesn't sync it; whoever wants it to last does.

use std::{collections::BTreeSet, path::Path};

use jiff::Timestamp;
use langnghe_planted::{Bug, planted};
use langnghe_wire::Sha256;
use rusqlite::{Connection, OpenFlags, OptionalExtension as _, params};

use super::{
    connection::{open, open_for_writing},
    migrate,
    rows::bytes as bytes_of,
};
use crate::{entropy::Entropy, identity::ReporterId, store::StoreError};

/// A photograph that a database says is whole and safe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct KeptPhotograph {
    /// Whose it is.
    pub reporter: ReporterId,
    /// Its hash.
    pub sha256: Sha256,
}

/// What a database tells of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Its incarnation.
    pub epoch: String,
    /// Its schema.
    pub schema: i64,
    /// How many reports it holds.
    pub reports: u64,
}

/// Copies a database of this release, or of an older one as it is, to a file that isn't there yet.
///
/// # Errors
/// [`StoreError`], such as [`StoreError::Damaged`] for a database that contradicts itself.
pub fn copy(database: &Path, to: &Path) -> Result<(), StoreError> {
    let to = to
        .to_str()
        .ok_or_else(|| StoreError::StorageFailed("the copy's name is not in UTF-8".into()))?;
    let db = open(database, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    schema_of(&db)?;
    db.execute("VACUUM INTO ?1", [to])?;
    Ok(())
}

/// What a copy tells of itself, after a look at whether it is whole.
///
/// # Errors
/// [`StoreError::Damaged`] if it isn't.
pub fn examine(copy: &Path) -> Result<Summary, StoreError> {
    let db = open_copy(copy)?;
    let schema = schema_of(&db)?;
    let found: String = db.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if found != "ok" {
        return Err(StoreError::Damaged(
            "its pages contradict each other".into(),
        ));
    }
    if db.prepare("PRAGMA foreign_key_check")?.exists([])? {
        return Err(StoreError::Damaged(
            "a row names one that isn't there".into(),
        ));
    }
    Ok(Summary {
        epoch: db.query_row("SELECT value FROM meta WHERE key = 'epoch'", [], |row| {
            row.get(0)
        })?,
        schema,
        reports: db.query_row("SELECT count(*) FROM report", [], |row| row.get(0))?,
    })
}

/// The photographs that a copy says are whole and safe.
///
/// # Errors
/// [`StoreError`].
pub fn photographs_in(copy: &Path) -> Result<BTreeSet<KeptPhotograph>, StoreError> {
    let db = open_copy(copy)?;
    let mut find =
        db.prepare("SELECT reporter, sha256 FROM upload WHERE complete_at IS NOT NULL")?;
    let rows = find.query_map([], |row| {
        Ok(KeptPhotograph {
            reporter: ReporterId(row.get(0)?),
            sha256: bytes_of(row, 1)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether a database that may be served just now still says that a photograph is safe.
///
/// # Errors
/// [`StoreError`].
pub fn still_keeps(database: &Path, photograph: KeptPhotograph) -> Result<bool, StoreError> {
    let db = open(database, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let mut find = db.prepare(
        "SELECT 1 FROM upload WHERE reporter = ?1 AND sha256 = ?2 AND complete_at IS NOT NULL",
    )?;
    Ok(find.exists(params![photograph.reporter.0, photograph.sha256.as_bytes()])?)
}

/// Notes in a database, which may be served just now, that what it received until then is in a
/// backup.
///
/// # Errors
/// [`StoreError`].
pub fn note_backup(database: &Path, through: Timestamp) -> Result<(), StoreError> {
    let db = open(database, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    // Not before it is on disk: phones let go of what it covers.
    db.pragma_update(None, "synchronous", "FULL")?;
    set_backed_up_through(&db, through)
}

fn set_backed_up_through(db: &Connection, through: Timestamp) -> Result<(), StoreError> {
    db.execute(
        "INSERT INTO meta (key, value) VALUES ('backed_up_through', ?1)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        [through.to_string()],
    )?;
    Ok(())
}

/// Makes a copy ready to be served as what it is: older than what phones have been told.
///
/// It gets a new epoch, so that phones send again what it lacks; nobody is signed in, since a
/// session that ended after the copy was made would live again; and photographs that couldn't be
/// restored are asked for again.
///
/// # Errors
/// [`StoreError`].
pub fn begin_anew(
    copy: &Path,
    through: Timestamp,
    lost: &BTreeSet<KeptPhotograph>,
    entropy: &dyn Entropy,
) -> Result<(), StoreError> {
    let mut db = open_for_writing(copy)?;
    migrate::migrate(&mut db, entropy)?;
    let step = db.transaction()?;
    begin_epoch(&step, entropy)?;
    set_backed_up_through(&step, through)?;
    for photograph in lost {
        let whose = params![photograph.reporter.0, photograph.sha256.as_bytes()];
        step.execute(
            "UPDATE upload SET received = 0, complete_at = NULL
             WHERE reporter = ?1 AND sha256 = ?2",
            whose,
        )?;
        step.execute(
            "UPDATE attachment SET arrived = FALSE WHERE reporter = ?1 AND sha256 = ?2",
            whose,
        )?;
    }
    step.commit()?;
    // One file, without a WAL beside it, that can be renamed.
    db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    db.close().map_err(|(_, error)| error)?;
    Ok(())
}

/// Another incarnation of the database, in which nobody is signed in.
pub(super) fn begin_epoch(db: &Connection, entropy: &dyn Entropy) -> Result<(), StoreError> {
    let epoch = migrate::new_epoch(entropy);
    if !planted(Bug::RestoreKeepsEpoch) {
        db.execute("UPDATE meta SET value = ?1 WHERE key = 'epoch'", [epoch])?;
    }
    db.execute("DELETE FROM session", [])?;
    Ok(())
}

/// Copies are never written to, and nobody else has them open: no WAL, no lock.
pub(super) fn open_copy(path: &Path) -> Result<Connection, StoreError> {
    open(path, OpenFlags::SQLITE_OPEN_READ_ONLY)
}

pub(super) fn schema_of(db: &Connection) -> Result<i64, StoreError> {
    let found = db
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .optional()?
        .unwrap_or(0);
    match found {
        0 => Err(StoreError::Damaged("it has no schema of ours".into())),
        _ if found > migrate::NEWEST => Err(StoreError::NewerSchema {
            found,
            known: migrate::NEWEST,
        }),
        _ => Ok(found),
    }
}
