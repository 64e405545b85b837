//! What may be the same as a case, side by side with it: to be merged, and to be parted again.
//!
//! The later report goes on in the earlier one, whichever of the two an officer looks at, so that
//! the deadline that runs is the one that was promised first. Both reporters stay informed; see
//! [`case::merge`](crate::case::merge).

use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse as _, Redirect, Response},
};
use langnghe_wire::{Reference, ReportId};
use serde::{Deserialize, Serialize};

use super::{
    act::carry_out,
    failure::Failure,
    kept::{as_unsent, ask_to_sign_in},
    page::{Frame, commune_name, render},
    preference::language_of,
    session::Desk,
    texts::fill,
    time::moment,
    view::{self, Status, category_name},
};
use crate::{
    case::{Action, ActionKind, Case, Party, available},
    doubles::{Beside, Likeness, Reason, Suggestion},
    state::App,
    store::ActError,
};

/// Photographs of a case that stand beside those of another.
const PICTURES: usize = 3;

#[derive(Debug, Template)]
#[template(path = "doubles.html")]
struct DoublesPage {
    frame: Frame,
    own: Card,
    address: String,
    version: u64,
    pairs: Vec<Pair>,
    /// Where it went on, with whether that can be undone.
    merged: Option<(Line, bool)>,
    companions: Vec<Line>,
    earlier: Option<Line>,
    /// Whether it can go on in another.
    can_go_on: bool,
    leads: bool,
    typed: String,
    flash: Option<String>,
    problem: Option<String>,
}

/// A case beside others.
#[derive(Debug)]
struct Card {
    id: ReportId,
    address: String,
    reference: String,
    category: String,
    commune: String,
    status: Status,
    said: String,
    received: String,
    pictures: Vec<Picture>,
}

#[derive(Debug)]
struct Picture {
    address: String,
    thumbnail: String,
    alt: String,
}

/// A case that may be the same, and what can be done about it.
#[derive(Debug)]
struct Pair {
    other: Card,
    reasons: Vec<String>,
    merge: Option<Merge>,
}

#[derive(Debug)]
struct Merge {
    /// The form's address: that of the later case.
    address: String,
    version: u64,
    into: String,
    button: String,
}

/// Another case, to go to.
#[derive(Debug)]
struct Line {
    address: String,
    reference: String,
    text: String,
}

/// The form: merge into the case with a reference, or part.
#[derive(Debug, Deserialize)]
pub(super) struct Wanted {
    csrf: String,
    version: u64,
    #[serde(rename = "do")]
    what: String,
    #[serde(default)]
    into: String,
    /// The case whose page it was sent from, where that is another one.
    from: Option<ReportId>,
}

/// The address of the page.
pub(super) fn address(report: ReportId) -> String {
    format!("{}/doubles", view::address(report))
}

/// `GET /console/cases/{report}/doubles`
pub(super) async fn show(
    State(state): State<App>,
    desk: Desk,
    Path(report): Path<ReportId>,
) -> Result<Response, Failure> {
    let page = assemble(&state, &desk, report).await?;
    render(StatusCode::OK, &page)
}

/// `POST /console/cases/{report}/doubles`
pub(super) async fn change(
    State(state): State<App>,
    desk: Result<Desk, Failure>,
    Path(report): Path<ReportId>,
    headers: HeaderMap,
    Form(wanted): Form<Wanted>,
) -> Result<Response, Failure> {
    let desk = match desk {
        Ok(desk) => desk,
        Err(signed_out @ Failure::SignedOut { .. }) => {
            let kept = Kept::of(report, wanted).ok_or(signed_out)?;
            let to = address(report);
            return ask_to_sign_in(&kept, to, language_of(&headers));
        }
        Err(failure) => return Err(failure),
    };
    if !desk.has_sent(&wanted.csrf) {
        let kept = Kept::of(report, wanted).ok_or(Failure::Forbidden)?;
        let page = kept.show(&state, &desk).await?;
        return page.map(as_unsent).ok_or(Failure::Forbidden);
    }
    let from = wanted.from.unwrap_or(report);
    let action = match wanted.what.as_str() {
        "merge" => match named(&state, &desk, &wanted.into).await? {
            Some((into, reference)) => Action::Merge { into, reference },
            None => {
                let mut page = assemble(&state, &desk, from).await?;
                page.problem = Some(page.frame.texts.doubles.unknown.to_owned());
                page.typed = wanted.into;
                return render(StatusCode::UNPROCESSABLE_ENTITY, &page);
            }
        },
        "unmerge" => Action::Unmerge,
        _ => return Err(Failure::Malformed),
    };
    match carry_out(&state, &desk, report, &action, wanted.version).await {
        Ok(_) => Ok(Redirect::to(&address(from)).into_response()),
        Err(ActError::NotFound) => Err(Failure::NotFound),
        Err(ActError::Store(error)) => Err(error.into()),
        Err(ActError::Refused(crate::case::Refusal::NotYours)) => Err(Failure::Forbidden),
        Err(ActError::Changed | ActError::Refused(_)) => {
            let mut page = assemble(&state, &desk, from).await?;
            page.problem = Some(page.frame.texts.doubles.changed.to_owned());
            page.typed = wanted.into;
            render(StatusCode::CONFLICT, &page)
        }
    }
}

/// The form, where its session had ended or another one is there: the reference that was typed
/// stands in the page again, as [a case's forms](super::kept) do.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Kept {
    /// The case that is to go on in another.
    doubles: ReportId,
    into: String,
}

impl Kept {
    /// None if nothing was typed: what was suggested is one press away again.
    fn of(report: ReportId, wanted: Wanted) -> Option<Self> {
        let is_typed = wanted.from.is_none() && !wanted.into.is_empty();
        is_typed.then_some(Self {
            doubles: report,
            into: wanted.into,
        })
    }

