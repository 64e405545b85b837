//! Everything that happened to a case, one sentence each: who, what, when.

use jiff::Timestamp;
use langnghe_places::Level;
use langnghe_wire::{Reference, Remedy, Rescheduled, words};

use super::{
    page::Frame,
    texts::fill,
    time::{machine, moment},
};
use crate::{
    case::{
        Actor, Audience, Erasure, Event, RecordedEvent,
        public::{Piece, PieceName},
    },
    store::HistoryEntry,
};

/// An entry in words.
#[derive(Debug)]
pub(super) struct Entry {
    /// Who it comes from, for the style sheet: `citizen`, `officer`, `system`, with `inside` for
    /// what only the unit sees.
    pub(super) class: &'static str,
    /// Empty where nobody in particular did it.
    pub(super) who: String,
    pub(super) what: String,
    /// What somebody wrote.
    pub(super) text: Option<String>,
    /// What else stands behind it, a line each.
    pub(super) more: Vec<String>,
    pub(super) when: String,
    pub(super) machine: String,
    /// Its place in the history, by which whoever erases something names it.
    pub(super) number: String,
}

/// A history, the newest first: an officer who comes back looks for what is new.
pub(super) fn told(history: &[HistoryEntry], frame: &Frame) -> Vec<Entry> {
    let mut told: Vec<_> = history.iter().map(|entry| tell(entry, frame)).collect();
    for seq in erased(history) {
        let at = history.iter().position(|entry| entry.event.seq == seq);
        if let Some(entry) = at.and_then(|at| told.get_mut(at)) {
            entry.more.push(frame.texts.history.gone.to_owned());
        }
    }
    told.reverse();
    told
}

/// What was erased of a case, each time.
pub(super) fn erasures(history: &[HistoryEntry]) -> impl Iterator<Item = &Erasure> {
    history.iter().filter_map(|entry| match &entry.event.event {
        Event::Erased(erasure) => Some(erasure),
        _ => None,
    })
}

/// The numbers of the entries whose words were erased.
fn erased(history: &[HistoryEntry]) -> impl Iterator<Item = u64> {
    erasures(history).flat_map(|erasure| erasure.entries.iter().map(|entry| entry.seq))
}

/// Whether what a case was filed with was erased.
pub(super) fn is_filing_erased(history: &[HistoryEntry]) -> bool {
    erased(history).any(|seq| seq == 1)
}

fn tell(entry: &HistoryEntry, frame: &Frame) -> Entry {
    let t = &frame.texts.history;
    let RecordedEvent {
        at,
        actor,
        event,
        seq,
        ..
    } = &entry.event;
    let who = match actor {
        _ if is_nobodys(event) => String::new(),
        Actor::Citizen => t.citizen.to_owned(),
        Actor::Staff(_) => entry.user.clone().unwrap_or_else(|| t.someone.to_owned()),
        Actor::Server => t.system.to_owned(),
    };
    let what = happened(event, frame);
    Entry {
        class: class(*actor, event),
        who,
        what,
        text: said(event)
            .filter(|text| !text.is_empty())
            .map(str::to_owned),
        more: more(event, frame),
        when: moment(*at, frame.language),
        machine: machine(*at),
        number: fill(&t.number, &[("n", seq)]),
    }
}

