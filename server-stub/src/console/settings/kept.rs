//! A form of settings that was sent after its session had ended: it waits in the page to sign in,
//! and stands in its own page again once its writer has signed in; not sent by itself.
//!
//! The same as [a case's forms](crate::console::kept); a password is never kept.

use axum::{
    extract::{FromRequest as _, Request},
    response::Response,
};
use langnghe_wire::words::Language;
use serde::{Deserialize, Serialize};

use super::{
    Room as _, again, calendar, categories, officers,
    page::{Again, AgainWhy},
    routing, templates, terms,
    typed::Typed,
    units,
};
use crate::{
    console::{failure::Failure, preference::language_of, session::Desk, sign_in, texts::texts},
    identity::{SessionToken, UserId},
    settings::right::may_look,
    state::App,
};

/// The form.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::console) struct Kept {
    /// The address of its page.
    settings: String,
    typed: Typed,
}

/// Keeps a form, and asks its writer to sign in.
pub(super) async fn ask(
    state: &App,
    address: &'static str,
    request: Request,
) -> Result<Response, Failure> {
    let language = language_of(request.headers());
    let mut typed = Typed::from_request(request, state).await?;
    for secret in ["password", "csrf"] {
        drop(zeroize::Zeroizing::new(typed.take(secret)));
    }
    let kept = Kept {
        settings: address.to_owned(),
        typed,
    };
    let kept = serde_json::to_string(&kept).map_err(Failure::internal)?;
    let said = texts(language).sign_in.kept.to_owned();
    sign_in::ask(language, address.to_owned(), said, kept)
}

impl Kept {
    /// Reads what the page to sign in carried. Anybody can write there, so it is only shown.
    pub(in crate::console) fn read(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok()
    }

    /// The page with the form as it was filled in; none for somebody who doesn't settle anything,
    /// or a page that isn't there.
    pub(in crate::console) async fn show(
        self,
        state: &App,
        token: &SessionToken,
        language: Language,
    ) -> Result<Option<Response>, Failure> {
        let desk = Desk::of_new_session(state, token, language).await?;
        let Some(desk) = desk.filter(|desk| may_look(desk.user())) else {
            return Ok(None);
        };
        let Self { settings, typed } = self;
        let what = typed.get("do").to_owned();
        let why = AgainWhy::NotSent(desk.texts().sign_in.go_on);
        let again = match settings.as_str() {
            units::Units::ADDRESS => again::<units::Units>,
            routing::Routing::ADDRESS => again::<routing::Routing>,
            terms::Terms::ADDRESS => again::<terms::Terms>,
            calendar::Calendar::ADDRESS => again::<calendar::Calendar>,
            categories::Categories::ADDRESS => again::<categories::Categories>,
            templates::Templates::ADDRESS => again::<templates::Templates>,
            officers::ADDRESS => {
                let edited = typed.get("edit").parse().ok().map(UserId);
                let again = Again { what, typed, why };
                let page = officers::show(state, &desk, edited, None, Some(again));
                return page.await.map(Some);
            }
            _ => return Ok(None),
        };
        again(state, &desk, what, typed, why).map(Some)
    }
}
