//! A form of settings that was sent after its session had ended: it waits in the page to sign in,
//! and stands in its own page again once its writer has signed in; not sent by itself.
//!
//! The same as [a case's forms](crate::console::kept); a password is never kept.

use axum::{
    extract::{FromRequest as _, Request},
    response::Response,
};
use serde::{Deserialize, Serialize};

use super::{
    Room as _, again, calendar, categories, officers, page::AgainWhy, routing, templates, terms,
    typed::Typed, units,
};
use crate::{
    console::{
        failure::Failure, form, kept::ask_to_sign_in, preference::language_of, session::Desk,
    },
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
    // No more of it than the page to sign in takes.
    if form::is_large(&request) {
        return Err(Failure::TooLarge);
    }
    let mut typed = Typed::from_request(request, state).await?;
    for secret in ["password", "csrf"] {
        drop(zeroize::Zeroizing::new(typed.take(secret)));
    }
    let kept = Kept {
        settings: address.to_owned(),
        typed,
    };
    ask_to_sign_in(&kept, address.to_owned(), language)
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
        desk: &Desk,
    ) -> Result<Option<Response>, Failure> {
        if !may_look(desk.user()) {
            return Ok(None);
        }
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
                let page = officers::again(state, desk, typed, why);
                return page.await.map(Some);
            }
            _ => return Ok(None),
        };
        again(state, desk, what, typed, why).map(Some)
    }
}
