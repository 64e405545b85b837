//! Who changed which settings when, what is different since, and the way back: which is one more
//! change.

use std::sync::Arc;

use axum::{
    extract::{Query, State},
    response::{IntoResponse as _, Redirect, Response},
};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use super::{
    Settler, ahead, overtaken,
    page::{self, Again, AgainWhy, Button, Cell, Content, Link, Notice, Row, Section, Table},
    tabs,
    typed::Typed,
};
use crate::{
    case::placement::Rules,
    console::{
        failure::Failure,
        session::Desk,
        texts::{Texts, fill},
        time::moment,
    },
    settings::{
        Ahead, Document, Invalid, Kind, Setting, SettleError, Settlement, Wish,
        calendar::next_version,
        difference::{Difference, differences},
        right::{Reach, may_settle},
    },
    state::App,
};

pub(super) const ADDRESS: &str = "/console/settings/history";

/// Versions on one page.
const VERSIONS: u32 = 10;
/// Lines that tell of one version; what is behind them is counted.
const LINES: usize = 40;

#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    kind: String,
    before: Option<u32>,
    #[serde(default)]
    said: String,
}

/// `GET /console/settings/history`: what was changed last, or the history of one kind.
pub(super) async fn look(
    State(state): State<App>,
    Settler(desk): Settler,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let notice = Notice::said(&asked.said, &desk);
    if asked.kind.is_empty() {
        return overview(&state, &desk).await;
    }
    let kind = asked.kind.parse().map_err(|_| Failure::NotFound)?;
    let before = asked.before.unwrap_or(u32::MAX);
    show(&state, &desk, kind, before, notice, None).await
}

/// `POST /console/settings/history`: a version that was is the newest again.
pub(super) async fn go_back(
    State(state): State<App>,
    Settler(desk): Settler,
    typed: Typed,
) -> Result<Response, Failure> {
    desk.expect_form(typed.get("csrf"))?;
    let kind: Kind = typed.get("kind").parse().map_err(|_| Failure::Malformed)?;
    let again = |why| Again {
        what: String::new(),
        typed: Typed::default(),
        why,
    };
    if !may_settle(desk.user(), &Reach::Province) {
        let why = AgainWhy::Refused(desk.texts().settings.not_yours);
        return show(&state, &desk, kind, u32::MAX, None, Some(again(why))).await;
    }
    let to = typed.number("to")?;
    let wanted = document(&state, kind, to).await?;
    let now = state.clock.now();
    let t = &desk.texts().settings_history;
    let wish = Wish {
        open_too: None,
        by: desk.user().clone(),
        kind,
        seen: typed.number("version")?,
        note: fill(&t.back_note, &[("version", &to)]),
        now,
    };
    let rules = state.rules.current();
    let moves = ahead::may_move(kind, None);
    if moves
        && !typed.is_sure()
        && wish.seen == rules.version(kind)
        && let Ok(document) = newest_again(wanted.clone(), &rules, now)
        && let Some(ahead) = ahead::of(&state, &rules, document, None).await?
    {
        return ask(&state, &desk, kind, ahead, &typed);
    }
    let settled = state.rules.settle(&state.store, wish, move |rules| {
        newest_again(wanted, rules, now)
    });
    let why = match settled.await {
        Ok(()) => {
            let said = match typed.is_sure() {
                true => "reckoned",
                false => "saved",
            };
            if moves {
                state.settled.notify_one();
            }
            let address = format!("{ADDRESS}?kind={kind}&said={said}");
            return Ok(Redirect::to(&address).into_response());
        }
        Err(SettleError::Invalid(invalid)) => AgainWhy::Invalid(invalid),
        Err(SettleError::Changed) => AgainWhy::Changed(overtaken(&state, &desk, kind).await?),
        Err(SettleError::Store(error)) => return Err(error.into()),
    };
    show(&state, &desk, kind, u32::MAX, None, Some(again(why))).await
}

/// A document that was, as the newest.
fn newest_again(was: Document, rules: &Rules, now: Timestamp) -> Result<Document, Invalid> {
    let is = rules.document(was.kind());
    Ok(match (was, is) {
        // What counts its own versions counts on: phones take what is newer.
        (Document::Catalogue(was), Document::Catalogue(is)) => {
            let was = (*was).clone();
            Document::Catalogue(Arc::new(was.newer_than(is.catalogue.version, now)))
        }
        (Document::Calendar(was), Document::Calendar(is)) => {
            Document::Calendar(Arc::new(next_version(&was, is.version())?))
        }
        (was, _) => was,
    })
}

