//! A phone: the app over its real, encrypted store and the HTTP that ships, worked turn by turn
//! under a clock of its own, so that nobody waits for a backoff; and its way to die.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use image::{ExtendedColorType, codecs::jpeg::JpegEncoder};
use jiff::{SignedDuration, Timestamp};
use langnghe_core::{
    App, Config, DraftEdit, Ports, ReportView, StoreKey,
    outbox::Queue,
    report::PlaceEdit,
    testing::{ManualClock, SeededEntropy, SteppedApp, Turn},
};
use langnghe_wire::{Point, ReportId, Sha256};
use tempfile::TempDir;
use tokio::{runtime::Runtime, time::timeout};

use crate::{PATIENCE, way::Way};

/// More turns than a queue of three things takes, however it is disturbed. A phone that needs more
/// goes round in circles.
const TURNS: usize = 60;

pub(crate) struct Phone {
    pub(crate) clock: Arc<ManualClock>,
    entropy: Arc<SeededEntropy>,
    server: String,
    hurry: Duration,
    folder: TempDir,
    lives: u32,
    life: Option<Life>,
}

/// What a kill takes.
struct Life {
    app: SteppedApp,
    way: Arc<Way>,
    runtime: Runtime,
}

/// How a turn ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ended {
    Worked,
    Rests,
    /// It hasn't: the answer is here, and nothing of it is written.
    Held,
}

impl Phone {
    /// A new phone, which is like no other that has another `seed`.
    pub(crate) fn new(seed: u64, server: &str, hurry: Duration) -> Self {
        // Off by a day, as phones are: the server's clock counts, and never this one.
        let now = Timestamp::now() - SignedDuration::from_hours(24);
        let mut phone = Self {
            clock: Arc::new(ManualClock::at(now)),
            entropy: Arc::new(SeededEntropy::new(seed)),
            server: server.to_owned(),
            hurry,
            folder: fast_folder(),
            lives: 0,
            life: None,
        };
        phone.life = Some(phone.open(&phone.home()));
        phone
    }

    fn home(&self) -> PathBuf {
        self.folder.path().join(format!("life-{}", self.lives))
    }

    fn open(&self, home: &Path) -> Life {
        let way = Arc::new(Way::to(&self.server, self.hurry));
        let config = Config {
            folder: home.to_owned(),
            app: "network".into(),
        };
        let ports = Ports {
            clock: Arc::clone(&self.clock) as _,
            entropy: Arc::clone(&self.entropy) as _,
            transport: None,
        };
        let key = StoreKey::from_bytes([7; 32]);
        let app = SteppedApp::open(config, key, ports, Arc::clone(&way) as _).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        Life { app, way, runtime }
    }

    fn life(&self) -> &Life {
        self.life.as_ref().unwrap()
    }

    pub(crate) fn app(&self) -> &App {
        self.life().app.app()
    }

    pub(crate) fn way(&self) -> &Way {
        &self.life().way
    }

    pub(crate) fn queue(&self) -> Queue {
        self.life().app.queue().unwrap()
    }

    pub(crate) fn report(&self, id: ReportId) -> ReportView {
        self.app().report(id).unwrap()
    }

    /// Files a report with a photograph; answers with the photograph's hash and size as well.
    pub(crate) fn file(&self, text: &str, picture: &[u8]) -> (ReportId, Sha256, u64) {
        let draft = self.app().new_draft("dyke").unwrap();
        let place = PlaceEdit::At(Point {
            lat: 21.5025,
            lon: 106.076,
            accuracy: Some(8.0),
        });
        let edit = DraftEdit {
            text: Some(text.to_owned()),
            place: Some(place),
            ..DraftEdit::default()
        };
        self.app().edit_draft(draft, edit).unwrap();
        let photograph = self.app().add_photo(draft, picture).unwrap();
        let jpeg = self.app().photo(photograph).unwrap();
        self.app().submit(draft).unwrap();
        (draft, Sha256::of(&jpeg), jpeg.len() as u64)
    }

