//! Who is signed in, and who tried too often.

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use langnghe_wire::Sha256;

use super::super::StoreError;
use crate::identity::{NewSession, Session};

/// Who is signed in, and who tried too often.
#[async_trait]
pub trait Sessions {
    /// Begins a session, ends the one that it replaces, and forgets the failures of `name_key`.
    async fn begin_session(
        &self,
        session: NewSession,
        name_key: Sha256,
        now: Timestamp,
    ) -> Result<(), StoreError>;

    /// The live session with a token's hash. Notes that it was used, to the minute.
    async fn session(&self, token: Sha256, now: Timestamp) -> Result<Option<Session>, StoreError>;

    /// Ends a session.
    async fn end_session(&self, token: Sha256) -> Result<(), StoreError>;

    /// How long whoever has one of these keys must wait before the next try, if they must.
    async fn sign_in_blocked(
        &self,
        keys: Vec<Sha256>,
        now: Timestamp,
    ) -> Result<Option<SignedDuration>, StoreError>;

    /// Counts a failure for each key.
    async fn record_failed_sign_in(
        &self,
        keys: Vec<Sha256>,
        now: Timestamp,
    ) -> Result<(), StoreError>;
}
