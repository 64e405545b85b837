//! Routing: which rule decides, where a new one is put, what may not be.

use proptest::prelude::*;

use super::*;

const HERE: &str = "07264";
const ELSEWHERE: &str = "07210";

fn rule(category: &str, commune: &str, to: &str) -> RuleForm {
    RuleForm {
        id: None,
        category: category.into(),
        commune: commune.into(),
        to: to.into(),
    }
}

fn with(routing: &Routing, form: &RuleForm) -> Result<Routing, Invalid> {
    routing.with(
        form,
        &Units::bundled(),
        Catalogue::bundled(),
        Communes::bundled(),
    )
}

fn unit(routing: &Routing, category: &str, commune: &str) -> String {
    let routed = routing.route(category, commune, &Units::bundled(), Communes::bundled());
    routed.unwrap().unit.code
}

#[test]
fn what_is_bundled_sends_every_category_somewhere() {
    let routing = Routing::bundled();
    routing
        .check(&Units::bundled(), Communes::bundled())
        .unwrap();
    for category in &Catalogue::bundled().categories {
        let is_about_staff = routing.about_staff.contains(&category.code);
        assert_eq!(
            routing
                .rules
                .iter()
                .any(|r| r.category.as_ref() == Some(&category.code)),
            !is_about_staff,
            "{}",
            category.code
        );
    }
    assert_eq!(unit(&routing, "dyke", HERE), "07264-kt");
    assert_eq!(unit(&routing, "meteorites", HERE), "07264-vp");
}

#[test]
fn the_more_particular_rule_decides_whenever_it_came() {
    let routing = Routing::bundled();
    let routing = with(&routing, &rule("", HERE, "24-sxd")).unwrap();
    assert_eq!(
        unit(&routing, "dyke", HERE),
        "07264-kt",
        "nothing covers the other: in order"
    );
    assert_eq!(unit(&routing, "meteorites", HERE), "24-sxd");
    let routing = with(&routing, &rule("dyke", HERE, "24-snnmt")).unwrap();
    assert_eq!(unit(&routing, "dyke", HERE), "24-snnmt");
    assert_eq!(unit(&routing, "dyke", ELSEWHERE), "07210-kt");
}

#[test]
fn two_rules_are_never_about_the_same() {
    let again = with(&Routing::bundled(), &rule("dyke", "", "vp"));
    assert_eq!(again, Err(Why::Taken.in_field("category")));
}

#[test]
fn a_rule_is_edited_in_its_place_and_taken_away() {
    let routing = Routing::bundled();
    let dyke = routing
        .rules
        .iter()
        .find(|r| r.category.as_deref() == Some("dyke"))
        .unwrap();
    let edited = RuleForm {
        to: "24-snnmt".into(),
        ..RuleForm::of_rule(dyke)
    };
    let next = with(&routing, &edited).unwrap();
    assert_eq!(unit(&next, "dyke", HERE), "24-snnmt");
    let ids = |routing: &Routing| routing.rules.iter().map(|r| r.id).collect::<Vec<_>>();
    assert_eq!(ids(&next), ids(&routing));
    let next = next.without(dyke.id).unwrap();
    assert_eq!(unit(&next, "dyke", HERE), "07264-vp");
    assert_eq!(next.without(dyke.id), Err(Why::Unknown.in_field("id")));
}

#[test]
fn what_is_about_a_communes_own_staff_passes_its_units_by() {
    let routing = Routing::bundled()
        .about_staff("public_service", true, Catalogue::bundled())
        .unwrap();
    assert_eq!(unit(&routing, "public_service", HERE), routing.level_above);
    let routing = with(&routing, &rule("public_service", HERE, "24-snv")).unwrap();
    assert_eq!(unit(&routing, "public_service", HERE), "24-snv");
    assert_eq!(
        unit(&routing, "public_service", ELSEWHERE),
        routing.level_above
    );
    let routing = routing
        .about_staff("public_service", false, Catalogue::bundled())
        .unwrap();
    assert_eq!(unit(&routing, "public_service", ELSEWHERE), "07210-hcc");
}

