//! The words that phone and server share.
//!
//! Everything that crosses the network between a phone and the server is a type of this crate:
//! what is sent ([`operation`], [`sync`]), what is answered ([`failure`], [`sync::Outcome`]),
//! what comes back ([`change`]) and the names people read for it ([`words`]). Nothing here
//! reads a clock, a disk or a socket; time and randomness are handed in.
//!
//! The rules that both sides keep stand in `docs/protocol.md`. What is serialised is held by
//! snapshots beside each type: a snapshot that changes is a protocol that changes.

pub mod answers;
pub mod change;
pub mod digest;
pub mod failure;
pub mod filing;
pub mod identity;
pub mod ids;
pub mod limits;
pub mod operation;
pub mod outcome;
pub mod reference;
pub mod sync;
pub mod text;
pub mod words;

pub use answers::GivenAnswer;
pub use change::{CaseStatus, Change, Clock, Clocks, Rescheduled, ResultPhotograph, What};
pub use digest::Sha256;
pub use failure::{Class, Code, Problem};
pub use filing::{Attachment, Filing, Place, Point, Visibility};
pub use identity::{DeviceKey, DeviceToken, Registration, TokenHash};
pub use ids::{DeviceId, EventId, OperationId, ReportId};
pub use operation::{Body, Envelope, Frozen};
pub use outcome::{Remedy, Resolution};
pub use reference::Reference;
pub use sync::{Answer, Cursor, Outcome, SyncRequest, SyncResponse};
