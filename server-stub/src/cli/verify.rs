//! `verify`: whether backups are what they were.

use std::path::PathBuf;

use clap::Args;

use super::{CommandError, one_line, say};
use crate::backup::{BackupError, BackupFolder, verify};

#[derive(Debug, Args)]
pub(super) struct Verify {
    /// Where backups lie.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Which backup; all of them if nothing is said.
    #[arg(long, value_name = "NUMBER")]
    backup: Option<u32>,
}

impl Verify {
    pub(super) async fn run(self) -> Result<(), CommandError> {
        let folder = BackupFolder::existing(&self.folder)?;
        let numbers = match self.backup {
            Some(number) => vec![number],
            None => folder.numbers()?,
        };
        if numbers.is_empty() {
            return Err(BackupError::Nothing.into());
        }
        let mut bad = 0;
        for number in &numbers {
            match verify(&folder, *number).await {
                Ok(manifest) => say(&one_line(&manifest)),
                Err(error @ (BackupError::Damaged { .. } | BackupError::Newer(_))) => {
                    say(&error.to_string());
                    bad += 1;
                }
                Err(error) => return Err(error.into()),
            }
        }
        match bad {
            0 => Ok(()),
            _ => Err(format!("{bad} of {} backups can't be relied on", numbers.len()).into()),
        }
    }
}
