//! The network matrix: every kind of exchange between a phone and its server, struck at every kind
//! of place, in every way; and a captive portal, proxies that rewrite, a server that restarts.
//!
//! ```text
//! cargo test -p langnghe-tests --test network                                everything
//! CASE="upload/chunk/reset" cargo test -p langnghe-tests --test network the_matrix    one cell
//! CASE=resume/ cargo test -p langnghe-tests --test network the_matrix          those of a kind
//! ```
//!
//! The server is the real process. The phone is the real app over its encrypted store and its real
//! HTTP client, worked turn by turn under its own clock, so that a backoff of hours takes no time.
//! Between them lies the flaky link, over real sockets.
//!
//! # The cells: 5 exchanges × 12 places × 5 faults
//!
//! The exchanges ([`matrix::Exchange`]) are every request that carries something of a report, or
//! asks for it: the first sync, a compressed one about a case that exists, `POST`, `HEAD` and
//! `PATCH` of a photograph. The places are counted in the request: before its first byte, in the
//! middle and at the end of its head, behind the first byte of its body, one before, at and one
//! behind a chunk (the 64 KiB that the server keeps at a time; the middle of a smaller body),
//! before and behind its last byte; then in the middle of the answer; then when the phone has read
//! the answer and not yet written what follows; then when it has. A `HEAD` has no body: its first
//! byte is its head's, its chunk is its first line, its head ends before the empty line.
//!
//! | fault | in the request | in the answer | behind it |
//! |---|---|---|---|
//! | reset | both ends are reset, once they read what was let through | so is the phone, half-way | both are reset between exchanges |
//! | fin | the server hears the end of half a request, and its answer to that reaches the phone | the answer ends half-way, in order | both hear the end |
//! | stall | nothing moves, and the server holds half a request while the phone comes back | half an answer, and no more | the connection that the phone kept is dead and doesn't say so |
//! | duplicate | one copy until here, a second as a whole, then the rest of the first | a second one while the first is being answered | a second one then |
//! | late replay | the phone is reset; when it has sent and said everything, the rest arrives, and then all of it once more | the same, without a rest | all of it, once more |
//!
//! *Before the commit* the phone dies with the answer in its hand, and starts again from its
//! files. *After the commit* it lives on with whatever became of its connection, and a second phone
//! that is opened on a copy of its files has to know what it knows.
//!
//! # What must hold
//!
//! The fault struck. The queue drains, nothing is parked, nobody asks in circles. The server has
//! the same history and the same operations as from a phone that nothing befell, and the
//! photograph's bytes once. What had arrived before the strike isn't sent again ([`resumption`]).
//! What is late changes nothing.
//!
//! # What isn't shown
//!
//! No radio, no packet that the kernel loses or reorders: a proxy in user space sees streams. No
//! TLS, and no client but ours. Behind the answer, a reset, an end and a silence differ only in what
//! the server and the phone's idle connection see. How long a silence is borne is not measured: the
//! HTTP client gives up by itself on bytes that nobody takes, so that only those cells need the
//! phone's own patience in which all bytes had left.

#![expect(clippy::unwrap_used, reason = "a panic is a test's way to fail")]
#![cfg(target_os = "linux")]

mod case;
mod ground;
mod matrix;
mod phone;
mod portal;
mod proxy;
mod restart;
mod resumption;
mod run;
mod way;
mod world;

use std::time::Duration;

/// Longer than anything takes on a busy machine; only a failure waits so long.
const PATIENCE: Duration = Duration::from_secs(60);
