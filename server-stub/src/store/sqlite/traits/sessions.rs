use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use langnghe_wire::Sha256;

use super::super::{SqliteStore, sessions};
use crate::{
    identity::{NewSession, Session},
    store::{Sessions, StoreError},
};

#[async_trait]
impl Sessions for SqliteStore {
    async fn begin_session(
        &self,
        session: NewSession,
        name_key: Sha256,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.writer
            .run(move |db| sessions::begin(db, &session, name_key, now))
            .await
    }

    async fn session(&self, token: Sha256, now: Timestamp) -> Result<Option<Session>, StoreError> {
        let session = self
            .readers
            .read(move |db| sessions::find(db, token, now))
            .await?;
        if session
            .as_ref()
            .is_some_and(|s| sessions::is_touch_due(s, now))
        {
            self.writer
                .run(move |db| sessions::touch(db, token, now))
                .await?;
        }
        Ok(session)
    }

    async fn end_session(&self, token: Sha256) -> Result<(), StoreError> {
        self.writer.run(move |db| sessions::end(db, token)).await
    }

    async fn sign_in_blocked(
        &self,
        keys: Vec<Sha256>,
        now: Timestamp,
    ) -> Result<Option<SignedDuration>, StoreError> {
        self.readers
            .read(move |db| sessions::blocked(db, &keys, now))
            .await
    }

    async fn record_failed_sign_in(
        &self,
        keys: Vec<Sha256>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.writer
            .run(move |db| sessions::record_failure(db, &keys, now))
            .await
    }
}