#[test]
fn of_two_rules_that_both_fit_a_coordinator_says_which_comes_first() {
    let routing = with(&Routing::bundled(), &rule("", HERE, "24-sxd")).unwrap();
    let id = routing.rules.last().unwrap().id;
    let mut sooner = routing.clone();
    for _ in &routing.rules {
        sooner = sooner.sooner(id).unwrap();
    }
    assert_eq!(unit(&sooner, "dyke", HERE), "24-sxd");
    assert_eq!(sooner.sooner(0), Err(Why::Unknown.in_field("id")));
    let narrow = with(&sooner, &rule("dyke", HERE, "kt")).unwrap();
    assert_eq!(narrow.rules[1].id, id);
    assert_eq!(narrow.sooner(id), Err(Why::Needed.in_field("id")));
}

#[test]
fn a_unit_that_takes_nothing_is_passed_by() {
    let closed = crate::settings::units::UnitForm {
        is_new: Some("on".into()),
        of: HERE.into(),
        suffix: "kt".into(),
        vi: "Phòng Kinh tế".into(),
        ..Default::default()
    };
    let units = Units::bundled().with(&closed, Communes::bundled()).unwrap();
    let routed = Routing::bundled().route("dyke", HERE, &units, Communes::bundled());
    assert_eq!(routed.unwrap().unit.code, "07264-vp");

    let office = crate::settings::units::UnitForm {
        suffix: "vp".into(),
        ..closed
    };
    let units = Units::bundled().with(&office, Communes::bundled()).unwrap();
    let check = Routing::bundled().check(&units, Communes::bundled());
    assert_eq!(check, Err(Why::Needed.in_field("active")));
}

#[test]
fn what_no_rule_takes_goes_where_it_can_always_go() {
    let change = |otherwise: &str, level_above: &str| {
        let form = FallbackForm {
            otherwise: otherwise.into(),
            level_above: level_above.into(),
        };
        Routing::bundled().with_fallback(&form, &Units::bundled(), Communes::bundled())
    };
    let next = change("hcc", "24-snv").unwrap();
    assert_eq!(unit(&next, "meteorites", HERE), "07264-hcc");
    assert_eq!(unit(&next, "staff_conduct", HERE), "24-snv");
    for nowhere in ["", "xx", "07264-kt"] {
        assert_eq!(
            change(nowhere, "24-snv"),
            Err(Why::UnknownUnit.in_field("otherwise"))
        );
    }
    for below in ["", "kt", "07264-kt", "24-kt"] {
        assert_eq!(
            change("hcc", below),
            Err(Why::UnknownUnit.in_field("level_above"))
        );
    }
}

#[test]
fn a_form_that_is_wrong_names_its_field() {
    let invalid = |form: RuleForm| with(&Routing::bundled(), &form).unwrap_err();
    assert_eq!(
        invalid(rule("ufo", "", "kt")),
        Why::UnknownCategory.in_field("category")
    );
    assert_eq!(
        invalid(rule("", "00000", "kt")),
        Why::UnknownCommune.in_field("commune")
    );
    assert_eq!(invalid(rule("", HERE, "")), Why::Empty.in_field("to"));
    for to in ["xx", "24-kt", "00000-kt", "*-kt"] {
        assert_eq!(invalid(rule("", HERE, to)), Why::UnknownUnit.in_field("to"));
    }
}

proptest! {
    /// Whatever rules are added, in whatever order: a rule that names both always decides.
    #[test]
    fn no_rule_is_ever_hidden_by_a_wider_one(
        forms in prop::collection::vec(
            (
                prop::option::of(1..12_u32),
                prop::sample::select(vec!["", "dyke", "road", "waste"]),
                prop::sample::select(vec!["", HERE, ELSEWHERE]),
                prop::sample::select(vec!["kt", "vp", "24-sxd", "24-snnmt"]),
            ),
            0..12,
        ),
    ) {
        let mut routing = Routing { rules: vec![], ..Routing::bundled() };
        for (id, category, commune, to) in forms {
            if let Ok(next) = with(&routing, &RuleForm { id, ..rule(category, commune, to) }) {
                routing = next;
            }
        }
        for (n, later) in routing.rules.iter().enumerate() {
            prop_assert!(!routing.rules[..n].iter().any(|earlier| earlier.covers(later)));
        }
        for one in &routing.rules {
            if let (Some(category), Some(commune)) = (&one.category, &one.commune) {
                prop_assert_eq!(unit(&routing, category, commune), unit_code(&one.to, commune));
            }
        }
    }
}