/// How many open cases would get other dates, and whether that is wanted.
fn ask(
    state: &App,
    desk: &Desk,
    kind: Kind,
    ahead: Ahead,
    typed: &Typed,
) -> Result<Response, Failure> {
    let texts = desk.texts();
    let content = Content {
        title: texts.settings_history.title,
        lead: name(kind, texts),
        sections: vec![],
    };
    let cancel = format!("{ADDRESS}?kind={kind}");
    let content = ahead::asked(&content, ahead, ("back", typed), cancel, texts);
    let frame = desk.frame(state, ADDRESS);
    let version = state.rules.current().version(kind);
    page::show(frame, tabs(ADDRESS, texts), version, content, None, None)
}

/// A version of a document; 0 is what the build carries.
async fn document(state: &App, kind: Kind, version: u32) -> Result<Document, Failure> {
    if version == 0 {
        return Ok(Document::bundled(kind));
    }
    let found = state.store.setting(kind, version).await?;
    Document::parse(&found.ok_or(Failure::NotFound)?.setting).map_err(Failure::internal)
}

/// The last change of each kind.
async fn overview(state: &App, desk: &Desk) -> Result<Response, Failure> {
    let texts = desk.texts();
    let t = &texts.settings_history;
    let mut rows = vec![];
    for kind in Kind::ALL {
        let newest = state.store.settlements(kind, u32::MAX, 1).await?;
        let (when, by) = match newest.first() {
            Some(settlement) => (moment(settlement.at, desk.language), settlement.by.clone()),
            None => (t.never.to_owned(), String::new()),
        };
        rows.push(Row {
            cells: vec![Cell::of(name(kind, texts)), Cell::of(when), Cell::of(by)],
            links: vec![Link {
                text: t.see,
                about: name(kind, texts).to_owned(),
                address: format!("{ADDRESS}?kind={kind}"),
            }],
            ..Row::default()
        });
    }
    let content = Content {
        title: t.title,
        lead: t.lead,
        sections: vec![Section {
            id: "kinds",
            title: t.last.to_owned(),
            table: Some(Table {
                head: vec![t.what, t.when, t.by],
                rows,
                empty: t.never,
            }),
            ..Section::default()
        }],
    };
    let frame = desk.frame(state, ADDRESS);
    page::show(frame, tabs(ADDRESS, texts), 0, content, None, None)
}

async fn show(
    state: &App,
    desk: &Desk,
    kind: Kind,
    before: u32,
    notice: Option<Notice>,
    again: Option<Again>,
) -> Result<Response, Failure> {
    let texts = desk.texts();
    let t = &texts.settings_history;
    let rules = state.rules.current();
    let current = rules.version(kind);
    let settlements = state.store.settlements(kind, before, VERSIONS + 1).await?;
    let may = may_settle(desk.user(), &Reach::Province);
    let shown = settlements.iter().take(VERSIONS as usize);
    let mut sections: Vec<Section> = shown
        .enumerate()
        .map(|(n, settlement)| {
            let bundled = bundled(kind);
            let older = settlements
                .get(n + 1)
                .map_or(&bundled, |older| &older.setting);
            told(settlement, older, current, may, desk)
        })
        .collect();
    match settlements.get(VERSIONS as usize) {
        Some(_) => {
            let oldest = settlements[VERSIONS as usize - 1].setting.version;
            sections.push(older_ones(kind, oldest, t.older, texts));
        }
        None => sections.push(first(kind, current, may, texts)),
    }
    let content = Content {
        title: t.title,
        lead: name(kind, texts),
        sections,
    };
    let frame = desk.frame(state, ADDRESS);
    page::show(frame, tabs(ADDRESS, texts), current, content, notice, again)
}

fn bundled(kind: Kind) -> Setting {
    Setting {
        kind,
        version: 0,
        body: Document::bundled(kind).to_json(),
    }
}

/// One version: who, when, why, and what is different from the one before.
fn told(
    settlement: &Settlement,
    older: &Setting,
    current: u32,
    may_go_back: bool,
    desk: &Desk,
) -> Section {
    let texts = desk.texts();
    let t = &texts.settings_history;
    let Setting { kind, version, .. } = settlement.setting;
    let json = |setting: &Setting| serde_json::from_str(&setting.body).unwrap_or(Value::Null);
    let found = differences(&json(older), &json(&settlement.setting));
    let hidden = found.len().saturating_sub(LINES);
    let rows = found.iter().take(LINES).map(|one| line(one, texts));
    let when = moment(settlement.at, desk.language);
    let head = fill(
        &t.version,
        &[
            ("version", &version),
            ("name", &settlement.by),
            ("when", &when),
        ],
    );
    let mut lead = settlement.note.clone();
    if hidden > 0 {
        lead = format!("{lead} {}", fill(&t.more, &[("n", &hidden)]));
    }
    let forms = match may_go_back && version != current {
        true => vec![back(kind, version, t.go_back)],
        false => vec![],
    };
    Section {
        title: head,
        lead: Some(lead).filter(|lead| !lead.trim().is_empty()),
        table: Some(Table {
            head: vec![t.place, t.was, t.is],
            rows: rows.collect(),
            empty: t.nothing,
        }),
        forms,
        ..Section::default()
    }
}

