//! Which unit a report goes to: the rules in their order, and a question that anybody can ask of
//! them.

use std::sync::Arc;

use jiff::Timestamp;

use super::{
    Content, Edit, Room, View, categories, communes,
    page::{Button, Cell, Choice, Field, Form, Group, Link, Row, Section, Table},
    typed::Typed,
};
use crate::{
    console::{failure::Failure, texts::fill},
    settings::{
        Document, Invalid, Kind,
        right::Reach,
        routing::{self, FallbackForm, RoutingRule, RuleForm},
        units::Of,
    },
};

pub(super) struct Routing;

impl Room for Routing {
    const KIND: Kind = Kind::Routing;
    const ADDRESS: &'static str = "/console/settings/routing";

    fn content(view: &View<'_>) -> Content {
        let t = &view.texts.settings_routing;
        let routing = &view.rules.routing;
        let edited = view.asked.get("edit").parse().ok();
        let edited = edited.and_then(|id| routing.rule(id));
        let mut sections = vec![question(view)];
        match edited.filter(|rule| view.may(&reach(rule))) {
            Some(rule) => sections.push(Section {
                id: "edit",
                title: t.change.to_owned(),
                forms: vec![form(view, Some(rule))],
                ..Section::default()
            }),
            None => sections.push(Section {
                id: "add",
                title: t.add.to_owned(),
                lead: Some(t.add_lead.to_owned()),
                forms: vec![form(view, None)],
                ..Section::default()
            }),
        }
        sections.push(Section {
            id: "rules",
            title: t.rules.to_owned(),
            lead: Some(t.rules_lead.to_owned()),
            table: Some(Table {
                head: vec![t.category, t.commune, t.to],
                rows: routing.rules.iter().map(|rule| row(view, rule)).collect(),
                empty: t.none,
            }),
            ..Section::default()
        });
        if view.may(&Reach::Province) {
            sections.push(about_staff(view));
            sections.push(fallback(view));
        }
        Content {
            title: t.title,
            lead: t.lead,
            sections,
        }
    }

    fn edit(what: &str, typed: &Typed, _: Timestamp) -> Result<Option<Edit>, Failure> {
        let edit = match what {
            "rule" => {
                let form: RuleForm = typed.to_form()?;
                let commune = Some(form.commune.trim()).filter(|code| !code.is_empty());
                let reach = Reach::of_commune(commune);
                let guarded = reach.clone();
                Edit::new(reach, move |rules| {
                    // Whoever looks after one commune doesn't take a rule away from all others.
                    let replaced = form.id.and_then(|id| rules.routing.rule(id));
                    if replaced.is_some_and(|rule| !is_within(&self::reach(rule), &guarded)) {
                        return Err(crate::settings::Why::Unknown.in_field("id"));
                    }
                    let routing = rules.routing.with(
                        &form,
                        &rules.units,
                        &rules.catalogue,
                        rules.communes,
                    )?;
                    Ok(Document::Routing(Arc::new(routing)))
                })
            }
            "remove" | "sooner" => {
                let id = typed.number("id")?;
                let commune = typed.get("commune").to_owned();
                let commune = Some(commune).filter(|code| !code.is_empty());
                let is_removed = what == "remove";
                // What moves before another changes what that one decides, wherever it holds.
                let reach = match is_removed {
                    true => Reach::of_commune(commune.as_deref()),
                    false => Reach::Province,
                };
                let guarded = reach.clone();
                Edit::new(reach, move |rules| {
                    let rule = rules.routing.rule(id);
                    if rule.is_some_and(|rule| !is_within(&self::reach(rule), &guarded)) {
                        return Err(crate::settings::Why::Unknown.in_field("id"));
                    }
                    let routing = match is_removed {
                        true => rules.routing.without(id)?,
                        false => rules.routing.sooner(id)?,
                    };
                    Ok(Document::Routing(Arc::new(routing)))
                })
            }
            "about_staff" | "not_about_staff" => {
                let category = typed.get("category").to_owned();
                let is_about = what == "about_staff";
                change(move |rules| {
                    rules
                        .routing
                        .about_staff(&category, is_about, &rules.catalogue)
                })
            }
            "fallback" => {
                let form: FallbackForm = typed.to_form()?;
                change(move |rules| {
                    rules
                        .routing
                        .with_fallback(&form, &rules.units, rules.communes)
                })
            }
            _ => return Ok(None),
        };
        Ok(Some(edit))
    }
}

