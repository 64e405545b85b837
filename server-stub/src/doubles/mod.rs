//! Which reports may be about one thing: those that wait beside each other ([`likeness()`]), and
//! what was done once and is back again ([`recurs()`]).
//!
//! Two neighbours photograph one hole; a pipe that was mended in spring leaks in autumn. The
//! server only suggests, with the reasons in view: an officer merges, and can undo it. Everything
//! here is pure; the store finds who stands near enough to be asked about, within what the viewer
//! may see anyway.

mod likeness;
mod recurrence;

use crate::case::Case;
use jiff::Timestamp;
use langnghe_photo::Fingerprint;
use langnghe_wire::Point;

pub use likeness::{LEAST, Likeness, NEARBY_METRES, Reason, STALE_DAYS, likeness};
pub use recurrence::{RECURS_DAYS, RECURS_METRES, Settled, recurs};

/// What is compared of a report.
#[derive(Debug, Clone, PartialEq)]
pub struct Sighting {
    /// The category's code.
    pub category: String,
    /// Where it is, if the point is known.
    pub point: Option<Point>,
    /// When the server received it.
    pub received_at: Timestamp,
    /// What its photographs look like.
    pub pictures: Vec<Fingerprint>,
}

/// A case that may be the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// The case.
    pub case: Case,
    /// What speaks for it.
    pub likeness: Likeness,
}

/// A case and those that stand beside it, as far as its viewer may see them.
#[derive(Debug, Clone, PartialEq)]
pub struct Beside {
    /// The case itself.
    pub case: Case,
    /// Open cases that may be the same, the likeliest first.
    pub doubles: Vec<Suggestion>,
    /// Cases that went on in this one.
    pub companions: Vec<Case>,
    /// The case in which the same was done not long before.
    pub earlier: Option<Case>,
}

/// The radius of a sphere as large as the Earth, in metres.
const EARTH_METRES: f64 = 6_371_008.8;

/// How far two points are apart, in metres (haversine; right to half a percent).
#[must_use]
pub fn metres(one: Point, other: Point) -> f64 {
    let (lat, other_lat) = (one.lat.to_radians(), other.lat.to_radians());
    let half_lat = ((other_lat - lat) / 2.0).sin();
    let half_lon = ((other.lon - one.lon).to_radians() / 2.0).sin();
    let chord = half_lat * half_lat + lat.cos() * other_lat.cos() * half_lon * half_lon;
    2.0 * EARTH_METRES * chord.sqrt().min(1.0).asin()
}

/// A box around a point, in which everything lies that is at most so many metres away.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Around {
    /// Degrees north at its lower edge.
    pub south: f64,
    /// Degrees north at its upper edge.
    pub north: f64,
    /// Degrees east at its left edge.
    pub west: f64,
    /// Degrees east at its right edge.
    pub east: f64,
}

impl Around {
    /// The box of `metres` around a point. No care is taken where degrees jump: Bắc Ninh is far
    /// from the poles and from the date line.
    #[must_use]
    pub fn new(centre: Point, metres: f64) -> Self {
        let up = (metres / EARTH_METRES).to_degrees();
        let aside = up / (centre.lat.abs() + up).to_radians().cos().max(0.01);
        Self {
            south: centre.lat - up,
            north: centre.lat + up,
            west: centre.lon - aside,
            east: centre.lon + aside,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn point(lat: f64, lon: f64) -> Point {
        let accuracy = None;
        Point { lat, lon, accuracy }
    }

    #[test]
    fn distances_that_are_known() {
        // Between the middles of the two towns, and a degree of latitude.
        let town = metres(point(21.1861, 106.0763), point(21.2731, 106.1946));
        assert!((15_500.0..15_700.0).contains(&town), "{town}");
        let degree = metres(point(21.0, 106.0), point(22.0, 106.0));
        assert!((degree - 111_195.0).abs() < 1.0, "{degree}");
        assert_eq!(metres(point(21.0, 106.0), point(21.0, 106.0)), 0.0);
    }

    proptest! {
        #[test]
        fn whoever_is_near_is_in_the_box(
            (lat, lon) in (20.5..22.0, 105.5..107.0),
            (up, aside) in (-0.01..0.01, -0.01..0.01),
            radius in 10.0..1_000.0,
        ) {
            let (centre, other) = (point(lat, lon), point(lat + up, lon + aside));
            let around = Around::new(centre, radius);
            if metres(centre, other) <= radius {
                prop_assert!((around.south..=around.north).contains(&other.lat));
                prop_assert!((around.west..=around.east).contains(&other.lon));
            }
            // And the box isn't much larger than it must be.
            let corner = metres(centre, point(around.north, around.east));
            prop_assert!(corner < radius * 1.5, "{} of {}", corner, radius);
        }
    }
}
