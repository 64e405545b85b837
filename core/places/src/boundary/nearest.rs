//! How far away a boundary is, for positions that lie in no commune.
//!
//! Measured on a plane that is laid between the position and the province: good to a per cent
//! within the country, rough beyond, and defined everywhere on Earth.

use super::{Boundaries, GridPoint, Shape, arc_index};
use crate::commune::Position;

/// Mean radius of the Earth in metres (IUGG).
const EARTH_RADIUS_M: f64 = 6_371_008.8;

/// A plane around a position; one unit is the Earth's radius.
struct Plane {
    origin: Position,
    /// How much shorter a degree of longitude is than one of latitude.
    shrink: f64,
}

impl Plane {
    fn between(mut position: Position, other: Position) -> Self {
        // The short way around the Earth.
        position.lon += ((other.lon - position.lon) / 360.0).round() * 360.0;
        let shrink = f64::midpoint(position.lat, other.lat).to_radians().cos();
        Self {
            origin: position,
            shrink,
        }
    }

    fn point(&self, position: Position) -> [f64; 2] {
        let east = (position.lon - self.origin.lon).to_radians() * self.shrink;
        [east, (position.lat - self.origin.lat).to_radians()]
    }
}

impl Boundaries {
    /// The shape whose boundary is nearest to a finite position, and how many metres away that
    /// boundary is. Of two that are equally near, the one with the lower code.
    pub(crate) fn nearest(&self, position: Position) -> (&str, f64) {
        let first = self.transform.to_position(self.shapes[0].lowest);
        let plane = Plane::between(position, first);
        let mut by_box: Vec<(f64, &Shape)> = self
            .shapes
            .iter()
            .map(|shape| (self.distance_to_box(&plane, shape), shape))
            .collect();
        by_box.sort_by(|(a, _), (b, _)| a.total_cmp(b));

        let (mut distance, mut nearest) = (f64::INFINITY, by_box[0].1);
        for (at_least, shape) in by_box {
            if at_least > distance {
                break;
            }
            let found = self.distance_to_edges(&plane, shape);
            if found < distance || (found <= distance && shape.code < nearest.code) {
                (distance, nearest) = (found, shape);
            }
        }
        (&nearest.code, distance * EARTH_RADIUS_M)
    }

    /// Never more than the distance to the shape's boundary.
    fn distance_to_box(&self, plane: &Plane, shape: &Shape) -> f64 {
        let [west, south] = plane.point(self.transform.to_position(shape.lowest));
        let [east, north] = plane.point(self.transform.to_position(shape.highest));
        0.0_f64.clamp(west, east).hypot(0.0_f64.clamp(south, north))
    }

    fn distance_to_edges(&self, plane: &Plane, shape: &Shape) -> f64 {
        let arcs = shape
            .rings
            .iter()
            .flatten()
            .map(|arc| &self.arcs[arc_index(*arc)]);
        arcs.flat_map(|arc| arc.windows(2))
            .map(|edge| self.distance_to_edge(plane, [edge[0], edge[1]]))
            .fold(f64::INFINITY, f64::min)
    }

    fn distance_to_edge(&self, plane: &Plane, edge: [GridPoint; 2]) -> f64 {
        let [[x1, y1], [x2, y2]] = edge.map(|point| plane.point(self.transform.to_position(point)));
        let (dx, dy) = (x2 - x1, y2 - y1);
        let length = dx * dx + dy * dy;
        // How far along the edge its nearest point lies; an edge without length is a point.
        let along = if length > 0.0 {
            (-(x1 * dx + y1 * dy) / length).clamp(0.0, 1.0)
        } else {
            0.0
        };
        (x1 + along * dx).hypot(y1 + along * dy)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::commune::Communes;

    proptest! {
        /// What is passed over because its box is far away really is.
        #[test]
        fn the_nearest_is_nearer_than_all_others(lat in 20.5..22.0_f64, lon in 105.5..107.5_f64) {
            let boundaries = &Communes::bundled().boundaries;
            let position = Position { lat, lon };
            let first = boundaries.transform.to_position(boundaries.shapes[0].lowest);
            let plane = Plane::between(position, first);
            let distances =
                boundaries.shapes.iter().map(|shape| boundaries.distance_to_edges(&plane, shape));
            let least = distances.fold(f64::INFINITY, f64::min) * EARTH_RADIUS_M;
            prop_assert_eq!(boundaries.nearest(position).1, least);
        }
    }
}
