//! The same for several cases at once: given to somebody, handed to another unit, answered with a
//! template.
//!
//! ```text
//! list: chosen rows ─▶ show: what is to be done? ─▶ act, case by case ─▶ what became of each
//! ```
//!
//! Each case goes through the same table and the same check of what its officer had seen as if it
//! had been opened; one that can't doesn't hold up the others, and the page that follows names it
//! and says why, and leads back to the form with those that are left. A template is filled in for
//! each case anew.

mod asked;
mod kept;

use askama::Template as Page;
use axum::{
    extract::{RawQuery, Request, State},
    http::StatusCode,
    response::Response,
};
use langnghe_wire::{Code, ReportId, limits, text};

use self::asked::Asked;
pub(super) use self::kept::Kept;

use super::{
    act::carry_out,
    failure::Failure,
    form,
    needs::Words,
    page::{Frame, render},
    session::Desk,
    steps::{self, Choice, Choices, Group, Template},
    texts::fill,
    typed::Typed,
    view::{self, Status, category_name},
};
use crate::{
    case::{Action, ActionKind, Case, Refusal},
    state::App,
    store::ActError,
};

/// Where it is done.
pub(super) const ADDRESS: &str = "/console/together";
/// What the form asks that only leads back to the page, with what was typed.
const LOOK_AGAIN: &str = "look-again";
/// What can be done to several.
const OFFERED: [ActionKind; 3] = [ActionKind::Assign, ActionKind::Forward, ActionKind::Reply];

#[derive(Debug, Page)]
#[template(path = "together.html")]
struct TogetherPage {
    frame: Frame,
    cases: Vec<Line>,
    people: Vec<Choice>,
    units: Vec<Group>,
    templates: Vec<Template>,
    typed: Typed,
    template: String,
    /// What stops it, or what else is to be known.
    problem: Option<String>,
    said: Option<String>,
    back: String,
    counted: String,
}

#[derive(Debug, Page)]
#[template(path = "together_done.html")]
struct DonePage {
    frame: Frame,
    counted: String,
    cases: Vec<Line>,
    typed: Typed,
    template: String,
    back: String,
}

impl DonePage {
    /// The cases to which it wasn't done, as the form says them.
    fn left(&self) -> impl Iterator<Item = &Line> {
        self.cases.iter().filter(|case| case.failed.is_some())
    }
}

/// Why the page is shown again.
#[derive(Debug)]
enum Why {
    /// Something is wrong with it.
    Wrong(StatusCode, String),
    /// It hasn't been sent yet.
    NotSent(String),
}

/// A case that was chosen, and what became of it.
#[derive(Debug)]
struct Line {
    /// What a form says of it: the report, and the version that was seen.
    value: String,
    address: String,
    category: String,
    reference: String,
    status: Status,
    /// Nothing before anything was done, or once it was.
    failed: Option<&'static str>,
}

/// `GET /console/together?case=REPORT.VERSION&…`
pub(super) async fn show(
    State(state): State<App>,
    desk: Desk,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let asked = Asked::read(query.unwrap_or_default().as_bytes())?;
    ask(&state, &desk, asked, None).await
}

/// `POST /console/together`
pub(super) async fn act(
    State(state): State<App>,
    desk: Result<Desk, Failure>,
    request: Request,
) -> Result<Response, Failure> {
    let desk = match desk {
        Ok(desk) => desk,
        Err(Failure::SignedOut { .. }) => return kept::keep(&state, request).await,
        Err(failure) => return Err(failure),
    };
    let _slot = form::slot(&state, form::is_large(&request)).await?;
    let asked = Asked::of(&state, request, form::PARTS_BYTES).await?;
    if !desk.has_sent(&asked.csrf) {
        return kept::unsent(&state, &desk, asked).await;
    }
    if asked.what == LOOK_AGAIN {
        return ask(&state, &desk, asked, None).await;
    }
    let kind = steps::kind_of(&asked.what).filter(|kind| OFFERED.contains(kind));
    let kind = kind.ok_or(Failure::Malformed)?;
    let wrong = wrong(kind, &asked, &desk);
    if wrong.is_some() || asked.cases.is_empty() {
        return ask(&state, &desk, asked, wrong).await;
    }
    let texts = &desk.texts().together;

    let mut told = Vec::with_capacity(asked.cases.len());
    let mut done = 0_usize;
    for (report, version) in &asked.cases {
        let Some(case) = seen(&state, &desk, *report).await? else {
            continue;
        };
        let (now, failed) = match one(&state, &desk, kind, &asked, &case, *version).await? {
            Ok(now) => (now, None),
            Err(why) => (case, Some(why)),
        };
        done += usize::from(failed.is_none());
        // Whoever looks again has seen it as it stands here.
        told.push(line(&now, now.version, failed, &desk, &state));
    }
    let counted = fill(
        &texts.counted,
        &[("done", &done), ("all", &asked.cases.len())],
    );
    let page = DonePage {
        frame: desk.frame(&state, ADDRESS),
        counted,
        cases: told,
        back: asked.back(),
        typed: asked.typed,
        template: asked.template,
    };
    render(StatusCode::OK, &page)
}

