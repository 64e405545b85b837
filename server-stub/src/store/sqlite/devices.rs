//! Devices and the reporters that come with them.

use jiff::Timestamp;
use langnghe_wire::{DeviceId, TokenHash};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::rows::bytes;
use crate::{
    identity::{Device, NewDevice, ReporterId},
    store::{RegisterError, StoreError},
};

pub(super) fn find(db: &Connection, id: DeviceId) -> Result<Option<Device>, StoreError> {
    let mut find = db.prepare_cached(
        "SELECT id, reporter, token_hash, public_key, skew_ms, revoked_at IS NOT NULL
         FROM device WHERE id = ?1",
    )?;
    let found = find.query_row([id.as_bytes()], |row| {
        Ok(Device {
            id: bytes(row, 0)?,
            reporter: ReporterId(row.get(1)?),
            token: TokenHash::from_stored(row.get(2)?),
            public_key: row.get(3)?,
            skew_ms: row.get(4)?,
            is_revoked: row.get(5)?,
        })
    });
    Ok(found.optional()?)
}

pub(super) fn register(
    db: &Connection,
    new: &NewDevice,
    now: Timestamp,
) -> Result<Device, RegisterError> {
    // The same registration may come twice at once: the second finds the first.
    if let Some(known) = find(db, new.id)? {
        return if known.token.is(&new.token) && known.public_key == new.public_key {
            Ok(known)
        } else {
            Err(RegisterError::Taken)
        };
    }
    db.execute(
        "INSERT INTO reporter (created_at) VALUES (?1)",
        [now.as_millisecond()],
    )?;
    #[expect(clippy::disallowed_methods, reason = "written down, and not compared")]
    let token = new.token.expose();
    db.execute(
        "INSERT INTO device (id, reporter, token_hash, public_key, app, skew_ms, registered_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            new.id.as_bytes(),
            db.last_insert_rowid(),
            token,
            new.public_key,
            new.app,
            new.skew_ms,
            now.as_millisecond(),
        ],
    )?;
    let registered = find(db, new.id)?;
    registered.ok_or_else(|| StoreError::Broken.into())
}

pub(super) fn keep_skew(db: &Connection, id: DeviceId, skew_ms: i64) -> Result<(), StoreError> {
    db.execute(
        "UPDATE device SET skew_ms = ?2 WHERE id = ?1",
        params![id.as_bytes(), skew_ms],
    )?;
    Ok(())
}
