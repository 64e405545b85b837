//! What is seen on the page of a draft.

use langnghe_core::{Draft, Field, report::Whereabouts, wire::Visibility};
use serde_json::{Value, json};

use super::read;
use crate::{asked, person::Person};

/// The page of the draft before the person.
pub(super) fn page(person: &Person, _: &Value) -> Result<Value, String> {
    let app = person.phone.app();
    let draft = app.draft(person.at()).map_err(|error| error.to_string())?;
    let catalogue = app.catalogue();
    let category = catalogue.category(&draft.category);
    let (place, commune, kilometres) = place(&draft.whereabouts);
    let dangerous = category.filter(|category| category.dangerous);
    let danger = dangerous.map(|category| {
        let services = catalogue.emergency_services_of(category);
        services.map(|service| &service.number).collect::<Vec<_>>()
    });
    let ready_sentence = category.map(|category| read(person, &category.ready_sentence));
    Ok(json!({
        "photographs": draft.photographs.len(),
        "category": category.map(|category| &category.code),
        "title": category.map(|category| read(person, &category.name)),
        "place": place,
        "commune": commune,
        "kilometres": kilometres,
        "detail": draft.place.detail.as_deref().unwrap_or_default(),
        "text": draft.text,
        "ready_sentence": ready_sentence.unwrap_or_default(),
        "name_hidden": draft.visibility == Visibility::NameHidden,
        "danger": danger.unwrap_or_default(),
        "problems": problems(person, &draft),
        "has_bytes": draft.bytes_to_send() > 0,
        "questions": asked::questions(person, &draft),
    }))
}

/// What kind of place, which commune (outside: the nearest), and how many kilometres away.
fn place(whereabouts: &Whereabouts) -> (&'static str, Option<&str>, Option<u32>) {
    match whereabouts {
        Whereabouts::Unknown => ("none", None, None),
        Whereabouts::Commune { name, by_hand, .. } => {
            let place = if *by_hand { "chosen" } else { "found" };
            (place, Some(name), None)
        }
        Whereabouts::OutsideProvince { nearest, metres } => {
            let kilometres = (metres / 1000.0).ceil() as u32;
            ("outside", Some(nearest), Some(kilometres))
        }
    }
}

/// What is missing, once the person has tried; of two things at the same field, the first.
fn problems(person: &Person, draft: &Draft) -> Vec<Value> {
    let mut shown: Vec<(&str, &str)> = Vec::new();
    for problem in draft.problems.iter().filter(|_| person.tried) {
        let field = match problem.field {
            // They share a place on the page.
            Field::Detail => Field::Place.as_str(),
            field => field.as_str(),
        };
        if shown.iter().all(|(known, _)| *known != field) {
            let happened = &problem.guidance().happened;
            shown.push((field, happened.in_language(person.language)));
        }
    }
    let as_value = |(field, happened)| json!({"field": field, "happened": happened});
    shown.into_iter().map(as_value).collect()
}
