//! `langnghe-show`: the whole story in a terminal, with the real parts. A server behind a bad
//! link, a phone that files reports while nobody can be reached, the link that comes back, an
//! officer who answers through the console's own forms, and the answer on the phone.
//!
//! ```text
//! stage (what is opened, and closes with it) ─▶ story (what happens, step by step)
//!                                                ├─▶ delivery (watched as it travels)
//!                                                └─▶ narration (how it is told)
//! ```
//!
//! With `--window` a person plays the story: the app's own screens in a window, over the same link
//! and server.
//!
//! It leaves the server running until Ctrl-C; with `--once` it ends after the story, closes all
//! that it opened, and checks that nothing remains. `cargo demo` builds everything and runs it.

mod delivery;
mod ending;
mod narration;
mod stage;
mod story;
mod window;

use std::{path::PathBuf, process::ExitCode};

use clap::Parser;
use langnghe_tests::terminal::{self, To, red};
use stage::Stage;

/// Tells the whole story of a report, from a place without signal to the answer.
#[derive(Debug, Parser)]
#[command(name = "langnghe-show", version)]
struct Arguments {
    /// End after the story and close everything.
    #[arg(long)]
    once: bool,
    /// Instead of the story, open a phone in a window, whose jars lie in this folder.
    #[arg(long, value_name = "FOLDER", conflicts_with = "once")]
    window: Option<PathBuf>,
}

/// Why the story could not be told to its end; each source says itself what happened.
type Failure = Box<dyn std::error::Error + Send + Sync>;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            terminal::line(To::Error, &format!("{} {failure}", red(To::Error, "✗")));
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), Failure> {
    if let Some(jars) = &arguments.window {
        let stage = Stage::open()?;
        window::show(&stage, jars)?;
        return ending::close(stage);
    }
    let stage = story::tell()?;
    if !arguments.once {
        ending::wait_for_ctrl_c(&stage)?;
    }
    ending::close(stage)
}
