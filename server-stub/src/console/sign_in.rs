//! The way in and out. What is right, and how long a guesser waits, is
//! [`identity::sign_in`](crate::identity::sign_in)'s to say.

use std::net::SocketAddr;

use askama::Template;
use axum::{
    Form,
    extract::{ConnectInfo, FromRequestParts, Query, State},
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{RETRY_AFTER, SET_COOKIE},
        request::Parts,
    },
    response::{IntoResponse as _, Redirect, Response},
};
use langnghe_wire::words::Language;
use serde::{Deserialize, Deserializer};
use zeroize::Zeroizing;

use super::{
    cookie,
    failure::Failure,
    kept,
    page::{Frame, render},
    preference::{language_of, local_path},
    session::{COOKIE, Desk, token_of},
    texts::fill,
};
use crate::{
    identity::{SignInError, sign_in},
    state::App,
};

const SIGN_IN: &str = "/console/sign-in";
const HOME: &str = "/console/cases";

#[derive(Debug, Template)]
#[template(path = "sign_in.html")]
struct SignInPage {
    frame: Frame,
    flash: Option<String>,
    problem: Option<String>,
    name: String,
    to: String,
    /// A form that was sent after its session had ended.
    kept: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    to: String,
    #[serde(default)]
    said: String,
}

/// `GET /console/sign-in`
pub(super) async fn show(
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let frame = Frame::public(language_of(&headers), SIGN_IN);
    let texts = &frame.texts.sign_in;
    let flash = match asked.said.as_str() {
        "expired" => Some(texts.expired.to_owned()),
        "signed-out" => Some(texts.signed_out.to_owned()),
        _ => None,
    };
    let to = local_path(&asked.to).unwrap_or(HOME).to_owned();
    render(
        StatusCode::OK,
        &SignInPage {
            frame,
            flash,
            problem: None,
            name: String::new(),
            to,
            kept: None,
        },
    )
}

/// The page in the place of the answer to a form whose session had ended. The form goes with it.
pub(super) fn ask(
    language: Language,
    to: String,
    said: String,
    kept: String,
) -> Result<Response, Failure> {
    let page = SignInPage {
        // To come back here would be to lose the form: this page can't be switched.
        frame: Frame::public(language, ""),
        flash: Some(said),
        problem: None,
        name: String::new(),
        to,
        kept: Some(kept),
    };
    render(StatusCode::FORBIDDEN, &page)
}

#[derive(Deserialize)]
pub(super) struct Credentials {
    name: String,
    #[serde(deserialize_with = "wiped")]
    password: Zeroizing<String>,
    #[serde(default)]
    to: String,
    #[serde(default)]
    kept: Option<String>,
}

/// A secret of a form, which is wiped when it is let go of.
pub(super) fn wiped<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Zeroizing<String>, D::Error> {
    String::deserialize(deserializer).map(Zeroizing::new)
}

/// The network address of whoever asks, as far as the server knows it.
#[derive(Debug)]
pub(super) struct Peer(pub(super) String);

impl<S: Sync> FromRequestParts<S> for Peer {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let known = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        Ok(Self(
            known
                .map(|info| info.0.ip().to_string())
                .unwrap_or_default(),
        ))
    }
}

/// `POST /console/sign-in`
pub(super) async fn enter(
    State(state): State<App>,
    Peer(from): Peer,
    headers: HeaderMap,
    Form(given): Form<Credentials>,
) -> Result<Response, Failure> {
    let Credentials {
        name,
        password,
        to,
        kept,
    } = given;
    let to = local_path(&to).unwrap_or(HOME);
    let replaced = token_of(&headers);
    let entered = sign_in(
        &*state.store,
        &*state.entropy,
        &name,
        password,
        &from,
        replaced.as_ref(),
        state.clock.now(),
    )
    .await;

    let language = language_of(&headers);
    let here = if kept.is_some() { "" } else { SIGN_IN };
    let frame = Frame::public(language, here);
    let texts = &frame.texts.sign_in;
    let (status, problem, wait) = match entered {
        Ok((token, _)) => {
            let secret = Zeroizing::new(token.expose());
            let cookie = Zeroizing::new(cookie::for_this_visit(COOKIE, &secret));
            let mut cookie = HeaderValue::from_str(&cookie).map_err(Failure::internal)?;
            cookie.set_sensitive(true);
            let desk = Desk::of_new_session(&state, &token, language).await?;
            let page = match desk.zip(kept) {
                Some((desk, kept)) => kept::show(&kept, &state, &desk).await?,
                None => None,
            };
            let mut response = page.unwrap_or_else(|| Redirect::to(to).into_response());
            response.headers_mut().insert(SET_COOKIE, cookie);
            return Ok(response);
        }
        Err(SignInError::Store(error)) => return Err(error.into()),
        Err(SignInError::WrongCredentials) => {
            (StatusCode::FORBIDDEN, texts.failed.to_owned(), None)
        }
        Err(SignInError::Throttled { retry_after }) => {
            let seconds = retry_after.as_secs().max(1);
            let minutes = (seconds + 59) / 60;
            let problem = fill(&texts.throttled, &[("minutes", &minutes)]);
            (StatusCode::TOO_MANY_REQUESTS, problem, Some(seconds))
        }
    };
    let page = SignInPage {
        frame,
        flash: None,
        problem: Some(problem),
        name,
        to: to.to_owned(),
        kept,
    };
    let mut response = render(status, &page)?;
    if let Some(seconds) = wait {
        response
            .headers_mut()
            .insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    Ok(response)
}

#[derive(Deserialize)]
pub(super) struct Leaving {
    csrf: String,
}

/// `POST /console/sign-out`
pub(super) async fn leave(
    State(state): State<App>,
    desk: Desk,
    headers: HeaderMap,
    Form(form): Form<Leaving>,
) -> Result<Response, Failure> {
    desk.expect_form(&form.csrf)?;
    if let Some(token) = token_of(&headers) {
        state.store.end_session(token.hash()).await?;
    }
    let removed = HeaderValue::from_str(&cookie::set(COOKIE, "", 0)).map_err(Failure::internal)?;
    Ok((
        [(SET_COOKIE, removed)],
        Redirect::to("/console/sign-in?said=signed-out"),
    )
        .into_response())
}
