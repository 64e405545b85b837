//! Those who sign in: who they are, what they may, and what was changed about them.

use axum::{
    extract::{FromRequest as _, Query, Request, State},
    response::{IntoResponse as _, Redirect, Response},
};
use serde::Deserialize;
use serde_json::Value;
use zeroize::Zeroizing;

use super::{
    Settler, communes, history, kept,
    page::{
        self, Again, AgainWhy, Cell, Choice, Content, Field, FieldKind, Form, Group, Link, Notice,
        Row, Section, Table,
    },
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
    identity::{
        Account, AccountChange, AccountError, AccountForm, MAX_BYTES, MIN_CHARACTERS, NewAccount,
        NewUser, PasswordError, PasswordHash, Role, Scope, UserId, hash_password, may_change,
    },
    settings::{Why, difference::differences},
    state::App,
    store::UserError,
};

pub(super) const ADDRESS: &str = "/console/settings/officers";

#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    edit: Option<i64>,
    #[serde(default)]
    said: String,
}

/// `GET /console/settings/officers`
pub(super) async fn look(
    State(state): State<App>,
    Settler(desk): Settler,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let notice = Notice::said(&asked.said, &desk);
    show(&state, &desk, asked.edit.map(UserId), notice, None).await
}

/// `POST /console/settings/officers`
pub(super) async fn settle(
    State(state): State<App>,
    settler: Result<Settler, Failure>,
    request: Request,
) -> Result<Response, Failure> {
    let desk = match settler {
        Ok(Settler(desk)) => desk,
        Err(Failure::SignedOut { .. }) => return kept::ask(&state, ADDRESS, request).await,
        Err(failure) => return Err(failure),
    };
    let mut typed = Typed::from_request(request, &state).await?;
    desk.expect_form(typed.get("csrf"))?;
    // It is in no page that comes back.
    let password = Zeroizing::new(typed.take("password"));
    let what = typed.get("do").to_owned();
    let edited = match what.as_str() {
        "add" => None,
        "change" | "password" => {
            let id = typed.get("edit").parse().map_err(|_| Failure::Malformed)?;
            Some(UserId(id))
        }
        _ => return Err(Failure::Malformed),
    };
    let done = match (what.as_str(), edited) {
        (_, None) => add(&state, &desk, &typed, password).await?,
        ("change", Some(id)) => change(&state, &desk, &typed, id).await?,
        (_, Some(id)) => renew(&state, &desk, &typed, id, password).await?,
    };
    match done {
        Ok(()) => Ok(Redirect::to(&format!("{ADDRESS}?said=saved")).into_response()),
        Err(why) => {
            let again = Again { what, typed, why };
            show(&state, &desk, edited, None, Some(again)).await
        }
    }
}

/// What came of it: done, or why the form is there again.
type Done = Result<(), AgainWhy>;

async fn add(
    state: &App,
    desk: &Desk,
    typed: &Typed,
    password: Zeroizing<String>,
) -> Result<Done, Failure> {
    let form: AccountForm = typed.to_form()?;
    let now = state.clock.now();
    let rules = state.rules.current();
    let account = match form.account(desk.user(), None, &rules, now) {
        Ok(account) => account,
        Err(error) => return Ok(Err(refused(error, desk.texts()))),
    };
    let password = match hashed(state, password).await? {
        Ok(password) => password,
        Err(why) => return Ok(Err(why)),
    };
    let new = NewAccount {
        user: NewUser {
            name: account.sign_in,
            role: account.role,
            scope: account.scope,
            password,
        },
        display_name: account.display_name,
        email: account.email,
    };
    let opened = state.store.open_account(desk.user().id, new, now).await;
    written(opened.map(drop), desk)
}

async fn change(state: &App, desk: &Desk, typed: &Typed, id: UserId) -> Result<Done, Failure> {
    let before = visible(state, desk, id).await?;
    let form: AccountForm = typed.to_form()?;
    let now = state.clock.now();
    let rules = state.rules.current();
    let after = match form.account(desk.user(), Some(&before), &rules, now) {
        Ok(after) => after,
        Err(error) => return Ok(Err(refused(error, desk.texts()))),
    };
    let after = Account {
        version: typed.number("version")?,
        ..after
    };
    let changed = state.store.change_account(desk.user().id, after, None, now);
    written(changed.await, desk)
}

/// A new password, on somebody else's word: their sessions end.
async fn renew(
    state: &App,
    desk: &Desk,
    typed: &Typed,
    id: UserId,
    password: Zeroizing<String>,
) -> Result<Done, Failure> {
    let before = visible(state, desk, id).await?;
    if !may_change(desk.user(), &before) {
        return Ok(Err(AgainWhy::Refused(
            desk.texts().settings_officers.not_yours,
        )));
    }
    let password = match hashed(state, password).await? {
        Ok(password) => password,
        Err(why) => return Ok(Err(why)),
    };
    let after = Account {
        version: typed.number("version")?,
        ..before
    };
    let now = state.clock.now();
    let changed = state
        .store
        .change_account(desk.user().id, after, Some(password), now);
    written(changed.await, desk)
}

/// Somebody whom whoever is at the desk may look at; told like one who isn't there otherwise.
async fn visible(state: &App, desk: &Desk, id: UserId) -> Result<Account, Failure> {
    let found = state.store.account(id).await?;
    found
        .filter(|account| desk.user().scope.contains(&account.scope))
        .ok_or(Failure::NotFound)
}

async fn hashed(
    state: &App,
    password: Zeroizing<String>,
) -> Result<Result<PasswordHash, AgainWhy>, Failure> {
    let why = match hash_password(password, state.entropy.bytes_16()).await {
        Ok(hash) => return Ok(Ok(hash)),
        Err(PasswordError::TooShort) => Why::TooShort(MIN_CHARACTERS),
        Err(PasswordError::TooLong) => Why::TooLong(MAX_BYTES),
        Err(error) => return Err(Failure::internal(error)),
    };
    Ok(Err(AgainWhy::Invalid(why.in_field("password"))))
}

