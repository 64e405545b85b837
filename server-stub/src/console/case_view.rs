//! A case in words: what its page, and the page of a conflict, say of it.

use jiff::Timestamp;
use langnghe_wire::{CaseStatus, Clock};

use super::{
    history,
    page::{Frame, commune_name},
    results::{self, Shown},
    texts::fill,
    time::{Urgency, left, machine, moment},
    view::{self, Due, Status, category_name},
};
use crate::{
    case::{Case, Event, Mover, Origin, is_open},
    state::App,
    store::CaseDetail,
};

/// A case in words.
#[derive(Debug)]
pub(super) struct CaseView {
    pub(super) address: String,
    pub(super) version: u64,
    pub(super) reference: String,
    pub(super) category: String,
    pub(super) commune: String,
    pub(super) unit: String,
    pub(super) status: Status,
    pub(super) due: Option<Due>,
    /// Whose move it is, while it is somebody's.
    pub(super) mover: Option<&'static str>,
    pub(super) level: &'static str,
    /// Whether it is to be seen at once how pressing it is.
    pub(super) is_urgent: bool,
    pub(super) origin: &'static str,
    pub(super) assignee: Option<String>,
    /// Why the clocks stand.
    pub(super) pause: Option<PauseView>,
    /// The case that this one was merged into.
    pub(super) merged: Option<(String, String)>,
    /// The case in which the same was done not long before, and that it is back.
    pub(super) recurs: Option<(String, String)>,
    /// By when the person can still say that it isn't done.
    pub(super) answer_by: Option<String>,
    /// That its own unit doesn't see it.
    pub(super) concerns: Option<String>,
    pub(super) said: String,
    /// What stands there where nothing is said, shown or known of the place.
    pub(super) silence: &'static str,
    pub(super) no_photographs: &'static str,
    pub(super) no_point: &'static str,
    pub(super) supporters: Option<String>,
    pub(super) companions: Option<String>,
    pub(super) received: String,
    pub(super) noticed: String,
    pub(super) photographs_counted: String,
    pub(super) photographs_wait: bool,
}

/// Clocks that stand.
#[derive(Debug)]
pub(super) struct PauseView {
    pub(super) since: String,
    pub(super) reason: String,
}

/// One of the two clocks.
#[derive(Debug)]
pub(super) struct ClockView {
    pub(super) name: &'static str,
    pub(super) left: String,
    pub(super) class: &'static str,
    pub(super) until: String,
    pub(super) machine: String,
    pub(super) basis: String,
}

/// What waits for the leader's word.
#[derive(Debug)]
pub(super) struct Proposal {
    pub(super) text: String,
    pub(super) behind: Vec<String>,
    pub(super) photographs: Vec<Shown>,
}

