//! What holds for the project as a whole: the licences it rests on, what its files may name, and
//! that its two ways to build the app are of the same parts.

#![expect(clippy::unwrap_used, reason = "a panic is a test's way to fail")]

mod gradle;
mod ios;
mod licences;
mod maven;
mod names;
mod officers;
mod planted;

use std::{path::PathBuf, process::Command};

/// The workspace's root.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// What a command prints that is run in the root.
fn output_of(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(root())
        .output()
        .unwrap_or_else(|error| panic!("{program} can't be run: {error}"));
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} failed: {complaint}");
    String::from_utf8(output.stdout).unwrap()
}
