//! What is seen: every screen of the vocabulary, as far as the core knows it.

use langnghe_core::{Delivery, Draft, OpenError, report::Whereabouts, wire::words::Language};
use langnghe_places::Text;
use serde_json::{Value, json};

use crate::{asked, person::Person, run::See, texts};

mod page;
mod report;

/// All of them.
pub(crate) const SCREENS: &[(&str, See)] = &[
    ("start", start),
    ("route", route),
    ("home", home),
    ("camera", camera),
    ("page", page::page),
    ("saved", report::saved),
    ("report", report::report),
    ("desk", asked::desk),
    ("refusal", refusal),
    ("told", told),
];

fn start(person: &Person, _: &Value) -> Result<Value, String> {
    let trouble = person.phone.trouble();
    let state = if trouble.is_some() { "trouble" } else { "open" };
    Ok(json!({"state": state, "code": trouble.map(OpenError::code)}))
}

/// There are no routes here. What stands before the person tells which of them can't be.
fn route(person: &Person, expected: &Value) -> Result<Value, String> {
    let at = expected["at"].as_str().unwrap_or_default();
    let fits = match at {
        "welcome" => person.consent.is_none(),
        "home" | "camera" | "settings" => person.consent.is_some(),
        "category" | "page" | "place" => person.has_draft(),
        "saved" | "report" => person.at.is_some() && !person.has_draft(),
        _ => return Err(format!("there is no route {at}")),
    };
    Ok(json!({"at": if fits { at } else { "elsewhere" }}))
}

fn home(person: &Person, _: &Value) -> Result<Value, String> {
    let app = person.phone.app();
    let read = app
        .drafts()
        .and_then(|drafts| Ok((drafts, app.reports()?, app.unsent()?)));
    let (drafts, reports, unsent) = read.map_err(|error| error.to_string())?;
    let drafts = drafts.iter().map(|draft| draft_row(person, draft));
    let reports = reports.iter().map(|summary| report::row(person, summary));
    let catalogue = app.catalogue();
    let numbers = catalogue
        .emergency_services
        .iter()
        .map(|service| &service.number);
    Ok(json!({
        "waiting": unsent.reports,
        "emergency": numbers.collect::<Vec<_>>(),
        "rows": drafts.chain(reports).collect::<Vec<_>>(),
    }))
}

fn draft_row(person: &Person, draft: &Draft) -> Value {
    let words = Delivery::Draft.words();
    json!({
        "draft": true,
        "title": title(person, &draft.category),
        "where": place_in_words(person, &draft.whereabouts),
        "first_line": draft.text.trim().lines().next().unwrap_or_default(),
        "picture": !draft.photographs.is_empty(),
        "rung": "draft",
        "words": words.in_language(person.language),
        "sent": 0,
        "total": draft.photographs.len(),
        "status": null,
    })
}

/// The category's name, or that there is none.
fn title(person: &Person, category: &str) -> String {
    let catalogue = person.phone.app().catalogue();
    match catalogue.category(category) {
        Some(category) => read(person, &category.name).to_owned(),
        None => texts::of_shells("noCategory", person.language).to_owned(),
    }
}

/// A text of the catalogue, as the person reads it.
pub(crate) fn read<'a>(person: &Person, text: &'a Text) -> &'a str {
    match person.language {
        Language::Vietnamese => &text.vi,
        Language::English => &text.en,
    }
}

fn place_in_words(person: &Person, whereabouts: &Whereabouts) -> String {
    match whereabouts {
        Whereabouts::Unknown => texts::of_shells("noPlace", person.language).to_owned(),
        Whereabouts::Commune { name, .. } => name.clone(),
        Whereabouts::OutsideProvince { nearest, .. } => {
            texts::of_shells("outside", person.language).replace("{commune}", nearest)
        }
    }
}

fn camera(person: &Person, _: &Value) -> Result<Value, String> {
    let app = person.phone.app();
    let photographs = match person.at {
        None => 0,
        Some(id) => app
            .report(id)
            .map_err(|error| error.to_string())?
            .photographs
            .len(),
    };
    Ok(json!({"photographs": photographs}))
}

fn refusal(person: &Person, _: &Value) -> Result<Value, String> {
    Ok(json!({"code": person.refused}))
}

/// Who tells a person that doesn't look is the shell.
fn told(_: &Person, _: &Value) -> Result<Value, String> {
    Ok(json!({}))
}
