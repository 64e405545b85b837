//! A map without tiles and without a network: the commune's outline, its neighbours faint
//! around it, the point and how sure the phone was of it. Drawn as SVG by the server.
//!
//! [`communes`] draws many of them with how many cases each has.

pub(super) mod communes;
mod plane;

use std::fmt::Write as _;

use askama::Template;
use langnghe_places::{Commune, Communes};
use langnghe_wire::Point;

use self::plane::{Plane, Size, bounds, stretch};

/// The picture's size in its own units; the style sheet scales it to the page.
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 440.0;
const SIZE: Size = Size {
    width: WIDTH,
    height: HEIGHT,
    margin: 0.12,
};
/// A ring smaller than this would hide behind the pin, in units.
const SMALLEST_RING: f64 = 13.0;
/// Within this many units to the side of a name's middle, a pin may cover it.
const NAME_REACH: f64 = 120.0;
/// How far above a pin a name stands clear of it, in units.
const NAME_RISE: f64 = 26.0;
/// What a scale bar may say, in metres.
const BARS: [u32; 7] = [100, 200, 500, 1_000, 2_000, 5_000, 10_000];

/// The picture, ready for the page.
#[derive(Debug, Template)]
#[template(path = "map.svg", escape = "html")]
pub(super) struct Map {
    label: String,
    width: f64,
    height: f64,
    neighbours: Vec<Shape>,
    home: Shape,
    pin: Option<Pin>,
    bar: Bar,
}

#[derive(Debug)]
struct Shape {
    /// The `d` of an SVG path.
    path: String,
    name: String,
    x: f64,
    y: f64,
    /// Whether the name's place lies within the picture.
    named: bool,
}

#[derive(Debug)]
struct Pin {
    x: f64,
    y: f64,
    ring: f64,
}

#[derive(Debug)]
struct Bar {
    units: f64,
    text: String,
    y: f64,
}

impl Shape {
    fn new(plane: &Plane, commune: &Commune, outline: &[Vec<(f64, f64)>]) -> Self {
        let mut path = String::new();
        for ring in outline {
            for (i, (lon, lat)) in ring.iter().enumerate() {
                let (x, y) = plane.at(*lon, *lat);
                let command = if i == 0 { 'M' } else { 'L' };
                write!(path, "{command}{x} {y}").expect("writing to a String doesn't fail");
            }
            path.push('Z');
        }
        let (x, y) = plane.at(commune.centre.lon, commune.centre.lat);
        let inside = |at: f64, size: f64, edge: f64| (edge..size - edge).contains(&at);
        let named = inside(x, WIDTH, 60.0) && inside(y, HEIGHT, 20.0);
        Self {
            path,
            name: commune.name.clone(),
            x,
            y,
            named,
        }
    }

    /// Lifts the name off the pin, should they meet.
    fn make_way_for(&mut self, pin: &Pin) {
        let (across, below) = ((pin.x - self.x).abs(), pin.y - self.y);
        if across < NAME_REACH && (-NAME_RISE..NAME_RISE).contains(&below) {
            self.y = pin.y - NAME_RISE;
        }
    }
}

/// Draws a commune, and the point in it if there is one. `None` for a commune without an
/// outline: one that was merged into another.
pub(super) fn draw(
    communes: &Communes,
    commune: &Commune,
    point: Option<&Point>,
    label: String,
) -> Option<Map> {
    let outline = communes.outline(&commune.code)?;
    let mut frame = bounds(&outline);
    let point = point.filter(|point| point.is_valid());
    if let Some(point) = point {
        // Up to a hundred metres outside every commune still belongs to the nearest one.
        frame = stretch(frame, (point.lon, point.lat));
    }
    let plane = Plane::around(frame, SIZE);

    let touches = |[west, south, east, north]: [f64; 4]| {
        let ((left, top), (right, bottom)) = (plane.at(west, north), plane.at(east, south));
        left < WIDTH && right > 0.0 && top < HEIGHT && bottom > 0.0
    };
    let neighbours = communes
        .all()
        .iter()
        .filter(|other| other.code != commune.code)
        .filter_map(|other| Some((other, communes.outline(&other.code)?)))
        .filter(|(_, outline)| touches(bounds(outline)))
        .map(|(other, outline)| Shape::new(&plane, other, &outline))
        .collect();

    let pin = point.map(|point| {
        let (x, y) = plane.at(point.lon, point.lat);
        let ring = plane
            .units(point.accuracy.unwrap_or(0.0))
            .clamp(SMALLEST_RING, WIDTH);
        Pin { x, y, ring }
    });
    let mut home = Shape::new(&plane, commune, &outline);
    if let Some(pin) = &pin {
        home.make_way_for(pin);
    }
    Some(Map {
        label,
        width: WIDTH,
        height: HEIGHT,
        neighbours,
        home,
        pin,
        bar: bar(&plane),
    })
}

