use std::sync::Arc;

use async_trait::async_trait;
use jiff::Timestamp;
use langnghe_wire::ReportId;

use super::super::{SqliteStore, intake};
use crate::{
    case::{Case, Moment},
    identity::{ReporterId, UserId},
    intake::Entry,
    store::{Intake, StoreError},
};

#[async_trait]
impl Intake for SqliteStore {
    async fn begin_intake(
        &self,
        user: UserId,
        report: ReportId,
        now: Timestamp,
    ) -> Result<Option<ReporterId>, StoreError> {
        self.writer
            .run(move |db| intake::begin(db, user, report, now))
            .await
    }

    async fn enter(
        &self,
        user: UserId,
        entry: Entry,
        moment: Moment,
    ) -> Result<Option<Case>, StoreError> {
        let entropy = Arc::clone(&self.entropy);
        self.writer
            .run(move |db| intake::enter(db, entropy.as_ref(), user, &entry, &moment))
            .await
    }

    async fn entered(&self, user: UserId, report: ReportId) -> Result<Option<Case>, StoreError> {
        self.readers
            .read(move |db| intake::entered(db, user, report))
            .await
    }
}
