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
    already,
    case_page::{self, Again, Why},
    case_view::{CaseView, ClockView, clocks},
    failure::Failure,
    form::{self, Filled, Picture, Sent, Unfit},
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
    } = match form::read(&state, &desk, request).await? {
        Sent::Ours(filled) => filled,
        Sent::NotOurs(filled) => return kept::show_unsent(&state, &desk, report, filled).await,
    };
    let answer = async {
        let kind = steps::kind_of(&what).ok_or(Failure::Malformed)?;
        let detail = current(&state, &desk, report).await?;
        let form = Form {
            state: &state,
            desk: &desk,
            choices: Choices::of(&detail.case, &desk, &state).await?,
            detail,
            kind,
            typed: &typed,
            had_photographs,
        };
        if is_too_large {
            let status = StatusCode::PAYLOAD_TOO_LARGE;
            form.show(status, Words::of(&desk).too_large(&typed))
        } else if let Some(template) = insert {
            form.with_template(&template)
        } else {
            form.carry_out(version, photographs).await
        }
    };
    let answer = answer.await;
    // The case may be another unit's by now: what was typed is given back all the same.
    answer.map_err(|failure| failure.keeping(typed.written()))
}

/// Back to the case, or to the list if it is another unit's now: each says what was done.
fn done(kind: ActionKind, detail: &CaseDetail) -> Result<Response, Failure> {
    let to = match detail.history.is_empty() {
        true => "/console/cases".to_owned(),
        false => view::address(detail.case.id),
    };
    let mut response = Redirect::to(&to).into_response();
    if let Some(cookie) = case_page::flash(kind) {
        let cookie = HeaderValue::from_str(&cookie).map_err(Failure::internal)?;
        response.headers_mut().insert(SET_COOKIE, cookie);
    }
    Ok(response)
}

/// A form as it was sent, and the case that it is about: read once, whatever comes of it.
struct Form<'a> {
    state: &'a App,
    desk: &'a Desk,
    detail: CaseDetail,
    choices: Choices,
    kind: ActionKind,
    typed: &'a Typed,
    had_photographs: bool,
}

impl Form<'_> {
    /// Does what it asks for, or says why not.
    async fn carry_out(
        &self,
        version: u64,
        photographs: Result<Vec<Picture>, Unfit>,
    ) -> Result<Response, Failure> {
        let Self {
            state, desk, kind, ..
        } = *self;
        let report = self.detail.case.id;
        let words = Words::of(desk);
        let unfit = StatusCode::UNPROCESSABLE_ENTITY;
        let pictures = match photographs {
            Ok(pictures) => pictures,
            Err(why) => return self.show(unfit, words.unfit(why)),
        };
        let named = pictures.iter().map(|picture| picture.named).collect();
        let action = match self.action(named).await? {
            Ok(action) => action,
            Err(Wrong::Unknown) => return Err(Failure::Malformed),
            Err(wrong) => return self.show(unfit, words.wrong(wrong)),
        };
        // Held until the event that names them is on disk.
        let _held = results::keep(state, desk, report, pictures).await?;

        match carry_out(state, desk, report, &action, version).await {
            Ok(detail) => done(kind, &detail),
            Err(ActError::NotFound) => Err(Failure::NotFound),
            Err(ActError::Store(error)) => Err(error.into()),
            Err(ActError::Refused(Refusal::NotYours)) => Err(Failure::Forbidden),
            Err(ActError::Refused(Refusal::Lacks(lack))) => self.show(unfit, words.lack(lack)),
            Err(ActError::Refused(Refusal::Content(code))) => {
                self.show(unfit, words.content(code, self.typed))
            }
            Err(error @ (ActError::Changed | ActError::Refused(_))) => {
                let detail = current(state, desk, report).await?;
                if already::is_done(&detail, version, desk.user(), &action) {
                    return done(kind, &detail);
                }
                let is_seen =
                    matches!(error, ActError::Refused(_)) && detail.case.version == version;
                if is_seen && steps::offered(&detail.case, desk, state).contains(&kind) {
                    // The case can be merged, but not into that one.
                    return self.show(unfit, words.wrong(Wrong::Into));
                }
                show_conflict(state, desk, &detail, kind, self.typed, self.had_photographs).await
            }
        }
    }

    /// The action that it asks for.
    async fn action(
        &self,
        photographs: Vec<ResultPhotograph>,
    ) -> Result<Result<Action, Wrong>, Failure> {
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
            &self.choices,
            self.state,
        ))
    }

    /// Shows it again with a template put behind what was typed: for browsers without scripts.
    fn with_template(&self, template: &str) -> Result<Response, Failure> {
        let mut typed = self.typed.clone();
        if let Some(text) = self.choices.template(template) {
            typed.append("text", text);
        }
        let mut said = self.desk.texts().actions.inserted.to_owned();
        if self.had_photographs {
            said.push(' ');
            said.push_str(self.desk.texts().needs.choose_again);
        }
        let again = Again {
            kind: self.kind,
            choices: &self.choices,
            typed: &typed,
            why: Why::NotSent(said),
        };
        case_page::show_again(self.state, self.desk, &self.detail, StatusCode::OK, again)
    }

    /// Shows it again, with everything that was typed and what is wrong with it.
    fn show(&self, status: StatusCode, mut problem: Problem) -> Result<Response, Failure> {
        if self.had_photographs {
            // No page can fill in files.
            problem.text.push(' ');
            problem.text.push_str(self.desk.texts().needs.choose_again);
        }
        let again = Again {
            kind: self.kind,
            choices: &self.choices,
            typed: self.typed,
            why: Why::Problem(problem),
        };
        case_page::show_again(self.state, self.desk, &self.detail, status, again)
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