/// What happened, as it stands behind the name of whoever did it.
fn happened(event: &Event, frame: &Frame) -> String {
    let t = &frame.texts.history;
    match event {
        Event::Received { .. } => t.received.to_owned(),
        Event::Answered { answers } => fill(&t.answered, &[("n", &answers.len())]),
        Event::ClocksSet(clocks) => {
            let intake = moment(clocks.intake.due, frame.language);
            let resolution = moment(clocks.resolution.due, frame.language);
            fill(
                &t.clocks,
                &[("intake", &intake), ("resolution", &resolution)],
            )
        }
        Event::Rescheduled(told) => rescheduled(told, frame),
        Event::Photograph { .. } => t.photograph.to_owned(),
        Event::Status {
            status,
            photographs,
            ..
        } => {
            let status = words::case_status(*status).in_language(frame.language);
            match photographs.len() {
                0 => fill(&t.status, &[("status", &status)]),
                n => fill(&t.status_shown, &[("status", &status), ("n", &n)]),
            }
        }
        Event::GivenTo { unit, .. } => {
            fill(&t.given_to, &[("unit", &unit.in_language(frame.language))])
        }
        Event::Assigned { name, .. } => match name {
            Some(name) => fill(&t.assigned, &[("name", name)]),
            None => t.unassigned.to_owned(),
        },
        Event::Paused { .. } => t.paused.to_owned(),
        Event::Resumed { .. } => t.resumed.to_owned(),
        Event::LevelSet { level, .. } => {
            fill(&t.level_set, &[("level", &level_name(*level, frame))])
        }
        Event::Proposed(_) => t.proposed.to_owned(),
        Event::Merged { reference, .. } => fill(&t.merged, &[("reference", reference)]),
        Event::Parted => t.parted.to_owned(),
        Event::Joined { reference, .. } => fill(&t.joined, &[("reference", reference)]),
        Event::Left { reference, .. } => fill(&t.left, &[("reference", reference)]),
        Event::Recurs { reference, .. } => fill(&t.recurs, &[("reference", reference)]),
        Event::Covered(_) => t.covered.to_owned(),
        Event::Published(Piece::Text { .. }) => t.text_published.to_owned(),
        Event::Published(Piece::Photograph { .. }) => t.photograph_published.to_owned(),
        Event::Unpublished(PieceName::Text) => t.text_unpublished.to_owned(),
        Event::Unpublished(PieceName::Photograph { .. }) => t.photograph_unpublished.to_owned(),
        Event::Followed {
            reference, status, ..
        } => {
            let status = words::case_status(*status).in_language(frame.language);
            fill(
                &t.followed,
                &[("reference", reference), ("status", &status)],
            )
        }
        Event::Heard { reference, event } => elsewhere(reference, event, frame),
        Event::Reply { public: true, .. } => t.published.to_owned(),
        Event::Reply { .. } => t.reply.to_owned(),
        Event::Agreed => t.agreed.to_owned(),
        Event::Said { .. } => t.said.to_owned(),
        Event::Attached { .. } => t.attached.to_owned(),
        Event::Supported => t.supported.to_owned(),
        Event::Rated { stars, .. } => fill(&t.rated, &[("stars", stars)]),
        Event::Note { .. } => t.note.to_owned(),
        Event::ContactGiven => t.contact.to_owned(),
        Event::Erased(erasure) => {
            let seqs = erasure.entries.iter().map(|entry| entry.seq.to_string());
            let seqs = seqs.collect::<Vec<_>>().join(", ");
            match erasure.photographs.len() {
                0 => fill(&t.erased, &[("entries", &seqs)]),
                n => fill(&t.erased_with_photographs, &[("entries", &seqs), ("n", &n)]),
            }
        }
    }
}

/// What happened to the case that this one was merged into.
fn elsewhere(reference: &Reference, event: &Event, frame: &Frame) -> String {
    let t = &frame.texts.history;
    match event {
        Event::Paused { .. } => fill(&t.heard_paused, &[("reference", reference)]),
        Event::Resumed { .. } => fill(&t.heard_resumed, &[("reference", reference)]),
        Event::GivenTo { unit, .. } => {
            let unit = unit.in_language(frame.language);
            fill(
                &t.heard_given_to,
                &[("reference", reference), ("unit", &unit)],
            )
        }
        event => happened(event, frame),
    }
}

/// From when to when each date moved, and why.
fn rescheduled(told: &Rescheduled, frame: &Frame) -> String {
    let t = &frame.texts.history;
    let line = |text, moved: &Option<[Timestamp; 2]>| {
        let [from, to] = moved.as_ref()?.map(|at| moment(at, frame.language));
        Some(fill(text, &[("from", &from), ("to", &to)]))
    };
    let dates = [
        line(&t.intake_moved, &told.intake),
        line(&t.resolution_moved, &told.resolution),
    ];
    let dates: Vec<String> = dates.into_iter().flatten().collect();
    let why = told.why.in_language(frame.language);
    fill(
        &t.rescheduled,
        &[("dates", &dates.join("; ")), ("why", &why)],
    )
}

