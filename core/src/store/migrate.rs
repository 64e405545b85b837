//! Schemas have numbers, and a file's number in `core/migrations` is the schema that it makes.
//! Each migration runs in one transaction together with the number it sets: a phone that dies
//! in the middle finds the old schema, whole.

use rusqlite::Connection;

use super::StoreError;

/// Every migration, in order; its place, counted from 1, is the schema it leads to.
pub(super) const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/0001_first.sql"),
    include_str!("../../migrations/0002_where_exactly_and_data_used.sql"),
    include_str!("../../migrations/0003_photographs_of_the_result.sql"),
    include_str!("../../migrations/0004_answers.sql"),
];

/// The schema of an open database; 0 for an empty one.
fn found(connection: &Connection) -> Result<u32, StoreError> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Brings a database to the schema that the last of `migrations` makes.
pub(super) fn migrate(connection: &mut Connection, migrations: &[&str]) -> Result<(), StoreError> {
    let (found, known) = (found(connection)?, migrations.len() as u32);
    if found > known {
        return Err(StoreError::NewerSchema { found, known });
    }
    for (schema, statements) in (1..).zip(migrations).skip(found as usize) {
        let transaction = connection.transaction()?;
        transaction.execute_batch(statements)?;
        transaction.pragma_update(None, "user_version", schema)?;
        transaction.commit()?;
    }
    Ok(())
}
