//! `langnghe-core` for Kotlin and Swift, through uniffi.
//!
//! ```text
//! shell ──calls──▶ Phone ──▶ core, on a thread that may block
//!   ▲                │
//!   └── traits ◀─────┘   keys, photographs, the phone's surroundings, observers
//! ```
//!
//! Nothing is decided here. A call is async where the core touches the disk or pixels, so that no
//! shell blocks its main thread; a record is a copy of what the core shows, with texts in both
//! languages and instants as the platform has them; an error is one of few, with a stable code.
//! Observers carry ids: shells ask for what they show.
//!
//! The shapes are this crate's own and not the core's (decision record 0006): they change when
//! the shells want it, and the core stays free of the FFI.

mod error;
mod observe;
mod phone;
mod ports;
mod records;

pub use error::{Failure, OpenFailure, PortFailure, SourceFailure};
pub use observe::{QueueObserver, StatusObserver, Watch};
pub use phone::{
    Phone, PhoneConfig,
    communes::{commune_outlines, locate, search_communes},
    start_clean,
};
pub use ports::{Connectivity, KeyStorage, LinkKind, PhotoSource, Power, Space};
pub use records::*;

uniffi::setup_scaffolding!();
