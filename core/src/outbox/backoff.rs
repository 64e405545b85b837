//! When to try again.
//!
//! The wait after the *n*th failure is 2ⁿ seconds, at most an hour, times a random factor between
//! 0.75 and 1.25, so that a commune's phones don't all knock at the same second after an outage.
//!
//! Besides, an [`ALLOWANCE`] bounds how often a phone knocks at all while the link is down,
//! whatever hints and people say: 12 attempts, and one more every 51 minutes, make at most 40 in
//! any 24 hours. The first answer fills it up again. It is paid before a request leaves, since a
//! phone's system may end the app while it waits for an answer, again and again.
//!
//! Clocks jump. A moment to wait for that lies further away than any wait this module makes was
//! computed under another clock and counts as reached.

use jiff::{SignedDuration, Timestamp};

use langnghe_planted::{Bug, planted};

use super::Link;
use crate::clock::{Entropy, random};

/// Attempts in a row, from a full allowance.
pub const ALLOWANCE: f64 = 12.0;
/// Attempts that come back in a day.
const REFILL_PER_DAY: f64 = 28.0;
/// The longest wait of its own making, before jitter.
const CAP: SignedDuration = SignedDuration::from_hours(1);
/// The longest wait at a server's word.
const RETRY_AFTER_CAP: SignedDuration = SignedDuration::from_hours(6);
/// How long to wait for another release, or for a server that wants nothing of this device.
pub(super) const UPGRADE: SignedDuration = SignedDuration::from_hours(6);
/// Further away than this the link's next attempt was never put.
const HORIZON: SignedDuration = SignedDuration::from_hours(26);
/// Further away than this one item was never put: [`CAP`] with its jitter.
pub(super) const LONGEST_DELAY: SignedDuration = SignedDuration::from_mins(75);
/// Further away than this nothing was put that waits for another release.
pub(super) const LONGEST_UPGRADE: SignedDuration = SignedDuration::from_mins(450);

/// The wait after the `failures`th failure in a row, with jitter.
#[must_use]
pub fn wait(failures: u32, entropy: &dyn Entropy) -> SignedDuration {
    let seconds = 1_i64.checked_shl(failures.min(12)).unwrap_or(i64::MAX);
    jittered(SignedDuration::from_secs(seconds).min(CAP), entropy)
}

/// `duration`, times a random factor between 0.75 and 1.25.
pub(super) fn jittered(duration: SignedDuration, entropy: &dyn Entropy) -> SignedDuration {
    let unit = f64::from(u32::from_le_bytes(random(entropy))) / f64::from(u32::MAX);
    duration.mul_f64(0.75 + unit * 0.5)
}

/// The link while a request is on its way. Whatever becomes of it is reckoned from the link as it
/// was before; this is what is left of it if nobody lives to see that.
pub(super) fn paid(link: &Link, now: Timestamp) -> Link {
    Link {
        allowance: (allowance(link, now) - 1.0).max(0.0),
        allowance_at: now,
        ..link.clone()
    }
}

/// The link after one more failure.
pub(super) fn after_failure(
    link: &Link,
    retry_after: Option<SignedDuration>,
    now: Timestamp,
    entropy: &dyn Entropy,
) -> Link {
    let failures = link.failures.saturating_add(1);
    let wanted = retry_after
        .unwrap_or_default()
        .clamp(SignedDuration::ZERO, RETRY_AFTER_CAP);
    Link {
        failures,
        next_attempt: later(now, wait(failures, entropy).max(wanted)),
        ..paid(link, now)
    }
}

/// The link after an answer.
pub(super) fn after_answer(link: &Link, now: Timestamp) -> Link {
    let most = langnghe_wire::limits::OPERATIONS_PER_REQUEST as u32;
    Link {
        failures: 0,
        next_attempt: None,
        allowance: ALLOWANCE,
        allowance_at: now,
        batch: link.batch.saturating_mul(2).clamp(1, most),
        refused: None,
        ..link.clone()
    }
}

/// When the link may be tried: `None` for now.
pub(super) fn not_before(link: &Link, now: Timestamp) -> Option<Timestamp> {
    // A clock that went back says nothing about how long this has waited, and would not fill the
    // allowance for as long as it went back: one attempt tells, and counts from the new time.
    if now < link.allowance_at || planted(Bug::NoBackoff) {
        return None;
    }
    let missing = 1.0 - allowance(link, now);
    let refilled = (missing > 0.0)
        .then(|| {
            later(
                now,
                SignedDuration::from_hours(24).mul_f64(missing / REFILL_PER_DAY),
            )
        })
        .flatten();
    link.next_attempt
        .filter(|at| !is_due(*at, now, HORIZON))
        .max(refilled)
}

