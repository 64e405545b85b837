//! Photographs: their bytes, and how far each has come.

use jiff::Timestamp;
use langnghe_wire::{Code, OperationId, ReportId, Sha256};
use rusqlite::{Row, params};

use super::{StoreError, View, id_bytes, millis, operations::code_from};

/// A photograph, on this phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PhotographId(pub i64);

impl PhotographId {
    /// Whether it is a photograph of the result: those have ids below zero.
    fn is_of_result(self) -> bool {
        self.0 < 0
    }
}

/// A photograph that was prepared and is not kept yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPhotograph {
    /// The JPEG that will be sent.
    pub jpeg: Vec<u8>,
    /// A small JPEG, for lists.
    pub thumbnail: Vec<u8>,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

/// A photograph without its pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhotographRow {
    /// The photograph.
    pub id: PhotographId,
    /// Its report.
    pub report: ReportId,
    /// The hash of its bytes.
    pub sha256: Sha256,
    /// How many bytes it has.
    pub bytes: u64,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// How far it has come.
    pub state: PhotographState,
    /// Why it is parked, if it is.
    pub code: Option<Code>,
}

/// How far a photograph has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhotographState {
    /// Its report is a draft.
    Draft,
    /// It waits for its turn.
    Waiting,
    /// The server has it, whole.
    Sent,
    /// The server doesn't take it.
    Parked,
    /// It is no longer wanted.
    Gone,
}

impl PhotographState {
    fn from_name(name: &str) -> Result<Self, StoreError> {
        Ok(match name {
            "draft" => Self::Draft,
            "waiting" => Self::Waiting,
            "sent" => Self::Sent,
            "parked" => Self::Parked,
            "gone" => Self::Gone,
            _ => {
                return Err(StoreError::Row {
                    table: "photograph",
                });
            }
        })
    }
}

const COLUMNS: &str = "id, report, sha256, bytes, width, height, state, code";