fn refused(error: AccountError, texts: &'static Texts) -> AgainWhy {
    let t = &texts.settings_officers;
    match error {
        AccountError::Invalid(invalid) => AgainWhy::Invalid(invalid),
        AccountError::NotYours => AgainWhy::Refused(t.not_yours),
        AccountError::Oneself => AgainWhy::Refused(t.oneself),
    }
}

fn written(result: Result<(), UserError>, desk: &Desk) -> Result<Done, Failure> {
    let texts = desk.texts();
    match result {
        Ok(()) => Ok(Ok(())),
        Err(UserError::NameTaken) => Ok(Err(AgainWhy::Invalid(Why::Taken.in_field("sign_in")))),
        Err(UserError::Changed) => Ok(Err(AgainWhy::Changed(Notice {
            is_bad: true,
            title: Some(texts.settings.changed),
            text: texts.settings_officers.changed.to_owned(),
            link: None,
        }))),
        Err(UserError::Unknown) => Err(Failure::NotFound),
        Err(UserError::Store(error)) => Err(error.into()),
    }
}

pub(super) async fn show(
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
                    form(desk, &rules, Some(account)),
                    password_form(desk, account),
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
            forms: vec![form(desk, &rules, None)],
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

fn role_in_words(role: Role, texts: &'static Texts) -> &'static str {
    let t = &texts.roles;
    match role {
        Role::Officer => t.officer,
        Role::Leader => t.leader,
        Role::Coordinator => t.coordinator,
        Role::Admin => t.admin,
    }
}

fn scope_in_words(scope: &Scope, desk: &Desk, rules: &Rules) -> String {
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

/// The units that whoever is at the desk may give somebody: of one commune, each of its offices;
/// of the province, its departments and every commune as a whole.
fn scopes(desk: &Desk, rules: &Rules, account: Option<&Account>) -> Vec<Choice> {
    let t = &desk.texts().settings_officers;
    let scope = &desk.user().scope;
    let mut choices = vec![];
    if *scope == Scope::Province {
        choices.push(Choice::new("", t.whole_province));
    }
    let unit = |unit: crate::case::units::Unit| {
        let name = unit.name.in_language(desk.language).to_owned();
        Choice::new(unit.code, name)
    };
    choices.extend(rules.units_of_province().into_iter().map(unit));
    for commune in communes(rules.communes) {
        let offices = rules.units_of(&commune.value).into_iter().map(unit);
        choices.extend(std::iter::once(commune.clone()).chain(offices));
    }
    choices.retain(|choice| {
        let code = Some(choice.value.as_str()).filter(|code| !code.is_empty());
        scope.contains(&Scope::from_code(code))
    });
    // A unit that is closed is still theirs.
    if let Some(account) = account {
        let code = account.scope.code().unwrap_or_default();
        if choices.iter().all(|choice| choice.value != code) {
            let name = scope_in_words(&account.scope, desk, rules);
            choices.push(Choice::new(code, name));
        }
    }
    choices
}

fn form(desk: &Desk, rules: &Rules, account: Option<&Account>) -> Form {
    let texts = desk.texts();
    let t = &texts.settings_officers;
    let roles = Role::ALL
        .into_iter()
        .filter(|role| match role {
            Role::Officer | Role::Leader => true,
            Role::Coordinator | Role::Admin => desk.user().role == Role::Admin,
        })
        .map(|role| Choice::new(role.as_str(), role_in_words(role, texts)));
    let mut fields = vec![
        Field::new("sign_in", t.sign_in).required(),
        Field {
            required: false,
            ..Field::vi("display_name", t.display_name).hint(t.display_name_hint)
        },
        Field::new("email", t.email)
            .kind(FieldKind::Email)
            .hint(t.email_hint),
        Field::new("role", t.role).choice(roles.collect()),
        Field::new("unit", t.unit).choice(scopes(desk, rules, account)),
    ];
    match account {
        Some(_) => fields.push(
            Field::new("disabled", t.disabled)
                .kind(FieldKind::Check)
                .hint(t.disabled_hint),
        ),
        None => fields.push(password_field(t.password, texts)),
    }
    let before = account.map(AccountForm::of_account).unwrap_or_default();
    let form = Form {
        what: if account.is_some() { "change" } else { "add" },
        id: "account".to_owned(),
        groups: vec![Group {
            legend: None,
            fields,
        }],
        hidden: edited(account),
        send: texts.settings.save,
        cancel: account.map(|_| ADDRESS.to_owned()),
        ..Form::default()
    };
    form.filled(&Typed::of_form(&before))
}

fn password_form(desk: &Desk, account: &Account) -> Form {
    let texts = desk.texts();
    let t = &texts.settings_officers;
    Form {
        what: "password",
        id: "password".to_owned(),
        title: Some(t.new_password.to_owned()),
        groups: vec![Group {
            legend: None,
            fields: vec![password_field(t.new_password, texts)],
        }],
        hidden: edited(Some(account)),
        send: t.set_password,
        ..Form::default()
    }
}

fn password_field(label: &'static str, texts: &'static Texts) -> Field {
    let hint = fill(
        &texts.settings_officers.password_hint,
        &[("n", &MIN_CHARACTERS)],
    );
    Field::new("password", label)
        .kind(FieldKind::Password)
        .hint(hint)
        .required()
}

fn edited(account: Option<&Account>) -> Vec<(&'static str, String)> {
    account
        .map(|account| vec![("edit", account.id.0.to_string())])
        .unwrap_or_default()
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
