//! What the worker's thread and the rest of the app tell each other.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use jiff::{SignedDuration, Timestamp};
use langnghe_wire::ReportId;
use tokio::sync::Notify;

use super::{Observer, Surroundings, observe::PhotographProgress};
use crate::{
    outbox::{Queue, QueuedPhotograph, Wishes, worker::LastFailure},
    store::StoreError,
    transport::{Failure, Progress, Unreachable},
};

/// The meeting place.
#[derive(Debug, Default)]
pub(crate) struct Shared {
    state: Mutex<State>,
    moved: Condvar,
    wake: Notify,
    pub(super) observers: Mutex<Observers>,
}

#[derive(Default)]
pub(super) struct Observers {
    pub(super) next: u64,
    pub(super) all: BTreeMap<u64, Arc<dyn Observer>>,
}

impl std::fmt::Debug for Observers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} observers", self.all.len())
    }
}

#[derive(Debug, Default)]
struct State {
    /// Counts what people and shells asked for; an answered pull names the count it began with.
    asked: u64,
    answered: u64,
    try_now: bool,
    more: bool,
    photographs_held: bool,
    surroundings: Surroundings,
    last_pull: Option<Timestamp>,
    in_flight: HashMap<ReportId, usize>,
    rest: Option<Rest>,
    failure: LastFailure,
    /// Why the queue could not work, since the last wish.
    store_failure: Option<StoreError>,
    /// The queue was stopped: there is nothing to wait for.
    stopped: bool,
}

/// How the queue stands while the worker waits.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Rest {
    /// What still wants to leave and may.
    pub(crate) pending: usize,
    /// What needs a person, or a newer release.
    pub(crate) parked: usize,
    /// Whether the server wants nothing of this device.
    pub(crate) refused: bool,
    /// When the worker looks again by itself.
    pub(crate) until: Option<Timestamp>,
}

