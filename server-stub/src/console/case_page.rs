//! One case: what was reported, by when it is answered, what can be done now, what happened.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::{HeaderMap, HeaderValue, StatusCode, header::SET_COOKIE},
    response::Response,
};
use langnghe_wire::{CaseStatus, Point, ReportId};
use serde::Deserialize;

use super::{
    answers,
    case_view::{CaseView, ClockView, Proposal, clocks},
    cookie,
    failure::Failure,
    history::{self, Entry},
    map::{self, Map},
    page::{Frame, commune_name, render},
    results,
    session::Desk,
    steps::{self, Choices, Kind, Offer, Problem},
    texts::{Texts, fill},
    typed::Typed,
    view,
};
use crate::{
    case::{ActionKind, Case, Event, Solution},
    state::App,
    store::{CaseDetail, HistoryEntry},
};

/// Which message the next page shows, once.
const FLASH: &str = "__Host-langnghe-done";
const FLASH_SECONDS: u32 = 60;

#[derive(Debug, Template)]
#[template(path = "case.html")]
struct CasePage {
    frame: Frame,
    case: CaseView,
    clocks: Vec<ClockView>,
    answers: Vec<answers::Line>,
    photographs: Vec<Photograph>,
    large: Option<Large>,
    results: Vec<results::Shown>,
    place: PlaceView,
    /// What waits for the leader's word.
    proposal: Option<Proposal>,
    offer: Offer,
    history: Vec<Entry>,
    flash: Option<String>,
    problem: Option<Problem>,
}

#[derive(Debug)]
struct Photograph {
    n: usize,
    /// None until it has come.
    thumbnail: Option<String>,
    chosen: bool,
    choose: String,
    missing: String,
}

#[derive(Debug)]
struct Large {
    address: Option<String>,
    alt: String,
    open: String,
    missing: String,
}

#[derive(Debug)]
struct PlaceView {
    commune: String,
    /// Where exactly, in the person's words.
    detail: Option<String>,
    point: Option<PointView>,
    map: Option<Map>,
    notice: String,
}

#[derive(Debug)]
struct PointView {
    geo: String,
    text: String,
    accuracy: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    photograph: Option<usize>,
}

/// `GET /console/cases/{report}`
pub(super) async fn show(
    State(state): State<App>,
    desk: Desk,
    Path(report): Path<ReportId>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let detail = state
        .store
        .case(desk.user(), report)
        .await?
        .ok_or(Failure::NotFound)?;
    state
        .store
        .record_look(desk.user().id, report, state.clock.now())
        .await?;

    let choices = Choices::of(&detail.case, &desk, &state).await?;
    let mut page = assemble(&state, &desk, &detail, &choices, asked.photograph);
    let done = done_before(&headers, page.frame.texts);
    page.flash = done.map(str::to_owned);
    let mut response = render(StatusCode::OK, &page)?;
    if done.is_some() {
        let shown = HeaderValue::from_str(&said());
        response
            .headers_mut()
            .insert(SET_COOKIE, shown.map_err(Failure::internal)?);
    }
    Ok(response)
}

/// A form that is shown again, filled in.
#[derive(Debug)]
pub(super) struct Again<'a> {
    pub(super) kind: ActionKind,
    pub(super) choices: &'a Choices,
    pub(super) typed: &'a Typed,
    pub(super) why: Why,
}

/// Why a form is shown again.
#[derive(Debug)]
pub(super) enum Why {
    /// It couldn't be taken.
    Problem(Problem),
    /// It wasn't sent yet, and this is what its writer should know.
    NotSent(String),
}

/// The page again, with a form as it was filled in.
pub(super) fn show_again(
    state: &App,
    desk: &Desk,
    detail: &CaseDetail,
    status: StatusCode,
    again: Again<'_>,
) -> Result<Response, Failure> {
    let mut page = assemble(state, desk, detail, again.choices, None);
    match again.why {
        Why::Problem(problem) => page.problem = Some(problem),
        Why::NotSent(text) => page.flash = Some(text),
    }
    page.offer
        .keep(again.kind, again.typed, page.problem.as_ref());
    render(status, &page)
}

