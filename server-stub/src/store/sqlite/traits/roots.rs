use async_trait::async_trait;
use jiff::Timestamp;

use super::super::{SqliteStore, record};
use crate::{
    chain::Root,
    store::{Roots, StoreError},
};

#[async_trait]
impl Roots for SqliteStore {
    async fn close_a_day(&self, now: Timestamp) -> Result<bool, StoreError> {
        // Read without keeping any writer waiting: a first root is over all that there is.
        let root = self
            .readers
            .read(move |db| record::close_a_day(db, now))
            .await?;
        match root {
            Some(root) => {
                self.writer
                    .run(move |db| record::keep_root(db, &root))
                    .await
            }
            None => Ok(false),
        }
    }

    async fn roots(&self, after: u64, limit: usize) -> Result<Vec<Root>, StoreError> {
        self.readers
            .read(move |db| record::roots(db, after, limit))
            .await
    }
}
