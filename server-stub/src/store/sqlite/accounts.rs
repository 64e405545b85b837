//! Users of the console.

use jiff::Timestamp;
use langnghe_wire::ReportId;
use rusqlite::{Connection, OptionalExtension as _, Row, Transaction, params, types::Type};
use serde_json::json;

use super::rows::{find_case, time};
use crate::{
    identity::{
        Account, AccountChange, NewAccount, NewUser, OwnPassword, PasswordHash, Role, Scope, User,
        UserId,
    },
    store::{StoreError, UserError},
};

/// The columns that [`user_of_row`] reads, of a table called `u`.
pub(super) const COLUMNS: &str = "u.id, coalesce(u.display_name, u.name), u.role, u.unit";

const ACCOUNT: &str = "u.id, u.name, u.role, u.unit, u.display_name, u.email, u.created_at, \
     u.disabled_at, u.version";

/// A user from a row that begins with [`COLUMNS`].
pub(super) fn user_of_row(row: &Row<'_>) -> rusqlite::Result<User> {
    Ok(User {
        id: UserId(row.get(0)?),
        name: row.get(1)?,
        role: role_of_row(row)?,
        scope: scope_of_row(row)?,
    })
}

fn role_of_row(row: &Row<'_>) -> rusqlite::Result<Role> {
    let role: String = row.get(2)?;
    role.parse()
        .map_err(|e| rusqlite::Error::FromSqlConversionFailure(2, Type::Text, Box::new(e)))
}

fn scope_of_row(row: &Row<'_>) -> rusqlite::Result<Scope> {
    let unit: Option<String> = row.get(3)?;
    Ok(Scope::from_code(unit.as_deref()))
}

fn account_of_row(row: &Row<'_>) -> rusqlite::Result<Account> {
    let is_disabled = row.get::<_, Option<i64>>(7)?.is_some();
    Ok(Account {
        id: UserId(row.get(0)?),
        sign_in: row.get(1)?,
        role: role_of_row(row)?,
        scope: scope_of_row(row)?,
        display_name: row.get(4)?,
        email: row.get(5)?,
        created_at: time(row, 6)?,
        disabled_at: is_disabled.then(|| time(row, 7)).transpose()?,
        version: row.get(8)?,
    })
}

pub(super) fn add(db: &Connection, new: &NewUser, now: Timestamp) -> Result<User, UserError> {
    let new = NewAccount {
        user: new.clone(),
        display_name: None,
        email: None,
    };
    let id = open(db, None, &new, now)?;
    let NewUser {
        name, role, scope, ..
    } = new.user;
    Ok(User {
        id,
        name,
        role,
        scope,
    })
}

pub(super) fn open(
    db: &Connection,
    by: Option<UserId>,
    new: &NewAccount,
    now: Timestamp,
) -> Result<UserId, UserError> {
    let NewAccount {
        user,
        display_name,
        email,
    } = new;
    if is_taken(db, &user.name, None)? {
        return Err(UserError::NameTaken);
    }
    db.execute(
        "INSERT INTO user
             (name, folded_name, role, unit, password_hash, created_at, display_name, email)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            user.name,
            user.name.to_lowercase(),
            user.role.as_str(),
            user.scope.code(),
            user.password.as_str(),
            now.as_millisecond(),
            display_name,
            email,
        ],
    )?;
    let id = UserId(db.last_insert_rowid());
    let after = find(db, id)?.ok_or(UserError::Unknown)?;
    note(db, by, None, &after, false, now)?;
    Ok(id)
}

pub(super) fn change(
    db: &Connection,
    by: UserId,
    after: &Account,
    password: Option<&PasswordHash>,
    now: Timestamp,
) -> Result<(), UserError> {
    let before = find(db, after.id)?.ok_or(UserError::Unknown)?;
    if before.version != after.version {
        return Err(UserError::Changed);
    }
    if is_taken(db, &after.sign_in, Some(after.id))? {
        return Err(UserError::NameTaken);
    }
    if before == *after && password.is_none() {
        return Ok(());
    }
    db.execute(
        "UPDATE user SET name = ?2, folded_name = ?3, role = ?4, unit = ?5, display_name = ?6,
             email = ?7, disabled_at = ?8, password_hash = coalesce(?9, password_hash),
             version = version + 1
         WHERE id = ?1",
        params![
            after.id.0,
            after.sign_in,
            after.sign_in.to_lowercase(),
            after.role.as_str(),
            after.scope.code(),
            after.display_name,
            after.email,
            after.disabled_at.map(Timestamp::as_millisecond),
            password.map(PasswordHash::as_str),
        ],
    )?;
    if password.is_some() || after.disabled_at.is_some() {
        db.execute("DELETE FROM session WHERE user = ?1", [after.id.0])?;
    }
    note(db, Some(by), Some(&before), after, password.is_some(), now)?;
    Ok(())
}

