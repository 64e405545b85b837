//! The errors that shells see: few, each with the core's stable code. Mapped here and nowhere
//! else. None carries what a person wrote.
//!
//! Kotlin turns an error's fields into properties and keeps `message` for itself: none of ours is
//! called so.

use langnghe_core::{Error, KeyError, OpenError};

use crate::records::ProblemView;

/// Why the store could not be opened.
#[derive(Debug, thiserror::Error, uniffi::Error)]
pub enum OpenFailure {
    /// The key is lost or doesn't fit. Nothing was touched; the store can be set aside.
    #[error("{code}")]
    Key {
        /// `key_lost` or `wrong_key`.
        code: String,
    },
    /// Nothing is wrong with the store: later, or after something was freed or closed, it opens.
    #[error("{code}")]
    Later {
        /// `key_unavailable`, `in_use` or `disk_full`.
        code: String,
    },
    /// A newer release wrote it: update the app.
    #[error("newer_schema")]
    Newer {
        /// The store's schema.
        found: u32,
        /// The newest that this release knows.
        known: u32,
    },
    /// It was damaged, and lies whole as it was in `set_aside`. Opening again starts clean.
    #[error("damaged")]
    Damaged {
        /// The folder.
        set_aside: String,
    },
    /// The app itself is wrong, or the disk.
    #[error("{code}: {diagnostics}")]
    Broken {
        /// `server_address` or `storage`.
        code: String,
        /// For developers.
        diagnostics: String,
    },
}

impl From<OpenError> for OpenFailure {
    fn from(error: OpenError) -> Self {
        let code = error.code().to_owned();
        match error {
            OpenError::WrongKey | OpenError::KeyLost => Self::Key { code },
            OpenError::KeyUnavailable | OpenError::InUse | OpenError::DiskFull => {
                Self::Later { code }
            }
            OpenError::NewerSchema { found, known } => Self::Newer { found, known },
            OpenError::Damaged { set_aside } => Self::Damaged {
                set_aside: set_aside.display().to_string(),
            },
            other => Self::Broken {
                code,
                diagnostics: described(&other),
            },
        }
    }
}

/// Why something could not be done. Whatever was kept before is still kept.
#[derive(Debug, thiserror::Error, uniffi::Error)]
pub enum Failure {
    /// The app is paused or ended.
    #[error("closed")]
    Closed,
    /// No report or photograph has that id.
    #[error("not_found")]
    NotFound,
    /// That can't be done where the report stands, or at all.
    #[error("{code}")]
    Refused {
        /// Such as `not_now`, `not_a_draft`, `too_many_photographs`.
        code: String,
    },
    /// The report can't be sent yet.
    #[error("incomplete")]
    Incomplete {
        /// Field by field.
        problems: Vec<ProblemView>,
    },
    /// The photograph can't be used.
    #[error("{code}")]
    Photograph {
        /// Why.
        code: String,
    },
    /// The disk is full. Space comes back as reports are delivered.
    #[error("disk_full")]
    DiskFull,
    /// The disk failed, or the app itself.
    #[error("storage: {diagnostics}")]
    Storage {
        /// For developers.
        diagnostics: String,
    },
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let code = error.code().to_owned();
        match error {
            Error::Closed => Self::Closed,
            Error::NotFound => Self::NotFound,
            Error::Incomplete(problems) => Self::Incomplete {
                problems: problems.iter().map(ProblemView::from).collect(),
            },
            Error::Photograph(_) | Error::Unreadable(_) => Self::Photograph { code },
            Error::DiskFull => Self::DiskFull,
            Error::Storage(_) => Self::Storage {
                diagnostics: described(&error),
            },
            _ => Self::Refused { code },
        }
    }
}

/// An error and what it stands on, on one line.
fn described(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(deeper) = source {
        text = format!("{text}: {deeper}");
        source = deeper.source();
    }
    text
}

/// Why a platform doesn't hand out or keep a key.
#[derive(Debug, thiserror::Error, uniffi::Error)]
pub enum PortFailure {
    /// What wrapped the key is gone: nobody can unwrap it any more.
    #[error("lost")]
    Lost,
    /// Not now.
    #[error("unavailable")]
    Unavailable,
}

impl From<PortFailure> for KeyError {
    fn from(failure: PortFailure) -> Self {
        match failure {
            PortFailure::Lost => Self::Lost,
            PortFailure::Unavailable => Self::Unavailable,
        }
    }
}

impl From<uniffi::UnexpectedUniFFICallbackError> for PortFailure {
    fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
        // What it says may name what the platform tried; it is the platform's to log.
        Self::Unavailable
    }
}

/// Why a photograph could not be read.
#[derive(Debug, thiserror::Error, uniffi::Error)]
pub enum SourceFailure {
    /// It is gone, or its owner doesn't answer.
    #[error("unreadable")]
    Unreadable,
}

impl From<uniffi::UnexpectedUniFFICallbackError> for SourceFailure {
    fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Unreadable
    }
}