impl CaseView {
    pub(super) fn new(detail: &CaseDetail, frame: &Frame, state: &App, now: Timestamp) -> Self {
        let case = &detail.case;
        let (texts, language) = (frame.texts, frame.language);
        let t = &texts.case;
        let (arrived, named) = case.photographs();
        let counted = [("sent", &arrived as _), ("total", &named as _)];
        let at = |when| moment(when, language);
        let is_running = case.next_due().is_some();
        let is_erased = history::is_filing_erased(&detail.history);
        let are_photographs_erased =
            history::erasures(&detail.history).any(|erasure| !erasure.photographs.is_empty());
        Self {
            address: view::address(case.id),
            version: case.version,
            reference: case.reference.to_string(),
            category: category_name(&case.category, &state.rules.current().catalogue, language),
            commune: commune_name(&case.commune, state.rules.current().communes),
            unit: case.unit_name.in_language(language).to_owned(),
            status: Status::new(case.status, language),
            due: Due::new(case.status, &case.clocks, now, texts).filter(|_| is_running),
            mover: match case.mover() {
                Mover::Unit => Some(t.waits_for_unit),
                Mover::Leader => Some(t.waits_for_leader),
                Mover::Citizen => Some(t.waits_for_citizen),
                Mover::Nobody => None,
            },
            level: history::level_name(case.level, frame),
            is_urgent: case.level == langnghe_places::Level::Urgent,
            origin: match case.origin {
                Origin::App => t.origin_app,
                Origin::Phone => t.origin_phone,
                Origin::InPerson => t.origin_in_person,
                Origin::Paper => t.origin_paper,
                Origin::OtherSystem => t.origin_other_system,
            },
            assignee: assignee(detail),
            pause: case
                .pause
                .as_ref()
                .filter(|_| case.is_open())
                .map(|pause| PauseView {
                    since: fill(&t.paused, &[("when", &at(pause.since))]),
                    reason: pause.reason.clone(),
                }),
            merged: case.merged.as_ref().map(|merged| {
                let reference = merged.reference.to_string();
                let text = fill(&t.merged, &[("reference", &reference)]);
                (view::address(merged.into), text)
            }),
            recurs: recurs(detail, frame),
            answer_by: case
                .resolution
                .as_ref()
                .filter(|_| case.status == CaseStatus::Resolved)
                .and_then(|done| done.answer_by)
                .map(|when| fill(&t.answer_by, &[("when", &at(when))])),
            concerns: case.concerns.as_ref().map(|_| t.concerns.to_owned()),
            said: case.text.clone(),
            silence: if is_erased { t.erased } else { t.without_words },
            no_photographs: match are_photographs_erased {
                true => t.erased_too,
                false => t.photographs_none,
            },
            no_point: if is_erased {
                t.erased_too
            } else {
                t.without_point
            },
            supporters: (case.supporters > 0)
                .then(|| fill(&t.supporters, &[("n", &case.supporters)])),
            companions: companions(detail, frame),
            received: fill(&t.received, &[("when", &at(case.received_at))]),
            noticed: fill(&t.noticed, &[("when", &at(case.noticed_at))]),
            photographs_counted: fill(&t.photographs_counted, &counted),
            photographs_wait: arrived < named && is_open(case.status),
        }
    }
}

/// The name of whoever sees to it: as it was when they were asked to.
fn assignee(detail: &CaseDetail) -> Option<String> {
    detail.case.assignee?;
    let names = detail.history.iter().rev();
    names
        .filter_map(|entry| match &entry.event.event {
            Event::Assigned { name, .. } => Some(name.clone()),
            _ => None,
        })
        .next()
        .flatten()
}

/// How many reports were merged into it, and once something was done, of how many it holds.
fn companions(CaseDetail { case, agreed, .. }: &CaseDetail, frame: &Frame) -> Option<String> {
    use CaseStatus as S;
    let t = &frame.texts.case;
    let n = case.companions;
    match case.status {
        _ if n == 0 => None,
        S::Resolved | S::Confirmed | S::Closed => {
            Some(fill(&t.companions_agreed, &[("n", &n), ("agreed", agreed)]))
        }
        _ => Some(fill(&t.companions, &[("n", &n)])),
    }
}

/// What is back, where it was said to be.
fn recurs(detail: &CaseDetail, frame: &Frame) -> Option<(String, String)> {
    let from = detail.case.recurs_from?;
    let reference = detail
        .history
        .iter()
        .find_map(|entry| match &entry.event.event {
            Event::Recurs { reference, .. } => Some(reference),
            _ => None,
        })?;
    let text = fill(&frame.texts.history.recurs, &[("reference", reference)]);
    Some((view::address(from), text))
}

/// Both clocks, each with what it rests on.
pub(super) fn clocks(case: &Case, frame: &Frame, now: Timestamp) -> Vec<ClockView> {
    let texts = &frame.texts.clocks;
    let is_taken = case.status != CaseStatus::Received;
    let told = |name, clock: &Clock, is_over: bool| {
        let (left, class, until) = if is_over {
            (texts.kept.to_owned(), "calm", &texts.was)
        } else if case.pause.is_some() {
            // When it runs again, the date moves by the time for which it stood.
            (texts.stands.to_owned(), "calm", &texts.before)
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
        told(texts.intake, &case.clocks.intake, is_taken),
        told(
            texts.resolution,
            &case.clocks.resolution,
            !is_open(case.status),
        ),
    ]
}

impl Proposal {
    pub(super) fn of(case: &Case, frame: &Frame) -> Option<Self> {
        let proposed = case.proposal.as_ref()?;
        let without = proposed.without_photograph.as_deref();
        Some(Self {
            text: match proposed.is_erased() {
                true => frame.texts.case.proposal_erased.to_owned(),
                false => proposed.text.clone(),
            },
            behind: history::behind(&proposed.cause, proposed.remedy, without, frame),
            photographs: results::each(case, &proposed.photographs, frame),
        })
    }
}
