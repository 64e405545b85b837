//! What can be wrong with a record, in words that name where.

use std::fmt;

/// A case whose record doesn't hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Which case, by its public reference, if it has a row.
    pub reference: Option<String>,
    /// And by its id.
    pub report: Vec<u8>,
    /// What is wrong first.
    pub fault: CaseFault,
}

/// What is wrong with a case's record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CaseFault {
    /// There are entries, and no case.
    #[error("there is a history, but no case that it is of")]
    NoCase,
    /// The row can't be read.
    #[error("the case's row can't be read")]
    Unreadable,
    /// No entry at all.
    #[error("it has no history")]
    NoHistory,
    /// A number is missing.
    #[error("entry {0} is missing")]
    Missing(i64),
    /// The entry has no link.
    #[error("entry {0} is not linked to the one before it")]
    NotLinked(i64),
    /// It comes before the one before it.
    #[error("entry {0} is older than the entry before it")]
    OutOfOrder(i64),
    /// Who, when, for whom, its kind, or the entry before it is otherwise.
    #[error(
        "entry {0} doesn't follow from the one before it: who wrote it, when, for whom, or what it \
         comes after was changed"
    )]
    Link(i64),
    /// Its salt is gone, and no later entry says that it was erased.
    #[error("entry {0} has no salt, and nothing says that it was erased")]
    NoSalt(i64),
    /// A later entry says that it was erased, and it wasn't.
    #[error("entry {0} is said to be erased, and still has its salt")]
    NotErased(i64),
    /// What it says is otherwise.
    #[error("entry {0} doesn't say what it said")]
    Content(i64),
    /// What the report was filed with is otherwise.
    #[error("the report (entry 1) doesn't say what it was filed with")]
    Filed,
    /// It is of a kind that this release doesn't know.
    #[error("entry {0} is of a kind that this release can't read")]
    UnknownKind(i64),
    /// The row says something else than the history.
    #[error("the case's row has another {0} than its history")]
    Row(&'static str),
}

/// What is wrong with a daily root.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RootFault {
    /// A number is missing.
    #[error("root {0} is missing")]
    Missing(u64),
    /// It isn't what it says.
    #[error("root {number} ({day}) doesn't follow from the one before it, or was changed")]
    Chain {
        /// Which.
        number: u64,
        /// Its day.
        day: String,
    },
    /// The cases aren't those that it was made of.
    #[error(
        "root {number} ({day}) was made of other histories: {had} cases had changed, and {have} of \
         the entries there are now give another tree"
    )]
    Cases {
        /// Which.
        number: u64,
        /// Its day.
        day: String,
        /// How many cases it was made of.
        had: u64,
        /// How many there are now.
        have: u64,
    },
    /// A copy that somebody kept says otherwise.
    #[error("root {0} isn't the one that was kept elsewhere")]
    NotAsKept(u64),
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = data_encoding::HEXLOWER.encode(&self.report);
        let reference = self.reference.as_deref().unwrap_or("without a row");
        write!(f, "case {reference} ({id}): {}", self.fault)
    }
}