/// The longest round distance within a quarter of the picture.
fn bar(plane: &Plane) -> Bar {
    let fits = |metres: &&u32| plane.units(f64::from(**metres)) <= WIDTH / 4.0;
    let metres = *BARS.iter().rev().find(fits).unwrap_or(&BARS[0]);
    let text = if metres < 1_000 {
        format!("{metres} m")
    } else {
        format!("{} km", metres / 1_000)
    };
    Bar {
        units: plane.units(f64::from(metres)).round(),
        text,
        y: HEIGHT - 16.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(code: &str, point: Option<Point>) -> Map {
        let communes = Communes::bundled();
        let commune = communes.by_code(code).unwrap();
        draw(communes, commune, point.as_ref(), commune.name.clone()).unwrap()
    }

    #[test]
    fn every_commune_fits_in_its_picture_with_its_neighbours_around() {
        for commune in Communes::bundled().all() {
            let map = drawn(&commune.code, None);
            let numbers = map
                .home
                .path
                .split(['M', 'L', 'Z', ' '])
                .filter(|n| !n.is_empty());
            for (i, number) in numbers.enumerate() {
                let (number, size) = (number.parse::<f64>().unwrap(), [WIDTH, HEIGHT][i % 2]);
                assert!(
                    (0.0..=size).contains(&number),
                    "{} at {number}",
                    commune.name
                );
            }
            assert!(map.home.named, "{}", commune.name);
            assert!(!map.neighbours.is_empty(), "{}", commune.name);
        }
    }

    #[test]
    fn the_point_stands_where_it_is_and_the_ring_is_as_wide_as_the_doubt() {
        let centre = Communes::bundled().by_code("07264").unwrap().centre;
        let point = |accuracy| {
            Some(Point {
                lat: centre.lat,
                lon: centre.lon,
                accuracy,
            })
        };
        let (sure, unsure) = (
            drawn("07264", point(Some(3.0))),
            drawn("07264", point(Some(1_500.0))),
        );
        let pins = [&sure, &unsure].map(|map| map.pin.as_ref().unwrap());
        let name = Plane::around(bounds(&Communes::bundled().outline("07264").unwrap()), SIZE);
        assert_eq!((pins[0].x, pins[0].y), name.at(centre.lon, centre.lat));
        assert!(sure.home.y < pins[0].y - pins[0].ring, "the name makes way");
        assert!((pins[0].ring - SMALLEST_RING).abs() < f64::EPSILON);
        assert!(pins[1].ring > SMALLEST_RING);
        // 1,500 m of ring against the bar of known length beside it.
        let bar = unsure
            .bar
            .text
            .trim_end_matches(" km")
            .parse::<f64>()
            .unwrap()
            * 1_000.0;
        assert!((pins[1].ring / 1_500.0 - unsure.bar.units / bar).abs() < 0.001);
    }

    #[test]
    fn a_point_just_outside_is_still_in_the_picture() {
        let map = drawn(
            "07264",
            Some(Point {
                lat: 21.7,
                lon: 106.3,
                accuracy: None,
            }),
        );
        let pin = map.pin.unwrap();
        assert!((0.0..WIDTH).contains(&pin.x) && (0.0..HEIGHT).contains(&pin.y));
    }
}
