//! A phone of the tests: `langnghe-phone` as a process, with a home and a key of its own.
//!
//! A process, because a phone dies: the system ends it in the middle of anything, and the next
//! start has to go on from what is on its disk.

use std::{
    ffi::OsStr,
    fs, io,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};

use serde_json::Value;

use crate::programs::{self, MissingProgram};

/// A phone, in a folder that is its owner's to keep or remove.
#[derive(Debug, Clone)]
pub struct Phone {
    folder: PathBuf,
    program: PathBuf,
}

/// A phone that could not be asked, or that refused.
#[derive(Debug, thiserror::Error)]
pub enum PhoneError {
    /// It hasn't been built.
    #[error(transparent)]
    Missing(#[from] MissingProgram),
    /// The system refused something.
    #[error("the phone's process could not be handled: {0}")]
    System(#[from] io::Error),
    /// No key could be made.
    #[error("no random numbers: {0}")]
    NoRandomness(#[from] getrandom::Error),
    /// It refused.
    #[error("the phone exited with {code:?}: {reason}")]
    Refused {
        /// The exit code; none if it was killed.
        code: Option<i32>,
        /// What it said on its standard error.
        reason: String,
    },
    /// It printed something else than was expected.
    #[error("the phone printed: {0}")]
    Unexpected(String),
}

/// A report as the phone tells of it.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
pub struct Report {
    /// The report.
    pub id: String,
    /// The rung of the delivery ladder.
    pub delivery: String,
    /// The case's state, once the server told.
    pub case: Option<String>,
    /// The public reference.
    pub reference: Option<String>,
    /// Photographs that are on the server's disk.
    pub photos_sent: usize,
    /// Photographs that it has.
    pub photos_total: usize,
    /// What is parked.
    #[serde(default)]
    pub parked: Vec<Value>,
}

/// What is filed.
#[derive(Debug, Clone, Default)]
pub struct Filing<'a> {
    /// The category's code.
    pub category: &'a str,
    /// The words.
    pub text: &'a str,
    /// Where, as `LAT,LON`.
    pub at: &'a str,
    /// Photographs.
    pub photos: &'a [&'a Path],
}

impl Phone {
    /// A phone in `folder`, with a new random key unless it has one already.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub fn in_folder(folder: &Path) -> Result<Self, PhoneError> {
        let program = programs::program("langnghe-phone")?;
        let phone = Self {
            folder: folder.to_owned(),
            program,
        };
        fs::create_dir_all(phone.temporary())?;
        if !phone.key_file().exists() {
            let mut key = [0; 32];
            getrandom::fill(&mut key)?;
            fs::write(phone.key_file(), data_encoding::HEXLOWER.encode(&key))?;
        }
        Ok(phone)
    }

    /// The folder of its store.
    #[must_use]
    pub fn home(&self) -> PathBuf {
        self.folder.join("home")
    }

    /// The file with its key. A real phone's lies in the keystore.
    #[must_use]
    pub fn key_file(&self) -> PathBuf {
        self.folder.join("key")
    }

    /// The folder that its process takes for temporary files.
    #[must_use]
    pub fn temporary(&self) -> PathBuf {
        self.folder.join("tmp")
    }

    /// A command, ready to be run.
    pub fn command<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Command {
        let mut command = Command::new(&self.program);
        command
            .arg("--home")
            .arg(self.home())
            .arg("--key-file")
            .arg(self.key_file())
            .args(arguments)
            // Whatever it writes outside of its home shall be found.
            .env("TMPDIR", self.temporary())
            .env("SQLITE_TMPDIR", self.temporary())
            .current_dir(&self.folder)
            .stdin(Stdio::null());
        command
    }

    /// Runs a command to its end.
    ///
    /// # Errors
    /// [`PhoneError::Refused`] with what it said.
    pub fn run<A: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = A>,
    ) -> Result<String, PhoneError> {
        let Output {
            status,
            stdout,
            stderr,
        } = self.command(arguments).output()?;
        if status.success() {
            return Ok(String::from_utf8_lossy(&stdout).into_owned());
        }
        let reason = String::from_utf8_lossy(&stderr).into_owned();
        Err(PhoneError::Refused {
            code: status.code(),
            reason,
        })
    }

    /// Begins a draft and submits it.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub fn file(&self, filing: &Filing<'_>) -> Result<String, PhoneError> {
        let id = self.draft(filing)?;
        self.run(["submit", &id])?;
        Ok(id)
    }

    /// Begins a draft.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub fn draft(&self, filing: &Filing<'_>) -> Result<String, PhoneError> {
        let printed = self.run(filing.arguments())?;
        let id = printed.lines().last().map(str::to_owned);
        id.ok_or(PhoneError::Unexpected(printed))
    }

    /// Synchronises and waits for the end of it, at most so many seconds.
    ///
    /// # Errors
    /// [`PhoneError::Refused`] if the server isn't reached or not all was sent.
    pub fn sync(&self, server: &str, seconds: u32) -> Result<Vec<Value>, PhoneError> {
        json_lines(&self.run(sync_arguments(server, seconds))?)
    }

    /// Begins to synchronise, in a process that can be killed.
    ///
    /// # Errors
    /// [`PhoneError::System`].
    pub fn begin_sync(&self, server: &str, seconds: u32) -> Result<Child, PhoneError> {
        let mut command = self.sync_command(server, seconds);
        Ok(command.stderr(Stdio::null()).spawn()?)
    }

    /// The command that synchronises, its output thrown away unless it is asked for.
    #[must_use]
    pub fn sync_command(&self, server: &str, seconds: u32) -> Command {
        let mut command = self.command(sync_arguments(server, seconds));
        command.stdout(Stdio::null());
        command
    }

    /// All drafts and reports.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub fn reports(&self) -> Result<Vec<Report>, PhoneError> {
        let printed = self.run(["--json", "list"])?;
        printed
            .lines()
            .map(|line| {
                serde_json::from_str(line).map_err(|_| PhoneError::Unexpected(line.to_owned()))
            })
            .collect()
    }

    /// One report, with everything that came back.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub fn show(&self, id: &str) -> Result<Value, PhoneError> {
        let printed = self.run(["--json", "show", id])?;
        serde_json::from_str(&printed).map_err(|_| PhoneError::Unexpected(printed))
    }
}

impl Filing<'_> {
    /// The arguments of `new`.
    #[must_use]
    pub fn arguments(&self) -> Vec<std::ffi::OsString> {
        let mut arguments: Vec<std::ffi::OsString> = [
            "new",
            "--category",
            self.category,
            "--text",
            self.text,
            "--at",
            self.at,
        ]
        .map(Into::into)
        .into();
        for photo in self.photos {
            arguments.extend(["--photo".into(), photo.into()]);
        }
        arguments
    }
}

fn sync_arguments(server: &str, seconds: u32) -> Vec<String> {
    let seconds = seconds.to_string();
    ["--json", "--server", server, "sync", "--timeout", &seconds]
        .map(str::to_owned)
        .into()
}

fn json_lines(printed: &str) -> Result<Vec<Value>, PhoneError> {
    let line = |line: &str| {
        serde_json::from_str(line).map_err(|_| PhoneError::Unexpected(line.to_owned()))
    };
    printed.lines().map(line).collect()
}
