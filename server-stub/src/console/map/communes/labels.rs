//! What is written on the map of communes: numbers in circles, and names, as long as nothing lies on
//! anything else.

use langnghe_places::Commune;

use super::{super::plane::Plane, SIZE};
use crate::store::Count;

/// Half the width of a digit, and what stands around it, in units.
const DIGIT: f64 = 3.6;
const AROUND_DIGITS: f64 = 7.0;
/// The width of a letter of a name, the height of a line, in units.
const LETTER: f64 = 6.3;
const LINE: f64 = 14.0;
/// A number in its circle.
#[derive(Debug)]
pub(in super::super::super) struct Badge {
    pub(in super::super::super) x: f64,
    pub(in super::super::super) y: f64,
    pub(in super::super::super) radius: f64,
    pub(in super::super::super) n: u64,
    /// Whether there may be more.
    pub(in super::super::super) more: bool,
}

/// A commune's name.
#[derive(Debug)]
pub(in super::super::super) struct Name {
    pub(in super::super::super) x: f64,
    pub(in super::super::super) y: f64,
    pub(in super::super::super) name: String,
}

/// Parts of the picture on which something stands: left, top, right, bottom.
#[derive(Debug, Default)]
pub(super) struct Taken(Vec<[f64; 4]>);

impl Taken {
    /// Takes a part of the picture, unless something stands there or it isn't on the picture.
    fn take(&mut self, [left, top, right, bottom]: [f64; 4]) -> bool {
        let is_within = left >= 0.0 && top >= 0.0 && right <= SIZE.width && bottom <= SIZE.height;
        let is_free = self.0.iter().all(|other| {
            left > other[2] || right < other[0] || top > other[3] || bottom < other[1]
        });
        if is_within && is_free {
            self.0.push([left, top, right, bottom]);
        }
        is_within && is_free
    }
}

/// Numbers, the highest first, as long as they don't lie on one another.
pub(super) fn badges(
    places: &[(&Commune, Count)],
    plane: &Plane,
    larger: f64,
    taken: &mut Taken,
) -> Vec<Badge> {
    let with_cases = places.iter().filter(|(_, count)| count.n > 0);
    let badges = with_cases.map(|(commune, count)| {
        let (x, y) = plane.at(commune.centre.lon, commune.centre.lat);
        let radius = (characters(*count) * DIGIT + AROUND_DIGITS) * larger;
        Badge {
            x,
            y,
            radius,
            n: count.n,
            more: count.or_more,
        }
    });
    badges
        .filter(|Badge { x, y, radius, .. }| {
            taken.take([x - radius, y - radius, x + radius, y + radius])
        })
        .collect()
}

/// Names below the numbers, or where a number would be.
pub(super) fn names(places: &[(&Commune, Count)], plane: &Plane, taken: &mut Taken) -> Vec<Name> {
    let mut names = vec![];
    for (commune, count) in places {
        let (x, middle) = plane.at(commune.centre.lon, commune.centre.lat);
        let name = commune.short_name();
        let half = name.chars().count() as f64 * LETTER / 2.0;
        let below = match count.n {
            0 => LINE / 2.0,
            _ => AROUND_DIGITS + DIGIT * characters(*count) + LINE,
        };
        let y = middle + below;
        if taken.take([x - half, y - LINE + 2.0, x + half, y + 2.0]) {
            names.push(Name {
                x,
                y,
                name: name.to_owned(),
            });
        }
    }
    names
}

/// Digits of a number, and the plus behind one that may be higher.
fn characters(count: Count) -> f64 {
    let digits = count.n.checked_ilog10().unwrap_or(0) + 1;
    f64::from(digits + u32::from(count.or_more))
}
