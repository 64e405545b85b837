//! The same for several cases at once: given to somebody, handed to another unit, answered with a
//! template.
//!
//! ```text
//! list: chosen rows ─▶ show: what is to be done? ─▶ act, case by case ─▶ what became of each
//! ```
//!
//! Each case goes through the same table and the same check of what its officer had seen as if it
//! had been opened; one that can't doesn't hold up the others, and the page that follows names it
//! and says why. A template is filled in for each case anew.

use askama::Template as Page;
use axum::{
    body::Bytes,
    extract::{RawQuery, State},
    http::StatusCode,
    response::Response,
};
use langnghe_wire::ReportId;

use super::{
    act::carry_out,
    failure::Failure,
    page::{Frame, render},
    preference::local_path,
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
/// Cases at once: a page of the list.
const MOST: usize = 50;
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
    problem: Option<&'static str>,
    back: String,
    counted: String,
}

#[derive(Debug, Page)]
#[template(path = "together_done.html")]
struct DonePage {
    frame: Frame,
    counted: String,
    cases: Vec<Line>,
    back: String,
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

/// What was chosen in the list, or typed on the page.
#[derive(Debug, Default)]
struct Asked {
    csrf: String,
    what: String,
    template: String,
    back: String,
    cases: Vec<(ReportId, u64)>,
    typed: Typed,
}

impl Asked {
    fn read(bytes: &[u8]) -> Result<Self, Failure> {
        let mut asked = Self::default();
        let pairs: Vec<(String, String)> =
            serde_urlencoded::from_bytes(bytes).map_err(|_| Failure::Malformed)?;
        for (name, value) in pairs {
            match &*name {
                "csrf" => asked.csrf = value,
                "do" => asked.what = value,
                "template" => asked.template = value,
                "back" => asked.back = value,
                "case" => {
                    let (report, version) = value.split_once('.').ok_or(Failure::Malformed)?;
                    let report = report.parse().map_err(|_| Failure::Malformed)?;
                    let version = version.parse().map_err(|_| Failure::Malformed)?;
                    asked.cases.push((report, version));
                }
                name => asked.typed.take(name, &value),
            }
        }
        if asked.cases.len() > MOST {
            return Err(Failure::TooLarge);
        }
        Ok(asked)
    }

    fn back(&self) -> String {
        local_path(&self.back)
            .unwrap_or("/console/cases")
            .to_owned()
    }
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
    desk: Desk,
    body: Bytes,
) -> Result<Response, Failure> {
    let asked = Asked::read(&body)?;
    desk.expect_form(&asked.csrf)?;
    let kind = steps::kind_of(&asked.what).filter(|kind| OFFERED.contains(kind));
    let kind = kind.ok_or(Failure::Malformed)?;
    let texts = &desk.texts().together;
    let lacks = match kind {
        ActionKind::Forward if asked.typed.get("unit").is_empty() => Some(texts.needs_unit),
        ActionKind::Forward if asked.typed.get("text").is_empty() => Some(texts.needs_reason),
        ActionKind::Reply if asked.template.is_empty() => Some(texts.needs_template),
        _ => None,
    };
    if lacks.is_some() || asked.cases.is_empty() {
        return ask(&state, &desk, asked, lacks).await;
    }

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
        told.push(line(&now, *version, failed, &desk, &state));
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
    };
    render(StatusCode::OK, &page)
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

async fn ask(
    state: &App,
    desk: &Desk,
    asked: Asked,
    problem: Option<&'static str>,
) -> Result<Response, Failure> {
    let mut cases = vec![];
    for (report, version) in &asked.cases {
        if let Some(case) = seen(state, desk, *report).await? {
            cases.push((case, *version));
        }
    }
    let texts = &desk.texts().together;
    let status = match problem {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
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
        problem,
        units: choices
            .as_ref()
            .map(|choices| choices.units.clone())
            .unwrap_or_default(),
        templates: choices.map(|choices| choices.templates).unwrap_or_default(),
    };
    render(status, &page)
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
