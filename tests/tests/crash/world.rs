//! A phone and a server on folders of their own, real processes with the fault injector in them,
//! and the steps that people take.

pub(crate) mod server_disk;

use std::{
    collections::BTreeMap,
    ffi::{OsStr, OsString},
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use langnghe_tests::{
    officer::{ConsoleError, Officer},
    phone::{Filing, Phone},
    programs,
    record::files_in,
    server::{Options, ServerProcess},
};
use langnghe_wire::ReportId;
use tempfile::TempDir;

use crate::{
    disk::{self, Files},
    injector::Injector,
    promises::Promise,
};

/// A village with a dyke, in Xã Tam Tiến.
pub(crate) const PLACE: &str = "21.5025,106.0760";
const COMMUNE: &str = "07264";
const OFFICER: &str = "Nguyễn Thị Lan";
const PASSWORD: &str = "đồng lúa xanh ven sông Thương";

pub(crate) struct World {
    folder: TempDir,
    key: String,
    phone: Phone,
    /// The phone's disk, which can fail.
    pub(crate) phones_disk: Injector,
    /// The server's.
    pub(crate) servers_disk: Injector,
    server: Option<ServerProcess>,
    /// The reports by the names that the steps give them.
    pub(crate) names: BTreeMap<char, ReportId>,
}

/// What somebody does.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Step {
    /// The server is started, and the officer gets an account.
    Open,
    /// A draft is written, with photographs.
    Draft {
        name: char,
        text: &'static str,
        photographs: &'static [&'static str],
    },
    /// A draft is submitted.
    Submit(char),
    /// The phone synchronises.
    Sync,
    /// The officer takes the case.
    Accept(char),
    /// The officer answers.
    Answer(char, &'static str),
    /// The reporter says something more.
    Say(char, &'static str),
    /// The reporter takes the report back.
    Withdraw(char),
    /// A backup is made, while the server serves.
    BackUp,
    /// The server is asked to stop.
    Close,
}

impl Step {
    /// Whether it needs a server that runs.
    pub(crate) fn needs_the_server(self) -> bool {
        matches!(
            self,
            Self::Sync | Self::Accept(_) | Self::Answer(..) | Self::BackUp
        )
    }
}

/// Who did not do what was wanted.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refused {
    /// The phone, with its exit code (none if it was killed) and its words.
    #[error("the phone ended with {code:?}: {words}")]
    Phone { code: Option<i32>, words: String },
    /// The console.
    #[error(transparent)]
    Console(ConsoleError),
    /// One of the server's commands, with its exit code (none if it was killed) and its words.
    #[error("the command ended with {code:?}: {words}")]
    Command { code: Option<i32>, words: String },
    /// The server didn't start or stop, with its log.
    #[error("{0}")]
    NoServer(String),
}

impl World {
    /// An empty one.
    pub(crate) fn new() -> Self {
        let mut key = [0; 32];
        getrandom::fill(&mut key).unwrap();
        Self::with(&Files::new(), &data_encoding::HEXLOWER.encode(&key))
    }

    /// One with these files on its disks, and the phone's key.
    pub(crate) fn with(files: &Files, key: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let disks = folder.path().join("disks");
        fs::create_dir_all(disks.join("phone")).unwrap();
        fs::write(disks.join("phone/key"), key).unwrap();
        disk::write(files, &disks);
        let switch = |name: &str| {
            Injector::new(
                &disks,
                folder.path().join(name),
                folder.path().join("journal"),
            )
        };
        Self {
            phone: Phone::in_folder(&disks.join("phone")).unwrap(),
            key: key.to_owned(),
            phones_disk: switch("phone.control"),
            servers_disk: switch("server.control"),
            server: None,
            names: BTreeMap::new(),
            folder,
        }
    }

    pub(crate) fn phone(&self) -> &Phone {
        &self.phone
    }

    /// The phone's key, in hexadecimal.
    pub(crate) fn key(&self) -> &str {
        &self.key
    }

