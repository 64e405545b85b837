//! The folder that holds everything a server keeps.
//!
//! ```text
//! DIR/langnghe.db   the database (with its -wal and -shm)
//! DIR/blobs/        photographs
//! DIR/lock          held by the server that serves the folder
//! DIR/restoring     there while a restore goes on: until its end nobody opens the folder
//! ```

use std::{
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    blob::{BlobError, Blobs},
    durable,
    entropy::SystemEntropy,
    store::{StoreError, sqlite::SqliteStore},
};

const DATABASE: &str = "langnghe.db";
const BLOBS: &str = "blobs";
const LOCK: &str = "lock";
const RESTORING: &str = "restoring";

/// A data folder that is there.
#[derive(Debug, Clone)]
pub struct DataDir(PathBuf);

/// Why a data folder can't be used.
#[derive(Debug, thiserror::Error)]
pub enum DataDirError {
    /// The folder can't be made, or its lock not be opened.
    #[error("the data folder can't be used: {0}")]
    Io(#[from] io::Error),
    /// Another server serves it.
    #[error("another server is serving this data folder")]
    InUse,
    /// There is no database in it.
    #[error("there is no such data folder")]
    Missing,
    /// A restore into it was cut off.
    #[error("a restore into this data folder did not come to its end: run it again")]
    HalfRestored,
    /// A restore never writes over what is there.
    #[error("the data folder isn't empty: move it away first, nothing is written over")]
    Occupied,
    /// The database can't be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The photographs' folder can't be used.
    #[error(transparent)]
    Blobs(#[from] BlobError),
}

impl DataDir {
    /// The folder, made if it isn't there, for its owner's eyes only.
    ///
    /// # Errors
    /// [`DataDirError::Io`], or [`DataDirError::HalfRestored`].
    pub fn open(path: &Path) -> Result<Self, DataDirError> {
        durable::make_folder(path)?;
        Self(path.to_owned()).if_whole()
    }

    /// The folder, if it holds a database.
    ///
    /// # Errors
    /// [`DataDirError::Missing`], or [`DataDirError::HalfRestored`].
    pub fn existing(path: &Path) -> Result<Self, DataDirError> {
        let data = Self(path.to_owned()).if_whole()?;
        if data.database().is_file() {
            Ok(data)
        } else {
            Err(DataDirError::Missing)
        }
    }

    fn if_whole(self) -> Result<Self, DataDirError> {
        if self.0.join(RESTORING).exists() {
            return Err(DataDirError::HalfRestored);
        }
        Ok(self)
    }

    /// An empty folder, made if it isn't there, for a restore. What an earlier restore left that
    /// was cut off is cleared away. Until [`end_restore`](Self::end_restore) nobody else opens it.
    ///
    /// # Errors
    /// [`DataDirError::Occupied`] if there is anything in it.
    pub(crate) fn for_restore(path: &Path) -> Result<(Self, File), DataDirError> {
        durable::make_folder(path)?;
        let data = Self(path.to_owned());
        let lock = data.lock()?;
        let is_ours = data.0.join(RESTORING).exists();
        for entry in fs::read_dir(&data.0)? {
            let entry = entry?;
            match entry.file_name().to_str() {
                Some(LOCK | RESTORING) => {}
                _ if !is_ours => return Err(DataDirError::Occupied),
                _ if entry.file_type()?.is_dir() => fs::remove_dir_all(entry.path())?,
                _ => fs::remove_file(entry.path())?,
            }
        }
        durable::write(&data.0.join(RESTORING), b"")?;
        Ok((data, lock))
    }

    /// Everything is restored, and on disk.
    pub(crate) fn end_restore(&self) -> Result<(), DataDirError> {
        durable::delete(&self.0.join(RESTORING))?;
        Ok(durable::sync_folder_of(&self.0)?)
    }

    /// Claims the folder for one server, until the file is dropped or the process ends.
    ///
    /// # Errors
    /// [`DataDirError::InUse`] if another holds it.
    pub fn lock(&self) -> Result<File, DataDirError> {
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(self.0.join(LOCK))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(DataDirError::InUse),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }

    /// The database's file.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        self.0.join(DATABASE)
    }

    /// The database, made or migrated as needed.
    ///
    /// # Errors
    /// [`DataDirError::Store`].
    pub async fn store(&self) -> Result<SqliteStore, DataDirError> {
        Ok(SqliteStore::open(&self.database(), Arc::new(SystemEntropy)).await?)
    }

    /// The photographs.
    ///
    /// # Errors
    /// [`DataDirError::Blobs`].
    pub fn blobs(&self) -> Result<Blobs, DataDirError> {
        Ok(Blobs::in_folder(&self.0.join(BLOBS))?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_served_once_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let data = DataDir::open(&folder.path().join("deep/data")).unwrap();
        let first = data.lock().unwrap();
        assert!(matches!(data.lock(), Err(DataDirError::InUse)));
        drop(first);
        assert!(data.lock().is_ok());
    }

    #[test]
    fn a_restore_writes_over_nothing_but_what_another_restore_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data");
        let (data, lock) = DataDir::for_restore(&path).unwrap();
        fs::write(data.database(), "half of it").unwrap();
        fs::create_dir(path.join(BLOBS)).unwrap();
        drop(lock);
        for opened in [DataDir::open(&path), DataDir::existing(&path)] {
            assert!(matches!(opened, Err(DataDirError::HalfRestored)));
        }
        let (data, lock) = DataDir::for_restore(&path).unwrap();
        assert!(!data.database().exists() && !path.join(BLOBS).exists());
        fs::write(data.database(), "all of it").unwrap();
        data.end_restore().unwrap();
        drop(lock);
        assert!(DataDir::existing(&path).is_ok());
        assert!(matches!(
            DataDir::for_restore(&path),
            Err(DataDirError::Occupied)
        ));
        assert_eq!(fs::read_to_string(data.database()).unwrap(), "all of it");
    }
}
