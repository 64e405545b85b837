//! The world of a journey: a server behind a flaky link, phones, an officer. All of it ends with
//! the value that stands for it.

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use langnghe_tests::{
    flaky::{FlakyLink, Plan},
    officer::{ConsoleError, Officer},
    phone::{Filing, Phone, PhoneError, Report},
    record::Record,
    server::{self, Options, ServerProcess, User},
};
use tempfile::TempDir;

/// Longer than anything takes on a busy machine; only a failure waits so long.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);
/// The same, for a phone.
pub(crate) const SECONDS: u32 = 60;

/// A village with a dyke, in Xã Tam Tiến.
pub(crate) const PLACE: &str = "21.5025,106.0760";
/// The commune's code.
pub(crate) const COMMUNE: &str = "07264";

pub(crate) struct World {
    server: Option<ServerProcess>,
    pub(crate) link: FlakyLink,
    folder: TempDir,
}

impl World {
    /// An empty server, a perfect link.
    pub(crate) fn new() -> Self {
        Self::with(&Options::default())
    }

    /// An empty server of a certain kind, a perfect link.
    pub(crate) fn with(options: &Options) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let server = ServerProcess::start_with(&folder.path().join("server"), options).unwrap();
        let link = FlakyLink::to(server.address(), Plan::default()).unwrap();
        Self {
            server: Some(server),
            link,
            folder,
        }
    }

    /// The folder in which everything of this world lies.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The server's data folder.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder().join("server")
    }

    /// The phone of that name, the same each time.
    pub(crate) fn phone(&self, name: &str) -> Phone {
        Phone::in_folder(&self.folder().join(name)).unwrap()
    }

    /// What the server has on its disk.
    pub(crate) fn record(&self) -> Record {
        Record::in_folder(&self.data()).unwrap()
    }

    /// Waits until what the server has on its disk fulfils a condition.
    pub(crate) fn until(&self, what: &str, condition: impl Fn(&Record) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !condition(&self.record()) {
            assert!(Instant::now() < deadline, "waited in vain until {what}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Synchronises a phone through the link, to the end.
    pub(crate) fn sync(&self, phone: &Phone) -> Result<(), PhoneError> {
        phone.sync(&self.link.url(), SECONDS).map(drop)
    }

    /// What the server has written to its log so far.
    pub(crate) fn servers_log(&self) -> String {
        self.server.as_ref().unwrap().log()
    }

    /// Asks the server to end.
    pub(crate) fn stop_server(&mut self) {
        self.server.take().unwrap().stop().unwrap();
    }

    /// Ends the server as a power cut does.
    pub(crate) fn kill_server(&mut self) {
        self.server.take().unwrap().kill().unwrap();
    }

    /// Starts a server on the same data; the link leads to it.
    pub(crate) fn start_server(&mut self, options: &Options) {
        let server = ServerProcess::start_with(&self.data(), options).unwrap();
        self.link.lead_to(server.address());
        self.server = Some(server);
    }

    /// Says to the server's data that they come from a backup, as whoever restores them does.
    pub(crate) fn say_that_it_was_restored(&self) {
        let data = self.data();
        server::command(
            &[
                OsStr::new("restored"),
                OsStr::new("--data"),
                data.as_os_str(),
            ],
            "",
        )
        .unwrap();
    }

    /// Tries to sign in to the console.
    pub(crate) fn try_to_sign_in(
        &self,
        name: &str,
        password: &str,
    ) -> Result<Officer, ConsoleError> {
        Officer::sign_in(self.server.as_ref().unwrap().address(), name, password)
    }

    /// An officer of the commune, signed in.
    pub(crate) fn officer(&self) -> Officer {
        self.at_the_desk("Nguyễn Thị Lan", "officer", Some(COMMUNE))
    }

    /// A coordinator of the province, signed in.
    pub(crate) fn coordinator(&self) -> Officer {
        self.at_the_desk("Phạm Thu Hoa", "coordinator", None)
    }

    /// Somebody with a role at a unit, signed in.
    pub(crate) fn at_the_desk(&self, name: &str, role: &str, unit: Option<&str>) -> Officer {
        let user = User {
            name: name.to_owned(),
            role: role.to_owned(),
            unit: unit.map(str::to_owned),
            password: "đồng lúa xanh ven sông Thương".to_owned(),
        };
        server::add_user(&self.data(), &user).unwrap();
        self.try_to_sign_in(&user.name, &user.password).unwrap()
    }
}

/// A photograph of the fixtures.
pub(crate) fn photo(name: &str) -> PathBuf {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/photo/fixtures");
    fixtures.join(name)
}

/// Files a report about a dyke, with photographs.
pub(crate) fn file(phone: &Phone, text: &str, photos: &[&str]) -> String {
    let photos: Vec<PathBuf> = photos.iter().map(|name| photo(name)).collect();
    let photos: Vec<&Path> = photos.iter().map(PathBuf::as_path).collect();
    phone
        .file(&Filing {
            category: "dyke",
            text,
            at: PLACE,
            photos: &photos,
        })
        .unwrap()
}

/// The report of that id, as its phone tells of it.
pub(crate) fn report(phone: &Phone, id: &str) -> Report {
    let all = phone.reports().unwrap();
    all.into_iter().find(|report| report.id == id).unwrap()
}

/// Asserts that a report is whole on the server, once, as the phone tells of it.
#[track_caller]
pub(crate) fn assert_complete(phone: &Phone, id: &str, photos: usize) {
    let report = report(phone, id);
    assert_eq!(report.delivery, "complete");
    assert_eq!((report.photos_sent, report.photos_total), (photos, photos));
    assert_eq!(report.case.as_deref(), Some("received"));
    assert!(report.reference.is_some());
}

/// Asserts that the server has so many cases, each once, with so many photographs in all, whole.
#[track_caller]
pub(crate) fn assert_kept(record: &Record, cases: usize, photos: usize) {
    assert_eq!(record.cases().unwrap(), cases);
    assert_eq!(record.events_of("received").unwrap(), cases);
    assert_eq!(record.events_of("photograph").unwrap(), photos);
    assert_eq!(record.assert_photographs_whole().unwrap(), photos);
}
