//! When a notice is tried again, and when no more.

use jiff::{SignedDuration, Timestamp};

/// The pause after the first attempt; each later one is twice as long.
const FIRST: SignedDuration = SignedDuration::from_mins(1);
/// The longest pause.
const LONGEST: SignedDuration = SignedDuration::from_hours(4);
/// A notice that couldn't be sent for so long is given up: an answer that old was read in the app,
/// or asked for by telephone.
pub(super) const GIVE_UP_AFTER: SignedDuration = SignedDuration::from_hours(72);

/// When to try again after this many attempts, the one at `now` among them. `random` spreads those
/// who wait for the same gateway over a quarter of the pause.
pub(super) fn again(attempts: u32, now: Timestamp, random: u64) -> Timestamp {
    let doublings = attempts.saturating_sub(1).min(16);
    let pause = (FIRST * (1 << doublings)).min(LONGEST);
    let quarter = (pause.as_millis() / 4).max(1);
    let more = i128::from(random) % quarter;
    let pause = pause + SignedDuration::from_millis(i64::try_from(more).unwrap_or(0));
    now.checked_add(pause).unwrap_or(Timestamp::MAX)
}

/// Whether a notice of then isn't tried any more.
pub(super) fn is_given_up(made_at: Timestamp, now: Timestamp) -> bool {
    now.duration_since(made_at) >= GIVE_UP_AFTER
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> Timestamp {
        Timestamp::from_second(1_795_420_800 + 60 * minutes).unwrap()
    }

    #[test]
    fn pauses_double_up_to_four_hours() {
        let minutes = (1..12).map(|attempts| {
            let next = again(attempts, at(0), 0);
            next.duration_since(at(0)).as_mins()
        });
        let expected = [1, 2, 4, 8, 16, 32, 64, 128, 240, 240, 240];
        assert_eq!(minutes.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn those_who_wait_are_spread_over_a_quarter_of_the_pause() {
        for random in [1, 7_000, u64::MAX / 3, u64::MAX] {
            let spread = again(9, at(0), random);
            assert!(spread > at(240) && spread < at(300), "{spread}");
        }
    }

    #[test]
    fn a_clock_at_its_end_keeps_a_notice_waiting() {
        assert_eq!(again(40, Timestamp::MAX, u64::MAX), Timestamp::MAX);
    }

    #[test]
    fn after_three_days_it_is_given_up() {
        assert!(!is_given_up(at(0), at(72 * 60 - 1)));
        assert!(is_given_up(at(0), at(72 * 60)));
        // A clock that was set back gives nothing up.
        assert!(!is_given_up(at(0), at(-1)));
    }
}
