//! The encrypted store: one SQLCipher file that holds all a phone knows, photographs included.
//!
//! A draft and its photographs commit together, and names and sizes of files tell nothing. Unsent
//! reports exist nowhere else, so the store is made never to lose them:
//!
//! - every change is one transaction, on disk before the person is told (`connection`);
//! - a schema moves in one transaction a step (`migrate`), and so does the whole store under
//!   another key (`rotation`);
//! - a store that can't be read is told apart (`recovery`): a *wrong key* touches nothing, a
//!   *newer schema* touches nothing, a *damaged* file is set aside as it is, and never deleted.
//!
//! One process at a time has the store: `recovery` holds a lock on a file beside it.
//!
//! The rooms: `device` who this phone is; `drafts` and `photographs` what is captured;
//! `results` what the unit shows of its work; `operations` and `queue` what waits and what became of it; `history` what came back;
//! `usage` what travelled, and what is still to.

mod catalogue;
mod connection;
mod device;
mod drafts;
mod effects;
mod history;
mod key;
mod migrate;
mod operations;
mod photographs;
mod queue;
mod recovery;
mod results;
mod rotation;
#[cfg(test)]
mod tests;
mod usage;

use std::path::Path;

use jiff::Timestamp;
use rusqlite::Transaction;

#[cfg(feature = "testing")]
pub(crate) use connection::set_up_sqlcipher;
pub use device::Device;
pub use drafts::{AnswerRow, ReportRow, Stage};
pub use history::HistoryRow;
pub use key::{NotAKey, StoreKey};
pub use operations::{OperationRow, OperationState};
pub use photographs::{NewPhotograph, PhotographId, PhotographRow, PhotographState};
pub use results::ResultRow;

use crate::{clock::Entropy, error::OpenError};
use connection::Connections;
use recovery::Lock;

/// What went wrong in the store.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The store is paused or closed.
    #[error("the store is closed")]
    Closed,
    /// There is no such row.
    #[error("no such row")]
    NotFound,
    /// The disk is full.
    #[error("the disk is full")]
    DiskFull,
    /// Another process holds the store.
    #[error("the store is open elsewhere")]
    InUse,
    /// The key doesn't fit.
    #[error("the key does not fit")]
    WrongKey,
    /// The bytes are not a database under this key: the key is wrong or the file is damaged.
    #[error("the file is no database under this key")]
    Unreadable,
    /// The database is damaged.
    #[error("the database is damaged")]
    Corrupt,
    /// A newer release wrote it.
    #[error("schema {found} is newer than {known}")]
    NewerSchema {
        /// The store's schema.
        found: u32,
        /// The newest that this release knows.
        known: u32,
    },
    /// A row holds what this release never writes.
    #[error("a row of {table} can't be read")]
    Row {
        /// Where.
        table: &'static str,
    },
    /// The disk failed.
    #[error("the disk failed: {0}")]
    Disk(#[source] rusqlite::Error),
    /// The file system failed.
    #[error("the file system failed: {0}")]
    File(#[source] std::io::Error),
    /// SQLite refused.
    #[error("the database refused: {0}")]
    Sqlite(#[source] rusqlite::Error),
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind as E;
        match error.kind() {
            E::StorageFull | E::QuotaExceeded => Self::DiskFull,
            _ => Self::File(error),
        }
    }
}

/// The open store.
#[derive(Debug)]
pub struct Store {
    connections: Connections,
    _lock: Lock,
}

/// One view of the store at one moment; inside a write, also the way to change it.
#[derive(Debug)]
pub struct View<'a>(&'a Transaction<'a>);

impl Store {
    /// Opens the store in `folder`, or makes a new one there.
    ///
    /// # Errors
    /// See [`OpenError`]. A damaged store has been set aside when [`OpenError::Damaged`] comes
    /// back; after every other error the files are as they were.
    pub fn open(
        folder: &Path,
        key: StoreKey,
        entropy: &dyn Entropy,
        now: Timestamp,
    ) -> Result<Self, OpenError> {
        let (connections, lock) = recovery::open(folder, key, entropy, now)?;
        let store = Self {
            connections,
            _lock: lock,
        };
        store.write(|view| view.ensure_device(entropy, now))?;
        Ok(store)
    }

    /// Moves whatever store lies in `folder` aside, for a key that was lost. It is never deleted.
    ///
    /// # Errors
    /// [`OpenError::InUse`], or what the file system answers.
    pub fn set_aside(folder: &Path, now: Timestamp) -> Result<std::path::PathBuf, OpenError> {
        recovery::set_aside_unopened(folder, now)
    }

    /// Whether a store lies in `folder`, whoever has its key.
    #[must_use]
    pub fn exists(folder: &Path) -> bool {
        folder.join(recovery::DATABASE).exists()
    }

    /// Puts the store in `folder` under another key: see
    /// [`App::change_key`](crate::App::change_key).
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn change_key(
        folder: &Path,
        old: &StoreKey,
        new: &StoreKey,
        entropy: &dyn Entropy,
        now: Timestamp,
    ) -> Result<(), OpenError> {
        rotation::change_key(folder, old, new, entropy, now)
    }

    /// Brings the store in `folder` to a schema that isn't released, as the release would that has
    /// these migrations besides ours: to show that a migration is one whole, whatever is in it.
    ///
    /// # Errors
    /// As [`open`](Self::open), but nothing is set aside.
    #[cfg(feature = "testing")]
    pub fn migrate_further(
        folder: &Path,
        key: StoreKey,
        further: &[&str],
    ) -> Result<(), OpenError> {
        recovery::migrate_further(folder, key, further)
    }

    /// Changes the store: all of `work`, on disk when this returns, or nothing.
    ///
    /// # Errors
    /// What `work` answers, or the disk.
    pub fn write<T>(
        &self,
        work: impl FnOnce(&View<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.connections
            .write(|transaction| work(&View(transaction)))
    }

    /// Reads the store as it is at one moment.
    ///
    /// # Errors
    /// What `work` answers, or the disk.
    pub fn read<T>(
        &self,
        work: impl FnOnce(&View<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.connections
            .read(|transaction| work(&View(transaction)))
    }

    /// Lets go of the file, until [`reopen`](Self::reopen).
    pub fn release(&self) {
        self.connections.release();
    }

    /// Takes the file up again.
    ///
    /// # Errors
    /// What the disk answers.
    pub fn reopen(&self) -> Result<(), StoreError> {
        self.connections.reopen()
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.release();
    }
}

/// A moment as the store keeps it.
fn millis(moment: Timestamp) -> i64 {
    moment.as_millisecond()
}

/// A moment as the store kept it.
fn moment(millis: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_millisecond(millis).map_err(|_| StoreError::Row { table: "a moment" })
}

/// The 16 bytes of an id, as a column gave them.
fn id_bytes(bytes: &[u8], table: &'static str) -> Result<[u8; 16], StoreError> {
    bytes.try_into().map_err(|_| StoreError::Row { table })
}
