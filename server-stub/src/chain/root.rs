//! The daily root: one hash that the heads of all cases went into that changed since the last one.
//!
//! **Which cases.** Those that changed, and not all there are: then any root can be made again at
//! any time from the histories alone, in one pass, however many days there were; and since each root
//! carries the one before, the newest one still vouches for every case.
//!
//! **Which entries.** A root ends at a position among the entries of all cases, not at a moment:
//! positions only grow, while an entry stamped before midnight may be committed after it, and a
//! clock may be set back. The day is what the root is called by.

use jiff::civil::Date;
use langnghe_wire::Sha256;
use serde::{Deserialize, Serialize};

use super::hashing::{Hashing, NOTHING};

/// A daily root.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Root {
    /// Roots are numbered from 1, without gaps.
    pub number: u64,
    /// The day in Vietnam that it closed. Days on which nothing happened have none.
    pub day: Date,
    /// The server's incarnation: after a restore the entries may be others than before.
    pub epoch: String,
    /// The position of the last entry in it.
    pub through: u64,
    /// How many cases changed.
    pub cases: u64,
    /// The head of the tree over the heads of those cases, in the order of their ids.
    pub tree: Sha256,
    /// The root before; the first has none.
    pub previous: Option<Sha256>,
    /// The hash of all this.
    pub root: Sha256,
}

/// What somebody kept of a root: enough to see that it was replaced.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Kept {
    /// Its number.
    pub number: u64,
    /// Its hash.
    pub root: Sha256,
}

impl Root {
    /// The hash that the rest of it should have.
    #[must_use]
    pub fn expected(&self) -> Sha256 {
        Hashing::of("langnghe.root.1")
            .hash(self.previous.as_ref().unwrap_or(&NOTHING))
            .number(self.number.cast_signed())
            .bytes(self.day.to_string().as_bytes())
            .bytes(self.epoch.as_bytes())
            .number(self.through.cast_signed())
            .number(self.cases.cast_signed())
            .hash(&self.tree)
            .done()
    }

    /// The same, with its hash.
    #[must_use]
    pub fn sealed(mut self) -> Self {
        self.root = self.expected();
        self
    }
}

/// A case's leaf in the tree: its id, and its head.
#[must_use]
pub fn leaf(report: &[u8], head: &[u8]) -> Vec<u8> {
    [report, head].concat()
}
