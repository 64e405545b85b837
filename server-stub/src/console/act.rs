//! An officer does something to a case: one form, one action, then the page again.
//!
//! The form carries the version of the case that its writer saw. If something happened since
//! that a decision must know of, nothing is done: the page of a conflict shows what is new and
//! keeps what was typed. What doesn't matter to a decision (a photograph came) doesn't get in
//! the way.

use askama::Template;
use axum::{
    extract::{Path, Request, State},
    http::{HeaderValue, StatusCode, header::SET_COOKIE},
    response::{IntoResponse as _, Redirect, Response},
};
use langnghe_wire::{Code, ReportId, limits, text};

use super::{
    case_page::{self, CaseView, ClockView},
    failure::Failure,
    form::{self, Unfit},
    history::{self, Entry},
    page::{Frame, render},
    results,
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
    /// Photographs that were chosen can't be filled in again.
    choose_again: Option<&'static str>,
    history: Vec<Entry>,
}

/// `POST /console/cases/{report}`
pub(super) async fn act(
    State(state): State<App>,
    desk: Desk,
    Path(report): Path<ReportId>,
    request: Request,
) -> Result<Response, Failure> {
    let form = form::read(&state, &desk, request).await?;
    let kind = steps::kind_of(&form.what).ok_or(Failure::Malformed)?;
    let typed = text::normalised(&form.text);
    let pictures = match form.photographs {
        Ok(pictures) => pictures,
        Err(unfit) => {
            let detail = current(&state, &desk, report).await?;
            let problem = unfit_photographs(unfit, &desk.frame(&state, ""));
            return case_page::show_problem(&state, &desk, &detail, kind, &typed, problem);
        }
    };
    let named = pictures.iter().map(|picture| picture.named).collect();
    let action = steps::action(kind, typed.clone(), named).ok_or(Failure::Malformed)?;
    let had_pictures = !pictures.is_empty();
    // Held until the event that names them is on disk.
    let _held = results::keep(&state, &desk, report, pictures).await?;

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
            let problem = problem(code, had_pictures, &desk.frame(&state, ""));
            case_page::show_problem(&state, &desk, &detail, kind, &typed, problem)
        }
        Err(ActError::Changed | ActError::Refused(Refusal::NotNow | Refusal::Withdrawn)) => {
            let detail = current(&state, &desk, report).await?;
            show_conflict(&state, &desk, &detail, kind, typed, had_pictures)
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

fn problem(code: Code, had_pictures: bool, frame: &Frame) -> String {
    let texts = &frame.texts.needs;
    let problem = match code {
        Code::TextTooLong => fill(&texts.too_long, &[("limit", &limits::TEXT_CHARACTERS)]),
        _ => texts.empty.clone(),
    };
    if had_pictures {
        // No page can fill in files.
        format!("{problem} {}", texts.choose_again)
    } else {
        problem
    }
}

fn unfit_photographs(unfit: Unfit, frame: &Frame) -> String {
    let texts = &frame.texts.needs;
    let problem = match unfit {
        Unfit::TooMany => fill(
            &texts.photographs_many,
            &[("limit", &limits::RESULT_PHOTOGRAPHS)],
        ),
        Unfit::TooLarge(n) => fill(
            &texts.photograph_large,
            &[("n", &n), ("megabytes", &form::PICTURE_MEGABYTES)],
        ),
        Unfit::Unreadable(n) => fill(&texts.photograph_unreadable, &[("n", &n)]),
    };
    format!("{problem} {}", texts.choose_again)
}

fn show_conflict(
    state: &App,
    desk: &Desk,
    detail: &CaseDetail,
    kind: ActionKind,
    typed: String,
    had_pictures: bool,
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
        choose_again: had_pictures.then_some(frame.texts.needs.choose_again.as_str()),
        history: history::told(history, &frame),
        step,
        frame,
    };
    render(StatusCode::CONFLICT, &page)
}
