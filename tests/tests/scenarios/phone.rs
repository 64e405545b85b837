//! A phone: the app over a folder, and what outlives the app's process.

use std::{
    path::PathBuf,
    sync::{
        Arc, Mutex,
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    time::{Duration, Instant},
};

use langnghe_core::{
    App, Config, KeyError, KeyStorage, Observer, OpenError, Ports, StoreKey, Subscription,
    Surroundings, wire::ReportId,
};

/// Longer than anything takes on a busy machine; only a failure waits so long.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// The phone.
pub(crate) struct Phone {
    folder: PathBuf,
    server: Option<String>,
    keys: Arc<Kept>,
    /// How it stands, as its platform would tell.
    pub(crate) surroundings: Surroundings,
    process: Option<Process>,
    /// Why it could not be opened.
    trouble: Option<OpenError>,
}

/// The app, while it runs.
struct Process {
    app: App,
    changes: Receiver<ReportId>,
    _subscription: Subscription,
}

impl Phone {
    /// A new phone, begun.
    pub(crate) fn begin(folder: PathBuf, server: Option<String>) -> Self {
        let mut phone = Self {
            folder,
            server,
            keys: Arc::default(),
            surroundings: Surroundings::default(),
            process: None,
            trouble: None,
        };
        phone.start();
        phone
    }

    /// The app.
    #[track_caller]
    pub(crate) fn app(&self) -> &App {
        let process = self.process.as_ref();
        &process
            .unwrap_or_else(|| panic!("the store isn't open: {:?}", self.trouble))
            .app
    }

    /// Why the store isn't open; nothing if it is.
    pub(crate) fn trouble(&self) -> Option<&OpenError> {
        self.trouble.as_ref()
    }

    /// Begins a process, which opens what is on the disk.
    pub(crate) fn start(&mut self) {
        self.process = None;
        let config = Config {
            folder: self.folder.clone(),
            app: "scenarios".into(),
        };
        let ports = Ports::system(self.server.as_deref()).unwrap();
        match App::open_with(config, self.keys.as_ref(), ports) {
            Ok(app) => {
                let (tell, changes) = channel();
                let subscription = app.observe(Arc::new(Telling(Mutex::new(tell))));
                app.look_around(self.surroundings);
                app.resume().unwrap();
                self.process = Some(Process {
                    app,
                    changes,
                    _subscription: subscription,
                });
                self.trouble = None;
            }
            Err(error) => self.trouble = Some(error),
        }
    }

    /// Tells the app how the phone stands now.
    pub(crate) fn look_around(&self) {
        if let Some(process) = &self.process {
            process.app.look_around(self.surroundings);
        }
    }

    /// From now on nobody can unwrap the key.
    pub(crate) fn lose_key(&self) {
        self.keys.0.lock().unwrap().lost = true;
    }

    /// Sets the store aside whose key is lost, and begins anew.
    pub(crate) fn start_clean(&mut self) {
        let ports = Ports::system(None).unwrap();
        App::start_clean(&self.folder, self.keys.as_ref(), &ports).unwrap();
        self.start();
    }

    /// Returns when something has changed, or, with `false`, when it is too late.
    pub(crate) fn wait_for_change(&self, until: Instant) -> bool {
        let Some(process) = &self.process else {
            return false;
        };
        let left = until.saturating_duration_since(Instant::now());
        match process.changes.recv_timeout(left) {
            Ok(_) => true,
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => false,
        }
    }
}

struct Telling(Mutex<Sender<ReportId>>);

impl Observer for Telling {
    fn report_changed(&self, report: ReportId) {
        // Nobody listens any more while the app is being closed.
        let _ = self.0.lock().unwrap().send(report);
    }
}

/// The platform's key store.
#[derive(Debug, Default)]
struct Kept(Mutex<Keys>);

#[derive(Debug, Default)]
struct Keys {
    keys: Vec<StoreKey>,
    lost: bool,
}

impl KeyStorage for Kept {
    fn keys(&self) -> Result<Vec<StoreKey>, KeyError> {
        let kept = self.0.lock().unwrap();
        if kept.lost {
            return Err(KeyError::Lost);
        }
        Ok(kept.keys.clone())
    }

    fn keep(&self, key: &StoreKey) -> Result<(), KeyError> {
        self.0.lock().unwrap().keys.insert(0, key.clone());
        Ok(())
    }

    fn forget_older(&self) -> Result<(), KeyError> {
        let mut kept = self.0.lock().unwrap();
        kept.keys.truncate(1);
        kept.lost = false;
        Ok(())
    }
}
