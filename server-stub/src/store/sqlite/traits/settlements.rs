use async_trait::async_trait;
use jiff::Timestamp;

use super::super::{SqliteStore, settings};
use crate::{
    settings::{Kind, NewSetting, Setting, Settlement},
    store::{Settlements, StoreError},
};

#[async_trait]
impl Settlements for SqliteStore {
    async fn settings(&self) -> Result<Vec<Setting>, StoreError> {
        self.readers.read(settings::newest).await
    }

    async fn settle(&self, new: NewSetting, now: Timestamp) -> Result<bool, StoreError> {
        self.writer
            .run(move |db| settings::settle(db, &new, now))
            .await
    }

    async fn setting(&self, kind: Kind, version: u32) -> Result<Option<Settlement>, StoreError> {
        self.readers
            .read(move |db| settings::find(db, kind, version))
            .await
    }

    async fn settlements(
        &self,
        kind: Kind,
        before: u32,
        limit: u32,
    ) -> Result<Vec<Settlement>, StoreError> {
        self.readers
            .read(move |db| settings::before(db, kind, before, limit))
            .await
    }
}
