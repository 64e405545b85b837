//! The queue: how reports leave the phone by themselves.
//!
//! # What waits
//!
//! An *operation* (about a kilobyte, frozen bytes) waits until the server's answer says that it
//! is applied or refused. A *photograph* waits until the operation that names it is applied, and
//! then until the server has every byte. Text goes first, always: a report counts once its text
//! has arrived.
//!
//!
//! What comes back is text too, except for photographs of the result: those are fetched when
//! nothing waits to leave (`fetch`).
//!
//! # Who decides, who acts
//!
//! [`step`](fn@step) decides. It is a pure function of what waits ([`Queue`], read from the store), what
//! happened ([`Event`]), the time and random numbers; it answers with [`Action`]s. The
//! [`worker`] is the only loop: it looks, carries out one exchange with the network, and writes
//! everything that follows from the answer in one transaction. It keeps no state of its own that
//! matters: killed at any point, it reads the queue again and goes on.
//!
//! # How it fails
//!
//! - *The link is down* (no connection, a time-out, a captive portal, a busy server): one
//!   [`backoff`] for the server, not one per report, and an allowance of 40 attempts a day.
//! - *One item fails* (the server answers for this one only): the item waits by itself, the
//!   others go on. Operations behind it on the same report wait with it; other reports don't.
//! - *The answer is lost*: nothing is known, so the same bytes go again; the server answers
//!   `duplicate` with its first answer. A photograph asks where its upload stands.
//! - *The server refuses*: the operation is parked with the reason and a way out.
//! - *The server was restored* and forgot: its epoch differs, and all that is still kept and not
//!   in its backup goes again.

pub mod backoff;
mod fetch;
mod next;
mod step;
mod types;
pub mod worker;

#[cfg(test)]
mod tests;

pub use step::step;
pub use types::{
    Action, Effect, Event, Link, Queue, QueuedOperation, QueuedPhotograph, QueuedResult, Upload,
    Wishes,
};
