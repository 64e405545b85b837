//! Notices that wait, and the addresses that they go to. Nothing else reads `contact`.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use langnghe_planted::{Bug, planted};
use langnghe_wire::{EventId, ReportId};
use rusqlite::{Connection, OptionalExtension as _, Row, params, types::Type};

use super::rows::{reference, time};
use crate::{
    identity::UserId,
    notices::{About, Ending, Given, Notice, What},
    store::StoreError,
};

/// Writes that whoever reported is to be told, if they left an address by now. One that waits and
/// wasn't tried yet tells both.
pub(super) fn note(
    db: &Connection,
    report: ReportId,
    (event, what): (EventId, What),
    now: Timestamp,
) -> Result<(), StoreError> {
    if given(db, report)? == Given::default() {
        return Ok(());
    }
    let mut waiting = db.prepare_cached(
        "SELECT id, what FROM notice WHERE report = ?1 AND state = 'waiting' AND attempts = 0",
    )?;
    let waiting: Option<(i64, String)> = waiting
        .query_row([report.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    if let Some((id, before)) = waiting {
        // A reply after a result says less than the result; anything else is news.
        if what > What::Answered && what.as_str() != before {
            db.prepare_cached("UPDATE notice SET what = ?2 WHERE id = ?1")?
                .execute(params![id, what.as_str()])?;
        }
        return Ok(());
    }
    db.prepare_cached(
        "INSERT INTO notice (key, what, report, state, made_at, at)
         VALUES (?1, ?2, ?3, 'waiting', ?4, ?4)",
    )?
    .execute(params![
        event.to_string(),
        what.as_str(),
        report.as_bytes(),
        now.as_millisecond()
    ])?;
    Ok(())
}

/// Whoever withdraws a report is told nothing more about it.
pub(super) fn stop(db: &Connection, report: ReportId, now: Timestamp) -> Result<(), StoreError> {
    db.prepare_cached(
        "UPDATE notice SET state = 'unneeded', at = ?2 WHERE report = ?1 AND state = 'waiting'",
    )?
    .execute(params![report.as_bytes(), now.as_millisecond()])?;
    Ok(())
}

/// The latest address that was given for a report, by whoever filed it.
fn given(db: &Connection, report: ReportId) -> Result<Given, StoreError> {
    let mut find = db.prepare_cached(
        "SELECT c.email, c.phone FROM contact c
         JOIN report r ON r.id = c.report AND r.reporter = c.reporter
         WHERE c.report = ?1 OR ?2 ORDER BY c.given_at DESC, c.operation DESC LIMIT 1",
    )?;
    let whoevers = planted(Bug::NoticeToAnother);
    let found = find.query_row(params![report.as_bytes(), whoevers], |row| {
        Ok(Given {
            email: row.get(0)?,
            phone: row.get(1)?,
        })
    });
    Ok(found.optional()?.unwrap_or_default())
}

/// Writes a digest of that day for each active user who has an e-mail address. The key is made of
/// both, so that writing them again adds none.
pub(super) fn write_digests(db: &Connection, day: Date, now: Timestamp) -> Result<u64, StoreError> {
    let written = db
        .prepare_cached(
            "INSERT INTO notice (key, what, user, day, state, made_at, at)
             SELECT 'digest-' || ?1 || '-' || u.id, 'digest', u.id, ?1, 'waiting', ?2, ?2
             FROM user u WHERE u.email IS NOT NULL AND u.disabled_at IS NULL
             ON CONFLICT (key) DO NOTHING",
        )?
        .execute(params![day.to_string(), now.as_millisecond()])?;
    Ok(written as u64)
}

/// Where an officer's digest goes, while they are one.
fn given_by_officer(db: &Connection, user: UserId) -> Result<Given, StoreError> {
    let email = db
        .prepare_cached("SELECT email FROM user WHERE id = ?1 AND disabled_at IS NULL")?
        .query_row([user.0], |row| row.get(0))
        .optional()?
        .flatten();
    Ok(Given { email, phone: None })
}

/// Notices whose time has come, so many at most, those first that wait longest.
pub(super) fn due(
    db: &Connection,
    now: Timestamp,
    limit: usize,
) -> Result<Vec<Notice>, StoreError> {
    let mut find = db.prepare_cached(
        "SELECT n.id, n.key, n.what, n.attempts, n.made_at, n.user, n.day, r.reference
         FROM notice n LEFT JOIN report r ON r.id = n.report
         WHERE n.state = 'waiting' AND n.at <= ?1 ORDER BY n.at, n.id LIMIT ?2",
    )?;
    let rows = find.query_map(params![now.as_millisecond(), limit], notice_of_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn notice_of_row(row: &Row<'_>) -> rusqlite::Result<Notice> {
    let what: String = row.get(2)?;
    let about = match (What::from_name(&what), row.get(5)?) {
        (Some(what), None) => About::Case {
            reference: reference(row, 7)?,
            what,
        },
        (None, Some(user)) => About::Day {
            user: UserId(user),
            day: row.get::<_, String>(6)?.parse().map_err(|e: jiff::Error| {
                rusqlite::Error::FromSqlConversionFailure(6, Type::Text, Box::new(e))
            })?,
        },
        _ => return Err(rusqlite::Error::InvalidQuery),
    };
    Ok(Notice {
        id: row.get(0)?,
        key: row.get(1)?,
        about,
        attempts: row.get(3)?,
        made_at: time(row, 4)?,
    })
}

/// Writes down that a notice is tried now, and next at another time. Returns where it goes; none if
/// it no longer waits, or somebody else tried it meanwhile.
pub(super) fn begin(
    db: &Connection,
    notice: &Notice,
    again: Timestamp,
) -> Result<Option<Given>, StoreError> {
    let begun = db
        .prepare_cached(
            "UPDATE notice SET attempts = attempts + 1, at = ?3
             WHERE id = ?1 AND attempts = ?2 AND state = 'waiting'",
        )?
        .execute(params![notice.id, notice.attempts, again.as_millisecond()])?;
    if planted(Bug::NoticeBeforeItsDisk) {
        db.execute(
            "UPDATE notice SET attempts = ?2, at = made_at WHERE id = ?1",
            params![notice.id, notice.attempts],
        )?;
    }
    if begun == 0 {
        return Ok(None);
    }
    let given = match notice.about {
        About::Case { .. } => {
            let report: [u8; 16] = db
                .prepare_cached("SELECT report FROM notice WHERE id = ?1")?
                .query_row([notice.id], |row| row.get(0))?;
            given(db, ReportId::from_bytes(report))?
        }
        About::Day { user, .. } => given_by_officer(db, user)?,
    };
    Ok(Some(given))
}

/// Writes down how a notice ended.
pub(super) fn end(
    db: &Connection,
    notice: i64,
    ending: Ending,
    now: Timestamp,
) -> Result<(), StoreError> {
    db.prepare_cached("UPDATE notice SET state = ?2, at = ?3 WHERE id = ?1 AND state = 'waiting'")?
        .execute(params![notice, ending.as_str(), now.as_millisecond()])?;
    Ok(())
}

/// How many notices wait, and how many ended in which way, by the states' names.
pub(super) fn count(db: &Connection) -> Result<BTreeMap<String, u64>, StoreError> {
    let mut find = db.prepare_cached("SELECT state, count(*) FROM notice GROUP BY state")?;
    let rows = find.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
