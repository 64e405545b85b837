//! What the server knows, behind one trait, which has a trait for each room: SQLite today, PostgreSQL when a commune becomes a
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
mod traits;
mod work;

use async_trait::async_trait;
use jiff::Timestamp;

pub use model::{
    ActError, AppendError, BeginUpload, BeginUploadError, CaseDetail, ChangePage, CompleteError,
    HistoryEntry, RegisterError, Standing, StoreError, Upload, UserError,
};
pub use traits::{
    Accounts, Cases, Foreseen, Intake, Notices, Phones, Promises, Reckoned, Roots, Sessions,
    Settlements, Uploads,
};
pub use work::{
    Assigned, CaseCounts, CaseFilter, CasePage, CaseSummary, Changed, Cluster, CommuneCounts,
    Count, DUE_SOON, DueFilter, MapPart, News, Page, PageKey, StatusFilter, Turn, Whose,
};

/// Everything that is kept: the whole, and a trait for each of its rooms.
#[async_trait]
pub trait Store:
    Phones
    + Uploads
    + Cases
    + Promises
    + Roots
    + Notices
    + Settlements
    + Intake
    + Accounts
    + Sessions
    + Send
    + Sync
    + std::fmt::Debug
    + 'static
{
    /// The incarnation of this database: made at its creation, and anew when it is restored.
    async fn epoch(&self) -> Result<String, StoreError>;

    /// Up to when everything received is in a backup, if there is one.
    async fn backed_up_through(&self) -> Result<Option<Timestamp>, StoreError>;

    /// Takes and ends a write transaction: whether a report could be taken now.
    async fn probe(&self) -> Result<(), StoreError>;

    /// Ends what runs, and closes. Whoever asks afterwards gets [`StoreError::Closed`].
    async fn close(&self) -> Result<(), StoreError>;
}
