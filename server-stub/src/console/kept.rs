//! A form of a case that was sent after its session had ended: what was typed is kept in the page
//! to sign in, and stands in the case's page again once its writer has signed in.
//!
//! ```text
//! POST, nobody signed in ─▶ the page to sign in, the form folded into a hidden field
//!                             └▶ POST ─▶ the case's page, filled in as before; not sent
//! ```
//!
//! Nothing proves that such a form was ours, so nothing follows from it by itself: whoever wrote
//! it reads it once more and sends it. Photographs can't be kept, and the page says so.
//!
//! Whoever signed in again in another window sends from this one with the former session's secret.
//! That proves nothing either, and the form is shown again just so.

use axum::{extract::Request, http::StatusCode, response::Response};
use langnghe_wire::{ReportId, words::Language};
use serde::{Deserialize, Serialize};

use super::{
    FORM_BYTES, act,
    case_page::{self, Again, Why},
    doubles,
    failure::Failure,
    form::{self, Filled},
    intake,
    preference::language_of,
    public,
    session::Desk,
    settings, sign_in,
    steps::{self, Choices},
    texts::texts,
    together,
    typed::Typed,
    view,
};
use crate::state::App;

/// Bytes of the form to sign in: what is kept, written as JSON and then as `%XX`.
pub(super) const SIGN_IN_BYTES: usize = 8 * FORM_BYTES;

/// The form.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Kept {
    report: ReportId,
    version: u64,
    what: String,
    typed: Typed,
    photographs: bool,
}

/// Keeps a form of a case, and asks its writer to sign in.
pub(super) async fn ask(
    state: &App,
    report: ReportId,
    request: Request,
) -> Result<Response, Failure> {
    let language = language_of(request.headers());
    let form = form::read_words(state, request).await?;
    keep(form, report, view::address(report), language)
}

/// The same of a form with which a report is entered.
pub(super) async fn ask_intake(state: &App, request: Request) -> Result<Response, Failure> {
    let language = language_of(request.headers());
    let form = form::read_words(state, request).await?;
    let report = form.typed.get("report").parse();
    let report = report.map_err(|_| Failure::Malformed)?;
    keep(form, report, intake::ADDRESS.to_owned(), language)
}

fn keep(
    form: Filled,
    report: ReportId,
    to: String,
    language: Language,
) -> Result<Response, Failure> {
    let kept = Kept::of(form, report);
    let said = kept.said(texts(language).sign_in.kept, language);
    let kept = serde_json::to_string(&kept).map_err(Failure::internal)?;
    sign_in::ask(language, to, said, kept)
}

/// Keeps what was typed into a form without photographs, and asks its writer to sign in.
pub(super) fn ask_to_sign_in(
    kept: &impl Serialize,
    to: String,
    language: Language,
) -> Result<Response, Failure> {
    let kept = serde_json::to_string(kept).map_err(Failure::internal)?;
    let said = texts(language).sign_in.kept.to_owned();
    sign_in::ask(language, to, said, kept)
}

/// The page of whatever form the page to sign in carried, filled in as before; none if it carried
/// nothing that this console shows to whoever signed in.
pub(super) async fn show(
    kept: &str,
    state: &App,
    desk: &Desk,
) -> Result<Option<Response>, Failure> {
    if let Some(kept) = Kept::read(kept) {
        kept.show(state, desk).await
    } else if let Some(kept) = settings::Kept::read(kept) {
        kept.show(state, desk).await
    } else if let Some(kept) = together::Kept::read(kept) {
        kept.show(state, desk).await
    } else if let Some(kept) = public::Kept::read(kept) {
        kept.show(state, desk).await
    } else if let Some(kept) = doubles::Kept::read(kept) {
        kept.show(state, desk).await
    } else {
        Ok(None)
    }
}

/// A form that this session didn't send, as whoever sent it filled it in: to be sent again, from
/// a page of this session.
pub(super) async fn show_unsent(
    state: &App,
    desk: &Desk,
    report: ReportId,
    form: Filled,
) -> Result<Response, Failure> {
    if form.typed.is_blank() {
        return Err(Failure::Forbidden);
    }
    let written = form.typed.written();
    let page = Kept::of(form, report).show(state, desk).await?;
    let page = page.ok_or_else(|| Failure::Forbidden.keeping(written))?;
    Ok(as_unsent(page))
}

/// The same of a form with which a report is entered.
pub(super) async fn show_unsent_intake(
    state: &App,
    desk: &Desk,
    form: Filled,
) -> Result<Response, Failure> {
    let report = form.typed.get("report").parse();
    let report = report.map_err(|_| Failure::Forbidden)?;
    show_unsent(state, desk, report, form).await
}

/// The page of a form that was shown again instead of being taken.
pub(super) fn as_unsent(mut page: Response) -> Response {
    *page.status_mut() = StatusCode::FORBIDDEN;
    page
}

impl Kept {
    fn of(form: Filled, report: ReportId) -> Self {
        Self {
            report,
            version: form.version,
            what: form.what,
            typed: form.typed,
            photographs: form.had_photographs,
        }
    }

    /// Reads what the page to sign in carried. Anybody can write there, so it is only shown.
    fn read(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok()
    }

    /// The case's page with the form as it was filled in; none for a case that whoever signed in
    /// doesn't see, or a form that no page has.
    async fn show(self, state: &App, desk: &Desk) -> Result<Option<Response>, Failure> {
        let said = self.said(desk.texts().sign_in.go_on, desk.language);
        if self.what == intake::WHAT {
            return intake::show_kept(state, desk, self.report, &self.typed, said).map(Some);
        }
        let (Some(kind), Some(detail)) = (
            steps::kind_of(&self.what),
            state.store.case(desk.user(), self.report).await?,
        ) else {
            return Ok(None);
        };
        let offers = steps::offered(&detail.case, desk, state).contains(&kind);
        if act::is_overtaken(&detail, self.version) || !offers {
            let conflict =
                act::show_conflict(state, desk, &detail, kind, &self.typed, self.photographs);
            return conflict.await.map(Some);
        }
        let choices = Choices::of(&detail.case, desk, state).await?;
        let again = Again {
            kind,
            choices: &choices,
            typed: &self.typed,
            why: Why::NotSent(said),
        };
        case_page::show_again(state, desk, &detail, StatusCode::OK, again).map(Some)
    }

    fn said(&self, first: &str, language: Language) -> String {
        let rest = texts(language).sign_in.kept_not_photographs;
        match self.photographs {
            true => format!("{first} {rest}"),
            false => first.to_owned(),
        }
    }
}
