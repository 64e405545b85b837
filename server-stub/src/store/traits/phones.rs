//! What phones hand in, and what they are told.

use async_trait::async_trait;
use jiff::Timestamp;
use langnghe_wire::DeviceId;
use langnghe_wire::sync::{Cursor, OperationResult};

use super::super::{ChangePage, RegisterError, StoreError};
use crate::{
    case::Moment,
    case::decide::Incoming,
    identity::{Device, NewDevice, ReporterId},
};

/// What phones hand in, and what they are told.
#[async_trait]
pub trait Phones {
    /// The device, if it is registered.
    async fn device(&self, id: DeviceId) -> Result<Option<Device>, StoreError>;

    /// Registers a device and makes its reporter. Repeating it changes nothing.
    async fn register(&self, device: NewDevice, now: Timestamp) -> Result<Device, RegisterError>;

    /// Keeps how far a device's clock is off, in milliseconds.
    async fn keep_skew(&self, device: DeviceId, skew_ms: i64) -> Result<(), StoreError>;

    /// Applies operations in order, each in its own savepoint, all in one transaction: those
    /// that can't be applied are answered so and don't touch the others.
    async fn apply(
        &self,
        device: Device,
        operations: Vec<Incoming>,
        moment: Moment,
    ) -> Result<Vec<OperationResult>, StoreError>;

    /// What happened to a reporter's cases behind a cursor, in the order of commits; without a
    /// cursor, or with one that this database didn't write, snapshots of all of them.
    async fn changes(
        &self,
        reporter: ReporterId,
        cursor: Option<Cursor>,
    ) -> Result<ChangePage, StoreError>;
}
