//! A server in memory that keeps the protocol's word: the model against which the queue is
//! tested by the thousand. The real server is tested with the same queue over real sockets.

use std::{
    collections::{HashMap, HashSet, VecDeque},
    sync::{Mutex, MutexGuard, PoisonError},
};

use async_trait::async_trait;
use bytes::Bytes;
use jiff::Timestamp;
use langnghe_wire::{
    Answer, Attachment, Body, CaseStatus, Change, Code, Cursor, DeviceId, Envelope, EventId,
    OperationId, Outcome, Reference, ReportId, ResultPhotograph, Sha256, SyncRequest, SyncResponse,
    What,
    sync::{Applied, OperationResult, Refused},
    words::Words,
};

use crate::transport::{Credentials, Failure, Meter, Progress, Transport, Unreachable};

/// What goes wrong with one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It never arrives.
    Lost,
    /// It arrives and is done; the answer is lost.
    AnswerLost,
    /// It arrives twice; the second answer is the one that is heard.
    Twice,
    /// Of an upload only half arrives; anything else is [`Lost`](Self::Lost).
    Half,
    /// The server answers with this.
    Problem(Code),
}

/// A server in memory.
#[derive(Debug)]
pub struct ModelServer {
    state: Mutex<State>,
    meter: Meter,
}

#[derive(Debug, Clone)]
struct State {
    now: Timestamp,
    epoch: u32,
    devices: HashSet<DeviceId>,
    faults: VecDeque<Fault>,
    is_unreachable: bool,
    unknown_kinds: HashSet<String>,
    refusals: HashMap<ReportId, Code>,
    answers: HashMap<OperationId, (Sha256, Answer)>,
    next_n: HashMap<ReportId, u32>,
    applied: Vec<(ReportId, String)>,
    uploads: HashMap<Sha256, Vec<u8>>,
    named: HashMap<Sha256, (ReportId, u64)>,
    complete: HashSet<Sha256>,
    results: HashMap<Sha256, Vec<u8>>,
    changes: Vec<Change>,
    /// Its catalogue's version, and the catalogue.
    catalogue: (u32, Option<String>),
    requests: u32,
    bytes_received: u64,
}

impl ModelServer {
    /// An empty server.
    #[must_use]
    pub fn new(now: Timestamp) -> Self {
        let state = State {
            now,
            epoch: 1,
            devices: HashSet::new(),
            faults: VecDeque::new(),
            is_unreachable: false,
            unknown_kinds: HashSet::new(),
            refusals: HashMap::new(),
            answers: HashMap::new(),
            next_n: HashMap::new(),
            applied: Vec::new(),
            uploads: HashMap::new(),
            named: HashMap::new(),
            complete: HashSet::new(),
            results: HashMap::new(),
            changes: Vec::new(),
            catalogue: (0, None),
            requests: 0,
            bytes_received: 0,
        };
        Self {
            state: Mutex::new(state),
            meter: Meter::default(),
        }
    }

    /// The next requests fail like this, one fault each.
    pub fn will_fail(&self, faults: impl IntoIterator<Item = Fault>) {
        self.state().faults.extend(faults);
    }

    /// Nothing arrives, until it is reachable again.
    pub fn is_reachable(&self, reachable: bool) {
        self.state().is_unreachable = !reachable;
    }

    /// Whether it knows a kind of operation.
    pub fn knows(&self, kind: &str, known: bool) {
        let mut state = self.state();
        if known {
            state.unknown_kinds.remove(kind);
        } else {
            state.unknown_kinds.insert(kind.to_owned());
        }
    }

    /// From now on it has this catalogue, of that version.
    pub fn has_catalogue(&self, version: u32, json: String) {
        self.state().catalogue = (version, Some(json));
    }

    /// It will refuse what is said of this report.
    pub fn refuses(&self, report: ReportId, code: Code) {
        self.state().refusals.insert(report, code);
    }

