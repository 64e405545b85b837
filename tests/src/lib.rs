//! Whole journeys of Lắng Nghe, and what they are walked with.
//!
//! - [`flaky`]: a network that loses, cuts, repeats and lies, between a real phone and a real
//!   server.
//! - [`server`]: the real server process on a data folder of its own.
//! - [`programs`]: where the project's programs lie.
//! - [`terminal`]: what a terminal shows, in two languages.
//!
//! The journeys themselves stand in `tests/journeys`; `langnghe-phone` is the phone without a
//! screen, and `langnghe-show` tells the whole story in a terminal.

pub mod flaky;
pub mod programs;
pub mod server;
pub mod terminal;