/// How a wait for the queue ended.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Outcome {
    /// Whether the server answered since.
    pub(crate) reached: bool,
    /// How the queue stands.
    pub(crate) rest: Option<Rest>,
    /// The last failure, unless an answer came after it.
    pub(crate) failure: LastFailure,
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Something new waits.
    pub(crate) fn wake(&self) {
        self.wake.notify_one();
    }

    /// A network came: waiting for the link is over.
    pub(crate) fn try_now(&self) {
        self.state().try_now = true;
        self.wake();
    }

    /// A person wants it now. Answers with a ticket to wait for.
    pub(crate) fn ask(&self) -> u64 {
        let mut state = self.state();
        state.asked += 1;
        state.try_now = true;
        state.failure = None;
        state.store_failure = None;
        // What is known of the queue is from before this wish.
        state.rest = None;
        let ticket = state.asked;
        drop(state);
        self.wake();
        ticket
    }

    /// Whether photographs have to wait (for a network that costs nothing).
    pub(crate) fn hold_photographs(&self, held: bool) {
        self.state().photographs_held = held;
        self.wake();
    }

    /// Keeps how the phone stands, and answers with how it stood before.
    pub(crate) fn look_around(&self, now: Surroundings) -> Surroundings {
        std::mem::replace(&mut self.state().surroundings, now)
    }

    pub(super) fn surroundings(&self) -> Surroundings {
        self.state().surroundings
    }

    pub(crate) async fn woken(&self) {
        self.wake.notified().await;
    }

    /// Whether there was a call to wake up, which is thereby heard.
    #[cfg(feature = "testing")]
    pub(crate) fn was_woken(&self) -> bool {
        use futures_util::FutureExt as _;
        self.woken().now_or_never().is_some()
    }

    pub(crate) fn take_try_now(&self) -> bool {
        std::mem::take(&mut self.state().try_now)
    }

    pub(crate) fn wishes(&self, now: Timestamp) -> Wishes {
        let state = self.state();
        let asked = state.answered < state.asked;
        // Not once since the app was opened: it may have been closed for weeks.
        let long_ago = state.last_pull.is_none_or(|last| {
            // A clock that jumped back makes the last pull lie in the future: ask again.
            last > now || now.duration_since(last) >= SignedDuration::from_mins(15)
        });
        Wishes {
            pull: asked || state.more || long_ago,
            asked,
            photographs: !state.photographs_held,
            results: !state.photographs_held && state.surroundings.has_room_for_photographs(),
        }
    }

    pub(crate) fn next_pull(&self, now: Timestamp, every: SignedDuration) -> Timestamp {
        let last = self
            .state()
            .last_pull
            .filter(|last| *last <= now)
            .unwrap_or(now);
        last.checked_add(every).unwrap_or(Timestamp::MAX)
    }

    pub(crate) fn pull_begins(&self) -> u64 {
        self.state().asked
    }

    pub(crate) fn pull_ended(&self, ticket: u64, more: bool, now: Timestamp) {
        let mut state = self.state();
        state.answered = state.answered.max(ticket);
        state.more = more;
        state.last_pull = Some(now);
        state.failure = None;
    }

    pub(crate) fn failed(&self, failure: Failure) {
        self.state().failure = Some(failure);
    }

    /// Whether what answered last could not prove that it is the server.
    pub(crate) fn is_unproven(&self) -> bool {
        let unproven = Failure::Unreachable(Unreachable::Certificate);
        self.state().failure == Some(unproven)
    }

    pub(crate) fn rests(&self, queue: &Queue, until: Option<Timestamp>) {
        let mut state = self.state();
        let photographs: Vec<_> = queue
            .photographs
            .iter()
            .filter(|_| !state.photographs_held)
            .collect();
        let waiting = queue
            .operations
            .iter()
            .filter(|o| o.parked.is_none())
            .count()
            + photographs.iter().filter(|p| p.parked.is_none()).count();
        // Behind something parked, the rest of its report waits for the same person.
        let held = queue
            .operations
            .iter()
            .filter(|o| o.parked.is_none())
            .filter(|o| {
                queue
                    .operations
                    .iter()
                    .any(|p| p.parked.is_some() && p.report == o.report)
            })
            .count();
        state.rest = Some(Rest {
            pending: waiting - held,
            parked: queue
                .operations
                .iter()
                .filter(|o| o.parked.is_some())
                .count()
                + queue
                    .photographs
                    .iter()
                    .filter(|p| p.parked.is_some())
                    .count(),
            refused: queue.link.refused.is_some(),
            until,
        });
        drop(state);
        self.moved.notify_all();
    }

    pub(crate) fn works(&self) {
        self.state().rest = None;
    }

    /// The queue begins to run, or has been stopped: whoever waits for it waits no longer.
    pub(crate) fn runs(&self, runs: bool) {
        self.state().stopped = !runs;
        self.moved.notify_all();
    }

    /// The store failed, and the queue rests.
    pub(crate) fn store_failed(&self, error: StoreError) {
        self.state().store_failure = Some(error);
        self.moved.notify_all();
    }

    /// Waits until the server has answered a pull since `ticket` and nothing that may leave is
    /// left, or the server wants nothing of this device, or the queue is stopped, or time is up.
    ///
    /// # Errors
    /// The store, if the queue can't work for its sake: whoever waits needn't wait for that.
    pub(crate) fn wait_for(&self, ticket: u64, timeout: Duration) -> Result<Outcome, StoreError> {
        let deadline = Instant::now().checked_add(timeout);
        let mut state = self.state();
        loop {
            if let Some(error) = state.store_failure.take() {
                return Err(error);
            }
            let reached = state.answered >= ticket;
            let left = deadline.map_or(timeout, |at| at.saturating_duration_since(Instant::now()));
            let is_over = state.rest.as_ref().is_some_and(|rest| {
                (reached && rest.pending == 0) || (rest.refused && state.failure.is_some())
            });
            if is_over || state.stopped || left.is_zero() {
                let (rest, failure) = (state.rest.clone(), state.failure.clone());
                return Ok(Outcome {
                    reached,
                    rest,
                    failure,
                });
            }
            state = self
                .moved
                .wait_timeout(state, left)
                .map_or_else(|poisoned| poisoned.into_inner().0, |(state, _)| state);
        }
    }

    /// Says that these reports are on their way, as long as the answer lives.
    pub(crate) fn in_flight(
        self: &Arc<Self>,
        reports: impl IntoIterator<Item = ReportId>,
    ) -> InFlight {
        let reports: Vec<ReportId> = reports.into_iter().collect();
        let mut state = self.state();
        for report in &reports {
            *state.in_flight.entry(*report).or_default() += 1;
        }
        drop(state);
        self.tell_changed(reports.iter().copied());
        InFlight {
            shared: Arc::clone(self),
            reports,
        }
    }

    pub(crate) fn is_in_flight(&self, report: ReportId) -> bool {
        self.state().in_flight.contains_key(&report)
    }

    pub(crate) fn tell_changed(&self, reports: impl IntoIterator<Item = ReportId>) {
        let mut reports: Vec<ReportId> = reports.into_iter().collect();
        reports.sort_unstable();
        reports.dedup();
        for observer in self.all_observers() {
            for report in &reports {
                observer.report_changed(*report);
            }
        }
    }

    pub(crate) fn progress(self: &Arc<Self>, photograph: &QueuedPhotograph) -> Progress {
        let shared = Arc::clone(self);
        let QueuedPhotograph {
            id,
            report,
            bytes: total,
            ..
        } = *photograph;
        Arc::new(move |sent| {
            for observer in shared.all_observers() {
                observer.photograph_progress(PhotographProgress {
                    report,
                    photograph: id,
                    sent,
                    total,
                });
            }
        })
    }

    /// A copy, so that an observer may subscribe or cancel while it is being told.
    fn all_observers(&self) -> Vec<Arc<dyn Observer>> {
        let observers = self
            .observers
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        observers.all.values().cloned().collect()
    }
}

/// See [`Shared::in_flight`].
#[derive(Debug)]
pub(crate) struct InFlight {
    shared: Arc<Shared>,
    reports: Vec<ReportId>,
}

impl Drop for InFlight {
    fn drop(&mut self) {
        let mut state = self.shared.state();
        for report in &self.reports {
            if let Some(count) = state.in_flight.get_mut(report) {
                *count -= 1;
                if *count == 0 {
                    state.in_flight.remove(report);
                }
            }
        }
        drop(state);
        self.shared.tell_changed(self.reports.iter().copied());
    }
}
