//! `cargo demo`: from a fresh clone to the whole story, in one command.
//!
//! This crate has no dependencies, so it builds in a second with nothing but Rust and a C
//! compiler, and can look after what everything else needs:
//!
//! 1. `needs`: which tools the build wants, and which of them are missing.
//! 2. `install`: installs those on Debian and Ubuntu; elsewhere it says what to do.
//! 3. `compile`: builds the project's programs, with cargo's own progress.
//! 4. hands over to `langnghe-show`, which tells the story.
//!
//! `--once` ends after the story, `--prepare` ends after the second step. `--window` builds the
//! screens of the app as well, and opens them beside the console instead of telling the story.

mod compile;
mod install;
mod needs;
mod options;
mod window;
mod words;

use std::{env, process::ExitCode};

use options::Options;
use words::Say as _;

fn main() -> ExitCode {
    let options = match Options::read(env::args().skip(1)) {
        Ok(options) => options,
        Err(unknown) => {
            words::UNKNOWN_ARGUMENT.complain_about(&unknown);
            words::USAGE.complain();
            return ExitCode::from(2);
        }
    };
    if options.help {
        words::USAGE.say();
        return ExitCode::SUCCESS;
    }
    match run(&options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.complain();
            ExitCode::FAILURE
        }
    }
}

/// Why the demonstration could not be shown. Whoever failed has said so already, in detail.
enum Failure {
    /// Something that the build needs is missing, and how to get it was said.
    Needs,
    /// The build failed, and cargo said why.
    Build,
    /// A program could not be started.
    Start(std::io::Error),
}

impl Failure {
    fn complain(&self) {
        match self {
            Self::Needs => {}
            Self::Build => words::BUILD_FAILED.complain(),
            Self::Start(error) => words::NOT_STARTED.complain_about(&error.to_string()),
        }
    }
}

fn run(options: &Options) -> Result<(), Failure> {
    words::TITLE.say();
    if options.window && !window::can_be_opened() {
        words::NO_DISPLAY.complain();
        return Err(Failure::Needs);
    }
    let window = if options.window {
        &needs::WINDOW[..]
    } else {
        &[]
    };
    let missing = needs::missing(&[&needs::ALL, window].concat(), needs::is_there);
    if !missing.is_empty() && !install::install(&missing) {
        return Err(Failure::Needs);
    }
    words::NEEDS_MET.say();
    if options.prepare {
        return Ok(());
    }
    words::BUILDING.say();
    let show = compile::programs()?;
    let mut arguments = Vec::new();
    if options.once {
        arguments.push("--once".into());
    }
    if options.window {
        words::BUILDING_WINDOW.say();
        arguments.extend(["--window".into(), window::build()?.into_os_string()]);
    }
    Err(Failure::Start(compile::hand_over_to(&show, &arguments)))
}
