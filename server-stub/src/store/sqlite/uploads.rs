//! Uploads: unfinished ones are rows of this database, so that an acknowledged offset is as safe
//! as everything else. The last bytes never become rows: they come with the completion, so that
//! "all bytes received" and "checked and safe" are one moment.

use jiff::{SignedDuration, Timestamp};
use langnghe_wire::{Sha256, limits::PHOTOGRAPH_BYTES};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::{
    events::append as append_events,
    rows::{bytes as bytes_of, find_case},
};
use crate::{
    case::{Actor, Event, NewEvent},
    entropy::Entropy,
    identity::ReporterId,
    store::{
        AppendError, BeginUpload, BeginUploadError, CompleteError, Standing, StoreError, Upload,
    },
};

/// How long an upload waits for a report that names it.
const UNNAMED_LIFETIME: SignedDuration = SignedDuration::from_hours(24);
/// Bytes of one reporter's uploads that no report names.
const UNNAMED_BYTES: u64 = 20 * PHOTOGRAPH_BYTES;
/// Expired uploads that are looked up at a time.
const EXPIRED_AT_A_TIME: usize = 100;

struct Row {
    id: i64,
    upload: Upload,
}

pub(super) fn find(
    db: &Connection,
    reporter: ReporterId,
    sha256: Sha256,
    now: Timestamp,
) -> Result<Standing, StoreError> {
    Ok(match live(db, reporter, sha256, now)? {
        Live::Gone => Standing::Gone,
        Live::Unknown => Standing::Unknown,
        Live::At(row) => Standing::At(row.upload),
    })
}

enum Live {
    Unknown,
    Gone,
    At(Row),
}

/// The upload, unless it has expired or nobody wants it any more.
fn live(
    db: &Connection,
    reporter: ReporterId,
    sha256: Sha256,
    now: Timestamp,
) -> Result<Live, StoreError> {
    let wanted = wanted(db, reporter, sha256)?;
    if wanted == Wanted::NoLonger {
        return Ok(Live::Gone);
    }
    let row = row(db, reporter, sha256, wanted)?;
    let is_live = |row: &Row| row.upload.expires_at.is_none_or(|at| now < at);
    Ok(row.filter(is_live).map_or(Live::Unknown, Live::At))
}

fn row(
    db: &Connection,
    reporter: ReporterId,
    sha256: Sha256,
    wanted: Wanted,
) -> Result<Option<Row>, StoreError> {
    let mut find = db.prepare_cached(
        "SELECT id, length, received, expires_at FROM upload WHERE reporter = ?1 AND sha256 = ?2",
    )?;
    let row = find.query_row(params![reporter.0, sha256.as_bytes()], |row| {
        Ok(Row {
            id: row.get(0)?,
            upload: Upload {
                length: row.get(1)?,
                offset: row.get(2)?,
                is_named: wanted == Wanted::ByALivingReport,
                expires_at: match wanted {
                    Wanted::NotYet => Some(super::rows::time(row, 3)?),
                    Wanted::ByALivingReport | Wanted::NoLonger => None,
                },
            },
        })
    });
    Ok(row.optional()?)
}

/// Who wants the bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// No report names them so far.
    NotYet,
    /// A report that is neither withdrawn nor refused does.
    ByALivingReport,
    /// Only withdrawn or refused ones do.
    NoLonger,
}

fn wanted(db: &Connection, reporter: ReporterId, sha256: Sha256) -> Result<Wanted, StoreError> {
    let mut find = db.prepare_cached(
        "SELECT max(r.status NOT IN ('withdrawn', 'refused'))
         FROM named a JOIN report r ON r.id = a.report
         WHERE a.reporter = ?1 AND a.sha256 = ?2",
    )?;
    let by_a_living: Option<bool> =
        find.query_row(params![reporter.0, sha256.as_bytes()], |row| row.get(0))?;
    Ok(match by_a_living {
        None => Wanted::NotYet,
        Some(true) => Wanted::ByALivingReport,
        Some(false) => Wanted::NoLonger,
    })
}

