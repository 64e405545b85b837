//! One case: what was reported, by when it is answered, what can be done now, what happened.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::{HeaderMap, HeaderValue, StatusCode, header::SET_COOKIE},
    response::Response,
};
use jiff::Timestamp;
use langnghe_wire::{Clock, Point, ReportId};
use serde::Deserialize;

use super::{
    cookie,
    failure::Failure,
    history::{self, Entry},
    map::{self, Map},
    page::{Frame, commune_name, render},
    results,
    session::Desk,
    steps::{self, Offer, Step},
    texts::fill,
    time::{Urgency, left, machine, moment},
    view::{self, Due, Status, category_name},
};
use crate::{
    case::{ActionKind, Case, is_open},
    state::App,
    store::CaseDetail,
};

/// Which message the next page shows, once.
const FLASH: &str = "__Host-langnghe-done";
const FLASH_SECONDS: u32 = 60;

/// A case in words: what its page, and the page of a conflict, say of it.
#[derive(Debug)]
pub(super) struct CaseView {
    pub(super) address: String,
    pub(super) version: u64,
    pub(super) reference: String,
    pub(super) category: String,
    pub(super) commune: String,
    pub(super) status: Status,
    pub(super) due: Option<Due>,
    pub(super) said: String,
    pub(super) supporters: Option<String>,
    pub(super) received: String,
    pub(super) noticed: String,
    pub(super) photographs_counted: String,
    pub(super) photographs_wait: bool,
}

#[derive(Debug)]
pub(super) struct ClockView {
    pub(super) name: &'static str,
    pub(super) left: String,
    pub(super) class: &'static str,
    pub(super) until: String,
    pub(super) machine: String,
    pub(super) basis: String,
}

#[derive(Debug, Template)]
#[template(path = "case.html")]
struct CasePage {
    frame: Frame,
    case: CaseView,
    clocks: Vec<ClockView>,
    photographs: Vec<Photograph>,
    large: Option<Large>,
    results: Vec<results::Shown>,
    place: PlaceView,
    steps: Vec<Step>,
    reply: Option<Step>,
    note: Option<Step>,
    history: Vec<Entry>,
    flash: Option<&'static str>,
    problem: Option<String>,
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

    let mut page = assemble(&state, &desk, &detail, asked.photograph);
    let done = cookie::value(&headers, FLASH).and_then(steps::kind_of);
    page.flash = done.and_then(|kind| steps::done(kind, &page.frame.texts.actions));
    let mut response = render(StatusCode::OK, &page)?;
    if done.is_some() {
        let shown = HeaderValue::from_str(&cookie::set(FLASH, "", 0));
        response
            .headers_mut()
            .insert(SET_COOKIE, shown.map_err(Failure::internal)?);
    }
    Ok(response)
}

/// The page again, with the form that couldn't be taken and why.
pub(super) fn show_problem(
    state: &App,
    desk: &Desk,
    detail: &CaseDetail,
    kind: ActionKind,
    typed: &str,
    problem: String,
) -> Result<Response, Failure> {
    let mut page = assemble(state, desk, detail, None);
    let mut offer = Offer {
        steps: page.steps,
        reply: page.reply,
        note: page.note,
    };
    offer.keep(kind, typed);
    (page.steps, page.reply, page.note) = (offer.steps, offer.reply, offer.note);
    page.problem = Some(problem);
    render(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// The cookie that makes the next page say what was done.
pub(super) fn flash(kind: ActionKind) -> Option<String> {
    Some(cookie::set(FLASH, steps::name_of(kind)?, FLASH_SECONDS))
}

fn assemble(state: &App, desk: &Desk, detail: &CaseDetail, chosen: Option<usize>) -> CasePage {
    let CaseDetail { case, history } = detail;
    let frame = desk.frame(state, view::address(case.id));
    let now = state.clock.now();
    let offer = Offer::new(case.status, frame.texts);
    let (photographs, large) = photographs(case, &frame, chosen);
    CasePage {
        case: CaseView::new(case, &frame, state, now),
        clocks: clocks(case, &frame, now),
        photographs,
        large,
        results: results::shown(case, &frame),
        place: place(case, &frame, state),
        steps: offer.steps,
        reply: offer.reply,
        note: offer.note,
        history: history::told(history, &frame),
        flash: None,
        problem: None,
        frame,
    }
}

impl CaseView {
    pub(super) fn new(case: &Case, frame: &Frame, state: &App, now: Timestamp) -> Self {
        let texts = frame.texts;
        let language = frame.language;
        let (arrived, named) = case.photographs();
        let counted = [("sent", &arrived as _), ("total", &named as _)];
        Self {
            address: view::address(case.id),
            version: case.version,
            reference: case.reference.to_string(),
            category: category_name(&case.category, state.rules.catalogue, language),
            commune: commune_name(&case.commune, state.rules.communes),
            status: Status::new(case.status, language),
            due: Due::new(case.status, &case.clocks, now, texts),
            said: case.text.clone(),
            supporters: (case.supporters > 0)
                .then(|| fill(&texts.case.supporters, &[("n", &case.supporters)])),
            received: fill(
                &texts.case.received,
                &[("when", &moment(case.received_at, language))],
            ),
            noticed: fill(
                &texts.case.noticed,
                &[("when", &moment(case.noticed_at, language))],
            ),
            photographs_counted: fill(&texts.case.photographs_counted, &counted),
            photographs_wait: arrived < named && is_open(case.status),
        }
    }
}

/// Both clocks, each with what it rests on.
pub(super) fn clocks(case: &Case, frame: &Frame, now: Timestamp) -> Vec<ClockView> {
    let texts = &frame.texts.clocks;
    let is_taken = case.status != langnghe_wire::CaseStatus::Received;
    let told = |name, clock: &Clock, is_over: bool| {
        let (left, class, until) = if is_over {
            (texts.kept.clone(), "calm", &texts.was)
        } else {
            let class = Urgency::of(clock.due, now).class();
            (left(clock.due, now, texts), class, &texts.until)
        };
        let basis = clock.basis.in_language(frame.language);
        ClockView {
            name,
            left,
            class,
            until: fill(until, &[("when", &moment(clock.due, frame.language))]),
            machine: machine(clock.due),
            basis: fill(&texts.basis, &[("basis", &basis)]),
        }
    };
    vec![
        told(&texts.intake, &case.clocks.intake, is_taken),
        told(
            &texts.resolution,
            &case.clocks.resolution,
            !is_open(case.status),
        ),
    ]
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
    let commune = commune_name(&case.commune, state.rules.communes);
    let point = case.place.point.as_ref();
    let label = if point.is_some() {
        &texts.map_with_point
    } else {
        &texts.map
    };
    let label = fill(label, &[("commune", &commune)]);
    let notice = &state.rules.catalogue.boundary_notice;
    PlaceView {
        detail: case.place.detail.clone().filter(|words| !words.is_empty()),
        point: point.map(|point| point_in_words(point, frame)),
        map: state
            .rules
            .communes
            .by_code(&case.commune)
            .and_then(|commune| map::draw(state.rules.communes, commune, point, label)),
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
