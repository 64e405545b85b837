//! The decoder against small files made by hand, and against what a broken file may hold.

use proptest::prelude::*;

use super::*;

/// Two squares side by side, sharing the arc 0; the second has a hole.
fn two_squares() -> serde_json::Value {
    serde_json::json!({
        "type": "Topology",
        "transform": { "scale": [0.01, 0.01], "translate": [106.0, 21.0] },
        "arcs": [
            [[10, 0], [0, 10]],
            [[10, 10], [-10, 0], [0, -10], [10, 0]],
            [[10, 10], [10, 0], [0, -10], [-10, 0]],
            [[14, 4], [2, 0], [0, 2], [-2, 0], [0, -2]],
        ],
        "objects": { "any": { "type": "GeometryCollection", "geometries": [
            { "type": "MultiPolygon", "arcs": [[[2, 0], [3]]], "properties": { "code": "2" } },
            { "type": "Polygon", "arcs": [[0, 1]], "id": 7, "properties": { "code": "1", "name": "x" } },
        ] } },
    })
}

fn parse(value: &serde_json::Value) -> Result<Boundaries, BoundaryError> {
    Boundaries::parse(value.to_string().as_bytes())
}

fn codes_at(boundaries: &Boundaries, x: f64, y: f64) -> Vec<&str> {
    let position = Position {
        lon: 106.0 + x * 0.01,
        lat: 21.0 + y * 0.01,
    };
    boundaries.containing(position).collect()
}

#[test]
fn a_point_is_in_the_square_around_it() {
    let boundaries = parse(&two_squares()).unwrap();
    assert_eq!(codes_at(&boundaries, 5.0, 5.0), ["1"]);
    assert_eq!(codes_at(&boundaries, 12.0, 5.0), ["2"]);
    assert_eq!(codes_at(&boundaries, 15.0, 5.0), [""; 0], "in the hole");
    assert_eq!(codes_at(&boundaries, 25.0, 5.0), [""; 0]);
}

#[test]
fn a_point_on_a_shared_border_is_in_exactly_one() {
    // A scale of one keeps the numbers exact: these points are on the border to the last bit.
    let mut topology = two_squares();
    topology["transform"] = serde_json::json!({ "scale": [0.5, 0.5], "translate": [0.0, 0.0] });
    let boundaries = parse(&topology).unwrap();
    for y in 0..20 {
        let on_border = Position {
            lon: 5.0,
            lat: f64::from(y) * 0.25,
        };
        assert_eq!(
            boundaries.containing(on_border).collect::<Vec<_>>(),
            ["2"],
            "{on_border:?}"
        );
    }
}

#[test]
fn outlines_are_closed_and_without_repeated_points() {
    let boundaries = parse(&two_squares()).unwrap();
    let outline = boundaries.outline("2").unwrap();
    assert_eq!(outline.iter().map(Vec::len).collect::<Vec<_>>(), [5, 5]);
    assert!(outline.iter().all(|ring| ring.first() == ring.last()));
    assert!(boundaries.outline("3").is_none());
}

#[test]
fn the_nearest_boundary_is_measured_on_the_ground() {
    let boundaries = parse(&two_squares()).unwrap();
    // 0.05 degrees west of the first square, and one degree south of the second's lower edge.
    let (code, metres) = boundaries.nearest(Position {
        lat: 21.05,
        lon: 105.95,
    });
    assert_eq!((code, (metres / 10.0).round()), ("1", 519.0));
    let (code, metres) = boundaries.nearest(Position {
        lat: 20.0,
        lon: 106.15,
    });
    assert_eq!((code, (metres / 10.0).round()), ("2", 11_120.0));
}

#[test]
fn what_is_wrong_with_a_file_is_said() {
    let broken = |pointer: &str, value: serde_json::Value| {
        let mut topology = two_squares();
        *topology.pointer_mut(pointer).unwrap() = value;
        parse(&topology).unwrap_err()
    };
    let json = serde_json::Value::from;
    let geometry = "/objects/any/geometries";
    assert!(matches!(
        Boundaries::parse(b"no"),
        Err(BoundaryError::Json(_))
    ));
    assert!(matches!(
        broken("/transform/scale/0", json(0)),
        BoundaryError::Transform
    ));
    assert!(matches!(
        broken("/transform/translate/1", json(91)),
        BoundaryError::Transform
    ));
    assert!(matches!(
        broken("/arcs/0/0/0", json(i32::MAX)),
        BoundaryError::Open(_)
    ));
    assert!(matches!(
        broken("/arcs/1/0/0", json(i32::MIN)),
        BoundaryError::Arc(1)
    ));
    assert!(matches!(
        broken("/arcs/0", serde_json::json!([[0, 0]])),
        BoundaryError::Arc(0)
    ));
    let at = |place: &str| format!("{geometry}/{place}");
    assert!(matches!(
        broken(&at("1/arcs/0/1"), json(9)),
        BoundaryError::MissingArc(_)
    ));
    assert!(matches!(
        broken(&at("1/arcs/0/1"), json(i32::MIN)),
        BoundaryError::MissingArc(_)
    ));
    assert!(matches!(
        broken(&at("1/arcs/0/1"), json(-2)),
        BoundaryError::Open(_)
    ));
    assert!(matches!(
        broken(&at("1/arcs/0"), serde_json::json!([])),
        BoundaryError::Open(_)
    ));
    assert!(matches!(
        broken(&at("1/arcs"), serde_json::json!([])),
        BoundaryError::Open(_)
    ));
    assert!(matches!(
        broken(&at("1/properties/code"), "2".into()),
        BoundaryError::Repeated(_)
    ));
    assert!(matches!(
        broken(geometry, serde_json::json!([])),
        BoundaryError::Empty
    ));
    let crowded = serde_json::json!([[0, 1], [0, 1], [0, 1]]);
    assert!(matches!(
        broken(&at("1/arcs"), crowded),
        BoundaryError::CrowdedArc(0)
    ));
}

proptest! {
    /// A line of steps of any slope between two areas: every point of the grid is in exactly one
    /// of them, at the line's vertices, on it, and where a ray to the east meets a vertex.
    #[test]
    fn neighbours_agree_about_every_point(
        steps in proptest::collection::vec((1_i32..9, -9_i32..9), 2..12),
    ) {
        let width: i32 = steps.iter().map(|(dx, _)| dx).sum();
        let height: i32 = steps.iter().map(|(_, dy)| dy).sum();
        let shared: Vec<_> =
            std::iter::once([0, 0]).chain(steps.iter().map(|(dx, dy)| [*dx, *dy])).collect();
        let around = |y: i32| {
            serde_json::json!([[width, height], [0, y - height], [-width, 0], [0, -y]])
        };
        // A power of two: positions on the grid are exact, so that the hard cases are met.
        let scale = 1.0 / 1024.0;
        let boundaries = parse(&serde_json::json!({
            "transform": { "scale": [scale, scale], "translate": [0.0, 0.0] },
            "arcs": [shared, around(200), around(-200)],
            "objects": { "any": { "geometries": [
                { "type": "Polygon", "arcs": [[0, 1]], "properties": { "code": "above" } },
                { "type": "Polygon", "arcs": [[-3, -1]], "properties": { "code": "below" } },
            ] } },
        })).unwrap();
        for x in 1..width {
            for y in -110..110 {
                let position = Position { lon: f64::from(x) * scale, lat: f64::from(y) * scale };
                prop_assert_eq!(boundaries.containing(position).count(), 1, "{} {}", x, y);
            }
        }
    }

    #[test]
    fn any_bytes_are_refused_or_read(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = Boundaries::parse(&bytes);
    }
}
