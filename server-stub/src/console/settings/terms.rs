//! Terms: how long each level of urgency may take, the regulation that says so, and the categories
//! that have terms of their own.

use std::sync::Arc;

use jiff::Timestamp;
use langnghe_places::{Level, Term, TermUnit, Terms as Both};

use super::{
    Content, Edit, Room, View, categories,
    page::{Button, Cell, Choice, Field, FieldKind, Form, Group, Link, Row, Section, Table},
    typed::Typed,
};
use crate::{
    console::{failure::Failure, texts::fill},
    settings::{
        Document, Kind, OpenToo,
        catalogue::{CatalogueEdit, LevelForm, TermForm, TermsForm, level_name, level_of},
        right::Reach,
    },
};

pub(super) struct Terms;

impl Room for Terms {
    const KIND: Kind = Kind::Catalogue;
    const ADDRESS: &'static str = "/console/settings/terms";

    fn content(view: &View<'_>) -> Content {
        let t = &view.texts.settings_terms;
        let catalogue = &view.rules.catalogue;
        let mut sections = vec![];
        if view.may(&Reach::Province) {
            sections.extend(form_that_is_open(view));
        }
        let levels = Level::ALL.map(|level| {
            let terms = catalogue.terms.of(level);
            row(view, None, level, terms)
        });
        let head = vec![t.for_what, t.level, t.intake, t.resolution];
        sections.push(Section {
            id: "levels",
            title: t.levels.to_owned(),
            lead: Some(t.levels_lead.to_owned()),
            table: Some(Table {
                head: head.clone(),
                rows: levels.into(),
                empty: t.none,
            }),
            ..Section::default()
        });
        let own = catalogue.categories.iter().flat_map(|category| {
            let terms = category.terms.iter();
            terms.map(|(level, terms)| row(view, Some(&category.code), *level, terms))
        });
        sections.push(Section {
            id: "own",
            title: t.own.to_owned(),
            table: Some(Table {
                head,
                rows: own.collect(),
                empty: t.none,
            }),
            forms: match view.may(&Reach::Province) {
                true => vec![own_terms(view)],
                false => vec![],
            },
            ..Section::default()
        });
        if view.may(&Reach::Province) {
            sections.push(names(view));
        }
        Content {
            title: t.title,
            lead: t.lead,
            sections,
        }
    }

    fn edit(what: &str, typed: &Typed, now: Timestamp) -> Result<Option<Edit>, Failure> {
        let edit = match what {
            "terms" => CatalogueEdit::Terms(terms_form(typed)),
            "no_terms" => CatalogueEdit::NoTerms {
                category: typed.get("category").to_owned(),
                level: level_of(typed.get("level")).ok_or(Failure::Malformed)?,
            },
            "level_urgent" | "level_normal" | "level_complex" => {
                CatalogueEdit::Level(typed.to_form::<LevelForm>()?)
            }
            _ => return Ok(None),
        };
        let open_too = match typed.get("open_too") {
            "" => None,
            _ => open_too(&edit),
        };
        Ok(Some(of_catalogue(edit, now).open_too(open_too)))
    }
}

/// Whose terms hold for open cases too, if an edit's are to.
fn open_too(edit: &CatalogueEdit) -> Option<OpenToo> {
    let CatalogueEdit::Terms(form) = edit else {
        return None;
    };
    Some(OpenToo {
        category: Some(form.category.clone()).filter(|code| !code.is_empty()),
        level: level_of(&form.level)?,
    })
}

/// An edit of the catalogue.
pub(super) fn of_catalogue(edit: CatalogueEdit, now: Timestamp) -> Edit {
    Edit::of_all(move |rules| {
        let settled = rules.settled().edited(&edit, now)?;
        Ok(Document::Catalogue(Arc::new(settled)))
    })
}

/// Every level, to be chosen from.
pub(super) fn levels(view: &View<'_>) -> Vec<Choice> {
    Level::ALL
        .map(|level| Choice::new(level_name(level), level_in_words(view, level)))
        .into()
}

fn level_in_words(view: &View<'_>, level: Level) -> String {
    view.text(view.rules.catalogue.level_names.of(level))
        .to_owned()
}

/// "5 ngày làm việc".
fn amount(view: &View<'_>, term: &Term) -> String {
    let t = &view.texts.settings_terms;
    let message = match term.unit {
        TermUnit::WorkingHours => &t.hours,
        TermUnit::WorkingDays => &t.days,
    };
    fill(message, &[("n", &term.amount)])
}

fn row(view: &View<'_>, category: Option<&str>, level: Level, terms: &Both) -> Row {
    let t = &view.texts.settings_terms;
    let name = category.map_or_else(
        || view.texts.settings.any_category.to_owned(),
        |code| view.category(Some(code)),
    );
    let about = format!("{name}, {}", level_in_words(view, level));
    let told = |term: &Term| format!("{}. {}", amount(view, term), view.text(&term.basis));
    let mut row = Row {
        cells: vec![
            Cell::of(name),
            Cell::of(level_in_words(view, level)),
            Cell::of(told(&terms.intake)),
            Cell::of(told(&terms.resolution)),
        ],
        ..Row::default()
    };
    if view.may(&Reach::Province) {
        let code = category.unwrap_or_default();
        row.links.push(Link {
            text: view.texts.settings.edit,
            about: about.clone(),
            address: format!(
                "{}?edit=terms&category={code}&level={}#edit",
                Terms::ADDRESS,
                level_name(level)
            ),
        });
        if let Some(code) = category {
            row.buttons.push(Button {
                what: "no_terms",
                hidden: vec![
                    ("category", code.to_owned()),
                    ("level", level_name(level).to_owned()),
                ],
                text: t.as_the_level,
                about,
            });
        }
    }
    row
}