pub(super) fn begin(
    db: &Connection,
    reporter: ReporterId,
    BeginUpload { sha256, length }: BeginUpload,
    now: Timestamp,
) -> Result<Upload, BeginUploadError> {
    let wanted = wanted(db, reporter, sha256)?;
    if wanted == Wanted::NoLonger {
        return Err(BeginUploadError::Gone);
    }
    if let Some(Row { id, upload }) = row(db, reporter, sha256, wanted)? {
        if upload.length == length {
            // One that has expired and isn't swept yet lives again.
            db.prepare_cached("UPDATE upload SET expires_at = max(expires_at, ?2) WHERE id = ?1")?
                .execute(params![id, expiry(now)])?;
            return known(row(db, reporter, sha256, wanted)?);
        }
        if upload.is_complete() {
            return Err(BeginUploadError::OtherLength);
        }
        // One of the two lengths is wrong, and nothing says which: the newer one is tried.
        forget_row(db, id)?;
    }
    if wanted == Wanted::NotYet && unnamed_bytes(db, reporter, now)? + length > UNNAMED_BYTES {
        return Err(BeginUploadError::QuotaExceeded);
    }
    db.prepare_cached(
        "INSERT INTO upload (reporter, sha256, length, received, expires_at)
         VALUES (?1, ?2, ?3, 0, ?4)",
    )?
    .execute(params![reporter.0, sha256.as_bytes(), length, expiry(now)])?;
    known(row(db, reporter, sha256, wanted)?)
}

/// Begins a photograph of the result: the server has its bytes, and they become a file. Until a
/// report names it, it is an upload like others, which expires; the reporter's quota is not asked,
/// since the photograph isn't the reporter's doing.
pub(super) fn begin_result(
    db: &Connection,
    reporter: ReporterId,
    BeginUpload { sha256, length }: BeginUpload,
    now: Timestamp,
) -> Result<(), StoreError> {
    db.prepare_cached(
        "DELETE FROM upload
         WHERE reporter = ?1 AND sha256 = ?2 AND length <> ?3 AND complete_at IS NULL",
    )?
    .execute(params![reporter.0, sha256.as_bytes(), length])?;
    db.prepare_cached(
        "INSERT INTO upload (reporter, sha256, length, received, expires_at)
         VALUES (?1, ?2, ?3, 0, ?4)
         ON CONFLICT (reporter, sha256) DO UPDATE SET
             expires_at = max(expires_at, excluded.expires_at)",
    )?
    .execute(params![reporter.0, sha256.as_bytes(), length, expiry(now)])?;
    Ok(())
}

/// Among whose photographs one of the result lies, if one of a reporter's reports names it, or
/// the case that one was merged into.
pub(super) fn result_of(
    db: &Connection,
    reporter: ReporterId,
    sha256: Sha256,
) -> Result<Option<ReporterId>, StoreError> {
    let mut find = db.prepare_cached(
        "SELECT r.reporter FROM result r
             JOIN upload u ON u.reporter = r.reporter AND u.sha256 = r.sha256
         WHERE r.sha256 = ?2 AND u.complete_at IS NOT NULL
           AND r.report IN (
               SELECT id FROM report WHERE reporter = ?1
               UNION ALL
               SELECT merged_into FROM report WHERE reporter = ?1 AND merged_into IS NOT NULL)
         LIMIT 1",
    )?;
    let whose = find.query_row(params![reporter.0, sha256.as_bytes()], |row| row.get(0));
    Ok(whose.optional()?.map(ReporterId))
}

fn known(row: Option<Row>) -> Result<Upload, BeginUploadError> {
    Ok(row.ok_or(StoreError::Broken)?.upload)
}

fn unnamed_bytes(db: &Connection, reporter: ReporterId, now: Timestamp) -> Result<u64, StoreError> {
    let mut find = db.prepare_cached(
        "SELECT coalesce(sum(length), 0) FROM upload u
         WHERE reporter = ?1 AND expires_at > ?2
           AND NOT EXISTS (
               SELECT 1 FROM named a WHERE a.reporter = ?1 AND a.sha256 = u.sha256)",
    )?;
    Ok(find.query_row(params![reporter.0, now.as_millisecond()], |row| row.get(0))?)
}

fn expiry(now: Timestamp) -> i64 {
    now.as_millisecond() + i64::try_from(UNNAMED_LIFETIME.as_millis()).unwrap_or(i64::MAX / 2)
}

pub(super) fn append(
    db: &Connection,
    reporter: ReporterId,
    sha256: Sha256,
    offset: u64,
    bytes: &[u8],
    now: Timestamp,
) -> Result<u64, AppendError> {
    let Row { id, upload } = match live(db, reporter, sha256, now)? {
        Live::Unknown => return Err(AppendError::Unknown),
        Live::Gone => return Err(AppendError::Gone),
        Live::At(row) => row,
    };
    let end = offset + bytes.len() as u64;
    if upload.offset != offset || upload.is_complete() || end >= upload.length {
        return Err(AppendError::OffsetConflict);
    }
    if bytes.is_empty() {
        return Ok(offset);
    }
    db.prepare_cached("INSERT INTO upload_chunk (upload, offset, bytes) VALUES (?1, ?2, ?3)")?
        .execute(params![id, offset, bytes])?;
    db.prepare_cached("UPDATE upload SET received = ?2, expires_at = ?3 WHERE id = ?1")?
        .execute(params![id, end, expiry(now)])?;
    Ok(end)
}

