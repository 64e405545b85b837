//! How much speaks for two open reports being about one thing.

use langnghe_photo::NEAR;
use langnghe_wire::Point;

use super::{Sighting, metres};

/// Beyond this, place no longer speaks for one thing: a village's lane is this long, and the next
/// hole in it is another one.
pub const NEARBY_METRES: f64 = 250.0;

/// Two phones in one spot differ by so much even where both say that they are sure.
const SPOT_METRES: f64 = 25.0;

/// How much of what two phones say about their own accuracy is believed, in metres. A phone that
/// knows only its cell would be near everything.
const BELIEVED_METRES: f64 = 100.0;

/// Within so many days neighbours report what they all see.
const FRESH_DAYS: f64 = 3.0;

/// After so many days, time no longer speaks for one thing.
pub const STALE_DAYS: f64 = 30.0;

/// The least score that is suggested: one category within 135 metres in the same days, or at one
/// spot whatever the days, or one picture in one category.
pub const LEAST: u8 = 60;

/// What each thing weighs. Category, place and time together reach 80, a picture 45 more: one that
/// is the same outweighs a place that was marked at home.
const CATEGORY: f64 = 25.0;
const PLACE: f64 = 40.0;
const TIME: f64 = 15.0;
const PICTURE: f64 = 45.0;

const SECONDS_OF_A_DAY: f64 = 86_400.0;

/// How much speaks for two reports being about one thing, and what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likeness {
    /// From [`LEAST`] to 100.
    pub score: u8,
    /// What speaks for it, the weightiest kind first.
    pub reasons: Vec<Reason>,
}

/// Something that speaks for two reports being about one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// A photograph of each looks the same.
    SamePicture,
    /// They are near each other.
    Near {
        /// So many metres apart.
        metres: u32,
    },
    /// They have one category.
    SameCategory,
    /// They came shortly after each other.
    SameDays {
        /// So many whole days apart.
        days: u32,
    },
}

/// What speaks for two reports being about one thing; none if it isn't enough to be shown.
///
/// Two different complaints stand at one corner every day: without one category, only a picture
/// makes two reports alike.
#[must_use]
pub fn likeness(one: &Sighting, other: &Sighting) -> Option<Likeness> {
    let is_one_category = one.category == other.category;
    let picture = nearest_pictures(one, other).filter(|distance| *distance <= NEAR);
    if !is_one_category && picture.is_none() {
        return None;
    }
    let apart = one.point.zip(other.point);
    let metres = apart.map(|(one, other)| believed_metres(one, other));
    if metres.is_some_and(|metres| metres > NEARBY_METRES) && picture.is_none() {
        return None;
    }
    let seconds = one.received_at.duration_since(other.received_at).abs();
    let days = seconds.as_secs_f64() / SECONDS_OF_A_DAY;

    let mut score = 0.0;
    let mut reasons = Vec::new();
    if picture.is_some() {
        score += PICTURE;
        reasons.push(Reason::SamePicture);
    }
    if let Some(metres) = metres.filter(|metres| *metres <= NEARBY_METRES) {
        score += PLACE * falling(metres, SPOT_METRES, NEARBY_METRES);
        let metres = metres.round() as u32;
        reasons.push(Reason::Near { metres });
    }
    if is_one_category {
        score += CATEGORY;
        reasons.push(Reason::SameCategory);
    }
    let fresh = falling(days, FRESH_DAYS, STALE_DAYS);
    if fresh > 0.0 {
        score += TIME * fresh;
        let days = days.floor() as u32;
        reasons.push(Reason::SameDays { days });
    }
    let score = score.min(100.0).round() as u8;
    (score >= LEAST).then_some(Likeness { score, reasons })
}

/// 1 up to `full`, 0 from `nothing` on, and a straight line between.
fn falling(value: f64, full: f64, nothing: f64) -> f64 {
    ((nothing - value) / (nothing - full)).clamp(0.0, 1.0)
}

fn nearest_pictures(one: &Sighting, other: &Sighting) -> Option<u32> {
    let pairs = one
        .pictures
        .iter()
        .flat_map(|picture| other.pictures.iter().map(|p| picture.distance(*p)));
    pairs.min()
}

