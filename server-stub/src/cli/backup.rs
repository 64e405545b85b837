//! `backup`: everything that the server keeps, while it serves.

use std::{num::NonZeroUsize, path::PathBuf};

use clap::Args;
use jiff::SignedDuration;

use super::{CommandError, one_line, progress, say};
use crate::{
    backup::{BackupFolder, Options, Taken, take},
    clock::SystemClock,
    data_dir::DataDir,
};

#[derive(Debug, Args)]
pub(super) struct Backup {
    /// Where backups lie, on another disk than the data; made if it isn't there.
    #[arg(value_name = "DIR")]
    into: PathBuf,
    /// The folder that holds everything the server keeps.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// How many backups are kept; older ones go after this one is made.
    #[arg(long, value_name = "N", default_value_t = Options::KEEP)]
    keep: NonZeroUsize,
    /// What was received less than so many seconds before doesn't count as backed up: it may have
    /// been on its way to the disk. Phones keep it until the next backup.
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    margin: u32,
}

impl Backup {
    pub(super) async fn run(self) -> Result<(), CommandError> {
        let data = DataDir::existing(&self.data)?;
        let into = BackupFolder::create(&self.into)?;
        let options = Options {
            keep: self.keep,
            margin: SignedDuration::from_secs(self.margin.into()),
        };
        let Taken { manifest, copied } =
            take(&data, &into, &SystemClock, options, progress("photographs")).await?;
        say(&format!(
            "{} ({copied} photographs copied)",
            one_line(&manifest)
        ));
        if manifest.lacking > 0 {
            return Err(format!(
                "{} photographs are missing or damaged in the data folder; the rest is in the \
                 backup, and phones keep what they still have",
                manifest.lacking
            )
            .into());
        }
        Ok(())
    }
}
