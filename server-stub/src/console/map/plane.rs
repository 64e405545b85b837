//! Degrees on a flat picture.
//!
//! Longitude is shrunk by the cosine of the middle latitude. Over a commune of ten kilometres the
//! error is less than a pixel, and over the province less than three.

/// Metres of one degree of latitude (a sphere with the Earth's mean radius).
const METRES_PER_DEGREE: f64 = 111_195.0;

/// A picture's size in its own units; the style sheet scales it to the page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Size {
    pub(super) width: f64,
    pub(super) height: f64,
    /// Free space around what is shown, as a share of its size.
    pub(super) margin: f64,
}

/// From degrees to the picture's units.
pub(super) struct Plane {
    west: f64,
    north: f64,
    /// Units of one degree of latitude.
    scale: f64,
    /// What a degree of longitude is of one of latitude.
    shrink: f64,
}

impl Plane {
    /// The plane on which everything from `(west, south)` to `(east, north)` fits in the middle.
    pub(super) fn around([west, south, east, north]: [f64; 4], size: Size) -> Self {
        let shrink = f64::midpoint(south, north).to_radians().cos();
        let (across, up) = ((east - west) * shrink, north - south);
        // A commune that is a point would otherwise be scaled without end.
        let room = 1.0 + 2.0 * size.margin;
        let across = size.width / (across * room).max(1e-4);
        let scale = across.min(size.height / (up * room).max(1e-4));
        Self {
            west: f64::midpoint(west, east) - size.width / 2.0 / scale / shrink,
            north: f64::midpoint(south, north) + size.height / 2.0 / scale,
            scale,
            shrink,
        }
    }

    pub(super) fn at(&self, lon: f64, lat: f64) -> (f64, f64) {
        let round = |units: f64| (units * 10.0).round() / 10.0;
        (
            round((lon - self.west) * self.shrink * self.scale),
            round((self.north - lat) * self.scale),
        )
    }

    pub(super) fn units(&self, metres: f64) -> f64 {
        metres / METRES_PER_DEGREE * self.scale
    }
}

/// West, south, east, north.
pub(super) fn bounds(outline: &[Vec<(f64, f64)>]) -> [f64; 4] {
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

pub(super) fn stretch([west, south, east, north]: [f64; 4], (lon, lat): (f64, f64)) -> [f64; 4] {
    [west.min(lon), south.min(lat), east.max(lon), north.max(lat)]
}
