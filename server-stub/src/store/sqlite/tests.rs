//! The contract, over a file; and what only SQLite promises.

use async_trait::async_trait;
use langnghe_wire::CaseStatus;
use rusqlite::OpenFlags;
use tempfile::TempDir;

use super::*;
use crate::{
    case::is_open,
    store::contract::{self, Backend, counting, phone::Phone, registered},
};

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

#[tokio::test]
async fn a_case_is_open_in_the_schema_in_the_states_in_which_it_is_open_in_the_code() {
    let file = InAFile::new().await;
    let phone = Phone::new(1);
    let device = registered(file.store(), &phone).await;
    contract::life::filed(file.store(), &phone, &device).await;
    let db = connection::open_for_writing(&file.folder.path().join("db")).unwrap();
    // Taken back in the end: no event says so.
    db.execute_batch("BEGIN").unwrap();
    for status in CaseStatus::ALL {
        let found: bool = db
            .query_row(
                "UPDATE report SET status = ?1 RETURNING is_open",
                [status.as_str()],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(found, is_open(status), "{status:?}");
    }
    db.execute_batch("ROLLBACK").unwrap();
}
