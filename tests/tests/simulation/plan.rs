//! What a world is like, by its seed: most are small, so that there can be thousands of them; some
//! last for weeks, and a few have a whole commune's phones.

use jiff::SignedDuration;

/// How a world is made.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    pub(crate) phones: usize,
    pub(crate) reports_each: usize,
    pub(crate) photographs_most: usize,
    /// How long things go wrong.
    pub(crate) storm: SignedDuration,
    /// How likely a request meets with trouble.
    pub(crate) trouble: f64,
    /// What people do, each.
    pub(crate) deeds_each: usize,
    /// What the officer does.
    pub(crate) work: usize,
    /// How often a phone is cut off, and for how long at most.
    pub(crate) cuts: usize,
    pub(crate) longest_cut: SignedDuration,
    pub(crate) portals: usize,
    pub(crate) stops: usize,
    pub(crate) backups: usize,
    pub(crate) restores: usize,
    pub(crate) releases: usize,
    pub(crate) jumps: usize,
    pub(crate) kills: usize,
}

/// Every so many seeds, a world of the full size.
const FULL: u64 = 2_000;
/// Every so many seeds, one in which a phone is cut off for up to 30 days.
const LONG: u64 = 250;

impl Plan {
    pub(crate) fn of(seed: u64) -> Self {
        let mut random = fastrand::Rng::with_seed(seed ^ 0x706c_616e);
        if seed % FULL == FULL - 1 {
            return Self::full();
        }
        if seed % LONG == LONG - 1 {
            return Self::long(&mut random);
        }
        Self::ordinary(&mut random)
    }

    fn ordinary(random: &mut fastrand::Rng) -> Self {
        let reports_each = random.usize(1..=3);
        let storm = SignedDuration::from_mins(random.i64(10..=150));
        Self {
            phones: 1 + usize::from(random.u8(..4) == 0),
            reports_each,
            photographs_most: random.usize(..=2),
            storm,
            trouble: [0.0, 0.1, 0.3, 0.5, 0.7][random.usize(..5)],
            deeds_each: 4 * reports_each + random.usize(..4),
            work: random.usize(..=4),
            cuts: random.usize(..=1),
            longest_cut: storm,
            portals: random.usize(..=1),
            stops: random.usize(..=1),
            backups: random.usize(..=1),
            restores: random.usize(..=1),
            releases: usize::from(random.u8(..3) == 0),
            jumps: usize::from(random.u8(..3) == 0),
            kills: random.usize(..=2),
        }
    }

    fn long(random: &mut fastrand::Rng) -> Self {
        let days = random.i64(1..=30);
        Self {
            phones: 1,
            reports_each: 2,
            photographs_most: 2,
            storm: SignedDuration::from_hours(24 * days),
            trouble: 0.2,
            // Many of them, so that the network is hoped for again and again.
            deeds_each: 60,
            work: 2,
            cuts: 3,
            longest_cut: SignedDuration::from_hours(24 * days),
            portals: 1,
            stops: 0,
            backups: 0,
            restores: 0,
            releases: 0,
            jumps: random.usize(..=1),
            kills: 3,
        }
    }

    fn full() -> Self {
        Self {
            phones: 20,
            reports_each: 25,
            photographs_most: 3,
            storm: SignedDuration::from_hours(6),
            trouble: 0.3,
            deeds_each: 110,
            work: 60,
            cuts: 12,
            longest_cut: SignedDuration::from_hours(3),
            portals: 4,
            stops: 2,
            backups: 2,
            restores: 1,
            releases: 1,
            jumps: 4,
            kills: 20,
        }
    }
}
