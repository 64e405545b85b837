//! The contract, over a file; and what only SQLite promises.

use async_trait::async_trait;
use rusqlite::OpenFlags;
use tempfile::TempDir;

use super::*;
use crate::store::contract::{self, Backend, counting};

struct InAFile {
    folder: TempDir,
    store: Arc<SqliteStore>,
}

impl InAFile {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("db"), counting())
            .await
            .unwrap();
        Self {
            folder,
            store: Arc::new(store),
        }
    }
}

#[async_trait]
impl Backend for InAFile {
    fn store(&self) -> &dyn Store {
        &*self.store
    }

    fn shared(&self) -> Arc<dyn Store> {
        Arc::clone(&self.store) as _
    }

    async fn hold_a_write(&self) -> Box<dyn Send> {
        let other_process = connection::open_for_writing(&self.folder.path().join("db")).unwrap();
        other_process
            .execute_batch("BEGIN IMMEDIATE; INSERT INTO reporter (created_at) VALUES (0)")
            .unwrap();
        Box::new(other_process)
    }
}

/// Whatever was written by then: its record holds.
impl Drop for InAFile {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        let (database, flags) = (
            self.folder.path().join("db"),
            OpenFlags::SQLITE_OPEN_READ_WRITE,
        );
        let checked = record::check(&database, flags, &[], |_, _| {}).unwrap();
        assert!(
            checked.as_ref().is_some_and(record::Checked::holds),
            "{checked:?}"
        );
    }
}

contract::every_promise!(InAFile::new());
