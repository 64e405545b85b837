//! The contract, over a file; and what only SQLite promises.

use async_trait::async_trait;
use tempfile::TempDir;

use super::*;
use crate::store::contract::{self, Backend, counting};

struct InAFile {
    folder: TempDir,
    store: SqliteStore,
}

impl InAFile {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("db"), counting())
            .await
            .unwrap();
        Self { folder, store }
    }
}

#[async_trait]
impl Backend for InAFile {
    fn store(&self) -> &dyn Store {
        &self.store
    }

    async fn hold_a_write(&self) -> Box<dyn Send> {
        let other_process = connection::open_for_writing(&self.folder.path().join("db")).unwrap();
        other_process
            .execute_batch("BEGIN IMMEDIATE; INSERT INTO reporter (created_at) VALUES (0)")
            .unwrap();
        Box::new(other_process)
    }
}

contract::every_promise!(InAFile::new());
