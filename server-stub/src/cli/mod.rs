//! The commands. Each says what went wrong in one line on standard error, and ends with 1; a
//! command that isn't one ends with 2.

mod data_dir;
mod restored;
mod serve;
mod user;

use clap::{Parser, Subcommand};

pub use data_dir::{DataDir, DataDirError};

/// The sync server of Lắng Nghe, with the console of its officers.
#[derive(Debug, Parser)]
#[command(name = "langnghe-server", version)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves phones and browsers until it is asked to stop (SIGTERM, or Ctrl-C).
    Serve(serve::Serve),
    /// Looks after those who sign in to the console.
    #[command(subcommand)]
    User(user::User),
    /// Says that the data folder comes from a backup: phones then send again what it may lack.
    /// Run it after restoring, before serving.
    Restored(restored::Restored),
}

/// Why a command failed: one line for whoever ran it.
pub type CommandError = Box<dyn std::error::Error + Send + Sync>;

impl Cli {
    /// Runs the command.
    ///
    /// # Errors
    /// [`CommandError`], to be printed.
    pub async fn run(self) -> Result<(), CommandError> {
        match self.command {
            Command::Serve(command) => command.run().await,
            Command::User(command) => command.run().await,
            Command::Restored(command) => command.run().await,
        }
    }
}