    /// It will refuse nothing more of this report.
    pub fn takes(&self, report: ReportId) {
        self.state().refusals.remove(&report);
    }

    /// The operations that were applied, in order: report and kind.
    #[must_use]
    pub fn applied(&self) -> Vec<(ReportId, String)> {
        self.state().applied.clone()
    }

    /// Photographs that are whole.
    #[must_use]
    pub fn photographs(&self) -> usize {
        self.state().complete.len()
    }

    /// Requests that arrived, or were lost on the way.
    #[must_use]
    pub fn requests(&self) -> u32 {
        self.state().requests
    }

    /// Bytes of photographs that arrived.
    #[must_use]
    pub fn bytes_received(&self) -> u64 {
        self.state().bytes_received
    }

    /// Something happens to a case.
    pub fn happens(&self, report: ReportId, what: What) {
        self.state().happens(report, what);
    }

    /// It gives these bytes for a photograph of the result that it names.
    pub fn gives(&self, named: ResultPhotograph, answered: &[u8]) {
        let results = &mut self.state().results;
        results.insert(named.sha256, answered.to_vec());
    }

    /// A case is resolved, and this is how it looks now. What the server names and what it gives
    /// under that name may differ: it answers with the bytes of `answered`.
    pub fn shows_result(&self, report: ReportId, named: ResultPhotograph, answered: &[u8]) {
        self.gives(named, answered);
        let resolved = What::Status {
            status: CaseStatus::Resolved,
            reason: None,
            belongs: None,
            photographs: vec![named],
            resolution: None,
        };
        self.happens(report, resolved);
    }

    /// It dies, and comes back from a backup that was empty.
    pub fn restore_empty(&self) {
        let mut state = self.state();
        let fresh = Self::new(state.now)
            .state
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        *state = State {
            epoch: state.epoch + 1,
            requests: state.requests,
            ..fresh
        };
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does `work` as the next fault has it.
    fn exchange<T>(&self, work: impl Fn(&mut State) -> Result<T, Failure>) -> Result<T, Failure> {
        let mut state = self.state();
        state.requests += 1;
        if state.is_unreachable {
            return Err(Unreachable::NoConnection.into());
        }
        match state.faults.pop_front() {
            None | Some(Fault::Half) => work(&mut state),
            Some(Fault::Lost) => Err(Unreachable::NoConnection.into()),
            Some(Fault::AnswerLost) => {
                let _ = work(&mut state);
                Err(Unreachable::Broken.into())
            }
            Some(Fault::Twice) => {
                let _ = work(&mut state);
                work(&mut state)
            }
            Some(Fault::Problem(code)) => Err(Failure::Problem {
                code,
                retry_after: None,
            }),
        }
    }
}

impl State {
    fn known(&self, who: &Credentials) -> Result<(), Failure> {
        let problem = Failure::Problem {
            code: Code::UnknownDevice,
            retry_after: None,
        };
        self.devices
            .contains(&who.device)
            .then_some(())
            .ok_or(problem)
    }

    fn happens(&mut self, report: ReportId, what: What) {
        let position = self.changes.len() as u64 + 1;
        let mut id = [0; 16];
        id[0] = self.epoch as u8;
        id[8..].copy_from_slice(&position.to_be_bytes());
        let event = EventId::from_bytes(id);
        self.changes.push(Change {
            report,
            event,
            seq: position,
            at: self.now,
            what,
        });
    }

