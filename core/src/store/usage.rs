//! What travelled, month by month, and what still waits to.

use std::collections::HashSet;

use rusqlite::{OptionalExtension as _, Row, params};

use super::{StoreError, View};
use crate::{
    transport::Traffic,
    usage::{DataUsed, Month, Unsent},
};

impl View<'_> {
    /// Adds to what travelled in a month.
    pub(crate) fn add_data_used(&self, month: Month, traffic: Traffic) -> Result<(), StoreError> {
        if traffic.is_none() {
            return Ok(());
        }
        self.0
            .prepare_cached(
                "INSERT INTO data_used VALUES (?1, ?2, ?3)
                 ON CONFLICT (month) DO UPDATE SET sent = sent + ?2, received = received + ?3",
            )?
            .execute(params![
                month.number(),
                traffic.sent as i64,
                traffic.received as i64
            ])?;
        Ok(())
    }

    /// What travelled in a month.
    pub(crate) fn data_used(&self, month: Month) -> Result<DataUsed, StoreError> {
        let found: Option<(i64, i64)> = self
            .0
            .prepare_cached("SELECT sent, received FROM data_used WHERE month = ?1")?
            .query_row([month.number()], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let (sent, received) = found.unwrap_or_default();
        Ok(DataUsed {
            month,
            sent: sent.unsigned_abs(),
            received: received.unsigned_abs(),
        })
    }

    /// What still waits to be sent. What stands behind something parked waits with it.
    pub(crate) fn unsent(&self) -> Result<Unsent, StoreError> {
        let mut unsent = Unsent::default();
        let mut reports = HashSet::new();
        self.each(
            "SELECT report, length(CAST(frozen AS BLOB)) FROM operation o
             WHERE state = 'waiting' AND NOT EXISTS
                (SELECT 1 FROM operation p
                 WHERE p.report = o.report AND p.state = 'parked' AND p.n < o.n)",
            |report, bytes| {
                reports.insert(report);
                unsent.bytes += bytes;
            },
        )?;
        self.each(
            "SELECT p.report, p.bytes - coalesce(p.received, 0)
             FROM photograph p JOIN operation o ON o.id = p.named_by
             WHERE p.state = 'waiting' AND (o.state = 'applied' OR
                (o.state = 'waiting' AND NOT EXISTS
                    (SELECT 1 FROM operation q
                     WHERE q.report = o.report AND q.state = 'parked' AND q.n < o.n)))",
            |report, bytes| {
                reports.insert(report);
                unsent.photographs += 1;
                unsent.photograph_bytes += bytes;
            },
        )?;
        unsent.bytes += unsent.photograph_bytes;
        unsent.reports = reports.len();
        let mut parked = 0;
        self.each(
            "SELECT r.id, 0 FROM report r WHERE r.stage = 'submitted' AND (
                EXISTS (SELECT 1 FROM operation o WHERE o.report = r.id AND o.state = 'parked') OR
                EXISTS (SELECT 1 FROM photograph p WHERE p.report = r.id AND p.state = 'parked'))",
            |_, _| parked += 1,
        )?;
        unsent.parked = parked;
        Ok(unsent)
    }

    /// Looks at each row of a query for reports and bytes.
    fn each(&self, sql: &str, mut look: impl FnMut(Vec<u8>, u64)) -> Result<(), StoreError> {
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let bytes = |row: &Row<'_>| row.get::<_, i64>(1).map(i64::unsigned_abs);
            look(row.get(0)?, bytes(row)?);
        }
        Ok(())
    }
}
