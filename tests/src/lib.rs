//! Whole journeys of Lắng Nghe, and what they are walked with.
//!
//! - [`flaky`]: a network that loses, cuts, repeats and lies, between a real phone and a real
//!   server.
//! - [`phone`]: the phone without a screen, as a process that can be killed.
//! - [`server`]: the real server process on a data folder of its own; [`record`]: what it has on
//!   its disk.
//! - [`officer`]: somebody at the console, as a browser would carry their wishes.
//! - [`markers`]: what must never lie on a phone's disk in the open.
//! - [`programs`], [`terminal`]: where programs lie, and what a terminal shows.
//!
//! The journeys themselves stand in `tests/journeys`; `langnghe-phone` is the phone without a
//! screen, and `langnghe-show` tells the whole story in a terminal.

pub mod flaky;
pub mod markers;
pub mod officer;
pub mod phone;
pub mod programs;
pub mod record;
pub mod server;
pub mod terminal;
