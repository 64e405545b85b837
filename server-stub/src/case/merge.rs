//! Reports of the same thing: one goes on, the others follow it.
//!
//! ```text
//! a ── merged into ──▶ b        b knows how many go with it, a hears how b moves
//! a ◀── parted ──────  b        undone: a stands where it stood before
//! ```
//!
//! A case that others were merged into isn't merged itself: there is one step between a report
//! and the case that goes on, never a chain. Whoever reported stays informed under their own
//! reference: where the matter stands, why its clocks stand still, which unit has it, and what is
//! written to everybody or about the result. What a unit writes to one reporter stays with that one.

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

/// What a case hears when it is merged into another: which unit has that one, if it isn't the same,
/// where it stands, and why its clocks stand still, if they do. The last two are in its history.
pub(crate) fn heard_so_far(other: &Case, main: &Case, history: &[Event]) -> Vec<Event> {
    let last = |is: fn(&Event) -> bool| history.iter().rfind(|event| is(event));
    let unit = (main.unit != other.unit).then(|| Event::GivenTo {
        unit_code: main.unit.clone(),
        unit: main.unit_name.clone(),
        commune: None,
    });
    let stands = last(|event| matches!(event, Event::Status { .. }));
    let pause = last(|event| matches!(event, Event::Paused { .. } | Event::Resumed { .. }))
        .filter(|event| matches!(event, Event::Paused { .. }));
    [unit.as_ref(), stands, pause]
        .into_iter()
        .flatten()
        .filter_map(|event| hear(&main.reference, event))
        .collect()
}

/// What a case hears that was merged into another of what happens to that one.
pub(crate) fn heard(main: &Reference, events: &[NewEvent]) -> Vec<Event> {
    let resolves = events.iter().any(|new| {
        let Event::Status { status, .. } = &new.event else {
            return false;
        };
        *status == CaseStatus::Resolved
    });
    let hear = |event: &Event| match event {
        Event::Reply { public, .. } if *public || resolves => Some(event.clone()),
        _ => hear(main, event),
    };
    events.iter().filter_map(|new| hear(&new.event)).collect()
}

/// An entry of a case as it may stand in the history of one that was merged into it.
pub(crate) fn repeated(main: &Reference, event: &Event) -> Option<Event> {
    match event {
        Event::Reply { .. } => Some(event.clone()),
        _ => hear(main, event),
    }
}

fn hear(main: &Reference, event: &Event) -> Option<Event> {
    match event {
        Event::Status {
            status,
            photographs,
            resolution,
            ..
        } => Some(Event::Followed {
            reference: main.clone(),
            status: *status,
            photographs: photographs.clone(),
            resolution: resolution.clone(),
        }),
        Event::Paused { .. } | Event::Resumed { .. } | Event::GivenTo { .. } => {
            Some(Event::Heard {
                reference: main.clone(),
                event: Box::new(event.clone()),
            })
        }
        _ => None,
    }
}
