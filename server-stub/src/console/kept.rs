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

use axum::{extract::Request, http::StatusCode, response::Response};
use langnghe_wire::{ReportId, words::Language};
use serde::{Deserialize, Serialize};

use super::{
    FORM_BYTES, act,
    case_page::{self, Again, Why},
    failure::Failure,
    form::{self, Filled},
    intake,
    preference::language_of,
    session::Desk,
    sign_in,
    steps::{self, Choices},
    texts::texts,
    typed::Typed,
    view,
};
use crate::{identity::SessionToken, state::App};

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
    let kept = Kept {
        report,
        version: form.version,
        what: form.what,
        typed: form.typed,
        photographs: form.had_photographs,
    };
    let said = kept.said(texts(language).sign_in.kept, language);
    let kept = serde_json::to_string(&kept).map_err(Failure::internal)?;
    sign_in::ask(language, to, said, kept)
}

impl Kept {
    /// Reads what the page to sign in carried. Anybody can write there, so it is only shown.
    pub(super) fn read(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok()
    }

    /// The case's page with the form as it was filled in; none for a case that whoever signed in
    /// doesn't see, or a form that no page has.
    pub(super) async fn show(
        self,
        state: &App,
        token: &SessionToken,
        language: Language,
    ) -> Result<Option<Response>, Failure> {
        let Some(desk) = Desk::of_new_session(state, token, language).await? else {
            return Ok(None);
        };
        if self.what == intake::WHAT {
            let said = self.said(desk.texts().sign_in.go_on, language);
            return intake::show_kept(state, &desk, self.report, &self.typed, said).map(Some);
        }
        let (Some(kind), Some(detail)) = (
            steps::kind_of(&self.what),
            state.store.case(desk.user(), self.report).await?,
        ) else {
            return Ok(None);
        };
        let offers = steps::offered(&detail.case, &desk, state).contains(&kind);
        if act::is_overtaken(&detail, self.version) || !offers {
            let conflict =
                act::show_conflict(state, &desk, &detail, kind, &self.typed, self.photographs);
            return conflict.await.map(Some);
        }
        let choices = Choices::of(&detail.case, &desk, state).await?;
        let again = Again {
            kind,
            choices: &choices,
            typed: &self.typed,
            why: Why::NotSent(self.said(desk.texts().sign_in.go_on, language)),
        };
        case_page::show_again(state, &desk, &detail, StatusCode::OK, again).map(Some)
    }

    fn said(&self, first: &str, language: Language) -> String {
        let rest = texts(language).sign_in.kept_not_photographs;
        match self.photographs {
            true => format!("{first} {rest}"),
            false => first.to_owned(),
        }
    }
}
