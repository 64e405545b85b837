//! The end: the server stays until a person has seen enough, or everything closes at once.

use std::{fs, net::TcpStream, process};

use crate::{Failure, narration, stage::Stage};

/// Says how to go on, and waits until somebody presses Ctrl-C.
pub(crate) fn wait_for_ctrl_c(stage: &Stage) -> Result<(), Failure> {
    narration::chapter(6, "chapter_open");
    narration::done("console", &[&stage.console()]);
    narration::done("sign_in", &[&stage.officer.name, &stage.officer.password]);
    narration::done("phone", &[&phone_line(stage)]);
    narration::waits("press", &[]);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    Ok(runtime.block_on(asked_to_end())?)
}

#[cfg(unix)]
async fn asked_to_end() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminated = signal(SignalKind::terminate())?;
    tokio::select! {
        pressed = tokio::signal::ctrl_c() => pressed,
        _ = terminated.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn asked_to_end() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}

fn phone_line(stage: &Stage) -> String {
    let command = stage.phone.command(["--server", &stage.link.url(), "list"]);
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Closes everything and checks that nothing remains.
pub(crate) fn close(stage: Stage) -> Result<(), Failure> {
    let (addresses, folder) = stage.close()?;
    for address in addresses {
        if TcpStream::connect(address).is_ok() {
            return Err(format!("somebody still listens at {address}").into());
        }
    }
    if folder.exists() {
        return Err(format!("{} is still there", folder.display()).into());
    }
    if let Some(child) = first_child() {
        return Err(format!("the process {child} still runs").into());
    }
    narration::done("closed", &[]);
    Ok(())
}

/// A process that this one started and that hasn't ended, where the system tells (Linux).
fn first_child() -> Option<String> {
    let threads = fs::read_dir(format!("/proc/{}/task", process::id())).ok()?;
    threads
        .filter_map(|thread| fs::read_to_string(thread.ok()?.path().join("children")).ok())
        .find_map(|children| children.split_whitespace().next().map(str::to_owned))
}
