//! What can be chosen to narrow a list: the second row of filters, which is folded away until it
//! is used.

use langnghe_wire::words::Language;

use super::{
    super::{failure::Failure, session::Desk, texts::Texts},
    Asked,
    asked::NOBODY,
};
use crate::{
    identity::{Scope, UserId},
    state::App,
};

/// A part of the filter, and what can be chosen for it.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) choices: Vec<Choice>,
}

#[derive(Debug)]
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) words: String,
    pub(super) chosen: bool,
}

/// Everything that the list can be narrowed by.
pub(super) async fn offered(asked: &Asked, desk: &Desk, state: &App) -> Result<Vec<Part>, Failure> {
    let commune = (!asked.commune.is_empty()).then(|| asked.commune.clone());
    let officers = state.store.officers(desk.user(), commune).await?;
    Ok(parts(asked, officers, desk, state))
}

fn parts(asked: &Asked, officers: Vec<(UserId, String)>, desk: &Desk, state: &App) -> Vec<Part> {
    let texts = desk.texts();
    let t = &texts.work;
    let rules = state.rules.current();
    let language = desk.language;
    let part = |name, label, chosen: &str, choices: Vec<(String, String)>| Part {
        name,
        label,
        choices: choices
            .into_iter()
            .map(|(value, words)| Choice {
                chosen: value == chosen,
                value,
                words,
            })
            .collect(),
    };
    let categories = rules.catalogue.categories.iter().map(|category| {
        let name = match language {
            Language::Vietnamese => &category.name.vi,
            Language::English => &category.name.en,
        };
        (category.code.clone(), name.clone())
    });
    let levels = [
        ("urgent", texts.levels.urgent),
        ("normal", texts.levels.normal),
        ("complex", texts.levels.complex),
    ];
    let origins = [
        ("app", t.origin_app),
        ("phone", t.origin_phone),
        ("in_person", t.origin_in_person),
        ("paper", t.origin_paper),
        ("other_system", t.origin_other_system),
    ];
    let owned = |pairs: &[(&str, &str)]| {
        let pairs = pairs.iter();
        pairs
            .map(|(value, words)| ((*value).to_owned(), (*words).to_owned()))
            .collect()
    };
    let mut parts = vec![part(
        "category",
        t.category,
        &asked.category,
        categories.collect(),
    )];
    if desk.user().scope == Scope::Province {
        let communes = rules.communes.all().iter();
        let communes = communes.map(|commune| (commune.code.clone(), commune.name.clone()));
        parts.push(part(
            "commune",
            t.commune,
            &asked.commune,
            communes.collect(),
        ));
    }
    if let Scope::Commune(code) = &desk.user().scope {
        let units = rules.units_of(code).into_iter();
        let units = units.map(|unit| (unit.code, unit.name.in_language(language).to_owned()));
        parts.push(part("unit", t.unit, &asked.unit, units.collect()));
    }
    // In one's own list, it is said already whose they are.
    if !asked.mine() {
        let choices = assignees(asked, officers, desk, texts);
        parts.push(part("user", t.assignee, &asked.user, choices));
    }
    parts.push(part("level", t.level, &asked.level, owned(&levels)));
    parts.push(part("origin", t.origin, &asked.origin, owned(&origins)));
    parts
}

/// To whom cases may be assigned: nobody, oneself, the others by name.
fn assignees(
    asked: &Asked,
    officers: Vec<(UserId, String)>,
    desk: &Desk,
    texts: &'static Texts,
) -> Vec<(String, String)> {
    let t = &texts.work;
    let own = desk.user().id;
    let mut choices = vec![(NOBODY.to_owned(), t.assignee_nobody.to_owned())];
    if officers.iter().any(|(id, _)| *id == own) {
        choices.push((own.0.to_string(), t.assignee_me.to_owned()));
    }
    let others = officers.into_iter().filter(|(id, _)| *id != own);
    choices.extend(others.map(|(id, name)| (id.0.to_string(), name)));
    // A bookmark may name somebody who has gone, or who isn't of this unit: it stays chosen.
    if !asked.user.is_empty() && choices.iter().all(|(value, _)| *value != asked.user) {
        choices.push((asked.user.clone(), t.assignee_other.to_owned()));
    }
    choices
}
