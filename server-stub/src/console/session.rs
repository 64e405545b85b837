//! Who is signed in: the session behind a request, and the page to sign in where there is none.

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, request::Parts},
};
use langnghe_wire::words::Language;

use super::{
    cookie,
    failure::Failure,
    guard::{form_token, is_form_token},
    own_password,
    page::{Frame, Who},
    preference::{language_of, local_path},
    texts::{Texts, texts},
};
use crate::{
    identity::{Session, SessionToken, User},
    state::App,
};

/// The cookie of the session.
pub(super) const COOKIE: &str = "__Host-langnghe";

const SIGN_IN: &str = "/console/sign-in";

/// Where one is led back to once one has signed in; from anywhere else, to the list.
const ROOMS: [&str; 4] = [
    "/console/cases/",
    "/console/intake",
    "/console/settings",
    own_password::ADDRESS,
];

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

    /// Somebody who has just signed in.
    pub(super) async fn of_new_session(
        state: &App,
        token: &SessionToken,
        language: Language,
    ) -> Result<Option<Self>, Failure> {
        let session = state.store.session(token.hash(), state.clock.now()).await?;
        Ok(session.map(|session| Self { session, language }))
    }

    pub(super) fn texts(&self) -> &'static Texts {
        texts(self.language)
    }

    /// The frame of a page; `here` is the page's address.
    pub(super) fn frame(&self, state: &App, here: impl Into<String>) -> Frame {
        Frame {
            texts: self.texts(),
            language: self.language,
            who: Some(Who::new(self.user(), self.language, &state.rules.current())),
            csrf: form_token(&self.session.form_secret, &*state.entropy),
            here: here.into(),
        }
    }

    /// Whether a page of this session sent the form that carries the token.
    pub(super) fn has_sent(&self, token: &str) -> bool {
        is_form_token(token, &self.session.form_secret)
    }

    /// Takes a form only from this session's own pages.
    pub(super) fn expect_form(&self, token: &str) -> Result<(), Failure> {
        match self.has_sent(token) {
            true => Ok(()),
            false => Err(Failure::Forbidden),
        }
    }
}

impl FromRequestParts<App> for Desk {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &App) -> Result<Self, Failure> {
        let session = match token_of(&parts.headers) {
            Some(token) => state.store.session(token.hash(), state.clock.now()).await?,
            None => None,
        };
        match session {
            Some(session) => Ok(Self {
                session,
                language: language_of(&parts.headers),
            }),
            None if asks_by_script(&parts.headers) => Err(Failure::NoSession),
            None => Err(Failure::SignedOut {
                sign_in: sign_in_for(parts),
            }),
        }
    }
}

/// The token that the browser presents, if it can be one.
pub(super) fn token_of(headers: &HeaderMap) -> Option<SessionToken> {
    SessionToken::parse(cookie::value(headers, COOKIE)?).ok()
}

/// Whether a script asks for a part of a page that is open: led to the page to sign in, it would put
/// that into the middle of what somebody fills in.
fn asks_by_script(headers: &HeaderMap) -> bool {
    ["hx-request", "x-requested-with"]
        .into_iter()
        .any(|name| headers.contains_key(name))
}

/// The sign-in page that leads on to what was asked for. A form isn't sent again by itself: its
/// page is where it leads on to.
fn sign_in_for(parts: &Parts) -> String {
    let had_session = cookie::value(&parts.headers, COOKIE).is_some();
    let said = had_session.then(|| "said=expired".to_owned());
    // A step that was pressed in the list is the first on its case's page.
    let place = parts.uri.path();
    let place = place.strip_suffix("/press").unwrap_or(place);
    // Without its filter: `?` and `&` would have to be escaped, and the list is one press away.
    let to = local_path(place)
        .filter(|path| ROOMS.iter().any(|room| path.starts_with(room)))
        .map(|path| format!("to={path}"));
    let query: Vec<String> = said.into_iter().chain(to).collect();
    match query.is_empty() {
        true => SIGN_IN.to_owned(),
        false => format!("{SIGN_IN}?{}", query.join("&")),
    }
}