/// The name of a level.
pub(super) fn level_name(level: Level, frame: &Frame) -> &'static str {
    let t = &frame.texts.levels;
    match level {
        Level::Urgent => t.urgent,
        Level::Normal => t.normal,
        Level::Complex => t.complex,
    }
}

fn more(event: &Event, frame: &Frame) -> Vec<String> {
    let t = &frame.texts.history;
    match event {
        Event::Status {
            belongs: Some(belongs),
            ..
        } => vec![fill(&t.belongs, &[("where", belongs)])],
        Event::Status {
            resolution: Some(r),
            ..
        } => behind(&r.cause, r.remedy, r.without_photograph.as_deref(), frame),
        Event::Proposed(s) => behind(&s.cause, s.remedy, s.without_photograph.as_deref(), frame),
        _ => vec![],
    }
}

/// What stands behind *resolved*, a line each.
pub(super) fn behind(
    cause: &str,
    remedy: Remedy,
    without: Option<&str>,
    frame: &Frame,
) -> Vec<String> {
    let t = &frame.texts.history;
    let remedy = match remedy {
        Remedy::Temporary => Some(t.temporary.to_owned()),
        Remedy::Lasting => Some(t.lasting.to_owned()),
        Remedy::Unknown => None,
    };
    [
        // What was erased is no line.
        (!cause.is_empty()).then(|| fill(&t.cause, &[("cause", &cause)])),
        remedy,
        without
            .filter(|why| !why.is_empty())
            .map(|why| fill(&t.without_photograph, &[("why", &why)])),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What comes about without somebody's decision, or by somebody who isn't part of the case.
fn is_nobodys(event: &Event) -> bool {
    matches!(
        event,
        Event::ClocksSet(_)
            | Event::Rescheduled(_)
            | Event::Photograph { .. }
            | Event::Supported
            | Event::Resumed { .. }
            | Event::Recurs { .. }
            | Event::Followed { .. }
            | Event::Heard { .. }
    )
}

fn class(actor: Actor, event: &Event) -> &'static str {
    match actor {
        _ if is_nobodys(event) => "system",
        Actor::Citizen => "citizen",
        Actor::Staff(_) if event.audience() == Audience::Unit => "officer inside",
        Actor::Staff(_) => "officer",
        Actor::Server => "system",
    }
}

fn said(event: &Event) -> Option<&str> {
    match event {
        Event::Status { reason, .. } => reason.as_deref(),
        Event::Proposed(solution) => Some(&solution.text),
        Event::Heard { event, .. } => said(event),
        Event::Reply { text, .. }
        | Event::Said { text }
        | Event::Rated { text, .. }
        | Event::Paused { reason: text }
        | Event::LevelSet { reason: text, .. }
        | Event::Published(Piece::Text { text })
        | Event::Note { text }
        | Event::Erased(Erasure { why: text, .. }) => Some(text),
        _ => None,
    }
}

/// Whether an officer who decides must have seen it. A photograph that arrives while somebody
/// types an answer is no reason to send the form back, and neither are dates that moved: what an
/// officer did to move them is there beside them.
pub(super) fn overtakes(event: &Event) -> bool {
    match event {
        Event::Photograph { .. }
        | Event::Answered { .. }
        | Event::Supported
        | Event::ContactGiven
        | Event::Erased(_)
        | Event::Rated { .. }
        | Event::Recurs { .. }
        | Event::Covered(_)
        | Event::Published(_)
        | Event::Unpublished(_)
        | Event::Agreed
        | Event::ClocksSet(_)
        | Event::Rescheduled(_)
        | Event::Followed { .. }
        | Event::Heard { .. } => false,
        Event::Received { .. }
        | Event::Status { .. }
        | Event::Reply { .. }
        | Event::Said { .. }
        | Event::Attached { .. }
        | Event::GivenTo { .. }
        | Event::Assigned { .. }
        | Event::Paused { .. }
        | Event::Resumed { .. }
        | Event::LevelSet { .. }
        | Event::Proposed(_)
        | Event::Merged { .. }
        | Event::Parted
        | Event::Joined { .. }
        | Event::Left { .. }
        | Event::Note { .. } => true,
    }
}
