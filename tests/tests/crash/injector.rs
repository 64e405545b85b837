//! The fault injector (`tests/faults/faults.c`), and the hand on its switch.

use std::{
    env,
    ffi::OsString,
    fs,
    os::unix::fs::FileExt as _,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

/// What happens at the chosen operation; the numbers are the injector's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u64)]
pub(crate) enum Fault {
    /// The process dies after it.
    Kill = 1,
    /// The process dies in the middle of it: half of what it writes is written.
    KillTorn = 2,
    /// There is no space left for it.
    NoSpace = 3,
    /// The disk fails it.
    Broken = 4,
    /// The disk fails the next sync from there.
    SyncFails = 5,
}

/// The switch of the programs that share it.
#[derive(Debug)]
pub(crate) struct Injector {
    folder: PathBuf,
    control: PathBuf,
    journal: PathBuf,
    /// Whether its syncs take their time, longer than an answer does to arrive and be written
    /// down: who acknowledges before a sync is found out.
    pub(crate) is_slow: bool,
}

/// How long a slow disk's sync takes, in microseconds.
const SLOW_SYNC: &str = "40000";

impl Injector {
    /// A switch for what happens in `folder`; the journal is shared with others.
    pub(crate) fn new(folder: &Path, control: PathBuf, journal: PathBuf) -> Self {
        fs::write(&control, [0; 32]).unwrap();
        // Made, or left as it is.
        fs::File::options()
            .create(true)
            .append(true)
            .open(&journal)
            .unwrap();
        let folder = folder.canonicalize().unwrap();
        Self {
            folder,
            control,
            journal,
            is_slow: false,
        }
    }

    /// What a program's environment needs.
    pub(crate) fn environment(&self) -> Vec<(OsString, OsString)> {
        [
            ("LD_PRELOAD", library()),
            ("FAULTS_FOLDER", &self.folder),
            ("FAULTS_CONTROL", &self.control),
            ("FAULTS_JOURNAL", &self.journal),
        ]
        .map(|(name, value)| (name.into(), value.into()))
        .into_iter()
        .chain(
            self.is_slow
                .then(|| ("FAULTS_SYNC_US".into(), SLOW_SYNC.into())),
        )
        .collect()
    }

    /// Lets the fault strike at the `at`th operation from now, once or from then on.
    pub(crate) fn strike(&self, at: u64, fault: Fault, stays: bool) {
        self.set([0, at, fault as u64, u64::from(stays)]);
    }

    /// The disk is well again.
    pub(crate) fn lift(&self) {
        self.set([self.count(), 0, 0, 0]);
    }

    /// How many operations there were.
    pub(crate) fn count(&self) -> u64 {
        let mut number = [0; 8];
        let control = fs::File::open(&self.control).unwrap();
        control.read_exact_at(&mut number, 0).unwrap();
        u64::from_ne_bytes(number)
    }

    fn set(&self, numbers: [u64; 4]) {
        let bytes = numbers.map(u64::to_ne_bytes).concat();
        let control = fs::File::options().write(true).open(&self.control).unwrap();
        control.write_all_at(&bytes, 0).unwrap();
    }
}

/// The injector, built once for this run by the compiler that also builds SQLite.
fn library() -> &'static Path {
    static LIBRARY: OnceLock<PathBuf> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("faults/faults.c");
        // A name of its own: another run may be using its library just now.
        let name = format!("faults-{}.so", std::process::id());
        let library = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let compiler = env::var_os("CC").unwrap_or_else(|| "cc".into());
        let done = Command::new(compiler)
            .args([
                "-shared",
                "-fPIC",
                "-O1",
                "-std=gnu17",
                "-Wall",
                "-Wextra",
                "-Werror",
                "-o",
            ])
            .args([&library, &source])
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(
            done.status.success(),
            "the fault injector doesn't compile:\n{said}"
        );
        library
    })
}
