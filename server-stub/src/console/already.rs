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
    let own = || {
        let entries = detail.history.iter().map(|entry| &entry.event);
        entries
            .filter(|event| event.seq > seen && event.actor == Actor::Staff(user.id))
            .map(|recorded| &recorded.event)
    };
    // Of what is two events, both: no word that was typed since may pass for one that was sent.
    let is_said = match action {
        Action::Resolve(Solution { text: said, .. }) => {
            own().any(|event| matches!(event, Event::Reply { text, .. } if text == said))
        }
        Action::Forward { reason: why, .. } => own().any(|event| {
            matches!(event, Event::Status { status: S::Forwarded, reason, .. }
                if reason.as_ref() == Some(why))
        }),
        _ => true,
    };
    is_said && own().any(|event| comes_of(event, action))
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
            Action::Refuse { reason, belongs },
            Event::Status {
                status: S::Refused,
                reason: was,
                belongs: there,
                ..
            },
        ) => was.as_ref() == Some(reason) && there.as_ref() == Some(belongs),
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
