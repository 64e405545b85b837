//! Opening, and what to do when that fails.
//!
//! What can be wrong with the file, and how it is told apart:
//!
//! | what | how it shows | what is done |
//! |---|---|---|
//! | another process has it | the lock file is held | nothing |
//! | wrong key | no database under this key, and the key's check doesn't match | nothing |
//! | damage | no database although the key's check matches, or a damaged schema | set aside |
//! | newer schema | its number | nothing |
//!
//! Where the check says nothing (it was damaged as well, or the key was being changed), a file that
//! can't be read counts as a wrong key: that touches nothing, and a person can still choose to set
//! it aside.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use rusqlite::Connection;

use super::{StoreError, StoreKey, connection::Connections, key::Checked, migrate};
use crate::{clock::Entropy, error::OpenError};

pub(super) const DATABASE: &str = "store.db";
pub(super) const CHECK: &str = "store.check";
const LOCK: &str = "store.lock";
const SET_ASIDE: &str = "set-aside";

/// Held as long as the store is open. The operating system lets go of it when a process dies.
#[derive(Debug)]
pub(super) struct Lock(#[expect(dead_code, reason = "held, not read")] File);

pub(super) fn open(
    folder: &Path,
    key: StoreKey,
    entropy: &dyn Entropy,
    now: Timestamp,
) -> Result<(Connections, Lock), OpenError> {
    let lock = lock(folder)?;
    Ok((open_locked(folder, key, entropy, now)?, lock))
}

/// Opens the store of a folder whose lock is held.
pub(super) fn open_locked(
    folder: &Path,
    key: StoreKey,
    entropy: &dyn Entropy,
    now: Timestamp,
) -> Result<Connections, OpenError> {
    let database = folder.join(DATABASE);
    let check = folder.join(CHECK);
    let checked = key.checked(&check);
    match open_database(&database, key, migrate::MIGRATIONS) {
        Ok(connections) => {
            connections
                .key()
                .write_check(&check, entropy)
                .map_err(StoreError::from)?;
            Ok(connections)
        }
        Err(StoreError::Unreadable) if checked != Checked::Fits => Err(OpenError::WrongKey),
        Err(StoreError::Unreadable | StoreError::Corrupt) => {
            let set_aside = set_aside(folder, now).map_err(StoreError::from)?;
            Err(OpenError::Damaged { set_aside })
        }
        Err(other) => Err(other.into()),
    }
}

pub(super) fn set_aside_unopened(folder: &Path, now: Timestamp) -> Result<PathBuf, OpenError> {
    let _lock = lock(folder)?;
    Ok(set_aside(folder, now).map_err(StoreError::from)?)
}

pub(super) fn lock(folder: &Path) -> Result<Lock, StoreError> {
    fs::create_dir_all(folder)?;
    let path = folder.join(LOCK);
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)?;
    match file.try_lock() {
        Ok(()) => Ok(Lock(file)),
        Err(TryLockError::WouldBlock) => Err(StoreError::InUse),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}

/// Opens the store as a release would that has these migrations besides ours, and closes it.
#[cfg(feature = "testing")]
pub(super) fn migrate_further(
    folder: &Path,
    key: StoreKey,
    further: &[&str],
) -> Result<(), OpenError> {
    let _lock = lock(folder)?;
    let migrations = [migrate::MIGRATIONS, further].concat();
    open_database(&folder.join(DATABASE), key, &migrations)?;
    Ok(())
}

fn open_database(
    path: &Path,
    key: StoreKey,
    migrations: &[&str],
) -> Result<Connections, StoreError> {
    let connections = Connections::open(path, key)?;
    connections.with_writer(|connection| {
        migrate::migrate(connection, migrations)?;
        assert_whole(connection)
    })?;
    Ok(connections)
}

/// Looks at every table's tree of pages. With SQLCipher each page that is read is also proven
/// unchanged; photographs' bytes are left to when they are read, so that opening stays quick.
fn assert_whole(connection: &Connection) -> Result<(), StoreError> {
    let version = rusqlite::version_number();
    assert!(
        version >= 3_051_003,
        "SQLite before 3.51.3 can lose a WAL; this is {version}"
    );
    for table in [
        "device",
        "link",
        "report",
        "photograph",
        "operation",
        "history",
    ] {
        let sql = format!("SELECT count(*) FROM (SELECT * FROM {table} ORDER BY 1)");
        connection.query_row(&sql, [], |row| row.get::<_, i64>(0))?;
    }
    Ok(())
}

/// Moves the store's files, as they are, into a folder of their own.
fn set_aside(folder: &Path, now: Timestamp) -> std::io::Result<PathBuf> {
    let all = folder.join(SET_ASIDE);
    fs::create_dir_all(&all)?;
    let stamp = now.as_second();
    let target = (0u32..)
        .map(|n| all.join(format!("{stamp}-{n}")))
        .find(|candidate| !candidate.exists())
        .expect("a folder has fewer than four billion entries");
    fs::create_dir(&target)?;
    for name in [DATABASE, "store.db-wal", "store.db-shm", CHECK] {
        match fs::rename(folder.join(name), target.join(name)) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(target)
}