/// The terms that the address asks for, to be edited.
fn form_that_is_open(view: &View<'_>) -> Option<Section> {
    let t = &view.texts.settings_terms;
    if view.asked.get("edit").is_empty() {
        return None;
    }
    let level = level_of(view.asked.get("level"))?;
    let code = view.asked.get("category");
    let catalogue = &view.rules.catalogue;
    let terms = match code {
        "" => catalogue.terms.of(level),
        code => catalogue.terms_of(catalogue.category(code)?, level),
    };
    let whose = Some(code).filter(|code| !code.is_empty());
    let before = TermsForm::of_terms(code, level, terms);
    let term = |legend, prefix: [&'static str; 4]| Group {
        legend: Some(legend),
        fields: vec![
            Field::new(prefix[0], t.amount)
                .kind(FieldKind::Number)
                .required(),
            Field::new(prefix[1], t.unit).choice(vec![
                Choice::new("working_hours", t.working_hours),
                Choice::new("working_days", t.working_days),
            ]),
            Field::vi(prefix[2], t.basis)
                .kind(FieldKind::Area)
                .hint(t.basis_hint),
            Field::en(prefix[3], t.basis_en)
                .kind(FieldKind::Area)
                .hint(view.texts.settings.english_hint),
        ],
    };
    let form = Form {
        what: "terms",
        id: "terms".to_owned(),
        groups: vec![
            term(t.intake, INTAKE),
            term(t.resolution, RESOLUTION),
            Group {
                legend: None,
                fields: vec![
                    Field::new("open_too", t.open_too)
                        .kind(FieldKind::Check)
                        .hint(t.open_too_hint),
                ],
            },
        ],
        hidden: vec![
            ("edit", "terms".to_owned()),
            ("category", code.to_owned()),
            ("level", level_name(level).to_owned()),
        ],
        send: view.texts.settings.save,
        cancel: Some(Terms::ADDRESS.to_owned()),
        note: view.note(),
        ..Form::default()
    };
    Some(Section {
        id: "edit",
        title: format!(
            "{}: {}, {}",
            t.change,
            view.category(whose),
            level_in_words(view, level)
        ),
        lead: Some(t.counts_lead.to_owned()),
        forms: vec![form.filled(&typed_of(&before))],
        ..Section::default()
    })
}

/// A category and a level that are to have terms of their own: leads to the form above.
fn own_terms(view: &View<'_>) -> Form {
    let t = &view.texts.settings_terms;
    Form {
        id: "own-add".to_owned(),
        title: Some(t.own_add.to_owned()),
        asks: true,
        groups: vec![Group {
            legend: None,
            fields: vec![
                Field::new("category", t.category).choice(categories(&view.rules.catalogue, view)),
                Field::new("level", t.level).choice(levels(view)),
            ],
        }],
        hidden: vec![("edit", "terms".to_owned())],
        send: t.own_open,
        ..Form::default()
    }
}

fn names(view: &View<'_>) -> Section {
    let t = &view.texts.settings_terms;
    let form = |level: Level| {
        let name = view.rules.catalogue.level_names.of(level);
        let before = LevelForm {
            level: level_name(level).to_owned(),
            vi: name.vi.clone(),
            en: name.en.clone(),
        };
        let what = match level {
            Level::Urgent => "level_urgent",
            Level::Normal => "level_normal",
            Level::Complex => "level_complex",
        };
        let form = Form {
            what,
            id: what.to_owned(),
            title: Some(level_in_words(view, level)),
            groups: vec![Group {
                legend: None,
                fields: vec![
                    Field::vi("vi", t.name_vi),
                    Field::en("en", t.name_en).hint(view.texts.settings.english_hint),
                ],
            }],
            hidden: vec![("level", before.level.clone())],
            send: view.texts.settings.save,
            ..Form::default()
        };
        form.filled(&Typed::of_form(&before))
    };
    Section {
        id: "names",
        title: t.names.to_owned(),
        forms: Level::ALL.map(form).into(),
        ..Section::default()
    }
}

const INTAKE: [&str; 4] = [
    "intake_amount",
    "intake_unit",
    "intake_basis_vi",
    "intake_basis_en",
];
const RESOLUTION: [&str; 4] = [
    "resolution_amount",
    "resolution_unit",
    "resolution_basis_vi",
    "resolution_basis_en",
];

fn terms_form(typed: &Typed) -> TermsForm {
    let term = |[amount, unit, vi, en]: [&str; 4]| TermForm {
        amount: typed.get(amount).to_owned(),
        unit: typed.get(unit).to_owned(),
        basis_vi: typed.get(vi).to_owned(),
        basis_en: typed.get(en).to_owned(),
    };
    TermsForm {
        category: typed.get("category").to_owned(),
        level: typed.get("level").to_owned(),
        intake: term(INTAKE),
        resolution: term(RESOLUTION),
    }
}

fn typed_of(form: &TermsForm) -> Typed {
    let mut typed = Typed::default();
    let terms = [(INTAKE, &form.intake), (RESOLUTION, &form.resolution)];
    for ([amount, unit, vi, en], term) in terms {
        typed.set(amount, &term.amount);
        typed.set(unit, &term.unit);
        typed.set(vi, &term.basis_vi);
        typed.set(en, &term.basis_en);
    }
    typed
}
