//! A phone, as far as the store sees one.

use std::{collections::BTreeMap, sync::Mutex};

use super::{Desk, HERE};
use bytes::Bytes;
use langnghe_places::Communes;
use langnghe_server::{
    case::{Moment, decide::Incoming},
    identity::Device,
    store::BeginUpload,
};
use langnghe_wire::{
    Attachment, Body, Change, DeviceToken, Filing, OperationId, Outcome, Place, Point, ReportId,
    Sha256, Visibility,
    change::What,
    operation::{Header, freeze},
};
use reqwest::StatusCode;

/// A phone, as far as the store sees one.
pub(crate) struct Phone<'a> {
    pub(super) desk: &'a Desk,
    pub(super) device: Device,
    pub(super) next: Mutex<BTreeMap<ReportId, u32>>,
}

impl Phone<'_> {
    /// Files a report in [`HERE`].
    pub(crate) async fn file(&self, category: &str, text: &str, photographs: &[Bytes]) -> ReportId {
        self.file_in(HERE, category, text, photographs).await
    }

    pub(crate) async fn file_in(
        &self,
        commune: &str,
        category: &str,
        text: &str,
        photographs: &[Bytes],
    ) -> ReportId {
        let filing = self.filing_in(commune, category, text, photographs);
        self.file_this(filing).await
    }

    /// Files a report that says just this.
    pub(crate) async fn file_this(&self, filing: Filing) -> ReportId {
        let report = ReportId::new(self.desk.now(), self.random());
        self.operate(report, Body::File(filing)).await;
        report
    }

    /// What a report says of something in the middle of a commune.
    pub(crate) fn filing_in(
        &self,
        commune: &str,
        category: &str,
        text: &str,
        photographs: &[Bytes],
    ) -> Filing {
        let centre = Communes::bundled().by_code(commune).unwrap().centre;
        let point = Point {
            lat: centre.lat,
            lon: centre.lon,
            accuracy: Some(12.0),
        };
        let attachments = photographs
            .iter()
            .map(|bytes| Attachment::photo(Sha256::of(bytes), bytes.len() as u64))
            .collect();
        Filing {
            category: category.to_owned(),
            text: text.to_owned(),
            place: Place {
                point: Some(point),
                commune: Some(commune.to_owned()),
                detail: None,
            },
            noticed_at: self.desk.now(),
            visibility: Visibility::NameHidden,
            attachments,
            answers: vec![],
            catalogue: 1,
            consent: Some(1),
            supersedes: None,
        }
    }

    /// Does something to a report, and expects the server to take it.
    pub(crate) async fn operate(&self, report: ReportId, body: Body) {
        let n = *self
            .next
            .lock()
            .unwrap()
            .entry(report)
            .and_modify(|n| *n += 1)
            .or_insert(0);
        let at = self.desk.now();
        let id = OperationId::new(at, self.random());
        let frozen = freeze(
            Header {
                id,
                report,
                n,
                supersedes: None,
                at,
            },
            &body,
        )
        .unwrap();
        let moment = Moment::new(at, self.desk.state.rules.current());
        let incoming = Incoming::read(&frozen.bytes, &moment, &[]).unwrap();
        let results = self
            .desk
            .state
            .store
            .apply(self.device.clone(), vec![incoming], moment)
            .await
            .unwrap();
        assert!(
            matches!(results[0].outcome, Outcome::Applied(_)),
            "{:?}",
            results[0]
        );
    }

    /// A photograph arrives, whole.
    pub(crate) async fn deliver(&self, photograph: &Bytes) {
        let Desk { state, .. } = self.desk;
        let (reporter, sha256) = (self.device.reporter, Sha256::of(photograph));
        let begin = BeginUpload {
            sha256,
            length: photograph.len() as u64,
        };
        state
            .store
            .begin_upload(reporter, begin, self.desk.now())
            .await
            .unwrap();
        state
            .blobs
            .write(reporter, sha256, photograph.clone())
            .await
            .unwrap();
        state
            .store
            .complete_upload(reporter, sha256, self.desk.now())
            .await
            .unwrap();
    }

    /// What the phone is told of a report.
    pub(crate) async fn told(&self, report: ReportId) -> Vec<What> {
        let page = self
            .desk
            .state
            .store
            .changes(self.device.reporter, None)
            .await
            .unwrap();
        let history = |change: Change| match change.what {
            What::Snapshot { history } if change.report == report => Some(history),
            _ => None,
        };
        let history = page
            .changes
            .into_iter()
            .find_map(history)
            .expect("the report is known");
        history.into_iter().map(|change| change.what).collect()
    }

    /// A photograph of a result, as the phone fetches it; none if it isn't there for this phone.
    pub(crate) async fn result(&self, sha256: Sha256) -> Option<Bytes> {
        let browser = self.desk.browser();
        let url = format!("{}/v1/photographs/{sha256}", browser.server);
        let token = DeviceToken::from_random([self.device.id.as_bytes()[0]; 32]);
        let request = browser.client.get(url);
        let request = request.header("authorization", token.bearer(self.device.id));
        let answer = request.send().await.unwrap();
        if answer.status() == StatusCode::NOT_FOUND {
            assert_eq!(answer.headers()["langnghe-problem"], "unknown_upload");
            return None;
        }
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(answer.headers()["content-type"], "image/jpeg");
        Some(answer.bytes().await.unwrap())
    }

    fn random(&self) -> [u8; 10] {
        self.desk.state.entropy.bytes_10()
    }
}

/// A photograph as phones prepare it; another one for each `n`.
pub(crate) fn photograph(n: usize) -> Bytes {
    const CAMERAS: [&[u8]; 2] = [
        include_bytes!("../../../../core/photo/fixtures/Landscape_1.jpg"),
        include_bytes!("../../../../core/photo/fixtures/DSCN0010.jpg"),
    ];
    langnghe_photo::prepare(CAMERAS[n]).unwrap().photo.into()
}
