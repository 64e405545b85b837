//! What is refused, and how a person is told.

use std::{io, path::PathBuf, process::ExitCode};

use langnghe_core::{
    Error, OpenError,
    wire::words::{Guidance, Words},
};
use langnghe_photo::PhotoError;

use crate::{shown, texts};

/// Why a command was not done.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// The command lacks something, by its text's name.
    Usage(&'static str),
    /// The key's file can't be read.
    KeyFile(io::Error),
    /// The key's file holds no key.
    NotAKey,
    /// The store could not be opened.
    Open(OpenError),
    /// The app refused.
    App(Error),
    /// A file could not be read or written.
    File(PathBuf, io::Error),
    /// A photograph can't be prepared.
    Photograph(PhotoError),
    /// The server wasn't reached, or not everything was sent in time.
    NotSynced {
        /// The text's name.
        why: &'static str,
        /// What the network or the server said, for developers.
        detail: Option<String>,
    },
}

impl From<OpenError> for Refusal {
    fn from(error: OpenError) -> Self {
        Self::Open(error)
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::App(error)
    }
}

impl Refusal {
    /// 2 for a command that wasn't understood, 1 for everything else.
    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(if matches!(self, Self::Usage(_)) { 2 } else { 1 })
    }

    /// Says it on the standard error, each reason on a line of its own.
    pub(crate) fn complain(&self) {
        if let Self::App(Error::Incomplete(problems)) = self {
            for problem in problems {
                let Guidance {
                    happened, way_out, ..
                } = problem.guidance();
                shown::complain(
                    problem.code.as_str(),
                    happened,
                    Some(problem.field.as_str()),
                );
                shown::advise(way_out);
            }
            return;
        }
        shown::complain(self.code(), self.words(), self.detail().as_deref());
    }

    /// The stable name.
    fn code(&self) -> &'static str {
        match self {
            Self::Usage(name) => name,
            Self::KeyFile(_) => "key_file",
            Self::NotAKey => "not_a_key",
            Self::Open(error) => error.code(),
            Self::App(error) => error.code(),
            Self::File(..) => "file",
            Self::Photograph(error) => error.code(),
            Self::NotSynced { why, .. } => why,
        }
    }

    fn words(&self) -> &'static Words {
        texts::refusal(self.code())
    }

    /// What developers want to know besides; never what a person wrote.
    fn detail(&self) -> Option<String> {
        match self {
            Self::KeyFile(error) => Some(error.to_string()),
            Self::Open(OpenError::Damaged { set_aside }) => Some(set_aside.display().to_string()),
            Self::Open(OpenError::Storage(source)) => Some(source.to_string()),
            Self::App(Error::Storage(source)) => Some(source.to_string()),
            Self::App(Error::Photograph(error)) | Self::Photograph(error) => {
                Some(error.to_string())
            }
            Self::File(path, error) => Some(format!("{}: {error}", path.display())),
            Self::NotSynced { detail, .. } => detail.clone(),
            _ => None,
        }
    }
}
