//! The units of a commune, and which of them a category goes to first: data in
//! `data/units.json`, read by pure functions.
//!
//! Since July 2025 every commune has the same few offices; a unit's code is the commune's with a
//! suffix, such as `07264-kt`. Which one answers for which category differs from place to place;
//! the table is the first guess, and a category that it doesn't know goes to the commune's
//! office, which distributes what nobody else takes.

use std::{collections::BTreeMap, sync::LazyLock};

use langnghe_places::{Commune, CommuneKind, Communes};
use langnghe_wire::words::Words;
use serde::Deserialize;

#[derive(Deserialize)]
struct Table {
    units: Vec<UnitRow>,
    first_unit: BTreeMap<String, String>,
    otherwise: String,
}

#[derive(Deserialize)]
struct UnitRow {
    suffix: String,
    xa: Words,
    phuong: Words,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../data/units.json"))
        .expect("the table is compiled in, and a test reads it")
});

/// A unit of a commune.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its code, such as `07264-kt`.
    pub code: String,
    /// Its name with its commune's, as a person reads it.
    pub name: Words,
}

/// The unit of a commune that a category goes to first.
#[must_use]
pub fn first_unit(category: &str, commune: &Commune) -> Unit {
    let suffix = TABLE.first_unit.get(category).unwrap_or(&TABLE.otherwise);
    let row = row(suffix).expect("a test holds that the table names its own units");
    unit(row, commune)
}

/// Every unit of a commune, in the order of the table.
pub fn units_of(commune: &Commune) -> impl Iterator<Item = Unit> {
    TABLE.units.iter().map(|row| unit(row, commune))
}

/// Whether a unit with this code exists.
#[must_use]
pub fn exists(code: &str, communes: &Communes) -> bool {
    by_code(code, communes).is_some()
}

/// The unit with a code, if there is one.
#[must_use]
pub fn by_code(code: &str, communes: &Communes) -> Option<Unit> {
    let (commune, suffix) = code.split_once('-')?;
    Some(unit(row(suffix)?, communes.by_code(commune)?))
}

fn row(suffix: &str) -> Option<&'static UnitRow> {
    TABLE.units.iter().find(|row| row.suffix == suffix)
}

fn unit(row: &UnitRow, commune: &Commune) -> Unit {
    let (name, kind_en) = match commune.kind {
        CommuneKind::Xa => (&row.xa, "Commune"),
        CommuneKind::Phuong => (&row.phuong, "Ward"),
    };
    Unit {
        code: format!("{}-{}", commune.code, row.suffix),
        name: Words::both(
            format!("{}, {}", name.vi, commune.name),
            format!("{}, {} {kind_en}", name.en, commune.name_en),
        ),
    }
}

#[cfg(test)]
mod tests {
    use langnghe_places::Catalogue;

    use super::*;

    #[test]
    fn every_category_of_the_catalogue_has_its_first_unit() {
        for category in &Catalogue::bundled().categories {
            let suffix = &TABLE.first_unit.get(&category.code);
            assert!(
                suffix.is_some_and(|s| row(s).is_some()),
                "{}",
                category.code
            );
        }
        assert!(row(&TABLE.otherwise).is_some());
    }

    #[test]
    fn the_economy_office_is_called_otherwise_in_a_ward() {
        let communes = Communes::bundled();
        let of_kind = |kind| communes.all().iter().find(|c| c.kind == kind).unwrap();
        let xa = first_unit("dyke", of_kind(CommuneKind::Xa));
        let phuong = first_unit("dyke", of_kind(CommuneKind::Phuong));
        assert!(
            xa.name.vi.starts_with("Phòng Kinh tế, Xã "),
            "{}",
            xa.name.vi
        );
        assert!(
            phuong
                .name
                .vi
                .starts_with("Phòng Kinh tế, Hạ tầng và Đô thị, Phường ")
        );
        assert!(phuong.name.en.ends_with(" Ward"));
    }

    #[test]
    fn codes_lead_back_to_units_and_others_to_none() {
        let communes = Communes::bundled();
        for commune in communes.all() {
            for unit in units_of(commune) {
                assert_eq!(by_code(&unit.code, communes), Some(unit));
            }
        }
        for wrong in [
            "",
            "-",
            "07264",
            "07264-",
            "07264-xx",
            "00000-kt",
            "07264-kt-kt",
        ] {
            assert!(!exists(wrong, communes), "{wrong}");
        }
    }

    #[test]
    fn an_unknown_category_goes_to_the_office() {
        let commune = &Communes::bundled().all()[0];
        let unit = first_unit("meteorites", commune);
        assert_eq!(unit.code, format!("{}-vp", commune.code));
    }
}
