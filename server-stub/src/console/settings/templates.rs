//! Texts that officers begin a reply with.

use std::sync::Arc;

use jiff::Timestamp;

use super::{
    Content, Edit, Room, View, categories,
    page::{Button, Cell, Choice, Field, FieldKind, Form, Group, Link, Row, Section, Table},
    typed::Typed,
};
use crate::{
    console::failure::Failure,
    settings::{
        Document, Kind,
        right::Reach,
        templates::{Template, TemplateForm},
    },
};

pub(super) struct Templates;

impl Room for Templates {
    const KIND: Kind = Kind::Templates;
    const ADDRESS: &'static str = "/console/settings/templates";

    fn content(view: &View<'_>) -> Content {
        let t = &view.texts.settings_templates;
        let templates = &view.rules.templates;
        let mut sections = vec![];
        if view.may(&Reach::Province) {
            let edited = view.asked.get("edit").parse().ok();
            let edited = edited.and_then(|id| templates.template(id));
            sections.push(Section {
                id: "edit",
                title: edited.map_or(t.add, |_| t.change).to_owned(),
                lead: Some(t.placeholders.to_owned()),
                forms: vec![form(view, edited)],
                ..Section::default()
            });
        }
        sections.push(Section {
            id: "all",
            title: t.all.to_owned(),
            table: Some(Table {
                head: vec![t.name, t.category, t.text],
                rows: templates
                    .templates
                    .iter()
                    .map(|one| row(view, one))
                    .collect(),
                empty: t.none,
            }),
            ..Section::default()
        });
        Content {
            title: t.title,
            lead: t.lead,
            sections,
        }
    }

    fn edit(what: &str, typed: &Typed, _: Timestamp) -> Result<Option<Edit>, Failure> {
        Ok(match what {
            "template" => {
                let form: TemplateForm = typed.to_form()?;
                Some(Edit::of_all(move |rules| {
                    let templates = rules.templates.with(&form, &rules.catalogue)?;
                    Ok(Document::Templates(Arc::new(templates)))
                }))
            }
            "remove" => {
                let id = typed.number("id")?;
                Some(Edit::of_all(move |rules| {
                    let templates = rules.templates.without(id)?;
                    Ok(Document::Templates(Arc::new(templates)))
                }))
            }
            _ => None,
        })
    }
}

fn row(view: &View<'_>, template: &Template) -> Row {
    let mut row = Row {
        cells: vec![
            Cell::vi(&template.name),
            Cell::of(view.category(template.category.as_deref())),
            Cell::vi(&template.text),
        ],
        ..Row::default()
    };
    if view.may(&Reach::Province) {
        row.links.push(Link {
            text: view.texts.settings.edit,
            about: template.name.clone(),
            address: format!("{}?edit={}#edit", Templates::ADDRESS, template.id),
        });
        row.buttons.push(Button {
            what: "remove",
            hidden: vec![("id", template.id.to_string())],
            text: view.texts.settings.remove,
            about: template.name.clone(),
        });
    }
    row
}

fn form(view: &View<'_>, template: Option<&Template>) -> Form {
    let t = &view.texts.settings_templates;
    let any = Choice::new("", view.texts.settings.any_category);
    let categories = categories(&view.rules.catalogue, view);
    let fields = vec![
        Field::vi("name", t.name).hint(t.name_hint),
        Field::new("category", t.category).choice(std::iter::once(any).chain(categories).collect()),
        Field::vi("text", t.text).kind(FieldKind::Area),
    ];
    let form = Form {
        what: "template",
        id: "template".to_owned(),
        groups: vec![Group {
            legend: None,
            fields,
        }],
        hidden: template
            .map(|one| vec![("edit", one.id.to_string()), ("id", one.id.to_string())])
            .unwrap_or_default(),
        send: view.texts.settings.save,
        cancel: template.map(|_| Templates::ADDRESS.to_owned()),
        ..Form::default()
    };
    let before = template.map(TemplateForm::of_template).unwrap_or_default();
    form.filled(&Typed::of_form(&before))
}
