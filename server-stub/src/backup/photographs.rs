//! The photographs of all backups of a folder. Each is named by its hash, so it lies there once,
//! however many backups name it, and whether it is still what it was can be seen.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

use bytes::Bytes;
use langnghe_wire::Sha256;

use super::BackupError;
use crate::{
    blob::{self, BlobError, Blobs},
    durable,
    store::sqlite::copy::KeptPhotograph,
};

/// The photographs.
#[derive(Debug)]
pub(super) struct Photographs {
    folder: PathBuf,
    blobs: Blobs,
}

impl Photographs {
    pub(super) fn in_folder(folder: &Path) -> Result<Self, BackupError> {
        Ok(Self {
            folder: folder.to_owned(),
            blobs: Blobs::in_folder(folder)?,
        })
    }

    pub(super) async fn has(&self, photograph: KeptPhotograph) -> Result<bool, BlobError> {
        self.blobs.has(photograph.reporter, photograph.sha256).await
    }

    pub(super) async fn write(
        &self,
        photograph: KeptPhotograph,
        bytes: Bytes,
    ) -> Result<(), BlobError> {
        let KeptPhotograph { reporter, sha256 } = photograph;
        self.blobs.write(reporter, sha256, bytes).await
    }

    pub(super) async fn sound(&self, photograph: KeptPhotograph) -> Result<Sound, BlobError> {
        sound(&self.blobs, photograph).await
    }

    /// Deletes every file that isn't one of these photographs, and the folders that are then empty.
    pub(super) fn keep_only(&self, named: &BTreeSet<KeptPhotograph>) -> Result<(), BackupError> {
        let places = named
            .iter()
            .map(|kept| {
                self.folder
                    .join(blob::key(kept.reporter, kept.sha256).as_ref())
            })
            .collect();
        Ok(keep_only(&self.folder, &places)?)
    }
}

fn keep_only(folder: &Path, places: &BTreeSet<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            keep_only(&entry.path(), places)?;
            if fs::read_dir(entry.path())?.next().is_none() {
                fs::remove_dir(entry.path())?;
            }
        } else if !places.contains(&entry.path()) {
            durable::delete(&entry.path())?;
        }
    }
    Ok(())
}

/// A photograph, held against its hash.
#[derive(Debug)]
pub(super) enum Sound {
    /// It is what it was.
    Yes(Bytes),
    /// It isn't there.
    Missing,
    /// It is something else.
    Changed,
}

/// Reads a photograph and holds it against its hash.
pub(super) async fn sound(blobs: &Blobs, photograph: KeptPhotograph) -> Result<Sound, BlobError> {
    match blobs.read(photograph.reporter, photograph.sha256).await {
        Ok(bytes) if Sha256::of(&bytes) == photograph.sha256 => Ok(Sound::Yes(bytes)),
        Ok(_) => Ok(Sound::Changed),
        Err(BlobError::NotFound) => Ok(Sound::Missing),
        Err(error) => Err(error),
    }
}
