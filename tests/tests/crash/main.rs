//! Nothing that was promised is lost, wherever power fails, a process is killed, or a disk is
//! full or broken.
//!
//! ```text
//! life ─recorded once, with real processes─▶ journal of every operation on their disks
//!   journal ─▶ disk ─▶ the files as they lie after a kill, or after a power cut, at any point
//!                 └─▶ promises: is all there that anybody was told of? ─▶ can life go on?
//! ```
//!
//! - [`kills`]: killed at any operation, its last write torn; and really killed at some.
//! - [`power`]: power cut at any operation: unsynced writes are lost, wholly or at random.
//! - [`errors`]: a disk that is full, or fails, once or for good.
//! - [`backups`]: made, cleared away and restored under all of this; and the server's disk lost.
//! - [`secrecy`]: whatever of it a thief finds, it is nothing to read.
//! - [`rotation`]: all of these while a phone's store gets another key.
//! - [`schemas`]: all of these while this release opens what an older one left.
//! - [`next_schema`]: all of these while a store with work in it gets a schema that has yet to come.
//! - [`migrations`]: what was released doesn't change under those who have it.
//!
//! A kill needs no process to die for every point: all that a dead process leaves behind are the
//! files, and the journal tells what lay in them. That the journal is true is a test of its own
//! ([`life`]), and so is that a sweep finds what it looks for ([`power`] plants the faults).
//!
//! **How many points.** A run takes the points of interest ([`sweep`] says which), thinned evenly
//! to a budget; `SWEEP=all` takes every operation. Each sweep prints how many it ran.
//!
//! **What isn't shown**: directory entries (a rename or a deletion counts as durable at once, a
//! new file with its first sync), a disk that claims to have written what it hasn't, SQLite's
//! index of its WAL in mapped memory (made anew after every crash).

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a panic is a test's way to fail")]
#![expect(clippy::print_stdout, reason = "sweeps say how many points they ran")]

mod backups;
mod disk;
mod errors;
mod injector;
mod journal;
mod kills;
mod life;
mod migrations;
mod next_schema;
mod power;
mod promises;
mod rotation;
mod schemas;
mod secrecy;
mod sweep;
mod world;
