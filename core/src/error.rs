//! Errors in two layers. Inside, each room has its own, rich enough to mend it. Outside, a shell
//! sees the few of this file, whose codes are stable; they are mapped here and nowhere else.
//!
//! No error carries what a person wrote, where they stood or who they are.

use std::path::PathBuf;

use langnghe_photo::PhotoError;

use crate::{report::Problem, store::StoreError};

/// Why the phone's store could not be opened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// The key doesn't fit the store. Nothing was touched: the right key opens it.
    #[error("the key does not fit the store; nothing was changed")]
    WrongKey,
    /// The platform keeps the key no longer, or can't unwrap it any more. The store was not
    /// touched: it can be set aside, to start clean.
    #[error("the key of the store is lost; nothing was changed")]
    KeyLost,
    /// The platform doesn't hand the key out now. Nothing was touched: later it may.
    #[error("the key of the store can't be had now")]
    KeyUnavailable,
    /// A newer release of the app wrote this store. Nothing was touched.
    #[error("the store has schema {found}, this release knows {known}: update the app")]
    NewerSchema {
        /// The store's schema.
        found: u32,
        /// The newest that this release knows.
        known: u32,
    },
    /// The store was damaged. It lies, whole as it was, in `set_aside`; opening again starts
    /// with an empty one.
    #[error("the store is damaged; it was set aside")]
    Damaged {
        /// The folder that it was moved to.
        set_aside: PathBuf,
    },
    /// Another process has the store open.
    #[error("the store is open elsewhere")]
    InUse,
    /// The disk is full.
    #[error("the disk is full")]
    DiskFull,
    /// The server's address isn't one that may be used: https, or http to this machine itself.
    #[error("the server's address must be https, or http to this machine")]
    ServerAddress,
    /// Anything else that the disk answered.
    #[error("the store could not be opened")]
    Storage(#[source] StoreError),
}

impl OpenError {
    /// The stable name.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::WrongKey => "wrong_key",
            Self::KeyLost => "key_lost",
            Self::KeyUnavailable => "key_unavailable",
            Self::NewerSchema { .. } => "newer_schema",
            Self::Damaged { .. } => "damaged",
            Self::InUse => "in_use",
            Self::DiskFull => "disk_full",
            Self::ServerAddress => "server_address",
            Self::Storage(_) => "storage",
        }
    }
}

/// Why something could not be done. Whatever was kept before is still kept.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The app is paused or closed.
    #[error("the app is paused or closed")]
    Closed,
    /// No report or photograph has that id.
    #[error("there is no such report")]
    NotFound,
    /// The report has been submitted: what was sent no longer changes.
    #[error("the report was submitted and can no longer be edited")]
    NotADraft,
    /// The report can't be sent yet, field by field.
    #[error("the report is not complete")]
    Incomplete(Vec<Problem>),
    /// The photograph can't be used.
    #[error("the photograph can't be used: {0}")]
    Photograph(#[source] PhotoError),
    /// The photograph could not be read from where it is.
    #[error("the photograph could not be read")]
    Unreadable(#[source] std::io::Error),
    /// The report has as many photographs as it may have.
    #[error("a report has at most {limit} photographs", limit = langnghe_wire::limits::PHOTOGRAPHS_PER_REPORT)]
    TooManyPhotographs,
    /// No such category or commune.
    #[error("there is no such category or commune")]
    UnknownPlaceOrCategory,
    /// The report's category doesn't ask that.
    #[error("the category has no such question")]
    UnknownQuestion,
    /// That can't be done where the report stands.
    #[error("that can't be done now")]
    NotNow,
    /// The disk is full. Space comes back as reports are delivered.
    #[error("the disk is full")]
    DiskFull,
    /// Anything else that the disk answered.
    #[error("the store failed")]
    Storage(#[source] StoreError),
}

impl Error {
    /// The stable name.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::NotFound => "not_found",
            Self::NotADraft => "not_a_draft",
            Self::Incomplete(_) => "incomplete",
            Self::Photograph(error) => error.code(),
            Self::Unreadable(_) => "photograph_unreadable",
            Self::TooManyPhotographs => "too_many_photographs",
            Self::UnknownPlaceOrCategory => "unknown_place_or_category",
            Self::UnknownQuestion => "unknown_question",
            Self::NotNow => "not_now",
            Self::DiskFull => "disk_full",
            Self::Storage(_) => "storage",
        }
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Closed => Self::Closed,
            StoreError::NotFound => Self::NotFound,
            StoreError::DiskFull => Self::DiskFull,
            other => Self::Storage(other),
        }
    }
}

impl From<StoreError> for OpenError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::DiskFull => Self::DiskFull,
            StoreError::WrongKey => Self::WrongKey,
            StoreError::NewerSchema { found, known } => Self::NewerSchema { found, known },
            StoreError::InUse => Self::InUse,
            other => Self::Storage(other),
        }
    }
}
