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
mod work;

use std::collections::BTreeMap;

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp, civil::Date};
use langnghe_photo::Fingerprint;
use langnghe_wire::{
    DeviceId, Reference, ReportId, Sha256,
    sync::{Cursor, OperationResult},
};

pub use model::{
    ActError, AppendError, BeginUpload, BeginUploadError, CaseDetail, ChangePage, CompleteError,
    HistoryEntry, RegisterError, Standing, StoreError, Upload, UserError,
};
pub use work::{
    CaseCounts, CaseFilter, CasePage, CaseSummary, Changed, Cluster, CommuneCounts, Count,
    DueFilter, MapPart, News, Page, PageKey, StatusFilter, Turn, Whose,
};

use crate::{
    case::{Action, Case, Moment, decide::Incoming},
    chain::Root,
    doubles::Beside,
    identity::{
        Account, AccountChange, Device, NewAccount, NewDevice, NewSession, NewUser, PasswordHash,
        ReporterId, Session, User, UserId, Viewer,
    },
    intake::Entry,
    notices::{Ending, Given, Notice},
    settings::{Kind, NewSetting, Setting, Settlement},
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
        moment: Moment,
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

    /// Keeps what a photograph looks like. It goes with its upload.
    async fn keep_fingerprint(
        &self,
        reporter: ReporterId,
        sha256: Sha256,
        fingerprint: Fingerprint,
    ) -> Result<(), StoreError>;

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

    /// Among whose photographs one of the result lies, whole and safe, if a report of this
    /// reporter names it, or the case that such a report was merged into: with it,
    /// [`Blobs::read`](crate::blob::Blobs::read) has the bytes.
    async fn result_of(
        &self,
        reporter: ReporterId,
        sha256: Sha256,
    ) -> Result<Option<ReporterId>, StoreError>;

    // ── Cases, for officers ─────────────────────────────────────────────────────────────────

    /// The cases that a viewer may see: open ones by the next clock that runs out, others and
    /// found ones from the newest on. A page costs the same wherever it stands in the list, and
    /// however many cases there are.
    async fn cases(
        &self,
        viewer: &Viewer,
        filter: CaseFilter,
        page: Page,
    ) -> Result<CasePage, StoreError>;

    /// How many cases a viewer may see: by state, by how their clocks stand at `now`, and their
    /// own.
    async fn count_cases(&self, viewer: &Viewer, now: Timestamp) -> Result<CaseCounts, StoreError>;

    /// What happened since a place in the record; without one, only where the record ends now.
    async fn news(&self, viewer: &Viewer, since: Option<u64>) -> Result<News, StoreError>;

    /// Where the cases of a filter lie, on a part of the map. Of a filter that asks for more than
    /// for open cases or for all, those that stand first in the list.
    async fn clusters(
        &self,
        viewer: &Viewer,
        filter: CaseFilter,
        part: MapPart,
    ) -> Result<Vec<Cluster>, StoreError>;

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
        moment: Moment,
    ) -> Result<CaseDetail, ActError>;

    /// Who could see to a case: officers of its unit or commune, by name; nobody, if the viewer
    /// may not see it.
    async fn colleagues(
        &self,
        viewer: &Viewer,
        report: ReportId,
    ) -> Result<Vec<(UserId, String)>, StoreError>;

    /// Closes resolved cases to which nobody answered in time, a hundred at most; how many there
    /// were.
    async fn close_unanswered(&self, moment: Moment) -> Result<usize, StoreError>;

    /// The case with a public reference; none if the viewer may not see it.
    async fn by_reference(
        &self,
        viewer: &Viewer,
        reference: &Reference,
    ) -> Result<Option<ReportId>, StoreError>;

    /// The case with those that stand beside it; none if the viewer may not see it.
    async fn beside(&self, viewer: &Viewer, report: ReportId)
    -> Result<Option<Beside>, StoreError>;

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

    // ── The record ──────────────────────────────────────────────────────────────────────────

    /// Makes the root of the first day that is over at `now` and has none; false if there is no
    /// such day. What was stamped before `now` must have been committed.
    async fn close_a_day(&self, now: Timestamp) -> Result<bool, StoreError>;

    /// The daily roots behind a number, so many at most.
    async fn roots(&self, after: u64, limit: usize) -> Result<Vec<Root>, StoreError>;

    // ── Notices ─────────────────────────────────────────────────────────────────────────────

    /// Writes a digest of that day for each active user who has an e-mail address and none of it
    /// yet; how many.
    async fn write_digests(&self, day: Date, now: Timestamp) -> Result<u64, StoreError>;

    /// Notices whose time has come, so many at most, those first that wait longest.
    async fn due_notices(&self, now: Timestamp, limit: usize) -> Result<Vec<Notice>, StoreError>;

    /// Writes down that a notice is tried now, and next at another time. Returns where it goes, as
    /// that was last given; none if it no longer waits, or was tried meanwhile.
    async fn begin_notice(
        &self,
        notice: Notice,
        again: Timestamp,
    ) -> Result<Option<Given>, StoreError>;

    /// Writes down how a notice ended.
    async fn end_notice(
        &self,
        notice: i64,
        ending: Ending,
        now: Timestamp,
    ) -> Result<(), StoreError>;

    /// How many notices wait (`waiting`), and how many ended in which way, by its name.
    async fn count_notices(&self) -> Result<BTreeMap<String, u64>, StoreError>;

    // ── What coordinators settle ────────────────────────────────────────────────────────────

    /// The newest version of each document that was ever settled.
    async fn settings(&self) -> Result<Vec<Setting>, StoreError>;

    /// Keeps a version of a document; false if that version is there already, because somebody
    /// else was sooner.
    async fn settle(&self, new: NewSetting, now: Timestamp) -> Result<bool, StoreError>;

    /// One version of a document.
    async fn setting(&self, kind: Kind, version: u32) -> Result<Option<Settlement>, StoreError>;

    /// The versions of a document that come before one, the newest first.
    async fn settlements(
        &self,
        kind: Kind,
        before: u32,
        limit: u32,
    ) -> Result<Vec<Settlement>, StoreError>;

    // ── Reports that officers enter ─────────────────────────────────────────────────────────

    /// Begins the entering of a report, under the id that its form carries: for which reporter.
    /// Repeating it changes nothing. None if the report is another's, or came another way.
    async fn begin_intake(
        &self,
        user: UserId,
        report: ReportId,
        now: Timestamp,
    ) -> Result<Option<ReporterId>, StoreError>;

    /// Enters a report, begun or not: the case, which entering again doesn't change. None as with
    /// [`begin_intake`](Self::begin_intake). Its photographs are files already, each begun by
    /// [`begin_result`](Self::begin_result).
    async fn enter(
        &self,
        user: UserId,
        entry: Entry,
        moment: Moment,
    ) -> Result<Option<Case>, StoreError>;

    /// A case that this user entered, wherever it went.
    async fn entered(&self, user: UserId, report: ReportId) -> Result<Option<Case>, StoreError>;

    // ── Users and sessions ──────────────────────────────────────────────────────────────────

    /// Adds a user.
    async fn add_user(&self, user: NewUser, now: Timestamp) -> Result<User, UserError>;

    /// Everybody who may sign in, or could once, by name.
    async fn accounts(&self) -> Result<Vec<Account>, StoreError>;

    /// One of them.
    async fn account(&self, id: UserId) -> Result<Option<Account>, StoreError>;

    /// Adds somebody, on somebody's word.
    async fn open_account(
        &self,
        by: UserId,
        new: NewAccount,
        now: Timestamp,
    ) -> Result<UserId, UserError>;

    /// Writes what somebody is from now on, over the version that `after` names, and that it was
    /// done. With a new password, and for whoever is disabled, every session ends.
    async fn change_account(
        &self,
        by: UserId,
        after: Account,
        password: Option<PasswordHash>,
        now: Timestamp,
    ) -> Result<(), UserError>;

    /// What was changed about one of them, the newest first.
    async fn account_changes(&self, id: UserId) -> Result<Vec<AccountChange>, StoreError>;

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

    /// How many cases of a filter lie in each commune. Of a filter that asks for more than for
    /// states, those that stand first in the list are counted.
    async fn count_by_commune(
        &self,
        viewer: &Viewer,
        filter: CaseFilter,
    ) -> Result<CommuneCounts, StoreError>;
}
