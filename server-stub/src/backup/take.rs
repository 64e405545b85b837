//! Making a backup, while the server serves.

use std::{num::NonZeroUsize, path::PathBuf};

use jiff::{SignedDuration, Timestamp};
use langnghe_planted::{Bug, planted};

use super::{
    BackupError, BackupFolder, Database, Manifest,
    manifest::FORMAT,
    on_disk,
    photographs::{Sound, sound},
};
use crate::{
    blob::Blobs,
    clock::Clock,
    data_dir::DataDir,
    durable,
    store::sqlite::copy::{self, KeptPhotograph},
};

/// How a backup is made.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// How many backups the folder holds at most, this one among them.
    pub keep: NonZeroUsize,
    /// What is received is stamped with the time, and committed a moment later: what was stamped
    /// less than this before the copy was begun may be committed after it, and doesn't count as
    /// backed up. The writer gives up long before a minute.
    pub margin: SignedDuration,
}

impl Options {
    /// Two weeks of nights.
    pub const KEEP: NonZeroUsize = NonZeroUsize::new(14).expect("fourteen isn't zero");
    /// Six times what the writer waits for another process's write.
    pub const MARGIN: SignedDuration = SignedDuration::from_mins(1);
}

impl Default for Options {
    fn default() -> Self {
        Self {
            keep: Self::KEEP,
            margin: Self::MARGIN,
        }
    }
}

/// A backup that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// What it says of itself. If it lacks photographs, phones were told nothing new.
    pub manifest: Manifest,
    /// How many photographs were copied; the others lay there from an earlier backup.
    pub copied: u64,
}

/// Makes a backup of a data folder. `seen` is told how many photographs of how many were looked
/// after.
///
/// # Errors
/// [`BackupError`]; then there is no new backup, and phones were told nothing.
pub async fn take(
    data: &DataDir,
    into: &BackupFolder,
    clock: &dyn Clock,
    options: Options,
    mut seen: impl FnMut(u64, u64),
) -> Result<Taken, BackupError> {
    let taken_at = clock.now();
    let margin = match planted(Bug::BackupClaimsMore) {
        true => SignedDuration::from_hours(-1),
        false => options.margin,
    };
    let through = taken_at.checked_sub(margin).unwrap_or(Timestamp::MIN);
    let number = into.numbers()?.last().map_or(1, |newest| newest + 1);
    let place = into.database(number);
    let database = copy_database(data.database(), place.clone()).await?;

    let named = copy::photographs_in(&place)?;
    let (total, pool, blobs) = (named.len() as u64, into.photographs()?, data.blobs()?);
    let (mut copied, mut present, mut lacking) = (0, 0, 0);
    for (done, photograph) in (0..).zip(named) {
        seen(done, total);
        if pool.has(photograph).await? {
            present += 1;
        } else if let Some(bytes) = still_wanted(data, &blobs, photograph).await? {
            match bytes {
                Sound::Yes(bytes) => {
                    pool.write(photograph, bytes).await?;
                    copied += 1;
                }
                Sound::Missing | Sound::Changed => {
                    tracing::error!(photograph = %photograph.sha256, "missing or damaged");
                    lacking += 1;
                }
            }
        }
    }
    seen(total, total);

    let manifest = Manifest {
        format: FORMAT,
        number,
        taken_at,
        through,
        release: env!("CARGO_PKG_VERSION").to_owned(),
        database,
        photographs: present + copied,
        lacking,
    };
    into.write(&manifest)?;
    if lacking == 0 {
        copy::note_backup(&data.database(), through)?;
    }
    into.clear(options.keep.get())?;
    Ok(Taken { manifest, copied })
}

async fn copy_database(from: PathBuf, to: PathBuf) -> Result<Database, BackupError> {
    on_disk(move || {
        let partial = durable::partial(&to);
        // An attempt that was cut off left them; without a manifest they are no backup.
        durable::delete(&partial)?;
        durable::delete(&to)?;
        copy::copy(&from, &partial)?;
        let copy::Summary {
            epoch,
            schema,
            reports,
        } = copy::examine(&partial)?;
        durable::settle(&partial, &to)?;
        Ok(Database {
            sha256: durable::hash(&to)?,
            schema,
            epoch,
            reports,
        })
    })
    .await
}

/// A photograph of the data folder; none if the server let go of it since the copy was made.
async fn still_wanted(
    data: &DataDir,
    blobs: &Blobs,
    photograph: KeptPhotograph,
) -> Result<Option<Sound>, BackupError> {
    let found = sound(blobs, photograph).await?;
    if matches!(found, Sound::Missing) && !copy::still_keeps(&data.database(), photograph)? {
        return Ok(None);
    }
    Ok(Some(found))
}
