//! The working calendar: days off, days worked in place of others, and which years are settled.

use std::sync::Arc;

use jiff::{Timestamp, civil::Date};
use langnghe_places::{
    calendar::{CalendarFile, DayOff},
    date_in_vietnam,
};

use super::{
    Content, Edit, Room, View,
    page::{Button, Cell, Field, FieldKind, Form, Group, Link, Row, Section, Table},
    typed::Typed,
};
use crate::{
    console::{failure::Failure, texts::fill},
    settings::{
        Document, Kind,
        calendar::{CalendarEdit, DayForm, SwapForm, edited},
        right::Reach,
    },
};

pub(super) struct Calendar;

impl Room for Calendar {
    const KIND: Kind = Kind::Calendar;
    const ADDRESS: &'static str = "/console/settings/calendar";

    fn content(view: &View<'_>) -> Content {
        let t = &view.texts.settings_calendar;
        let file = CalendarFile::from((*view.rules.calendar).clone());
        let this_year = date_in_vietnam(view.now).year();
        let mut sections = vec![];
        if view.may(&Reach::Province) {
            let edited = view.asked.get("edit");
            let edited = file
                .days_off
                .iter()
                .find(|day| day.date.to_string() == edited);
            sections.push(Section {
                id: "edit",
                title: edited.map_or(t.add, |_| t.change).to_owned(),
                lead: Some(t.add_lead.to_owned()),
                forms: vec![day_form(view, edited)],
                ..Section::default()
            });
        }
        for year in [this_year, this_year + 1] {
            sections.push(days_off(view, &file, year));
        }
        sections.push(worked_days(view, &file, this_year));
        if view.may(&Reach::Province) {
            sections.push(other_years(view));
        }
        Content {
            title: t.title,
            lead: t.lead,
            sections,
        }
    }

    fn edit(what: &str, typed: &Typed, _: Timestamp) -> Result<Option<Edit>, Failure> {
        let edit = match what {
            "day_off" => CalendarEdit::DayOff(typed.to_form::<DayForm>()?),
            "worked" => CalendarEdit::Worked(typed.to_form::<SwapForm>()?),
            "not_off" => CalendarEdit::NotOff(typed.get("date").to_owned()),
            "not_worked" => CalendarEdit::NotWorked(typed.get("date").to_owned()),
            "settled" | "provisional" => CalendarEdit::Year {
                year: typed.get("year").trim().parse().unwrap_or(0),
                provisional: what == "provisional",
            },
            _ => return Ok(None),
        };
        Ok(Some(Edit::of_all(move |rules| {
            let calendar = edited(&rules.calendar, &edit)?;
            Ok(Document::Calendar(Arc::new(calendar)))
        })))
    }
}

fn days_off(view: &View<'_>, file: &CalendarFile, year: i16) -> Section {
    let t = &view.texts.settings_calendar;
    let known = file.years.iter().find(|known| known.year == year);
    let lead = match known {
        None => t.year_unknown,
        Some(known) if known.provisional => t.year_provisional,
        Some(_) => t.year_settled,
    };
    let rows = file
        .days_off
        .iter()
        .filter(|day| day.date.year() == year)
        .map(|day| row(view, day));
    let is_open = known.is_none_or(|known| known.provisional);
    let settle = Form {
        what: if is_open { "settled" } else { "provisional" },
        id: format!("year-{year}"),
        hidden: vec![("year", year.to_string())],
        send: if is_open { t.settle } else { t.unsettle },
        ..Form::default()
    };
    Section {
        title: fill(&t.days_off, &[("year", &year.to_string())]),
        lead: Some(lead.to_owned()),
        table: Some(Table {
            head: vec![t.date, t.name, t.source],
            rows: rows.collect(),
            empty: t.none,
        }),
        forms: match view.may(&Reach::Province) {
            true => vec![settle],
            false => vec![],
        },
        ..Section::default()
    }
}

