//! Sessions of the console, and the failures of those who try to get one.

use jiff::{SignedDuration, Timestamp};
use langnghe_wire::Sha256;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::{
    accounts::{COLUMNS, user_of_row},
    rows::{bytes, time},
};
use crate::{
    identity::{
        ABSOLUTE_LIFETIME, IDLE_LIFETIME, MAX_FAILURES, NewSession, Session, THROTTLE_WINDOW,
    },
    store::StoreError,
};

/// A session's use is noted when the last note is older: a page isn't a write.
const TOUCH_AFTER: SignedDuration = SignedDuration::from_mins(1);

pub(super) fn begin(
    db: &Connection,
    new: &NewSession,
    name_key: Sha256,
    now: Timestamp,
) -> Result<(), StoreError> {
    if let Some(old) = new.replaces {
        end(db, old)?;
    }
    db.execute(
        "DELETE FROM session WHERE used_at <= ?1 OR created_at <= ?2",
        [before(now, IDLE_LIFETIME), before(now, ABSOLUTE_LIFETIME)],
    )?;
    db.execute(
        "DELETE FROM sign_in_failure WHERE key = ?1",
        [name_key.as_bytes()],
    )?;
    let at = now.as_millisecond();
    db.execute(
        "INSERT INTO session (token_hash, user, form_secret, created_at, used_at)
         VALUES (?1, ?2, ?3, ?4, ?5)",
        params![new.token.as_bytes(), new.user.0, new.form_secret, at, at],
    )?;
    Ok(())
}

pub(super) fn find(
    db: &Connection,
    token: Sha256,
    now: Timestamp,
) -> Result<Option<Session>, StoreError> {
    let mut find = db.prepare_cached(&format!(
        "SELECT {COLUMNS}, s.token_hash, s.created_at, s.used_at, s.form_secret
         FROM session s JOIN user u ON u.id = s.user
         WHERE s.token_hash = ?1 AND u.disabled_at IS NULL"
    ))?;
    let found = find.query_row([token.as_bytes()], |row| {
        Ok(Session {
            user: user_of_row(row)?,
            token: bytes(row, 4)?,
            created_at: time(row, 5)?,
            used_at: time(row, 6)?,
            form_secret: row.get(7)?,
        })
    });
    Ok(found.optional()?.filter(|session| session.is_live(now)))
}

pub(super) fn is_touch_due(session: &Session, now: Timestamp) -> bool {
    now.duration_since(session.used_at) >= TOUCH_AFTER
}

pub(super) fn touch(db: &Connection, token: Sha256, now: Timestamp) -> Result<(), StoreError> {
    db.execute(
        "UPDATE session SET used_at = max(used_at, ?2) WHERE token_hash = ?1",
        params![token.as_bytes(), now.as_millisecond()],
    )?;
    Ok(())
}

pub(super) fn end(db: &Connection, token: Sha256) -> Result<(), StoreError> {
    db.execute(
        "DELETE FROM session WHERE token_hash = ?1",
        [token.as_bytes()],
    )?;
    Ok(())
}

pub(super) fn blocked(
    db: &Connection,
    keys: &[Sha256],
    now: Timestamp,
) -> Result<Option<SignedDuration>, StoreError> {
    let mut find = db.prepare_cached(
        "SELECT first_at FROM sign_in_failure
         WHERE key = ?1 AND failures >= ?2 AND first_at > ?3",
    )?;
    let mut longest = None;
    for key in keys {
        let since = find
            .query_row(
                params![key.as_bytes(), MAX_FAILURES, before(now, THROTTLE_WINDOW)],
                |row| time(row, 0),
            )
            .optional()?;
        let wait = since.map(|since| THROTTLE_WINDOW - now.duration_since(since));
        longest = longest.max(wait);
    }
    Ok(longest)
}

pub(super) fn record_failure(
    db: &Connection,
    keys: &[Sha256],
    now: Timestamp,
) -> Result<(), StoreError> {
    db.execute(
        "DELETE FROM sign_in_failure WHERE first_at <= ?1",
        [before(now, THROTTLE_WINDOW)],
    )?;
    for key in keys {
        db.execute(
            "INSERT INTO sign_in_failure (key, failures, first_at) VALUES (?1, 1, ?2)
             ON CONFLICT (key) DO UPDATE SET failures = failures + 1",
            params![key.as_bytes(), now.as_millisecond()],
        )?;
    }
    Ok(())
}

fn before(now: Timestamp, lifetime: SignedDuration) -> i64 {
    now.as_millisecond()
        .saturating_sub(i64::try_from(lifetime.as_millis()).unwrap_or(i64::MAX))
}
