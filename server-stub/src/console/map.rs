//! A map without tiles and without a network: the commune's outline, its neighbours faint
//! around it, the point and how sure the phone was of it. Drawn as SVG by the server.
//!
//! The plane is flat: longitude shrunk by the cosine of the middle latitude. Over a commune of
//! ten kilometres the error is less than a pixel.

use std::fmt::Write as _;

use askama::Template;
use langnghe_places::{Commune, Communes};
use langnghe_wire::Point;

/// The picture's size in its own units; the style sheet scales it to the page.
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 440.0;
/// Free space around the commune, as a share of its size.
const MARGIN: f64 = 0.12;
/// A ring smaller than this would hide behind the pin, in units.
const SMALLEST_RING: f64 = 13.0;
/// Within this many units to the side of a name's middle, a pin may cover it.
const NAME_REACH: f64 = 120.0;
/// How far above a pin a name stands clear of it, in units.
const NAME_RISE: f64 = 26.0;
/// Metres of one degree of latitude (a sphere with the Earth's mean radius).
const METRES_PER_DEGREE: f64 = 111_195.0;
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
    /// Lifts the name off the pin, should they meet.
    fn make_way_for(&mut self, pin: &Pin) {
        let (across, below) = ((pin.x - self.x).abs(), pin.y - self.y);
        if across < NAME_REACH && (-NAME_RISE..NAME_RISE).contains(&below) {
            self.y = pin.y - NAME_RISE;
        }
    }
}

/// From degrees to the picture's units.
struct Plane {
    west: f64,
    north: f64,
    /// Units of one degree of latitude.
    scale: f64,
    /// What a degree of longitude is of one of latitude.
    shrink: f64,
}

impl Plane {
    /// The plane on which everything from `(west, south)` to `(east, north)` fits in the middle.
    fn around([west, south, east, north]: [f64; 4]) -> Self {
        let shrink = f64::midpoint(south, north).to_radians().cos();
        let (across, up) = ((east - west) * shrink, north - south);
        // A commune that is a point would otherwise be scaled without end.
        let room = 1.0 + 2.0 * MARGIN;
        let scale = (WIDTH / (across * room).max(1e-4)).min(HEIGHT / (up * room).max(1e-4));
        Self {
            west: f64::midpoint(west, east) - WIDTH / 2.0 / scale / shrink,
            north: f64::midpoint(south, north) + HEIGHT / 2.0 / scale,
            scale,
            shrink,
        }
    }

    fn at(&self, lon: f64, lat: f64) -> (f64, f64) {
        let round = |units: f64| (units * 10.0).round() / 10.0;
        (
            round((lon - self.west) * self.shrink * self.scale),
            round((self.north - lat) * self.scale),
        )
    }

    fn units(&self, metres: f64) -> f64 {
        metres / METRES_PER_DEGREE * self.scale
    }

    fn shape(&self, commune: &Commune, outline: &[Vec<(f64, f64)>]) -> Shape {
        let mut path = String::new();
        for ring in outline {
            for (i, (lon, lat)) in ring.iter().enumerate() {
                let (x, y) = self.at(*lon, *lat);
                let command = if i == 0 { 'M' } else { 'L' };
                write!(path, "{command}{x} {y}").expect("writing to a String doesn't fail");
            }
            path.push('Z');
        }
        let (x, y) = self.at(commune.centre.lon, commune.centre.lat);
        let inside = |at: f64, size: f64, edge: f64| (edge..size - edge).contains(&at);
        let named = inside(x, WIDTH, 60.0) && inside(y, HEIGHT, 20.0);
        Shape {
            path,
            name: commune.name.clone(),
            x,
            y,
            named,
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
    let plane = Plane::around(frame);

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
        .map(|(other, outline)| plane.shape(other, &outline))
        .collect();

    let pin = point.map(|point| {
        let (x, y) = plane.at(point.lon, point.lat);
        let ring = plane
            .units(point.accuracy.unwrap_or(0.0))
            .clamp(SMALLEST_RING, WIDTH);
        Pin { x, y, ring }
    });
    let mut home = plane.shape(commune, &outline);
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

/// West, south, east, north.
fn bounds(outline: &[Vec<(f64, f64)>]) -> [f64; 4] {
    let nothing = [
        f64::INFINITY,
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::NEG_INFINITY,
    ];
    outline
        .iter()
        .flatten()
        .fold(nothing, |frame, point| stretch(frame, *point))
}

fn stretch([west, south, east, north]: [f64; 4], (lon, lat): (f64, f64)) -> [f64; 4] {
    [west.min(lon), south.min(lat), east.max(lon), north.max(lat)]
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
        let name = Plane::around(bounds(&Communes::bundled().outline("07264").unwrap()));
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
