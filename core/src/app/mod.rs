//! All that a shell sees: opens, wires, starts, pauses and closes the parts.
//!
//! ```text
//! open ──▶ opened ──resume──▶ running ──pause──▶ paused ──resume──▶ running … ──close──▶
//! ```
//!
//! *Opened*, drafts can be written and read; nothing is sent. *Running*, the queue works on a
//! thread of its own. *Paused*, the store's file is let go of (iOS ends an app that keeps a lock
//! while suspended) and every call answers [`Error::Closed`]. Dropping the app closes it.
//!
//! Calls block for a few milliseconds of disk, and [`App::add_photo`] for the work on pixels:
//! shells call them off their main thread. All of them may be called from any thread.

mod attach;
mod capture;
mod deliver;
mod keys;
mod observe;
mod read;
mod reopen;
mod shared;
mod surroundings;
mod usage;

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    thread::JoinHandle,
};

use jiff::Timestamp;
use langnghe_places::{Catalogue, Communes};
use tokio::sync::oneshot;

pub use deliver::SyncSummary;
pub use keys::{KeyError, KeyStorage};
pub use observe::{Observer, PhotographProgress, Subscription};
pub(crate) use shared::Shared;
pub use surroundings::{Link, Surroundings, WaitsFor};

use crate::{
    catalogue::CurrentCatalogue,
    clock::{Clock, Entropy, SystemClock, SystemEntropy},
    error::{Error, OpenError},
    outbox::worker::Worker,
    store::{Store, StoreKey},
    transport::{HttpTransport, ServerAddress, Transport},
};

/// What an app is opened with.
#[derive(Debug, Clone)]
pub struct Config {
    /// The folder of the store; made if it isn't there. Nothing is written anywhere else.
    pub folder: PathBuf,
    /// The name and version of the shell, such as `phone 0.1.0`.
    pub app: String,
}

/// What comes in from outside.
#[derive(Debug, Clone)]
pub struct Ports {
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub entropy: Arc<dyn Entropy>,
    /// The way to the server; without one, everything stays on the phone.
    pub transport: Option<Arc<dyn Transport>>,
}

impl Ports {
    /// The real ones. `server` is an address such as `https://langnghe.example`.
    ///
    /// # Errors
    /// [`OpenError::ServerAddress`] if it isn't one that reports may be sent to.
    pub fn system(server: Option<&str>) -> Result<Self, OpenError> {
        let transport = match server {
            None => None,
            Some(text) => {
                let address = ServerAddress::parse(text).map_err(|_| OpenError::ServerAddress)?;
                Some(Arc::new(HttpTransport::new(address)) as Arc<dyn Transport>)
            }
        };
        Ok(Self {
            clock: Arc::new(SystemClock),
            entropy: Arc::new(SystemEntropy),
            transport,
        })
    }
}

/// The phone's side of Lắng Nghe.
#[derive(Debug)]
pub struct App {
    inner: Arc<Inner>,
}

#[derive(Debug)]
pub(crate) struct Inner {
    store: Arc<Store>,
    ports: Ports,
    app: String,
    catalogue: Arc<CurrentCatalogue>,
    communes: &'static Communes,
    shared: Arc<Shared>,
    running: Mutex<Option<Running>>,
}

/// A worker on its thread, and the way to end it.
#[derive(Debug)]
struct Running {
    stop: oneshot::Sender<()>,
    thread: JoinHandle<()>,
}

impl App {
    /// Opens the store in [`Config::folder`], or makes one.
    ///
    /// # Errors
    /// See [`OpenError`]: each says what is safe and what to do.
    pub fn open(config: Config, key: StoreKey, ports: Ports) -> Result<Self, OpenError> {
        let now = ports.clock.now();
        let store = Arc::new(Store::open(
            &config.folder,
            key,
            ports.entropy.as_ref(),
            now,
        )?);
        let catalogue = Arc::new(CurrentCatalogue::load(&store)?);
        Ok(Self {
            inner: Arc::new(Inner {
                store,
                ports,
                app: config.app,
                catalogue,
                communes: Communes::bundled(),
                shared: Arc::default(),
                running: Mutex::default(),
            }),
        })
    }

    /// Moves a store aside whose key is lost, so that [`open`](Self::open) can start clean. It
    /// is not deleted: should the key come back, so does the store. Answers where it lies.
    ///
    /// # Errors
    /// [`OpenError::InUse`], or what the disk answers.
    pub fn set_aside(folder: &Path, now: Timestamp) -> Result<PathBuf, OpenError> {
        Store::set_aside(folder, now)
    }

