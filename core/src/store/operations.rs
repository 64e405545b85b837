//! Operations: frozen bytes, and what became of them.

use jiff::Timestamp;
use langnghe_wire::{Body, Class, Code, Frozen, OperationId, ReportId};
use rusqlite::{OptionalExtension as _, Row, params};

use super::{StoreError, View, id_bytes, millis};

/// An operation without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperationRow {
    /// The operation.
    pub id: OperationId,
    /// Its report.
    pub report: ReportId,
    /// Its place among this device's operations on the report.
    pub n: u32,
    /// What it does, such as `file`.
    pub kind: String,
    /// What became of it.
    pub state: OperationState,
    /// Why it is parked, if it is.
    pub code: Option<Code>,
    /// How often it was sent.
    pub tries: u32,
}

/// What became of an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OperationState {
    /// It waits for its turn, or for an answer.
    Waiting,
    /// It is on the server's disk.
    Applied,
    /// The server doesn't take it as it is.
    Parked,
    /// Another stands in its place.
    Superseded,
}

impl OperationRow {
    /// Whether it is the report itself, parked.
    #[must_use]
    pub fn is_parked_report(&self) -> bool {
        self.state == OperationState::Parked && self.n == 0
    }

    /// Whether it takes the report back.
    #[must_use]
    pub fn withdraws(&self) -> bool {
        self.kind == Body::Withdraw.kind()
    }

    /// Whether it opens the case again, and waits to be sent.
    #[must_use]
    pub fn reopens(&self) -> bool {
        self.kind == "reopen" && self.state == OperationState::Waiting
    }

    /// Whether it is parked for good and isn't the report itself: nothing depends on it.
    #[must_use]
    pub fn can_be_let_go(&self) -> bool {
        let waits_for_a_release = self.code.is_some_and(|code| code.class() == Class::Upgrade);
        self.state == OperationState::Parked && self.n > 0 && !waits_for_a_release
    }
}

impl OperationState {
    fn from_name(name: &str) -> Result<Self, StoreError> {
        Ok(match name {
            "waiting" => Self::Waiting,
            "applied" => Self::Applied,
            "parked" => Self::Parked,
            "superseded" => Self::Superseded,
            _ => return Err(StoreError::Row { table: "operation" }),
        })
    }
}

/// The code that a column names.
pub(super) fn code_from(name: &str) -> Code {
    Code::ALL
        .iter()
        .copied()
        .find(|code| code.as_str() == name)
        .unwrap_or(Code::Unknown)
}

const COLUMNS: &str = "id, report, n, kind, state, code, tries";

