//! A few connections that read. A read sees one moment and never waits for a writer.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use rusqlite::{Connection, Transaction, TransactionBehavior};
use tokio::sync::Semaphore;

use super::connection::open_for_reading;
use crate::store::StoreError;

/// Connections that read at the same time.
const CONNECTIONS: usize = 4;

/// The connections that read.
#[derive(Debug)]
pub(super) struct Readers {
    path: PathBuf,
    idle: Arc<Mutex<Vec<Connection>>>,
    slots: Arc<Semaphore>,
}

impl Readers {
    /// Readers of a file. Connections are opened when they are needed.
    pub(super) fn of(path: PathBuf) -> Self {
        Self {
            path,
            idle: Arc::default(),
            slots: Arc::new(Semaphore::new(CONNECTIONS)),
        }
    }

    /// Reads in one transaction, on the blocking pool.
    pub(super) async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let slot = Arc::clone(&self.slots)
            .acquire_owned()
            .await
            .map_err(|_| StoreError::Closed)?;
        let idle = Arc::clone(&self.idle);
        let path = self.path.clone();
        tokio::task::spawn_blocking(move || {
            let _slot = slot;
            let kept = idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let mut connection = kept.map_or_else(|| open_for_reading(&path), Ok)?;
            let moment = connection.transaction_with_behavior(TransactionBehavior::Deferred)?;
            let found = read(&moment)?;
            moment.finish()?;
            // Only a connection that worked is used again.
            idle.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(connection);
            Ok(found)
        })
        .await
        .map_err(|_| StoreError::Broken)?
    }

    /// Lets nobody read any more, and closes what is idle.
    pub(super) fn close(&self) {
        self.slots.close();
        self.idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }
}
