//! What tests hold in their hands: a clock that is set, random numbers from a seed, a
//! [`ModelServer`] that keeps the protocol's word in memory and fails when it is told to, and a
//! [`SteppedApp`] whose queue moves only when it is told to.

mod model;
mod stepped;

use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicI64, Ordering},
};

use jiff::{SignedDuration, Timestamp};
use langnghe_wire::Sha256;

pub use model::{Fault, ModelServer};
pub use stepped::SteppedApp;

use crate::clock::{Clock, Entropy};
pub use crate::outbox::worker::Turn;

/// A clock that stands still until it is moved.
#[derive(Debug)]
pub struct ManualClock(AtomicI64);

impl ManualClock {
    /// A clock that shows `now`.
    #[must_use]
    pub fn at(now: Timestamp) -> Self {
        Self(AtomicI64::new(now.as_millisecond()))
    }

    /// Moves it, forwards or back.
    pub fn advance(&self, by: SignedDuration) {
        self.0.fetch_add(
            i64::try_from(by.as_millis()).unwrap_or(0),
            Ordering::Relaxed,
        );
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.0.load(Ordering::Relaxed)).unwrap_or(Timestamp::MAX)
    }
}

/// Random numbers that are the same for the same seed. Not fit for keys.
#[derive(Debug)]
pub struct SeededEntropy(Mutex<(u64, u64)>);

impl SeededEntropy {
    /// From a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new((seed, 0)))
    }
}

impl Entropy for SeededEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for chunk in bytes.chunks_mut(32) {
            state.1 += 1;
            let block = [state.0.to_le_bytes(), state.1.to_le_bytes()].concat();
            chunk.copy_from_slice(&Sha256::of(&block).as_bytes()[..chunk.len()]);
        }
    }
}

/// Has SQLCipher set itself up, as the store does before its first connection: for tests that open
/// a store's file by themselves.
pub fn set_up_sqlcipher() {
    crate::store::set_up_sqlcipher();
}
