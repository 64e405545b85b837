//! A server in memory that keeps the protocol's word: the model against which the queue is
//! tested by the thousand. The real server is tested with the same queue over real sockets.

mod state;
mod transport;

use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use langnghe_wire::{CaseStatus, Code, ReportId, ResultPhotograph, What};

use self::state::State;
use crate::transport::{Failure, Meter, Unreachable};

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
    /// Something else stands there, or the phone's clock is wrong: its certificate is not accepted.
    Unproven,
    /// The server answers with this.
    Problem(Code),
}

/// A server in memory.
#[derive(Debug)]
pub struct ModelServer {
    state: Mutex<State>,
    meter: Meter,
}

impl ModelServer {
    /// An empty server.
    #[must_use]
    pub fn new(now: Timestamp) -> Self {
        Self {
            state: Mutex::new(State::new(now)),
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
        *state = state.restored_empty();
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
            Some(Fault::Unproven) => Err(Unreachable::Certificate.into()),
            Some(Fault::Problem(code)) => Err(Failure::Problem {
                code,
                retry_after: None,
            }),
        }
    }
}