impl View<'_> {
    /// Puts a frozen operation into the queue.
    pub(crate) fn queue_operation(
        &self,
        frozen: &Frozen,
        body: &Body,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.0
            .prepare_cached(
                "INSERT INTO operation (id, report, n, kind, frozen, created_at, state)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'waiting')",
            )?
            .execute(params![
                frozen.id.as_bytes(),
                frozen.report.as_bytes(),
                frozen.n,
                body.kind(),
                frozen.bytes,
                millis(now)
            ])?;
        Ok(())
    }

    /// The number of a report's next operation.
    pub(crate) fn next_n(&self, report: ReportId) -> Result<u32, StoreError> {
        Ok(self
            .0
            .prepare_cached(
                "SELECT coalesce(max(n) + 1, 0) FROM operation
                 WHERE report = ?1 AND state <> 'superseded'",
            )?
            .query_row(params![report.as_bytes()], |row| row.get(0))?)
    }

    /// A report's operations, in order, without the superseded ones.
    pub(crate) fn operations(&self, report: ReportId) -> Result<Vec<OperationRow>, StoreError> {
        self.operations_where(
            "report = ?1 AND state <> 'superseded'",
            params![report.as_bytes()],
        )
    }

    /// Every report's operations, in order, without the superseded ones.
    pub(crate) fn all_operations(&self) -> Result<Vec<OperationRow>, StoreError> {
        self.operations_where("state <> 'superseded'", params![])
    }

    fn operations_where(
        &self,
        condition: &str,
        values: &[&dyn rusqlite::ToSql],
    ) -> Result<Vec<OperationRow>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM operation WHERE {condition} ORDER BY report, n");
        let mut statement = self.0.prepare_cached(&sql)?;
        let mut rows = statement.query(values)?;
        let mut operations = Vec::new();
        while let Some(row) = rows.next()? {
            operations.push(read(row)?);
        }
        Ok(operations)
    }

    /// Marks operations as sent, before they are, and answers with the bytes of those that still
    /// wait: what was taken back in between is left out.
    pub(crate) fn take_for_sending(
        &self,
        ids: &[OperationId],
    ) -> Result<Vec<(OperationId, String)>, StoreError> {
        let mut taken = Vec::with_capacity(ids.len());
        let mut statement = self.0.prepare_cached(
            "UPDATE operation SET tries = tries + 1
             WHERE id = ?1 AND state IN ('waiting', 'parked') RETURNING frozen",
        )?;
        for id in ids {
            let mut rows = statement.query(params![id.as_bytes()])?;
            if let Some(row) = rows.next()? {
                taken.push((*id, row.get(0)?));
            }
            // RETURNING writes only once its rows are read to the end.
            while rows.next()?.is_some() {}
        }
        Ok(taken)
    }

    /// A report's operations leave the queue if the server has nothing of them: the report
    /// itself was never sent, or is parked. Nothing behind it can have been applied then. Whether
    /// it was so.
    pub(crate) fn supersede_unsent(&self, report: ReportId) -> Result<bool, StoreError> {
        let known: i64 = self
            .0
            .prepare_cached(
                "SELECT count(*) FROM operation WHERE report = ?1 AND state <> 'superseded'
                 AND (state = 'applied' OR (n = 0 AND state = 'waiting' AND tries > 0))",
            )?
            .query_row(params![report.as_bytes()], |row| row.get(0))?;
        if known > 0 {
            return Ok(false);
        }
        self.0
            .prepare_cached("UPDATE operation SET state = 'superseded' WHERE report = ?1")?
            .execute(params![report.as_bytes()])?;
        Ok(true)
    }

    /// Takes what is parked, and all that waits behind it, out of the queue. Answers with the
    /// place that is free now, and what stood there.
    pub(crate) fn supersede_parked(
        &self,
        report: ReportId,
    ) -> Result<Option<(u32, OperationId)>, StoreError> {
        let operations = self.operations(report)?;
        let Some(first) = operations
            .iter()
            .find(|o| o.state == OperationState::Parked)
        else {
            return Ok(None);
        };
        self.0
            .prepare_cached(
                "UPDATE operation SET state = 'superseded'
                 WHERE report = ?1 AND n >= ?2 AND state <> 'applied'",
            )?
            .execute(params![report.as_bytes(), first.n])?;
        Ok(Some((first.n, first.id)))
    }

    /// The frozen bytes of what stands behind place `n` of a report and isn't applied, in order.
    pub(crate) fn unapplied_behind(
        &self,
        report: ReportId,
        n: u32,
    ) -> Result<Vec<(OperationId, String)>, StoreError> {
        let mut statement = self.0.prepare_cached(
            "SELECT id, frozen FROM operation
             WHERE report = ?1 AND n > ?2 AND state IN ('waiting', 'parked') ORDER BY n",
        )?;
        let mut rows = statement.query(params![report.as_bytes(), n])?;
        let mut behind = Vec::new();
        while let Some(row) = rows.next()? {
            let id: Vec<u8> = row.get(0)?;
            let id = OperationId::from_bytes(id_bytes(&id, "operation")?);
            behind.push((id, row.get(1)?));
        }
        Ok(behind)
    }

    /// The frozen bytes of the last operation of a kind on a report that the server took, or may
    /// still take.
    pub(crate) fn last_of(
        &self,
        report: ReportId,
        kind: &str,
    ) -> Result<Option<String>, StoreError> {
        Ok(self
            .0
            .prepare_cached(
                "SELECT frozen FROM operation
                 WHERE report = ?1 AND kind = ?2 AND state IN ('waiting', 'applied')
                 ORDER BY n DESC LIMIT 1",
            )?
            .query_row(params![report.as_bytes(), kind], |row| row.get(0))
            .optional()?)
    }

    /// Parked operations of a report wait again; how many.
    pub(crate) fn retry_operations(&self, report: ReportId) -> Result<usize, StoreError> {
        Ok(self
            .0
            .prepare_cached(
                "UPDATE operation SET state = 'waiting', code = NULL, retry_at = NULL
                 WHERE report = ?1 AND state = 'parked'",
            )?
            .execute(params![report.as_bytes()])?)
    }
}

fn read(row: &Row<'_>) -> Result<OperationRow, StoreError> {
    let id: Vec<u8> = row.get(0)?;
    let report: Vec<u8> = row.get(1)?;
    let state: String = row.get(4)?;
    let code: Option<String> = row.get(5)?;
    Ok(OperationRow {
        id: OperationId::from_bytes(id_bytes(&id, "operation")?),
        report: ReportId::from_bytes(id_bytes(&report, "operation")?),
        n: row.get(2)?,
        kind: row.get(3)?,
        state: OperationState::from_name(&state)?,
        code: code.as_deref().map(code_from),
        tries: row.get(6)?,
    })
}
