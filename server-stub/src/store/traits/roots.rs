//! The roots of the days, which make the record one that can't be rewritten.

use async_trait::async_trait;
use jiff::Timestamp;

use super::super::StoreError;
use crate::chain::Root;

/// The roots of the days, which make the record one that can't be rewritten.
#[async_trait]
pub trait Roots {
    /// Makes the root of the first day that is over at `now` and has none; false if there is no
    /// such day. What was stamped before `now` must have been committed.
    async fn close_a_day(&self, now: Timestamp) -> Result<bool, StoreError>;

    /// The daily roots behind a number, so many at most.
    async fn roots(&self, after: u64, limit: usize) -> Result<Vec<Root>, StoreError>;
}
