//! What coordinators settle, in versions.

use async_trait::async_trait;
use jiff::Timestamp;

use super::super::StoreError;
use crate::settings::{Kind, NewSetting, Setting, Settlement};

/// What coordinators settle, in versions.
#[async_trait]
pub trait Settlements {
    /// The newest version of each document that was ever settled.
    async fn settings(&self) -> Result<Vec<Setting>, StoreError>;

    /// Keeps a version of a document; false if that version is there already, because somebody
    /// else was sooner.
    async fn settle(&self, new: NewSetting, now: Timestamp) -> Result<bool, StoreError>;

    /// One version of a document.
    async fn setting(&self, kind: Kind, version: u32) -> Result<Option<Settlement>, StoreError>;

    /// The versions of a document that come before one, the newest first.
    async fn settlements(
        &self,
        kind: Kind,
        before: u32,
        limit: u32,
    ) -> Result<Vec<Settlement>, StoreError>;
}
