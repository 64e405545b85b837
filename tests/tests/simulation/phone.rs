//! A phone: the real app over its real, encrypted store, worked turn by turn, and the book of
//! what its person was shown as saved.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::{SignedDuration, Timestamp};
use langnghe_core::{
    Config, Ports, StoreKey,
    testing::{SeededEntropy, SteppedApp},
    transport::Transport,
};
use langnghe_wire::{ReportId, Sha256};

use crate::time::{PhoneClock, Time};

/// A phone of a world.
pub(crate) struct Phone {
    pub(crate) number: usize,
    pub(crate) clock: Arc<PhoneClock>,
    /// When it looks at its queue next, in true time.
    pub(crate) looks_at: Timestamp,
    /// Times by which its clock jumped forwards: each fills its allowance of attempts.
    pub(crate) jumped_at: Vec<Timestamp>,
    /// When it took its turns, the last ones.
    pub(crate) turns: VecDeque<Timestamp>,
    pub(crate) book: Book,
    /// Drafts that were copied from a parked report, each with it.
    pub(crate) copies: BTreeMap<ReportId, ReportId>,
    /// Counts what its person wrote, so that no two texts are the same.
    pub(crate) counter: u32,
    running: Option<SteppedApp>,
    entropy: Arc<SeededEntropy>,
    transport: Arc<dyn Transport>,
    folder: PathBuf,
    lives: u32,
}

/// What a person knows to be saved.
#[derive(Debug, Default)]
pub(crate) struct Book {
    pub(crate) entries: BTreeMap<ReportId, Entry>,
    /// How often the server had been restored when this phone was judged last.
    pub(crate) restores_judged: u32,
}

/// A report, as its person knows it.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) stage: Stage,
    pub(crate) text: String,
    pub(crate) photographs: Vec<Sha256>,
    /// What was said about it afterwards.
    pub(crate) said: Vec<String>,
    /// Whether its person took it back, or tried to.
    pub(crate) taken_back: bool,
    /// How many things that were said, and refused, its person let go of.
    pub(crate) let_go: usize,
    /// The highest rung that was shown, and of which it never falls short again.
    pub(crate) rung: (u8, usize),
    /// Answers that were shown.
    pub(crate) replies: BTreeSet<String>,
}

/// Where a report is in its person's eyes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    Draft,
    Submitted,
    /// Another stands in its place.
    Superseded,
}

impl Entry {
    pub(crate) fn draft(text: &str, photographs: &[Sha256]) -> Self {
        Self {
            stage: Stage::Draft,
            text: text.to_owned(),
            photographs: photographs.to_vec(),
            said: Vec::new(),
            taken_back: false,
            let_go: 0,
            rung: (0, 0),
            replies: BTreeSet::new(),
        }
    }
}

impl Phone {
    pub(crate) fn new(
        number: usize,
        folder: &Path,
        time: &Arc<Time>,
        off_by: SignedDuration,
        seed: u64,
        transport: Arc<dyn Transport>,
    ) -> Self {
        let mut phone = Self {
            number,
            clock: PhoneClock::new(time, off_by),
            looks_at: time.now(),
            jumped_at: Vec::new(),
            turns: VecDeque::new(),
            book: Book::default(),
            copies: BTreeMap::new(),
            counter: 0,
            running: None,
            entropy: Arc::new(SeededEntropy::new(seed)),
            transport,
            folder: folder.to_owned(),
            lives: 0,
        };
        phone.open();
        phone
    }

    pub(crate) fn stepped(&self) -> &SteppedApp {
        self.running.as_ref().expect("it was opened")
    }

    pub(crate) fn app(&self) -> &langnghe_core::App {
        self.stepped().app()
    }

    fn home(&self) -> PathBuf {
        self.folder.join(format!("life-{}", self.lives))
    }

    fn open(&mut self) {
        let config = Config {
            folder: self.home(),
            app: "simulation".into(),
        };
        let ports = Ports {
            clock: Arc::clone(&self.clock) as _,
            entropy: Arc::clone(&self.entropy) as _,
            transport: None,
        };
        let key = StoreKey::from_bytes([self.number as u8; 32]);
        let opened = SteppedApp::open(config, key, ports, Arc::clone(&self.transport));
        self.running = Some(opened.expect("what was there can be opened"));
    }

    /// Dies as it stands, without a word to its store, and is opened again. With `without_wal`,
    /// what a power cut would take from a store that doesn't sync is gone as well.
    pub(crate) fn is_killed(&mut self, now: Timestamp, without_wal: bool) {
        let before = self.home();
        self.lives += 1;
        let after = self.home();
        fs::create_dir_all(&after).unwrap();
        for name in ["store.db", "store.db-wal", "store.check"] {
            let lost = without_wal && name == "store.db-wal";
            if !lost && before.join(name).exists() {
                fs::copy(before.join(name), after.join(name)).unwrap();
            }
        }
        // Closed only now: closing would tidy up what a kill leaves lying about.
        self.running = None;
        fs::remove_dir_all(before).unwrap();
        self.open();
        self.looks_at = now;
    }
}
