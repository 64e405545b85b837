//! Connections: one that writes, a few that read. A connection is set up in one place, so that
//! none can forget `synchronous=FULL`, without which a power cut takes acknowledged rows with it.

use std::{
    fs::{self, File},
    io::{self, Read as _},
    mem,
    path::{Path, PathBuf},
    sync::{Condvar, Mutex, MutexGuard, Once, PoisonError},
    time::Duration,
};

use langnghe_planted::{Bug, planted};
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
    writer: Mutex<Writer>,
    readers: Mutex<Readers>,
    /// A reader has come back.
    reader_came_back: Condvar,
}

/// The connections that read.
#[derive(Debug)]
struct Readers {
    idle: Vec<Connection>,
    at_work: usize,
    /// Whether anybody may begin to read: not while the database is paused.
    let_in: bool,
}

/// The connection that writes.
#[derive(Debug)]
enum Writer {
    Open(Connection),
    /// The disk failed under it: whoever writes next opens another.
    Failed,
    Paused,
}

impl Connections {
    pub(super) fn open(path: &Path, key: StoreKey) -> Result<Self, StoreError> {
        let writer = named(path, connect(path, &key))?;
        Ok(Self {
            path: path.to_owned(),
            key,
            writer: Mutex::new(Writer::Open(writer)),
            readers: Mutex::new(Readers {
                idle: vec![],
                at_work: 0,
                let_in: true,
            }),
            reader_came_back: Condvar::new(),
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
        let outcome = named(
            &self.path,
            self.opened(&mut writer).and_then(|connection| {
                let transaction =
                    connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
                let value = work(&transaction)?;
                transaction.commit()?;
                Ok(value)
            }),
        );
        if matches!(outcome, Err(StoreError::Disk(_) | StoreError::DiskFull)) {
            // After a failed write or fsync nobody knows what the file holds: the pages this
            // connection remembers are dropped, and the next one reads them again.
            *writer = Writer::Failed;
        }
        outcome
    }

    fn opened<'a>(&self, writer: &'a mut Writer) -> Result<&'a mut Connection, StoreError> {
        if matches!(writer, Writer::Failed) {
            *writer = Writer::Open(connect(&self.path, &self.key)?);
        }
        match writer {
            Writer::Open(connection) => Ok(connection),
            Writer::Failed | Writer::Paused => Err(StoreError::Closed),
        }
    }

    /// Runs `work` on the writing connection, outside any transaction: for migrations.
    pub(super) fn with_writer<T>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        named(
            &self.path,
            self.opened(&mut lock(&self.writer)).and_then(work),
        )
    }

    /// Puts the database under another key, and closes it. Only the new key's opening it tells that
    /// this was done, whatever SQLCipher says.
    pub(super) fn change_key(self, new: &StoreKey) -> Result<(), StoreError> {
        let Self { path, writer, .. } = self;
        let writer = writer.into_inner().unwrap_or_else(PoisonError::into_inner);
        let Writer::Open(connection) = writer else {
            return Err(StoreError::Closed);
        };
        // What it answers is not believed, and might quote the statement, with the key in it.
        let _ = connection.execute_batch(&new.pragma_to_change_to_it());
        drop(connection);
        let room = fs::metadata(&path)?.len();
        if named(&path, opens(&path, new))? {
            return Ok(());
        }
        let failed = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_IOERR);
        let what = "the store could not be put under another key".to_owned();
        let failed = rusqlite::Error::SqliteFailure(failed, Some(what));
        with_room_for(&path, room, Err(StoreError::Disk(failed)))
    }

    /// Moves what is in the WAL into the file, all of it.
    pub(super) fn settle(&self) -> Result<(), StoreError> {
        let sql = "PRAGMA wal_checkpoint(TRUNCATE)";
        let busy: i64 = self.with_writer(|db| Ok(db.query_row(sql, [], |row| row.get(0))?))?;
        // Nobody else has it open.
        debug_assert_eq!(busy, 0, "somebody reads a store that is locked");
        Ok(())
    }

    /// Runs `work` on a connection that only reads and sees one moment.
    pub(super) fn read<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        // Dropped last: whoever waits for readers finds their connections closed, or put back.
        let (_visit, kept) = self.let_in()?;
        let mut connection = match kept {
            Some(connection) => connection,
            None => named(&self.path, connect(&self.path, &self.key))?,
        };
        let value = {
            let transaction = connection.transaction()?;
            work(&transaction)?
        };
        let mut readers = lock(&self.readers);
        if readers.let_in && readers.idle.len() < IDLE_READERS {
            readers.idle.push(connection);
        }
        Ok(value)
    }

    fn let_in(&self) -> Result<(Visit<'_>, Option<Connection>), StoreError> {
        let mut readers = lock(&self.readers);
        if !readers.let_in {
            return Err(StoreError::Closed);
        }
        readers.at_work += 1;
        Ok((Visit(self), readers.idle.pop()))
    }

    /// Lets go of the file, once nobody reads it any more. What is in the WAL is moved into it
    /// first, where that is possible.
    ///
    /// When this returns, no file of the database is open: iOS ends an app that is suspended
    /// while it holds one locked.
    pub(super) fn release(&self) {
        let mut readers = lock(&self.readers);
        readers.let_in = false;
        readers.idle.clear();
        while readers.at_work > 0 {
            let came_back = self.reader_came_back.wait(readers);
            readers = came_back.unwrap_or_else(PoisonError::into_inner);
        }
        drop(readers);
        let mut writer = lock(&self.writer);
        let Writer::Open(connection) = mem::replace(&mut *writer, Writer::Paused) else {
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
        if !matches!(*writer, Writer::Open(_)) {
            *writer = Writer::Open(named(&self.path, connect(&self.path, &self.key))?);
        }
        lock(&self.readers).let_in = true;
        Ok(())
    }
}

