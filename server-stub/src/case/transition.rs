//! What happens when somebody does something to a case, as the [table](super::table) lets them.

use langnghe_wire::{CaseStatus, Resolution};

use super::{
    action::{Action, Solution},
    clock,
    event::{Actor, Event, NewEvent},
    kind::ActionKind,
    merge::parted,
    model::Case,
    moment::Moment,
    reckon,
    refusal::Refusal,
    table::{Party, allowed},
};
use crate::identity::UserId;

use ActionKind as A;
use CaseStatus as S;

/// What happens when `actor`, in the part of `party`, does `action` to `case`.
///
/// # Errors
/// [`Refusal`], and nothing happens.
pub fn transition(
    case: &Case,
    actor: Actor,
    party: Party,
    action: &Action,
    moment: &Moment,
) -> Result<Vec<NewEvent>, Refusal> {
    let needs_approval = moment.rules.needs_approval(&case.unit);
    let rule = allowed(case, party, action.kind(), needs_approval)?;
    action.check(case)?;
    let mut events = Vec::with_capacity(4);
    if ends_the_pause(case, action.kind()) {
        events.extend(clock::running_again(case, moment));
    }
    events.extend(what_happens(case, action, rule.to, moment));
    Ok(events
        .into_iter()
        .map(|event| NewEvent::by(actor, event))
        .collect())
}

/// A step forward ends a pause, and so does the answer to a question.
fn ends_the_pause(case: &Case, kind: ActionKind) -> bool {
    let answers = matches!(kind, A::AddText | A::Attach | A::Respond);
    match kind {
        A::Resume | A::Accept | A::Start | A::Propose | A::Resolve | A::Forward => true,
        A::Refuse | A::Withdraw | A::Merge => true,
        _ => answers && case.status == S::NeedsInformation,
    }
}

fn what_happens(
    case: &Case,
    action: &Action,
    to: Option<CaseStatus>,
    moment: &Moment,
) -> Vec<Event> {
    let moved = |reason: Option<&String>| to.map(|status| Event::moved(status, reason.cloned()));
    let said = |text: &String| Some(Event::Said { text: text.clone() });
    let reply = |text: &String, public| Event::Reply {
        text: text.clone(),
        unit: case.unit_name.clone(),
        public,
    };
    let resolved = |solution: &Solution| {
        let status = Event::Status {
            status: S::Resolved,
            reason: None,
            belongs: None,
            photographs: solution.photographs.clone(),
            resolution: Some(Resolution {
                cause: solution.cause.clone(),
                remedy: solution.remedy,
                without_photograph: solution.without_photograph.clone(),
                answer_by: clock::answer_by(moment),
            }),
        };
        vec![reply(&solution.text, false), status]
    };
    let some = |events: [Option<Event>; 2]| events.into_iter().flatten().collect();
    // Whoever does more with a report that went on elsewhere takes it out of there.
    let leaves = || case.merged.is_some().then_some(Event::Parted);
    match action {
        Action::Accept | Action::Start | Action::Confirm | Action::Close => {
            some([moved(None), None])
        }
        Action::Withdraw => some([leaves(), moved(None)]),
        Action::Agree => vec![Event::Agreed],
        Action::Refuse { reason, belongs } => vec![Event::Status {
            status: S::Refused,
            reason: Some(reason.clone()),
            belongs: Some(belongs.clone()),
            photographs: vec![],
            resolution: None,
        }],
        Action::Forward { unit, reason } => {
            let given = Event::GivenTo {
                unit_code: unit.code.clone(),
                unit: unit.name.clone(),
                commune: (moment.rules.commune_of_unit(&unit.code))
                    .filter(|code| *code != case.commune),
            };
            some([Some(given), moved(Some(reason))])
        }
        Action::Assign { to } => vec![Event::Assigned {
            user: to.as_ref().map(|(UserId(user), _)| *user),
            name: to.as_ref().map(|(_, name)| name.clone()),
        }],
        Action::Ask { text } => some([moved(Some(text)), None]),
        Action::Pause { reason } => vec![Event::Paused {
            reason: reason.clone(),
        }],
        // What follows for the clocks is all that happens.
        Action::Resume => vec![],
        Action::Reckon(reckoning) => reckon::reckoned(case, reckoning, moment),
        Action::SetLevel {
            level,
            reason,
            runs,
        } => {
            let set = Event::LevelSet {
                level: *level,
                reason: reason.clone(),
            };
            let runs = runs.as_ref();
            let clocks = runs.and_then(|runs| clock::at_level(case, *level, runs, moment));
            some([Some(set), clocks])
        }
        Action::Propose(solution) => some([Some(Event::Proposed(solution.clone())), moved(None)]),
        Action::Approve => case.proposal.as_ref().map(resolved).unwrap_or_default(),
        Action::SendBack { reason } => {
            let note = Event::Note {
                text: reason.clone(),
            };
            some([Some(note), moved(None)])
        }
        Action::Resolve(solution) => resolved(solution),
        Action::Reply { text, public } => vec![reply(text, *public)],
        Action::Note { text } => vec![Event::Note { text: text.clone() }],
        Action::Merge { into, reference } => {
            let merged = Event::Merged {
                into: *into,
                reference: reference.clone(),
            };
            some([Some(merged), moved(None)])
        }
        Action::Unmerge => parted(case),
        Action::Cover(covered) => vec![Event::Covered(covered.clone())],
        Action::Publish(piece) => vec![Event::Published(piece.clone())],
        Action::Unpublish(piece) => vec![Event::Unpublished(*piece)],
        Action::AddText { text } | Action::Respond { text } => some([said(text), None]),
        Action::Reopen { text } => {
            let mut events: Vec<Event> = leaves().into_iter().collect();
            events.extend(said(text));
            events.extend(moved(None));
            events.extend(clock::anew(case, moment));
            events
        }
        Action::Attach { attachments } => vec![Event::Attached {
            attachments: attachments.clone(),
        }],
        Action::Rate { stars, text } => vec![Event::Rated {
            stars: *stars,
            text: text.clone(),
        }],
        Action::GiveContact => vec![Event::ContactGiven],
        Action::Support => vec![Event::Supported],
    }
}

#[cfg(test)]
mod tests;
