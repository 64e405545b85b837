//! Reports of the same thing: one goes on, the others follow it.
//!
//! ```text
//! a ── merged into ──▶ b        b knows how many go with it, a hears how b moves
//! a ◀── parted ──────  b        undone: a stands where it stood before
//! ```
//!
//! A case that others were merged into isn't merged itself: there is one step between a report
//! and the case that goes on, never a chain. Whoever reported stays informed under their own
//! reference, of what the unit does and writes to everybody or about the result; what it writes
//! to one reporter stays with that one.

use langnghe_wire::{CaseStatus, Reference};

use super::{
    event::{Event, NewEvent},
    model::{Case, is_open},
};

/// Whether another case can go on under this one. One about somebody's own staff can't under one
/// that they see: that would tell them of it.
#[must_use]
pub fn can_lead(main: &Case, other: &Case) -> bool {
    main.id != other.id
        && main.concerns == other.concerns
        && main.merged.is_none()
        && (is_open(main.status) || main.status == CaseStatus::Resolved)
}

/// What the case that goes on is told.
pub(crate) fn joined(other: &Case) -> Event {
    Event::Joined {
        report: other.id,
        reference: other.reference.clone(),
    }
}

/// What the case that went on is told when another leaves it.
pub(crate) fn left(other: &Case) -> Event {
    Event::Left {
        report: other.id,
        reference: other.reference.clone(),
    }
}

/// What a case goes through that stands by itself again.
pub(crate) fn parted(case: &Case) -> Vec<Event> {
    let Some(merged) = &case.merged else {
        return vec![];
    };
    vec![Event::Parted, Event::moved(merged.from, None)]
}

/// What a case hears when it is merged into another: where that one stands, from its history.
pub(crate) fn heard_so_far(main: &Reference, history: &[Event]) -> Vec<Event> {
    let last = history
        .iter()
        .rfind(|event| matches!(event, Event::Status { .. }));
    last.and_then(|event| followed(main, event))
        .into_iter()
        .collect()
}

/// What a case hears that was merged into another when that one moves.
pub(crate) fn heard(main: &Reference, events: &[NewEvent]) -> Vec<Event> {
    let resolves = events.iter().any(|new| {
        let Event::Status { status, .. } = &new.event else {
            return false;
        };
        *status == CaseStatus::Resolved
    });
    let hear = |event: &Event| match event {
        Event::Status { .. } => followed(main, event),
        Event::Reply { public, .. } if *public || resolves => Some(event.clone()),
        _ => None,
    };
    events.iter().filter_map(|new| hear(&new.event)).collect()
}

fn followed(main: &Reference, event: &Event) -> Option<Event> {
    let Event::Status {
        status,
        photographs,
        resolution,
        ..
    } = event
    else {
        return None;
    };
    Some(Event::Followed {
        reference: main.clone(),
        status: *status,
        photographs: photographs.clone(),
        resolution: resolution.clone(),
    })
}