/// Whether a moment that was waited for has come, also under a clock that jumped back: nothing is
/// put further away than `longest`.
pub(super) fn is_due(at: Timestamp, now: Timestamp, longest: SignedDuration) -> bool {
    at <= now || at.duration_since(now) > longest
}

/// `now` plus `wait`; at the end of time, never.
pub(super) fn later(now: Timestamp, wait: SignedDuration) -> Option<Timestamp> {
    now.checked_add(wait).ok()
}

fn allowance(link: &Link, now: Timestamp) -> f64 {
    let days = now.duration_since(link.allowance_at).as_secs_f64() / 86_400.0;
    (link.allowance + days.max(0.0) * REFILL_PER_DAY).min(ALLOWANCE)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::SeededEntropy;

    fn start() -> Timestamp {
        Timestamp::from_second(1_790_000_000).unwrap()
    }

    #[test]
    fn waits_double_up_to_an_hour_within_their_jitter() {
        let entropy = SeededEntropy::new(1);
        for failures in 1..40 {
            let plain = 2_f64.powi(failures.min(12)).min(3_600.0);
            let waited = wait(failures as u32, &entropy).as_secs_f64();
            assert!(
                (plain * 0.75..=plain * 1.25).contains(&waited),
                "{failures}: {waited}"
            );
        }
    }

    proptest! {
        /// However often somebody asks, 24 hours see at most 40 attempts.
        #[test]
        fn an_outage_of_a_day_costs_at_most_forty_attempts(seed: u64, pause in 1i64..7_200) {
            let entropy = SeededEntropy::new(seed);
            let mut link = Link::fresh(start());
            let (mut now, mut attempts) = (start(), 0);
            while now.duration_since(start()) < SignedDuration::from_hours(24) {
                // Somebody asks every few seconds or minutes: the wait is called off.
                link.next_attempt = None;
                if not_before(&link, now).is_none() {
                    attempts += 1;
                    link = after_failure(&link, None, now, &entropy);
                }
                now += SignedDuration::from_secs(pause);
            }
            prop_assert!(attempts <= 40, "{attempts} attempts");
            prop_assert!(attempts >= 12, "{attempts} attempts");
        }

        #[test]
        fn a_clock_that_jumps_never_makes_a_phone_wait_longer_than_a_day(
            jump in -400_000_000i64..400_000_000, failures in 1u32..30, seed: u64,
        ) {
            let entropy = SeededEntropy::new(seed);
            let mut link = Link::fresh(start());
            for _ in 0..failures {
                link = after_failure(&link, None, start(), &entropy);
            }
            let now = start() + SignedDuration::from_secs(jump);
            let until = not_before(&link, now).unwrap_or(now);
            prop_assert!(until.duration_since(now) <= HORIZON);
        }
    }

    #[test]
    fn a_clock_that_went_back_does_not_silence_a_phone_that_knocked_too_often() {
        let entropy = SeededEntropy::new(4);
        let mut link = Link::fresh(start());
        for _ in 0..20 {
            link = after_failure(&link, None, start(), &entropy);
        }
        assert!(not_before(&link, start()).is_some());
        let mut now = start() - SignedDuration::from_hours(24 * 365 * 10);
        assert_eq!(not_before(&link, now), None, "one attempt tells");
        link = after_failure(&link, None, now, &entropy);
        assert!(not_before(&link, now).is_some(), "and counts");
        now += SignedDuration::from_mins(76);
        assert_eq!(not_before(&link, now), None);
    }

    #[test]
    fn a_server_that_names_a_time_is_given_it_within_reason() {
        let entropy = SeededEntropy::new(3);
        let link = Link::fresh(start());
        let asked = |hours| {
            let after = Some(SignedDuration::from_hours(hours));
            let next = after_failure(&link, after, start(), &entropy)
                .next_attempt
                .unwrap();
            next.duration_since(start())
        };
        assert_eq!(asked(2), SignedDuration::from_hours(2));
        assert_eq!(asked(2_000), RETRY_AFTER_CAP);
    }
}
