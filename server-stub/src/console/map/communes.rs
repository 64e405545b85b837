//! Communes side by side, each with how many cases it has: the map of whoever has no scripts.
//!
//! The more cases, the denser a commune is hatched, and its number stands in it where there is
//! room: colour says nothing that can't be seen without it. What the picture has no room for, the
//! page's list says in words.
//!
//! ```text
//! communes, counted ─▶ plane ─▶ border: a path each ─▶ hatched by how many
//!                         └──▶ labels: numbers, then names, where there is room
//! ```

mod border;
mod labels;

use langnghe_places::{Commune, Communes};

pub(in super::super) use self::labels::{Badge, Name};
use self::{
    border::{Outline, path},
    labels::{Taken, badges, names},
};
use super::plane::{Plane, Size, bounds, stretch};
use crate::store::Count;

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
/// How much larger numbers are drawn for a narrow page, which shows the picture smaller.
const NARROW: f64 = 2.6;

/// A commune that is a link, and how many cases it has.
#[derive(Debug)]
pub(in super::super) struct Counted<'a> {
    pub(in super::super) commune: &'a Commune,
    pub(in super::super) count: Count,
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
    let step = step(
        counted
            .iter()
            .map(|counted| counted.count.n)
            .max()
            .unwrap_or(0),
    );

    let mut places: Vec<_> = counted
        .iter()
        .filter(|counted| communes.outline(&counted.commune.code).is_some())
        .map(|counted| (counted.commune, counted.count))
        .collect();
    places.sort_by_key(|(_, count)| std::cmp::Reverse(count.n));
    let mut taken = Taken::default();
    let wide = badges(&places, &plane, 1.0, &mut taken);
    let is_counted = |commune: &Commune| places.iter().any(|(c, _)| c.code == commune.code);
    let around = outlines
        .iter()
        .map(|(commune, _)| (*commune, Count::default()));
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
            density: density(counted.count.n, step),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(n: impl Fn(&Commune) -> Option<u64>) -> CommuneMap {
        let communes = Communes::bundled();
        let counted = communes.all().iter().filter_map(|commune| {
            Some(Counted {
                commune,
                count: Count::exactly(n(commune)?),
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
}
