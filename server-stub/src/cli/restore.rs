//! `restore`: a backup, back into an empty data folder.

use std::{path::PathBuf, sync::Arc};

use clap::Args;
use rusqlite::OpenFlags;

use super::{CommandError, one_line, progress, say, verify::record_holds};
use crate::{
    backup::{BackupFolder, Restored, restore},
    data_dir::DataDir,
    entropy::SystemEntropy,
};

#[derive(Debug, Args)]
pub(super) struct Restore {
    /// Where backups lie.
    #[arg(value_name = "DIR")]
    from: PathBuf,
    /// The data folder to make; it must be empty, or not there. Move a damaged one away first.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// Which backup; the newest if nothing is said. With an older one, what phones let go of since
    /// then stays lost.
    #[arg(long, value_name = "NUMBER")]
    backup: Option<u32>,
}

impl Restore {
    pub(super) async fn run(self) -> Result<(), CommandError> {
        let from = BackupFolder::existing(&self.from)?;
        let entropy = Arc::new(SystemEntropy);
        let Restored { manifest, lost, .. } = restore(
            &from,
            self.backup,
            &self.data,
            entropy,
            progress("photographs"),
        )
        .await?;
        say(&format!("restored {}", one_line(&manifest)));
        if lost > 0 {
            say(&format!(
                "{lost} photographs were not in the backup, or damaged; phones that still have \
                 them send them again"
            ));
        }
        // Whoever restores has nothing better, so it is said and not refused.
        let database = DataDir::existing(&self.data)?.database();
        if !record_holds(database, OpenFlags::SQLITE_OPEN_READ_WRITE, vec![]).await? {
            return Err(
                "everything was restored and can be served, but the record in this backup \
                 was changed after it was written"
                    .into(),
            );
        }
        Ok(())
    }
}
