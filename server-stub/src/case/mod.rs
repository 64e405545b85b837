//! A report's life on the server.
//!
//! A [`Case`] is what its history says: every entry ([`Event`]) is appended once and never
//! touched again, and the case's row is those entries folded, kept beside them for queries.
//! Who may do what and when is one table in [`mod@transition`], and both ways in, an officer's form
//! and a phone's operation, go through it:
//!
//! ```text
//!                    ┌── refuse ──▶ refused
//! file ─▶ received ──┼── accept ──▶ accepted ─┐
//!                    └── ask ─┐       │ start │ resolve
//!          needs_information ◀┴─ ask ─┤       ▼
//!                │ start, accept      └▶ in_progress ─ resolve ─▶ resolved ─ confirm ─▶ confirmed
//!                └──────────────────────────▲                       │ reopen               │
//!                                           └── start ── reopened ◀─┴──────────────────────┘
//! withdraw leads from everything that is not yet resolved to withdrawn, where nothing follows.
//! ```
//!
//! Nothing here does I/O: [`transition::transition`] and [`decide::decide`] say what happens, the
//! store writes it down in one transaction.

mod action;
pub mod decide;
pub mod event;
mod model;
pub mod placement;
pub mod transition;
pub mod units;

pub use action::{Action, ActionKind};
pub use event::{Actor, Audience, Event, NewEvent, RecordedEvent};
pub use model::{Case, CaseAttachment, Rating, is_open};
pub use transition::{Party, Refusal, available, transition};