/// What is wrong with the form before any case is looked at.
fn wrong(kind: ActionKind, asked: &Asked, desk: &Desk) -> Option<Why> {
    let (texts, words) = (&desk.texts().together, Words::of(desk));
    let typed = &asked.typed;
    if asked.is_too_large {
        let problem = words.too_large(typed);
        return Some(Why::Wrong(StatusCode::PAYLOAD_TOO_LARGE, problem.text));
    }
    let lacks = match kind {
        ActionKind::Forward if typed.get("unit").is_empty() => texts.needs_unit.to_owned(),
        ActionKind::Forward if typed.get("text").is_empty() => texts.needs_reason.to_owned(),
        ActionKind::Forward if text::characters(typed.get("text")) > limits::TEXT_CHARACTERS => {
            words.content(Code::TextTooLong, typed).text
        }
        ActionKind::Reply if asked.template.is_empty() => texts.needs_template.to_owned(),
        _ => return None,
    };
    Some(Why::Wrong(StatusCode::UNPROCESSABLE_ENTITY, lacks))
}

/// Does it to one case: the case as it is then, or why it wasn't done.
async fn one(
    state: &App,
    desk: &Desk,
    kind: ActionKind,
    asked: &Asked,
    case: &Case,
    version: u64,
) -> Result<Result<Case, &'static str>, Failure> {
    let texts = &desk.texts().together;
    let choices = Choices::of(case, desk, state).await?;
    let action = match kind {
        ActionKind::Reply => match choices.template(&asked.template) {
            Some(text) => Ok(Action::Reply {
                text: text.to_owned(),
                public: asked.typed.get("public") == "yes",
            }),
            None => return Ok(Err(texts.other_category)),
        },
        kind => steps::action(kind, &asked.typed, vec![], None, &choices, state),
    };
    let Ok(action) = action else {
        return Ok(Err(texts.not_there));
    };
    match carry_out(state, desk, case.id, &action, version).await {
        Ok(detail) => Ok(Ok(detail.case)),
        Err(ActError::Store(error)) => Err(error.into()),
        Err(ActError::Changed | ActError::NotFound) => Ok(Err(texts.changed)),
        Err(ActError::Refused(Refusal::NotYours)) => Err(Failure::Forbidden),
        Err(ActError::Refused(_)) => Ok(Err(texts.not_now)),
    }
}

/// Asks what is to be done, with what was typed before.
async fn ask(
    state: &App,
    desk: &Desk,
    asked: Asked,
    why: Option<Why>,
) -> Result<Response, Failure> {
    let cases = chosen(state, desk, &asked).await?;
    let texts = &desk.texts().together;
    let (status, problem, said) = match why {
        Some(Why::Wrong(status, problem)) => (status, Some(problem), None),
        Some(Why::NotSent(said)) => (StatusCode::OK, None, Some(said)),
        None => (StatusCode::OK, None, None),
    };
    // What can be chosen is what the first allows; what another doesn't is said when it is done.
    let choices = match cases.first() {
        Some((first, _)) => Some(Choices::of(first, desk, state).await?),
        None => None,
    };
    let lines = cases
        .iter()
        .map(|(case, version)| line(case, *version, None, desk, state));
    let page = TogetherPage {
        frame: desk.frame(state, ADDRESS),
        counted: fill(&texts.chosen, &[("n", &cases.len())]),
        cases: lines.collect(),
        people: choices.as_ref().map(Choices::people).unwrap_or_default(),
        back: asked.back(),
        typed: asked.typed,
        template: asked.template,
        problem,
        said,
        units: choices
            .as_ref()
            .map(|choices| choices.units.clone())
            .unwrap_or_default(),
        templates: choices.map(|choices| choices.templates).unwrap_or_default(),
    };
    render(status, &page)
}

/// The chosen cases that the viewer may see, with the versions that they have seen.
async fn chosen(state: &App, desk: &Desk, asked: &Asked) -> Result<Vec<(Case, u64)>, Failure> {
    let mut cases = vec![];
    for (report, version) in &asked.cases {
        if let Some(case) = seen(state, desk, *report).await? {
            cases.push((case, *version));
        }
    }
    Ok(cases)
}

async fn seen(state: &App, desk: &Desk, report: ReportId) -> Result<Option<Case>, Failure> {
    let detail = state.store.case(desk.user(), report).await?;
    Ok(detail.map(|detail| detail.case))
}

fn line(case: &Case, version: u64, failed: Option<&'static str>, desk: &Desk, state: &App) -> Line {
    Line {
        value: format!("{}.{version}", case.id),
        address: view::address(case.id),
        category: category_name(
            &case.category,
            &state.rules.current().catalogue,
            desk.language,
        ),
        reference: case.reference.to_string(),
        status: Status::new(case.status, desk.language),
        failed,
    }
}