    /// Puts the phone's store under another key. The new one is kept elsewhere until that is done,
    /// as a key store does.
    pub(crate) fn change_key(&mut self, new: &str) -> Result<(), Refused> {
        let file = self.folder.path().join("new-key");
        fs::write(&file, new).unwrap();
        self.ask([
            OsStr::new("rekey"),
            "--new-key-file".as_ref(),
            file.as_os_str(),
        ])?;
        new.clone_into(&mut self.key);
        fs::write(self.phone.key_file(), new).unwrap();
        Ok(())
    }

    /// What lies on both disks; without the key, which no real phone keeps there, and without
    /// indices of WALs, which mean nothing to the next process.
    pub(crate) fn files(&self) -> Files {
        let disks = self.disks();
        let read = |file: PathBuf| {
            let name = file.strip_prefix(&disks).unwrap().to_str().unwrap();
            (name.to_owned(), fs::read(&file).unwrap())
        };
        let all = files_in(&disks).unwrap().into_iter().map(read);
        all.filter(|(name, _)| name != "phone/key" && !name.ends_with("-shm"))
            .collect()
    }

    /// Where both disks are.
    pub(crate) fn disks(&self) -> PathBuf {
        self.folder.path().join("disks")
    }

    /// The server's data folder.
    pub(crate) fn data(&self) -> PathBuf {
        self.disks().join("server")
    }

    /// Where its backups are.
    pub(crate) fn backups(&self) -> PathBuf {
        self.disks().join("backups")
    }

    pub(crate) fn journal(&self) -> PathBuf {
        self.folder.path().join("journal")
    }

    pub(crate) fn server(&self) -> &ServerProcess {
        self.server.as_ref().expect("the server was started")
    }

    /// Starts the server on what lies in its folder.
    pub(crate) fn start_server(&mut self) -> Result<(), Refused> {
        let environment = self.servers_disk.environment();
        let options = Options {
            environment,
            ..Options::default()
        };
        let started = ServerProcess::start_with(&self.data(), &options);
        self.server = Some(started.map_err(|error| Refused::NoServer(error.to_string()))?);
        Ok(())
    }

    /// Ends the server as a power cut does.
    pub(crate) fn kill_server(&mut self) {
        if let Some(server) = self.server.take() {
            server.kill().unwrap();
        }
    }

    /// Takes a step; what it promises comes back.
    pub(crate) fn take(&mut self, step: Step) -> Result<Vec<Promise>, Refused> {
        Ok(match step {
            Step::Open => {
                self.start_server()?;
                self.add_officer();
                vec![]
            }
            Step::Close => {
                if let Some(server) = self.server.take() {
                    server
                        .stop()
                        .map_err(|error| Refused::NoServer(error.to_string()))?;
                }
                vec![]
            }
            Step::Draft {
                name,
                text,
                photographs,
            } => vec![self.draft(name, text, photographs)?],
            Step::Submit(name) => {
                let report = self.names[&name];
                self.ask(["submit", &report.to_string()])?;
                vec![Promise::Submitted { report }]
            }
            Step::Sync => {
                self.sync(60)?;
                vec![Promise::Synced]
            }
            Step::Accept(name) => {
                self.at_the_console(name, "accept", "")?;
                vec![]
            }
            Step::Answer(name, text) => {
                self.at_the_console(name, "reply", text)?;
                vec![Promise::Answered {
                    report: self.names[&name],
                    text: text.to_owned(),
                }]
            }
            Step::Say(name, text) => {
                let report = self.names[&name];
                self.ask(["reply", &report.to_string(), text])?;
                vec![Promise::Said {
                    report,
                    text: text.to_owned(),
                }]
            }
            Step::Withdraw(name) => {
                let report = self.names[&name];
                self.ask(["withdraw", &report.to_string()])?;
                vec![Promise::Withdrawn { report }]
            }
            Step::BackUp => {
                self.back_up()?;
                vec![Promise::BackedUp]
            }
        })
    }

