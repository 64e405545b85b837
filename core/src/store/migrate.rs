//! Schemas have numbers, and a file's number in `core/migrations` is the schema that it makes.
//! Each migration runs in one transaction together with the number it sets: a phone that dies
//! in the middle finds the old schema, whole.

use rusqlite::Connection;

use super::StoreError;

/// Every migration, in order; its place, counted from 1, is the schema it leads to.
const MIGRATIONS: &[&str] = &[include_str!("../../migrations/0001_first.sql")];

/// The newest schema that this release knows.
pub(super) fn known() -> u32 {
    MIGRATIONS.len() as u32
}

/// The schema of an open database; 0 for an empty one.
pub(super) fn found(connection: &Connection) -> Result<u32, StoreError> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Brings a database to the newest schema.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let found = found(connection)?;
    if found > known() {
        return Err(StoreError::NewerSchema {
            found,
            known: known(),
        });
    }
    for (schema, statements) in (1..).zip(MIGRATIONS).skip(found as usize) {
        let transaction = connection.transaction()?;
        transaction.execute_batch(statements)?;
        transaction.pragma_update(None, "user_version", schema)?;
        transaction.commit()?;
    }
    Ok(())
}
