//! Opening the file, with everything that the promise of a commit rests on.

use std::{path::Path, time::Duration};

use langnghe_planted::{Bug, planted};
use rusqlite::{Connection, OpenFlags};

use crate::store::StoreError;

/// How long to wait for a writer in another process.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// The first SQLite without the WAL-reset bug, which could lose committed rows.
const OLDEST_SQLITE: i32 = 3_051_003;

/// Statements that a connection keeps prepared.
const PREPARED_STATEMENTS: usize = 64;

/// Opens the file for the writer, making it if it isn't there.
pub(super) fn open_for_writing(path: &Path) -> Result<Connection, StoreError> {
    let connection = open(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
    )?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // FULL: a commit is on disk when it returns. NORMAL loses commits when power fails.
    connection.pragma_update(None, "synchronous", "FULL")?;
    if planted(Bug::ServerCommitsUnsynced) || planted(Bug::AcknowledgesBeforeItsDisk) {
        connection.pragma_update(None, "synchronous", "NORMAL")?;
    }
    connection.pragma_update(None, "foreign_keys", true)?;
    Ok(connection)
}

/// Opens the file for a reader.
pub(super) fn open_for_reading(path: &Path) -> Result<Connection, StoreError> {
    // Read-write to the file system, since a reader shares the WAL's index; read-only to SQL.
    let connection = open(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

pub(super) fn open(path: &Path, flags: OpenFlags) -> Result<Connection, StoreError> {
    if rusqlite::version_number() < OLDEST_SQLITE {
        return Err(StoreError::SqliteTooOld(rusqlite::version()));
    }
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    // Nothing of a report in temporary files.
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.set_prepared_statement_cache_capacity(PREPARED_STATEMENTS);
    Ok(connection)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_writer_is_opened_as_the_promise_needs() {
        let folder = tempfile::tempdir().unwrap();
        let connection = open_for_writing(&folder.path().join("db")).unwrap();
        let pragma = |name: &str| -> String {
            connection
                .pragma_query_value(None, name, |row| {
                    Ok(match row.get_ref(0)? {
                        rusqlite::types::ValueRef::Integer(i) => i.to_string(),
                        other => other.as_str()?.to_owned(),
                    })
                })
                .unwrap()
        };
        assert_eq!(pragma("journal_mode"), "wal");
        assert_eq!(pragma("synchronous"), "2", "FULL");
        assert_eq!(pragma("temp_store"), "2", "MEMORY");
        assert_eq!(pragma("foreign_keys"), "1");
    }

    #[test]
    fn a_reader_writes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("db");
        let writer = open_for_writing(&path).unwrap();
        writer.execute_batch("CREATE TABLE t (x)").unwrap();
        let reader = open_for_reading(&path).unwrap();
        assert!(reader.execute("INSERT INTO t VALUES (1)", []).is_err());
    }
}
