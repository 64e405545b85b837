//! Communes side by side, each with how many cases it has: the map of whoever has no scripts.
//!
//! The more cases, the denser a commune is hatched, and its number stands in it where there is
//! room: colour says nothing that can't be seen without it. What the picture has no room for, the
//! page's list says in words.
//!
//! Points are rounded to whole units, and those that then lie on one another or on a straight line
//! are left out. Neighbours share their points, so that they still share their border.

use std::fmt::Write as _;

use langnghe_places::{Commune, Communes};

use super::plane::{Plane, Size, bounds, stretch};

const SIZE: Size = Size {
    width: 1_000.0,
    height: 640.0,
    margin: 0.015,
};
/// What a map of few communes shows around them, as a share of their size.
const AROUND: f64 = 0.12;
/// Kinds of hatching, from a few dots to all over.
const DENSITIES: u64 = 4;
/// Steps between kinds of hatching, times a power of ten: what people count in.
const ROUND: [u64; 3] = [1, 2, 5];
/// Half the width of a digit, and what stands around it, in units.
const DIGIT: f64 = 3.6;
const AROUND_DIGITS: f64 = 7.0;
/// The width of a letter of a name, the height of a line, in units.
const LETTER: f64 = 6.3;
const LINE: f64 = 14.0;
/// How much larger numbers are drawn for a narrow page, which shows the picture smaller.
const NARROW: f64 = 2.6;

/// A commune that is a link, and how many cases it has.
#[derive(Debug)]
pub(in super::super) struct Counted<'a> {
    pub(in super::super) commune: &'a Commune,
    pub(in super::super) n: u64,
    /// Its name and its number in words.
    pub(in super::super) words: String,
    pub(in super::super) address: String,
    /// Whether the list is narrowed to it.
    pub(in super::super) chosen: bool,
}

/// The picture.
#[derive(Debug)]
pub(in super::super) struct CommuneMap {
    pub(in super::super) width: f64,
    pub(in super::super) height: f64,
    /// Communes that are only there for where they lie.
    pub(in super::super) land: Vec<String>,
    pub(in super::super) communes: Vec<Area>,
    /// Numbers for a wide page, and those that a narrow one has room for.
    pub(in super::super) wide: Vec<Badge>,
    pub(in super::super) narrow: Vec<Badge>,
    pub(in super::super) names: Vec<Name>,
    pub(in super::super) legend: Vec<Range>,
}

/// A commune on the picture.
#[derive(Debug)]
pub(in super::super) struct Area {
    pub(in super::super) path: String,
    pub(in super::super) density: u64,
    pub(in super::super) words: String,
    pub(in super::super) address: String,
    pub(in super::super) chosen: bool,
}

/// A number in its circle.
#[derive(Debug)]
pub(in super::super) struct Badge {
    pub(in super::super) x: f64,
    pub(in super::super) y: f64,
    pub(in super::super) radius: f64,
    pub(in super::super) n: u64,
}

/// A commune's name.
#[derive(Debug)]
pub(in super::super) struct Name {
    pub(in super::super) x: f64,
    pub(in super::super) y: f64,
    pub(in super::super) name: String,
}

/// What a kind of hatching stands for.
#[derive(Debug, PartialEq, Eq)]
pub(in super::super) struct Range {
    pub(in super::super) density: u64,
    pub(in super::super) from: u64,
    pub(in super::super) to: u64,
}

/// Draws the communes that are counted, with what lies around them.
pub(in super::super) fn draw(communes: &Communes, counted: Vec<Counted<'_>>) -> CommuneMap {
    let outlines: Vec<_> = communes
        .all()
        .iter()
        .filter_map(|commune| Some((commune, communes.outline(&commune.code)?)))
        .collect();
    let plane = Plane::around(frame(&outlines, &counted), SIZE);
    let step = step(counted.iter().map(|counted| counted.n).max().unwrap_or(0));

    let mut places: Vec<_> = counted
        .iter()
        .filter(|counted| communes.outline(&counted.commune.code).is_some())
        .map(|counted| (counted.commune, counted.n))
        .collect();
    places.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let mut taken = Taken::default();
    let wide = badges(&places, &plane, 1.0, &mut taken);
    let is_counted = |commune: &Commune| places.iter().any(|(c, _)| c.code == commune.code);
    let around = outlines.iter().map(|(commune, _)| (*commune, 0));
    let around = around.filter(|(commune, _)| !is_counted(commune));
    let named: Vec<_> = places.iter().copied().chain(around).collect();
    let names = names(&named, &plane, &mut taken);
    let narrow = badges(&places, &plane, NARROW, &mut Taken::default());

    let mut land = vec![];
    let mut areas = vec![];
    let mut counted = counted;
    for (commune, outline) in &outlines {
        if !shows(&plane, bounds(outline)) {
            continue;
        }
        let path = path(&plane, outline);
        let Some(at) = counted
            .iter()
            .position(|counted| counted.commune.code == commune.code)
        else {
            land.push(path);
            continue;
        };
        let counted = counted.swap_remove(at);
        areas.push(Area {
            path,
            density: density(counted.n, step),
            words: counted.words,
            address: counted.address,
            chosen: counted.chosen,
        });
    }
    // One alone is neither dense nor not.
    if let [only] = &mut areas[..] {
        only.density = only.density.min(1);
    }
    // What is chosen is drawn over its neighbours' borders.
    areas.sort_by_key(|area| area.chosen);
    let densest = areas.iter().map(|area| area.density).max().unwrap_or(0);
    CommuneMap {
        width: SIZE.width,
        height: SIZE.height,
        land,
        legend: match areas.len() {
            0 | 1 => vec![],
            _ => (1..=densest).map(|density| range(density, step)).collect(),
        },
        communes: areas,
        wide,
        narrow,
        names,
    }
}

