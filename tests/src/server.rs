//! The real server, as a process of its own, on a data folder of its own.
//!
//! A [`ServerProcess`] is up once its value exists: the server itself says on its standard output
//! when it listens, and where, so nobody has to guess how long a start takes. It ends with its
//! value: by `SIGKILL`, unless [`stop`](ServerProcess::stop) asked politely before. What it wrote
//! to its log is printed when a test fails.

mod output;

use std::{
    ffi::{OsStr, OsString},
    fs, io,
    io::Write as _,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};

use crate::programs::{self, MissingProgram};
use output::Output;

/// What the server prints when it can take reports.
const READY: &str = "langnghe-server: listening on http://";
/// Longer than any start or end takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server, up and listening.
#[derive(Debug)]
pub struct ServerProcess {
    data: PathBuf,
    address: SocketAddr,
    child: Child,
    output: Output,
}

/// How a server is started; the default is a free loopback port and everything it can do.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Kinds of operations that this server shall not know: an older release, in effect.
    pub without_operations: Vec<String>,
    /// Where it listens; a free loopback port if nothing is said.
    pub listen: Option<SocketAddr>,
    /// Variables for its environment, besides the test's own.
    pub environment: Vec<(OsString, OsString)>,
}

/// An officer, or another user of the console.
#[derive(Debug, Clone)]
pub struct User {
    /// The name to sign in with.
    pub name: String,
    /// Such as `officer`.
    pub role: String,
    /// The code of the unit; none for an administrator.
    pub unit: Option<String>,
    /// The password.
    pub password: String,
}

