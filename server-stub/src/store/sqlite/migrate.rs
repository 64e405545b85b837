//! The schema, in numbered steps: a file's number is the schema's version after it.
//!
//! Each step is one transaction with its version, so that a crash leaves the step before. A
//! database of a newer release is left alone.

use data_encoding::HEXLOWER;
use rusqlite::{Connection, TransactionBehavior};

use crate::{entropy::Entropy, store::StoreError};

const MIGRATIONS: [&str; 2] = [
    include_str!("../../../migrations/0001_first.sql"),
    include_str!("../../../migrations/0002_photographs_of_the_result.sql"),
];

/// The newest schema that this release knows.
pub(super) const NEWEST: i64 = MIGRATIONS.len() as i64;

/// Brings the database to the newest schema.
pub(super) fn migrate(db: &mut Connection, entropy: &dyn Entropy) -> Result<(), StoreError> {
    loop {
        // Read inside the transaction: another process may be migrating as well.
        let step = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let version: i64 = step.pragma_query_value(None, "user_version", |row| row.get(0))?;
        if version > NEWEST {
            return Err(StoreError::NewerSchema {
                found: version,
                known: NEWEST,
            });
        }
        let Some(sql) = usize::try_from(version)
            .ok()
            .and_then(|v| MIGRATIONS.get(v))
        else {
            return Ok(());
        };
        step.execute_batch(sql)?;
        if version == 0 {
            step.execute(
                "INSERT INTO meta (key, value) VALUES ('epoch', ?1)",
                [new_epoch(entropy)],
            )?;
        }
        step.pragma_update(None, "user_version", version + 1)?;
        step.commit()?;
    }
}

/// A new name for an incarnation of the database.
pub(super) fn new_epoch(entropy: &dyn Entropy) -> String {
    HEXLOWER.encode(&entropy.bytes_10())
}

#[cfg(test)]
mod tests {
    use super::{super::connection, *};
    use crate::entropy::SystemEntropy;

    #[test]
    fn migrating_twice_changes_nothing_and_a_newer_schema_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let mut db = connection::open_for_writing(&folder.path().join("db")).unwrap();
        migrate(&mut db, &SystemEntropy).unwrap();
        let epoch = |db: &Connection| -> String {
            let sql = "SELECT value FROM meta WHERE key = 'epoch'";
            db.query_row(sql, [], |row| row.get(0)).unwrap()
        };
        let first = epoch(&db);
        migrate(&mut db, &SystemEntropy).unwrap();
        assert_eq!(epoch(&db), first);

        db.pragma_update(None, "user_version", NEWEST + 1).unwrap();
        assert!(matches!(
            migrate(&mut db, &SystemEntropy),
            Err(StoreError::NewerSchema { found, known }) if found == known + 1
        ));
    }

    #[test]
    fn history_can_be_neither_changed_nor_deleted() {
        let folder = tempfile::tempdir().unwrap();
        let mut db = connection::open_for_writing(&folder.path().join("db")).unwrap();
        migrate(&mut db, &SystemEntropy).unwrap();
        db.pragma_update(None, "foreign_keys", false).unwrap();
        db.execute_batch(
            "INSERT INTO event (id, report, seq, at, actor, audience, kind, body)
             VALUES (x'01', x'02', 1, 0, 'server', 'unit', 'note', '{}')",
        )
        .unwrap();
        for tampering in ["UPDATE event SET body = ''", "DELETE FROM event"] {
            let error = db.execute_batch(tampering).unwrap_err().to_string();
            assert!(error.contains("only grows"), "{error}");
        }
    }
}
