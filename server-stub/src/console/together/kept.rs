//! A form for several cases that was sent after its session had ended: it waits in the page to sign
//! in, and stands in its own page again once its writer has signed in; not sent by itself.
//!
//! The same as [a case's forms](crate::console::kept).

use axum::{extract::Request, response::Response};

use super::{ADDRESS, Asked, Why, ask};
use crate::{
    console::{
        FORM_BYTES, failure::Failure, kept::as_unsent, preference::language_of, session::Desk,
        sign_in, texts::texts,
    },
    state::App,
};

/// The form.
#[derive(Debug)]
pub(in crate::console) struct Kept(Asked);

/// Keeps a form, and asks its writer to sign in.
pub(super) async fn keep(state: &App, request: Request) -> Result<Response, Failure> {
    let language = language_of(request.headers());
    let asked = Asked::of(state, request, FORM_BYTES).await?;
    let kept = serde_json::to_string(&asked).map_err(Failure::internal)?;
    let said = texts(language).sign_in.kept.to_owned();
    sign_in::ask(language, ADDRESS.to_owned(), said, kept)
}

/// A form that this session didn't send, shown again to be sent from a page of this session.
pub(super) async fn unsent(state: &App, desk: &Desk, asked: Asked) -> Result<Response, Failure> {
    if asked.typed.is_blank() {
        return Err(Failure::Forbidden);
    }
    let written = asked.typed.written();
    let page = Kept(asked).show(state, desk).await?;
    let page = page.ok_or_else(|| Failure::Forbidden.keeping(written))?;
    Ok(as_unsent(page))
}

impl Kept {
    /// Reads what the page to sign in carried. Anybody can write there, so it is only shown.
    pub(in crate::console) fn read(json: &str) -> Option<Self> {
        let asked: Asked = serde_json::from_str(json).ok()?;
        asked.within_limit().map(Self)
    }

    /// The page with the form as it was filled in; none for somebody who sees none of its cases.
    pub(in crate::console) async fn show(
        self,
        state: &App,
        desk: &Desk,
    ) -> Result<Option<Response>, Failure> {
        let Self(asked) = self;
        let cases = super::chosen(state, desk, &asked).await?;
        if cases.is_empty() {
            return Ok(None);
        }
        let said = desk.texts().sign_in.go_on.to_owned();
        let page = ask(state, desk, asked, Some(Why::NotSent(said)));
        page.await.map(Some)
    }
}
