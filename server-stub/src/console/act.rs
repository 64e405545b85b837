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
use langnghe_wire::{Reference, ReportId, ResultPhotograph};

use super::{
    case_page::{self, Again, Why},
    case_view::{CaseView, ClockView, clocks},
    failure::Failure,
    form::{self, Filled},
    history::{self, Entry},
    kept,
    needs::Words,
    page::{Frame, render},
    results,
    session::Desk,
    steps::{self, Choices, Kind, Problem, Step, Wrong},
    texts::fill,
    typed::Typed,
    view,
};
use crate::{
    case::{Action, ActionKind, Refusal},
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
    desk: Result<Desk, Failure>,
    Path(report): Path<ReportId>,
    request: Request,
) -> Result<Response, Failure> {
    let desk = match desk {
        Ok(desk) => desk,
        Err(Failure::SignedOut { .. }) => return kept::ask(&state, report, request).await,
        Err(failure) => return Err(failure),
    };
    let Filled {
        version,
        what,
        typed,
        is_too_large,
        photographs,
        had_photographs,
        insert,
    } = form::read(&state, &desk, request).await?;
    let kind = steps::kind_of(&what).ok_or(Failure::Malformed)?;
    let form = Form {
        state: &state,
        desk: &desk,
        report,
        kind,
        typed: &typed,
        had_photographs,
    };
    let words = Words::of(&desk);
    if is_too_large {
        let status = StatusCode::PAYLOAD_TOO_LARGE;
        return form.show(status, words.too_large(&typed)).await;
    }
    if let Some(template) = insert {
        return form.with_template(&template).await;
    }
    let unfit = StatusCode::UNPROCESSABLE_ENTITY;
    let pictures = match photographs {
        Ok(pictures) => pictures,
        Err(why) => return form.show(unfit, words.unfit(why)).await,
    };
    let named = pictures.iter().map(|picture| picture.named).collect();
    let action = match form.action(named).await? {
        Ok(action) => action,
        Err(Wrong::Unknown) => return Err(Failure::Malformed),
        Err(wrong) => return form.show(unfit, words.wrong(wrong)).await,
    };
    // Held until the event that names them is on disk.
    let _held = results::keep(&state, &desk, report, pictures).await?;

    match carry_out(&state, &desk, report, &action, version).await {
        Ok(detail) => done(kind, &detail),
        Err(ActError::NotFound) => Err(Failure::NotFound),
        Err(ActError::Store(error)) => Err(error.into()),
        Err(ActError::Refused(Refusal::NotYours)) => Err(Failure::Forbidden),
        Err(ActError::Refused(Refusal::Lacks(lack))) => form.show(unfit, words.lack(lack)).await,
        Err(ActError::Refused(Refusal::Content(code))) => {
            form.show(unfit, words.content(code, &typed)).await
        }
        Err(error @ (ActError::Changed | ActError::Refused(_))) => {
            let detail = current(&state, &desk, report).await?;
            let is_seen = matches!(error, ActError::Refused(_)) && detail.case.version == version;
            if is_seen && steps::offered(&detail.case, &desk, &state).contains(&kind) {
                // The case can be merged, but not into that one.
                return form.show(unfit, words.wrong(Wrong::Into)).await;
            }
            show_conflict(&state, &desk, &detail, kind, &typed, had_photographs).await
        }
    }
}

/// Back to the case, which says what was done; to the list, if it is another unit's now.
fn done(kind: ActionKind, detail: &CaseDetail) -> Result<Response, Failure> {
    let still_ours = !detail.history.is_empty();
    let to = match still_ours {
        true => view::address(detail.case.id),
        false => "/console/cases".to_owned(),
    };
    let mut response = Redirect::to(&to).into_response();
    if let Some(cookie) = case_page::flash(kind).filter(|_| still_ours) {
        let cookie = HeaderValue::from_str(&cookie).map_err(Failure::internal)?;
        response.headers_mut().insert(SET_COOKIE, cookie);
    }
    Ok(response)
}

/// A form as it was sent.
struct Form<'a> {
    state: &'a App,
    desk: &'a Desk,
    report: ReportId,
    kind: ActionKind,
    typed: &'a Typed,
    had_photographs: bool,
}

