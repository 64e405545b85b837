//! Observers are told *that* something changed, by its id; they ask for what they show.

use std::sync::{Arc, Mutex, PoisonError};

use langnghe_core::{Observer, PhotographProgress, Subscription, wire::ReportId};

use crate::{error::PortFailure, phone::Phone};

/// Told about the way to the server. Called on the core's own thread: answer quickly.
#[uniffi::export(foreign)]
pub trait QueueObserver: Send + Sync {
    /// A photograph is leaving: so many bytes of so many have left the phone.
    fn photograph_leaving(
        &self,
        report: String,
        photograph: i64,
        sent: u64,
        total: u64,
    ) -> Result<(), PortFailure>;
}

/// Told about reports. Called on the core's own thread: answer quickly.
#[uniffi::export(foreign)]
pub trait StatusObserver: Send + Sync {
    /// Something about a report changed: its delivery, its case, its words.
    fn report_changed(&self, report: String) -> Result<(), PortFailure>;
}

/// Keeps an observer subscribed until it is cancelled, or nobody holds this any more.
#[derive(Debug, uniffi::Object)]
pub struct Watch(Mutex<Option<Subscription>>);

#[uniffi::export]
impl Watch {
    /// Ends it. An observer that is being told right now is told to the end. Cancelling twice
    /// does nothing.
    pub fn cancel(&self) {
        drop(self.0.lock().unwrap_or_else(PoisonError::into_inner).take());
    }
}

#[uniffi::export]
impl Phone {
    /// Subscribes to the way to the server.
    pub fn observe_queue(&self, observer: Arc<dyn QueueObserver>) -> Arc<Watch> {
        self.watch(Arc::new(Queue(observer)))
    }

    /// Subscribes to reports.
    pub fn observe_status(&self, observer: Arc<dyn StatusObserver>) -> Arc<Watch> {
        self.watch(Arc::new(Status(observer)))
    }
}

impl Phone {
    fn watch(&self, observer: Arc<dyn Observer>) -> Arc<Watch> {
        // Whoever subscribes to what has ended is told nothing.
        let subscription = self.app().ok().map(|app| app.observe(observer));
        Arc::new(Watch(Mutex::new(subscription)))
    }
}

struct Queue(Arc<dyn QueueObserver>);

impl Observer for Queue {
    fn report_changed(&self, _: ReportId) {}

    fn photograph_progress(&self, progress: PhotographProgress) {
        let PhotographProgress {
            report,
            photograph,
            sent,
            total,
        } = progress;
        // An observer that fails is the shell's to notice; the queue goes on.
        let _ = self
            .0
            .photograph_leaving(report.to_string(), photograph.0, sent, total);
    }
}

struct Status(Arc<dyn StatusObserver>);

impl Observer for Status {
    fn report_changed(&self, report: ReportId) {
        let _ = self.0.report_changed(report.to_string());
    }
}
