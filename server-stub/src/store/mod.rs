//! What the server knows, behind one trait: SQLite today, PostgreSQL when a commune becomes a
//! province. `contract` holds what every backend keeps.
//!
//! A function of [`Store`] that writes returns after its transaction is on disk, fsync included,
//! or with an error after which nothing of it is there. Functions that only read never wait for
//! a writer. Time is handed in; ids and references are drawn from the
//! [`Entropy`](crate::entropy::Entropy) that the store was opened with.
//!
//! ```text
//! sync   ─ device, register, apply, changes ─┐
//! upload ─ upload, begin, append, complete ──┼─▶ Store ─▶ one writer, group commit; few readers
//! console─ cases, case, act, sessions ───────┘
//! ```

#[cfg(test)]
pub(crate) mod contract;
mod model;
pub mod sqlite;

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use langnghe_wire::{
    DeviceId, ReportId, Sha256,
    sync::{Cursor, OperationResult},
};

pub use model::{
    ActError, AppendError, BeginUpload, BeginUploadError, CaseCounts, CaseDetail, CaseFilter,
    CasePage, CaseSummary, ChangePage, CompleteError, HistoryEntry, Page, RegisterError, Standing,
    StatusFilter, StoreError, Upload, UserError,
};

use crate::{
    case::{Action, decide::Incoming},
    identity::{
        Device, NewDevice, NewSession, NewUser, PasswordHash, ReporterId, Session, User, UserId,
        Viewer,
    },
};

