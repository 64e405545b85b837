use std::collections::BTreeMap;

use async_trait::async_trait;
use jiff::Timestamp;
use jiff::civil::Date;

use super::super::{SqliteStore, notices};
use crate::{
    notices::{Ending, Given, Notice},
    store::{Notices, StoreError},
};

#[async_trait]
impl Notices for SqliteStore {
    async fn write_digests(&self, day: Date, now: Timestamp) -> Result<u64, StoreError> {
        self.writer
            .run(move |db| notices::write_digests(db, day, now))
            .await
    }

    async fn due_notices(&self, now: Timestamp, limit: usize) -> Result<Vec<Notice>, StoreError> {
        self.readers
            .read(move |db| notices::due(db, now, limit))
            .await
    }

    async fn begin_notice(
        &self,
        notice: Notice,
        again: Timestamp,
    ) -> Result<Option<Given>, StoreError> {
        self.writer
            .run(move |db| notices::begin(db, &notice, again))
            .await
    }

    async fn end_notice(
        &self,
        notice: i64,
        ending: Ending,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.writer
            .run(move |db| notices::end(db, notice, ending, now))
            .await
    }

    async fn count_notices(&self) -> Result<BTreeMap<String, u64>, StoreError> {
        self.readers.read(|db| notices::count(db)).await
    }
}
