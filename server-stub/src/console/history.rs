//! Everything that happened to a case, one sentence each: who, what, when.

use langnghe_wire::words;

use super::{
    page::Frame,
    texts::fill,
    time::{machine, moment},
};
use crate::{
    case::{Actor, Audience, Event, RecordedEvent},
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
    pub(super) when: String,
    pub(super) machine: String,
}

/// A history, the newest first: an officer who comes back looks for what is new.
pub(super) fn told(history: &[HistoryEntry], frame: &Frame) -> Vec<Entry> {
    history
        .iter()
        .rev()
        .map(|entry| tell(entry, frame))
        .collect()
}

fn tell(entry: &HistoryEntry, frame: &Frame) -> Entry {
    let t = &frame.texts.history;
    let RecordedEvent {
        at, actor, event, ..
    } = &entry.event;
    let who = match actor {
        _ if is_nobodys(event) => String::new(),
        Actor::Citizen => t.citizen.clone(),
        Actor::Staff(_) => entry.user.clone().unwrap_or_else(|| t.someone.clone()),
        Actor::Server => t.system.clone(),
    };
    let what = match event {
        Event::Received { .. } => t.received.clone(),
        Event::ClocksSet(clocks) => {
            let intake = moment(clocks.intake.due, frame.language);
            let resolution = moment(clocks.resolution.due, frame.language);
            fill(
                &t.clocks,
                &[("intake", &intake), ("resolution", &resolution)],
            )
        }
        Event::Photograph { .. } => t.photograph.clone(),
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
        Event::Reply { .. } => t.reply.clone(),
        Event::Said { .. } => t.said.clone(),
        Event::Attached { .. } => t.attached.clone(),
        Event::Supported => t.supported.clone(),
        Event::Rated { stars, .. } => fill(&t.rated, &[("stars", stars)]),
        Event::Note { .. } => t.note.clone(),
        Event::ContactGiven => t.contact.clone(),
    };
    Entry {
        class: class(*actor, event),
        who,
        what,
        text: said(event)
            .filter(|text| !text.is_empty())
            .map(str::to_owned),
        when: moment(*at, frame.language),
        machine: machine(*at),
    }
}

/// What comes about without somebody's decision, or by somebody who isn't part of the case.
fn is_nobodys(event: &Event) -> bool {
    matches!(
        event,
        Event::ClocksSet(_) | Event::Photograph { .. } | Event::Supported
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
        Event::Reply { text, .. }
        | Event::Said { text }
        | Event::Rated { text, .. }
        | Event::Note { text } => Some(text),
        _ => None,
    }
}

/// Whether an officer who decides must have seen it. A photograph that arrives while somebody
/// types an answer is no reason to send the form back.
pub(super) fn overtakes(event: &Event) -> bool {
    match event {
        Event::Photograph { .. } | Event::Supported | Event::ContactGiven | Event::Rated { .. } => {
            false
        }
        Event::Received { .. }
        | Event::ClocksSet(_)
        | Event::Status { .. }
        | Event::Reply { .. }
        | Event::Said { .. }
        | Event::Attached { .. }
        | Event::Note { .. } => true,
    }
}
