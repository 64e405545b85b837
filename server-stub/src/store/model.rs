//! What goes in and comes out of a [`Store`](super::Store), and how it fails.

use jiff::Timestamp;
use langnghe_wire::{Change, Sha256, sync::Cursor};

use crate::case::{Case, RecordedEvent, Refusal};

/// Why the store couldn't answer. Nothing was promised, and nothing of a failed write is there.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The disk failed or is full: nobody is told that anything was kept.
    #[error("the storage failed: {0}")]
    StorageFailed(String),
    /// Somebody else holds the database for too long.
    #[error("the database is busy")]
    Busy,
    /// The database was written by a newer release.
    #[error("the database has schema {found}, this release knows up to {known}")]
    NewerSchema {
        /// The schema that was found.
        found: i64,
        /// The newest that is known.
        known: i64,
    },
    /// The database holds something that this release can't read: a bug, or damage.
    #[error("the database holds something unreadable: {0}")]
    Damaged(String),
    /// SQLite is older than the release that mended the WAL-reset bug.
    #[error("SQLite {0} is too old: 3.51.3 or newer is needed")]
    SqliteTooOld(&'static str),
    /// The store was closed.
    #[error("the store is closed")]
    Closed,
    /// A defect of ours.
    #[error("something broke in the store")]
    Broken,
}

/// Why a device wasn't registered.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// The id is registered with another token or key.
    #[error("the device is registered with another token or key")]
    Taken,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Changes behind a cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangePage {
    /// In the order of commits.
    pub changes: Vec<Change>,
    /// Where they end.
    pub cursor: Cursor,
    /// Whether more wait.
    pub more: bool,
}

/// Where an upload stands, if there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It isn't known, or has expired.
    Unknown,
    /// Only withdrawn or refused reports name it: its bytes are no longer wanted.
    Gone,
    /// It stands here.
    At(Upload),
}

/// An upload that was begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// How many bytes it will have.
    pub length: u64,
    /// How many are here and safe. Equal to `length` exactly if it is complete.
    pub offset: u64,
    /// Whether a living report names it.
    pub is_named: bool,
    /// When it is forgotten unless a report names it.
    pub expires_at: Option<Timestamp>,
}

impl Upload {
    /// Whether all its bytes are here, checked and safe.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.offset == self.length
    }
}

/// An upload to begin.
#[derive(Debug, Clone, Copy)]
pub struct BeginUpload {
    /// The hash of its bytes, and its address.
    pub sha256: Sha256,
    /// How many bytes it will have.
    pub length: u64,
}

/// Why an upload wasn't begun.
#[derive(Debug, thiserror::Error)]
pub enum BeginUploadError {
    /// Too many bytes wait for reports that name them.
    #[error("too many uploads that no report names")]
    QuotaExceeded,
    /// Only withdrawn or refused reports name it.
    #[error("the bytes are no longer wanted")]
    Gone,
    /// The same photograph is here with another length.
    #[error("the photograph with this hash has another length")]
    OtherLength,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why bytes weren't appended.
#[derive(Debug, thiserror::Error)]
pub enum AppendError {
    /// The upload stands elsewhere.
    #[error("the upload stands at another offset")]
    OffsetConflict,
    /// There is no such upload.
    #[error("there is no such upload")]
    Unknown,
    /// Only withdrawn or refused reports name it.
    #[error("the bytes are no longer wanted")]
    Gone,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why an upload wasn't completed.
#[derive(Debug, thiserror::Error)]
pub enum CompleteError {
    /// There is no such upload (any more).
    #[error("there is no such upload")]
    Unknown,
    /// Its report was withdrawn or refused meanwhile.
    #[error("the bytes are no longer wanted")]
    Gone,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A case as its page shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseDetail {
    /// The case.
    pub case: Case,
    /// Its history, in order.
    pub history: Vec<HistoryEntry>,
    /// How many of those whose reports were merged into it say that what was done holds for them.
    pub agreed: u32,
}

/// An entry of a history, with a name for whoever did it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryEntry {
    /// The event.
    pub event: RecordedEvent,
    /// The user's name, where it was a user.
    pub user: Option<String>,
}

/// Why nothing was done to a case.
#[derive(Debug, thiserror::Error)]
pub enum ActError {
    /// There is no such case for this viewer.
    #[error("there is no such case")]
    NotFound,
    /// More happened to it since the viewer looked.
    #[error("the case has changed meanwhile")]
    Changed,
    /// The table of actions doesn't have it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a user wasn't added or changed.
#[derive(Debug, thiserror::Error)]
pub enum UserError {
    /// Somebody has that name.
    #[error("there is already a user with that name")]
    NameTaken,
    /// There is no such user.
    #[error("there is no such user")]
    Unknown,
    /// Somebody else changed them since.
    #[error("the user has changed meanwhile")]
    Changed,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}
