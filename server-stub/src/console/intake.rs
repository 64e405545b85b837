//! A report that came by telephone, in person, on paper or from another system, entered by an
//! officer.
//!
//! ```text
//! form (with the report's id) ─▶ read ─▶ place ─▶ photographs ─▶ Store::enter ─▶ receipt
//!        └◀── what is wrong, at its field, with all that was typed
//! ```
//!
//! What the chosen category asks of its own stands in the form once it is chosen: a script brings it at
//! once, a button or the first sending does without one.
//!
//! The receipt shows the reference large, to be read out or printed, and what may be the same.

mod fields;
mod questions;
mod read;
mod receipt;

use askama::Template;
use axum::{
    extract::{Request, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use langnghe_wire::{Attachment, ReportId, limits};

use super::{
    assets,
    failure::Failure,
    form::{self, Filled, Picture, Sent},
    kept,
    needs::Words,
    page::{Frame, render},
    results,
    session::Desk,
    steps::{Field, Kind, Problem},
    texts::fill,
    typed::Typed,
};
use crate::{case::Origin, intake::Entry, state::App};
use fields::Fields;
use questions::{Asked, Input};
use read::{Read, Wrong, read};
pub(super) use receipt::receipt;

/// The address of the form.
pub(super) const ADDRESS: &str = "/console/intake";

/// What the form carries in `do`.
pub(super) const WHAT: &str = "enter";

#[derive(Debug, Template)]
#[template(path = "intake.html")]
struct IntakePage {
    frame: Frame,
    report: ReportId,
    what: Vec<Field>,
    place: Vec<Field>,
    contact: Vec<Field>,
    /// The category whose questions stand in the form.
    asked: String,
    questions: Vec<Asked>,
    problem: Option<String>,
    flash: Option<String>,
}

/// The questions of a category, for a form that is open.
#[derive(Debug, Template)]
#[template(path = "questions.html")]
struct QuestionsPart {
    frame: Frame,
    asked: String,
    questions: Vec<Asked>,
}

/// `GET /console/intake`
pub(super) async fn show(State(state): State<App>, desk: Desk) -> Result<Response, Failure> {
    let report = ReportId::new(state.clock.now(), state.entropy.bytes_10());
    let mut typed = Typed::default();
    typed.take("origin", Origin::Phone.as_str());
    // Most who call live where they call.
    if let Some(code) = desk.user().scope.code() {
        typed.take("commune", code.split('-').next().unwrap_or(code));
    }
    let page = assemble(&state, &desk, report, &typed, None);
    render(StatusCode::OK, &page)
}

/// The form again after its session had ended, as it was filled in.
pub(super) fn show_kept(
    state: &App,
    desk: &Desk,
    report: ReportId,
    typed: &Typed,
    said: String,
) -> Result<Response, Failure> {
    let mut page = assemble(state, desk, report, typed, None);
    page.flash = Some(said);
    render(StatusCode::OK, &page)
}

/// `POST /console/intake`
pub(super) async fn enter(
    State(state): State<App>,
    desk: Result<Desk, Failure>,
    request: Request,
) -> Result<Response, Failure> {
    let desk = match desk {
        Ok(desk) => desk,
        Err(Failure::SignedOut { .. }) => return kept::ask_intake(&state, request).await,
        Err(failure) => return Err(failure),
    };
    let filled = match form::read(&state, &desk, request).await? {
        Sent::Ours(filled) => filled,
        Sent::NotOurs(filled) => return kept::show_unsent_intake(&state, &desk, filled).await,
    };
    let Filled {
        typed,
        is_too_large,
        photographs,
        had_photographs,
        ..
    } = filled;
    let report: ReportId = (typed.get("report").parse()).map_err(|_| Failure::Malformed)?;
    if state.store.entered(desk.user().id, report).await?.is_some() {
        // Sent twice: the first is as good.
        return Ok(Redirect::to(&receipt::address(report)).into_response());
    }
    let again = |status, problem: Problem| {
        let mut page = assemble(&state, &desk, report, &typed, Some(&problem));
        let t = &page.frame.texts.needs;
        page.problem = Some(match had_photographs {
            true => format!("{} {}", problem.text, t.choose_again),
            false => problem.text,
        });
        render(status, &page)
    };
    let words = Words::of(&desk);
    if is_too_large {
        return again(StatusCode::PAYLOAD_TOO_LARGE, words.too_large(&typed));
    }
    let unfit = StatusCode::UNPROCESSABLE_ENTITY;
    let pictures = match photographs {
        Ok(pictures) => pictures,
        Err(why) => return again(unfit, words.unfit(why)),
    };
    if let Some(said) = asks_first(&state, &desk, &typed) {
        let said = match had_photographs {
            true => format!("{said} {}", desk.texts().needs.choose_again),
            false => said.to_owned(),
        };
        return show_kept(&state, &desk, report, &typed, said);
    }
    let entry = match entry(&state, report, &typed, &pictures) {
        Ok(entry) => entry,
        Err(Wrong::Answer(wrong)) => {
            let mut page = assemble(&state, &desk, report, &typed, None);
            page.ask(&state, &typed, Some(wrong));
            let problem = questions::in_words(wrong.why, &page.frame);
            page.problem = Some(match had_photographs {
                true => format!("{problem} {}", page.frame.texts.needs.choose_again),
                false => problem,
            });
            return render(unfit, &page);
        }
        Err(wrong) => return again(unfit, in_words(wrong, &desk)),
    };
    let (user, now) = (desk.user().id, state.clock.now());
    let reporter = state.store.begin_intake(user, report, now).await?;
    let reporter = reporter.ok_or(Failure::Malformed)?;
    // Held until the case that names them is on disk.
    let _held = results::keep_for(&state, reporter, pictures).await?;
    let entered = state.store.enter(user, entry, state.moment()).await?;
    entered.ok_or(Failure::Malformed)?;
    Ok(Redirect::to(&receipt::address(report)).into_response())
}

/// What the form says, with its photographs, placed as a phone's report would be.
fn entry(
    state: &App,
    report: ReportId,
    typed: &Typed,
    pictures: &[Picture],
) -> Result<Entry, Wrong> {
    let moment = state.moment();
    let Read {
        mut filing,
        origin,
        contact,
    } = read(typed, &moment.rules, moment.now)?;
    filing.attachments = pictures
        .iter()
        .map(|picture| Attachment::photo(picture.named.sha256, picture.named.bytes))
        .collect();
    let placed = moment.rules.place(&filing, moment.now);
    Ok(Entry {
        report,
        placement: placed.map_err(Wrong::of)?,
        filing,
        origin,
        contact,
    })
}

fn in_words(wrong: Wrong, desk: &Desk) -> Problem {
    let t = &desk.texts().intake;
    let text = match wrong {
        Wrong::Origin => t.wrong_origin.to_owned(),
        Wrong::Category => t.wrong_category.to_owned(),
        Wrong::Commune => t.wrong_commune.to_owned(),
        Wrong::Detail => fill(&t.wrong_detail, &[("limit", &limits::DETAIL_CHARACTERS)]),
        Wrong::Point => t.wrong_point.to_owned(),
        Wrong::OutsideProvince => t.wrong_province.to_owned(),
        Wrong::Empty => t.wrong_empty.to_owned(),
        Wrong::TooLong => fill(
            &desk.texts().needs.too_long,
            &[("limit", &limits::TEXT_CHARACTERS)],
        ),
        Wrong::Noticed => t.wrong_noticed.to_owned(),
        Wrong::Future => t.wrong_future.to_owned(),
        Wrong::Contact => t.wrong_contact.to_owned(),
        Wrong::Phone => t.wrong_phone.to_owned(),
        Wrong::Email => t.wrong_email.to_owned(),
        Wrong::Answer(_) => t.wrong_answer.to_owned(),
    };
    Problem {
        field: wrong.field(),
        text,
    }
}

/// What is said where a form shows its category's questions instead of being taken: that was asked
/// for, or it was filled in before they stood in it.
fn asks_first(state: &App, desk: &Desk, typed: &Typed) -> Option<&'static str> {
    let t = &desk.texts().intake;
    let rules = state.rules.current();
    let category = rules.offered.category(typed.get("category"));
    let has_questions = questions::of_category(category).next().is_some();
    let is_wanted = typed.get("show") == "yes";
    if has_questions && (is_wanted || typed.get("asked") != typed.get("category")) {
        Some(t.questions_now)
    } else if is_wanted {
        Some(t.questions_none)
    } else {
        None
    }
}

/// `POST /console/intake/questions`: those of the category that was just chosen, for a script. What
/// was answered to the one before comes along where it fits.
pub(super) async fn questions_of(
    State(state): State<App>,
    desk: Desk,
    request: Request,
) -> Result<Response, Failure> {
    let Sent::Ours(Filled { typed, .. }) = form::read(&state, &desk, request).await? else {
        return Err(Failure::Forbidden);
    };
    let frame = desk.frame(&state, ADDRESS);
    let rules = state.rules.current();
    let category = rules.offered.category(typed.get("category"));
    let part = QuestionsPart {
        asked: typed.get("category").to_owned(),
        questions: questions::fields(category, &typed, None, &frame),
        frame,
    };
    render(StatusCode::OK, &part)
}

impl IntakePage {
    /// Where htmx is.
    fn htmx(&self) -> &'static str {
        &assets::HTMX.address
    }

    /// Puts the questions of the chosen category into the form.
    fn ask(&mut self, state: &App, typed: &Typed, wrong: Option<questions::Wrong>) {
        let rules = state.rules.current();
        let category = rules.offered.category(typed.get("category"));
        self.asked = typed.get("category").to_owned();
        self.questions = questions::fields(category, typed, wrong, &self.frame);
    }
}

fn assemble(
    state: &App,
    desk: &Desk,
    report: ReportId,
    typed: &Typed,
    problem: Option<&Problem>,
) -> IntakePage {
    let frame = desk.frame(state, ADDRESS);
    let rules = state.rules.current();
    let fields = Fields {
        frame: &frame,
        typed,
        problem,
    };
    let mut page = IntakePage {
        asked: String::new(),
        questions: vec![],
        what: fields.what(&rules),
        place: fields.place(&rules, &desk.user().scope),
        contact: fields.contact(),
        report,
        problem: None,
        flash: None,
        frame,
    };
    page.ask(state, typed, None);
    page
}
