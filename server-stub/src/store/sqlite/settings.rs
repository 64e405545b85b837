//! What coordinators settled: a table that only grows.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row, params, types::Type};

use super::rows::time;
use crate::{
    settings::{Kind, NewSetting, OpenToo, Setting, Settlement},
    store::StoreError,
};

const SETTLEMENT: &str = "s.kind, s.version, s.body, s.at, coalesce(u.display_name, u.name), s.note \
     FROM setting s JOIN user u ON u.id = s.user";

pub(super) fn newest(db: &rusqlite::Transaction<'_>) -> Result<Vec<Setting>, StoreError> {
    let mut find = db.prepare_cached(
        "SELECT kind, version, body FROM setting s
         WHERE version = (SELECT max(version) FROM setting WHERE kind = s.kind)",
    )?;
    let rows = find.query_map([], setting_of_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn settle(
    db: &Connection,
    new: &NewSetting,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let Setting {
        kind,
        version,
        body,
    } = &new.setting;
    let newest: u32 = db
        .prepare_cached("SELECT coalesce(max(version), 0) FROM setting WHERE kind = ?1")?
        .query_row([kind.as_str()], |row| row.get(0))?;
    if *version != newest + 1 {
        return Ok(false);
    }
    db.execute(
        "INSERT INTO setting (kind, version, body, at, user, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            kind.as_str(),
            version,
            body,
            now.as_millisecond(),
            new.by.0,
            new.note
        ],
    )?;
    if let Some(OpenToo { category, level }) = &new.open_too {
        db.execute(
            "INSERT INTO new_terms (catalogue, category, level, through)
             SELECT ?1, ?2, ?3, coalesce(max(row), 0) FROM report",
            params![version, category, level.as_str()],
        )?;
    }
    Ok(true)
}

pub(super) fn find(
    db: &Connection,
    kind: Kind,
    version: u32,
) -> Result<Option<Settlement>, StoreError> {
    let mut find = db.prepare_cached(&format!(
        "SELECT {SETTLEMENT} WHERE s.kind = ?1 AND s.version = ?2"
    ))?;
    let found = find.query_row(params![kind.as_str(), version], settlement_of_row);
    Ok(found.optional()?)
}

pub(super) fn before(
    db: &Connection,
    kind: Kind,
    version: u32,
    limit: u32,
) -> Result<Vec<Settlement>, StoreError> {
    let mut find = db.prepare_cached(&format!(
        "SELECT {SETTLEMENT} WHERE s.kind = ?1 AND s.version < ?2
         ORDER BY s.version DESC LIMIT ?3"
    ))?;
    let rows = find.query_map(params![kind.as_str(), version, limit], settlement_of_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn setting_of_row(row: &Row<'_>) -> rusqlite::Result<Setting> {
    let kind: String = row.get(0)?;
    Ok(Setting {
        kind: kind
            .parse()
            .map_err(|e| rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(e)))?,
        version: row.get(1)?,
        body: row.get(2)?,
    })
}

fn settlement_of_row(row: &Row<'_>) -> rusqlite::Result<Settlement> {
    Ok(Settlement {
        setting: setting_of_row(row)?,
        at: time(row, 3)?,
        by: row.get(4)?,
        note: row.get(5)?,
    })
}
