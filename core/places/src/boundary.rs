//! The boundaries as they are stored: TopoJSON, where neighbours share one arc.
//!
//! The arcs stay on the file's integer grid. Two neighbours therefore test a point against the
//! very same edge with the very same arithmetic, and a point on their border belongs to exactly
//! one of them. That is why this is written here and not taken from a library: `geo` decides that
//! a point on a border is inside neither, works on polygons that no longer share anything, and
//! brings a dozen crates along; the `topojson` crate would hand over a tree of JSON values that
//! still had to be checked. What is left is the decoding of arcs and the even-odd rule.

mod nearest;

use serde::Deserialize;
use thiserror::Error;

use crate::commune::Position;

/// A point on the file's integer grid.
type GridPoint = [i32; 2];

/// Why a file isn't a set of boundaries.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum BoundaryError {
    /// It isn't quantised TopoJSON of polygons with a code each.
    #[error("not the TopoJSON that is expected")]
    Json(#[from] serde_json::Error),
    /// The grid has no size, or isn't on Earth.
    #[error("the transform is not a grid on Earth")]
    Transform,
    /// An arc is too short, or leaves the grid.
    #[error("arc {0} is too short or leaves the grid")]
    Arc(usize),
    /// A ring names an arc that isn't there.
    #[error("the boundary of {0:?} names an arc that isn't there")]
    MissingArc(String),
    /// Three boundaries share an arc. It has two sides; and a small file must not ask for much work.
    #[error("arc {0} has more than two sides")]
    CrowdedArc(usize),
    /// A ring's arcs don't meet.
    #[error("the boundary of {0:?} isn't closed")]
    Open(String),
    /// A commune has two boundaries.
    #[error("the boundary of {0:?} is there twice")]
    Repeated(String),
    /// There is no boundary.
    #[error("there is no boundary")]
    Empty,
}

/// All boundaries, over one set of shared arcs.
#[derive(Debug)]
pub(crate) struct Boundaries {
    transform: Transform,
    arcs: Vec<Vec<GridPoint>>,
    /// In the order of their codes.
    shapes: Vec<Shape>,
}

#[derive(Debug)]
struct Shape {
    code: String,
    /// Indices of arcs as TopoJSON writes them: `!i` is arc `i` backwards.
    rings: Vec<Vec<i32>>,
    lowest: GridPoint,
    highest: GridPoint,
}

#[derive(Debug, Deserialize)]
struct Transform {
    scale: [f64; 2],
    translate: [f64; 2],
}

#[derive(Deserialize)]
struct Topology {
    transform: Transform,
    arcs: Vec<Vec<GridPoint>>,
    objects: std::collections::BTreeMap<String, Collection>,
}

#[derive(Deserialize)]
struct Collection {
    geometries: Vec<Geometry>,
}

#[derive(Deserialize)]
struct Geometry {
    properties: Properties,
    #[serde(flatten)]
    arcs: Rings,
}

#[derive(Deserialize)]
struct Properties {
    code: String,
}

#[derive(Deserialize)]
#[serde(tag = "type", content = "arcs")]
enum Rings {
    Polygon(Vec<Vec<i32>>),
    MultiPolygon(Vec<Vec<Vec<i32>>>),
}

