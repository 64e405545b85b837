//! What came back: the history of each case, as the server told it.

use langnghe_wire::{Change, ReportId};
use rusqlite::params;

use super::{StoreError, View};

/// An entry of a case's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryRow {
    /// What happened.
    pub change: Change,
    /// Whether the server, restored since, has not told it again.
    pub forgotten: bool,
}

impl View<'_> {
    /// Keeps an entry; the same entry again changes nothing. An entry of a report that this
    /// phone doesn't have (another device of this person filed it) is left out: it has nothing
    /// to be shown with.
    pub(super) fn remember(&self, change: &Change) -> Result<(), StoreError> {
        let json =
            serde_json::to_string(change).map_err(|_| StoreError::Row { table: "history" })?;
        self.0
            .prepare_cached(
                "INSERT INTO history (report, event, seq, change)
                 SELECT ?1, ?2, ?3, ?4 WHERE EXISTS (SELECT 1 FROM report WHERE id = ?1)
                 ON CONFLICT (report, event) DO UPDATE SET forgotten = 0",
            )?
            .execute(params![
                change.report.as_bytes(),
                change.event.as_bytes(),
                i64::try_from(change.seq).unwrap_or(i64::MAX),
                json
            ])?;
        Ok(())
    }

    /// What the server has told of a report; until it tells it again, if a newer snapshot counts.
    pub(super) fn forget_history(&self, report: Option<ReportId>) -> Result<(), StoreError> {
        match report {
            Some(report) => self
                .0
                .prepare_cached("UPDATE history SET forgotten = 1 WHERE report = ?1")?
                .execute(params![report.as_bytes()])?,
            None => self
                .0
                .prepare_cached("UPDATE history SET forgotten = 1")?
                .execute([])?,
        };
        Ok(())
    }

    /// The history of a report, in order.
    pub(crate) fn history(&self, report: ReportId) -> Result<Vec<HistoryRow>, StoreError> {
        self.history_where("report = ?1", params![report.as_bytes()])
    }

    /// Every history, report by report, in order.
    pub(crate) fn all_history(&self) -> Result<Vec<HistoryRow>, StoreError> {
        self.history_where("1", params![])
    }

    fn history_where(
        &self,
        condition: &str,
        values: &[&dyn rusqlite::ToSql],
    ) -> Result<Vec<HistoryRow>, StoreError> {
        let sql =
            format!("SELECT change, forgotten FROM history WHERE {condition} ORDER BY report, seq");
        let mut statement = self.0.prepare_cached(&sql)?;
        let mut rows = statement.query(values)?;
        let mut history = Vec::new();
        while let Some(row) = rows.next()? {
            let json: String = row.get(0)?;
            let change =
                serde_json::from_str(&json).map_err(|_| StoreError::Row { table: "history" })?;
            history.push(HistoryRow {
                change,
                forgotten: row.get(1)?,
            });
        }
        Ok(history)
    }
}
