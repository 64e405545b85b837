//! Reports that officers enter.

use async_trait::async_trait;
use jiff::Timestamp;
use langnghe_wire::ReportId;

use super::super::StoreError;
use crate::{
    case::{Case, Moment},
    identity::{ReporterId, UserId},
    intake::Entry,
};

/// Reports that officers enter.
#[async_trait]
pub trait Intake {
    /// Begins the entering of a report, under the id that its form carries: for which reporter.
    /// Repeating it changes nothing. None if the report is another's, or came another way.
    async fn begin_intake(
        &self,
        user: UserId,
        report: ReportId,
        now: Timestamp,
    ) -> Result<Option<ReporterId>, StoreError>;

    /// Enters a report, begun or not: the case, which entering again doesn't change. None as with
    /// [`begin_intake`](Self::begin_intake). Its photographs are files already, each begun by
    /// [`begin_result`](super::Uploads::begin_result).
    async fn enter(
        &self,
        user: UserId,
        entry: Entry,
        moment: Moment,
    ) -> Result<Option<Case>, StoreError>;

    /// A case that this user entered, wherever it went.
    async fn entered(&self, user: UserId, report: ReportId) -> Result<Option<Case>, StoreError>;
}
