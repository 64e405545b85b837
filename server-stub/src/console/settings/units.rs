//! The units: the offices of every commune, the departments of the province, and what one commune
//! has otherwise.

use std::sync::Arc;

use jiff::Timestamp;

use super::{
    Content, Edit, Room, View, communes,
    page::{Button, Cell, Choice, Field, FieldKind, Form, Group, Link, Row, Section, Table},
    typed::Typed,
};
use crate::{
    console::failure::Failure,
    settings::{
        Document, Kind,
        right::Reach,
        units::{Of, PROVINCE, UnitEntry, UnitForm},
    },
};

pub(super) struct Units;

impl Room for Units {
    const KIND: Kind = Kind::Units;
    const ADDRESS: &'static str = "/console/settings/units";

    fn content(view: &View<'_>) -> Content {
        let t = &view.texts.settings_units;
        let edited = view.asked.get("edit");
        let edited = (view.rules.units.units.iter()).find(|unit| unit.code.to_string() == edited);
        let is_new = view.asked.get("is_new") == "on";
        let mut sections = vec![];
        match edited.filter(|unit| !is_new && view.may(&Reach::of_unit(&unit.code))) {
            Some(unit) => sections.push(Section {
                id: "edit",
                title: format!("{} · {}", t.change, unit.code),
                forms: vec![form(view, Some(unit))],
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
        let of = |wanted: &dyn Fn(&Of) -> bool| -> Vec<Row> {
            let units = view.rules.units.units.iter();
            units
                .filter(|unit| wanted(&unit.code.of))
                .map(|unit| row(view, unit))
                .collect()
        };
        let table = |rows: Vec<Row>| {
            Some(Table {
                head: vec![t.name, t.code, t.of, t.approval_short],
                rows,
                empty: t.none,
            })
        };
        sections.push(Section {
            id: "communes",
            title: t.of_communes.to_owned(),
            lead: Some(t.of_communes_lead.to_owned()),
            table: table(of(&|of| !matches!(of, Of::Province))),
            ..Section::default()
        });
        sections.push(Section {
            id: "province",
            title: t.of_province.to_owned(),
            table: table(of(&|of| matches!(of, Of::Province))),
            ..Section::default()
        });
        Content {
            title: t.title,
            lead: t.lead,
            sections,
        }
    }

    fn edit(what: &str, typed: &Typed, _: Timestamp) -> Result<Option<Edit>, Failure> {
        if what != "unit" {
            return Ok(None);
        }
        let form: UnitForm = typed.to_form()?;
        // A commune that isn't there is told by the form; it reaches no further than that.
        let reach = match form.of.trim() {
            PROVINCE | "*" => Reach::Province,
            commune => Reach::Commune(commune.to_owned()),
        };
        Ok(Some(Edit::new(reach, move |rules| {
            let units = rules.units.with(&form, rules.communes)?;
            Ok(Document::Units(Arc::new(units)))
        })))
    }
}

fn row(view: &View<'_>, unit: &UnitEntry) -> Row {
    let t = &view.texts.settings_units;
    let name = view.words(&unit.name);
    let in_wards = unit.in_wards.as_ref().map(|words| view.words(words));
    let shown = match in_wards {
        None => name.to_owned(),
        Some(in_wards) => format!("{name} / {in_wards}"),
    };
    let of = match &unit.code.of {
        Of::Province => t.province.to_owned(),
        Of::EveryCommune => t.every_commune.to_owned(),
        Of::Commune(code) => view.commune(Some(code)),
    };
    let links = view.may(&Reach::of_unit(&unit.code)).then(|| Link {
        text: view.texts.settings.edit,
        about: name.to_owned(),
        address: format!("{}?edit={}#edit", Units::ADDRESS, unit.code),
    });
    Row {
        cells: vec![
            Cell::of(shown).marked((!unit.active).then_some(t.inactive)),
            Cell::of(unit.code.to_string()),
            Cell::vi(of),
            Cell::of(if unit.approval { t.yes } else { t.no }),
        ],
        links: links.into_iter().collect(),
        buttons: Vec::<Button>::new(),
    }
}

fn form(view: &View<'_>, unit: Option<&UnitEntry>) -> Form {
    let t = &view.texts.settings_units;
    let mut groups = vec![];
    if unit.is_none() {
        let everywhere = [
            Choice::new(PROVINCE, t.province),
            Choice::new("*", t.every_commune),
        ];
        let all = everywhere.into_iter().chain(communes(view.rules.communes));
        let theirs = all.filter(|choice| {
            let reach = match choice.value.as_str() {
                PROVINCE | "*" => Reach::Province,
                code => Reach::Commune(code.to_owned()),
            };
            view.may(&reach)
        });
        groups.push(Group {
            legend: None,
            fields: vec![
                Field::new("of", t.of).choice(theirs.collect()),
                Field::new("suffix", t.suffix)
                    .hint(t.suffix_hint)
                    .required(),
            ],
        });
    }
    let is_everywhere = unit.is_none_or(|unit| unit.code.of == Of::EveryCommune);
    let mut names = vec![
        Field::vi("vi", t.name_vi),
        Field::en("en", t.name_en).hint(view.texts.settings.english_hint),
    ];
    if is_everywhere {
        names.push(Field {
            required: false,
            ..Field::vi("in_wards_vi", t.in_wards_vi).hint(t.in_wards_hint)
        });
        names.push(Field::en("in_wards_en", t.in_wards_en));
    }
    groups.push(Group {
        legend: Some(t.names),
        fields: names,
    });
    groups.push(Group {
        legend: None,
        fields: vec![
            Field::new("approval", t.approval)
                .kind(FieldKind::Check)
                .hint(t.approval_hint),
            Field::new("active", t.active)
                .kind(FieldKind::Check)
                .hint(t.active_hint),
        ],
    });
    let before = match unit {
        Some(unit) => UnitForm::of_entry(unit),
        None => UnitForm {
            active: Some("on".to_owned()),
            ..UnitForm::default()
        },
    };
    let hidden = match unit {
        Some(unit) => vec![
            ("edit", unit.code.to_string()),
            ("of", before.of.clone()),
            ("suffix", before.suffix.clone()),
        ],
        None => vec![("is_new", "on".to_owned())],
    };
    let form = Form {
        what: "unit",
        id: "unit".to_owned(),
        groups,
        hidden,
        send: view.texts.settings.save,
        cancel: unit.map(|_| Units::ADDRESS.to_owned()),
        note: view.note(),
        ..Form::default()
    };
    form.filled(&Typed::of_form(&before))
}