/// Somebody reads. Whatever becomes of it, this ends.
struct Visit<'a>(&'a Connections);

impl Drop for Visit<'_> {
    fn drop(&mut self) {
        lock(&self.0.readers).at_work -= 1;
        self.0.reader_came_back.notify_all();
    }
}

/// A panic inside a transaction rolls it back: what the lock guards is still sound.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Calls a full disk by its name. SQLite does so where it writes to a file; where it can't make
/// one, or make one larger (its WAL, and the WAL's index), it says that the disk failed. Whether
/// there is room for a small file tells the two apart.
fn named<T>(database: &Path, outcome: Result<T, StoreError>) -> Result<T, StoreError> {
    with_room_for(database, 4096, outcome)
}

/// The same, for what needs so many bytes.
fn with_room_for<T>(
    database: &Path,
    bytes: u64,
    outcome: Result<T, StoreError>,
) -> Result<T, StoreError> {
    let Err(StoreError::Disk(_)) = outcome else {
        return outcome;
    };
    let probe = database.with_extension("probe");
    let written = File::create(&probe)
        .and_then(|mut file| io::copy(&mut io::repeat(0).take(bytes), &mut file));
    // Nothing is in it, and the next one writes over it.
    let _ = fs::remove_file(&probe);
    match written.map_err(StoreError::from) {
        Err(StoreError::DiskFull) => Err(StoreError::DiskFull),
        _ => outcome,
    }
}

/// Whether a key opens the database.
pub(super) fn opens(path: &Path, key: &StoreKey) -> Result<bool, StoreError> {
    match connect(path, key) {
        Ok(_) => Ok(true),
        Err(StoreError::Unreadable) => Ok(false),
        Err(other) => Err(other),
    }
}

/// SQLCipher sets itself up while a process opens its first connection, and one that is opened
/// meanwhile finds it half set up and can't be keyed. So the first is opened alone.
pub(crate) fn set_up_sqlcipher() {
    static SET_UP: Once = Once::new();
    SET_UP.call_once(|| drop(Connection::open_in_memory()));
}

fn connect(path: &Path, key: &StoreKey) -> Result<Connection, StoreError> {
    set_up_sqlcipher();
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
    if planted(Bug::PhoneCommitsUnsynced) {
        connection.execute_batch("PRAGMA synchronous = NORMAL;")?;
    }
    if planted(Bug::TemporaryFiles) {
        connection.execute_batch("PRAGMA temp_store = FILE;")?;
    }
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