impl Boundaries {
    /// Reads TopoJSON. The caller has limited its length.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, BoundaryError> {
        let topology: Topology = serde_json::from_slice(bytes)?;
        if !topology.transform.is_on_earth() {
            return Err(BoundaryError::Transform);
        }
        let arcs = topology
            .arcs
            .into_iter()
            .enumerate()
            .map(|(index, deltas)| {
                absolute(&deltas)
                    .filter(|arc| arc.len() > 1)
                    .ok_or(BoundaryError::Arc(index))
            });
        let mut boundaries = Self {
            transform: topology.transform,
            arcs: arcs.collect::<Result<_, _>>()?,
            shapes: Vec::new(),
        };
        let mut sides = vec![0_u8; boundaries.arcs.len()];
        for geometry in topology
            .objects
            .into_values()
            .flat_map(|object| object.geometries)
        {
            let rings = match geometry.arcs {
                Rings::Polygon(rings) => rings,
                Rings::MultiPolygon(polygons) => polygons.concat(),
            };
            for index in rings.iter().flatten().map(|arc| arc_index(*arc)) {
                // One that isn't there is refused below, with the code of the commune.
                let Some(sides) = sides.get_mut(index) else {
                    continue;
                };
                *sides += 1;
                if *sides > 2 {
                    return Err(BoundaryError::CrowdedArc(index));
                }
            }
            let shape = boundaries.checked(geometry.properties.code, rings)?;
            boundaries.shapes.push(shape);
        }
        boundaries.shapes.sort_by(|a, b| a.code.cmp(&b.code));
        if let Some(pair) = boundaries
            .shapes
            .windows(2)
            .find(|pair| pair[0].code == pair[1].code)
        {
            return Err(BoundaryError::Repeated(pair[0].code.clone()));
        }
        if boundaries.shapes.is_empty() {
            Err(BoundaryError::Empty)
        } else {
            Ok(boundaries)
        }
    }

    /// A shape whose arcs exist and whose rings are closed.
    fn checked(&self, code: String, rings: Vec<Vec<i32>>) -> Result<Shape, BoundaryError> {
        let (mut lowest, mut highest) = ([i32::MAX; 2], [i32::MIN; 2]);
        for ring in &rings {
            if ring
                .iter()
                .any(|arc| self.arcs.get(arc_index(*arc)).is_none())
            {
                return Err(BoundaryError::MissingArc(code));
            }
            let ends = |arc: &i32| self.directed(*arc).next().zip(self.directed(!*arc).next());
            let meets = |(one, next): (&i32, &i32)| match (ends(one), ends(next)) {
                (Some((_, end)), Some((start, _))) => end == start,
                _ => false,
            };
            let followers = ring.iter().cycle().skip(1);
            if ring.is_empty() || !ring.iter().zip(followers).all(meets) {
                return Err(BoundaryError::Open(code));
            }
            for point in ring.iter().flat_map(|arc| &self.arcs[arc_index(*arc)]) {
                for axis in 0..2 {
                    lowest[axis] = lowest[axis].min(point[axis]);
                    highest[axis] = highest[axis].max(point[axis]);
                }
            }
        }
        if rings.is_empty() {
            Err(BoundaryError::Open(code))
        } else {
            Ok(Shape {
                code,
                rings,
                lowest,
                highest,
            })
        }
    }

    /// The codes that have a boundary.
    pub(crate) fn codes(&self) -> impl Iterator<Item = &str> {
        self.shapes.iter().map(|shape| shape.code.as_str())
    }

    /// The codes of every shape that a finite position lies in. For a planar set, at most one.
    pub(crate) fn containing(&self, position: Position) -> impl Iterator<Item = &str> {
        let point = self.transform.to_grid(position);
        self.shapes
            .iter()
            .filter(move |shape| shape.may_contain(point) && self.is_inside(shape, point))
            .map(|shape| shape.code.as_str())
    }

    /// The even-odd rule: a ray to the east crosses the boundary an odd number of times.
    fn is_inside(&self, shape: &Shape, point: [f64; 2]) -> bool {
        let arcs = shape
            .rings
            .iter()
            .flatten()
            .map(|arc| &self.arcs[arc_index(*arc)]);
        let edges = arcs.flat_map(|arc| arc.windows(2));
        edges
            .filter(|edge| is_crossed([edge[0], edge[1]], point))
            .count()
            % 2
            == 1
    }

    /// The rings of a shape as `(lon, lat)`, each closed.
    pub(crate) fn outline(&self, code: &str) -> Option<Vec<Vec<(f64, f64)>>> {
        let index = self
            .shapes
            .binary_search_by(|shape| shape.code.as_str().cmp(code))
            .ok()?;
        let ring = |arcs: &Vec<i32>| {
            let mut points: Vec<GridPoint> =
                arcs.iter().flat_map(|arc| self.directed(*arc)).collect();
            // Where two arcs meet, both bring the point.
            points.dedup();
            points
                .into_iter()
                .map(|point| self.transform.to_position(point))
                .map(|position| (position.lon, position.lat))
                .collect()
        };
        Some(self.shapes[index].rings.iter().map(ring).collect())
    }

    /// The points of an arc in the direction that a ring asks for.
    fn directed(&self, arc: i32) -> Box<dyn Iterator<Item = GridPoint> + '_> {
        let points = self.arcs[arc_index(arc)].iter().copied();
        if arc < 0 {
            Box::new(points.rev())
        } else {
            Box::new(points)
        }
    }
}

impl Shape {
    fn may_contain(&self, point: [f64; 2]) -> bool {
        (0..2).all(|axis| {
            f64::from(self.lowest[axis]) <= point[axis]
                && point[axis] <= f64::from(self.highest[axis])
        })
    }
}

impl Transform {
    fn is_on_earth(&self) -> bool {
        self.scale
            .iter()
            .all(|scale| scale.is_normal() && (0.0..1.0).contains(scale))
            && self.translate[0].abs() <= 180.0
            && self.translate[1].abs() <= 90.0
    }

    fn to_grid(&self, position: Position) -> [f64; 2] {
        [
            (position.lon - self.translate[0]) / self.scale[0],
            (position.lat - self.translate[1]) / self.scale[1],
        ]
    }

    fn to_position(&self, [x, y]: GridPoint) -> Position {
        Position {
            lon: f64::from(x) * self.scale[0] + self.translate[0],
            lat: f64::from(y) * self.scale[1] + self.translate[1],
        }
    }
}

/// `!i` for an arc that is walked backwards, as TopoJSON has it.
fn arc_index(arc: i32) -> usize {
    (if arc < 0 { !arc } else { arc }) as usize
}

/// The first point of an arc is a place, each later one a step.
fn absolute(deltas: &[GridPoint]) -> Option<Vec<GridPoint>> {
    let mut at: GridPoint = [0, 0];
    deltas
        .iter()
        .map(|step| {
            at = [at[0].checked_add(step[0])?, at[1].checked_add(step[1])?];
            Some(at)
        })
        .collect()
}

/// Whether an edge is crossed by the ray that starts at the point and goes east.
///
/// The lower end belongs to an edge, the upper doesn't: a ray through a vertex crosses once.
/// The edge is always looked at from its lower end, so that both its neighbours, who walk it in
/// opposite directions, come to the same answer to the last bit.
fn is_crossed([one, other]: [GridPoint; 2], [x, y]: [f64; 2]) -> bool {
    let (low, high) = if one[1] <= other[1] {
        (one, other)
    } else {
        (other, one)
    };
    let ([x1, y1], [x2, y2]) = (low.map(f64::from), high.map(f64::from));
    y1 <= y && y < y2 && (x - x1) * (y2 - y1) < (x2 - x1) * (y - y1)
}

#[cfg(test)]
mod tests;
