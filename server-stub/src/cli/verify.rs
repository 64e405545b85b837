//! `verify`: whether the record is what was written, and whether backups are what they were.

use std::path::{Path, PathBuf};

use clap::{ArgGroup, Args};
use rusqlite::OpenFlags;
use serde::Deserialize;

use super::{CommandError, one_line, progress, say};
use crate::{
    backup::{BackupError, BackupFolder, verify},
    chain::Kept,
    data_dir::DataDir,
    store::sqlite::record::{Checked, check},
};

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("what").required(true).multiple(true))]
pub(super) struct Verify {
    /// Where backups lie: they are read whole, and the record in each is checked as well.
    #[arg(value_name = "DIR", group = "what")]
    folder: Option<PathBuf>,
    /// Which backup; all of them if nothing is said.
    #[arg(long, value_name = "NUMBER", requires = "folder")]
    backup: Option<u32>,
    /// The data folder whose record is checked: each case's chain, its row, and the daily roots. It
    /// may be served meanwhile.
    #[arg(long, value_name = "DIR", group = "what")]
    data: Option<PathBuf>,
    /// An answer of `/v1/roots` that was kept elsewhere: the daily roots must still be those.
    #[arg(long, value_name = "FILE", requires = "data")]
    roots: Option<PathBuf>,
}

impl Verify {
    pub(super) async fn run(self) -> Result<(), CommandError> {
        let mut wrong = Vec::new();
        if let Some(data) = &self.data {
            let database = DataDir::existing(data)?.database();
            let kept = self.roots.as_deref().map_or(Ok(vec![]), kept)?;
            // Read-write to the file system: who reads shares the WAL's index.
            if !record_holds(database, OpenFlags::SQLITE_OPEN_READ_WRITE, kept).await? {
                wrong.push("the record was changed after it was written".to_owned());
            }
        }
        if let Some(folder) = &self.folder {
            wrong.extend(self.backups(folder).await?);
        }
        match wrong.is_empty() {
            true => Ok(()),
            false => Err(wrong.join("; ").into()),
        }
    }

    /// What is wrong with backups, if anything.
    async fn backups(&self, folder: &Path) -> Result<Option<String>, CommandError> {
        let folder = BackupFolder::existing(folder)?;
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
                Ok(manifest) => {
                    say(&one_line(&manifest));
                    let database = folder.database(*number);
                    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
                    bad += u32::from(!record_holds(database, flags, vec![]).await?);
                }
                Err(error @ (BackupError::Damaged { .. } | BackupError::Newer(_))) => {
                    say(&error.to_string());
                    bad += 1;
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok((bad > 0).then(|| format!("{bad} of {} backups can't be relied on", numbers.len())))
    }
}

/// Checks a record, and says what was found. Whether it holds.
pub(super) async fn record_holds(
    database: PathBuf,
    flags: OpenFlags,
    kept: Vec<Kept>,
) -> Result<bool, CommandError> {
    let checking = move || check(&database, flags, &kept, progress("cases"));
    let checked = tokio::task::spawn_blocking(checking).await??;
    let Some(checked) = checked else {
        say("record: it is of a release that didn't chain it yet; serve it once, and it is");
        return Ok(true);
    };
    let Checked {
        cases,
        entries,
        erased,
        roots,
        ..
    } = &checked;
    let newest = match &checked.newest {
        Some(root) => format!(", the newest of {}: {}", root.day, root.root),
        None => String::new(),
    };
    let erased = match erased {
        0 => String::new(),
        n => format!(" ({n} erased)"),
    };
    say(&format!(
        "record: {cases} cases, {entries} entries{erased}, {roots} daily roots{newest}"
    ));
    for broken in &checked.broken {
        say(&broken.to_string());
    }
    let unnamed = checked.broken_cases - checked.broken.len() as u64;
    if unnamed > 0 {
        say(&format!("and {unnamed} more cases"));
    }
    for fault in &checked.roots_broken {
        say(&fault.to_string());
    }
    Ok(checked.holds())
}

/// The roots that somebody kept.
fn kept(file: &Path) -> Result<Vec<Kept>, CommandError> {
    #[derive(Deserialize)]
    struct Answer {
        roots: Vec<Kept>,
    }
    let Answer { roots } = serde_json::from_slice(&std::fs::read(file)?)
        .map_err(|_| "the file of roots isn't an answer of /v1/roots")?;
    Ok(roots)
}
