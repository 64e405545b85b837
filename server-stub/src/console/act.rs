//! An officer does something to a case: one form, one action, then the page again.
//!
//! The form carries the version of the case that its writer saw. If something happened since
//! that a decision must know of, nothing is done: the page of a conflict shows what is new and
//! keeps what was typed. What doesn't matter to a decision (a photograph came) doesn't get in
//! the way.

use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header::SET_COOKIE},
    response::{IntoResponse as _, Redirect, Response},
};
use langnghe_wire::{Code, ReportId, limits, text};
use serde::Deserialize;

use super::{
    case_page::{self, CaseView, ClockView},
    failure::Failure,
    history::{self, Entry},
    page::{Frame, render},
    session::Desk,
    steps::{self, Step},
    texts::fill,
    view,
};
use crate::{
    case::{Action, ActionKind, Party, Refusal, available},
    state::App,
    store::{ActError, CaseDetail},
};

/// How often a form is tried again because only photographs came in between. A report has six.
const TRIES: usize = 8;

#[derive(Debug, Deserialize)]
pub(super) struct ActForm {
    csrf: String,
    version: u64,
    #[serde(rename = "do")]
    what: String,
    #[serde(default)]
    text: String,
}

#[derive(Debug, Template)]
#[template(path = "conflict.html")]
struct ConflictPage {
    frame: Frame,
    case: CaseView,
    clocks: Vec<ClockView>,
    step: Step,
    allowed: bool,
    again: String,
    no_longer: String,
    history: Vec<Entry>,
}

/// `POST /console/cases/{report}`
pub(super) async fn act(
    State(state): State<App>,
    desk: Desk,
    Path(report): Path<ReportId>,
    Form(form): Form<ActForm>,
) -> Result<Response, Failure> {
    desk.expect_form(&form.csrf)?;
    let kind = steps::kind_of(&form.what).ok_or(Failure::Malformed)?;
    let typed = text::normalised(&form.text);
    let action = steps::action(kind, typed.clone()).ok_or(Failure::Malformed)?;

    match carry_out(&state, &desk, report, &action, form.version).await {
        Ok(()) => {
            let mut response = Redirect::to(&view::address(report)).into_response();
            if let Some(cookie) = case_page::flash(kind) {
                let cookie = HeaderValue::from_str(&cookie).map_err(Failure::internal)?;
                response.headers_mut().insert(SET_COOKIE, cookie);
            }
            Ok(response)
        }
        Err(ActError::NotFound) => Err(Failure::NotFound),
        Err(ActError::Store(error)) => Err(error.into()),
        Err(ActError::Refused(Refusal::NotYours)) => Err(Failure::Forbidden),
        Err(ActError::Refused(Refusal::Content(code))) => {
            let detail = current(&state, &desk, report).await?;
            let problem = problem(code, &desk.frame(&state, ""));
            case_page::show_problem(&state, &desk, &detail, kind, &typed, problem)
        }
        Err(ActError::Changed | ActError::Refused(Refusal::NotNow | Refusal::Withdrawn)) => {
            let detail = current(&state, &desk, report).await?;
            show_conflict(&state, &desk, &detail, kind, typed)
        }
    }
}

/// Acts on the version that was seen, or on a later one that differs in nothing that matters.
async fn carry_out(
    state: &App,
    desk: &Desk,
    report: ReportId,
    action: &Action,
    seen: u64,
) -> Result<(), ActError> {
    let mut version = seen;
    for _ in 0..TRIES {
        let done = state.store.act(
            desk.user(),
            report,
            action.clone(),
            version,
            state.clock.now(),
        );
        let Err(error) = done.await else {
            return Ok(());
        };
        if !matches!(error, ActError::Changed) {
            return Err(error);
        }
        let detail = state
            .store
            .case(desk.user(), report)
            .await?
            .ok_or(ActError::NotFound)?;
        let mut since = detail.history.iter().filter(|entry| entry.event.seq > seen);
        if version == detail.case.version || since.any(|e| history::overtakes(&e.event.event)) {
            return Err(error);
        }
        version = detail.case.version;
    }
    Err(ActError::Changed)
}

async fn current(state: &App, desk: &Desk, report: ReportId) -> Result<CaseDetail, Failure> {
    state
        .store
        .case(desk.user(), report)
        .await?
        .ok_or(Failure::NotFound)
}

fn problem(code: Code, frame: &Frame) -> String {
    let texts = &frame.texts.needs;
    match code {
        Code::TextTooLong => fill(&texts.too_long, &[("limit", &limits::TEXT_CHARACTERS)]),
        _ => texts.empty.clone(),
    }
}

fn show_conflict(
    state: &App,
    desk: &Desk,
    detail: &CaseDetail,
    kind: ActionKind,
    typed: String,
) -> Result<Response, Failure> {
    let CaseDetail { case, history } = detail;
    let now = state.clock.now();
    let frame = desk.frame(state, view::address(case.id));
    let mut step = steps::step(kind, frame.texts).ok_or(Failure::Malformed)?;
    step.typed = typed;
    step.main = true;
    let texts = &frame.texts.conflict;
    let action = [("action", &step.button as _)];
    let page = ConflictPage {
        case: CaseView::new(case, &frame, state, now),
        clocks: case_page::clocks(case, &frame, now),
        allowed: available(case.status, Party::Unit).any(|allowed| allowed == kind),
        again: fill(&texts.again, &action),
        no_longer: fill(&texts.no_longer, &action),
        history: history::told(history, &frame),
        step,
        frame,
    };
    render(StatusCode::CONFLICT, &page)
}