impl View<'_> {
    /// Keeps a photograph with a report, in no queue yet. The same bytes again are the same photograph.
    pub(crate) fn add_photograph(
        &self,
        report: ReportId,
        new: &NewPhotograph,
    ) -> Result<PhotographId, StoreError> {
        let sha256 = Sha256::of(&new.jpeg);
        if let Some(known) = self
            .photographs(report)?
            .iter()
            .find(|p| p.sha256 == sha256)
        {
            return Ok(known.id);
        }
        let id: i64 = self
            .0
            .prepare_cached(
                "INSERT INTO photograph (report, position, sha256, bytes, width, height, state)
                 VALUES (?1, (SELECT coalesce(max(position), 0) + 1 FROM photograph
                              WHERE report = ?1), ?2, ?3, ?4, ?5, 'draft')
                 RETURNING id",
            )?
            .query_row(
                params![
                    report.as_bytes(),
                    sha256.as_bytes(),
                    new.jpeg.len() as i64,
                    new.width,
                    new.height
                ],
                |row| row.get(0),
            )?;
        self.0
            .prepare_cached("INSERT INTO photograph_bytes VALUES (?1, ?2, ?3)")?
            .execute(params![id, new.jpeg, new.thumbnail])?;
        Ok(PhotographId(id))
    }

    /// Takes a photograph out of a draft.
    pub(crate) fn remove_photograph(&self, id: PhotographId) -> Result<(), StoreError> {
        let gone = self
            .0
            .prepare_cached("DELETE FROM photograph WHERE id = ?1 AND state = 'draft'")?
            .execute(params![id.0])?;
        if gone == 1 {
            Ok(())
        } else {
            Err(StoreError::NotFound)
        }
    }

    /// A report's photographs, in order, without their pixels.
    pub(crate) fn photographs(&self, report: ReportId) -> Result<Vec<PhotographRow>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM photograph WHERE report = ?1 ORDER BY position");
        let mut statement = self.0.prepare_cached(&sql)?;
        let mut rows = statement.query(params![report.as_bytes()])?;
        let mut photographs = Vec::new();
        while let Some(row) = rows.next()? {
            photographs.push(read(row)?);
        }
        Ok(photographs)
    }

    /// Every photograph, report by report, without pixels.
    pub(crate) fn all_photographs(&self) -> Result<Vec<PhotographRow>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM photograph ORDER BY report, position");
        let mut statement = self.0.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        let mut photographs = Vec::new();
        while let Some(row) = rows.next()? {
            photographs.push(read(row)?);
        }
        Ok(photographs)
    }

    /// A photograph's JPEG; [`StoreError::NotFound`] once it is delivered and its space freed.
    pub(crate) fn jpeg(&self, id: PhotographId) -> Result<Vec<u8>, StoreError> {
        let sql = if id.is_of_result() {
            "SELECT jpeg FROM result_bytes WHERE result = ?1"
        } else {
            "SELECT jpeg FROM photograph_bytes WHERE photograph = ?1"
        };
        let bytes: Option<Vec<u8>> = self
            .0
            .prepare_cached(sql)?
            .query_row(params![id.0], |row| row.get(0))?;
        bytes.ok_or(StoreError::NotFound)
    }

    /// A photograph's thumbnail, which stays.
    pub(crate) fn thumbnail(&self, id: PhotographId) -> Result<Vec<u8>, StoreError> {
        let sql = if id.is_of_result() {
            "SELECT thumbnail FROM result_bytes WHERE result = ?1"
        } else {
            "SELECT thumbnail FROM photograph_bytes WHERE photograph = ?1"
        };
        Ok(self
            .0
            .prepare_cached(sql)?
            .query_row(params![id.0], |row| row.get(0))?)
    }

    /// A report's photographs wait from now on, named by an operation.
    pub(crate) fn queue_photographs(
        &self,
        report: ReportId,
        named_by: OperationId,
    ) -> Result<(), StoreError> {
        self.0
            .prepare_cached(
                "UPDATE photograph SET state = 'waiting', named_by = ?2
                 WHERE report = ?1 AND state = 'draft'",
            )?
            .execute(params![report.as_bytes(), named_by.as_bytes()])?;
        Ok(())
    }

    /// Another operation names what `before` named.
    pub(crate) fn rename_photographs(
        &self,
        before: OperationId,
        now: OperationId,
    ) -> Result<(), StoreError> {
        self.0
            .prepare_cached("UPDATE photograph SET named_by = ?2 WHERE named_by = ?1")?
            .execute(params![before.as_bytes(), now.as_bytes()])?;
        Ok(())
    }

    /// Forgets photographs of a report that was submitted whose operation another one stands for
    /// that doesn't name them: they would wait for ever.
    pub(crate) fn delete_unnamed_photographs(&self, report: ReportId) -> Result<(), StoreError> {
        self.0
            .prepare_cached(
                "DELETE FROM photograph WHERE report = ?1 AND state <> 'sent' AND named_by IN
                    (SELECT id FROM operation WHERE report = ?1 AND state = 'superseded')",
            )?
            .execute(params![report.as_bytes()])?;
        Ok(())
    }

    /// Copies a report's photographs, pixels and all, into a draft.
    pub(crate) fn copy_photographs(
        &self,
        from: ReportId,
        into: ReportId,
    ) -> Result<(), StoreError> {
        for photograph in self.photographs(from)? {
            let jpeg = match self.jpeg(photograph.id) {
                Ok(jpeg) => jpeg,
                // Delivered long ago, and its space freed: there is nothing to copy.
                Err(StoreError::NotFound) => continue,
                Err(other) => return Err(other),
            };
            let thumbnail = self.thumbnail(photograph.id)?;
            let PhotographRow { width, height, .. } = photograph;
            self.add_photograph(
                into,
                &NewPhotograph {
                    jpeg,
                    thumbnail,
                    width,
                    height,
                },
            )?;
        }
        Ok(())
    }

    /// Remembers, before the first byte leaves, that an upload may have begun.
    pub(crate) fn mark_upload_started(&self, id: PhotographId) -> Result<(), StoreError> {
        self.0
            .prepare_cached("UPDATE photograph SET started = 1, received = NULL WHERE id = ?1")?
            .execute(params![id.0])?;
        Ok(())
    }

    /// A parked photograph waits again.
    pub(crate) fn retry_photographs(&self, report: ReportId) -> Result<usize, StoreError> {
        Ok(self
            .0
            .prepare_cached(
                "UPDATE photograph SET state = 'waiting', code = NULL, retry_at = NULL, tries = 0
                 WHERE report = ?1 AND state = 'parked'",
            )?
            .execute(params![report.as_bytes()])?)
    }

    /// The bytes of a report's photographs are no longer wanted. Thumbnails stay.
    pub(crate) fn drop_photographs(&self, report: ReportId) -> Result<(), StoreError> {
        self.0
            .prepare_cached(
                "UPDATE photograph SET state = 'gone' WHERE report = ?1 AND state <> 'sent'",
            )?
            .execute(params![report.as_bytes()])?;
        self.0
            .prepare_cached(
                "UPDATE photograph_bytes SET jpeg = NULL
                 WHERE photograph IN (SELECT id FROM photograph WHERE report = ?1)",
            )?
            .execute(params![report.as_bytes()])?;
        Ok(())
    }

    /// A photograph is on the server's disk, as the case's history says.
    pub(super) fn mark_received(
        &self,
        report: ReportId,
        sha256: Sha256,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.0
            .prepare_cached(
                "UPDATE photograph SET state = 'sent', sent_at = ?3, code = NULL, retry_at = NULL
                 WHERE report = ?1 AND sha256 = ?2 AND state <> 'gone'",
            )?
            .execute(params![report.as_bytes(), sha256.as_bytes(), millis(at)])?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> Result<PhotographRow, StoreError> {
    let report: Vec<u8> = row.get(1)?;
    let sha256: Vec<u8> = row.get(2)?;
    let state: String = row.get(6)?;
    let code: Option<String> = row.get(7)?;
    Ok(PhotographRow {
        id: PhotographId(row.get(0)?),
        report: ReportId::from_bytes(id_bytes(&report, "photograph")?),
        sha256: sha256_from(&sha256)?,
        bytes: row.get::<_, i64>(3)?.unsigned_abs(),
        width: row.get(4)?,
        height: row.get(5)?,
        state: PhotographState::from_name(&state)?,
        code: code.as_deref().map(code_from),
    })
}

pub(super) fn sha256_from(bytes: &[u8]) -> Result<Sha256, StoreError> {
    let bytes = bytes.try_into().map_err(|_| StoreError::Row {
        table: "photograph",
    })?;
    Ok(Sha256::from_bytes(bytes))
}
