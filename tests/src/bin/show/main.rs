//! Tells the whole story in a terminal: from a dead zone to an answer, with the real parts.
//!
//! A real server's process on a free loopback port with an empty folder, behind a link that can
//! lose its signal; a real phone's process; an officer at the console, by the console's own
//! requests. Everything lives in one temporary folder and ends with this program. With `--once`
//! it ends when the story does; otherwise the server stays up, for whoever wants to look around,
//! until Ctrl-C.

mod story;
mod texts;

use std::process::ExitCode;

use clap::Parser;
use langnghe_tests::terminal::{self, To, both, red};

use texts::text;

/// From a dead zone to an answer.
#[derive(Debug, Parser)]
#[command(name = "langnghe-show", version)]
struct Arguments {
    /// End when the story does, and close everything that it opened.
    #[arg(long)]
    once: bool,
}

fn main() -> ExitCode {
    match story::tell(Arguments::parse().once) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let sign = red(To::Error, "✗");
            terminal::line(
                To::Error,
                &format!("\n{sign} {}", both(To::Error, text("broken"))),
            );
            terminal::line(To::Error, &format!("  {error}"));
            ExitCode::FAILURE
        }
    }
}
