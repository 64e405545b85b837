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

mod questions;
mod read;

use askama::Template;
use axum::{
    extract::{Path, Request, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use langnghe_wire::{Attachment, ReportId, limits};

use super::{
    assets, doubles,
    failure::Failure,
    form::{self, Filled, Picture, Sent},
    kept,
    needs::Words,
    page::{Frame, render},
    results,
    session::Desk,
    steps::{Choice, Field, Group, Kind, Problem},
    texts::fill,
    time::{machine, moment},
    typed::Typed,
    view::{self, category_name},
};
use crate::{
    case::{Origin, placement::Rules},
    identity::Scope,
    intake::Entry,
    state::App,
};
use questions::{Asked, Input};
use read::{Read, Wrong, read};

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

#[derive(Debug, Template)]
#[template(path = "receipt.html")]
struct ReceiptPage {
    frame: Frame,
    reference: String,
    category: String,
    commune: String,
    unit: String,
    received: (String, String),
    answer: String,
    photographs: Option<String>,
    /// The case's page, and how many may be the same; none if it is another unit's.
    case: Option<(String, String, usize)>,
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
        return Ok(Redirect::to(&receipt_of(report)).into_response());
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
    Ok(Redirect::to(&receipt_of(report)).into_response())
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

fn receipt_of(report: ReportId) -> String {
    format!("{ADDRESS}/{report}")
}

/// `GET /console/intake/{report}`
pub(super) async fn receipt(
    State(state): State<App>,
    desk: Desk,
    Path(report): Path<ReportId>,
) -> Result<Response, Failure> {
    let case = state.store.entered(desk.user().id, report).await?;
    let case = case.ok_or(Failure::NotFound)?;
    let beside = state.store.beside(desk.user(), report).await?;
    let frame = desk.frame(&state, receipt_of(report));
    let rules = state.rules.current();
    let t = &frame.texts.intake;
    let language = frame.language;
    let (arrived, _) = case.photographs();
    let page = ReceiptPage {
        reference: case.reference.to_string(),
        category: category_name(&case.category, &rules.catalogue, language),
        commune: super::page::commune_name(&case.commune, rules.communes),
        unit: case.unit_name.in_language(language).to_owned(),
        received: (
            moment(case.received_at, language),
            machine(case.received_at),
        ),
        answer: fill(
            &t.answer,
            &[
                ("intake", &moment(case.clocks.intake.due, language)),
                ("resolution", &moment(case.clocks.resolution.due, language)),
            ],
        ),
        photographs: (arrived > 0).then(|| fill(&t.photographs_kept, &[("n", &arrived)])),
        case: beside.map(|beside| {
            let doubles = beside.doubles.len();
            (view::address(report), doubles::address(report), doubles)
        }),
        frame,
    };
    render(StatusCode::OK, &page)
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

/// The fields of the form, filled in with what was typed.
struct Fields<'a> {
    frame: &'a Frame,
    typed: &'a Typed,
    problem: Option<&'a Problem>,
}

impl Fields<'_> {
    fn what(&self, rules: &Rules) -> Vec<Field> {
        let t = &self.frame.texts.intake;
        let ways = [
            (Origin::Phone, t.by_phone),
            (Origin::InPerson, t.in_person),
            (Origin::Paper, t.on_paper),
            (Origin::OtherSystem, t.other_system),
        ];
        let ways = ways.map(|(way, name)| choice(way.as_str(), name)).to_vec();
        let categories = rules.offered.categories.iter().map(|category| {
            let name = category_name(&category.code, &rules.catalogue, self.frame.language);
            choice(&category.code, &name)
        });
        let categories = Kind::Select(vec![Group {
            name: String::new(),
            choices: std::iter::once(choice("", t.choose))
                .chain(categories)
                .collect(),
        }]);
        vec![
            self.field("origin", (t.origin, ""), Kind::Radio(ways), true),
            self.field("category", (t.category, ""), categories, true),
            self.field("text", (t.text, t.text_hint), Kind::Words, true),
            self.field("day", (t.day, t.day_hint), Kind::Input("date"), false),
            self.field("hour", (t.hour, ""), Kind::Input("time"), false),
            self.field(
                "photographs",
                (t.photographs, t.photographs_hint),
                Kind::Files,
                false,
            ),
        ]
    }

    fn place(&self, rules: &Rules, scope: &Scope) -> Vec<Field> {
        let t = &self.frame.texts.intake;
        let own = scope
            .code()
            .map(|code| code.split('-').next().unwrap_or(code));
        let (ours, others): (Vec<_>, Vec<_>) = (rules.communes.all().iter())
            .map(|commune| choice(&commune.code, &commune.name))
            .partition(|choice| Some(choice.value.as_str()) == own);
        let first = std::iter::once(choice("", t.choose)).chain(ours).collect();
        let communes = Kind::Select(vec![
            Group {
                name: String::new(),
                choices: first,
            },
            Group {
                name: t.communes.to_owned(),
                choices: others,
            },
        ]);
        vec![
            self.field("commune", (t.commune, ""), communes, true),
            self.field("detail", (t.detail, t.detail_hint), Kind::Line, false),
            self.field("point", (t.point, t.point_hint), Kind::Line, false),
        ]
    }

    fn contact(&self) -> Vec<Field> {
        let t = &self.frame.texts.intake;
        vec![
            self.field("name", (t.name, ""), Kind::Line, false),
            self.field("phone", (t.phone, ""), Kind::Input("tel"), false),
            self.field("email", (t.email, ""), Kind::Input("email"), false),
        ]
    }

    fn field(
        &self,
        name: &'static str,
        (label, hint): (&'static str, &'static str),
        kind: Kind,
        is_required: bool,
    ) -> Field {
        let problem = self.problem.filter(|problem| problem.field == name);
        Field {
            id: format!("intake-{name}"),
            name,
            label,
            hint,
            kind,
            value: self.typed.get(name).to_owned(),
            is_required,
            focus: problem.is_some(),
            problem: problem.map(|problem| problem.text.clone()),
        }
    }
}

fn choice(value: &str, name: &str) -> Choice {
    Choice {
        value: value.to_owned(),
        name: name.to_owned(),
    }
}
