//! The bundled catalogue, and how one that contradicts itself is refused.

use serde_json::{Value, json};

use super::*;

fn bundled() -> Value {
    serde_json::to_value(Catalogue::bundled()).unwrap()
}

fn parse(value: &Value) -> Result<Catalogue, CatalogueError> {
    Catalogue::parse(value.to_string().as_bytes())
}

#[test]
fn the_categories_in_their_order() {
    let lines: Vec<String> = Catalogue::bundled()
        .categories
        .iter()
        .map(|category| {
            let numbers: Vec<_> = Catalogue::bundled()
                .emergency_services_of(category)
                .map(|service| service.number.as_str())
                .collect();
            let Category {
                code, name, level, ..
            } = category;
            format!("{code}: {} / {}, {level:?} {numbers:?}", name.vi, name.en,)
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @r#"
    road: Giao thông / Roads, Normal []
    dyke: Đê điều, thủy lợi / Dykes and irrigation, Urgent ["112"]
    drainage: Thoát nước / Drainage, Normal []
    waste: Rác thải / Waste, Normal []
    lighting: Chiếu sáng / Street lighting, Normal []
    water: Nước sạch / Water supply, Normal []
    electricity: Điện / Electricity, Urgent ["114", "115"]
    environment: Môi trường / Environment, Normal []
    noise: Tiếng ồn / Noise, Normal []
    trees: Cây xanh / Trees, Normal []
    construction: Xây dựng / Construction, Complex []
    encroachment: Lấn chiếm lòng lề đường / Blocked roads and pavements, Normal []
    order: An ninh trật tự / Public order, Urgent ["113", "115"]
    public_service: Dịch vụ công / Public services, Normal []
    staff_conduct: Thái độ, tác phong của cán bộ / Conduct of officials, Normal []
    other: Vấn đề khác / Something else, Normal []
    "#);
}

#[test]
fn every_term_says_that_it_is_provisional() {
    let Catalogue { terms, .. } = Catalogue::bundled();
    for level in Level::ALL {
        for term in [&terms.of(level).intake, &terms.of(level).resolution] {
            assert!(term.basis.vi.contains("tạm thời"), "{}", term.basis.vi);
            assert!(term.basis.en.contains("provisional"), "{}", term.basis.en);
        }
    }
}

#[test]
fn people_find_a_category_without_accents() {
    let codes = |query| -> Vec<&str> {
        let found = Catalogue::bundled().search_categories(query);
        found
            .into_iter()
            .map(|category| category.code.as_str())
            .collect()
    };
    assert_eq!(codes("o ga"), ["road"]);
    assert_eq!(codes("ĐÊ ĐIỀU"), ["dyke"]);
    assert_eq!(codes("rac thai"), ["waste"]);
    assert_eq!(codes("pothole"), ["road"]);
    assert_eq!(codes("").len(), 16);
    assert!(codes("xyz").is_empty());
}

#[test]
fn it_is_written_as_it_was_read() {
    assert_eq!(&parse(&bundled()).unwrap(), Catalogue::bundled());
}

#[test]
fn a_newer_catalogue_is_read() {
    let mut newer = bundled();
    newer["version"] = json!(9);
    newer["colours"] = json!({ "road": "grey" });
    newer["categories"][0]["icon"] = json!("road.svg");
    newer["categories"][0]["questions"] = json!([
        { "code": "size", "text": { "vi": "Rộng bao nhiêu?", "en": "How wide?" }, "kind": "drawing" },
        { "code": "lane", "text": { "vi": "Làn nào?", "en": "Which lane?" }, "kind": "choice",
          "choices": [{ "code": "left", "text": { "vi": "Trái", "en": "Left" } }] },
    ]);
    let newer = parse(&newer).unwrap();
    assert_eq!(newer.version, 9);
    let kinds: Vec<_> = newer.categories[0]
        .questions
        .iter()
        .map(|question| question.kind)
        .collect();
    assert_eq!(
        kinds,
        [
            crate::category::QuestionKind::Unknown,
            crate::category::QuestionKind::Choice
        ]
    );
}

#[test]
fn numbers_are_shown_for_what_is_dangerous_alone() {
    let mut value = bundled();
    value["categories"][1]["dangerous"] = json!(false);
    let catalogue = parse(&value).unwrap();
    let dyke = catalogue.category("dyke").unwrap();
    assert_eq!(dyke.emergency_numbers, ["112"]);
    assert_eq!(catalogue.emergency_services_of(dyke).count(), 0);
}

#[test]
fn a_category_may_set_terms_of_its_own() {
    let mut value = bundled();
    let mut own = value["terms"]["urgent"].clone();
    own["intake"]["amount"] = json!(1);
    value["categories"][1]["terms"] = json!({ "urgent": own });
    let catalogue = parse(&value).unwrap();
    let dyke = catalogue.category("dyke").unwrap();
    assert_eq!(catalogue.terms_of(dyke, Level::Urgent).intake.amount, 1);
    assert_eq!(
        catalogue.terms_of(dyke, Level::Normal),
        catalogue.terms.of(Level::Normal)
    );
}

#[test]
fn a_contradiction_is_refused() {
    let broken = |pointer: &str, value: Value| {
        let mut catalogue = bundled();
        *catalogue.pointer_mut(pointer).unwrap() = value;
        parse(&catalogue).unwrap_err()
    };
    let error = broken("/categories", json!([]));
    assert!(matches!(error, CatalogueError::Empty), "{error}");
    for code in ["", "Road", "a b", "đê", &"x".repeat(41)] {
        let error = broken("/categories/0/code", json!(code));
        assert!(matches!(error, CatalogueError::Code(_)), "{error}");
    }
    let error = broken("/categories/0/code", json!("dyke"));
    assert!(matches!(error, CatalogueError::Repeated(_)), "{error}");
    for text in [
        "/categories/0/name/vi",
        "/categories/0/ready_sentence/en",
        "/terms/normal/intake/basis/vi",
        "/level_names/urgent/vi",
        "/emergency_services/0/name/vi",
        "/not_for/0/text/en",
        "/consent/text/vi",
        "/boundary_notice/en",
    ] {
        let error = broken(text, json!(" "));
        assert!(
            matches!(error, CatalogueError::EmptyText(_)),
            "{text}: {error}"
        );
    }
    for amount in [0, MAX_TERM_AMOUNT + 1] {
        let error = broken("/terms/complex/resolution/amount", json!(amount));
        assert!(matches!(error, CatalogueError::Term(_)), "{error}");
    }
    for numbers in [json!([]), json!(["999"])] {
        let error = broken("/categories/1/emergency_numbers", numbers);
        assert!(
            matches!(error, CatalogueError::EmergencyNumbers(_)),
            "{error}"
        );
    }
    let text = json!({ "vi": "Gì?", "en": "What?" });
    let choice = json!([{ "code": "q", "text": text, "kind": "choice" }]);
    let error = broken("/categories/0/questions", choice);
    assert!(
        matches!(error, CatalogueError::WithoutChoices(_)),
        "{error}"
    );
    let choices = json!([{ "code": "q", "text": text, "kind": "choices" }]);
    let error = broken("/categories/0/questions", choices);
    assert!(
        matches!(error, CatalogueError::WithoutChoices(_)),
        "{error}"
    );
    let twice = json!([{ "code": "q", "text": text, "kind": "text" }, { "code": "q", "text": text, "kind": "text" }]);
    let error = broken("/categories/0/questions", twice);
    assert!(matches!(error, CatalogueError::Repeated(_)), "{error}");
    for amount in [json!(-1), json!(1.5), json!(70_000)] {
        let error = broken("/terms/normal/intake/amount", amount);
        assert!(matches!(error, CatalogueError::Json(_)), "{error}");
    }
    let error = Catalogue::parse(&vec![b' '; MAX_CATALOGUE_BYTES + 1]).unwrap_err();
    assert!(matches!(error, CatalogueError::TooLong(_)), "{error}");
}
