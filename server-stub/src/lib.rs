//! The sync server of Lắng Nghe: what phones and officers' browsers talk to.
//!
//! ```text
//! phones   ─▶ sync ──┐                       ┌─▶ store: SQLite (one writer, group commit)
//!          ─▶ upload ┼─▶ case: pure decisions┤
//! officers ─▶ console┘                       └─▶ blob: photographs on disk
//! ```
//!
//! Decisions are pure functions ([`case`]); what they say is written down by the [`store`] in one
//! transaction, and an answer leaves only after that transaction is on disk. Time and randomness
//! come in through [`clock`] and [`entropy`]. [`backup`] copies all of it, and puts it back.

pub mod backup;
pub mod blob;
pub mod case;
mod catalogue;
pub mod chain;
mod chores;
pub mod cli;
pub mod clock;
pub mod console;
pub mod data_dir;
pub mod doubles;
mod durable;
pub mod entropy;
pub mod erasure;
mod health;
pub mod identity;
pub mod intake;
mod linger;
pub mod moderation;
pub mod notices;
pub mod problem;
mod result;
pub mod router;
pub mod serve;
pub mod settings;
pub mod state;
pub mod store;
mod sync;
mod upload;

pub use state::ServerState;
