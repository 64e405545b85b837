//! Erasing what somebody said in a report: their files, then everything in the database, and which
//! backups still have it.
//!
//! Nobody serves the folder meanwhile. Files go first: an erasure that is cut off after them is made
//! again, and comes to the same end.

use std::sync::Arc;

use langnghe_wire::Reference;

use crate::{
    backup::{BackupError, BackupFolder},
    blob::BlobError,
    clock::Clock,
    data_dir::{DataDir, DataDirError},
    entropy::Entropy,
    store::sqlite::erase::{self, EraseError, Erased, Request},
};

/// Why it wasn't erased.
#[derive(Debug, thiserror::Error)]
pub enum ErasureError {
    /// The folder is served, or can't be used.
    #[error(transparent)]
    Data(#[from] DataDirError),
    /// There is no such thing to erase, or the database failed.
    #[error(transparent)]
    Erase(#[from] EraseError),
    /// A photograph can't be deleted.
    #[error(transparent)]
    Blob(#[from] BlobError),
    /// A defect of ours.
    #[error("something broke while the database was worked on")]
    Broken,
}

/// Erases what a request names.
///
/// # Errors
/// [`ErasureError`]. What can be deleted of files may be gone then; the rest is as it was.
pub async fn erase(
    data: &DataDir,
    request: Request,
    clock: &dyn Clock,
    entropy: Arc<dyn Entropy>,
) -> Result<Erased, ErasureError> {
    let _lock = data.lock()?;
    let (database, now) = (data.database(), clock.now());
    let (asked, random) = (request.clone(), Arc::clone(&entropy));
    let place = database.clone();
    let found = on_disk(move || erase::look(&place, &asked, random.as_ref())).await;
    let files = match found {
        Err(ErasureError::Erase(EraseError::NothingLeft)) => vec![],
        found => found?.files,
    };
    let blobs = data.blobs()?;
    for file in files {
        blobs.delete(file.reporter, file.sha256).await?;
    }
    on_disk(move || erase::erase(&database, &request, entropy.as_ref(), now)).await
}

async fn on_disk(
    work: impl FnOnce() -> Result<Erased, EraseError> + Send + 'static,
) -> Result<Erased, ErasureError> {
    let done = tokio::task::spawn_blocking(work).await;
    Ok(done.map_err(|_| ErasureError::Broken)??)
}

/// The backups of a folder that still have some of these entries, whole.
///
/// # Errors
/// [`BackupError`] if one can't be read.
pub fn still_in(
    backups: &BackupFolder,
    reference: &Reference,
    entries: &[u64],
) -> Result<Vec<u32>, BackupError> {
    let mut having = vec![];
    for number in backups.numbers()? {
        if erase::still_has(&backups.database(number), reference, entries)? {
            having.push(number);
        }
    }
    Ok(having)
}
