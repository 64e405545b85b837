//! A form that is sent again because no answer came to it: it was done, and only the answer was lost.
//!
//! Told of a conflict, its sender would read that nothing was saved, and do it twice.

use crate::{
    case::{Action, Actor, Event, Solution},
    identity::User,
    store::CaseDetail,
};
use langnghe_wire::CaseStatus as S;

/// Whether the user did just this since they looked.
pub(super) fn is_done(detail: &CaseDetail, seen: u64, user: &User, action: &Action) -> bool {
    let mut own = detail.history.iter().filter(|entry| {
        let event = &entry.event;
        event.seq > seen && event.actor == Actor::Staff(user.id)
    });
    own.any(|entry| comes_of(&entry.event.event, action))
}

/// Whether the event is what the action, with the same words, makes happen.
fn comes_of(event: &Event, action: &Action) -> bool {
    match (action, event) {
        (
            Action::Reply { text, public },
            Event::Reply {
                text: was,
                public: to_all,
                ..
            },
        ) => text == was && public == to_all,
        (Action::Note { text }, Event::Note { text: was }) => text == was,
        (Action::Pause { reason }, Event::Paused { reason: was }) => reason == was,
        (
            Action::SetLevel { level, reason, .. },
            Event::LevelSet {
                level: set,
                reason: was,
            },
        ) => level == set && reason == was,
        (Action::Assign { to }, Event::Assigned { user, .. }) => {
            to.as_ref().map(|(id, _)| id.0) == *user
        }
        (Action::Forward { unit, .. }, Event::GivenTo { unit_code, .. }) => unit.code == *unit_code,
        (Action::Propose(solution), Event::Proposed(was)) => solution == was,
        (
            Action::Resolve(solution),
            Event::Status {
                status: S::Resolved,
                ..
            },
        ) => is_solved_so(solution, event),
        (
            Action::Ask { text },
            Event::Status {
                status: S::NeedsInformation,
                reason,
                ..
            },
        ) => reason.as_ref() == Some(text),
        (
            Action::Refuse { reason, .. },
            Event::Status {
                status: S::Refused,
                reason: was,
                ..
            },
        ) => was.as_ref() == Some(reason),
        (Action::Accept, Event::Status { status, .. }) => *status == S::Accepted,
        (Action::Start, Event::Status { status, .. }) => *status == S::InProgress,
        _ => false,
    }
}

fn is_solved_so(solution: &Solution, event: &Event) -> bool {
    let Event::Status {
        photographs,
        resolution: Some(was),
        ..
    } = event
    else {
        return false;
    };
    *photographs == solution.photographs
        && was.cause == solution.cause
        && was.remedy == solution.remedy
        && was.without_photograph == solution.without_photograph
}
