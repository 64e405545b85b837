//! The page: who there is, one of them to be edited, and what was changed about them.

use axum::response::Response;
use serde_json::Value;

use super::{ADDRESS, forms, visible};
use crate::{
    case::placement::Rules,
    console::{
        failure::Failure,
        session::Desk,
        settings::{
            history,
            page::{self, Again, Cell, Content, Link, Notice, Row, Section, Table},
            tabs,
        },
        texts::Texts,
        time::moment,
    },
    identity::{Account, AccountChange, Role, Scope, UserId, may_change},
    settings::difference::differences,
    state::App,
};

pub(in crate::console::settings) async fn show(
    state: &App,
    desk: &Desk,
    edited: Option<UserId>,
    notice: Option<Notice>,
    again: Option<Again>,
) -> Result<Response, Failure> {
    let texts = desk.texts();
    let t = &texts.settings_officers;
    let rules = state.rules.current();
    let mut accounts = state.store.accounts().await?;
    accounts.retain(|account| desk.user().scope.contains(&account.scope));
    let edited = match edited {
        None => None,
        Some(id) => Some(visible(state, desk, id).await?),
    };
    let mut sections = vec![];
    match edited.as_ref().filter(|a| may_change(desk.user(), a)) {
        Some(account) => {
            sections.push(Section {
                id: "edit",
                title: format!("{}: {}", t.change, account.shown()),
                forms: vec![
                    forms::account(desk, &rules, Some(account)),
                    forms::password(desk, account),
                ],
                ..Section::default()
            });
            let changes = state.store.account_changes(account.id).await?;
            sections.push(changes_of(&changes, desk));
        }
        None => sections.push(Section {
            id: "add",
            title: t.add.to_owned(),
            lead: Some(t.add_lead.to_owned()),
            forms: vec![forms::account(desk, &rules, None)],
            ..Section::default()
        }),
    }
    sections.push(Section {
        id: "all",
        title: t.all.to_owned(),
        table: Some(Table {
            head: vec![t.name, t.role, t.unit, t.email],
            rows: accounts.iter().map(|one| row(one, desk, &rules)).collect(),
            empty: t.none,
        }),
        ..Section::default()
    });
    let content = Content {
        title: t.title,
        lead: t.lead,
        sections,
    };
    let version = edited.map_or(0, |account| account.version);
    let frame = desk.frame(state, ADDRESS);
    page::show(frame, tabs(ADDRESS, texts), version, content, notice, again)
}

fn row(account: &Account, desk: &Desk, rules: &Rules) -> Row {
    let texts = desk.texts();
    let t = &texts.settings_officers;
    let shown = match &account.display_name {
        Some(name) => format!("{name} ({})", account.sign_in),
        None => account.sign_in.clone(),
    };
    let link = may_change(desk.user(), account).then(|| Link {
        text: texts.settings.edit,
        about: account.shown().to_owned(),
        address: format!("{ADDRESS}?edit={}#edit", account.id.0),
    });
    let is_disabled = account.disabled_at.is_some();
    Row {
        cells: vec![
            Cell::vi(shown).marked(is_disabled.then_some(t.disabled_short)),
            Cell::of(role_in_words(account.role, texts)),
            Cell::vi(scope_in_words(&account.scope, desk, rules)),
            Cell::of(account.email.clone().unwrap_or_default()),
        ],
        links: link.into_iter().collect(),
        ..Row::default()
    }
}

pub(super) fn role_in_words(role: Role, texts: &'static Texts) -> &'static str {
    let t = &texts.roles;
    match role {
        Role::Officer => t.officer,
        Role::Leader => t.leader,
        Role::Coordinator => t.coordinator,
        Role::Admin => t.admin,
    }
}

pub(super) fn scope_in_words(scope: &Scope, desk: &Desk, rules: &Rules) -> String {
    match scope {
        Scope::Province => desk.texts().roles.every_unit.to_owned(),
        Scope::Commune(code) => rules
            .communes
            .by_code(code)
            .map_or_else(|| code.clone(), |commune| commune.name.clone()),
        Scope::Unit(code) => rules.unit(code).map_or_else(
            || code.clone(),
            |unit| unit.name.in_language(desk.language).to_owned(),
        ),
    }
}

/// What was changed about somebody, line by line.
fn changes_of(changes: &[AccountChange], desk: &Desk) -> Section {
    let texts = desk.texts();
    let t = &texts.settings_officers;
    let json = |text: &str| serde_json::from_str(text).unwrap_or(Value::Null);
    let rows = changes.iter().flat_map(|change| {
        let before = change.before.as_deref().map_or(Value::Null, json);
        let by = change.by.as_deref().unwrap_or(t.command_line);
        let when = moment(change.at, desk.language);
        let found = match change.before {
            Some(_) => differences(&before, &json(&change.after)),
            None => vec![],
        };
        let opened = change.before.is_none().then(|| Row {
            cells: vec![Cell::of(t.opened)],
            ..Row::default()
        });
        let lines = found.iter().map(|one| history::line(one, texts));
        let rows: Vec<Row> = opened.into_iter().chain(lines).collect();
        rows.into_iter().map(move |mut row| {
            let who = format!("{when}, {by}");
            row.cells.resize_with(3, Cell::default);
            row.cells.push(Cell::of(who));
            row
        })
    });
    let h = &texts.settings_history;
    Section {
        id: "changes",
        title: t.changes.to_owned(),
        table: Some(Table {
            head: vec![h.place, h.was, h.is, h.when],
            rows: rows.collect(),
            empty: h.nothing,
        }),
        ..Section::default()
    }
}
