//! A report's life on the server.
//!
//! A [`Case`] is what its history says: every entry ([`Event`]) is appended once and never
//! touched again, and the case's row is those entries folded, kept beside them for queries.
//! Who may do what and when is one table, [`mod@table`], and both ways in, an officer's form
//! and a phone's operation, go through it:
//!
//! ```text
//! file ─▶ received ─┬─ refuse ──▶ refused (why, and where it belongs)
//!                   ├─ forward ─▶ forwarded ──┐ (another unit; the deadline goes with it)
//!                   ├─ accept ──▶ accepted ───┤
//!                   └─ ask ─┐                 │ start                    approve
//!        needs_information ◀┴─ ask ── in_progress ─ propose ─▶ awaiting ─────────┐
//!          (clocks stand) └─ start ──▶   │    ▲ send back ────┘ approval         ▼
//!                                        │    │                              resolved
//!                                        └────┼──────────── resolve ────────▶ │ │ │
//!                  reopened ◀── reopen ───────┼───────────────────────────────┘ │ └▶ confirmed
//!                     └─ start ───────────────┘        closed (nobody answered) ◀┘
//!
//! merge leads from everything at the unit to merged, and back by its undoing; withdraw from
//! everything that isn't resolved yet to withdrawn, where nothing follows.
//! ```
//!
//! Nothing here does I/O: [`transition::transition`] and [`decide::decide`] say what happens, the
//! store writes it down in one transaction.

mod action;
pub mod answers;
pub mod clock;
pub mod decide;
mod erasure;
pub mod event;
mod kind;
pub mod merge;
mod model;
mod moment;
mod origin;
pub mod placement;
pub mod public;
pub mod reckon;
mod refusal;
pub mod table;
#[cfg(test)]
mod testing;
pub mod transition;
pub mod units;

pub use action::{Action, Solution};
pub use erasure::{ErasedEntry, Erasure};
pub use event::{Actor, Audience, Event, NewEvent, RecordedEvent};
pub use kind::ActionKind;
pub use model::{Case, CaseAttachment, Merged, Mover, Pause, Rating, is_open};
pub use moment::Moment;
pub use origin::Origin;
pub use refusal::{Lack, Refusal};
pub use table::{Party, Standing, available, available_at};
pub use transition::transition;
