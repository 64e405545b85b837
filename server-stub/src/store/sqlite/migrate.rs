//! The schema, in numbered steps: a file's number is the schema's version after it.
//!
//! Each step is one transaction with its version, so that a crash leaves the step before. A
//! database of a newer release is left alone.
//!
//! A step may build a table anew that others refer to. While it does, references aren't enforced;
//! before it is committed they are all looked at.

use data_encoding::HEXLOWER;
use rusqlite::{Connection, TransactionBehavior};

use super::{cases::search, record};
use crate::{entropy::Entropy, store::StoreError};

const MIGRATIONS: [&str; 4] = [
    include_str!("../../../migrations/0001_first.sql"),
    include_str!("../../../migrations/0002_photographs_of_the_result.sql"),
    include_str!("../../../migrations/0003_the_officers_desk.sql"),
    include_str!("../../../migrations/0004_what_was_left.sql"),
];

/// The newest schema that this release knows.
pub(super) const NEWEST: i64 = MIGRATIONS.len() as i64;

/// The schema from which on histories are chained.
pub(super) const CHAINED_SINCE: i64 = 3;

/// Brings the database to the newest schema.
pub(super) fn migrate(db: &mut Connection, entropy: &dyn Entropy) -> Result<(), StoreError> {
    // It can't be switched within a transaction.
    db.pragma_update(None, "foreign_keys", false)?;
    take_steps(db, entropy)?;
    db.pragma_update(None, "foreign_keys", true)?;
    Ok(())
}

fn take_steps(db: &mut Connection, entropy: &dyn Entropy) -> Result<(), StoreError> {
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
        if version + 1 == CHAINED_SINCE {
            record::chain_what_was_there(&step, entropy)?;
        }
        // Cases that aren't found by words yet are read for them, and all words go into the index. SQL
        // can do neither, and what reads cases knows the newest schema only.
        if version + 1 == NEWEST {
            search::keep_all(&step)?;
            search::settle(&step)?;
        }
        if step.prepare("PRAGMA foreign_key_check")?.exists([])? {
            return Err(StoreError::Damaged(format!(
                "after step {version} something refers to what isn't there"
            )));
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

        let is_enforced: bool = db
            .pragma_query_value(None, "foreign_keys", |row| row.get(0))
            .unwrap();
        assert!(is_enforced);

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

    #[test]
    fn what_coordinators_did_can_be_neither_changed_nor_deleted() {
        let folder = tempfile::tempdir().unwrap();
        let mut db = connection::open_for_writing(&folder.path().join("db")).unwrap();
        migrate(&mut db, &SystemEntropy).unwrap();
        db.pragma_update(None, "foreign_keys", false).unwrap();
        db.execute_batch(
            "INSERT INTO setting (kind, version, body, at, user, note)
             VALUES ('units', 1, '{}', 0, 1, '');
             INSERT INTO user_change (user, at, after) VALUES (1, 0, '{}')",
        )
        .unwrap();
        for tampering in [
            "UPDATE setting SET body = ''",
            "DELETE FROM setting",
            "UPDATE user_change SET after = ''",
            "DELETE FROM user_change",
        ] {
            let error = db.execute_batch(tampering).unwrap_err().to_string();
            assert!(error.contains("stays written"), "{error}");
        }
    }

    /// A database as the release before left it, with somebody in each table that knows users.
    #[test]
    fn those_who_were_there_before_leaders_stay_who_they_were() {
        let folder = tempfile::tempdir().unwrap();
        let mut db = connection::open_for_writing(&folder.path().join("db")).unwrap();
        for sql in &MIGRATIONS[..2] {
            db.execute_batch(sql).unwrap();
        }
        db.pragma_update(None, "user_version", 2).unwrap();
        db.execute_batch(
            "INSERT INTO user (id, name, folded_name, role, password_hash, created_at)
             VALUES (7, 'Lan', 'lan', 'coordinator', 'phc', 5);
             INSERT INTO session (token_hash, user, form_secret, created_at, used_at)
             VALUES (x'01', 7, x'02', 5, 5)",
        )
        .unwrap();
        migrate(&mut db, &SystemEntropy).unwrap();
        let sql =
            "SELECT u.name || u.role || u.version FROM session s JOIN user u ON u.id = s.user";
        let told: String = db.query_row(sql, [], |row| row.get(0)).unwrap();
        assert_eq!(told, "Lancoordinator0");
        db.execute_batch("UPDATE user SET role = 'leader'").unwrap();
        let stranger = "INSERT INTO session (token_hash, user, form_secret, created_at, used_at)
             VALUES (x'03', 8, x'02', 5, 5)";
        assert!(db.execute_batch(stranger).is_err(), "references hold");
    }
}
