//! Photographs, once they are whole and checked: files on a local disk, behind `object_store`.
//!
//! A photograph lies under its reporter and its hash, so that a second delivery writes the same
//! bytes to the same place, and nobody's photograph answers for somebody else's. A write returns
//! after the file and its directory are on disk.

use std::{path::Path, sync::Arc};

use bytes::Bytes;
use langnghe_planted::{Bug, planted};
use langnghe_wire::Sha256;
use object_store::{
    ObjectStore, ObjectStoreExt as _, PutPayload, local::LocalFileSystem, path::Path as Key,
};

use crate::identity::ReporterId;

/// The photographs' store.
#[derive(Debug, Clone)]
pub struct Blobs {
    objects: Arc<dyn ObjectStore>,
}

/// Why a photograph wasn't written or read.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// There is none.
    #[error("there is no such photograph")]
    NotFound,
    /// The disk failed or is full.
    #[error("the photographs' storage failed: {0}")]
    Failed(String),
}

impl From<object_store::Error> for BlobError {
    fn from(error: object_store::Error) -> Self {
        match error {
            object_store::Error::NotFound { .. } => Self::NotFound,
            other => Self::Failed(other.to_string()),
        }
    }
}

impl Blobs {
    /// Photographs in a folder, which is made if it isn't there.
    ///
    /// # Errors
    /// [`BlobError::Failed`] if the folder can't be made or used.
    pub fn in_folder(folder: &Path) -> Result<Self, BlobError> {
        std::fs::create_dir_all(folder).map_err(|e| BlobError::Failed(e.to_string()))?;
        let local = LocalFileSystem::new_with_prefix(folder)?;
        let local = local.with_fsync(!planted(Bug::PhotographUnsynced));
        Ok(Self::over(Arc::new(local)))
    }

    /// Photographs in any object store whose writes are durable when they return.
    #[must_use]
    pub fn over(objects: Arc<dyn ObjectStore>) -> Self {
        Self { objects }
    }

    /// Writes a photograph; writing it again changes nothing.
    ///
    /// # Errors
    /// [`BlobError::Failed`].
    pub async fn write(
        &self,
        reporter: ReporterId,
        sha256: Sha256,
        bytes: Bytes,
    ) -> Result<(), BlobError> {
        let payload = PutPayload::from_bytes(bytes);
        self.objects.put(&key(reporter, sha256), payload).await?;
        Ok(())
    }

    /// Reads a photograph.
    ///
    /// # Errors
    /// [`BlobError`].
    pub async fn read(&self, reporter: ReporterId, sha256: Sha256) -> Result<Bytes, BlobError> {
        Ok(self
            .objects
            .get(&key(reporter, sha256))
            .await?
            .bytes()
            .await?)
    }

    /// Whether a photograph is there.
    ///
    /// # Errors
    /// [`BlobError::Failed`].
    pub async fn has(&self, reporter: ReporterId, sha256: Sha256) -> Result<bool, BlobError> {
        match self.objects.head(&key(reporter, sha256)).await {
            Ok(_) => Ok(true),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Deletes a photograph; one that isn't there is deleted already.
    ///
    /// # Errors
    /// [`BlobError::Failed`].
    pub async fn delete(&self, reporter: ReporterId, sha256: Sha256) -> Result<(), BlobError> {
        match self.objects.delete(&key(reporter, sha256)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Whether a photograph could be written now.
    ///
    /// # Errors
    /// [`BlobError::Failed`] if it couldn't.
    pub async fn probe(&self) -> Result<(), BlobError> {
        let key = Key::from("probe");
        self.objects
            .put(&key, PutPayload::from_static(b"ok"))
            .await?;
        Ok(())
    }
}

/// Where a photograph lies. Two digits of the hash spread a reporter's photographs over folders.
pub(crate) fn key(reporter: ReporterId, sha256: Sha256) -> Key {
    let hash = sha256.to_string();
    let folder = &hash[..2];
    Key::from(format!("photographs/{}/{folder}/{hash}", reporter.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_photograph_is_written_twice_read_and_deleted_by_its_reporter_only() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = Blobs::in_folder(&folder.path().join("new")).unwrap();
        let (one, other) = (ReporterId(1), ReporterId(2));
        let hash = Sha256::of(b"jpeg");
        for _ in 0..2 {
            let bytes = Bytes::from_static(b"jpeg");
            blobs.write(one, hash, bytes).await.unwrap();
        }
        assert_eq!(blobs.read(one, hash).await.unwrap(), "jpeg");
        assert!(matches!(
            blobs.read(other, hash).await,
            Err(BlobError::NotFound)
        ));
        blobs.delete(one, hash).await.unwrap();
        blobs.delete(one, hash).await.unwrap();
        assert!(matches!(
            blobs.read(one, hash).await,
            Err(BlobError::NotFound)
        ));
        blobs.probe().await.unwrap();
    }
}
