//! Time comes in here only.

use jiff::Timestamp;

/// Where the server's time comes from.
pub trait Clock: Send + Sync + std::fmt::Debug {
    /// Now, in whole milliseconds: finer than that nothing is kept, and what was answered must
    /// be what is kept.
    fn now(&self) -> Timestamp;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        in_milliseconds(Timestamp::now())
    }
}

/// The moment without what is finer than a millisecond.
#[must_use]
pub fn in_milliseconds(at: Timestamp) -> Timestamp {
    Timestamp::from_millisecond(at.as_millisecond())
        .expect("milliseconds of a timestamp are a timestamp")
}
