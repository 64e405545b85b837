//! Values as rows hold them, and the row of a case.

use jiff::Timestamp;
use langnghe_places::Level;
use langnghe_wire::{
    Attachment, CaseStatus, DeviceId, EventId, OperationId, Reference, ReportId, ResultPhotograph,
    Sha256, Visibility,
};
use rusqlite::{Connection, OptionalExtension as _, Row, params, types::Type};
use serde::{Serialize, de::DeserializeOwned};

use super::{cases::search, doubles};
use crate::{
    case::{Case, CaseAttachment, Origin, Pause, Rating, public::LetOut},
    identity::{ReporterId, UserId},
    store::StoreError,
};

/// Something that a row holds as bytes of a fixed length.
pub(super) trait FromBytes<const N: usize>: Sized {
    fn of(bytes: [u8; N]) -> Self;
}

macro_rules! from_bytes {
    ($($name:ty, $n:literal);*) => {
        $(impl FromBytes<$n> for $name {
            fn of(bytes: [u8; $n]) -> Self { Self::from_bytes(bytes) }
        })*
    };
}
from_bytes!(ReportId, 16; OperationId, 16; EventId, 16; DeviceId, 16; Sha256, 32);

/// The id or hash in a column.
pub(super) fn bytes<const N: usize, T: FromBytes<N>>(
    row: &Row<'_>,
    column: usize,
) -> rusqlite::Result<T> {
    row.get::<_, [u8; N]>(column).map(T::of)
}

/// The time in a column.
pub(super) fn time(row: &Row<'_>, column: usize) -> rusqlite::Result<Timestamp> {
    Timestamp::from_millisecond(row.get(column)?).map_err(|e| unreadable(column, Type::Integer, e))
}

/// The JSON in a column.
pub(super) fn json<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text).map_err(|e| unreadable(column, Type::Text, e))
}

/// The JSON in a column, if there is any.
pub(super) fn optional_json<T: DeserializeOwned>(
    row: &Row<'_>,
    column: usize,
) -> rusqlite::Result<Option<T>> {
    match row.get::<_, Option<String>>(column)? {
        Some(_) => json(row, column).map(Some),
        None => Ok(None),
    }
}

/// The public reference in a column.
pub(super) fn reference(row: &Row<'_>, column: usize) -> rusqlite::Result<Reference> {
    let text: String = row.get(column)?;
    text.parse().map_err(|e| unreadable(column, Type::Text, e))
}

fn unreadable(
    column: usize,
    kind: Type,
    error: impl std::error::Error + Send + Sync + 'static,
) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, kind, Box::new(error))
}

/// JSON for a column.
pub(super) fn to_json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("what rows hold has string keys only")
}

const CASE: &str = "id, reporter, reference, status, category, text, place, commune, unit, \
     unit_name, noticed_at, received_at, visibility, clocks, supporters, rating_stars, \
     rating_text, version, level, origin, concerns, assignee, paused_at, pause_reason, \
     stood_seconds, proposal, resolution, merged, companions, updated_at, \
     recurs_from, let_out";

/// The case of a report, whoever's it is.
pub(super) fn find_case(db: &Connection, id: ReportId) -> Result<Option<Case>, StoreError> {
    let mut find = db.prepare_cached(&format!("SELECT {CASE} FROM report WHERE id = ?1"))?;
    let Some(mut case) = find.query_row([id.as_bytes()], case_of_row).optional()? else {
        return Ok(None);
    };
    case.attachments = attachments(db, id)?;
    case.results = results(db, id)?;
    Ok(Some(case))
}

