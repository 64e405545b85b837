//! The officers' console over a real socket, in front of the real store.

#![allow(
    clippy::unwrap_used,
    reason = "a panic is how a test fails, in what it stands on too"
)]

mod act;
mod case;
mod desk;
mod guard;
mod list;
mod results;
mod sign_in;
