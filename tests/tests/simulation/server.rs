//! The real server, without a socket: its router, its handlers, its SQLite file and its folder of
//! photographs, with a clock and random numbers that the world holds. It is restarted, rolled
//! back to an older release, backed up while it serves, and restored from its newest backup.
//!
//! Its writer has a thread of its own, and reads run on a pool. The world awaits each request to
//! its end before it does anything else, which fixes the order of all that is observable.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{
        Arc, LazyLock, Mutex,
        atomic::{AtomicU32, Ordering},
    },
};

use axum::Router;
use bytes::Bytes;
use jiff::Timestamp;
use langnghe_core::testing::SeededEntropy;
use langnghe_places::{Catalogue, Level};
use langnghe_server::{
    ServerState,
    backup::{self, BackupFolder},
    blob::Blobs,
    case::{Action, ActionKind, Moment, Party, Solution, available, placement::Rules, units::Unit},
    data_dir::DataDir,
    identity::{NewUser, PasswordHash, ReporterId, Role, Scope, Viewer},
    router::router,
    settings::{Document, catalogue::Settled},
    store::{
        Accounts as _, ActError, CaseDetail, CaseFilter, CaseSummary, Cases as _, Count, Page,
        StatusFilter, Store as _, sqlite::SqliteStore,
    },
};
use langnghe_wire::{Remedy, ReportId, Sha256};

use crate::time::{ServerClock, ServerEntropy, Time};

/// A category that an older release doesn't have.
pub(crate) const NEWER_CATEGORY: &str = "waste";

/// The rules of such a release.
static OLDER_RULES: LazyLock<Rules> = LazyLock::new(|| {
    let mut older = Catalogue::bundled().clone();
    older
        .categories
        .retain(|category| category.code != NEWER_CATEGORY);
    assert!(older.categories.len() < Catalogue::bundled().categories.len());
    let older = Settled {
        catalogue: older,
        ..Settled::bundled()
    };
    Rules::bundled()
        .with(Document::Catalogue(Arc::new(older)), 0)
        .unwrap()
});

/// Which release serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Release {
    Newest,
    /// One that doesn't know a kind of operation.
    Without(&'static str),
    /// One whose catalogue lacks [`NEWER_CATEGORY`].
    OlderCatalogue,
}

/// The server of a world.
#[derive(Debug)]
pub(crate) struct Server {
    folder: PathBuf,
    time: Arc<Time>,
    entropy: Arc<ServerEntropy>,
    running: Mutex<Option<Running>>,
    backups: AtomicU32,
    release: Mutex<Release>,
    restores: AtomicU32,
    officer: Mutex<Option<Viewer>>,
}

#[derive(Debug, Clone)]
struct Running {
    state: Arc<ServerState>,
    store: Arc<SqliteStore>,
    router: Router,
}

