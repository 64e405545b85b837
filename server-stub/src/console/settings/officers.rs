//! Those who sign in: who they are, what they may, and what was changed about them.

mod forms;
mod page;

use axum::{
    extract::{FromRequest as _, Query, Request, State},
    response::{IntoResponse as _, Redirect, Response},
};
use serde::Deserialize;
use zeroize::Zeroizing;

pub(super) use self::page::show;
use super::{
    Settler, kept,
    page::{Again, AgainWhy, Notice},
    typed::Typed,
};
use crate::{
    console::{failure::Failure, session::Desk, texts::Texts},
    identity::{
        Account, AccountError, AccountForm, MAX_BYTES, MIN_CHARACTERS, NewAccount, NewUser,
        PasswordError, PasswordHash, UserId, hash_password, may_change,
    },
    settings::Why,
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
    // It is in no page that comes back.
    let password = Zeroizing::new(typed.take("password"));
    let written = typed.written();
    let answer = if desk.has_sent(typed.get("csrf")) {
        settle_typed(&state, &desk, typed, password).await
    } else if written.is_empty() {
        Err(Failure::Forbidden)
    } else {
        let why = AgainWhy::NotOurs(desk.texts().sign_in.go_on);
        again(&state, &desk, typed, why).await
    };
    answer.map_err(|failure| failure.keeping(written))
}

/// The page again, with the form as it was filled in.
pub(super) async fn again(
    state: &App,
    desk: &Desk,
    typed: Typed,
    why: AgainWhy,
) -> Result<Response, Failure> {
    let edited = typed.get("edit").parse().ok().map(UserId);
    let what = typed.get("do").to_owned();
    show(state, desk, edited, None, Some(Again { what, typed, why })).await
}

async fn settle_typed(
    state: &App,
    desk: &Desk,
    typed: Typed,
    password: Zeroizing<String>,
) -> Result<Response, Failure> {
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
        (_, None) => add(state, desk, &typed, password).await?,
        ("change", Some(id)) => change(state, desk, &typed, id).await?,
        (_, Some(id)) => renew(state, desk, &typed, id, password).await?,
    };
    match done {
        Ok(()) => Ok(Redirect::to(&format!("{ADDRESS}?said=saved")).into_response()),
        Err(why) => again(state, desk, typed, why).await,
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
