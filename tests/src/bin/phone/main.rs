//! `langnghe-phone`: a phone without a screen. The real core, on a command line: for the
//! demonstration, for journeys, and for whoever wants to script a phone.
//!
//! ```text
//! arguments ─▶ session (opens the app, with its key) ─▶ commands ─▶ shown (words or JSON)
//!                                                          └─▶ progress, while a person waits
//! ```
//!
//! It exits with 0 when it is done, 1 when something was refused (the reason is on the standard
//! error, in words and by its stable code), and 2 when it was asked in a way it doesn't know.

mod arguments;
mod case;
mod commands;
mod progress;
mod refusal;
mod session;
mod shown;
mod texts;

use std::process::ExitCode;

use arguments::Arguments;
use clap::Parser as _;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match commands::run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(refusal) => {
            refusal.complain();
            refusal.exit_code()
        }
    }
}
