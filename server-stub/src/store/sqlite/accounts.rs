//! Users of the console.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row, params, types::Type};

use crate::{
    identity::{NewUser, PasswordHash, Scope, User, UserId},
    store::{StoreError, UserError},
};

/// The columns that [`user_of_row`] reads, of a table called `u`.
pub(super) const COLUMNS: &str = "u.id, u.name, u.role, u.unit";

/// A user from a row that begins with [`COLUMNS`].
pub(super) fn user_of_row(row: &Row<'_>) -> rusqlite::Result<User> {
    let role: String = row.get(2)?;
    let unit: Option<String> = row.get(3)?;
    Ok(User {
        id: UserId(row.get(0)?),
        name: row.get(1)?,
        role: role
            .parse()
            .map_err(|e| rusqlite::Error::FromSqlConversionFailure(2, Type::Text, Box::new(e)))?,
        scope: Scope::from_code(unit.as_deref()),
    })
}

pub(super) fn add(db: &Connection, new: &NewUser, now: Timestamp) -> Result<User, UserError> {
    let folded = new.name.to_lowercase();
    let is_taken = db
        .prepare_cached("SELECT 1 FROM user WHERE folded_name = ?1")?
        .exists([&folded])?;
    if is_taken {
        return Err(UserError::NameTaken);
    }
    db.execute(
        "INSERT INTO user (name, folded_name, role, unit, password_hash, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            new.name,
            folded,
            new.role.as_str(),
            new.scope.code(),
            new.password.as_str(),
            now.as_millisecond(),
        ],
    )?;
    Ok(User {
        id: UserId(db.last_insert_rowid()),
        name: new.name.clone(),
        role: new.role,
        scope: new.scope.clone(),
    })
}

pub(super) fn credentials(
    db: &Connection,
    name: &str,
) -> Result<Option<(User, PasswordHash)>, StoreError> {
    let mut find = db.prepare_cached(&format!(
        "SELECT {COLUMNS}, u.password_hash FROM user u
         WHERE u.folded_name = ?1 AND u.disabled_at IS NULL"
    ))?;
    let found = find.query_row([name.to_lowercase()], |row| {
        Ok((user_of_row(row)?, PasswordHash::from_stored(row.get(4)?)))
    });
    Ok(found.optional()?)
}
