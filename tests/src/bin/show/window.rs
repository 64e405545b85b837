//! A phone in a window, in a person's own hands: the screens of the app over the real core. Its
//! switch for the signal is the link's.

use std::{
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Command, Stdio},
};

use langnghe_tests::flaky::Signal;

use crate::{Failure, narration, stage, stage::Stage};

/// Opens the window, and returns when it is closed.
pub(crate) fn show(stage: &Stage, jars: &Path) -> Result<(), Failure> {
    narration::chapter(1, "chapter_window");
    narration::done("console", &[&stage.console()]);
    narration::done("sign_in", &[&stage.officer.name, &stage.officer.password]);
    narration::waits("close_window", &[]);
    let mut window = Command::new("java")
        .arg(format!("-Djna.library.path={}", library_folder()?))
        .arg("-cp")
        .arg(jars.join("*"))
        .arg("vn.langnghe.desktop.MainKt")
        .args(["--server", &stage.link.url()])
        .arg("--home")
        .arg(stage.window_folder())
        .arg("--photographs")
        .arg(stage::fixtures())
        .stdout(Stdio::piped())
        .spawn()?;
    let told = window.stdout.take().ok_or("the window tells nothing")?;
    for line in BufReader::new(told).lines() {
        let line = line?;
        if let Some(signal) = signal(&line) {
            stage.link.change(|plan| plan.signal = signal);
        }
    }
    let ended = window.wait()?;
    if ended.success() {
        Ok(())
    } else {
        Err(format!("the window ended with {ended}").into())
    }
}

/// What the window's switch says; nothing else that it prints is meant for us.
fn signal(line: &str) -> Option<Signal> {
    match line {
        "signal on" => Some(Signal::Good),
        "signal off" => Some(Signal::None),
        _ => None,
    }
}

/// Where cargo has put the core as a library: beside this program.
fn library_folder() -> std::io::Result<String> {
    let this = std::env::current_exe()?;
    Ok(this
        .parent()
        .unwrap_or(Path::new("."))
        .display()
        .to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_switch_is_obeyed() {
        assert_eq!(signal("signal on"), Some(Signal::Good));
        assert_eq!(signal("signal off"), Some(Signal::None));
        assert_eq!(signal("WARNING: signal"), None);
    }
}
