use std::sync::Arc;

use async_trait::async_trait;
use jiff::Timestamp;
use langnghe_wire::DeviceId;
use langnghe_wire::sync::{Cursor, OperationResult};

use super::super::{SqliteStore, changes, devices, operations};
use crate::{
    case::Moment,
    case::decide::Incoming,
    identity::{Device, NewDevice, ReporterId},
    store::{ChangePage, Phones, RegisterError, StoreError},
};

#[async_trait]
impl Phones for SqliteStore {
    async fn device(&self, id: DeviceId) -> Result<Option<Device>, StoreError> {
        self.readers.read(move |db| devices::find(db, id)).await
    }

    async fn register(&self, device: NewDevice, now: Timestamp) -> Result<Device, RegisterError> {
        self.writer
            .run(move |db| devices::register(db, &device, now))
            .await
    }

    async fn keep_skew(&self, device: DeviceId, skew_ms: i64) -> Result<(), StoreError> {
        self.writer
            .run(move |db| devices::keep_skew(db, device, skew_ms))
            .await
    }

    async fn apply(
        &self,
        device: Device,
        operations: Vec<Incoming>,
        moment: Moment,
    ) -> Result<Vec<OperationResult>, StoreError> {
        let entropy = Arc::clone(&self.entropy);
        self.writer
            .run(move |db| {
                operations::apply_all(db, entropy.as_ref(), &device, &operations, &moment)
            })
            .await
    }

    async fn changes(
        &self,
        reporter: ReporterId,
        cursor: Option<Cursor>,
    ) -> Result<ChangePage, StoreError> {
        self.readers
            .read(move |db| changes::page(db, reporter, cursor.as_ref()))
            .await
    }
}
