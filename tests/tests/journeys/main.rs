//! Whole journeys: a real phone's process, a real server's process, real sockets between them,
//! and a network that does its worst. What the server has is read from its own files.

#![expect(clippy::unwrap_used, reason = "a panic is a test's way to fail")]

mod additions;
mod answers;
mod interruptions;
mod life;
mod offline;
mod parking;
mod privacy;
mod questions;
mod repetition;
mod restoring;
mod results;
mod settings;
mod world;