/// An edit of what holds everywhere.
fn change(
    make: impl FnOnce(&crate::case::placement::Rules) -> Result<routing::Routing, Invalid>
    + Send
    + 'static,
) -> Edit {
    Edit::of_all(move |rules| Ok(Document::Routing(Arc::new(make(rules)?))))
}

fn reach(rule: &RoutingRule) -> Reach {
    Reach::of_commune(rule.commune.as_deref())
}

/// Whether somebody who may settle what reaches `far` may settle this.
fn is_within(this: &Reach, far: &Reach) -> bool {
    *far == Reach::Province || this == far
}

/// "Where would this go?"
fn question(view: &View<'_>) -> Section {
    let t = &view.texts.settings_routing;
    let (category, commune) = (view.asked.get("category"), view.asked.get("from"));
    let answer = match (category, commune) {
        ("", _) | (_, "") => None,
        (category, commune) => view.rules.route(category, commune),
    };
    let answer = answer.map(|routed| {
        let unit = view.words(&routed.unit.name);
        let because = match routed.rule.and_then(|id| view.rules.routing.rule(id)) {
            Some(rule) => fill(
                &t.by_rule,
                &[
                    ("category", &view.category(rule.category.as_deref())),
                    ("commune", &view.commune(rule.commune.as_deref())),
                ],
            ),
            None => t.by_none.to_owned(),
        };
        let staff = if routed.is_about_staff {
            t.is_about_staff
        } else {
            ""
        };
        format!("{} {because} {staff}", fill(&t.goes_to, &[("unit", &unit)]))
    });
    let form = Form {
        id: "where".to_owned(),
        asks: true,
        groups: vec![Group {
            legend: None,
            fields: vec![
                Field::new("category", t.category).choice(categories(&view.rules.catalogue, view)),
                Field::new("from", t.commune).choice(communes(view.rules.communes)),
            ],
        }],
        send: t.ask,
        ..Form::default()
    };
    Section {
        id: "where",
        title: t.question.to_owned(),
        lead: answer.map(|answer| answer.trim_end().to_owned()),
        forms: vec![form.filled(view.asked)],
        ..Section::default()
    }
}

fn row(view: &View<'_>, rule: &RoutingRule) -> Row {
    let t = &view.texts.settings_routing;
    let about = format!(
        "{}, {}",
        view.category(rule.category.as_deref()),
        view.commune(rule.commune.as_deref())
    );
    let hidden = || {
        vec![
            ("id", rule.id.to_string()),
            ("commune", rule.commune.clone().unwrap_or_default()),
        ]
    };
    let mut row = Row {
        cells: vec![
            Cell::of(view.category(rule.category.as_deref())),
            Cell::vi(view.commune(rule.commune.as_deref())),
            Cell::of(target(view, &rule.to)),
        ],
        ..Row::default()
    };
    if view.may(&reach(rule)) {
        row.links.push(Link {
            text: view.texts.settings.edit,
            about: about.clone(),
            address: format!("{}?edit={}#edit", Routing::ADDRESS, rule.id),
        });
        row.buttons.push(Button {
            what: "remove",
            hidden: hidden(),
            text: view.texts.settings.remove,
            about: about.clone(),
        });
    }
    if view.may(&Reach::Province) && view.rules.routing.rules.first() != Some(rule) {
        row.buttons.push(Button {
            what: "sooner",
            hidden: hidden(),
            text: t.sooner,
            about,
        });
    }
    row
}

/// What a rule's target is called: everybody's office, or one unit.
fn target(view: &View<'_>, to: &str) -> String {
    let targets = targets(view);
    let known = targets.into_iter().find(|choice| choice.value == to);
    known.map_or_else(|| to.to_owned(), |choice| choice.text)
}