    /// Puts the closed store in `folder` under another key: everything in it is encrypted anew, in
    /// one transaction, and nothing of it is readable with the old key afterwards. Without a store
    /// there is nothing to do.
    ///
    /// Whoever keeps the keys wraps and keeps the new one *before* calling this, and forgets the
    /// old one only after it returned `Ok`. In between, whatever happens (the process is killed,
    /// power fails, the disk is full), exactly one of the two opens the store, with everything in
    /// it, and the other is a [wrong key](OpenError::WrongKey), which touches nothing. Calling it
    /// again with the same two keys finishes what was begun: a shell that finds itself with two
    /// keys at its start does that before it opens the app.
    ///
    /// It needs as much free space as the store has, until it is done.
    ///
    /// # Errors
    /// As [`open`](Self::open) with the old key; [`OpenError::WrongKey`] if neither key fits.
    pub fn change_key(
        folder: &Path,
        old: &StoreKey,
        new: &StoreKey,
        ports: &Ports,
    ) -> Result<(), OpenError> {
        Store::change_key(folder, old, new, ports.entropy.as_ref(), ports.clock.now())
    }

    /// Starts the queue, taking the store up again after a pause. Running already, it goes on.
    ///
    /// # Errors
    /// What the disk answers.
    ///
    /// # Panics
    /// If the operating system has no thread left.
    pub fn resume(&self) -> Result<(), Error> {
        self.inner.store.reopen()?;
        let mut running = self
            .inner
            .running
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let (None, Some(transport)) = (running.as_ref(), &self.inner.ports.transport) {
            self.inner.shared.runs(true);
            *running = Some(self.start(Arc::clone(transport)));
        }
        Ok(())
    }

    /// Stops the queue and lets go of the store's file. What was being sent is sent again later.
    pub fn pause(&self) {
        self.inner.stop();
        self.inner.store.release();
    }

    /// Stops everything. Dropping the app does the same.
    pub fn close(self) {
        drop(self);
    }

    /// A network came, or a cheap one: waiting for the link is over.
    pub fn network_came(&self) {
        self.inner.shared.try_now();
    }

    /// Holds photographs back (on a network that costs), or lets them go.
    pub fn hold_photographs(&self, held: bool) {
        self.inner.shared.hold_photographs(held);
    }

    /// The catalogue in use.
    #[must_use]
    pub fn catalogue(&self) -> Arc<Catalogue> {
        self.inner.catalogue.current()
    }

    /// The communes of the province.
    #[must_use]
    pub fn communes(&self) -> &'static Communes {
        self.inner.communes
    }

    /// What works on the queue, whoever drives it.
    pub(crate) fn worker(&self, transport: Arc<dyn Transport>) -> Worker {
        Worker {
            store: Arc::clone(&self.inner.store),
            transport,
            clock: Arc::clone(&self.inner.ports.clock),
            entropy: Arc::clone(&self.inner.ports.entropy),
            catalogue: Arc::clone(&self.inner.catalogue),
            shared: Arc::clone(&self.inner.shared),
            app: self.inner.app.clone(),
        }
    }

    fn start(&self, transport: Arc<dyn Transport>) -> Running {
        let worker = self.worker(transport);
        let (stop, stopped) = oneshot::channel::<()>();
        let thread = std::thread::Builder::new()
            .name("langnghe-outbox".into())
            .spawn(move || {
                let runtime = tokio::runtime::Builder::new_current_thread()
                    .enable_all()
                    .build()
                    .expect("a runtime needs no more than a thread has");
                runtime.block_on(async {
                    tokio::select! {
                        () = worker.run() => {}
                        _ = stopped => {}
                    }
                });
                // Whatever still looks up a name must not hold up a phone that is suspended.
                runtime.shutdown_background();
            })
            .expect("the operating system has a thread left");
        Running { stop, thread }
    }
}

impl Inner {
    fn is_running(&self) -> bool {
        self.running
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .is_some()
    }

    fn stop(&self) {
        self.shared.runs(false);
        let running = self
            .running
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some(Running { stop, thread }) = running {
            let _ = stop.send(());
            if thread.join().is_err() {
                tracing::error!("the outbox ended with a panic");
            }
            if let Err(error) = self.note_traffic() {
                tracing::debug!(%error, "the last bytes that travelled were not counted");
            }
        }
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.stop();
    }
}

#[cfg(test)]
mod tests;
