//! An app whose queue is worked turn by turn, by whoever holds it: the same worker that has a
//! thread of its own in a running app, without the thread and without the sleep.

use std::sync::Arc;

use crate::{
    app::{App, Config, Ports},
    error::{Error, OpenError},
    outbox::{
        Queue,
        worker::{Turn, Worker},
    },
    store::{StoreError, StoreKey},
    transport::Transport,
};

/// An app that does nothing by itself. Never [`App::resume`] it: that would start a second
/// worker.
#[derive(Debug)]
pub struct SteppedApp {
    app: App,
    worker: Worker,
}

impl SteppedApp {
    /// Opens an app. `ports` need no transport of their own.
    ///
    /// # Errors
    /// As [`App::open`].
    pub fn open(
        config: Config,
        key: StoreKey,
        ports: Ports,
        transport: Arc<dyn Transport>,
    ) -> Result<Self, OpenError> {
        let app = App::open(config, key, ports)?;
        let worker = app.worker(transport);
        Ok(Self { app, worker })
    }

    /// What a shell would hold.
    #[must_use]
    pub fn app(&self) -> &App {
        &self.app
    }

    /// One turn of the worker. Dropped before its end, it is an exchange whose answer was lost.
    ///
    /// # Errors
    /// What the store answers; the running worker rests for a minute then.
    pub async fn turn(&self) -> Result<Turn, StoreError> {
        self.worker.turn().await
    }

    /// Whether something happened since the last call for which a resting worker would wake up.
    #[must_use]
    pub fn was_woken(&self) -> bool {
        self.worker.shared.was_woken()
    }

    /// Asks for everything to be sent and brought now, as [`App::sync_now`] does, without
    /// waiting for it.
    pub fn ask(&self) {
        self.worker.shared.ask();
    }

    /// Everything that waits.
    ///
    /// # Errors
    /// The store.
    pub fn queue(&self) -> Result<Queue, Error> {
        Ok(self.worker.store.read(|view| view.queue())?)
    }
}
