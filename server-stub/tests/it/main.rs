//! The server over real sockets, in one process with its tests.
#![allow(
    clippy::unwrap_used,
    reason = "a panic is a test's way to fail; clippy knows that of functions marked as tests only"
)]

mod erase;
mod health;
mod limits;
mod notices;
mod phone;
mod photo;
mod program;
mod record;
mod schemas;
mod server;
mod sync;
mod upload;
mod upload_cut;