fn case_of_row(row: &Row<'_>) -> rusqlite::Result<Case> {
    let visibility: String = row.get(12)?;
    let stars: Option<u8> = row.get(15)?;
    let rating_text: Option<String> = row.get(16)?;
    Ok(Case {
        id: bytes(row, 0)?,
        reporter: ReporterId(row.get(1)?),
        reference: reference(row, 2)?,
        status: CaseStatus::from_name(&row.get::<_, String>(3)?),
        category: row.get(4)?,
        text: row.get(5)?,
        place: json(row, 6)?,
        commune: row.get(7)?,
        unit: row.get(8)?,
        unit_name: json(row, 9)?,
        noticed_at: time(row, 10)?,
        received_at: time(row, 11)?,
        visibility: if visibility == "name_shown" {
            Visibility::NameShown
        } else {
            Visibility::NameHidden
        },
        clocks: json(row, 13)?,
        attachments: vec![],
        results: vec![],
        supporters: row.get(14)?,
        rating: stars.map(|stars| Rating {
            stars,
            text: rating_text.unwrap_or_default(),
        }),
        version: row.get(17)?,
        level: Level::from_name(&row.get::<_, String>(18)?).unwrap_or(Level::Normal),
        origin: Origin::from_name(&row.get::<_, String>(19)?).unwrap_or_default(),
        concerns: row.get(20)?,
        assignee: row.get::<_, Option<i64>>(21)?.map(UserId),
        pause: pause(row)?,
        stood_seconds: row.get(24)?,
        proposal: optional_json(row, 25)?,
        resolution: optional_json(row, 26)?,
        merged: optional_json(row, 27)?,
        companions: row.get(28)?,
        updated_at: time(row, 29)?,
        recurs_from: row
            .get::<_, Option<[u8; 16]>>(30)?
            .map(ReportId::from_bytes),
        let_out: optional_json(row, 31)?.unwrap_or_default(),
    })
}

fn pause(row: &Row<'_>) -> rusqlite::Result<Option<Pause>> {
    if row.get::<_, Option<i64>>(22)?.is_none() {
        return Ok(None);
    }
    Ok(Some(Pause {
        since: time(row, 22)?,
        reason: row.get(23)?,
    }))
}

