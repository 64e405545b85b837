//! The one time of a world, and the clocks that show it: the server's rightly, a phone's as it
//! may.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use jiff::{SignedDuration, Timestamp};
use langnghe_core::{
    clock::{Clock as _, Entropy as _},
    testing::SeededEntropy,
};

/// True time. It passes when somebody says so, and never goes back.
#[derive(Debug)]
pub(crate) struct Time(AtomicI64);

impl Time {
    /// A Monday morning in Vietnam.
    pub(crate) fn begins() -> Arc<Self> {
        let start: Timestamp = "2026-11-23T02:00:00Z".parse().unwrap();
        Arc::new(Self(AtomicI64::new(start.as_millisecond())))
    }

    pub(crate) fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.0.load(Ordering::Relaxed)).unwrap()
    }

    pub(crate) fn pass(&self, by: SignedDuration) {
        let by = i64::try_from(by.as_millis()).unwrap().max(0);
        self.0.fetch_add(by, Ordering::Relaxed);
    }

    pub(crate) fn pass_until(&self, moment: Timestamp) {
        self.pass(moment.duration_since(self.now()));
    }
}

/// A phone's clock: true time, and what it is off by.
#[derive(Debug)]
pub(crate) struct PhoneClock {
    time: Arc<Time>,
    off_by_ms: AtomicI64,
}

impl PhoneClock {
    pub(crate) fn new(time: &Arc<Time>, off_by: SignedDuration) -> Arc<Self> {
        let clock = Self {
            time: Arc::clone(time),
            off_by_ms: AtomicI64::new(0),
        };
        clock.jump(off_by);
        Arc::new(clock)
    }

    pub(crate) fn jump(&self, by: SignedDuration) {
        self.off_by_ms
            .fetch_add(i64::try_from(by.as_millis()).unwrap(), Ordering::Relaxed);
    }
}

impl langnghe_core::clock::Clock for PhoneClock {
    fn now(&self) -> Timestamp {
        let off_by = SignedDuration::from_millis(self.off_by_ms.load(Ordering::Relaxed));
        self.time.now() + off_by
    }
}

/// The server's clock is right.
#[derive(Debug)]
pub(crate) struct ServerClock(pub(crate) Arc<Time>);

impl langnghe_server::clock::Clock for ServerClock {
    fn now(&self) -> Timestamp {
        self.0.now()
    }
}

/// The server's random numbers, from a seed.
#[derive(Debug)]
pub(crate) struct ServerEntropy(pub(crate) SeededEntropy);

impl langnghe_server::entropy::Entropy for ServerEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        self.0.fill(bytes);
    }
}

#[test]
fn clocks_show_one_time_and_jump_alone() {
    let time = Time::begins();
    let (one, other) = (
        PhoneClock::new(&time, SignedDuration::ZERO),
        PhoneClock::new(&time, SignedDuration::from_hours(7)),
    );
    one.jump(SignedDuration::from_hours(-24));
    time.pass(SignedDuration::from_secs(1));
    assert_eq!(
        other.now().duration_since(one.now()),
        SignedDuration::from_hours(31)
    );
    assert_eq!(
        langnghe_server::clock::Clock::now(&ServerClock(Arc::clone(&time))),
        time.now()
    );
}
