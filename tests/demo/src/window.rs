//! A phone in a window: the app's own screens over the real core, built by Maven.

use std::{env, path::PathBuf, process::Command};

use crate::{Failure, compile::root};

/// Whether this machine can show it. The screens' drawing library comes for other systems too;
/// only this one has been tried.
pub(crate) fn can_be_opened() -> bool {
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(all(target_os = "linux", target_arch = "x86_64"))
        && (is_set("DISPLAY") || is_set("WAYLAND_DISPLAY"))
}

/// Builds the window, and returns the folder of its jars.
pub(crate) fn build() -> Result<PathBuf, Failure> {
    let root = root();
    run(&mut Command::new(root.join("bindings/generate")))?;
    run(Command::new("mvn")
        .args(["--batch-mode", "--quiet", "--file"])
        .arg(root.join("android/pom.xml"))
        .args(["--projects", "kit,ui,desktop", "-DskipTests", "package"]))?;
    Ok(root.join("android/desktop/target/lib"))
}

fn run(command: &mut Command) -> Result<(), Failure> {
    let status = command.status().map_err(Failure::Start)?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure::Build)
    }
}