    fn answer(&mut self, bytes: &str) -> Outcome {
        let envelope = Envelope::read(bytes).expect("the phone sends operations");
        let (id, report) = (envelope.id, envelope.report);
        let hash = Envelope::hash(bytes);
        let refused = |code| Outcome::Refused(Refused { code });
        if let Some((known, first)) = self.answers.get(&id) {
            return if *known == hash {
                Outcome::Duplicate {
                    first: first.clone(),
                }
            } else {
                refused(Code::Conflict)
            };
        }
        if self.unknown_kinds.contains(&envelope.kind) {
            return refused(Code::UpgradeRequired);
        }
        if self.next_n.get(&report).copied().unwrap_or(0) != envelope.n {
            return refused(Code::OutOfOrder);
        }
        let answer = match (envelope.open(), self.refusals.get(&report)) {
            (Err(code), _) | (Ok(_), Some(&code)) => Answer::Refused(Refused { code }),
            (Ok(body), None) => {
                self.apply(report, &body);
                Answer::Applied(Applied {
                    received_at: self.now,
                    reference: None,
                })
            }
        };
        if let Answer::Refused(Refused { code }) = answer
            && !code.is_remembered()
        {
            return refused(code);
        }
        self.answers.insert(id, (hash, answer.clone()));
        answer.into()
    }

    fn apply(&mut self, report: ReportId, body: &Body) {
        *self.next_n.entry(report).or_default() += 1;
        self.applied.push((report, body.kind().to_owned()));
        if let Body::File(filing) = body {
            let unit = Words::both("Phòng Kinh tế", "Economy Office");
            let reference = Reference::from_random(self.applied.len() as u64);
            self.happens(
                report,
                What::Received {
                    reference,
                    commune: None,
                    unit,
                },
            );
            self.name(report, &filing.attachments);
        }
        if let Body::Attach { attachments } = body {
            self.name(report, attachments);
        }
    }

    fn name(&mut self, report: ReportId, attachments: &[Attachment]) {
        for Attachment { sha256, bytes, .. } in attachments {
            self.named.insert(*sha256, (report, *bytes));
        }
    }

    fn receive(&mut self, sha256: Sha256, offset: u64, bytes: &[u8]) -> Result<u64, Failure> {
        let problem = |code| Failure::Problem {
            code,
            retry_after: None,
        };
        let Some(&(report, length)) = self.named.get(&sha256) else {
            return Err(problem(Code::UnknownUpload));
        };
        let upload = self.uploads.entry(sha256).or_default();
        if upload.len() as u64 != offset {
            return Err(problem(Code::OffsetConflict));
        }
        upload.extend_from_slice(bytes);
        self.bytes_received += bytes.len() as u64;
        let received = upload.len() as u64;
        if received == length && !self.complete.contains(&sha256) {
            assert_eq!(
                Sha256::of(&self.uploads[&sha256]),
                sha256,
                "every byte in its place"
            );
            self.complete.insert(sha256);
            self.happens(report, What::Photograph { sha256 });
        }
        Ok(received)
    }

    /// Whether the next fault cuts this upload in half.
    fn cut(&mut self, bytes: &Bytes) -> Option<Bytes> {
        (self.faults.front() == Some(&Fault::Half)).then(|| {
            self.faults.pop_front();
            self.requests += 1;
            bytes.slice(..bytes.len() / 2)
        })
    }
}

#[async_trait]
impl Transport for ModelServer {
    async fn sync(
        &self,
        who: &Credentials,
        request: &SyncRequest,
    ) -> Result<SyncResponse, Failure> {
        self.meter.sent(json_bytes(request));
        let answer = self.exchange(|state| {
            if request.register.is_some() {
                state.devices.insert(who.device);
            }
            state.known(who)?;
            let results = request
                .operations
                .iter()
                .map(|raw| {
                    let id = Envelope::read(raw.get())
                        .expect("the phone sends operations")
                        .id;
                    let outcome = state.answer(raw.get());
                    OperationResult { id, outcome }
                })
                .collect();
            let epoch = state.epoch.to_string();
            let seen = request.cursor.as_ref().and_then(|cursor| {
                let (of, position) = cursor.0.split_once(':')?;
                (of == epoch)
                    .then(|| position.parse::<usize>().ok())
                    .flatten()
            });
            let changes = match seen {
                Some(seen) => state.changes[seen..].to_vec(),
                None => state.snapshots(),
            };
            Ok(SyncResponse {
                cursor: Cursor(format!("{epoch}:{}", state.changes.len())),
                epoch,
                results,
                changes,
                more: false,
                backed_up_through: None,
                catalogue: state.catalogue.0,
                now: state.now,
            })
        });
        self.meter.received(answer.as_ref().map_or(0, json_bytes));
        answer
    }

