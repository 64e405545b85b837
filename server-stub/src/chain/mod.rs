//! The record that can't be rewritten without anybody noticing.
//!
//! ```text
//! what was written ─┐
//! salt ─────────────┴▶ commitment ─┐
//! who, when, for whom, which kind ─┼▶ link ─▶ link ─▶ link      one chain a case, in `event`
//! the link before ─────────────────┘                   │ the last of a day: its head
//!                                                      ▼
//!                    heads of all cases that changed ─▶ tree ─▶ root ─▶ root   one a day
//!                                                                └▶ GET /v1/roots: copies elsewhere
//! ```
//!
//! **What it shows.** Each entry of a case's history is linked to the one before it, so none can be
//! changed, left out, moved or put in between without every later link being wrong. Whoever
//! rewrites those as well changes the heads that a day's root was made of, and every root after it;
//! and whoever rewrites those meets the copies that others keep of the public roots.
//!
//! **What it doesn't.** What was cut off the end of a case since the last root shows only where the
//! case's row still tells of it. What was there before the record was chained is vouched for from
//! the day on which it was.
//!
//! **Personal content lies outside.** A chain holds commitments: hashes over a random salt and what
//! was written. Without the salt nobody can try out texts until one fits, so content and salt can
//! go, and the chain still holds. An entry of its own says so, and vouches for what was left: or
//! else erasing would be the way to rewrite.
//!
//! Everything here is a pure function; `store` keeps the record, and `langnghe-server verify` holds
//! it against what these functions say. The bytes that are hashed are the protocol's
//! (`docs/protocol.md`), and a snapshot holds them.

mod check;
mod daily;
mod erased;
mod fault;
mod hashing;
mod link;
mod merkle;
mod public;
mod root;

#[cfg(test)]
mod tests;

pub use check::{CaseRecord, CaseRow, Checker, EntryRecord};
pub use fault::{Broken, CaseFault, RootFault};
pub use link::{Entry, Filed, Salt, commitment, filed, link};
pub use merkle::Tree;
pub use root::{Kept, Root, leaf};

pub(crate) use daily::{keep_roots, start_of};
pub(crate) use public::roots;