type Outline = Vec<Vec<(f64, f64)>>;

/// Around all that is counted; around the whole province if that is nothing.
fn frame(outlines: &[(&Commune, Outline)], counted: &[Counted<'_>]) -> [f64; 4] {
    let corners = |wanted: &dyn Fn(&Commune) -> bool| {
        outlines
            .iter()
            .filter(|(commune, _)| wanted(commune))
            .map(|(_, outline)| bounds(outline))
            .reduce(|[w, s, e, n], [west, south, east, north]| {
                stretch(stretch([w, s, e, n], (west, south)), (east, north))
            })
    };
    let all = corners(&|_| true).unwrap_or_default();
    let is_counted = |commune: &Commune| counted.iter().any(|c| c.commune.code == commune.code);
    let Some([west, south, east, north]) = corners(&is_counted) else {
        return all;
    };
    let (across, up) = ((east - west) * AROUND, (north - south) * AROUND);
    [
        (west - across).max(all[0]),
        (south - up).max(all[1]),
        (east + across).min(all[2]),
        (north + up).min(all[3]),
    ]
}

fn shows(plane: &Plane, [west, south, east, north]: [f64; 4]) -> bool {
    let ((left, top), (right, bottom)) = (plane.at(west, north), plane.at(east, south));
    left < SIZE.width && right > 0.0 && top < SIZE.height && bottom > 0.0
}

/// The `d` of an SVG path, in steps of whole units.
fn path(plane: &Plane, outline: &Outline) -> String {
    let mut path = String::new();
    for ring in outline {
        let mut points: Vec<(i32, i32)> = vec![];
        for (lon, lat) in ring {
            let (x, y) = plane.at(*lon, *lat);
            let point = (x.round() as i32, y.round() as i32);
            if let [.., before, last] = points[..]
                && lies_between(before, last, point)
            {
                points.pop();
            }
            if points.last() != Some(&point) {
                points.push(point);
            }
        }
        let Some((mut x, mut y)) = points.first().copied() else {
            continue;
        };
        write!(path, "M{x} {y}l").expect("writing to a String doesn't fail");
        for (to_x, to_y) in &points[1..] {
            let (right, down) = (to_x - x, to_y - y);
            (x, y) = (*to_x, *to_y);
            write!(path, "{right} {down} ").expect("writing to a String doesn't fail");
        }
        path.truncate(path.trim_end().len());
        path.push('z');
    }
    path
}

/// Whether a point on the way to another adds nothing to it.
fn lies_between(before: (i32, i32), point: (i32, i32), after: (i32, i32)) -> bool {
    let (first, second) = (
        (point.0 - before.0, point.1 - before.1),
        (after.0 - point.0, after.1 - point.1),
    );
    let turns = first.0 * second.1 != first.1 * second.0;
    let goes_on = first.0 * second.0 + first.1 * second.1 >= 0;
    !turns && goes_on
}

/// How many cases more make a commune denser.
fn step(most: u64) -> u64 {
    let least = most.div_ceil(DENSITIES).max(1);
    let tens = std::iter::successors(Some(1_u64), |ten| ten.checked_mul(10));
    tens.flat_map(|ten| ROUND.map(|round| round.saturating_mul(ten)))
        .find(|step| *step >= least)
        .unwrap_or(least)
}

fn density(n: u64, step: u64) -> u64 {
    n.div_ceil(step).min(DENSITIES)
}

fn range(density: u64, step: u64) -> Range {
    Range {
        density,
        from: (density - 1) * step + 1,
        to: density * step,
    }
}

/// Parts of the picture on which something stands: left, top, right, bottom.
#[derive(Debug, Default)]
struct Taken(Vec<[f64; 4]>);

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
fn badges(places: &[(&Commune, u64)], plane: &Plane, larger: f64, taken: &mut Taken) -> Vec<Badge> {
    let with_cases = places.iter().filter(|(_, n)| *n > 0);
    let badges = with_cases.map(|(commune, n)| {
        let (x, y) = plane.at(commune.centre.lon, commune.centre.lat);
        let digits = f64::from(n.ilog10() + 1);
        let radius = (digits * DIGIT + AROUND_DIGITS) * larger;
        Badge {
            x,
            y,
            radius,
            n: *n,
        }
    });
    badges
        .filter(|Badge { x, y, radius, .. }| {
            taken.take([x - radius, y - radius, x + radius, y + radius])
        })
        .collect()
}

/// Names below the numbers, or where a number would be.
fn names(places: &[(&Commune, u64)], plane: &Plane, taken: &mut Taken) -> Vec<Name> {
    let mut names = vec![];
    for (commune, n) in places {
        let (x, middle) = plane.at(commune.centre.lon, commune.centre.lat);
        let name = commune.short_name();
        let half = name.chars().count() as f64 * LETTER / 2.0;
        let below = if *n == 0 {
            LINE / 2.0
        } else {
            AROUND_DIGITS + DIGIT * f64::from(n.ilog10() + 1) + LINE
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

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(n: impl Fn(&Commune) -> Option<u64>) -> CommuneMap {
        let communes = Communes::bundled();
        let counted = communes.all().iter().filter_map(|commune| {
            Some(Counted {
                commune,
                n: n(commune)?,
                words: commune.name.clone(),
                address: commune.code.clone(),
                chosen: commune.code == "07264",
            })
        });
        draw(communes, counted.collect())
    }

    #[test]
    fn the_province_is_drawn_light_and_every_commune_is_on_it() {
        let map = drawn(|_| Some(3));
        let drawn: usize = map.communes.iter().map(|area| area.path.len()).sum();
        assert!(drawn < 100_000, "{drawn} bytes of borders");
        let communes = Communes::bundled();
        let alive = communes.all().iter();
        let alive = alive.filter(|commune| communes.outline(&commune.code).is_some());
        assert_eq!(map.communes.len(), alive.count());
        assert!(map.land.is_empty());
        assert_eq!(
            map.communes.last().unwrap().address,
            "07264",
            "it is chosen"
        );
        for area in &map.communes {
            let (mut x, mut y) = (0, 0);
            for ring in area.path.split('z').filter(|ring| !ring.is_empty()) {
                let numbers: Vec<i32> = ring
                    .split(['M', 'l', ' '])
                    .filter_map(|number| number.parse().ok())
                    .collect();
                assert!(
                    numbers.len() >= 6,
                    "{} has a ring without an inside",
                    area.words
                );
                for (i, step) in numbers.chunks_exact(2).enumerate() {
                    (x, y) = if i == 0 {
                        (step[0], step[1])
                    } else {
                        (x + step[0], y + step[1])
                    };
                    assert!(
                        (0..=1_000).contains(&x) && (0..=640).contains(&y),
                        "{x} {y}"
                    );
                }
            }
        }
    }

    #[test]
    fn one_commune_is_drawn_large_among_its_neighbours() {
        let map = drawn(|commune| (commune.code == "07264").then_some(12));
        assert_eq!(map.communes.len(), 1);
        assert!((3..40).contains(&map.land.len()), "{}", map.land.len());
        assert_eq!((map.wide.len(), map.narrow.len()), (1, 1));
        assert!(map.names.len() > 2, "its neighbours' too: {:?}", map.names);
        assert_eq!((map.communes[0].density, map.legend.len()), (1, 0));
    }

    #[test]
    fn numbers_and_names_never_lie_on_one_another() {
        let map = drawn(|commune| Some(commune.code.parse::<u64>().unwrap() % 400));
        let apart = |badges: &[Badge]| {
            for (i, one) in badges.iter().enumerate() {
                for other in &badges[i + 1..] {
                    let (across, down) = ((one.x - other.x).abs(), (one.y - other.y).abs());
                    let together = one.radius + other.radius;
                    assert!(across > together || down > together, "{one:?} {other:?}");
                }
            }
        };
        apart(&map.wide);
        apart(&map.narrow);
        assert!(map.wide.len() > 60, "{}", map.wide.len());
        assert!(
            (8..map.wide.len()).contains(&map.narrow.len()),
            "{}",
            map.narrow.len()
        );
        // The highest number has its place before any other.
        let highest = map.wide.iter().map(|badge| badge.n).max();
        assert_eq!(map.narrow.first().map(|badge| badge.n), highest);
    }

    #[test]
    fn hatching_goes_in_round_steps() {
        let steps = [0, 1, 4, 5, 8, 9, 20, 21, 199, 4_000].map(step);
        assert_eq!(steps, [1, 1, 1, 2, 2, 5, 5, 10, 50, 1_000]);
        for most in 1..5_000 {
            let step = step(most);
            assert!((1..=DENSITIES).contains(&density(most, step)), "{most}");
            let range = range(density(most, step), step);
            assert!(
                (range.from..=range.to).contains(&most),
                "{most} in {range:?}"
            );
        }
        assert_eq!(density(0, 5), 0);
    }

    #[test]
    fn a_point_on_a_straight_way_is_left_out_and_a_turn_is_not() {
        assert!(lies_between((0, 0), (2, 1), (4, 2)));
        assert!(!lies_between((0, 0), (2, 1), (4, 3)));
        assert!(!lies_between((0, 0), (2, 1), (0, 0)), "a way back");
    }
}