/// A server that could not be started, stopped or asked.
#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    /// It hasn't been built.
    #[error(transparent)]
    Missing(#[from] MissingProgram),
    /// The system refused something.
    #[error("the server process could not be handled: {0}")]
    System(#[from] io::Error),
    /// It ended, or said nothing, instead of listening.
    #[error("the server did not come up; it wrote:\n{log}")]
    NotReady {
        /// All that it wrote.
        log: String,
    },
    /// It did not end when asked to, and was killed.
    #[error("the server did not end when asked to; it wrote:\n{log}")]
    NotStopped {
        /// All that it wrote.
        log: String,
    },
    /// One of its commands failed.
    #[error("'langnghe-server {command}' failed ({status}): {stderr}")]
    Command {
        /// The command.
        command: String,
        /// How it ended.
        status: ExitStatus,
        /// What it said.
        stderr: String,
    },
}

impl ServerProcess {
    /// Starts a server on a data folder, which it makes if there is none.
    ///
    /// # Errors
    /// [`ServerError`] if it isn't built or doesn't come up.
    pub fn start(data: &Path) -> Result<Self, ServerError> {
        Self::start_with(data, &Options::default())
    }

    /// Starts a server in a certain way.
    ///
    /// # Errors
    /// [`ServerError`] if it isn't built or doesn't come up.
    pub fn start_with(data: &Path, options: &Options) -> Result<Self, ServerError> {
        let listen = options
            .listen
            .map_or_else(|| "127.0.0.1:0".to_owned(), |address| address.to_string());
        let mut command = Command::new(programs::program("langnghe-server")?);
        command
            .args(["serve", "--listen", &listen, "--data"])
            .arg(data);
        for kind in &options.without_operations {
            command.args(["--without-operation", kind]);
        }
        command.envs(options.environment.iter().cloned());
        Self::spawn(command, data)
    }

    fn spawn(mut command: Command, data: &Path) -> Result<Self, ServerError> {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let output = Output::of(&mut child)?;
        let mut server = Self {
            data: data.to_owned(),
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            child,
            output,
        };
        match server
            .output
            .wait_for_line(READY, PATIENCE)
            .map(|rest| rest.parse())
        {
            Some(Ok(address)) => {
                server.address = address;
                Ok(server)
            }
            _ => Err(ServerError::NotReady { log: server.log() }),
        }
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where it listens, as a browser is told.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Its data folder.
    #[must_use]
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// Everything that it wrote to its two outputs so far.
    #[must_use]
    pub fn log(&self) -> String {
        self.output.text()
    }

    /// The number of its process.
    #[must_use]
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// Ends it without a warning, as a power cut or the kernel does.
    ///
    /// # Errors
    /// [`ServerError::System`] if it can't be killed.
    pub fn kill(mut self) -> Result<(), ServerError> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// Asks it to end (`SIGTERM`) and waits until it has.
    ///
    /// # Errors
    /// [`ServerError::NotStopped`] if it doesn't end or ends with a failure.
    pub fn stop(mut self) -> Result<(), ServerError> {
        let process = rustix::process::Pid::from_child(&self.child);
        rustix::process::kill_process(process, rustix::process::Signal::TERM)
            .map_err(io::Error::from)?;
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            if let Some(status) = self.child.try_wait()? {
                return if status.success() {
                    Ok(())
                } else {
                    Err(ServerError::NotStopped { log: self.log() })
                };
            }
            // The standard library can't wait for a child with a deadline.
            std::thread::sleep(Duration::from_millis(5));
        }
        Err(ServerError::NotStopped { log: self.log() })
    }
}

impl Drop for ServerProcess {
    fn drop(&mut self) {
        // Both fail only if it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
        if std::thread::panicking() {
            let _ = writeln!(io::stderr(), "the server wrote:\n{}", self.log());
        }
    }
}

/// Runs one of the server's commands that end by themselves, and says what it printed.
///
/// # Errors
/// [`ServerError::Command`] if it fails.
pub fn command<A: AsRef<OsStr>>(arguments: &[A], input: &str) -> Result<String, ServerError> {
    let mut child = Command::new(programs::program("langnghe-server")?)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        // A command that doesn't read its input is no error here.
        let _ = stdin.write_all(input.as_bytes());
    }
    let done = child.wait_with_output()?;
    if done.status.success() {
        return Ok(String::from_utf8_lossy(&done.stdout).into_owned());
    }
    Err(ServerError::Command {
        command: arguments
            .iter()
            .map(|a| a.as_ref().to_string_lossy())
            .collect::<Vec<_>>()
            .join(" "),
        status: done.status,
        stderr: String::from_utf8_lossy(&done.stderr).into_owned(),
    })
}

/// Adds a user of the console.
///
/// # Errors
/// [`ServerError::Command`] if the server refuses it.
pub fn add_user(data: &Path, user: &User) -> Result<(), ServerError> {
    let data = data.to_string_lossy();
    let mut arguments = vec!["user", "add", &user.name, "--role", &user.role];
    if let Some(unit) = &user.unit {
        arguments.extend(["--unit", unit]);
    }
    arguments.extend(["--password-stdin", "--data", &data]);
    command(&arguments, &format!("{}\n", user.password)).map(drop)
}

/// Makes a backup of a data folder, which may be served just now. All that was received before
/// counts as backed up.
///
/// # Errors
/// [`ServerError::Command`] if it fails.
pub fn back_up(data: &Path, into: &Path) -> Result<String, ServerError> {
    let (data, into) = (data.as_os_str(), into.as_os_str());
    let [backup, data_is, margin, none] = ["backup", "--data", "--margin", "0"].map(OsStr::new);
    command(&[backup, into, data_is, data, margin, none], "")
}

/// Restores the newest backup of a folder.
///
/// # Errors
/// [`ServerError::Command`] if it fails.
pub fn restore(from: &Path, data: &Path) -> Result<String, ServerError> {
    let [restore, data_is] = ["restore", "--data"].map(OsStr::new);
    command(&[restore, from.as_os_str(), data_is, data.as_os_str()], "")
}

/// Copies a data folder, as a backup that was made while the server stood still.
///
/// # Errors
/// If something can't be read or written.
pub fn copy_data(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_data(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