pub(super) fn bytes(
    db: &Connection,
    reporter: ReporterId,
    sha256: Sha256,
) -> Result<Vec<u8>, StoreError> {
    let mut find = db.prepare_cached(
        "SELECT c.bytes FROM upload u JOIN upload_chunk c ON c.upload = u.id
         WHERE u.reporter = ?1 AND u.sha256 = ?2 ORDER BY c.offset",
    )?;
    let mut rows = find.query(params![reporter.0, sha256.as_bytes()])?;
    let mut all = vec![];
    while let Some(row) = rows.next()? {
        all.extend_from_slice(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?);
    }
    Ok(all)
}

pub(super) fn complete(
    db: &Connection,
    entropy: &dyn Entropy,
    reporter: ReporterId,
    sha256: Sha256,
    now: Timestamp,
) -> Result<(), CompleteError> {
    let Row { id, upload } = match live(db, reporter, sha256, now)? {
        Live::Unknown => return Err(CompleteError::Unknown),
        Live::Gone => return Err(CompleteError::Gone),
        Live::At(row) => row,
    };
    if upload.is_complete() {
        return Ok(());
    }
    db.prepare_cached("DELETE FROM upload_chunk WHERE upload = ?1")?
        .execute([id])?;
    db.prepare_cached(
        "UPDATE upload SET received = length, complete_at = ?2, expires_at = ?3 WHERE id = ?1",
    )?
    .execute(params![id, now.as_millisecond(), expiry(now)])?;

    let mut naming = db.prepare_cached(
        "SELECT report FROM attachment WHERE reporter = ?1 AND sha256 = ?2 AND NOT arrived",
    )?;
    let reports: Vec<_> = naming
        .query_map(params![reporter.0, sha256.as_bytes()], |row| {
            bytes_of(row, 0)
        })?
        .collect::<Result<_, _>>()?;
    for report in reports {
        let mut case = find_case(db, report)?.ok_or(StoreError::Broken)?;
        if super::events::is_over(case.status) {
            continue;
        }
        let arrived = NewEvent::by(Actor::Server, Event::Photograph { sha256 });
        append_events(db, entropy, &mut case, &[arrived], now)?;
    }
    Ok(())
}

pub(super) fn reset(
    db: &Connection,
    reporter: ReporterId,
    sha256: Sha256,
) -> Result<(), StoreError> {
    let who = params![reporter.0, sha256.as_bytes()];
    db.prepare_cached(
        "DELETE FROM upload_chunk WHERE upload IN (
             SELECT id FROM upload
             WHERE reporter = ?1 AND sha256 = ?2 AND complete_at IS NULL)",
    )?
    .execute(who)?;
    db.prepare_cached(
        "UPDATE upload SET received = 0
         WHERE reporter = ?1 AND sha256 = ?2 AND complete_at IS NULL",
    )?
    .execute(who)?;
    Ok(())
}

pub(super) fn forget(
    db: &Connection,
    reporter: ReporterId,
    sha256: Sha256,
) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM upload WHERE reporter = ?1 AND sha256 = ?2")?
        .execute(params![reporter.0, sha256.as_bytes()])?;
    Ok(())
}

pub(super) fn forget_expired(
    db: &Connection,
    reporter: ReporterId,
    sha256: Sha256,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let forgotten = db
        .prepare_cached(
            "DELETE FROM upload
             WHERE reporter = ?1 AND sha256 = ?2 AND expires_at <= ?3
               AND NOT EXISTS (
                   SELECT 1 FROM named a WHERE a.reporter = ?1 AND a.sha256 = ?2)",
        )?
        .execute(params![reporter.0, sha256.as_bytes(), now.as_millisecond()])?;
    Ok(forgotten > 0)
}

fn forget_row(db: &Connection, id: i64) -> Result<(), StoreError> {
    db.execute("DELETE FROM upload WHERE id = ?1", [id])?;
    Ok(())
}

pub(super) fn expired(
    db: &Connection,
    now: Timestamp,
) -> Result<Vec<(ReporterId, Sha256)>, StoreError> {
    let mut find = db.prepare_cached(
        "SELECT reporter, sha256 FROM upload u
         WHERE expires_at <= ?1
           AND NOT EXISTS (
               SELECT 1 FROM named a
               WHERE a.reporter = u.reporter AND a.sha256 = u.sha256)
         ORDER BY expires_at LIMIT ?2",
    )?;
    let rows = find.query_map(params![now.as_millisecond(), EXPIRED_AT_A_TIME], |row| {
        Ok((ReporterId(row.get(0)?), bytes_of(row, 1)?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
