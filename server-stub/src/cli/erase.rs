//! `erase`: what somebody said, because they ask for it.

use std::{fmt::Display, path::PathBuf, sync::Arc};

use clap::Args;
use langnghe_wire::{Reference, text::normalised};

use super::{CommandError, say};
use crate::{
    backup::BackupFolder,
    clock::SystemClock,
    data_dir::DataDir,
    entropy::SystemEntropy,
    erasure::{erase, still_in},
    store::sqlite::erase::{Erased, Request},
};

/// The longest reason.
const WHY: usize = 500;

#[derive(Debug, Args)]
pub(super) struct Erase {
    /// The folder that holds everything the server keeps. Nobody serves it meanwhile.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// The report's public reference.
    #[arg(long, value_name = "REF")]
    report: Reference,
    /// Only what this entry of its history says, also one of the unit's; without it, all that the
    /// person wrote and photographed, where they stood, and how to reach them.
    #[arg(long, value_name = "NUMBER")]
    entry: Option<u64>,
    /// Who answers for it: the name with which somebody signs in to the console.
    #[arg(long, value_name = "NAME")]
    by: String,
    /// Why, such as the number under which the request was taken. It stays in the record: no name
    /// and nothing of what is erased.
    #[arg(long, value_name = "TEXT")]
    why: String,
    /// Where backups lie: which of them still have it is said as well.
    #[arg(long, value_name = "DIR")]
    backups: Option<PathBuf>,
}

impl Erase {
    pub(super) async fn run(self) -> Result<(), CommandError> {
        let why = normalised(&self.why);
        if why.is_empty() || why.chars().count() > WHY {
            return Err(format!("--why has 1 to {WHY} characters").into());
        }
        let data = DataDir::existing(&self.data)?;
        let backups = self.backups.as_deref().map(BackupFolder::existing);
        let backups = backups.transpose()?;
        let request = Request {
            reference: self.report.clone(),
            entry: self.entry,
            by: normalised(&self.by),
            why,
        };
        let entropy = Arc::new(SystemEntropy);
        let erased = erase(&data, request, &SystemClock, entropy).await?;
        say(&format!("erased of {}: {}", self.report, what(&erased)));
        say(&format!(
            "entry {} of its history says so, with who and why",
            erased.told_in
        ));
        if !erased.stays.is_empty() {
            say(&format!(
                "what the unit wrote stays ({}); --entry NUMBER erases what one of them says",
                entries(&erased.stays)
            ));
        }
        if !erased.repeated.is_empty() {
            say(&format!(
                "who reported the same was told the same; it is erased there by itself: {}",
                elsewhere(&erased.repeated)
            ));
        }
        match backups {
            None => say(
                "backups that were made before still have it; with --backups DIR it is said which",
            ),
            Some(folder) => {
                let having = still_in(&folder, &self.report, &erased.entries)?;
                say(&in_backups(&having));
            }
        }
        Ok(())
    }
}

fn what(erased: &Erased) -> String {
    let mut parts = vec![];
    if !erased.entries.is_empty() {
        parts.push(entries(&erased.entries));
    }
    if erased.photographs > 0 {
        let kept = erased.photographs - erased.files.len();
        parts.push(match kept {
            0 => format!("{} photographs", erased.photographs),
            _ => format!(
                "{} photographs ({kept} of them stay with another report or result that shows them)",
                erased.photographs
            ),
        });
    }
    if erased.contact {
        parts.push("how to reach the person".to_owned());
    }
    parts.join(", ")
}

/// Such as *--report LN-7K3M-9QXF-2TA --entry 7*.
fn elsewhere(repeated: &[(Reference, u64)]) -> String {
    let each = repeated.iter();
    let each = each.map(|(reference, seq)| format!("--report {reference} --entry {seq}"));
    each.collect::<Vec<_>>().join(", ")
}

fn in_backups(having: &[u32]) -> String {
    match having {
        [] => "no backup here has it".to_owned(),
        _ => format!(
            "in backups it still is: {}. It goes when newer ones take their place, or when they are \
             deleted; whoever restores one of them erases it again",
            listed(having)
        ),
    }
}

fn entries(seqs: &[u64]) -> String {
    let what = if seqs.len() == 1 { "entry" } else { "entries" };
    format!("{what} {}", listed(seqs))
}

fn listed(numbers: &[impl Display]) -> String {
    let numbers: Vec<_> = numbers.iter().map(ToString::to_string).collect();
    numbers.join(", ")
}
