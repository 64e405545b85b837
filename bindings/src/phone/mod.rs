//! The app, as shells hold it.
//!
//! ```text
//! open ──▶ opened ──resume──▶ running ──pause──▶ paused ──resume──▶ running … ──end──▶
//! ```
//!
//! Every call that touches the disk runs on a thread that may block; dropping the waiting task
//! abroad doesn't take back what was begun.

mod capture;
pub(crate) mod communes;
mod deliver;
mod read;

use std::{
    ops::Deref,
    path::PathBuf,
    sync::{Arc, PoisonError, RwLock},
};

use langnghe_core::{App, Config, Error, Link, Ports, Surroundings, wire::ReportId};
use tokio::sync::oneshot;

use crate::{
    error::{Failure, OpenFailure},
    ports::{Connectivity, KeyStorage, Keys, Power, Space},
    records::CatalogueView,
};

/// What a phone is opened with.
#[derive(Debug, Clone, uniffi::Record)]
pub struct PhoneConfig {
    /// The folder of the store; made if it isn't there.
    pub folder: String,
    /// The name and version of the shell, such as `android 0.1.0`.
    pub app: String,
    /// An address such as `https://langnghe.example`; none to stay on the phone.
    pub server: Option<String>,
}

/// The phone's side of Lắng Nghe.
#[derive(uniffi::Object)]
pub struct Phone {
    opened: RwLock<Option<Opened>>,
    connectivity: Arc<dyn Connectivity>,
    power: Arc<dyn Power>,
    space: Arc<dyn Space>,
}

impl std::fmt::Debug for Phone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Phone")
            .field("opened", &self.opened)
            .finish_non_exhaustive()
    }
}

/// The app while it is open.
#[derive(Debug)]
struct Opened {
    app: Arc<Held>,
    /// Told when nobody holds it any more.
    gone: oneshot::Receiver<()>,
}

/// The app as calls hold it that are at work.
#[derive(Debug)]
pub(crate) struct Held {
    app: App,
    /// Dropped after the app: whoever waits for it finds the store's file free.
    _last: oneshot::Sender<()>,
}

impl Deref for Held {
    type Target = App;

    fn deref(&self) -> &App {
        &self.app
    }
}

impl Opened {
    fn new(app: App) -> Self {
        let (last, gone) = oneshot::channel();
        let app = Arc::new(Held { app, _last: last });
        Self { app, gone }
    }
}

#[uniffi::export(async_runtime = "tokio")]
impl Phone {
    /// Opens the store, or makes one at the first start.
    ///
    /// # Errors
    /// See [`OpenFailure`].
    #[uniffi::constructor]
    pub async fn open(
        config: PhoneConfig,
        keys: Arc<dyn KeyStorage>,
        connectivity: Arc<dyn Connectivity>,
        power: Arc<dyn Power>,
        space: Arc<dyn Space>,
    ) -> Result<Arc<Self>, OpenFailure> {
        let ports = Ports::system(config.server.as_deref())?;
        let opened = on_a_thread_that_may_block(move || {
            let config = Config {
                folder: PathBuf::from(config.folder),
                app: config.app,
            };
            App::open_with(config, &Keys(keys), ports)
        });
        Ok(Arc::new(Self {
            opened: RwLock::new(Some(Opened::new(opened.await?))),
            connectivity,
            power,
            space,
        }))
    }

    /// Starts the queue, taking the store up again after a pause. Running already, it goes on.
    ///
    /// # Errors
    /// What the disk answers.
    pub async fn resume(&self) -> Result<(), Failure> {
        self.with(App::resume).await
    }

    /// Stops the queue and lets go of the store's file. What was being sent is sent again later.
    pub async fn pause(&self) {
        if let Ok(app) = self.app() {
            on_a_thread_that_may_block(move || app.pause()).await;
        }
    }

    /// Ends it: every later call answers that it is closed. When this returns, calls that were at
    /// work have come back, and the store may be opened anew.
    pub async fn end(&self) {
        let ended = self
            .opened
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some(Opened { app, gone }) = ended {
            on_a_thread_that_may_block(move || {
                app.pause();
                drop(app);
            })
            .await;
            // Nothing is ever sent: it is over when the last to hold the app lets go of it.
            let _ = gone.await;
        }
    }

    /// Asks the platform how the phone stands, and acts on it. To be called at the start and
    /// whenever something of it changes.
    ///
    /// `photographs_wait_for_free`: whether the person asked for photographs to wait for a
    /// network that costs nothing.
    ///
    /// # Errors
    /// [`Failure::Closed`].
    pub async fn look_around(&self, photographs_wait_for_free: bool) -> Result<(), Failure> {
        let app = self.app()?;
        let usual = Surroundings::default();
        // A platform that doesn't answer is taken to be as usual: nothing waits for its sake.
        app.look_around(Surroundings {
            link: self.connectivity.link().map_or(usual.link, Link::from),
            photographs_wait_for_free,
            saving_power: self.power.is_saving().unwrap_or(usual.saving_power),
            free_bytes: self.space.free_bytes().unwrap_or(usual.free_bytes),
        });
        Ok(())
    }

    /// The catalogue in use.
    ///
    /// # Errors
    /// [`Failure::Closed`].
    pub fn catalogue(&self) -> Result<CatalogueView, Failure> {
        Ok(self.app()?.catalogue().as_ref().into())
    }
}

/// Begins anew where the key is lost: the store is moved aside, not deleted, and the platform keeps
/// a new key alone. Answers where the old store lies. To be called while no phone is open.
///
/// # Errors
/// See [`OpenFailure`].
#[uniffi::export(async_runtime = "tokio")]
pub async fn start_clean(folder: String, keys: Arc<dyn KeyStorage>) -> Result<String, OpenFailure> {
    let ports = Ports::system(None)?;
    let set_aside = on_a_thread_that_may_block(move || {
        App::start_clean(&PathBuf::from(folder), &Keys(keys), &ports)
    });
    Ok(set_aside.await?.display().to_string())
}

impl Phone {
    pub(crate) fn app(&self) -> Result<Arc<Held>, Failure> {
        let opened = self.opened.read().unwrap_or_else(PoisonError::into_inner);
        let opened = opened.as_ref().ok_or(Failure::Closed)?;
        Ok(Arc::clone(&opened.app))
    }

    /// Does something with the app where it may block.
    async fn with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&App) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Failure> {
        let app = self.app()?;
        Ok(on_a_thread_that_may_block(move || work(&app)).await?)
    }

    /// Does something with a report where it may block.
    async fn with_report<T: Send + 'static>(
        &self,
        report: &str,
        work: impl FnOnce(&App, ReportId) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Failure> {
        let id = report.parse().map_err(|_| Failure::NotFound)?;
        self.with(move |app| work(app, id)).await
    }
}

async fn on_a_thread_that_may_block<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        // It can't be cancelled: nobody has its handle. So it panicked, and so does its caller,
        // which uniffi turns into an error of the shell's language.
        Err(panicked) => std::panic::resume_unwind(panicked.into_panic()),
    }
}

#[cfg(test)]
mod tests;
