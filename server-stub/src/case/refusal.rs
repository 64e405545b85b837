//! Why an action is not taken, and what a phone is told of it.

use langnghe_wire::Code;

/// Why an action was not taken. Nothing changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The report was withdrawn: nothing follows.
    #[error("the report was withdrawn")]
    Withdrawn,
    /// It doesn't fit where the case stands.
    #[error("this does not fit where the case stands")]
    NotNow,
    /// It isn't this party's to do.
    #[error("this is not for this party to do")]
    NotYours,
    /// The words or attachments break a limit.
    #[error("the content breaks a limit: {}", .0.as_str())]
    Content(Code),
    /// Something that has to be said is missing.
    #[error("something that has to be said is missing: {0:?}")]
    Lacks(Lack),
}

/// What an action lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// Where a refused matter belongs.
    Belongs,
    /// Another unit than the one that has the case.
    OtherUnit,
    /// A unit that it isn't about: nobody there would see it.
    UnitNotConcerned,
    /// Why it had come to this.
    Cause,
    /// A photograph of the result, or why there is none.
    Proof,
}

impl Refusal {
    /// The code with which a phone is told.
    #[must_use]
    pub fn code(self) -> Code {
        match self {
            Self::Withdrawn => Code::Withdrawn,
            Self::NotNow => Code::NotNow,
            Self::NotYours => Code::UnknownReport,
            Self::Content(code) => code,
            // Nothing that a phone can do lacks any of it.
            Self::Lacks(_) => Code::Malformed,
        }
    }
}

impl From<Code> for Refusal {
    fn from(code: Code) -> Self {
        Self::Content(code)
    }
}
