//! What a phone does with a report, without a screen.
//!
//! The modules stand in the order in which a report takes its way: it is captured
//! ([`report`]), kept ([`store`]), queued ([`outbox`]), sent ([`transport`]), and its answer
//! comes back ([`status`]). [`App`] opens, wires, pauses and closes them; it is all that a shell
//! sees.
//!
//! Decisions are made by pure functions ([`outbox::step`], [`status::fold`],
//! [`report::problems`]) and carried out beside them. Time and randomness come in through
//! [`clock`], the network through [`transport::Transport`], the key from the platform.

pub mod app;
pub mod catalogue;
pub mod clock;
pub mod error;
pub mod outbox;
pub mod report;
pub mod status;
pub mod store;
#[cfg(feature = "testing")]
pub mod testing;
pub mod transport;
pub mod usage;

pub use app::{
    App, Config, KeyError, KeyStorage, Link, Observer, PhotographProgress, Ports, Subscription,
    Surroundings, SyncSummary, WaitsFor,
};
pub use error::{Error, OpenError};
pub use langnghe_wire as wire;
pub use report::{
    Act, Delivery, Draft, DraftEdit, Field, PhotographView, PlaceEdit, Problem, ReportSummary,
    ReportView,
};
pub use store::{PhotographId, StoreKey};
pub use usage::{DataUsed, Month, Unsent};
