//! Observers are told *that* something changed, by its id; they ask for what they show.

use std::{
    fmt::Debug,
    sync::{Arc, PoisonError},
};

use langnghe_wire::ReportId;

use super::{App, shared::Shared};
use crate::store::PhotographId;

/// Told about changes, on the app's own thread: answer quickly.
pub trait Observer: Send + Sync {
    /// Something about a report changed.
    fn report_changed(&self, report: ReportId);

    /// A photograph is leaving, byte by byte.
    fn photograph_progress(&self, progress: PhotographProgress) {
        let _ = progress;
    }
}

/// How much of a photograph has left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhotographProgress {
    /// The report.
    pub report: ReportId,
    /// The photograph.
    pub photograph: PhotographId,
    /// Bytes that have left the phone; whether they arrived is known at the end.
    pub sent: u64,
    /// Bytes that it has.
    pub total: u64,
}

/// Keeps an observer subscribed, until it is cancelled or dropped.
#[derive(Debug)]
pub struct Subscription {
    shared: Arc<Shared>,
    number: u64,
}

impl Subscription {
    /// Ends it. An observer that is being told right now is told to the end.
    pub fn cancel(self) {
        drop(self);
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        let mut observers = self
            .shared
            .observers
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        observers.all.remove(&self.number);
    }
}

impl App {
    /// Subscribes an observer.
    #[must_use = "the subscription ends when it is dropped"]
    pub fn observe(&self, observer: Arc<dyn Observer>) -> Subscription {
        let shared = Arc::clone(&self.inner.shared);
        let mut observers = shared
            .observers
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        observers.next += 1;
        let number = observers.next;
        observers.all.insert(number, observer);
        drop(observers);
        Subscription { shared, number }
    }
}
