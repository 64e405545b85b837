//! Backups: everything that a server keeps, at one moment, in a folder beside others of its kind.
//!
//! ```text
//! DIR/000042.db        the database as it was (server-stub/src/store/sqlite/copy.rs)
//! DIR/000042.json      what it is, written last: without it there is no backup 42
//! DIR/blobs/            the photographs of all backups: each lies there once
//! DIR/lock             held by whoever makes or reads backups here
//!
//! take     database ─▶ photographs that it names ─▶ manifest ─▶ the server is told ─▶ old ones go
//! restore  photographs ─▶ database, in a new epoch ─▶ the folder may be served
//! ```
//!
//! **What a backup promises.** Its manifest is on disk after everything that it names. Then, and
//! only then, `backed_up_through` tells phones that they may let go of what was received until a
//! moment before the copy was made ([`Options::margin`] says which). A photograph that is missing or
//! damaged is named, everything else is kept all the same, and phones are told nothing new.
//!
//! **How it fails.** Killed or without power at any point, it leaves the backups that were there,
//! and files that the next one clears away. A restore that was cut off leaves a folder that can't
//! be served until the restore is run again. Nothing is ever written over.
//!
//! **What it isn't.** It is not encrypted: contact data lies in it as in the database, so it
//! belongs on an encrypted disk. Restoring an older one than the newest gives up what phones let
//! go of in between.

mod folder;
mod manifest;
mod photographs;
mod restore;
mod take;
mod verify;

#[cfg(test)]
mod tests;

use std::io;

pub use folder::BackupFolder;
pub use manifest::{Database, Manifest};
pub use restore::{Restored, restore};
pub use take::{Options, Taken, take};
pub use verify::{Fault, verify};

use crate::{blob::BlobError, data_dir::DataDirError, store::StoreError};

/// Why there is no backup, or none to restore.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The backups' folder can't be read or written.
    #[error("the backups' folder can't be used: {0}")]
    Io(#[from] io::Error),
    /// Somebody else works in it.
    #[error("another backup or restore is going on in this folder")]
    InUse,
    /// There is no such folder, or nothing in it.
    #[error("there is no backup here")]
    Nothing,
    /// That one isn't there.
    #[error("there is no backup {0} here")]
    NoSuch(u32),
    /// A newer release made it.
    #[error("backup {0} was made by a newer release")]
    Newer(u32),
    /// It isn't what it was.
    #[error("backup {number} is damaged: {fault}")]
    Damaged {
        /// Which one.
        number: u32,
        /// What is wrong with it.
        fault: Fault,
    },
    /// The data folder can't be used.
    #[error(transparent)]
    Data(#[from] DataDirError),
    /// The database can't be copied or read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A photograph can't be read or written.
    #[error(transparent)]
    Blob(#[from] BlobError),
    /// A defect of ours.
    #[error("something broke while the disk was worked on")]
    Broken,
}

/// Work on a disk, where it keeps nobody else waiting.
async fn on_disk<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, BackupError> + Send + 'static,
) -> Result<T, BackupError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|_| BackupError::Broken)?
}
