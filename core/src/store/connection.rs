//! Connections: one that writes, a few that read. A connection is set up in one place, so that
//! none can forget `synchronous=FULL`, without which a power cut takes acknowledged rows with it.

use std::{
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};

use super::{StoreError, StoreKey};

/// Reading connections that are kept for the next reader.
const IDLE_READERS: usize = 2;
/// How long a reader waits for a checkpoint to finish.
const BUSY: Duration = Duration::from_secs(5);

/// The open database. Paused, it has no connection and holds no lock on the file.
#[derive(Debug)]
pub(super) struct Connections {
    path: PathBuf,
    key: StoreKey,
    writer: Mutex<Option<Connection>>,
    readers: Mutex<Vec<Connection>>,
}

impl Connections {
    pub(super) fn open(path: &Path, key: StoreKey) -> Result<Self, StoreError> {
        let writer = connect(path, &key)?;
        Ok(Self {
            path: path.to_owned(),
            key,
            writer: Mutex::new(Some(writer)),
            readers: Mutex::default(),
        })
    }

    pub(super) fn key(&self) -> &StoreKey {
        &self.key
    }

    /// Runs `work` in one transaction that is committed, and on disk, when this returns `Ok`.
    pub(super) fn write<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut writer = lock(&self.writer);
        let connection = writer.as_mut().ok_or(StoreError::Closed)?;
        let outcome = (|| {
            let transaction =
                connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let value = work(&transaction)?;
            transaction.commit()?;
            Ok(value)
        })();
        if matches!(outcome, Err(StoreError::Disk(_) | StoreError::DiskFull)) {
            // After a failed write or fsync nobody knows what the file holds: the pages this
            // connection remembers are dropped and read again.
            *writer = None;
            *writer = Some(connect(&self.path, &self.key)?);
        }
        outcome
    }

    /// Runs `work` on the writing connection, outside any transaction: for migrations.
    pub(super) fn with_writer<T>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        work(lock(&self.writer).as_mut().ok_or(StoreError::Closed)?)
    }

    /// Runs `work` on a connection that only reads and sees one moment.
    pub(super) fn read<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        if lock(&self.writer).is_none() {
            return Err(StoreError::Closed);
        }
        let kept = lock(&self.readers).pop();
        let mut connection = match kept {
            Some(connection) => connection,
            None => connect(&self.path, &self.key)?,
        };
        let value = {
            let transaction = connection.transaction()?;
            work(&transaction)?
        };
        let mut idle = lock(&self.readers);
        if idle.len() < IDLE_READERS {
            idle.push(connection);
        }
        Ok(value)
    }

    /// Lets go of the file. What is in the WAL is moved into it first, where that is possible.
    pub(super) fn release(&self) {
        let mut writer = lock(&self.writer);
        lock(&self.readers).clear();
        let Some(connection) = writer.take() else {
            return;
        };
        if let Err(error) = connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE);") {
            // Not a loss: the WAL is read at the next opening.
            tracing::debug!(%error, "the store was closed without a checkpoint");
        }
    }

    /// Takes the file up again after [`release`](Self::release).
    pub(super) fn reopen(&self) -> Result<(), StoreError> {
        let mut writer = lock(&self.writer);
        if writer.is_none() {
            *writer = Some(connect(&self.path, &self.key)?);
        }
        Ok(())
    }
}

/// A panic inside a transaction rolls it back: what the lock guards is still sound.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn connect(path: &Path, key: &StoreKey) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    // SQLCipher would write its own complaints to the terminal; errors come back as values.
    connection.execute_batch("PRAGMA cipher_log_level = NONE;")?;
    connection.execute_batch(&key.pragma())?;
    connection.busy_timeout(BUSY)?;
    connection.execute_batch(
        "PRAGMA temp_store = MEMORY;
         PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA foreign_keys = ON;
         PRAGMA trusted_schema = OFF;",
    )?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match &error {
            rusqlite::Error::QueryReturnedNoRows => Self::NotFound,
            rusqlite::Error::SqliteFailure(failure, _) => match failure.code {
                ErrorCode::DiskFull => Self::DiskFull,
                ErrorCode::NotADatabase => Self::Unreadable,
                ErrorCode::DatabaseCorrupt => Self::Corrupt,
                ErrorCode::SystemIoFailure | ErrorCode::CannotOpen | ErrorCode::ReadOnly => {
                    Self::Disk(error)
                }
                _ => Self::Sqlite(error),
            },
            _ => Self::Sqlite(error),
        }
    }
}
