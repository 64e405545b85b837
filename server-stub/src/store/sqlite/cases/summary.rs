//! A case as a list shows it.

use jiff::Timestamp;
use langnghe_wire::{CaseStatus, Sha256};
use rusqlite::{Connection, Row, params, types::Type};

use super::super::rows::{bytes, json, reference, time};
use crate::{
    case::Standing,
    identity::Viewer,
    store::{CaseSummary, StoreError},
};

/// The case in a row that a walk has found.
pub(super) fn find(db: &Connection, viewer: &Viewer, row: i64) -> Result<CaseSummary, StoreError> {
    let mut find = db.prepare_cached(
        "SELECT r.id, r.reference, r.status, r.category, r.text, r.commune, r.unit, r.unit_name,
             r.received_at, r.clocks, r.supporters, r.version,
             (SELECT count(*) FROM attachment a
              WHERE a.report = r.id AND a.kind = 'photo' AND a.arrived),
             (SELECT count(*) FROM attachment a WHERE a.report = r.id AND a.kind = 'photo'),
             (SELECT a.sha256 FROM attachment a
              WHERE a.report = r.id AND a.kind = 'photo' AND a.arrived
              ORDER BY a.position LIMIT 1),
             r.row, r.level, r.origin,
             (SELECT coalesce(u.display_name, u.name) FROM user u WHERE u.id = r.assignee),
             r.move, r.next_due, r.paused_at, r.companions, r.recurs_from IS NOT NULL,
             r.version > ifnull((SELECT s.version FROM seen s
                                 WHERE s.user = ?2 AND s.report = r.row), 0),
             ifnull(json_extract(r.proposal, '$.cause'), '') <> '', r.merged IS NOT NULL
         FROM report r WHERE r.row = ?1",
    )?;
    Ok(find.query_row(params![row, viewer.id.0], of_row)?)
}

fn of_row(row: &Row<'_>) -> rusqlite::Result<CaseSummary> {
    Ok(CaseSummary {
        id: bytes(row, 0)?,
        reference: reference(row, 1)?,
        status: CaseStatus::from_name(&row.get::<_, String>(2)?),
        category: row.get(3)?,
        text: row.get(4)?,
        commune: row.get(5)?,
        unit: row.get(6)?,
        unit_name: json(row, 7)?,
        received_at: time(row, 8)?,
        clocks: json(row, 9)?,
        supporters: row.get(10)?,
        version: row.get(11)?,
        photographs_arrived: row.get(12)?,
        photographs_named: row.get(13)?,
        first_photograph: row.get::<_, Option<[u8; 32]>>(14)?.map(Sha256::from_bytes),
        row: row.get(15)?,
        level: row.get(16)?,
        origin: row.get(17)?,
        assignee: row.get(18)?,
        whose_move: row.get(19)?,
        next_due: maybe_time(row, 20)?,
        paused_at: maybe_time(row, 21)?,
        standing: Standing {
            status: CaseStatus::from_name(&row.get::<_, String>(2)?),
            is_paused: row.get::<_, Option<i64>>(21)?.is_some(),
            is_proposed: row.get(25)?,
            companions: row.get(22)?,
            is_merged: row.get(26)?,
            // Which bear on the person's steps alone, and those are no row's.
            is_settled_elsewhere: false,
            has_agreed: false,
        },
        recurs: row.get(23)?,
        unread: row.get(24)?,
    })
}

fn maybe_time(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Timestamp>> {
    let written: Option<i64> = row.get(column)?;
    written
        .map(|ms| {
            Timestamp::from_millisecond(ms).map_err(|error| {
                rusqlite::Error::FromSqlConversionFailure(column, Type::Integer, Box::new(error))
            })
        })
        .transpose()
}