fn attachments(db: &Connection, report: ReportId) -> Result<Vec<CaseAttachment>, StoreError> {
    let mut find = db.prepare_cached(
        "SELECT kind, sha256, bytes, arrived FROM attachment WHERE report = ?1 ORDER BY position",
    )?;
    let rows = find.query_map([report.as_bytes()], |row| {
        Ok(CaseAttachment {
            attachment: Attachment {
                kind: row.get(0)?,
                sha256: bytes(row, 1)?,
                bytes: row.get(2)?,
            },
            arrived: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn results(db: &Connection, report: ReportId) -> Result<Vec<ResultPhotograph>, StoreError> {
    let mut find = db.prepare_cached(
        "SELECT sha256, bytes, width, height FROM result WHERE report = ?1 ORDER BY position",
    )?;
    let rows = find.query_map([report.as_bytes()], |row| {
        Ok(ResultPhotograph {
            sha256: bytes(row, 0)?,
            bytes: row.get(1)?,
            width: row.get(2)?,
            height: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether the name may be shown, as the row says it.
pub(super) fn visibility(case: &Case) -> &'static str {
    match case.visibility {
        Visibility::NameHidden => "name_hidden",
        Visibility::NameShown => "name_shown",
    }
}

/// Writes a case that has just been opened. `filed` are the versions that it was filed with: of
/// the catalogue, and of the consent. `calendar` is the one by which its dates were reckoned.
pub(super) fn insert_case(
    db: &Connection,
    case: &Case,
    filed: (u32, Option<u32>),
    calendar: u32,
) -> Result<(), StoreError> {
    let point = case.place.point;
    db.prepare_cached(
        "INSERT INTO report (id, reporter, reference, status, category, text, place, commune,
             unit, unit_name, noticed_at, received_at, visibility, clocks, intake_due,
             resolution_due, supporters, version, catalogue, consent, level, origin, concerns,
             lat, lon, next_due, updated_at, reckoned_by)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, 0, 0,
             ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?12, ?25)",
    )?
    .execute(params![
        case.id.as_bytes(),
        case.reporter.0,
        case.reference.as_str(),
        case.status.as_str(),
        case.category,
        case.text,
        to_json(&case.place),
        case.commune,
        case.unit,
        to_json(&case.unit_name),
        case.noticed_at.as_millisecond(),
        case.received_at.as_millisecond(),
        visibility(case),
        to_json(&case.clocks),
        case.clocks.intake.due.as_millisecond(),
        case.clocks.resolution.due.as_millisecond(),
        filed.0,
        filed.1,
        case.level.as_str(),
        case.origin.as_str(),
        case.concerns,
        point.map(|point| point.lat),
        point.map(|point| point.lon),
        case.next_due().map(Timestamp::as_millisecond),
        calendar,
    ])?;
    search::keep_case(db, case)?;
    write_attachments(db, case)
}

/// Writes what events have made of a case.
pub(super) fn update_case(db: &Connection, case: &Case) -> Result<(), StoreError> {
    db.prepare_cached(
        "UPDATE report SET status = ?2, commune = ?3, unit = ?4, unit_name = ?5, clocks = ?6,
             intake_due = ?7, resolution_due = ?8, supporters = ?9, rating_stars = ?10,
             rating_text = ?11, version = ?12, level = ?13, assignee = ?14, paused_at = ?15,
             pause_reason = ?16, stood_seconds = ?17, move = ?18, proposal = ?19,
             resolution = ?20, answer_by = ?21, merged_into = ?22, merged = ?23,
             companions = ?24, next_due = ?25, updated_at = ?26,
             recurs_from = ?27, let_out = ?28
         WHERE id = ?1",
    )?
    .execute(params![
        case.id.as_bytes(),
        case.status.as_str(),
        case.commune,
        case.unit,
        to_json(&case.unit_name),
        to_json(&case.clocks),
        case.clocks.intake.due.as_millisecond(),
        case.clocks.resolution.due.as_millisecond(),
        case.supporters,
        case.rating.as_ref().map(|r| r.stars),
        case.rating.as_ref().map(|r| &r.text),
        case.version,
        case.level.as_str(),
        case.assignee.map(|user| user.0),
        case.pause.as_ref().map(|p| p.since.as_millisecond()),
        case.pause.as_ref().map(|p| &p.reason),
        case.stood_seconds,
        case.mover().as_str(),
        case.proposal.as_ref().map(to_json),
        case.resolution.as_ref().map(to_json),
        case.answer_by().map(Timestamp::as_millisecond),
        case.merged.as_ref().map(|m| *m.into.as_bytes()),
        case.merged.as_ref().map(to_json),
        case.companions,
        case.next_due().map(Timestamp::as_millisecond),
        case.updated_at.as_millisecond(),
        case.recurs_from.map(|report| *report.as_bytes()),
        (case.let_out != LetOut::default()).then(|| to_json(&case.let_out)),
    ])?;
    write_attachments(db, case)?;
    write_results(db, case)?;
    doubles::write_covered(db, case)
}

fn write_attachments(db: &Connection, case: &Case) -> Result<(), StoreError> {
    let mut write = db.prepare_cached(
        "INSERT INTO attachment (report, position, reporter, kind, sha256, bytes, arrived)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (report, position) DO UPDATE SET arrived = excluded.arrived
             WHERE arrived <> excluded.arrived",
    )?;
    for (position, named) in case.attachments.iter().enumerate() {
        write.execute(params![
            case.id.as_bytes(),
            position,
            case.reporter.0,
            named.attachment.kind,
            named.attachment.sha256.as_bytes(),
            named.attachment.bytes,
            named.arrived,
        ])?;
    }
    Ok(())
}

fn write_results(db: &Connection, case: &Case) -> Result<(), StoreError> {
    let mut write = db.prepare_cached(
        "INSERT INTO result (report, position, reporter, sha256, bytes, width, height)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (report, position) DO NOTHING",
    )?;
    for (position, named) in case.results.iter().enumerate() {
        write.execute(params![
            case.id.as_bytes(),
            position,
            case.reporter.0,
            named.sha256.as_bytes(),
            named.bytes,
            named.width,
            named.height,
        ])?;
    }
    Ok(())
}
