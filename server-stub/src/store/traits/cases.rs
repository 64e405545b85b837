//! Cases, as officers see them and see to them.

use async_trait::async_trait;
use jiff::Timestamp;
use langnghe_wire::{Reference, ReportId, Sha256};

use super::super::{
    ActError, CaseCounts, CaseDetail, CaseFilter, CasePage, Cluster, CommuneCounts, MapPart, News,
    Page, StoreError,
};
use crate::{
    case::{Action, Moment},
    doubles::Beside,
    identity::{ReporterId, UserId, Viewer},
};

/// Cases, as officers see them and see to them.
#[async_trait]
pub trait Cases {
    /// The cases that a viewer may see: open ones by the next clock that runs out, others and
    /// found ones from the newest on. A page costs the same wherever it stands in the list, and
    /// however many cases there are.
    async fn cases(
        &self,
        viewer: &Viewer,
        filter: CaseFilter,
        page: Page,
    ) -> Result<CasePage, StoreError>;

    /// The same, where open cases whose running clock runs out before a moment stand first in every
    /// list, the most pressing in front of all.
    async fn pressing_first(
        &self,
        viewer: &Viewer,
        filter: CaseFilter,
        before: Timestamp,
        page: Page,
    ) -> Result<CasePage, StoreError>;

    /// How many cases a viewer may see: by state, by how their clocks stand at `now`, and their
    /// own.
    async fn count_cases(&self, viewer: &Viewer, now: Timestamp) -> Result<CaseCounts, StoreError>;

    /// What happened since a place in the record; without one, only where the record ends now.
    async fn news(&self, viewer: &Viewer, since: Option<u64>) -> Result<News, StoreError>;

    /// Where the cases of a filter lie, on a part of the map. Of a filter that asks for more than
    /// for open cases or for all, those that stand first in the list.
    async fn clusters(
        &self,
        viewer: &Viewer,
        filter: CaseFilter,
        part: MapPart,
    ) -> Result<Vec<Cluster>, StoreError>;

    /// How many cases of a filter lie in each commune: all of them, where the filter asks for open
    /// cases, all or one state, or for what open ones or all are found by (words, category, unit,
    /// officer). Any other is counted in each commune as far as a look at some cases goes.
    async fn count_by_commune(
        &self,
        viewer: &Viewer,
        filter: CaseFilter,
    ) -> Result<CommuneCounts, StoreError>;

    /// One case with its attachments and its history; none if the viewer may not see it.
    async fn case(
        &self,
        viewer: &Viewer,
        report: ReportId,
    ) -> Result<Option<CaseDetail>, StoreError>;

    /// Does something to a case for its unit. `expected_version` is the version that the viewer
    /// has seen: if more happened meanwhile, nothing is done. Photographs of the result are files
    /// already, each begun by [`begin_result`](super::Uploads::begin_result).
    async fn act(
        &self,
        viewer: &Viewer,
        report: ReportId,
        action: Action,
        expected_version: u64,
        moment: Moment,
    ) -> Result<CaseDetail, ActError>;

    /// Who could see to a case: officers of its unit or commune, by name; nobody, if the viewer
    /// may not see it.
    async fn colleagues(
        &self,
        viewer: &Viewer,
        report: ReportId,
    ) -> Result<Vec<(UserId, String)>, StoreError>;

    /// Officers who may have cases that the viewer sees, by name: of their unit and its commune, or
    /// of their commune and its units. Of the whole province they would be hundreds: whoever sees it
    /// is told those of one commune.
    async fn officers(
        &self,
        viewer: &Viewer,
        commune: Option<String>,
    ) -> Result<Vec<(UserId, String)>, StoreError>;

    /// Closes resolved cases to which nobody answered in time, a hundred at most; how many there
    /// were.
    async fn close_unanswered(&self, moment: Moment) -> Result<usize, StoreError>;

    /// The case with a public reference; none if the viewer may not see it.
    async fn by_reference(
        &self,
        viewer: &Viewer,
        reference: &Reference,
    ) -> Result<Option<ReportId>, StoreError>;

    /// The case with those that stand beside it; none if the viewer may not see it.
    async fn beside(&self, viewer: &Viewer, report: ReportId)
    -> Result<Option<Beside>, StoreError>;

    /// Whose photograph it is, if the case names it, it has arrived, and the viewer may see the
    /// case: with it, [`Blobs::read`](crate::blob::Blobs::read) has the bytes.
    async fn photograph(
        &self,
        viewer: &Viewer,
        report: ReportId,
        sha256: Sha256,
    ) -> Result<Option<ReporterId>, StoreError>;

    /// Writes down that somebody looked at a case.
    async fn record_look(
        &self,
        user: UserId,
        report: ReportId,
        now: Timestamp,
    ) -> Result<(), StoreError>;
}