/// The distance, less what both phones say they may be off by.
fn believed_metres(one: Point, other: Point) -> f64 {
    let off = one.accuracy.unwrap_or(0.0) + other.accuracy.unwrap_or(0.0);
    (metres(one, other) - off.min(BELIEVED_METRES)).max(0.0)
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp};
    use langnghe_photo::Fingerprint;
    use proptest::prelude::*;

    use super::*;

    /// About so many metres north of the town's post office, so many days later.
    fn sighting(category: &str, north: f64, days: i64) -> Sighting {
        let start: Timestamp = "2026-11-23T08:00:00Z".parse().unwrap();
        Sighting {
            category: category.into(),
            point: Some(Point {
                lat: 21.1861 + north / 111_195.0,
                lon: 106.0763,
                accuracy: None,
            }),
            received_at: start + SignedDuration::from_hours(24 * days),
            pictures: vec![],
        }
    }

    fn with_picture(bits: u64, sighting: Sighting) -> Sighting {
        let pictures = vec![Fingerprint::from_bits(bits)];
        Sighting {
            pictures,
            ..sighting
        }
    }

    fn score(one: &Sighting, other: &Sighting) -> Option<u8> {
        likeness(one, other).map(|likeness| likeness.score)
    }

    #[test]
    fn neighbours_who_report_one_hole_are_alike() {
        let hole = sighting("road", 0.0, 0);
        let found = likeness(&hole, &sighting("road", 18.0, 1)).unwrap();
        assert_eq!(found.score, 80);
        assert_eq!(
            found.reasons,
            [
                Reason::Near { metres: 18 },
                Reason::SameCategory,
                Reason::SameDays { days: 1 },
            ]
        );
        assert_eq!(score(&hole, &sighting("road", 120.0, 2)), Some(63));
        assert_eq!(score(&hole, &sighting("road", 20.0, 40)), Some(65));
    }

    #[test]
    fn the_next_hole_and_another_matter_at_one_corner_are_not() {
        let hole = sighting("road", 0.0, 0);
        for other in [
            sighting("road", 160.0, 1),
            sighting("road", 260.0, 0),
            sighting("road", 90.0, 20),
            sighting("lighting", 0.0, 0),
        ] {
            assert_eq!(score(&hole, &other), None, "{other:?}");
        }
    }

    #[test]
    fn one_picture_outweighs_place_and_category() {
        let bits = 0x5a5a_5a5a_0f0f_0f0f;
        let near = bits ^ ((1 << NEAR) - 1);
        let far = bits ^ ((1 << (NEAR + 1)) - 1);
        let mut hole = with_picture(bits, sighting("road", 0.0, 0));
        hole.pictures.insert(0, Fingerprint::from_bits(u64::MAX));
        let marked_at_home = with_picture(near, sighting("road", 3_000.0, 1));
        let found = likeness(&hole, &marked_at_home).unwrap();
        assert_eq!(found.score, 85);
        assert_eq!(
            found.reasons,
            [
                Reason::SamePicture,
                Reason::SameCategory,
                Reason::SameDays { days: 1 }
            ]
        );
        let other_matter = |bits| with_picture(bits, sighting("drainage", 10.0, 0));
        assert_eq!(score(&hole, &other_matter(near)), Some(100));
        assert_eq!(score(&hole, &other_matter(far)), None);
    }

    #[test]
    fn what_phones_say_of_their_own_accuracy_is_believed_to_a_point() {
        let hole = sighting("road", 0.0, 0);
        let off = |metres: f64, accuracy: f64| {
            let mut other = sighting("road", metres, 0);
            if let Some(point) = &mut other.point {
                point.accuracy = Some(accuracy);
            }
            score(&hole, &other)
        };
        assert_eq!(off(180.0, 0.0), None);
        assert_eq!(off(180.0, 90.0), Some(68));
        assert_eq!(off(600.0, 5_000.0), None);
    }

    #[test]
    fn without_a_point_only_a_picture_speaks() {
        let nowhere = |pictures| Sighting {
            point: None,
            pictures,
            ..sighting("road", 0.0, 0)
        };
        let picture = vec![Fingerprint::from_bits(7)];
        assert_eq!(score(&nowhere(vec![]), &nowhere(vec![])), None);
        assert_eq!(
            score(&nowhere(picture.clone()), &nowhere(picture)),
            Some(85)
        );
    }

    proptest! {
        #[test]
        fn it_is_the_same_both_ways_and_falls_with_distance_and_time(
            (near, farther) in (0.0..300.0, 0.0..300.0),
            (soon, later) in (0_i64..60, 0_i64..60),
        ) {
            let hole = sighting("road", 0.0, 0);
            let close = sighting("road", near, soon);
            let distant = sighting("road", near + farther, soon + later);
            prop_assert_eq!(likeness(&hole, &close), likeness(&close, &hole));
            prop_assert!(score(&hole, &close) >= score(&hole, &distant));
        }
    }
}
