//! What coordinators settle: units, routing, the catalogue, the working calendar, templates.
//!
//! ```text
//! form ─▶ edit (pure: document, form ─▶ document or why not) ─▶ RulesBook ─▶ Store::settle
//!                                                               │
//! reports, pages, phones ◀──────── Rules ◀──────────────────────┘
//! ```
//!
//! Each is a document; each edit writes a new version of the whole document into a table that only
//! grows, so that the audit is the table itself, and going back is one more edit. Version 0 is what
//! the build carries. Whoever edits says which version they saw: nobody writes over what another
//! settled meanwhile.

pub mod book;
pub mod calendar;
pub mod catalogue;
pub mod difference;
pub mod document;
pub mod invalid;
mod promises;
pub mod right;
pub mod routing;
pub mod templates;
pub mod units;

pub use book::{RulesBook, SettleError, Wish};
pub use document::{Document, Kind, NewSetting, OpenToo, Setting, Settlement};
pub use invalid::{Invalid, Why};
pub(crate) use promises::{Ahead, foresee, keep_promises};
