//! Carries out what [`outbox::step`](crate::outbox::step()) decided: all effects of one event, in
//! one transaction.

use jiff::Timestamp;
use langnghe_planted::{Bug, planted};
use langnghe_wire::{Change, Code, OperationId, ReportId, What};
use rusqlite::params;

use super::{StoreError, View, drafts::Stage, millis};
use crate::outbox::{Effect, Upload};

impl View<'_> {
    /// Writes one effect.
    pub(crate) fn carry_out(&self, effect: &Effect) -> Result<(), StoreError> {
        match effect {
            Effect::Registered(known) => {
                self.execute("UPDATE device SET registered = ?1", params![known])
            }
            Effect::Link(link) => self.save_link(link),
            Effect::StartEpoch => self.start_epoch(),
            Effect::Position {
                epoch,
                cursor,
                backed_up_through,
            } => self.execute(
                "UPDATE link SET epoch = ?1, cursor = ?2, backed_up_through = ?3",
                params![epoch, cursor.0, backed_up_through.map(millis)],
            ),
            Effect::Applied {
                operation,
                received_at,
            } => self.execute(
                "UPDATE operation SET state = 'applied', code = NULL, retry_at = NULL,
                    received_at = ?2 WHERE id = ?1 AND state <> 'superseded'",
                params![operation.as_bytes(), millis(*received_at)],
            ),
            Effect::Withdrawn(report) => {
                self.set_stage(*report, Stage::Withdrawn)?;
                self.drop_photographs(*report)?;
                self.drop_results(*report)
            }
            Effect::Park {
                operation,
                code,
                retry_at,
            } => self.park(*operation, *code, *retry_at),
            Effect::Delay {
                operation,
                retry_at,
            } => self.execute(
                "UPDATE operation SET retry_at = ?2 WHERE id = ?1",
                params![operation.as_bytes(), millis(*retry_at)],
            ),
            Effect::UploadAt { photograph, upload } => {
                let (started, received) = match upload {
                    Upload::NotStarted => (false, None),
                    Upload::Unknown => (true, None),
                    Upload::At(offset) => (true, i64::try_from(*offset).ok()),
                };
                self.execute(
                    "UPDATE photograph SET started = ?2, received = ?3 WHERE id = ?1",
                    params![photograph.0, started, received],
                )
            }
            Effect::PhotographSent(photograph) => self.execute(
                "UPDATE photograph SET state = 'sent', code = NULL, retry_at = NULL,
                    received = bytes WHERE id = ?1",
                params![photograph.0],
            ),
            Effect::PhotographGone(photograph) => {
                self.execute(
                    "UPDATE photograph SET state = 'gone', code = NULL WHERE id = ?1",
                    params![photograph.0],
                )?;
                self.execute(
                    "UPDATE photograph_bytes SET jpeg = NULL WHERE photograph = ?1",
                    params![photograph.0],
                )
            }
            Effect::ParkPhotograph {
                photograph,
                code,
                retry_at,
            } => self.execute(
                "UPDATE photograph SET state = 'parked', code = ?2, retry_at = ?3 WHERE id = ?1",
                params![photograph.0, code.as_str(), retry_at.map(millis)],
            ),
            Effect::DelayPhotograph {
                photograph,
                retry_at,
            } => self.execute(
                "UPDATE photograph SET retry_at = ?2, tries = tries + 1 WHERE id = ?1",
                params![photograph.0, millis(*retry_at)],
            ),
            Effect::KeepResult { result, photograph } => self.keep_result(*result, photograph),
            Effect::DelayResult {
                result,
                code,
                retry_at,
            } => self.delay_result(*result, *code, *retry_at),
            Effect::Remember(change) => self.apply_change(change),
            Effect::Purge {
                backed_up_through,
                too_old,
            } => self.purge(backed_up_through.map_or(*too_old, |through| through.max(*too_old))),
        }
    }

    fn execute(&self, sql: &str, values: &[&dyn rusqlite::ToSql]) -> Result<(), StoreError> {
        self.0.prepare_cached(sql)?.execute(values)?;
        Ok(())
    }

    /// Parks an operation, unless its report was withdrawn: a restored server that refuses to take
    /// such a report once more leaves nothing to withdraw, and nothing for its person to do.
    fn park(
        &self,
        operation: OperationId,
        code: Code,
        retry_at: Option<Timestamp>,
    ) -> Result<(), StoreError> {
        if retry_at.is_none() {
            self.execute(
                "UPDATE operation SET state = 'superseded'
                 WHERE state IN ('waiting', 'parked') AND report =
                    (SELECT r.id FROM report r JOIN operation o ON o.report = r.id
                     WHERE o.id = ?1 AND r.stage = 'withdrawn')",
                params![operation.as_bytes()],
            )?;
        }
        self.execute(
            "UPDATE operation SET state = 'parked', code = ?2, retry_at = ?3
             WHERE id = ?1 AND state IN ('waiting', 'parked')",
            params![operation.as_bytes(), code.as_str(), retry_at.map(millis)],
        )
    }

    /// The server may have forgotten what it acknowledged: what is still kept waits again. A
    /// withdrawal is kept like everything else, so what was withdrawn is not filed anew alone.
    fn start_epoch(&self) -> Result<(), StoreError> {
        self.execute(
            "UPDATE operation SET state = 'waiting', retry_at = NULL
             WHERE state = 'applied' AND frozen <> ''",
            params![],
        )?;
        self.execute(
            "UPDATE photograph SET state = 'waiting', started = 1, received = NULL, tries = 0,
                retry_at = NULL, sent_at = NULL
             WHERE state = 'sent' AND id IN
                (SELECT photograph FROM photograph_bytes WHERE jpeg IS NOT NULL)",
            params![],
        )?;
        self.execute(
            "UPDATE link SET cursor = NULL, backed_up_through = NULL",
            params![],
        )?;
        self.forget_history(None)
    }

    fn apply_change(&self, change: &Change) -> Result<(), StoreError> {
        let What::Snapshot { history } = &change.what else {
            return self.apply_entry(change);
        };
        // A snapshot is the whole of what this server knows. What it doesn't mention stays
        // readable, but no longer says how the case stands.
        self.forget_history(Some(change.report))?;
        history
            .iter()
            .filter(|entry| {
                entry.report == change.report && !matches!(entry.what, What::Snapshot { .. })
            })
            .try_for_each(|entry| self.apply_entry(entry))
    }

    fn apply_entry(&self, entry: &Change) -> Result<(), StoreError> {
        match &entry.what {
            What::Photograph { sha256 } => {
                self.mark_received(entry.report, *sha256, entry.at)?;
            }
            What::Status { photographs, .. } | What::Followed { photographs, .. } => {
                self.expect_results(entry.report, photographs)?;
            }
            _ => {}
        }
        self.remember(entry)
    }

    /// Frees what is safe on the server: the pixels of photographs that the case's history says
    /// were received before `until`. Both moments are the server's.
    fn purge(&self, until: Timestamp) -> Result<(), StoreError> {
        if planted(Bug::PurgesUnacknowledged) {
            self.execute(
                "UPDATE photograph_bytes SET jpeg = NULL WHERE photograph IN
                    (SELECT id FROM photograph WHERE state <> 'draft')",
                params![],
            )?;
        }
        self.execute(
            "UPDATE photograph_bytes SET jpeg = NULL WHERE jpeg IS NOT NULL AND photograph IN
                (SELECT p.id FROM photograph p JOIN operation o ON o.id = p.named_by
                 WHERE p.state = 'sent' AND o.state = 'applied'
                   AND o.received_at <= ?1 AND p.sent_at <= ?1)",
            params![millis(until)],
        )
    }

    /// The reports that an effect touches, for observers.
    pub(crate) fn touched_by(&self, effect: &Effect) -> Result<Option<ReportId>, StoreError> {
        let by = |sql: &str, value: &dyn rusqlite::ToSql| -> Result<Option<ReportId>, StoreError> {
            let bytes: Vec<u8> = self
                .0
                .prepare_cached(sql)?
                .query_row([value], |row| row.get(0))?;
            Ok(Some(ReportId::from_bytes(super::id_bytes(
                &bytes, "report",
            )?)))
        };
        match effect {
            Effect::Applied { operation, .. }
            | Effect::Park { operation, .. }
            | Effect::Delay { operation, .. } => by(
                "SELECT report FROM operation WHERE id = ?1",
                &&operation.as_bytes()[..],
            ),
            Effect::PhotographSent(photograph)
            | Effect::PhotographGone(photograph)
            | Effect::ParkPhotograph { photograph, .. } => {
                by("SELECT report FROM photograph WHERE id = ?1", &photograph.0)
            }
            Effect::KeepResult { result, .. } => match self.report_of_result(*result) {
                Ok(report) => Ok(Some(report)),
                Err(StoreError::NotFound) => Ok(None),
                Err(other) => Err(other),
            },
            Effect::Withdrawn(report) => Ok(Some(*report)),
            Effect::Remember(change) => Ok(Some(change.report)),
            _ => Ok(None),
        }
    }
}
