//! Whether a backup is still what it was when it was made.

use std::{io, path::PathBuf};

use super::{BackupError, BackupFolder, Manifest, on_disk, photographs::Sound};
use crate::{
    durable,
    store::{StoreError, sqlite::copy},
};

/// What is wrong with a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Its manifest can't be read.
    #[error("its manifest can't be read")]
    Manifest,
    /// Its database is missing.
    #[error("its database is missing")]
    NoDatabase,
    /// Its database isn't what it was.
    #[error("its database isn't what it was")]
    Database,
    /// Photographs are missing or aren't what they were.
    #[error("{missing} photographs are missing, {changed} aren't what they were")]
    Photographs {
        /// How many aren't there.
        missing: u64,
        /// How many are something else.
        changed: u64,
    },
}

/// Reads a backup whole, and holds everything against what the backup says of itself.
///
/// # Errors
/// [`BackupError::Damaged`] with the worst that is wrong, or why it couldn't be read.
pub async fn verify(folder: &BackupFolder, number: u32) -> Result<Manifest, BackupError> {
    let manifest = folder.manifest(Some(number))?;
    let damaged = |fault| BackupError::Damaged { number, fault };
    let database = folder.database(number);
    is_as_it_was(database.clone(), manifest.clone()).await?;
    let pool = folder.photographs()?;
    let (mut missing, mut changed) = (0, 0);
    let mut whole = 0;
    for photograph in copy::photographs_in(&database)? {
        match pool.sound(photograph).await? {
            Sound::Yes(_) => whole += 1,
            Sound::Missing => missing += 1,
            Sound::Changed => changed += 1,
        }
    }
    // Some were missing before it was made, or were let go of while it was made.
    let missing = missing.min(manifest.photographs.saturating_sub(whole + changed));
    if missing + changed > 0 {
        return Err(damaged(Fault::Photographs { missing, changed }));
    }
    Ok(manifest)
}

/// Whether a backup's database is the one that it was made with.
pub(super) async fn is_as_it_was(database: PathBuf, manifest: Manifest) -> Result<(), BackupError> {
    on_disk(move || {
        let damaged = |fault| BackupError::Damaged {
            number: manifest.number,
            fault,
        };
        match durable::hash(&database) {
            Ok(hash) if hash == manifest.database.sha256 => {}
            Ok(_) => return Err(damaged(Fault::Database)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(damaged(Fault::NoDatabase));
            }
            Err(error) => return Err(error.into()),
        }
        match copy::examine(&database) {
            Ok(_) => Ok(()),
            Err(StoreError::NewerSchema { .. }) => Err(BackupError::Newer(manifest.number)),
            Err(StoreError::Damaged(_)) => Err(damaged(Fault::Database)),
            Err(error) => Err(error.into()),
        }
    })
    .await
}