    /// One turn of the queue, or as much of it as comes before an answer is held. A rest is taken
    /// on the phone's own clock, at once.
    pub(crate) fn turn(&self) -> Ended {
        let Life { app, way, runtime } = self.life();
        runtime.block_on(async {
            tokio::select! {
                biased;
                () = way.an_answer_is_held() => Ended::Held,
                turn = timeout(PATIENCE, app.turn()) => {
                    let turn = turn.expect("no turn takes for ever");
                    // A connection that is done with goes back to where the next one is taken from.
                    for _ in 0..64 {
                        tokio::task::yield_now().await;
                    }
                    match turn.unwrap() {
                        Turn::Worked => Ended::Worked,
                        Turn::Rests(nap) => {
                            self.clock.advance(nap.try_into().unwrap());
                            Ended::Rests
                        }
                    }
                }
            }
        })
    }

    /// Takes turns until a condition holds.
    #[track_caller]
    pub(crate) fn turn_until(&self, what: &str, condition: impl Fn(&Self) -> bool) {
        for _ in 0..TURNS {
            if condition(self) {
                return;
            }
            self.turn();
        }
        panic!("after {TURNS} turns, not yet: {what}; {:?}", self.queue());
    }

    /// Takes turns until nothing waits, and then asks once more what is new.
    #[track_caller]
    pub(crate) fn drain(&self) {
        self.turn_until("the queue is empty", |phone| {
            let queue = phone.queue();
            queue.operations.is_empty() && queue.photographs.is_empty()
        });
        self.ask();
    }

    /// Its person asks what is new, and waits for the answer.
    #[track_caller]
    pub(crate) fn ask(&self) {
        self.life().app.ask();
        for _ in 0..TURNS {
            if self.turn() == Ended::Rests {
                return;
            }
        }
        panic!("after {TURNS} turns it doesn't rest: {:?}", self.queue());
    }

    /// Asks over the connection that it kept, which is dead and doesn't say so.
    #[track_caller]
    pub(crate) fn ask_into_the_silence(&self) {
        self.life().app.ask();
        self.turn();
        let failures = self.queue().link.failures;
        assert_eq!(failures, 1, "the silence was noticed");
    }

    /// Dies as it stands, without a word to its store, and is opened again by its person.
    pub(crate) fn dies(&mut self) {
        let before = self.home();
        self.lives += 1;
        copy_store(&before, &self.home());
        // Closed only now: closing would tidy up what a kill leaves lying about.
        self.life = None;
        fs::remove_dir_all(before).unwrap();
        self.life = Some(self.open(&self.home()));
    }

    /// What would wait if it were killed at this moment.
    pub(crate) fn queue_after_a_kill(&self) -> Queue {
        let folder = fast_folder();
        copy_store(&self.home(), folder.path());
        self.open(folder.path()).app.queue().unwrap()
    }
}

/// All that a dead process leaves behind are files.
fn copy_store(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for name in ["store.db", "store.db-wal", "store.check"] {
        if from.join(name).exists() {
            fs::copy(from.join(name), to.join(name)).unwrap();
        }
    }
}

/// In memory, where there is such a place: power isn't cut here.
pub(crate) fn fast_folder() -> TempDir {
    TempDir::new_in("/dev/shm").unwrap_or_else(|_| TempDir::new().unwrap())
}

/// A picture that no other seed makes, of which a phone makes a photograph of more than two of the
/// server's rows.
pub(crate) fn picture(seed: u64) -> Vec<u8> {
    let (width, height) = (600_u16, 420_u16);
    let mut pixels = vec![0; 3 * usize::from(width) * usize::from(height)];
    fastrand::Rng::with_seed(seed).fill(&mut pixels);
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, 90)
        .encode(
            &pixels,
            width.into(),
            height.into(),
            ExtendedColorType::Rgb8,
        )
        .unwrap();
    jpeg
}