fn row(view: &View<'_>, day: &DayOff) -> Row {
    let t = &view.texts.settings_calendar;
    let mut row = Row {
        cells: vec![
            Cell::of(shown(day.date)),
            Cell::of(view.text(&day.name)).marked(day.provisional.then_some(t.provisional)),
            Cell::of(view.text(&day.source)),
        ],
        ..Row::default()
    };
    if view.may(&Reach::Province) {
        row.links.push(Link {
            text: view.texts.settings.edit,
            about: shown(day.date),
            address: format!("{}?edit={}#edit", Calendar::ADDRESS, day.date),
        });
        row.buttons.push(Button {
            what: "not_off",
            hidden: vec![("date", day.date.to_string())],
            text: view.texts.settings.remove,
            about: shown(day.date),
        });
    }
    row
}

fn day_form(view: &View<'_>, day: Option<&DayOff>) -> Form {
    let t = &view.texts.settings_calendar;
    let fields = vec![
        Field::new("date", t.date).kind(FieldKind::Date).required(),
        Field::vi("vi", t.name),
        Field::en("en", t.name_en).hint(view.texts.settings.english_hint),
        Field::vi("source_vi", t.source).hint(t.source_hint),
        Field::en("source_en", t.source_en),
        Field::new("provisional", t.is_provisional)
            .kind(FieldKind::Check)
            .hint(t.provisional_hint),
    ];
    let before = day.map(|day| DayForm {
        date: day.date.to_string(),
        vi: day.name.vi.clone(),
        en: day.name.en.clone(),
        source_vi: day.source.vi.clone(),
        source_en: day.source.en.clone(),
        provisional: day.provisional.then(|| "on".to_owned()),
    });
    let form = Form {
        what: "day_off",
        id: "day".to_owned(),
        groups: vec![Group {
            legend: None,
            fields,
        }],
        hidden: day
            .map(|day| vec![("edit", day.date.to_string())])
            .unwrap_or_default(),
        send: view.texts.settings.save,
        cancel: day.map(|_| Calendar::ADDRESS.to_owned()),
        ..Form::default()
    };
    form.filled(&Typed::of_form(&before.unwrap_or_default()))
}

fn worked_days(view: &View<'_>, file: &CalendarFile, since: i16) -> Section {
    let t = &view.texts.settings_calendar;
    let days = file.worked_days.iter();
    let rows = days.filter(|day| day.date.year() >= since).map(|day| Row {
        cells: vec![
            Cell::of(shown(day.date)),
            Cell::of(shown(day.in_place_of)),
            Cell::of(view.text(&day.source)),
        ],
        buttons: match view.may(&Reach::Province) {
            true => vec![Button {
                what: "not_worked",
                hidden: vec![("date", day.date.to_string())],
                text: view.texts.settings.remove,
                about: shown(day.date),
            }],
            false => vec![],
        },
        ..Row::default()
    });
    let form = Form {
        what: "worked",
        id: "worked".to_owned(),
        title: Some(t.add_worked.to_owned()),
        groups: vec![Group {
            legend: None,
            fields: vec![
                Field::new("date", t.worked)
                    .kind(FieldKind::Date)
                    .required(),
                Field::new("in_place_of", t.in_place_of)
                    .kind(FieldKind::Date)
                    .required()
                    .hint(t.in_place_of_hint),
                Field::vi("source_vi", t.source).hint(t.source_hint),
                Field::en("source_en", t.source_en),
            ],
        }],
        send: view.texts.settings.save,
        ..Form::default()
    };
    Section {
        id: "worked-days",
        title: t.worked_days.to_owned(),
        lead: Some(t.worked_days_lead.to_owned()),
        table: Some(Table {
            head: vec![t.worked, t.in_place_of, t.source],
            rows: rows.collect(),
            empty: t.none,
        }),
        forms: match view.may(&Reach::Province) {
            true => vec![form],
            false => vec![],
        },
    }
}

/// A year further off, of which somebody already knows something.
fn other_years(view: &View<'_>) -> Section {
    let t = &view.texts.settings_calendar;
    Section {
        id: "counted",
        title: t.counts.to_owned(),
        lead: Some(t.counts_lead.to_owned()),
        ..Section::default()
    }
}

/// A date as Vietnam writes it.
fn shown(date: Date) -> String {
    format!("{:02}/{:02}/{}", date.day(), date.month(), date.year())
}