/// What the page before did, if this one is to say it.
pub(super) fn done_before(headers: &HeaderMap, texts: &'static Texts) -> Option<&'static str> {
    let kind = steps::kind_of(cookie::value(headers, FLASH)?)?;
    steps::done(kind, &texts.actions)
}

/// The cookie that keeps it from being said twice.
pub(super) fn said() -> String {
    cookie::set(FLASH, "", 0)
}

/// The cookie that makes the next page say what was done.
pub(super) fn flash(kind: ActionKind) -> Option<String> {
    Some(cookie::set(FLASH, steps::name_of(kind)?, FLASH_SECONDS))
}

fn assemble(
    state: &App,
    desk: &Desk,
    detail: &CaseDetail,
    choices: &Choices,
    chosen: Option<usize>,
) -> CasePage {
    let CaseDetail { case, history, .. } = detail;
    let frame = desk.frame(state, view::address(case.id));
    let now = state.clock.now();
    let (photographs, large) = photographs(case, &frame, chosen);
    let mut offer = Offer::new(steps::offered(case, desk, state), choices);
    if let Some(solution) = sent_back(case, history) {
        offer.begin_with(solution);
    }
    CasePage {
        case: CaseView::new(detail, &frame, state, now),
        clocks: clocks(case, &frame, now),
        answers: answers::told(history, &frame),
        photographs,
        large,
        results: results::shown(case, &frame),
        place: place(case, &frame, state),
        proposal: Proposal::of(case, &frame),
        offer,
        history: history::told(history, &frame),
        flash: None,
        problem: None,
        frame,
    }
}

/// The result that was proposed last, if it was sent back and nothing came in its place.
fn sent_back<'a>(case: &Case, history: &'a [HistoryEntry]) -> Option<&'a Solution> {
    if case.proposal.is_some() {
        return None;
    }
    let last = history
        .iter()
        .rev()
        .find_map(|entry| match &entry.event.event {
            Event::Proposed(solution) => Some(Some(solution)),
            Event::Status { status, .. } if *status == CaseStatus::Resolved => Some(None),
            _ => None,
        });
    last.flatten()
}

/// The strip of all photographs, and the one that is shown large: the one that was asked for,
/// or else the first that has come.
fn photographs(
    case: &Case,
    frame: &Frame,
    asked: Option<usize>,
) -> (Vec<Photograph>, Option<Large>) {
    let t = &frame.texts.case;
    let named: Vec<_> = case
        .attachments
        .iter()
        .filter(|a| a.attachment.is_photo())
        .collect();
    let chosen = asked
        .and_then(|n| n.checked_sub(1))
        .filter(|at| named.get(*at).is_some_and(|photograph| photograph.arrived))
        .or_else(|| named.iter().position(|photograph| photograph.arrived));
    let strip = named
        .iter()
        .enumerate()
        .map(|(at, photograph)| Photograph {
            n: at + 1,
            thumbnail: photograph
                .arrived
                .then(|| view::thumbnail(case.id, photograph.attachment.sha256)),
            chosen: chosen == Some(at),
            choose: fill(&t.photograph_choose, &[("n", &(at + 1))]),
            missing: fill(&t.photograph_missing, &[("n", &(at + 1))]),
        })
        .collect();
    // Where none of several has come, the strip says so already.
    let shown = chosen.unwrap_or(0);
    let is_said_already = chosen.is_none() && named.len() > 1;
    let large = named
        .get(shown)
        .filter(|_| !is_said_already)
        .map(|photograph| {
            let n = shown + 1;
            Large {
                address: photograph
                    .arrived
                    .then(|| view::photograph(case.id, photograph.attachment.sha256)),
                alt: fill(&t.photograph, &[("n", &n), ("total", &named.len())]),
                open: fill(&t.photograph_open, &[("n", &n)]),
                missing: fill(&t.photograph_missing, &[("n", &n)]),
            }
        });
    (strip, large)
}

fn place(case: &Case, frame: &Frame, state: &App) -> PlaceView {
    let texts = &frame.texts.case;
    let commune = commune_name(&case.commune, state.rules.current().communes);
    let point = case.place.point.as_ref();
    let label = if point.is_some() {
        &texts.map_with_point
    } else {
        &texts.map
    };
    let label = fill(label, &[("commune", &commune)]);
    let notice = &state.rules.current().catalogue.boundary_notice;
    PlaceView {
        detail: case.place.detail.clone().filter(|words| !words.is_empty()),
        point: point.map(|point| point_in_words(point, frame)),
        map: state
            .rules
            .current()
            .communes
            .by_code(&case.commune)
            .and_then(|commune| map::draw(state.rules.current().communes, commune, point, label)),
        notice: match frame.language {
            langnghe_wire::words::Language::Vietnamese => notice.vi.clone(),
            langnghe_wire::words::Language::English => notice.en.clone(),
        },
        commune,
    }
}

/// Five decimals are a metre; more would pretend to know better.
fn point_in_words(point: &Point, frame: &Frame) -> PointView {
    let text = format!("{:.5}, {:.5}", point.lat, point.lon);
    PointView {
        geo: format!("geo:{:.5},{:.5}", point.lat, point.lon),
        text,
        accuracy: point
            .accuracy
            .map(|metres| fill(&frame.texts.case.accuracy, &[("metres", &metres.ceil())])),
    }
}
