//! What was done once and is back: *tái diễn*.

use jiff::{SignedDuration, Timestamp};
use langnghe_wire::Point;

use super::{Sighting, metres};

/// Within so many metres of what was done, the same matter is the same thing again.
pub const RECURS_METRES: f64 = 100.0;

/// So many days after it was done, a matter counts as back; later it is a new one.
pub const RECURS_DAYS: i64 = 180;

/// A case that was done.
#[derive(Debug, Clone, PartialEq)]
pub struct Settled {
    /// The category's code.
    pub category: String,
    /// Where it was.
    pub point: Point,
    /// When the unit said that it was done.
    pub resolved_at: Timestamp,
}

/// Whether a report says that what was done is back.
///
/// The distance is taken as the phones say it: a mark that says "not done well the first time"
/// shall not rest on what they may be off by.
#[must_use]
pub fn recurs(new: &Sighting, old: &Settled) -> bool {
    let since = new.received_at.duration_since(old.resolved_at);
    let is_in_time = !since.is_negative() && since <= SignedDuration::from_hours(24 * RECURS_DAYS);
    let is_there = new
        .point
        .is_some_and(|point| metres(point, old.point) <= RECURS_METRES);
    new.category == old.category && is_in_time && is_there
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOURS: i64 = 24 * RECURS_DAYS;

    fn recurs_after(category: &str, north: f64, hours: i64) -> bool {
        let resolved_at: Timestamp = "2026-03-02T08:00:00Z".parse().unwrap();
        let at = |north: f64| Point {
            lat: 21.1861 + north / 111_195.0,
            lon: 106.0763,
            accuracy: Some(500.0),
        };
        let old = Settled {
            category: "drainage".into(),
            point: at(0.0),
            resolved_at,
        };
        let new = Sighting {
            category: category.into(),
            point: Some(at(north)),
            received_at: resolved_at + SignedDuration::from_hours(hours),
            pictures: vec![],
        };
        assert!(!recurs(
            &Sighting {
                point: None,
                ..new.clone()
            },
            &old
        ));
        recurs(&new, &old)
    }

    #[test]
    fn the_same_matter_at_the_same_place_within_half_a_year_is_back() {
        assert!(recurs_after("drainage", 0.0, 0));
        assert!(recurs_after("drainage", 99.5, HOURS));
        assert!(!recurs_after("drainage", 100.5, HOURS));
        assert!(!recurs_after("drainage", 99.5, HOURS + 1));
        assert!(!recurs_after("road", 0.0, 24));
    }

    #[test]
    fn what_was_reported_before_it_was_done_is_no_recurrence() {
        assert!(!recurs_after("drainage", 0.0, -1));
    }
}
