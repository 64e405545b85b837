use std::sync::Arc;

use async_trait::async_trait;
use jiff::Timestamp;
use langnghe_wire::{Reference, ReportId, Sha256};

use super::super::{SqliteStore, accounts, act, cases, doubles};
use crate::{
    case::{Action, Moment},
    doubles::Beside,
    identity::{ReporterId, Scope, UserId, Viewer},
    store::{
        ActError, CaseCounts, CaseDetail, CaseFilter, CasePage, Cases, Cluster, CommuneCounts,
        MapPart, News, Page, StoreError,
    },
};

#[async_trait]
impl Cases for SqliteStore {
    async fn cases(
        &self,
        viewer: &Viewer,
        filter: CaseFilter,
        page: Page,
    ) -> Result<CasePage, StoreError> {
        let viewer = viewer.clone();
        self.readers
            .read(move |db| cases::list(db, &viewer, &filter, None, page))
            .await
    }

    async fn pressing_first(
        &self,
        viewer: &Viewer,
        filter: CaseFilter,
        before: Timestamp,
        page: Page,
    ) -> Result<CasePage, StoreError> {
        let viewer = viewer.clone();
        self.readers
            .read(move |db| cases::list(db, &viewer, &filter, Some(before), page))
            .await
    }

    async fn count_cases(&self, viewer: &Viewer, now: Timestamp) -> Result<CaseCounts, StoreError> {
        let viewer = viewer.clone();
        self.readers
            .read(move |db| cases::count_all(db, &viewer, now))
            .await
    }

    async fn news(&self, viewer: &Viewer, since: Option<u64>) -> Result<News, StoreError> {
        let viewer = viewer.clone();
        self.readers
            .read(move |db| cases::news(db, &viewer, since))
            .await
    }

    async fn clusters(
        &self,
        viewer: &Viewer,
        filter: CaseFilter,
        part: MapPart,
    ) -> Result<Vec<Cluster>, StoreError> {
        let viewer = viewer.clone();
        self.readers
            .read(move |db| cases::clusters(db, &viewer, &filter, &part))
            .await
    }

    async fn count_by_commune(
        &self,
        viewer: &Viewer,
        filter: CaseFilter,
    ) -> Result<CommuneCounts, StoreError> {
        let viewer = viewer.clone();
        self.readers
            .read(move |db| cases::count_by_commune(db, &viewer, &filter))
            .await
    }

    async fn case(
        &self,
        viewer: &Viewer,
        report: ReportId,
    ) -> Result<Option<CaseDetail>, StoreError> {
        let scope = viewer.scope.clone();
        self.readers
            .read(move |db| cases::detail(db, &scope, report))
            .await
    }

    async fn act(
        &self,
        viewer: &Viewer,
        report: ReportId,
        action: Action,
        expected_version: u64,
        moment: Moment,
    ) -> Result<CaseDetail, ActError> {
        let viewer = viewer.clone();
        let entropy = Arc::clone(&self.entropy);
        self.writer
            .run(move |db| {
                let decision = act::Wanted {
                    viewer: &viewer,
                    report,
                    action: &action,
                    expected_version,
                };
                act::act(db, entropy.as_ref(), &decision, &moment)
            })
            .await
    }

    async fn colleagues(
        &self,
        viewer: &Viewer,
        report: ReportId,
    ) -> Result<Vec<(UserId, String)>, StoreError> {
        let scope = viewer.scope.clone();
        self.readers
            .read(move |db| accounts::colleagues(db, &scope, report))
            .await
    }

    async fn officers(
        &self,
        viewer: &Viewer,
        commune: Option<String>,
    ) -> Result<Vec<(UserId, String)>, StoreError> {
        let scope = match (&viewer.scope, commune) {
            (Scope::Province, Some(commune)) => Scope::Commune(commune),
            (own, _) => own.clone(),
        };
        self.readers
            .read(move |db| accounts::officers(db, &scope))
            .await
    }

    async fn close_unanswered(&self, moment: Moment) -> Result<usize, StoreError> {
        let entropy = Arc::clone(&self.entropy);
        self.writer
            .run(move |db| act::close_unanswered(db, entropy.as_ref(), &moment))
            .await
    }

    async fn by_reference(
        &self,
        viewer: &Viewer,
        reference: &Reference,
    ) -> Result<Option<ReportId>, StoreError> {
        let (scope, reference) = (viewer.scope.clone(), reference.clone());
        self.readers
            .read(move |db| cases::by_reference(db, &scope, &reference))
            .await
    }

    async fn beside(
        &self,
        viewer: &Viewer,
        report: ReportId,
    ) -> Result<Option<Beside>, StoreError> {
        let scope = viewer.scope.clone();
        self.readers
            .read(move |db| doubles::beside(db, &scope, report))
            .await
    }

    async fn photograph(
        &self,
        viewer: &Viewer,
        report: ReportId,
        sha256: Sha256,
    ) -> Result<Option<ReporterId>, StoreError> {
        let scope = viewer.scope.clone();
        self.readers
            .read(move |db| cases::photograph(db, &scope, report, sha256))
            .await
    }

    async fn record_look(
        &self,
        user: UserId,
        report: ReportId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.writer
            .run(move |db| cases::record_look(db, user, report, now))
            .await
    }
}
