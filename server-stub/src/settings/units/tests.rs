//! Units: codes, names, which entry wins, and how they are edited.

use proptest::prelude::*;

use super::*;

fn communes() -> &'static Communes {
    Communes::bundled()
}

fn form(of: &str, suffix: &str, vi: &str) -> UnitForm {
    UnitForm {
        is_new: Some("on".into()),
        of: of.into(),
        suffix: suffix.into(),
        vi: vi.into(),
        active: Some("on".into()),
        ..UnitForm::default()
    }
}

#[test]
fn the_economy_office_is_called_otherwise_in_a_ward() {
    let of_kind = |kind| communes().all().iter().find(|c| c.kind == kind).unwrap();
    let name = |kind| {
        let code = format!("{}-kt", of_kind(kind).code);
        Units::bundled().unit(&code, communes()).unwrap().name
    };
    let (xa, phuong) = (name(CommuneKind::Xa), name(CommuneKind::Phuong));
    assert!(xa.vi.starts_with("Phòng Kinh tế, Xã "), "{}", xa.vi);
    assert!(
        phuong
            .vi
            .starts_with("Phòng Kinh tế, Hạ tầng và Đô thị, Phường ")
    );
    assert!(phuong.en.ends_with(" Ward"));
}

#[test]
fn codes_lead_back_to_units_and_others_to_none() {
    let units = Units::bundled();
    for commune in communes().all() {
        let offices = units.of_commune(&commune.code, communes());
        assert_eq!(offices.len(), 4);
        for unit in offices {
            assert_eq!(units.unit(&unit.code, communes()), Some(unit));
        }
    }
    assert!(units.of_province(communes()).len() > 3);
    for wrong in [
        "",
        "-",
        "07264",
        "07264-",
        "07264-xx",
        "00000-kt",
        "07264-kt-kt",
        "*-kt",
        "24-kt",
    ] {
        assert_eq!(units.unit(wrong, communes()), None, "{wrong}");
    }
}

#[test]
fn a_communes_own_entry_wins_over_everybodys() {
    let own = UnitForm {
        approval: Some("on".into()),
        ..form("07264", "kt", "Phòng Kinh tế và Hạ tầng")
    };
    let units = Units::bundled().with(&own, communes()).unwrap();
    let here = units.unit("07264-kt", communes()).unwrap();
    assert!(here.name.vi.starts_with("Phòng Kinh tế và Hạ tầng, "));
    assert!(here.approval);
    assert!(!units.unit("07210-kt", communes()).unwrap().approval);
    assert_eq!(units.of_commune("07264", communes()).len(), 4, "not twice");

    let closed = UnitForm {
        active: None,
        is_new: None,
        ..own
    };
    let units = units.with(&closed, communes()).unwrap();
    assert_eq!(units.active("07264-kt", communes()), None);
    assert!(
        units.unit("07264-kt", communes()).is_some(),
        "cases name it"
    );
    assert!(units.active("07210-kt", communes()).is_some());
}

#[test]
fn a_form_that_is_wrong_names_its_field() {
    let units = Units::bundled();
    let invalid = |form: &UnitForm| units.with(form, communes()).unwrap_err();
    assert_eq!(
        invalid(&form("24", "", "Sở")),
        Why::Empty.in_field("suffix")
    );
    for wrong in ["x-y", "đê", "a b", "muoi3chucaidoi"] {
        assert_eq!(
            invalid(&form("24", wrong, "Sở")),
            Why::NotACode.in_field("suffix")
        );
    }
    assert_eq!(
        invalid(&form("00000", "x", "Sở")),
        Why::UnknownCommune.in_field("of")
    );
    assert_eq!(invalid(&form("24", "x", " ")), Why::Empty.in_field("vi"));
    assert_eq!(
        invalid(&form("24", "x", &"a".repeat(121))),
        Why::TooLong(120).in_field("vi")
    );
    assert_eq!(
        invalid(&form("*", "kt", "Phòng")),
        Why::Taken.in_field("suffix")
    );
    let absent = UnitForm {
        is_new: None,
        ..form("24", "x", "Sở")
    };
    assert_eq!(invalid(&absent), Why::Unknown.in_field("suffix"));
}

#[test]
fn a_form_that_nobody_touched_changes_nothing() {
    let units = Units::bundled();
    for entry in &units.units {
        let untouched = UnitForm::of_entry(entry);
        assert_eq!(units.with(&untouched, communes()).unwrap(), units);
    }
}

proptest! {
    #[test]
    fn a_code_is_read_as_it_was_written(
        of in prop_oneof![
            Just(Of::Province),
            Just(Of::EveryCommune),
            "[0-9]{5}".prop_map(Of::Commune),
        ],
        suffix in "[a-z0-9]{1,12}",
    ) {
        let code = EntryCode { of, suffix };
        prop_assert_eq!(code.to_string().parse::<EntryCode>(), Ok(code));
    }

    #[test]
    fn whatever_is_read_is_written_as_it_was(text in "(24|\\*|[0-9]{3,6}|.{0,3})-[a-z0-9-]{0,14}") {
        if let Ok(code) = text.parse::<EntryCode>() {
            prop_assert_eq!(code.to_string(), text);
        }
    }
}
