//! The store in one SQLite file.
//!
//! One thread writes (`writer`), and everything that waits at the same moment shares one
//! commit and one fsync. A few connections read (`readers`), each read in a transaction of its
//! own, so that it sees one moment and never waits for a writer (WAL). Other processes may use
//! the file at the same time (`user add`, a backup): a write then waits for theirs, a read
//! doesn't.

mod accounts;
mod act;
mod answers;
mod cases;
mod changes;
mod companions;
mod connection;
pub mod copy;
mod devices;
mod doubles;
pub mod erase;
mod events;
mod failure;
mod intake;
mod migrate;
mod notices;
mod operations;
mod promises;
mod readers;
pub mod record;
mod rows;
mod sessions;
mod settings;
mod traits;
mod uploads;
mod writer;

use std::{path::Path, sync::Arc};

use async_trait::async_trait;
use jiff::Timestamp;
use rusqlite::OptionalExtension as _;

use self::{cases::search, readers::Readers, writer::Writer};
use super::{Store, StoreError};
use crate::entropy::Entropy;

/// The store in one SQLite file.
#[derive(Debug)]
pub struct SqliteStore {
    writer: Writer,
    readers: Readers,
    entropy: Arc<dyn Entropy>,
}

impl SqliteStore {
    /// Opens the database, making or migrating it as needed.
    ///
    /// # Errors
    /// [`StoreError`], such as [`StoreError::NewerSchema`] for a file of a newer release.
    pub async fn open(path: &Path, entropy: Arc<dyn Entropy>) -> Result<Self, StoreError> {
        let path = path.to_owned();
        tokio::task::spawn_blocking(move || {
            let mut connection = connection::open_for_writing(&path)?;
            migrate::migrate(&mut connection, entropy.as_ref())?;
            // What another program wrote about cases may not be found yet.
            let missed = connection.transaction()?;
            search::settle(&missed)?;
            missed.commit()?;
            Ok(Self {
                writer: Writer::start(path.clone(), connection, search::settle)?,
                readers: Readers::of(path),
                entropy,
            })
        })
        .await
        .map_err(|_| StoreError::Broken)?
    }

    /// Begins a new epoch: the database comes from a backup, so phones send again what the
    /// backup may lack. Nobody is signed in any more.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn begin_epoch(&self) -> Result<(), StoreError> {
        let entropy = Arc::clone(&self.entropy);
        self.writer
            .run(move |db| copy::begin_epoch(db, entropy.as_ref()))
            .await
    }

    async fn meta(&self, key: &'static str) -> Result<Option<String>, StoreError> {
        self.readers
            .read(move |db| {
                let mut find = db.prepare_cached("SELECT value FROM meta WHERE key = ?1")?;
                Ok(find.query_row([key], |row| row.get(0)).optional()?)
            })
            .await
    }
}

#[async_trait]
impl Store for SqliteStore {
    async fn epoch(&self) -> Result<String, StoreError> {
        let epoch = self.meta("epoch").await?;
        epoch.ok_or_else(|| StoreError::Damaged("the database has no epoch".into()))
    }

    async fn backed_up_through(&self) -> Result<Option<Timestamp>, StoreError> {
        let written = self.meta("backed_up_through").await?;
        written
            .map(|text| {
                text.parse()
                    .map_err(|_| StoreError::Damaged("backed_up_through is no time".into()))
            })
            .transpose()
    }

    async fn probe(&self) -> Result<(), StoreError> {
        self.writer
            .run(|db| {
                // Something is written, so that the commit reaches the disk.
                db.execute(
                    "INSERT INTO meta (key, value) VALUES ('probe', '1')
                     ON CONFLICT (key) DO UPDATE SET value = 1 - value",
                    [],
                )?;
                Ok(())
            })
            .await
    }

    async fn close(&self) -> Result<(), StoreError> {
        self.readers.close();
        self.writer.close().await
    }
}

#[cfg(test)]
mod tests;