/// Everything that a rule may name: offices of every commune, units of the province, and those
/// that one commune has.
fn targets(view: &View<'_>) -> Vec<Choice> {
    let t = &view.texts.settings_routing;
    let units = view.rules.units.units.iter();
    units
        .map(|unit| {
            let name = view.words(&unit.name);
            match &unit.code.of {
                Of::EveryCommune => Choice::new(
                    &unit.code.suffix,
                    fill(&t.of_the_commune, &[("unit", &name)]),
                ),
                Of::Province => Choice::new(unit.code.to_string(), name),
                Of::Commune(code) => Choice::new(
                    unit.code.to_string(),
                    format!("{name}, {}", view.commune(Some(code))),
                ),
            }
        })
        .collect()
}

fn form(view: &View<'_>, rule: Option<&RoutingRule>) -> Form {
    let t = &view.texts.settings_routing;
    let any = |text: &'static str, choices: Vec<Choice>| -> Vec<Choice> {
        std::iter::once(Choice::new("", text))
            .chain(choices)
            .collect()
    };
    let whose = match view.may(&Reach::Province) {
        true => any(
            view.texts.settings.any_commune,
            communes(view.rules.communes),
        ),
        false => communes(view.rules.communes)
            .into_iter()
            .filter(|choice| view.may(&Reach::Commune(choice.value.clone())))
            .collect(),
    };
    let fields = vec![
        Field::new("category", t.category).choice(any(
            view.texts.settings.any_category,
            categories(&view.rules.catalogue, view),
        )),
        Field::new("commune", t.commune).choice(whose),
        Field::new("to", t.to).choice(targets(view)),
    ];
    let form = Form {
        what: "rule",
        id: "rule".to_owned(),
        groups: vec![Group {
            legend: None,
            fields,
        }],
        hidden: rule
            .map(|rule| vec![("edit", rule.id.to_string()), ("id", rule.id.to_string())])
            .unwrap_or_default(),
        send: view.texts.settings.save,
        cancel: rule.map(|_| Routing::ADDRESS.to_owned()),
        note: view.note(),
        ..Form::default()
    };
    let before = rule.map(RuleForm::of_rule).unwrap_or_default();
    form.filled(&Typed::of_form(&before))
}

fn about_staff(view: &View<'_>) -> Section {
    let t = &view.texts.settings_routing;
    let rows = view.rules.routing.about_staff.iter().map(|code| Row {
        cells: vec![Cell::of(view.category(Some(code)))],
        buttons: vec![Button {
            what: "not_about_staff",
            hidden: vec![("category", code.clone())],
            text: view.texts.settings.remove,
            about: view.category(Some(code)),
        }],
        ..Row::default()
    });
    Section {
        id: "staff",
        title: t.staff.to_owned(),
        lead: Some(t.staff_lead.to_owned()),
        table: Some(Table {
            head: vec![t.category],
            rows: rows.collect(),
            empty: t.none,
        }),
        forms: vec![Form {
            what: "about_staff",
            id: "staff-add".to_owned(),
            groups: vec![Group {
                legend: None,
                fields: vec![
                    Field::new("category", t.category)
                        .choice(categories(&view.rules.catalogue, view)),
                ],
            }],
            send: t.staff_add,
            ..Form::default()
        }],
    }
}

/// Where goes what no rule takes.
fn fallback(view: &View<'_>) -> Section {
    let t = &view.texts.settings_routing;
    let (offices, departments) = targets(view)
        .into_iter()
        .partition::<Vec<_>, _>(|choice| !choice.value.contains('-'));
    let departments = departments
        .into_iter()
        .filter(|choice| choice.value.starts_with("24-"))
        .collect();
    let routing = &view.rules.routing;
    let before = FallbackForm {
        otherwise: routing.otherwise.clone(),
        level_above: routing.level_above.clone(),
    };
    let form = Form {
        what: "fallback",
        id: "fallback-form".to_owned(),
        groups: vec![Group {
            legend: None,
            fields: vec![
                Field::new("otherwise", t.otherwise).choice(offices),
                Field::new("level_above", t.level_above).choice(departments),
            ],
        }],
        send: view.texts.settings.save,
        note: view.note(),
        ..Form::default()
    };
    Section {
        id: "fallback",
        title: t.fallback.to_owned(),
        forms: vec![form.filled(&Typed::of_form(&before))],
        ..Section::default()
    }
}
