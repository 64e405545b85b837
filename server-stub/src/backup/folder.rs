//! The folder in which backups lie, each under its number.

use std::{
    collections::BTreeSet,
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
};

use super::{BackupError, Fault, Manifest, manifest::FORMAT, photographs::Photographs};
use crate::{
    durable::{self, PARTIAL},
    store::sqlite::copy::photographs_in,
};

/// A folder of backups, held: nobody else makes, reads or clears backups there meanwhile.
#[derive(Debug)]
pub struct BackupFolder {
    path: PathBuf,
    _lock: File,
}

impl BackupFolder {
    /// The folder, made if it isn't there, for its owner's eyes only.
    ///
    /// # Errors
    /// [`BackupError::InUse`], or [`BackupError::Io`].
    pub fn create(path: &Path) -> Result<Self, BackupError> {
        durable::make_folder(path)?;
        Self::held(path)
    }

    /// The folder, if it is there.
    ///
    /// # Errors
    /// [`BackupError::Nothing`] if it isn't, [`BackupError::InUse`], or [`BackupError::Io`].
    pub fn existing(path: &Path) -> Result<Self, BackupError> {
        if path.is_dir() {
            Self::held(path)
        } else {
            Err(BackupError::Nothing)
        }
    }

    fn held(path: &Path) -> Result<Self, BackupError> {
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(path.join("lock"))?;
        match lock.try_lock() {
            Ok(()) => Ok(Self {
                path: path.to_owned(),
                _lock: lock,
            }),
            Err(TryLockError::WouldBlock) => Err(BackupError::InUse),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }

    /// The numbers of the backups, the oldest first.
    ///
    /// # Errors
    /// [`BackupError::Io`].
    pub fn numbers(&self) -> Result<Vec<u32>, BackupError> {
        let mut numbers = Vec::new();
        for entry in fs::read_dir(&self.path)? {
            let name = entry?.file_name();
            let number = name.to_str().and_then(|name| name.strip_suffix(".json"));
            numbers.extend(number.and_then(|number| number.parse::<u32>().ok()));
        }
        numbers.sort_unstable();
        Ok(numbers)
    }

    /// The manifest of a backup, or of the newest one.
    ///
    /// # Errors
    /// [`BackupError::Nothing`] or [`BackupError::NoSuch`] if there is none, and why it can't be
    /// read.
    pub fn manifest(&self, number: Option<u32>) -> Result<Manifest, BackupError> {
        let number = match number {
            Some(number) => number,
            None => *self.numbers()?.last().ok_or(BackupError::Nothing)?,
        };
        let bytes = match fs::read(self.manifest_file(number)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(BackupError::NoSuch(number));
            }
            read => read?,
        };
        let format = serde_json::from_slice(&bytes).map(|WithFormat { format }| format);
        if format.is_ok_and(|format| format > FORMAT) {
            return Err(BackupError::Newer(number));
        }
        serde_json::from_slice(&bytes)
            .ok()
            .filter(|manifest: &Manifest| manifest.number == number)
            .ok_or(BackupError::Damaged {
                number,
                fault: Fault::Manifest,
            })
    }

    /// Makes a backup of what lies in its place: from here on it is one.
    pub(super) fn write(&self, manifest: &Manifest) -> Result<(), BackupError> {
        let bytes = serde_json::to_vec_pretty(manifest).map_err(|_| BackupError::Broken)?;
        Ok(durable::write(
            &self.manifest_file(manifest.number),
            &bytes,
        )?)
    }

    /// The file of a backup's database.
    pub(crate) fn database(&self, number: u32) -> PathBuf {
        self.path.join(format!("{number:06}.db"))
    }

    fn manifest_file(&self, number: u32) -> PathBuf {
        self.path.join(format!("{number:06}.json"))
    }

    pub(super) fn photographs(&self) -> Result<Photographs, BackupError> {
        Photographs::in_folder(&self.path.join("blobs"))
    }

    /// Deletes backups beyond the newest `keep`, what earlier attempts left behind, and
    /// photographs that no backup names any more.
    pub(super) fn clear(&self, keep: usize) -> Result<(), BackupError> {
        let numbers = self.numbers()?;
        let (gone, kept) = numbers.split_at(numbers.len().saturating_sub(keep));
        for number in gone {
            // First, so that what remains of it is no backup.
            durable::delete(&self.manifest_file(*number))?;
        }
        for entry in fs::read_dir(&self.path)? {
            let path = entry?.path();
            if self.is_left_behind(&path, kept) {
                durable::delete(&path)?;
            }
        }
        let mut named = BTreeSet::new();
        for number in kept {
            named.extend(photographs_in(&self.database(*number))?);
        }
        self.photographs()?.keep_only(&named)
    }

    /// Whether a file is ours, and of no backup that is kept.
    fn is_left_behind(&self, path: &Path, kept: &[u32]) -> bool {
        let is_partial = path.extension().is_some_and(|name| name == PARTIAL);
        let is_a_database = path.extension().is_some_and(|name| name == "db");
        is_partial || is_a_database && !kept.iter().any(|number| self.database(*number) == path)
    }
}

#[derive(serde::Deserialize)]
struct WithFormat {
    format: u32,
}