/// Everything that is kept.
#[async_trait]
pub trait Store: Send + Sync + std::fmt::Debug + 'static {
    // ── The whole ───────────────────────────────────────────────────────────────────────────

    /// The incarnation of this database: made at its creation, and anew when it is restored.
    async fn epoch(&self) -> Result<String, StoreError>;

    /// Up to when everything received is in a backup, if there is one.
    async fn backed_up_through(&self) -> Result<Option<Timestamp>, StoreError>;

    /// Takes and ends a write transaction: whether a report could be taken now.
    async fn probe(&self) -> Result<(), StoreError>;

    /// Ends what runs, and closes. Whoever asks afterwards gets [`StoreError::Closed`].
    async fn close(&self) -> Result<(), StoreError>;

    // ── Phones ──────────────────────────────────────────────────────────────────────────────

    /// The device, if it is registered.
    async fn device(&self, id: DeviceId) -> Result<Option<Device>, StoreError>;

    /// Registers a device and makes its reporter. Repeating it changes nothing.
    async fn register(&self, device: NewDevice, now: Timestamp) -> Result<Device, RegisterError>;

    /// Keeps how far a device's clock is off, in milliseconds.
    async fn keep_skew(&self, device: DeviceId, skew_ms: i64) -> Result<(), StoreError>;

    /// Applies operations in order, each in its own savepoint, all in one transaction: those
    /// that can't be applied are answered so and don't touch the others.
    async fn apply(
        &self,
        device: Device,
        operations: Vec<Incoming>,
        now: Timestamp,
    ) -> Result<Vec<OperationResult>, StoreError>;

    /// What happened to a reporter's cases behind a cursor, in the order of commits; without a
    /// cursor, or with one that this database didn't write, snapshots of all of them.
    async fn changes(
        &self,
        reporter: ReporterId,
        cursor: Option<Cursor>,
    ) -> Result<ChangePage, StoreError>;

    // ── Photographs ─────────────────────────────────────────────────────────────────────────

    /// Where an upload stands.
    async fn upload(
        &self,
        reporter: ReporterId,
        sha256: Sha256,
        now: Timestamp,
    ) -> Result<Standing, StoreError>;

    /// Begins an upload, or says where the one that was begun before stands.
    async fn begin_upload(
        &self,
        reporter: ReporterId,
        begin: BeginUpload,
        now: Timestamp,
    ) -> Result<Upload, BeginUploadError>;

    /// Appends bytes at an offset, which must be where the upload stands. An upload never gets
    /// its last byte here: the last bytes come with [`complete_upload`](Self::complete_upload).
    async fn append_upload(
        &self,
        reporter: ReporterId,
        sha256: Sha256,
        offset: u64,
        bytes: bytes::Bytes,
        now: Timestamp,
    ) -> Result<u64, AppendError>;

    /// The bytes that an upload has so far.
    async fn upload_bytes(
        &self,
        reporter: ReporterId,
        sha256: Sha256,
    ) -> Result<Vec<u8>, StoreError>;

    /// Marks an upload complete after its bytes are safe elsewhere, drops its rows, and tells
    /// every case that names it.
    async fn complete_upload(
        &self,
        reporter: ReporterId,
        sha256: Sha256,
        now: Timestamp,
    ) -> Result<(), CompleteError>;

    /// Puts an upload back to offset 0.
    async fn reset_upload(&self, reporter: ReporterId, sha256: Sha256) -> Result<(), StoreError>;

    /// Forgets an upload. Its finished bytes, if it had any, are then the caller's to delete.
    async fn forget_upload(&self, reporter: ReporterId, sha256: Sha256) -> Result<(), StoreError>;

    /// Uploads that no report names and that have expired, a few at a time.
    async fn expired_uploads(
        &self,
        now: Timestamp,
    ) -> Result<Vec<(ReporterId, Sha256)>, StoreError>;

    /// Forgets an upload if no report names it and it has expired; true if it was so. Its
    /// finished bytes, if it had any, are then the caller's to delete.
    async fn forget_expired_upload(
        &self,
        reporter: ReporterId,
        sha256: Sha256,
        now: Timestamp,
    ) -> Result<bool, StoreError>;

    /// Begins a photograph of the result, whose bytes the caller is about to make a file of. An
    /// [`act`](Self::act) that names it completes it; without one, it expires like any upload.
    async fn begin_result(
        &self,
        reporter: ReporterId,
        begin: BeginUpload,
        now: Timestamp,
    ) -> Result<(), StoreError>;

    /// Whether a report of this reporter names a photograph of the result that is whole and
    /// safe: then [`Blobs::read`](crate::blob::Blobs::read) has the bytes.
    async fn has_result(&self, reporter: ReporterId, sha256: Sha256) -> Result<bool, StoreError>;

    // ── Cases, for officers ─────────────────────────────────────────────────────────────────

    /// The cases that a viewer may see, by the next clock that runs out.
    async fn cases(
        &self,
        viewer: &Viewer,
        filter: CaseFilter,
        page: Page,
    ) -> Result<CasePage, StoreError>;

    /// How many cases a viewer may see: by state, and those that are overdue at `now`.
    async fn count_cases(&self, viewer: &Viewer, now: Timestamp) -> Result<CaseCounts, StoreError>;

    /// One case with its attachments and its history; none if the viewer may not see it.
    async fn case(
        &self,
        viewer: &Viewer,
        report: ReportId,
    ) -> Result<Option<CaseDetail>, StoreError>;

    /// Does something to a case for its unit. `expected_version` is the version that the viewer
    /// has seen: if more happened meanwhile, nothing is done. Photographs of the result are files
    /// already, each begun by [`begin_result`](Self::begin_result).
    async fn act(
        &self,
        viewer: &Viewer,
        report: ReportId,
        action: Action,
        expected_version: u64,
        now: Timestamp,
    ) -> Result<CaseDetail, ActError>;

    /// Whose photograph it is, if the case names it, it has arrived, and the viewer may see the
    /// case: with it, [`Blobs::read`](crate::blob::Blobs::read) has the bytes.
    async fn photograph(
        &self,
        viewer: &Viewer,
        report: ReportId,
        sha256: Sha256,
    ) -> Result<Option<ReporterId>, StoreError>;

    /// Writes down that somebody looked at a case.
    async fn record_look(
        &self,
        user: UserId,
        report: ReportId,
        now: Timestamp,
    ) -> Result<(), StoreError>;

    // ── Users and sessions ──────────────────────────────────────────────────────────────────

    /// Adds a user.
    async fn add_user(&self, user: NewUser, now: Timestamp) -> Result<User, UserError>;

    /// A user and their password's hash, by name (whatever its case).
    async fn credentials(&self, name: &str) -> Result<Option<(User, PasswordHash)>, StoreError>;

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
