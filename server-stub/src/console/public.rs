//! What the public would see of a case, and what an officer lets out of it: the text in their own
//! wording, and each photograph as it is or with parts covered.
//!
//! ```text
//! original text, marked ──▶ wording ── let out ──▶┐
//! photograph ─────────────────────── let out ──▶  ├─▶ public_view, shown on top
//!     └─ parts, in percent ─▶ covered copy ─ let out ─▶┘
//! ```
//!
//! Every step is a form of numbers and words, and works without a script. A copy is looked at
//! before it is let out: covering it lets nothing out.

mod change;
mod kept;
mod parts;
mod text;

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use langnghe_wire::{ReportId, Sha256};

pub(super) use change::change;
pub(super) use kept::Kept;
use parts::Row;
use text::{Mark, Segment};

use super::{
    answers, assets,
    failure::Failure,
    page::{Frame, commune_name, render},
    session::Desk,
    texts::fill,
    view::{self, Status, category_name},
};
use crate::{
    case::{ActionKind, Case, Party, available},
    moderation::{PublicView, public_view},
    state::App,
    store::{CaseDetail, HistoryEntry},
};

#[derive(Debug, Template)]
#[template(path = "public.html")]
struct PublicPage {
    frame: Frame,
    /// With it parts are drawn, without it they are typed.
    script: &'static str,
    case: String,
    address: String,
    reference: String,
    version: u64,
    seen: Option<Seen>,
    said: Vec<Segment>,
    /// What was answered to the category's questions, marked alike.
    answers: Vec<(String, Vec<Segment>)>,
    marks: Vec<Mark>,
    wording: String,
    text_is_out: bool,
    pictures: Vec<Picture>,
    /// Whether anything can be let out now.
    open: bool,
    flash: Option<String>,
    problem: Option<String>,
}

/// What the public sees.
#[derive(Debug)]
struct Seen {
    category: String,
    commune: String,
    unit: String,
    status: Status,
    day: String,
    place: Option<String>,
    text: Option<String>,
    pictures: Vec<(String, String)>,
    replies: Vec<(String, String)>,
}

/// A photograph, and what can be done with it.
#[derive(Debug)]
struct Picture {
    n: usize,
    sha256: Sha256,
    name: String,
    alt: String,
    address: String,
    state: &'static str,
    is_out: bool,
    original_is_out: bool,
    copy: Option<Copy>,
    rows: Vec<Row>,
    /// Whether its form is shown again.
    is_open: bool,
}

/// A copy with parts covered.
#[derive(Debug)]
struct Copy {
    sha256: Sha256,
    address: String,
    alt: String,
    is_out: bool,
}

/// What is shown again after a form that couldn't be taken.
#[derive(Debug, Default)]
struct Again {
    /// What its writer should know, where nothing is wrong with it.
    said: Option<String>,
    problem: Option<String>,
    wording: Option<String>,
    rows: Option<(Sha256, Vec<Row>)>,
}

/// The address of the page.
pub(super) fn address(report: ReportId) -> String {
    format!("{}/public", view::address(report))
}

/// `GET /console/cases/{report}/public`
pub(super) async fn show(
    State(state): State<App>,
    desk: Desk,
    Path(report): Path<ReportId>,
) -> Result<Response, Failure> {
    let detail = state.store.case(desk.user(), report).await?;
    let detail = detail.ok_or(Failure::NotFound)?;
    let now = state.clock.now();
    state.store.record_look(desk.user().id, report, now).await?;
    let page = assemble(&state, &desk, &detail, Again::default());
    render(StatusCode::OK, &page)
}

fn assemble(state: &App, desk: &Desk, detail: &CaseDetail, again: Again) -> PublicPage {
    let CaseDetail { case, history, .. } = detail;
    let frame = desk.frame(state, address(case.id));
    let seen = public_view(case, history.iter().map(|entry| &entry.event));
    let (said, mut marks) = text::marked(&case.text, &frame);
    let answers = answers(history, &frame, &mut marks);
    let party = Party::of(desk.user().role);
    PublicPage {
        script: &assets::COVER_SCRIPT.address,
        case: view::address(case.id),
        address: address(case.id),
        reference: case.reference.to_string(),
        version: case.version,
        seen: seen.map(|seen| Seen::new(&seen, case, &frame, state)),
        said,
        answers,
        marks,
        wording: again.wording.unwrap_or_else(|| match &case.let_out.text {
            Some(out) => out.clone(),
            None => text::without_marked(&case.text),
        }),
        text_is_out: case.let_out.text.is_some(),
        pictures: pictures(case, &frame, again.rows.as_ref()),
        open: available(case, party, &state.rules.current())
            .any(|kind| kind == ActionKind::Publish),
        flash: again.said,
        problem: again.problem,
        frame,
    }
}

