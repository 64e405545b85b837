//! Time and randomness come in here only, so that a test can hold both in its hand.

use std::fmt::Debug;

use jiff::Timestamp;

/// What time it is. The phone's clock may be wrong by years, and may jump.
pub trait Clock: Debug + Send + Sync {
    /// Now, by this clock.
    fn now(&self) -> Timestamp;
}

/// Where random bytes come from.
pub trait Entropy: Debug + Send + Sync {
    /// Fills `bytes` with random ones, fit for keys.
    fn fill(&self, bytes: &mut [u8]);
}

/// The operating system's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// The operating system's random numbers.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        // Without randomness no id and no key may be made: there is nothing to go on with.
        getrandom::fill(bytes).expect("the operating system has random numbers");
    }
}

/// `N` random bytes.
#[must_use]
pub fn random<const N: usize>(entropy: &dyn Entropy) -> [u8; N] {
    let mut bytes = [0; N];
    entropy.fill(&mut bytes);
    bytes
}
