//! Over the real boundaries of the province.

use proptest::prelude::*;

use super::*;

fn located(lat: f64, lon: f64) -> Located<'static> {
    Communes::bundled().locate(lat, lon).unwrap()
}

#[test]
fn the_centre_of_every_commune_is_in_it() {
    for commune in Communes::bundled().all() {
        let Position { lat, lon } = commune.centre;
        assert_eq!(
            located(lat, lon),
            Located::Inside(commune),
            "{}",
            commune.name
        );
    }
}

#[test]
fn other_provinces_and_the_sea_are_outside() {
    for (place, lat, lon, nearest, km) in [
        (
            "Hà Nội, Hoàn Kiếm",
            21.0285,
            105.8542,
            "Phường Từ Sơn",
            10.8,
        ),
        ("Lạng Sơn", 21.8537, 106.7615, "Xã Tân Sơn", 28.8),
        ("Vịnh Bắc Bộ", 20.0, 107.5, "Xã Dương Hưu", 142.6),
        ("Sài Gòn", 10.7769, 106.7009, "Xã Lâm Thao", 1134.8),
    ] {
        let Located::Outside {
            nearest: found,
            metres,
        } = located(lat, lon)
        else {
            panic!("{place} is not in the province")
        };
        assert_eq!(found.name, nearest, "{place}");
        // The kilometres are the great circle's, reckoned elsewhere.
        let deviation: f64 = metres / 1000.0 / km - 1.0;
        assert!(deviation.abs() < 0.01, "{place}: {metres} m");
    }
}

#[test]
fn a_few_steps_over_the_border_of_the_province_go_to_the_nearest_commune() {
    // North of the northernmost point of Xuân Lương, at its longitude.
    let communes = Communes::bundled();
    let outline = communes.outline("07246").unwrap();
    let (lon, lat) = outline[0]
        .iter()
        .copied()
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .unwrap();
    let metre = 1.0 / 111_195.0;
    let Located::Near { commune, metres } = located(lat + 60.0 * metre, lon) else {
        panic!("60 m from the border is near")
    };
    assert_eq!(
        (commune.name.as_str(), metres.round()),
        ("Xã Xuân Lương", 60.0)
    );
    let farther = located(lat + 110.0 * metre, lon);
    assert!(matches!(farther, Located::Outside { .. }), "{farther:?}");
    assert_eq!(farther.commune(), None);
}

#[test]
fn what_is_no_position_is_an_error() {
    let communes = Communes::bundled();
    for lat in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 90.1, -1e300] {
        assert_eq!(communes.locate(lat, 106.0), Err(PositionError::Latitude));
    }
    for lon in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 180.1, -1e300] {
        assert_eq!(communes.locate(21.0, lon), Err(PositionError::Longitude));
    }
}

/// Every vertex of every boundary is where two or three communes meet, or the province ends.
#[test]
fn no_vertex_of_a_boundary_is_in_two_communes() {
    let communes = Communes::bundled();
    for commune in communes.all() {
        for (lon, lat) in communes.outline(&commune.code).unwrap().concat() {
            let codes: Vec<_> = communes
                .boundaries
                .containing(Position { lat, lon })
                .collect();
            assert!(codes.len() <= 1, "{lat} {lon}: {codes:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn a_point_is_in_at_most_one_commune(lat in 20.96..21.64_f64, lon in 105.87..107.05_f64) {
        let communes = Communes::bundled();
        let codes: Vec<_> = communes.boundaries.containing(Position { lat, lon }).collect();
        prop_assert!(codes.len() <= 1, "{:?}", codes);
        let located = communes.locate(lat, lon).unwrap();
        match located {
            Located::Inside(commune) => prop_assert_eq!(codes, [commune.code.as_str()]),
            Located::Near { metres, .. } => prop_assert!(codes.is_empty() && metres <= NEAR_METRES),
            Located::Outside { metres, .. } => prop_assert!(codes.is_empty() && metres > NEAR_METRES),
        }
    }
}

proptest! {
    #[test]
    fn any_numbers_are_answered(lat in any::<f64>(), lon in any::<f64>()) {
        let is_position = lat.abs() <= 90.0 && lon.abs() <= 180.0;
        prop_assert_eq!(Communes::bundled().locate(lat, lon).is_ok(), is_position);
    }

    #[test]
    fn every_position_on_earth_is_answered(lat in -90.0..=90.0_f64, lon in -180.0..=180.0_f64) {
        prop_assert!(Communes::bundled().locate(lat, lon).is_ok());
    }
}