/// Each value of each answer under its question; what is found in them is marked, too.
fn answers(
    history: &[HistoryEntry],
    frame: &Frame,
    marks: &mut Vec<Mark>,
) -> Vec<(String, Vec<Segment>)> {
    let mut lines = vec![];
    for line in answers::told(history, frame) {
        for value in line.values {
            let (segments, found) = text::marked(&value.text, frame);
            marks.extend(found);
            lines.push((line.question.clone(), segments));
        }
    }
    lines
}

/// Photographs of the report that have come, then those of the result.
fn pictures(case: &Case, frame: &Frame, again: Option<&(Sha256, Vec<Row>)>) -> Vec<Picture> {
    let t = &frame.texts.public;
    let of_report = (case.attachments.iter())
        .filter(|named| named.arrived && named.attachment.is_photo())
        .map(|named| (named.attachment.sha256, &t.photograph));
    let of_result = (case.results.iter()).map(|result| (result.sha256, &t.result));
    of_report
        .chain(of_result)
        .zip(1..)
        .map(|((sha256, name), n): (_, usize)| {
            let out = case.let_out.shown(sha256);
            let copy = case.let_out.covered(sha256);
            let name = fill(name, &[("n", &n)]);
            let shown_again = again.filter(|(of, _)| *of == sha256);
            Picture {
                n,
                sha256,
                alt: fill(&t.original_alt, &[("name", &name)]),
                address: view::photograph(case.id, sha256),
                state: match out {
                    None => t.is_in,
                    Some(shown) if shown == sha256 => t.is_out,
                    Some(_) => t.is_out_covered,
                },
                is_out: out.is_some(),
                original_is_out: out == Some(sha256),
                copy: copy.map(|copy| Copy {
                    sha256: copy.photograph.sha256,
                    address: view::photograph(case.id, copy.photograph.sha256),
                    alt: fill(&t.copy_alt, &[("name", &name)]),
                    is_out: out == Some(copy.photograph.sha256),
                }),
                rows: match shown_again {
                    Some((_, rows)) => rows.clone(),
                    None => parts::rows(copy.map_or(&[], |copy| &copy.parts)),
                },
                is_open: shown_again.is_some(),
                name,
            }
        })
        .collect()
}

impl Seen {
    fn new(seen: &PublicView, case: &Case, frame: &Frame, state: &App) -> Self {
        let t = &frame.texts.public;
        let language = frame.language;
        let all = seen.photographs.iter().chain(&seen.results);
        let day = |day: jiff::civil::Date| day.strftime("%d/%m/%Y").to_string();
        Self {
            category: category_name(&seen.category, &state.rules.current().catalogue, language),
            commune: commune_name(&seen.commune, state.rules.current().communes),
            unit: seen.unit.in_language(language).to_owned(),
            status: Status::new(seen.status, language),
            day: day(seen.received_on),
            place: seen.place.map(|near| {
                let point = format!("{:.3}, {:.3}", near.lat, near.lon);
                fill(&t.place, &[("point", &point)])
            }),
            text: seen.text.clone(),
            pictures: all
                .zip(1..)
                .map(|(sha256, n): (_, usize)| {
                    let alt = fill(&t.seen_alt, &[("n", &n)]);
                    (view::photograph(case.id, *sha256), alt)
                })
                .collect(),
            replies: (seen.replies.iter())
                .map(|reply| {
                    let unit = reply.unit.in_language(language);
                    let of = [
                        ("unit", &unit as &dyn super::texts::Value),
                        ("day", &day(reply.on)),
                    ];
                    (fill(&t.reply, &of), reply.text.clone())
                })
                .collect(),
        }
    }
}
