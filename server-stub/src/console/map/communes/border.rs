//! A commune's border as the `d` of an SVG path.
//!
//! Points are rounded to whole units, and those that then lie on one another or on a straight line
//! are left out. Neighbours share their points, so that they still share their border.

use std::fmt::Write as _;

use super::super::plane::Plane;

/// Rings of longitudes and latitudes.
pub(super) type Outline = Vec<Vec<(f64, f64)>>;

/// The path, in steps of whole units.
pub(super) fn path(plane: &Plane, outline: &Outline) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_on_a_straight_way_is_left_out_and_a_turn_is_not() {
        assert!(lies_between((0, 0), (2, 1), (4, 2)));
        assert!(!lies_between((0, 0), (2, 1), (4, 3)));
        assert!(!lies_between((0, 0), (2, 1), (0, 0)), "a way back");
    }
}