impl Form<'_> {
    /// The action that it asks for.
    async fn action(
        &self,
        photographs: Vec<ResultPhotograph>,
    ) -> Result<Result<Action, Wrong>, Failure> {
        let detail = current(self.state, self.desk, self.report).await?;
        let choices = Choices::of(&detail.case, self.desk, self.state).await?;
        let main = match self.typed.get("into").parse::<Reference>() {
            Ok(reference) => {
                let viewer = self.desk.user();
                let found = self.state.store.by_reference(viewer, &reference).await?;
                found.map(|report| (report, reference))
            }
            Err(_) => None,
        };
        Ok(steps::action(
            self.kind,
            self.typed,
            photographs,
            main,
            &choices,
            self.state,
        ))
    }

    /// Shows it again with a template put behind what was typed: for browsers without scripts.
    async fn with_template(&self, template: &str) -> Result<Response, Failure> {
        let detail = current(self.state, self.desk, self.report).await?;
        let choices = Choices::of(&detail.case, self.desk, self.state).await?;
        let mut typed = self.typed.clone();
        if let Some(text) = choices.template(template) {
            typed.append("text", text);
        }
        let mut said = self.desk.texts().actions.inserted.to_owned();
        if self.had_photographs {
            said.push(' ');
            said.push_str(self.desk.texts().needs.choose_again);
        }
        let again = Again {
            kind: self.kind,
            typed: &typed,
            why: Why::NotSent(said),
        };
        case_page::show_again(self.state, self.desk, &detail, StatusCode::OK, again).await
    }

    /// Shows it again, with everything that was typed and what is wrong with it.
    async fn show(&self, status: StatusCode, mut problem: Problem) -> Result<Response, Failure> {
        let detail = current(self.state, self.desk, self.report).await?;
        if self.had_photographs {
            // No page can fill in files.
            problem.text.push(' ');
            problem.text.push_str(self.desk.texts().needs.choose_again);
        }
        let again = Again {
            kind: self.kind,
            typed: self.typed,
            why: Why::Problem(problem),
        };
        case_page::show_again(self.state, self.desk, &detail, status, again).await
    }
}

/// Acts on the version that was seen, or on a later one that differs in nothing that matters.
pub(super) async fn carry_out(
    state: &App,
    desk: &Desk,
    report: ReportId,
    action: &Action,
    seen: u64,
) -> Result<CaseDetail, ActError> {
    let mut version = seen;
    for _ in 0..TRIES {
        let done = state
            .store
            .act(desk.user(), report, action.clone(), version, state.moment());
        let error = match done.await {
            Ok(detail) => return Ok(detail),
            Err(error) => error,
        };
        if !matches!(error, ActError::Changed) {
            return Err(error);
        }
        let detail = state
            .store
            .case(desk.user(), report)
            .await?
            .ok_or(ActError::NotFound)?;
        if version == detail.case.version || is_overtaken(&detail, seen) {
            return Err(error);
        }
        version = detail.case.version;
    }
    Err(ActError::Changed)
}

/// Whether something happened since that an officer who decides must have seen.
pub(super) fn is_overtaken(detail: &CaseDetail, seen: u64) -> bool {
    let mut since = detail.history.iter().filter(|entry| entry.event.seq > seen);
    since.any(|entry| history::overtakes(&entry.event.event))
}

async fn current(state: &App, desk: &Desk, report: ReportId) -> Result<CaseDetail, Failure> {
    state
        .store
        .case(desk.user(), report)
        .await?
        .ok_or(Failure::NotFound)
}

/// The page of a conflict: what is new, and the form as it was filled in.
pub(super) async fn show_conflict(
    state: &App,
    desk: &Desk,
    detail: &CaseDetail,
    kind: ActionKind,
    typed: &Typed,
    had_photographs: bool,
) -> Result<Response, Failure> {
    let CaseDetail { case, history, .. } = detail;
    let now = state.clock.now();
    let frame = desk.frame(state, view::address(case.id));
    let choices = Choices::of(case, desk, state).await?;
    let mut step = steps::step(kind, &choices).ok_or(Failure::Malformed)?;
    step.keep(typed, None);
    step.main = true;
    let texts = &frame.texts.conflict;
    let again = fill(&texts.again, &[("action", &step.button)]);
    let no_longer = fill(&texts.no_longer, &[("action", &step.button)]);
    let page = ConflictPage {
        case: CaseView::new(detail, &frame, state, now),
        clocks: clocks(case, &frame, now),
        allowed: steps::offered(case, desk, state).contains(&kind),
        again,
        no_longer,
        choose_again: had_photographs.then_some(frame.texts.needs.choose_again),
        history: history::told(history, &frame),
        step,
        frame,
    };
    render(StatusCode::CONFLICT, &page)
}