impl Server {
    pub(crate) async fn start(folder: &Path, time: &Arc<Time>, seed: u64) -> Arc<Self> {
        let server = Self {
            folder: folder.to_owned(),
            time: Arc::clone(time),
            entropy: Arc::new(ServerEntropy(SeededEntropy::new(seed))),
            running: Mutex::default(),
            backups: AtomicU32::new(0),
            release: Mutex::new(Release::Newest),
            restores: AtomicU32::new(0),
            officer: Mutex::default(),
        };
        server.open().await;
        let user = NewUser {
            name: "lan".into(),
            role: Role::Coordinator,
            scope: Scope::Province,
            // Nobody signs in with it.
            password: PasswordHash::from_stored("*".into()),
        };
        let officer = server.store().add_user(user, time.now()).await.unwrap();
        *server.officer.lock().unwrap() = Some(officer);
        Arc::new(server)
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    async fn open(&self) {
        fs::create_dir_all(self.data()).unwrap();
        let path = self.data().join("langnghe.db");
        let entropy: Arc<ServerEntropy> = Arc::clone(&self.entropy);
        let store = SqliteStore::open(&path, entropy.clone()).await.unwrap();
        let store = Arc::new(store);
        let blobs = Blobs::in_folder(&self.data().join("blobs")).unwrap();
        let clock = Arc::new(ServerClock(Arc::clone(&self.time)));
        let mut state = ServerState::new(Arc::clone(&store) as _, blobs, clock, entropy);
        match self.release() {
            Release::Newest => {}
            Release::Without(kind) => state.without_operations = vec![kind.into()],
            Release::OlderCatalogue => state.rules.replace(OLDER_RULES.clone()),
        }
        let state = Arc::new(state);
        let running = Running {
            router: router(Arc::clone(&state)),
            state,
            store,
        };
        *self.running.lock().unwrap() = Some(running);
    }

    async fn close(&self) {
        let running = self.running.lock().unwrap().take();
        if let Some(running) = running {
            running.store.close().await.unwrap();
        }
    }

    /// Stops it, until [`restart`](Self::restart).
    pub(crate) async fn stop(&self) {
        self.close().await;
    }

    /// Starts it (again), as it was.
    pub(crate) async fn restart(&self) {
        self.close().await;
        self.open().await;
    }

    pub(crate) fn release(&self) -> Release {
        *self.release.lock().unwrap()
    }

    /// Another release serves from now on.
    pub(crate) async fn becomes(&self, release: Release) {
        *self.release.lock().unwrap() = release;
        self.restart().await;
    }

    fn backups(&self) -> PathBuf {
        self.folder.join("backups")
    }

    /// Makes a backup, while it serves or stands still.
    pub(crate) async fn back_up(&self) {
        let data = DataDir::existing(&self.data()).unwrap();
        let into = BackupFolder::create(&self.backups()).unwrap();
        let clock = ServerClock(Arc::clone(&self.time));
        let options = backup::Options::default();
        let taken = backup::take(&data, &into, &clock, options, |_, _| {}).await;
        assert_eq!(taken.unwrap().manifest.lacking, 0);
        self.backups.fetch_add(1, Ordering::Relaxed);
    }

    /// Loses its disk and is restored from its newest backup, if there is one. Whether there was.
    pub(crate) async fn restore(&self) -> bool {
        if self.backups.load(Ordering::Relaxed) == 0 {
            return false;
        }
        self.close().await;
        fs::remove_dir_all(self.data()).unwrap();
        let from = BackupFolder::existing(&self.backups()).unwrap();
        let entropy: Arc<ServerEntropy> = Arc::clone(&self.entropy);
        let restored = backup::restore(&from, None, &self.data(), entropy, |_, _| {}).await;
        assert_eq!(restored.unwrap().lost, 0);
        self.open().await;
        self.restores.fetch_add(1, Ordering::Relaxed);
        true
    }

    /// Puts its first backup back and says nothing: what a server comes to that acknowledges
    /// before its commits are on disk.
    pub(crate) async fn put_back(&self) -> bool {
        if self.backups.load(Ordering::Relaxed) == 0 {
            return false;
        }
        self.close().await;
        fs::remove_dir_all(self.data()).unwrap();
        copy_folder(&self.backups().join("blobs"), &self.data().join("blobs"));
        let database = self.backups().join("000001.db");
        fs::copy(database, self.data().join("langnghe.db")).unwrap();
        self.open().await;
        true
    }

    /// How often it was restored.
    pub(crate) fn restores(&self) -> u32 {
        self.restores.load(Ordering::Relaxed)
    }

    /// Where requests go, while it runs.
    pub(crate) fn router(&self) -> Option<Router> {
        let running = self.running.lock().unwrap();
        running.as_ref().map(|running| running.router.clone())
    }

    fn store(&self) -> Arc<SqliteStore> {
        let running = self.running.lock().unwrap();
        Arc::clone(&running.as_ref().expect("the server runs").store)
    }

    fn officer(&self) -> Viewer {
        self.officer.lock().unwrap().clone().expect("she was added")
    }

    // ── What the judge sees ─────────────────────────────────────────────────────────────────

    pub(crate) async fn case(&self, report: ReportId) -> Option<CaseDetail> {
        self.store().case(&self.officer(), report).await.unwrap()
    }

    pub(crate) async fn cases(&self) -> Vec<CaseSummary> {
        let filter = CaseFilter {
            status: StatusFilter::All,
            ..CaseFilter::default()
        };
        let (mut cases, mut turn) = (Vec::new(), None);
        loop {
            let page = Page {
                turn,
                ..Page::default()
            };
            let (store, officer) = (self.store(), self.officer());
            let page = store.cases(&officer, filter.clone(), page).await.unwrap();
            cases.extend(page.cases);
            turn = page.next;
            if turn.is_none() {
                assert_eq!(Count::exactly(cases.len() as u64), page.total);
                return cases;
            }
        }
    }

    pub(crate) async fn photograph(&self, whose: ReporterId, sha256: Sha256) -> Option<Bytes> {
        let blobs = self.running.lock().unwrap().as_ref()?.state.blobs.clone();
        blobs.read(whose, sha256).await.ok()
    }

    // ── What the officer does ───────────────────────────────────────────────────────────────

    /// Does something that fits to a case; says what, if there was anything to do.
    pub(crate) async fn work(&self, random: &mut fastrand::Rng, now: Timestamp) -> Option<String> {
        let mut cases = self.cases().await;
        cases.sort_by_key(|case| case.id);
        if cases.is_empty() {
            return None;
        }
        let case = &cases[random.usize(..cases.len())];
        let case = self.store().case(&self.officer(), case.id).await;
        let case = case.unwrap()?.case;
        let moment = Moment::bundled(now);
        let kinds: Vec<ActionKind> = available(&case, Party::Coordinator, &moment.rules).collect();
        let kind = *kinds.get(random.usize(..kinds.len().max(1)))?;
        let text = format!("Trả lời {}", random.u32(..));
        let action = match kind {
            ActionKind::Accept => Action::Accept,
            // Now and then: it ends what else might happen.
            ActionKind::Refuse if random.u8(..4) > 0 => Action::Accept,
            ActionKind::Refuse => Action::Refuse {
                reason: text,
                belongs: "Sở Xây dựng".into(),
            },
            ActionKind::Forward => Action::Forward {
                unit: another_unit(&case.unit, &moment.rules, random),
                reason: text,
            },
            ActionKind::Pause => Action::Pause { reason: text },
            ActionKind::Resume => Action::Resume,
            ActionKind::SetLevel => Action::SetLevel {
                level: Level::ALL[random.usize(..Level::ALL.len())],
                reason: text,
                runs: None,
            },
            ActionKind::Merge => {
                let main = &cases[random.usize(..cases.len())];
                Action::Merge {
                    into: main.id,
                    reference: main.reference.clone(),
                }
            }
            ActionKind::Unmerge => Action::Unmerge,
            ActionKind::Start => Action::Start,
            ActionKind::Ask => Action::Ask { text },
            ActionKind::Resolve => Action::Resolve(Solution {
                text,
                cause: "Cống hỏng".into(),
                remedy: Remedy::Temporary,
                photographs: vec![],
                without_photograph: Some("Trời tối".into()),
            }),
            ActionKind::Note => Action::Note { text },
            _ => Action::Reply {
                text,
                public: random.bool(),
            },
        };
        let done = self
            .store()
            .act(&self.officer(), case.id, action, case.version, moment)
            .await;
        match done {
            Ok(_) => Some(format!("{kind:?} {}", case.id)),
            Err(ActError::Refused(_)) => None,
            Err(error) => panic!("the officer was answered {error}"),
        }
    }
}

/// A unit of the same commune, or of the province, that doesn't have the case yet.
fn another_unit(has_it: &str, rules: &Rules, random: &mut fastrand::Rng) -> Unit {
    let commune = has_it.split('-').next().unwrap();
    let others: Vec<Unit> = rules
        .units_of(commune)
        .into_iter()
        .chain(rules.units_of_province())
        .filter(|unit| unit.code != has_it)
        .collect();
    others[random.usize(..others.len())].clone()
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
