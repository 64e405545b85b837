//! What the model knows, and how it decides. It applies an operation once and in order, remembers
//! what it answered, and takes a photograph's bytes only where they go on from what is there.

use std::collections::{HashMap, HashSet, VecDeque};

use bytes::Bytes;
use jiff::Timestamp;
use langnghe_wire::{
    Answer, Attachment, Body, Change, Code, DeviceId, Envelope, EventId, OperationId, Outcome,
    Reference, ReportId, Sha256, What,
    sync::{Applied, Refused},
    words::Words,
};

use super::Fault;
use crate::transport::{Credentials, Failure};

/// What it has heard, and what it will do.
#[derive(Debug)]
pub(super) struct State {
    pub(super) now: Timestamp,
    pub(super) epoch: u32,
    pub(super) devices: HashSet<DeviceId>,
    pub(super) faults: VecDeque<Fault>,
    pub(super) is_unreachable: bool,
    pub(super) unknown_kinds: HashSet<String>,
    pub(super) refusals: HashMap<ReportId, Code>,
    answers: HashMap<OperationId, (Sha256, Answer)>,
    next_n: HashMap<ReportId, u32>,
    pub(super) applied: Vec<(ReportId, String)>,
    pub(super) uploads: HashMap<Sha256, Vec<u8>>,
    named: HashMap<Sha256, (ReportId, u64)>,
    pub(super) complete: HashSet<Sha256>,
    pub(super) results: HashMap<Sha256, Vec<u8>>,
    pub(super) changes: Vec<Change>,
    /// Its catalogue's version, and the catalogue.
    pub(super) catalogue: (u32, Option<String>),
    pub(super) requests: u32,
    pub(super) bytes_received: u64,
}

impl State {
    /// Of an empty server.
    pub(super) fn new(now: Timestamp) -> Self {
        Self {
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
        }
    }

    /// After it died and came back with nothing: a new epoch.
    pub(super) fn restored_empty(&self) -> Self {
        Self {
            epoch: self.epoch + 1,
            requests: self.requests,
            ..Self::new(self.now)
        }
    }

    /// Fails where this phone has never registered.
    pub(super) fn known(&self, who: &Credentials) -> Result<(), Failure> {
        let problem = Failure::Problem {
            code: Code::UnknownDevice,
            retry_after: None,
        };
        self.devices
            .contains(&who.device)
            .then_some(())
            .ok_or(problem)
    }

    /// Something happens to a case, and every phone that asks hears of it.
    pub(super) fn happens(&mut self, report: ReportId, what: What) {
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

    /// Takes an operation, or says why not: once, in order, the same answer to the same bytes.
    pub(super) fn answer(&mut self, bytes: &str) -> Outcome {
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

    /// Takes bytes of a photograph that go on at `offset`; how many it has now.
    pub(super) fn receive(
        &mut self,
        sha256: Sha256,
        offset: u64,
        bytes: &[u8],
    ) -> Result<u64, Failure> {
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
    pub(super) fn cut(&mut self, bytes: &Bytes) -> Option<Bytes> {
        (self.faults.front() == Some(&Fault::Half)).then(|| {
            self.faults.pop_front();
            self.requests += 1;
            bytes.slice(..bytes.len() / 2)
        })
    }

    /// Every case's whole history, one snapshot each.
    pub(super) fn snapshots(&self) -> Vec<Change> {
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