    fn draft(&mut self, name: char, text: &str, photographs: &[&str]) -> Result<Promise, Refused> {
        let paths: Vec<PathBuf> = photographs.iter().map(|name| photograph(name)).collect();
        let photos: Vec<&Path> = paths.iter().map(PathBuf::as_path).collect();
        let filing = Filing {
            category: "dyke",
            text,
            at: PLACE,
            photos: &photos,
        };
        let printed = self.ask(filing.arguments())?;
        let id = printed.lines().last().unwrap_or_default();
        let report = id.parse().expect("the last line is the draft's id");
        self.names.insert(name, report);
        Ok(Promise::Drafted {
            report,
            text: text.to_owned(),
            photographs: photos.len(),
        })
    }

    /// Synchronises for at most so many seconds.
    pub(crate) fn sync(&self, seconds: u32) -> Result<(), Refused> {
        let (server, seconds) = (self.server().url(), seconds.to_string());
        self.ask(["--json", "--server", &server, "sync", "--timeout", &seconds])
            .map(drop)
    }

    /// Runs a command of the phone on its disk; what it printed comes back.
    pub(crate) fn ask<A: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = A>,
    ) -> Result<String, Refused> {
        let mut command = self.phone.command(arguments);
        run(command.envs(self.phones_disk.environment()))
            .map_err(|(code, words)| Refused::Phone { code, words })
    }

    fn add_officer(&self) {
        let mut command = Command::new(programs::program("langnghe-server").unwrap());
        command
            .args([
                "user", "add", OFFICER, "--role", "officer", "--unit", COMMUNE,
            ])
            .args([
                OsString::from("--password-stdin"),
                "--data".into(),
                self.data().into(),
            ])
            .envs(self.servers_disk.environment())
            .stdin(input(PASSWORD));
        run(&mut command).unwrap();
    }

    /// Makes a backup. Whatever was received before counts as backed up.
    pub(crate) fn back_up(&self) -> Result<(), Refused> {
        self.of_the_server("backup", &["--margin", "0"])
    }

    /// Restores the newest backup.
    pub(crate) fn restore(&self) -> Result<(), Refused> {
        self.of_the_server("restore", &[])
    }

    fn of_the_server(&self, name: &str, more: &[&str]) -> Result<(), Refused> {
        let mut command = Command::new(programs::program("langnghe-server").unwrap());
        command
            .arg(name)
            .arg(self.backups())
            .arg("--data")
            .arg(self.data())
            .args(more)
            .envs(self.servers_disk.environment())
            .stdin(Stdio::null());
        match run(&mut command) {
            Ok(_) => Ok(()),
            Err((code, words)) => Err(Refused::Command { code, words }),
        }
    }

    fn at_the_console(&self, name: char, step: &str, text: &str) -> Result<(), Refused> {
        let address = self.server().address();
        let mut officer = Officer::sign_in(address, OFFICER, PASSWORD).map_err(Refused::Console)?;
        let case = format!("/console/cases/{}", self.names[&name]);
        officer
            .take_step(&case, step, text)
            .map_err(Refused::Console)
    }
}

/// What a command printed; or its exit code and the words with which it failed.
fn run(command: &mut Command) -> Result<String, (Option<i32>, String)> {
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().unwrap();
    if status.success() {
        return Ok(String::from_utf8_lossy(&stdout).into_owned());
    }
    let words = String::from_utf8_lossy(&stderr).into_owned();
    Err((status.code(), words))
}

/// A standard input with one line.
fn input(line: &str) -> Stdio {
    let (reader, mut writer) = std::io::pipe().unwrap();
    std::io::Write::write_all(&mut writer, format!("{line}\n").as_bytes()).unwrap();
    reader.into()
}

/// A photograph of the fixtures.
pub(crate) fn photograph(name: &str) -> PathBuf {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/photo/fixtures");
    fixtures.join(name)
}