fn back(kind: Kind, version: u32, text: &'static str) -> page::Form {
    page::Form {
        what: "back",
        id: format!("back-{version}"),
        hidden: vec![("kind", kind.to_string()), ("to", version.to_string())],
        send: text,
        ..page::Form::default()
    }
}

/// The version that the build carries.
fn first(kind: Kind, current: u32, may_go_back: bool, texts: &'static Texts) -> Section {
    let t = &texts.settings_history;
    let forms = match may_go_back && current != 0 {
        true => vec![back(kind, 0, t.go_back)],
        false => vec![],
    };
    Section {
        title: t.bundled.to_owned(),
        lead: Some(t.bundled_lead.to_owned()),
        forms,
        ..Section::default()
    }
}

fn older_ones(kind: Kind, before: u32, text: &'static str, texts: &'static Texts) -> Section {
    let t = &texts.settings_history;
    Section {
        title: text.to_owned(),
        table: Some(Table {
            head: vec![t.what],
            rows: vec![Row {
                cells: vec![Cell::of(name(kind, texts))],
                links: vec![Link {
                    text: t.see,
                    about: text.to_owned(),
                    address: format!("{ADDRESS}?kind={kind}&before={before}"),
                }],
                buttons: Vec::<Button>::new(),
            }],
            empty: t.nothing,
        }),
        ..Section::default()
    }
}

/// A difference as a row of a table.
pub(super) fn line(one: &Difference, texts: &'static Texts) -> Row {
    let t = &texts.settings_history;
    let path: Vec<&str> = one.path.iter().map(|part| in_words(part, texts)).collect();
    let side = |side: &Option<String>| match side.as_deref() {
        None | Some("") => t.empty.to_owned(),
        Some("true") => texts.settings_units.yes.to_owned(),
        Some("false") => texts.settings_units.no.to_owned(),
        Some(text) => text.to_owned(),
    };
    Row {
        cells: vec![
            Cell::of(path.join(" › ")),
            Cell::of(side(&one.before)),
            Cell::of(side(&one.after)),
        ],
        ..Row::default()
    }
}

/// A field's name in words, where it has any; names of entries stay as they are.
fn in_words<'a>(name: &'a str, texts: &'static Texts) -> &'a str {
    let t = &texts.settings_history;
    match name {
        "units" => texts.settings.units,
        "rules" => texts.settings_routing.rules,
        "catalogue" => texts.settings.categories,
        "categories" => texts.settings_categories.all,
        "templates" => texts.settings.templates,
        "days_off" => texts.settings.calendar,
        "worked_days" => texts.settings_calendar.worked_days,
        "retired" => texts.settings_categories.retired,
        "name" => t.field_name,
        "vi" => t.field_vi,
        "en" => t.field_en,
        "in_wards" => texts.settings_units.in_wards_vi,
        "approval" => texts.settings_units.approval_short,
        "active" => texts.settings_units.active,
        "category" => texts.settings_routing.category,
        "commune" => texts.settings_routing.commune,
        "to" => texts.settings_routing.to,
        "about_staff" => texts.settings_routing.staff,
        "otherwise" => texts.settings_routing.otherwise,
        "level_above" => texts.settings_routing.level_above,
        "terms" => texts.settings.terms,
        "intake" => texts.settings_terms.intake,
        "resolution" => texts.settings_terms.resolution,
        "amount" => texts.settings_terms.amount,
        "basis" => texts.settings_terms.basis,
        "level" => texts.settings_terms.level,
        "questions" => texts.settings_categories.questions,
        "keywords" => texts.settings_categories.keywords,
        "text" => texts.settings_templates.text,
        "date" => texts.settings_calendar.date,
        "source" => texts.settings_calendar.source,
        "provisional" => texts.settings_calendar.provisional,
        "version" => t.field_version,
        "sign_in" => texts.settings_officers.sign_in,
        "display_name" => texts.settings_officers.display_name,
        "email" => texts.settings_officers.email,
        "role" => texts.settings_officers.role,
        "unit" => texts.settings_officers.unit,
        "disabled" => texts.settings_officers.disabled,
        "new_password" => texts.settings_officers.new_password,
        other => other,
    }
}

fn name(kind: Kind, texts: &'static Texts) -> &'static str {
    let t = &texts.settings;
    match kind {
        Kind::Units => t.units,
        Kind::Routing => t.routing,
        Kind::Catalogue => t.catalogue,
        Kind::Calendar => t.calendar,
        Kind::Templates => t.templates,
    }
}
