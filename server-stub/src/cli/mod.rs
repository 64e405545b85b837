//! The commands. Each says what went wrong in one line on standard error, and ends with 1; a
//! command that isn't one ends with 2.

mod backup;
mod erase;
mod notices;
mod restore;
mod restored;
mod serve;
mod user;
mod verify;

use clap::{Parser, Subcommand};

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
    Serve(Box<serve::Serve>),
    /// Looks after those who sign in to the console.
    #[command(subcommand)]
    User(user::User),
    /// Says how many notices to people wait, and how the others ended.
    Notices(Box<notices::Notices>),
    /// Makes a backup of everything, while the server serves.
    Backup(backup::Backup),
    /// Puts a backup back, into an empty data folder.
    Restore(restore::Restore),
    /// Checks that the record wasn't rewritten, in a data folder that may be served meanwhile; and
    /// reads backups whole, and says whether they are what they were.
    Verify(verify::Verify),
    /// Erases what somebody said in a report, because they ask for it, while nobody serves; the record
    /// then says that it was done, by whom and why.
    Erase(erase::Erase),
    /// Says that the data folder was copied back by other means than `restore`: phones then send
    /// again what it may lack. Run it before serving.
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
            Command::Notices(command) => command.run().await,
            Command::Backup(command) => command.run().await,
            Command::Restore(command) => command.run().await,
            Command::Verify(command) => command.run().await,
            Command::Erase(command) => command.run().await,
            Command::Restored(command) => command.run().await,
        }
    }
}

/// What a command prints for whoever ran it.
#[expect(clippy::print_stdout, reason = "this line is the command's output")]
fn say(line: &str) {
    println!("langnghe-server: {line}");
}

/// A bar that shows how far a long command is, where somebody watches. It is told how many of
/// how many of these are done.
fn progress(of_what: &str) -> impl FnMut(u64, u64) + use<> {
    let template = format!("{{bar:40}} {{pos}}/{{len}} {of_what}, {{eta}}");
    let style = indicatif::ProgressStyle::with_template(&template);
    let bar = indicatif::ProgressBar::new(0)
        .with_style(style.unwrap_or_else(|_| indicatif::ProgressStyle::default_bar()));
    move |done, all| {
        bar.set_length(all);
        bar.set_position(done);
        if done == all {
            bar.finish_and_clear();
        }
    }
}

fn one_line(manifest: &crate::backup::Manifest) -> String {
    format!(
        "backup {}: {} reports, {} photographs, everything received until {}",
        manifest.number, manifest.database.reports, manifest.photographs, manifest.through
    )
}
