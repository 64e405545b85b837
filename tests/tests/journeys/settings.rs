//! What a coordinator settles reaches phones by the catalogue, and the next report by routing.

use langnghe_tests::phone::{Filing, Phone, PhoneError};

use crate::world::{PLACE, World, file, report};

const CATEGORIES: &str = "/console/settings/categories";

fn about_dogs(phone: &Phone) -> Result<String, PhoneError> {
    phone.file(&Filing {
        category: "cho_tha_rong",
        text: "Ba con chó không rọ mõm.",
        at: PLACE,
        photos: &[],
    })
}

#[test]
fn a_category_that_a_coordinator_adds_can_be_chosen_on_a_phone_once_it_has_synced() {
    let world = World::new();
    let phone = world.phone("a");
    let mut coordinator = world.coordinator();
    let category = [
        ("vi", "Chó thả rông"),
        ("sentence_vi", "Chó thả rông ở đây. Đề nghị nhắc nhở."),
        ("level", "normal"),
    ];
    coordinator
        .fill_in(CATEGORIES, "category", &category, &[])
        .unwrap();
    assert!(about_dogs(&phone).is_err(), "the phone doesn't know it yet");

    file(&phone, "Đê sạt lở.", &[]);
    world.sync(&phone).unwrap();
    let id = about_dogs(&phone).unwrap();
    let rule = [
        ("category", "cho_tha_rong"),
        ("commune", ""),
        ("to", "vhxh"),
    ];
    coordinator
        .fill_in("/console/settings/routing", "rule", &rule, &[])
        .unwrap();
    world.sync(&phone).unwrap();
    assert_eq!(report(&phone, &id).case.as_deref(), Some("received"));

    // Of the unit that the rule names, and of no other.
    let mut officer = world.at_the_desk("Lê Văn Minh", "officer", Some("07264-vhxh"));
    let cases = officer.cases().unwrap();
    let pages: Vec<_> = cases
        .iter()
        .map(|case| officer.read(case).unwrap())
        .collect();
    let page = pages
        .iter()
        .find(|page| page.text.contains("Ba con chó"))
        .unwrap();
    assert!(page.text.contains("Chó thả rông"), "the category's name");
}
