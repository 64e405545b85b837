//! Who is signed in: the session behind a request, and the page to sign in where there is none.

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, Method, request::Parts},
};
use langnghe_wire::words::Language;

use super::{
    cookie,
    failure::Failure,
    guard::{form_token, is_form_token},
    page::{Frame, Who},
    preference::{language_of, local_path},
    texts::texts,
};
use crate::{
    identity::{Session, SessionToken, User},
    state::AppState,
};

/// The cookie of the session.
pub(super) const COOKIE: &str = "__Host-langnghe";

/// An officer at work.
#[derive(Debug)]
pub(super) struct Desk {
    session: Session,
    pub(super) language: Language,
}

impl Desk {
    pub(super) fn user(&self) -> &User {
        &self.session.user
    }

    /// The frame of a page; `here` is the page's address.
    pub(super) fn frame(&self, state: &AppState, here: impl Into<String>) -> Frame {
        Frame {
            texts: texts(self.language),
            language: self.language,
            who: Some(Who::new(self.user(), self.language, state.communes())),
            csrf: form_token(&self.session.form_secret, state.entropy()),
            here: here.into(),
        }
    }

    /// Takes a form only from this session's own pages.
    pub(super) fn expect_form(&self, token: &str) -> Result<(), Failure> {
        if is_form_token(token, &self.session.form_secret) {
            Ok(())
        } else {
            Err(Failure::Forbidden)
        }
    }
}

impl FromRequestParts<AppState> for Desk {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let session = match token_of(&parts.headers) {
            Some(token) => state.store().session(token.hash(), state.now()).await?,
            None => None,
        };
        match session {
            Some(session) => Ok(Self { session, language: language_of(&parts.headers) }),
            None => Err(Failure::SignedOut { sign_in: sign_in_for(parts) }),
        }
    }
}

/// The token that the browser presents, if it can be one.
pub(super) fn token_of(headers: &HeaderMap) -> Option<SessionToken> {
    SessionToken::parse(cookie::value(headers, COOKIE)?).ok()
}

/// The sign-in page that leads on to what was asked for. A form isn't sent again by itself: its
/// page is where it leads on to.
fn sign_in_for(parts: &Parts) -> String {
    let had_session = cookie::value(&parts.headers, COOKIE).is_some();
    let said = if had_session { "said=expired" } else { "said=" };
    let asked = match *parts.method {
        Method::GET => parts.uri.path_and_query().map_or("", |asked| asked.as_str()),
        _ => parts.uri.path(),
    };
    // `?` and `&` would have to be escaped, and a page without its filter is good enough.
    match local_path(asked.split('?').next().unwrap_or_default()) {
        Some(path) if path.starts_with("/console/cases") => {
            format!("/console/sign-in?{said}&to={path}")
        }
        _ => format!("/console/sign-in?{said}"),
    }
}
