//! Putting a backup back, into an empty folder.
//!
//! The database comes last and under its name only when it is ready to be served: in a new epoch,
//! so that phones send again what it lacks. Until then a marker keeps everybody out.

use std::{collections::BTreeSet, path::Path, sync::Arc};

use super::{
    BackupError, BackupFolder, Fault, Manifest, on_disk, photographs::Sound, verify::is_as_it_was,
};
use crate::{data_dir::DataDir, durable, entropy::Entropy, store::sqlite::copy};

/// What was restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// Which backup.
    pub manifest: Manifest,
    /// How many photographs.
    pub photographs: u64,
    /// How many that the database names weren't in the backup, or not as they were: phones that
    /// still have them send them again.
    pub lost: u64,
}

/// Restores a backup, or the newest one, into a folder that is empty or isn't there. `seen` is
/// told how many photographs of how many were looked after.
///
/// # Errors
/// [`BackupError`]; nothing that was there before is touched, and the folder can't be served.
pub async fn restore(
    from: &BackupFolder,
    number: Option<u32>,
    into: &Path,
    entropy: Arc<dyn Entropy>,
    mut seen: impl FnMut(u64, u64),
) -> Result<Restored, BackupError> {
    let manifest = from.manifest(number)?;
    let place = from.database(manifest.number);
    is_as_it_was(place.clone(), manifest.clone()).await?;
    let (data, _lock) = DataDir::for_restore(into)?;

    let named = copy::photographs_in(&place)?;
    let (total, pool, blobs) = (named.len() as u64, from.photographs()?, data.blobs()?);
    let mut lost = BTreeSet::new();
    for (done, photograph) in (0..).zip(named) {
        seen(done, total);
        match pool.sound(photograph).await? {
            Sound::Yes(bytes) => {
                let (whose, sha256) = (photograph.reporter, photograph.sha256);
                blobs.write(whose, sha256, bytes).await?;
            }
            Sound::Missing | Sound::Changed => {
                lost.insert(photograph);
            }
        }
    }
    seen(total, total);
    let restored = Restored {
        photographs: total - lost.len() as u64,
        lost: lost.len() as u64,
        manifest: manifest.clone(),
    };
    on_disk(move || {
        let database = data.database();
        let partial = durable::partial(&database);
        if durable::copy(&place, &partial)? != manifest.database.sha256 {
            return Err(BackupError::Damaged {
                number: manifest.number,
                fault: Fault::Database,
            });
        }
        copy::begin_anew(&partial, manifest.through, &lost, entropy.as_ref())?;
        durable::settle(&partial, &database)?;
        Ok(data.end_restore()?)
    })
    .await?;
    Ok(restored)
}
