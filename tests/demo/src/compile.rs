//! Builds the project's programs and hands over to the one that tells the story.

use std::{
    env,
    ffi::OsString,
    io,
    path::{Path, PathBuf},
    process::Command,
};

use crate::Failure;

/// Builds all programs, and returns the path of `langnghe-show`.
pub(crate) fn programs() -> Result<PathBuf, Failure> {
    // Set by the cargo that runs this program; a rustup proxy would do as well.
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["build", "--workspace", "--bins"])
        .current_dir(root())
        .status()
        .map_err(Failure::Start)?;
    if !status.success() {
        return Err(Failure::Build);
    }
    let this = env::current_exe().map_err(Failure::Start)?;
    Ok(this.with_file_name(format!("langnghe-show{}", env::consts::EXE_SUFFIX)))
}

/// The workspace's root, two folders above this crate.
pub(crate) fn root() -> PathBuf {
    let here = env::var_os("CARGO_MANIFEST_DIR").map_or_else(PathBuf::new, PathBuf::from);
    here.join("../..")
}

/// Becomes `langnghe-show`: from here on, Ctrl-C is its own to handle. Returns only if it can't.
pub(crate) fn hand_over_to(show: &Path, arguments: &[OsString]) -> io::Error {
    become_it(Command::new(show).args(arguments))
}

#[cfg(unix)]
fn become_it(command: &mut Command) -> io::Error {
    std::os::unix::process::CommandExt::exec(command)
}

#[cfg(not(unix))]
fn become_it(command: &mut Command) -> io::Error {
    match command.status() {
        Ok(status) => std::process::exit(status.code().unwrap_or(1)),
        Err(error) => error,
    }
}