    /// Reads what the page to sign in carried. Anybody can write there, so it is only shown.
    pub(super) fn read(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok()
    }

    /// The page with what was typed; none for a case that whoever signed in doesn't see.
    pub(super) async fn show(self, state: &App, desk: &Desk) -> Result<Option<Response>, Failure> {
        let mut page = match assemble(state, desk, self.doubles).await {
            Ok(page) => page,
            Err(Failure::NotFound) => return Ok(None),
            Err(failure) => return Err(failure),
        };
        page.flash = Some(desk.texts().sign_in.go_on.to_owned());
        page.typed = self.into;
        render(StatusCode::OK, &page).map(Some)
    }
}

/// The case that was named by its reference, if the viewer may see it.
async fn named(
    state: &App,
    desk: &Desk,
    typed: &str,
) -> Result<Option<(ReportId, Reference)>, Failure> {
    let Ok(reference) = typed.parse::<Reference>() else {
        return Ok(None);
    };
    let found = state.store.by_reference(desk.user(), &reference).await?;
    Ok(found.map(|report| (report, reference)))
}

async fn assemble(state: &App, desk: &Desk, report: ReportId) -> Result<DoublesPage, Failure> {
    let beside = state.store.beside(desk.user(), report).await?;
    let Beside {
        case,
        doubles,
        companions,
        earlier,
    } = beside.ok_or(Failure::NotFound)?;
    state
        .store
        .record_look(desk.user().id, report, state.clock.now())
        .await?;
    let frame = desk.frame(state, address(report));
    let party = Party::of(desk.user().role);
    let may =
        |case: &Case, kind| available(case, party, &state.rules.current()).any(|can| can == kind);
    let pairs = doubles
        .into_iter()
        .map(
            |Suggestion {
                 case: other,
                 likeness,
             }| Pair {
                reasons: reasons(&likeness, &frame),
                merge: merge(&case, &other, &frame, |later| may(later, ActionKind::Merge)),
                other: Card::new(&other, &frame, state),
            },
        )
        .collect();
    let t = &frame.texts.doubles;
    Ok(DoublesPage {
        address: address(report),
        version: case.version,
        pairs,
        merged: case.merged.as_ref().map(|merged| {
            let text = fill(&t.merged, &[("reference", &merged.reference)]);
            let line = Line::new(merged.into, &merged.reference, text);
            (line, may(&case, ActionKind::Unmerge))
        }),
        companions: companions
            .iter()
            .map(|other| {
                let received = moment(other.received_at, frame.language);
                let agreed = other.merged.as_ref().is_some_and(|merged| merged.agreed);
                let text = match agreed {
                    true => fill(&t.companion_agreed, &[("when", &received)]),
                    false => received,
                };
                Line::new(other.id, &other.reference, text)
            })
            .collect(),
        earlier: earlier.map(|earlier| {
            let text = fill(&t.recurs, &[("reference", &earlier.reference)]);
            Line::new(earlier.id, &earlier.reference, text)
        }),
        can_go_on: may(&case, ActionKind::Merge),
        leads: case.companions > 0,
        typed: String::new(),
        flash: None,
        problem: None,
        own: Card::new(&case, &frame, state),
        frame,
    })
}

/// The later of two goes on in the earlier, if it can.
fn merge(case: &Case, other: &Case, frame: &Frame, can: impl Fn(&Case) -> bool) -> Option<Merge> {
    let (first, later) = if other.received_at <= case.received_at {
        (other, case)
    } else {
        (case, other)
    };
    let t = &frame.texts.doubles;
    let references: [(&'static str, &dyn super::texts::Value); 2] =
        [("later", &later.reference), ("first", &first.reference)];
    can(later).then(|| Merge {
        address: address(later.id),
        version: later.version,
        into: first.reference.to_string(),
        button: fill(&t.merge, &references),
    })
}

fn reasons(likeness: &Likeness, frame: &Frame) -> Vec<String> {
    let t = &frame.texts.doubles;
    let in_words = |reason: &Reason| match reason {
        Reason::SamePicture => t.same_picture.to_owned(),
        Reason::Near { metres } => fill(&t.near, &[("metres", metres)]),
        Reason::SameCategory => t.same_category.to_owned(),
        Reason::SameDays { days: 0 } => t.same_day.to_owned(),
        Reason::SameDays { days } => fill(&t.days_apart, &[("n", days)]),
    };
    likeness.reasons.iter().map(in_words).collect()
}

impl Card {
    fn new(case: &Case, frame: &Frame, state: &App) -> Self {
        let t = &frame.texts.doubles;
        let pictures = case
            .attachments
            .iter()
            .filter(|named| named.arrived && named.attachment.is_photo())
            .take(PICTURES)
            .zip(1..)
            .map(|(named, n): (_, usize)| Picture {
                address: view::photograph(case.id, named.attachment.sha256),
                thumbnail: view::thumbnail(case.id, named.attachment.sha256),
                alt: fill(&t.picture, &[("n", &n), ("reference", &case.reference)]),
            })
            .collect();
        Self {
            id: case.id,
            address: view::address(case.id),
            reference: case.reference.to_string(),
            category: category_name(
                &case.category,
                &state.rules.current().catalogue,
                frame.language,
            ),
            commune: commune_name(&case.commune, state.rules.current().communes),
            status: Status::new(case.status, frame.language),
            said: case.text.clone(),
            received: fill(
                &frame.texts.case.received,
                &[("when", &moment(case.received_at, frame.language))],
            ),
            pictures,
        }
    }
}

impl Line {
    fn new(report: ReportId, reference: &Reference, text: String) -> Self {
        Self {
            address: address(report),
            reference: reference.to_string(),
            text,
        }
    }
}
