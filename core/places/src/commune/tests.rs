//! The bundled set, and how a set that doesn't fit together is refused.

use super::*;

const COMMUNES: &str = include_str!("../../data/bac-ninh/communes.csv");
const BOUNDARIES: &str = include_str!("../../data/bac-ninh/communes-20pct.topojson");
const FORMER_NAMES: &str = include_str!("../../data/bac-ninh/former-names.csv");

fn parse(communes: &str, boundaries: &str, former: &str) -> Result<Communes, CommunesError> {
    Communes::parse(
        communes.as_bytes(),
        boundaries.as_bytes(),
        former.as_bytes(),
    )
}

#[test]
fn the_province_has_66_communes_and_33_wards() {
    let communes = Communes::bundled();
    let of_kind = |kind| {
        communes
            .all()
            .iter()
            .filter(|commune| commune.kind == kind)
            .count()
    };
    assert_eq!(
        (of_kind(CommuneKind::Xa), of_kind(CommuneKind::Phuong)),
        (66, 33)
    );
    assert_eq!(communes.former_names().len(), 313);
}

#[test]
fn a_commune_is_written_so() {
    let commune = Communes::bundled().by_code("07264").unwrap();
    assert_eq!(commune.short_name(), "Tam Tiến");
    insta::assert_json_snapshot!(commune, @r#"
    {
      "code": "07264",
      "name": "Xã Tam Tiến",
      "name_en": "Tam Tien",
      "kind": "xa",
      "centre": {
        "lat": 21.5025,
        "lon": 106.076
      },
      "area_km2": 60.34,
      "valid_from": "2025-07-01",
      "valid_until": null
    }
    "#);
    let json = serde_json::to_string(commune).unwrap();
    assert_eq!(&serde_json::from_str::<Commune>(&json).unwrap(), commune);
}

#[test]
fn an_unknown_code_is_none() {
    assert!(Communes::bundled().by_code("99999").is_none());
    assert!(Communes::bundled().outline("99999").is_none());
}

#[test]
fn outlines_cover_the_area_that_the_list_states() {
    // The map gives Chũ 12 square kilometres that the list gives Biên Sơn: see data/SOURCES.md.
    let disputed = ["07525", "07537"];
    let communes = Communes::bundled().all();
    for commune in communes
        .iter()
        .filter(|commune| !disputed.contains(&commune.code.as_str()))
    {
        let deviation = mapped_km2(commune) / commune.area_km2 - 1.0;
        assert!(deviation.abs() < 0.03, "{}: {deviation}", commune.name);
    }
    let mapped: f64 = communes.iter().map(mapped_km2).sum();
    let listed: f64 = communes.iter().map(|commune| commune.area_km2).sum();
    assert!((mapped / listed - 1.0).abs() < 0.002, "{mapped} {listed}");
}

/// The area inside an outline, by the shoelace formula on a plane.
fn mapped_km2(commune: &Commune) -> f64 {
    let km_a_degree = 111.195;
    let shrink = commune.centre.lat.to_radians().cos();
    let rings = Communes::bundled().outline(&commune.code).unwrap();
    let edges = rings.iter().flat_map(|ring| ring.windows(2));
    let twice: f64 = edges
        .map(|edge| edge[0].0 * edge[1].1 - edge[1].0 * edge[0].1)
        .sum();
    twice.abs() / 2.0 * shrink * km_a_degree * km_a_degree
}

#[test]
fn validity_and_unknown_columns_are_read() {
    let (header, rows) = COMMUNES.split_once('\n').unwrap();
    let mut newer = format!("{},valid_from,valid_until,mood\n", header.trim_end());
    for row in rows.lines() {
        newer += &format!("{row},2027-01-01,,good\n");
    }
    newer += "99999,Xã Cũ,Cu,Xã,21.3,106.2,1,,,2027-01-01,sad\n";
    let communes = parse(&newer, BOUNDARIES, FORMER_NAMES).unwrap();
    assert_eq!(
        communes.by_code("07264").unwrap().valid_from,
        date(2027, 1, 1)
    );
    let merged = communes.by_code("99999").unwrap();
    assert_eq!(
        (merged.valid_from, merged.valid_until),
        (date(2025, 7, 1), Some(date(2027, 1, 1)))
    );
}

#[test]
fn a_set_that_does_not_fit_together_is_refused() {
    let with_row = |row: &str| format!("{COMMUNES}{row}\n");
    let refused = |communes: &str, former: &str| parse(communes, BOUNDARIES, former).unwrap_err();

    let without = COMMUNES
        .lines()
        .filter(|row| !row.starts_with("07210"))
        .collect::<Vec<_>>();
    let error = refused(&without.join("\n"), "code,name,district,province\n");
    assert!(
        matches!(
            error,
            CommunesError::Unknown {
                file: "boundaries",
                ..
            }
        ),
        "{error}"
    );
    let error = refused(
        COMMUNES,
        "code,name,district,province\n1,Xã A,Huyện B,Tỉnh C\n",
    );
    assert!(
        matches!(
            error,
            CommunesError::Unknown {
                file: "former names",
                ..
            }
        ),
        "{error}"
    );
    let error = refused(&with_row("99999,Xã Mới,Moi,Xã,21.3,106.2,1,"), FORMER_NAMES);
    assert!(
        matches!(error, CommunesError::WithoutBoundary(_)),
        "{error}"
    );
    let error = refused(&with_row("07210,Xã Mới,Moi,Xã,21.3,106.2,1,"), FORMER_NAMES);
    assert!(matches!(error, CommunesError::Repeated(_)), "{error}");
    for row in [
        "99999, ,Moi,Xã,21.3,106.2,1,",
        "99999,Xã Mới,Moi,Xã,NaN,106.2,1,",
    ] {
        let error = refused(&with_row(row), FORMER_NAMES);
        assert!(matches!(error, CommunesError::Incomplete(_)), "{error}");
    }
    for row in ["99999,Huyện Mới,Moi,Huyện,21.3,106.2,1,", "99999,short"] {
        let error = refused(&with_row(row), FORMER_NAMES);
        assert!(
            matches!(
                error,
                CommunesError::Table {
                    file: "communes",
                    ..
                }
            ),
            "{error}"
        );
    }
    let error = refused(COMMUNES.lines().next().unwrap(), FORMER_NAMES);
    assert!(matches!(error, CommunesError::Empty), "{error}");
    let error = refused(&" ".repeat(MAX_FILE_BYTES + 1), FORMER_NAMES);
    assert!(
        matches!(
            error,
            CommunesError::TooLong {
                file: "communes",
                ..
            }
        ),
        "{error}"
    );
    let error = parse(COMMUNES, "{}", FORMER_NAMES).unwrap_err();
    assert!(matches!(error, CommunesError::Boundaries(_)), "{error}");
}
