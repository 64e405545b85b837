//! One's own password: the old one, and twice the new one. What counts, and how long a guesser
//! waits, is [`identity::change_own_password`](crate::identity::change_own_password)'s to say.

use askama::Template;
use axum::{
    Form,
    extract::{Query, State},
    http::{HeaderMap, HeaderValue, StatusCode, header::RETRY_AFTER},
    response::{IntoResponse as _, Redirect, Response},
};
use serde::Deserialize;
use zeroize::Zeroizing;

use super::{
    failure::Failure,
    page::{Frame, render},
    session::{Desk, token_of},
    sign_in::{Peer, wiped},
    texts::fill,
};
use crate::{
    identity::{
        Change, ChangeError, MAX_BYTES, MIN_CHARACTERS, PasswordError, change_own_password,
    },
    state::App,
};

pub(super) const ADDRESS: &str = "/console/password";

#[derive(Debug, Template)]
#[template(path = "own_password.html")]
struct OwnPasswordPage {
    frame: Frame,
    /// Whose it is, for whatever keeps passwords for them.
    sign_in: String,
    hint: String,
    done: bool,
    wrong: Wrong,
}

/// What is wrong with a field.
#[derive(Debug, Default)]
struct Wrong {
    old: Option<String>,
    new: Option<String>,
    again: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    said: String,
}

/// `GET /console/password`
pub(super) async fn show(
    State(state): State<App>,
    desk: Desk,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let done = asked.said == "changed";
    page(&state, &desk, StatusCode::OK, done, Wrong::default()).await
}

#[derive(Deserialize)]
pub(super) struct Typed {
    csrf: String,
    #[serde(deserialize_with = "wiped")]
    old: Zeroizing<String>,
    #[serde(deserialize_with = "wiped")]
    new: Zeroizing<String>,
    #[serde(deserialize_with = "wiped")]
    again: Zeroizing<String>,
}

/// `POST /console/password`
pub(super) async fn change(
    State(state): State<App>,
    Peer(from): Peer,
    desk: Desk,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let Typed {
        csrf,
        old,
        new,
        again,
    } = typed;
    desk.expect_form(&csrf)?;
    let t = &desk.texts().own_password;
    if *new != *again {
        let wrong = Wrong {
            again: Some(t.differs.to_owned()),
            ..Wrong::default()
        };
        return page(
            &state,
            &desk,
            StatusCode::UNPROCESSABLE_ENTITY,
            false,
            wrong,
        )
        .await;
    }
    let session = token_of(&headers).ok_or(Failure::Forbidden)?;
    let changed = change_own_password(
        &*state.store,
        &*state.entropy,
        desk.user().id,
        Change { old, new },
        &from,
        &session,
        state.clock.now(),
    );
    let mut wait = None;
    let (status, wrong) = match changed.await {
        Ok(()) => return Ok(Redirect::to(&format!("{ADDRESS}?said=changed")).into_response()),
        Err(ChangeError::Wrong) => (StatusCode::FORBIDDEN, of_old(t.wrong.to_owned())),
        Err(ChangeError::Throttled { retry_after }) => {
            let seconds = retry_after.as_secs().max(1);
            wait = Some(seconds);
            let minutes = (seconds + 59) / 60;
            let text = fill(&desk.texts().sign_in.throttled, &[("minutes", &minutes)]);
            (StatusCode::TOO_MANY_REQUESTS, of_old(text))
        }
        Err(ChangeError::TheSame) => refused(t.the_same.to_owned()),
        Err(ChangeError::Refused(PasswordError::TooShort)) => {
            let text = &desk.texts().wrong.too_short;
            refused(fill(text, &[("limit", &MIN_CHARACTERS)]))
        }
        Err(ChangeError::Refused(PasswordError::TooLong)) => {
            let text = &desk.texts().wrong.too_long;
            refused(fill(text, &[("limit", &MAX_BYTES)]))
        }
        Err(ChangeError::Refused(error)) => return Err(Failure::internal(error)),
        Err(ChangeError::Store(error)) => return Err(error.into()),
    };
    let mut response = page(&state, &desk, status, false, wrong).await?;
    if let Some(seconds) = wait {
        response
            .headers_mut()
            .insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    Ok(response)
}

fn of_old(text: String) -> Wrong {
    Wrong {
        old: Some(text),
        ..Wrong::default()
    }
}

fn refused(text: String) -> (StatusCode, Wrong) {
    let wrong = Wrong {
        new: Some(text),
        ..Wrong::default()
    };
    (StatusCode::UNPROCESSABLE_ENTITY, wrong)
}

async fn page(
    state: &App,
    desk: &Desk,
    status: StatusCode,
    done: bool,
    wrong: Wrong,
) -> Result<Response, Failure> {
    let account = state.store.account(desk.user().id).await?;
    let hint = fill(
        &desk.texts().settings_officers.password_hint,
        &[("n", &MIN_CHARACTERS)],
    );
    let page = OwnPasswordPage {
        frame: desk.frame(state, ADDRESS),
        sign_in: account.map(|account| account.sign_in).unwrap_or_default(),
        hint,
        done,
        wrong,
    };
    render(status, &page)
}
