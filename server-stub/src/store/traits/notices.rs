//! Notices that wait to be sent.

use std::collections::BTreeMap;

use async_trait::async_trait;
use jiff::Timestamp;
use jiff::civil::Date;

use super::super::StoreError;
use crate::notices::{Ending, Given, Notice};

/// Notices that wait to be sent.
#[async_trait]
pub trait Notices {
    /// Writes a digest of that day for each active user who has an e-mail address and none of it
    /// yet; how many.
    async fn write_digests(&self, day: Date, now: Timestamp) -> Result<u64, StoreError>;

    /// Notices whose time has come, so many at most, those first that wait longest.
    async fn due_notices(&self, now: Timestamp, limit: usize) -> Result<Vec<Notice>, StoreError>;

    /// Writes down that a notice is tried now, and next at another time. Returns where it goes, as
    /// that was last given; none if it no longer waits, or was tried meanwhile.
    async fn begin_notice(
        &self,
        notice: Notice,
        again: Timestamp,
    ) -> Result<Option<Given>, StoreError>;

    /// Writes down how a notice ended.
    async fn end_notice(
        &self,
        notice: i64,
        ending: Ending,
        now: Timestamp,
    ) -> Result<(), StoreError>;

    /// How many notices wait (`waiting`), and how many ended in which way, by its name.
    async fn count_notices(&self) -> Result<BTreeMap<String, u64>, StoreError>;
}
