//! Photographs of the result: named by the case's history, fetched later, kept with the report.

use langnghe_wire::{ReportId, ResultPhotograph, limits::RESULT_PHOTOGRAPHS};
use rusqlite::{Row, params};

use super::{
    NewPhotograph, PhotographId, StoreError, View, id_bytes, millis, moment, operations::code_from,
    photographs::sha256_from,
};
use crate::outbox::QueuedResult;

/// A photograph of the result that is here, without its pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultRow {
    /// The photograph.
    pub id: PhotographId,
    /// What the server named.
    pub named: ResultPhotograph,
}

const COLUMNS: &str = "id, sha256, bytes, width, height";

impl View<'_> {
    /// The server names photographs of a report's result: they are fetched from now on. What
    /// breaks the limits is not, nor what belongs to a report that was taken back.
    pub(super) fn expect_results(
        &self,
        report: ReportId,
        named: &[ResultPhotograph],
    ) -> Result<(), StoreError> {
        let mut expect = self.0.prepare_cached(
            "INSERT INTO result (id, report, sha256, bytes, width, height)
             SELECT (SELECT coalesce(min(id), 0) - 1 FROM result), ?1, ?2, ?3, ?4, ?5
             WHERE EXISTS (SELECT 1 FROM report WHERE id = ?1 AND stage = 'submitted')
             ON CONFLICT (report, sha256) DO NOTHING",
        )?;
        let fit = named.iter().filter(|named| named.is_within_limits());
        for named in fit.take(RESULT_PHOTOGRAPHS) {
            expect.execute(params![
                report.as_bytes(),
                named.sha256.as_bytes(),
                named.bytes as i64,
                named.width,
                named.height
            ])?;
        }
        Ok(())
    }

    /// The photographs of a report's result that are here, in the order in which they were named.
    pub(crate) fn results(&self, report: ReportId) -> Result<Vec<ResultRow>, StoreError> {
        let mut find = self.0.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM result JOIN result_bytes ON result = id
             WHERE report = ?1 ORDER BY id DESC"
        ))?;
        let mut rows = find.query(params![report.as_bytes()])?;
        let mut results = Vec::new();
        while let Some(row) = rows.next()? {
            results.push(read(row)?);
        }
        Ok(results)
    }

    /// Those that are still to be fetched, the oldest first.
    pub(super) fn queued_results(&self) -> Result<Vec<QueuedResult>, StoreError> {
        let mut find = self.0.prepare_cached(&format!(
            "SELECT {COLUMNS}, report, code, tries, retry_at FROM result
             WHERE NOT EXISTS (SELECT 1 FROM result_bytes WHERE result = id) ORDER BY id DESC"
        ))?;
        let mut rows = find.query([])?;
        let mut results = Vec::new();
        while let Some(row) = rows.next()? {
            let ResultRow { id, named } = read(row)?;
            let report: Vec<u8> = row.get(5)?;
            let code: Option<String> = row.get(6)?;
            results.push(QueuedResult {
                id,
                report: ReportId::from_bytes(id_bytes(&report, "result")?),
                named,
                tries: row.get(7)?,
                retry_at: row.get::<_, Option<i64>>(8)?.map(moment).transpose()?,
                parked: code.as_deref().map(code_from),
            });
        }
        Ok(results)
    }

    /// A photograph of the result has come.
    pub(super) fn keep_result(
        &self,
        id: PhotographId,
        photograph: &NewPhotograph,
    ) -> Result<(), StoreError> {
        // Its report may have been taken back while it travelled.
        self.0
            .prepare_cached(
                "INSERT INTO result_bytes SELECT ?1, ?2, ?3
                 WHERE EXISTS (SELECT 1 FROM result WHERE id = ?1)
                 ON CONFLICT (result) DO NOTHING",
            )?
            .execute(params![id.0, photograph.jpeg, photograph.thumbnail])?;
        Ok(())
    }

    /// A photograph of the result waits; with a code, for another answer of the server's.
    pub(super) fn delay_result(
        &self,
        id: PhotographId,
        code: Option<langnghe_wire::Code>,
        retry_at: Option<jiff::Timestamp>,
    ) -> Result<(), StoreError> {
        self.0
            .prepare_cached(
                "UPDATE result SET code = ?2, retry_at = ?3, tries = tries + 1 WHERE id = ?1",
            )?
            .execute(params![
                id.0,
                code.map(langnghe_wire::Code::as_str),
                retry_at.map(millis)
            ])?;
        Ok(())
    }

    /// A report was taken back: its result is no longer kept.
    pub(super) fn drop_results(&self, report: ReportId) -> Result<(), StoreError> {
        self.0
            .prepare_cached("DELETE FROM result WHERE report = ?1")?
            .execute(params![report.as_bytes()])?;
        Ok(())
    }

    /// The report of a photograph of the result, while it is kept.
    pub(super) fn report_of_result(&self, id: PhotographId) -> Result<ReportId, StoreError> {
        let report: Vec<u8> = self
            .0
            .prepare_cached("SELECT report FROM result WHERE id = ?1")?
            .query_row([id.0], |row| row.get(0))?;
        Ok(ReportId::from_bytes(id_bytes(&report, "result")?))
    }
}

fn read(row: &Row<'_>) -> Result<ResultRow, StoreError> {
    let sha256: Vec<u8> = row.get(1)?;
    Ok(ResultRow {
        id: PhotographId(row.get(0)?),
        named: ResultPhotograph {
            sha256: sha256_from(&sha256)?,
            bytes: row.get::<_, i64>(2)?.unsigned_abs(),
            width: row.get(3)?,
            height: row.get(4)?,
        },
    })
}
