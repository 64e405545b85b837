//! Bugs that are planted around the product on purpose, to show in every run that the simulation
//! would find them. `tests/mutants` plants others in the product itself.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex},
};

use async_trait::async_trait;
use bytes::Bytes;
use langnghe_core::transport::{Credentials, Failure, Progress, Transport, Unreachable};
use langnghe_wire::{
    Cursor, Envelope, OperationId, Outcome, Sha256, SyncRequest, SyncResponse,
    sync::{Applied, OperationResult},
};
use serde_json::value::RawValue;

/// A bug.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bug {
    /// The server acknowledges before its commit is on disk; a restart loses it.
    AcknowledgesBeforeItsDisk,
    /// The phone's store doesn't sync: a kill loses what was written last.
    StoreDoesNotSync,
    /// What is sent again is filed as another report.
    NewIdOnRetry,
    /// A photograph counts as sent once its last byte has left the phone.
    SentOnceItLeft,
    /// Whatever answers, the operations count as applied.
    AnyAnswerCounts,
    /// The client underneath tries again by itself, at once.
    RetriesUnderneath,
    /// An upload goes on where the phone believes it stands, and nobody looks when it doesn't.
    NeverAsksWhereItStands,
}

impl Bug {
    pub(crate) const ALL: [Self; 7] = [
        Self::AcknowledgesBeforeItsDisk,
        Self::StoreDoesNotSync,
        Self::NewIdOnRetry,
        Self::SentOnceItLeft,
        Self::AnyAnswerCounts,
        Self::RetriesUnderneath,
        Self::NeverAsksWhereItStands,
    ];

    /// Words of the violation by which it has to be found.
    pub(crate) fn is_found_as(self) -> &'static str {
        match self {
            Self::AcknowledgesBeforeItsDisk => "never came to the server: Complete",
            Self::AnyAnswerCounts => "is shown as received, and is not on the server",
            Self::StoreDoesNotSync => "its person saved",
            Self::NewIdOnRetry => "it was doubled",
            Self::SentOnceItLeft => "photographs are shown as received",
            Self::RetriesUnderneath => "without one answer",
            Self::NeverAsksWhereItStands => "after two hours of calm there wait",
        }
    }
}

/// A transport with a bug in it.
#[derive(Debug)]
pub(crate) struct Planted {
    bug: Bug,
    inner: Arc<dyn Transport>,
    sent: Mutex<BTreeSet<OperationId>>,
    epoch: Mutex<String>,
}

impl Planted {
    pub(crate) fn new(bug: Bug, inner: Arc<dyn Transport>) -> Self {
        Self {
            bug,
            inner,
            sent: Mutex::default(),
            epoch: Mutex::default(),
        }
    }

    /// The answer, as the phone that has the bug sees it.
    fn seen(&self, request: &SyncRequest, mut answer: SyncResponse) -> SyncResponse {
        self.epoch.lock().unwrap().clone_from(&answer.epoch);
        let sent = request.operations.iter().zip(&mut answer.results);
        for (raw, result) in sent {
            result.id = Envelope::read(raw.get()).unwrap().id;
        }
        answer
    }

    fn taken_for_an_answer(&self, request: &SyncRequest) -> SyncResponse {
        let applied = |raw: &RawValue| OperationResult {
            id: Envelope::read(raw.get()).unwrap().id,
            outcome: Outcome::Applied(Applied {
                received_at: request.now,
                reference: None,
            }),
        };
        SyncResponse {
            epoch: self.epoch.lock().unwrap().clone(),
            results: request.operations.iter().map(|raw| applied(raw)).collect(),
            changes: vec![],
            cursor: request.cursor.clone().unwrap_or(Cursor(String::new())),
            more: false,
            backed_up_through: None,
            catalogue: 0,
            now: request.now,
        }
    }

    /// The operation; if it was sent before, under another id and for another report.
    fn renamed(&self, raw: &RawValue) -> Box<RawValue> {
        let envelope = Envelope::read(raw.get()).unwrap();
        if self.sent.lock().unwrap().insert(envelope.id) {
            return raw.to_owned();
        }
        let (id, report) = (envelope.id, envelope.report);
        let json = raw
            .get()
            .replace(
                &id.to_string(),
                &OperationId::from_bytes(renamed(id.as_bytes())).to_string(),
            )
            .replace(
                &report.to_string(),
                &langnghe_wire::ReportId::from_bytes(renamed(report.as_bytes())).to_string(),
            );
        RawValue::from_string(json).unwrap()
    }
}

#[async_trait]
impl Transport for Planted {
    async fn sync(
        &self,
        who: &Credentials,
        request: &SyncRequest,
    ) -> Result<SyncResponse, Failure> {
        let original = request;
        let mut request = request.clone();
        if self.bug == Bug::NewIdOnRetry {
            request.operations = request
                .operations
                .iter()
                .map(|raw| self.renamed(raw))
                .collect();
        }
        let mut answer = self.inner.sync(who, &request).await;
        if self.bug == Bug::RetriesUnderneath {
            for _ in 0..5 {
                if answer.is_err() {
                    answer = self.inner.sync(who, &request).await;
                }
            }
        }
        match answer {
            Err(Failure::Unreachable(Unreachable::NotOurServer))
                if self.bug == Bug::AnyAnswerCounts =>
            {
                Ok(self.taken_for_an_answer(original))
            }
            Ok(answer) => Ok(self.seen(original, answer)),
            Err(failure) => Err(failure),
        }
    }

    async fn create_upload(
        &self,
        who: &Credentials,
        sha256: Sha256,
        bytes: Bytes,
        progress: Progress,
    ) -> Result<u64, Failure> {
        let length = bytes.len() as u64;
        let answer = self.inner.create_upload(who, sha256, bytes, progress).await;
        match answer {
            Err(Failure::Unreachable(_)) if self.bug == Bug::SentOnceItLeft => Ok(length),
            other => other,
        }
    }

    async fn upload_offset(&self, who: &Credentials, sha256: Sha256) -> Result<u64, Failure> {
        if self.bug == Bug::NeverAsksWhereItStands {
            return Ok(1);
        }
        self.inner.upload_offset(who, sha256).await
    }

    async fn append_upload(
        &self,
        who: &Credentials,
        sha256: Sha256,
        offset: u64,
        rest: Bytes,
        progress: Progress,
    ) -> Result<u64, Failure> {
        self.inner
            .append_upload(who, sha256, offset, rest, progress)
            .await
    }

    async fn photograph(&self, who: &Credentials, sha256: Sha256) -> Result<Vec<u8>, Failure> {
        self.inner.photograph(who, sha256).await
    }

    async fn catalogue(&self) -> Result<String, Failure> {
        self.inner.catalogue().await
    }
}

fn renamed(bytes: &[u8; 16]) -> [u8; 16] {
    let mut bytes = *bytes;
    bytes[15] ^= 0x55;
    bytes
}