    async fn create_upload(
        &self,
        who: &Credentials,
        sha256: Sha256,
        bytes: Bytes,
        progress: Progress,
    ) -> Result<u64, Failure> {
        progress(bytes.len() as u64);
        self.meter.sent(bytes.len() as u64);
        if let Some(half) = { self.state().cut(&bytes) } {
            let _ = self.state().receive(sha256, 0, &half);
            return Err(Unreachable::Broken.into());
        }
        self.exchange(|state| {
            state.known(who)?;
            // Creation is idempotent: what is there already is told, and nothing is added.
            match state.uploads.get(&sha256).map_or(0, Vec::len) {
                0 => state.receive(sha256, 0, &bytes),
                there => Ok(there as u64),
            }
        })
    }

    async fn upload_offset(&self, who: &Credentials, sha256: Sha256) -> Result<u64, Failure> {
        self.exchange(|state| {
            state.known(who)?;
            let unknown = Failure::Problem {
                code: Code::UnknownUpload,
                retry_after: None,
            };
            state
                .uploads
                .get(&sha256)
                .map(|bytes| bytes.len() as u64)
                .ok_or(unknown)
        })
    }

    async fn append_upload(
        &self,
        who: &Credentials,
        sha256: Sha256,
        offset: u64,
        rest: Bytes,
        progress: Progress,
    ) -> Result<u64, Failure> {
        progress(offset + rest.len() as u64);
        self.meter.sent(rest.len() as u64);
        if let Some(half) = { self.state().cut(&rest) } {
            let _ = self.state().receive(sha256, offset, &half);
            return Err(Unreachable::Broken.into());
        }
        self.exchange(|state| {
            state.known(who)?;
            state.receive(sha256, offset, &rest)
        })
    }

    async fn photograph(&self, who: &Credentials, sha256: Sha256) -> Result<Vec<u8>, Failure> {
        let answer = self.exchange(|state| {
            state.known(who)?;
            let unknown = Failure::Problem {
                code: Code::UnknownUpload,
                retry_after: None,
            };
            state.results.get(&sha256).cloned().ok_or(unknown)
        });
        let received = answer.as_ref().map_or(0, |bytes| bytes.len() as u64);
        self.meter.received(received);
        answer
    }

    async fn catalogue(&self) -> Result<String, Failure> {
        let (_, catalogue) = self.state().catalogue.clone();
        catalogue.ok_or_else(|| Unreachable::NoConnection.into())
    }

    /// Counts bodies, and no heads: it has none.
    fn meter(&self) -> Option<&Meter> {
        Some(&self.meter)
    }
}

impl State {
    /// Every case's whole history, one snapshot each.
    fn snapshots(&self) -> Vec<Change> {
        let mut reports: Vec<ReportId> = self.changes.iter().map(|change| change.report).collect();
        reports.sort_unstable();
        reports.dedup();
        let of = |report: ReportId| -> Vec<Change> {
            self.changes
                .iter()
                .filter(|change| change.report == report)
                .cloned()
                .collect()
        };
        reports
            .into_iter()
            .filter_map(|report| {
                let history = of(report);
                let last = history.last()?.clone();
                Some(Change {
                    what: What::Snapshot { history },
                    ..last
                })
            })
            .collect()
    }
}

fn json_bytes(value: &impl serde::Serialize) -> u64 {
    serde_json::to_vec(value).map_or(0, |json| json.len() as u64)
}
