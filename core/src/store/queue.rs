//! The queue as the store has it, read for [`outbox::step`](crate::outbox::step()).

use langnghe_wire::{Cursor, OperationId, ReportId};
use rusqlite::Row;

use super::{
    PhotographId, StoreError, View, id_bytes, millis, moment, operations::code_from,
    photographs::sha256_from,
};
use crate::outbox::{Link, Queue, QueuedOperation, QueuedPhotograph, Upload};

impl View<'_> {
    /// Everything that waits.
    pub(crate) fn queue(&self) -> Result<Queue, StoreError> {
        let registered = self
            .0
            .prepare_cached("SELECT registered FROM device")?
            .query_row([], |row| row.get(0))?;
        Ok(Queue {
            registered,
            operations: self.queued_operations()?,
            photographs: self.queued_photographs()?,
            results: self.queued_results()?,
            link: self.link()?,
        })
    }

    fn queued_operations(&self) -> Result<Vec<QueuedOperation>, StoreError> {
        let mut statement = self.0.prepare_cached(
            "SELECT id, report, kind = 'withdraw', length(CAST(frozen AS BLOB)), tries, retry_at,
                    code, state
             FROM operation WHERE state IN ('waiting', 'parked') ORDER BY rowid",
        )?;
        let mut rows = statement.query([])?;
        let mut operations = Vec::new();
        while let Some(row) = rows.next()? {
            operations.push(read_operation(row)?);
        }
        Ok(operations)
    }

    fn queued_photographs(&self) -> Result<Vec<QueuedPhotograph>, StoreError> {
        let mut statement = self.0.prepare_cached(
            "SELECT p.id, p.report, p.sha256, p.bytes, p.started, p.received, p.tries, p.retry_at,
                    p.code, p.state
             FROM photograph p JOIN operation o ON o.id = p.named_by
             WHERE p.state IN ('waiting', 'parked') AND o.state = 'applied'
             ORDER BY o.rowid, p.position",
        )?;
        let mut rows = statement.query([])?;
        let mut photographs = Vec::new();
        while let Some(row) = rows.next()? {
            photographs.push(read_photograph(row)?);
        }
        Ok(photographs)
    }

    /// How things stand with the server.
    pub(crate) fn link(&self) -> Result<Link, StoreError> {
        let mut statement = self.0.prepare_cached(
            "SELECT epoch, cursor, failures, next_attempt, allowance, allowance_at, batch, refused
             FROM link",
        )?;
        let mut rows = statement.query([])?;
        let row = rows.next()?.ok_or(StoreError::NotFound)?;
        let refused: Option<String> = row.get(7)?;
        Ok(Link {
            epoch: row.get(0)?,
            cursor: row.get::<_, Option<String>>(1)?.map(Cursor),
            failures: row.get(2)?,
            next_attempt: row.get::<_, Option<i64>>(3)?.map(moment).transpose()?,
            allowance: row.get(4)?,
            allowance_at: moment(row.get(5)?)?,
            batch: row.get(6)?,
            refused: refused.as_deref().map(code_from),
        })
    }

    /// Writes how things stand with the server; epoch and cursor are written by
    /// [`Effect::Position`](crate::outbox::Effect::Position) only.
    pub(super) fn save_link(&self, link: &Link) -> Result<(), StoreError> {
        self.0
            .prepare_cached(
                "UPDATE link SET failures = ?1, next_attempt = ?2, allowance = ?3,
                    allowance_at = ?4, batch = ?5, refused = ?6",
            )?
            .execute(rusqlite::params![
                link.failures,
                link.next_attempt.map(millis),
                link.allowance,
                millis(link.allowance_at),
                link.batch,
                link.refused.map(langnghe_wire::Code::as_str)
            ])?;
        Ok(())
    }
}

fn read_operation(row: &Row<'_>) -> Result<QueuedOperation, StoreError> {
    let id: Vec<u8> = row.get(0)?;
    let report: Vec<u8> = row.get(1)?;
    let code: Option<String> = row.get(6)?;
    let state: String = row.get(7)?;
    Ok(QueuedOperation {
        id: OperationId::from_bytes(id_bytes(&id, "operation")?),
        report: ReportId::from_bytes(id_bytes(&report, "operation")?),
        withdraws: row.get(2)?,
        bytes: row.get::<_, i64>(3)?.unsigned_abs() as usize,
        tries: row.get(4)?,
        retry_at: row.get::<_, Option<i64>>(5)?.map(moment).transpose()?,
        parked: (state == "parked").then(|| code_from(code.as_deref().unwrap_or_default())),
    })
}

fn read_photograph(row: &Row<'_>) -> Result<QueuedPhotograph, StoreError> {
    let report: Vec<u8> = row.get(1)?;
    let sha256: Vec<u8> = row.get(2)?;
    let started: bool = row.get(4)?;
    let received: Option<i64> = row.get(5)?;
    let code: Option<String> = row.get(8)?;
    let state: String = row.get(9)?;
    Ok(QueuedPhotograph {
        id: PhotographId(row.get(0)?),
        report: ReportId::from_bytes(id_bytes(&report, "photograph")?),
        sha256: sha256_from(&sha256)?,
        bytes: row.get::<_, i64>(3)?.unsigned_abs(),
        upload: match (started, received) {
            (false, _) => Upload::NotStarted,
            (true, None) => Upload::Unknown,
            (true, Some(at)) => Upload::At(at.unsigned_abs()),
        },
        tries: row.get(6)?,
        retry_at: row.get::<_, Option<i64>>(7)?.map(moment).transpose()?,
        parked: (state == "parked").then(|| code_from(code.as_deref().unwrap_or_default())),
    })
}
