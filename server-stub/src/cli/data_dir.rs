//! The folder that holds everything a server keeps.
//!
//! ```text
//! DIR/langnghe.db   the database (with its -wal and -shm)
//! DIR/blobs/        photographs
//! DIR/lock          held by the server that serves the folder
//! ```

use std::{
    fs::{File, TryLockError},
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    blob::{BlobError, Blobs},
    entropy::SystemEntropy,
    store::{StoreError, sqlite::SqliteStore},
};

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
    /// [`DataDirError::Io`].
    pub fn open(path: &Path) -> Result<Self, DataDirError> {
        let mut builder = std::fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(path)?;
        Ok(Self(path.to_owned()))
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
            .open(self.0.join("lock"))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(DataDirError::InUse),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }

    /// The database, made or migrated as needed.
    ///
    /// # Errors
    /// [`DataDirError::Store`].
    pub async fn store(&self) -> Result<SqliteStore, DataDirError> {
        let path = self.0.join("langnghe.db");
        Ok(SqliteStore::open(&path, Arc::new(SystemEntropy)).await?)
    }

    /// The photographs.
    ///
    /// # Errors
    /// [`DataDirError::Blobs`].
    pub fn blobs(&self) -> Result<Blobs, DataDirError> {
        Ok(Blobs::in_folder(&self.0.join("blobs"))?)
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
}