pub(super) fn renew_own_password(
    db: &Connection,
    renewed: &OwnPassword,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let changed = db.execute(
        "UPDATE user SET password_hash = ?3, version = version + 1
         WHERE id = ?1 AND password_hash = ?2 AND disabled_at IS NULL",
        params![renewed.user.0, renewed.was.as_str(), renewed.is.as_str()],
    )?;
    if changed == 0 {
        return Ok(false);
    }
    db.execute(
        "DELETE FROM session WHERE user = ?1 AND token_hash <> ?2",
        params![renewed.user.0, renewed.session.as_bytes()],
    )?;
    db.execute(
        "DELETE FROM sign_in_failure WHERE key = ?1",
        [renewed.name_key.as_bytes()],
    )?;
    let account = find(db, renewed.user)?.ok_or(StoreError::Broken)?;
    note(db, Some(renewed.user), Some(&account), &account, true, now)?;
    Ok(true)
}

fn is_taken(db: &Connection, name: &str, by_other_than: Option<UserId>) -> Result<bool, UserError> {
    let mut find =
        db.prepare_cached("SELECT 1 FROM user WHERE folded_name = ?1 AND id IS NOT ?2")?;
    Ok(find.exists(params![name.to_lowercase(), by_other_than.map(|id| id.0)])?)
}

/// Writes down who changed what about whom.
fn note(
    db: &Connection,
    by: Option<UserId>,
    before: Option<&Account>,
    after: &Account,
    has_new_password: bool,
    now: Timestamp,
) -> Result<(), StoreError> {
    let written = |account: &Account, has_new_password: bool| {
        json!({
            "sign_in": account.sign_in,
            "display_name": account.display_name,
            "email": account.email,
            "role": account.role.as_str(),
            "unit": account.scope.code(),
            "disabled": account.disabled_at.is_some(),
            "new_password": has_new_password,
        })
        .to_string()
    };
    db.execute(
        "INSERT INTO user_change (user, at, by, before, after) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![
            after.id.0,
            now.as_millisecond(),
            by.map(|id| id.0),
            before.map(|before| written(before, false)),
            written(after, has_new_password),
        ],
    )?;
    Ok(())
}

pub(super) fn all(db: &Transaction<'_>) -> Result<Vec<Account>, StoreError> {
    let mut find = db.prepare_cached(&format!(
        "SELECT {ACCOUNT} FROM user u ORDER BY u.folded_name"
    ))?;
    let rows = find.query_map([], account_of_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn find(db: &Connection, id: UserId) -> Result<Option<Account>, StoreError> {
    let mut find = db.prepare_cached(&format!("SELECT {ACCOUNT} FROM user u WHERE u.id = ?1"))?;
    Ok(find.query_row([id.0], account_of_row).optional()?)
}

pub(super) fn changes(db: &Connection, id: UserId) -> Result<Vec<AccountChange>, StoreError> {
    let mut find = db.prepare_cached(
        "SELECT c.at, coalesce(b.display_name, b.name), c.before, c.after
         FROM user_change c LEFT JOIN user b ON b.id = c.by
         WHERE c.user = ?1 ORDER BY c.id DESC",
    )?;
    let rows = find.query_map([id.0], |row| {
        Ok(AccountChange {
            at: time(row, 0)?,
            by: row.get(1)?,
            before: row.get(2)?,
            after: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
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

/// Who could see to a case.
pub(super) fn colleagues(
    db: &Connection,
    viewer: &Scope,
    report: ReportId,
) -> Result<Vec<(UserId, String)>, StoreError> {
    let Some(case) = find_case(db, report)?.filter(|case| viewer.holds(case)) else {
        return Ok(vec![]);
    };
    let mut find = db.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM user u
         WHERE u.unit IN (?1, ?2) AND u.disabled_at IS NULL ORDER BY u.folded_name"
    ))?;
    let users: Vec<User> = find
        .query_map([&case.unit, &case.commune], user_of_row)?
        .collect::<Result<_, _>>()?;
    Ok(users
        .into_iter()
        .filter(|user| user.scope.holds(&case))
        .map(|user| (user.id, user.name))
        .collect())
}

/// Who may have cases of a scope.
pub(super) fn officers(
    db: &Connection,
    scope: &Scope,
) -> Result<Vec<(UserId, String)>, StoreError> {
    let (commune, own, units) = match scope {
        Scope::Province => return Ok(vec![]),
        Scope::Commune(commune) => (commune.as_str(), commune, Some(format!("{commune}-"))),
        Scope::Unit(unit) => (unit.split('-').next().unwrap_or(unit), unit, None),
    };
    let mut find = db.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM user u
         WHERE (u.unit IN (?1, ?2) OR substr(u.unit, 1, length(?3)) = ?3) AND u.disabled_at IS NULL
         ORDER BY u.folded_name"
    ))?;
    let rows = find.query_map(params![commune, own, units], user_of_row)?;
    rows.map(|user| user.map(|user| (user.id, user.name)).map_err(Into::into))
        .collect()
}
