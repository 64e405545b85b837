//! Who may do what to a case, and when: one table, and the pure function that reads it.

use langnghe_wire::{CaseStatus, Code, ResultPhotograph};

use super::{
    action::{Action, ActionKind},
    event::{Actor, Event, NewEvent},
    model::Case,
};

/// In which part somebody acts on a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Party {
    /// For the unit: officers, coordinators and administrators whose scope holds the case.
    Unit,
    /// As the person who reported.
    Owner,
    /// As somebody else who uses the app.
    Neighbour,
}

/// Why an action was not taken. Nothing changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The report was withdrawn: nothing follows.
    #[error("the report was withdrawn")]
    Withdrawn,
    /// It doesn't fit where the case stands.
    #[error("this does not fit where the case stands")]
    NotNow,
    /// It isn't this party's to do.
    #[error("this is not for this party to do")]
    NotYours,
    /// The words or attachments break a limit.
    #[error("the content breaks a limit: {}", .0.as_str())]
    Content(Code),
}

impl Refusal {
    /// The code with which a phone is told.
    #[must_use]
    pub fn code(self) -> Code {
        match self {
            Self::Withdrawn => Code::Withdrawn,
            Self::NotNow => Code::NotNow,
            Self::NotYours => Code::UnknownReport,
            Self::Content(code) => code,
        }
    }
}

struct Rule {
    action: ActionKind,
    by: Party,
    from: &'static [CaseStatus],
    to: Option<CaseStatus>,
}

const fn rule(
    action: ActionKind,
    by: Party,
    from: &'static [CaseStatus],
    to: Option<CaseStatus>,
) -> Rule {
    Rule {
        action,
        by,
        from,
        to,
    }
}

use ActionKind as A;
use CaseStatus as S;
use Party::{Neighbour, Owner, Unit};

/// States in which the case waits for somebody.
const OPEN: &[S] = &[
    S::Received,
    S::Accepted,
    S::Forwarded,
    S::InProgress,
    S::NeedsInformation,
    S::AwaitingApproval,
    S::Reopened,
];
/// Open, or resolved and not yet confirmed.
const UNTIL_CONFIRMED: &[S] = &[
    S::Received,
    S::Accepted,
    S::Forwarded,
    S::InProgress,
    S::NeedsInformation,
    S::AwaitingApproval,
    S::Reopened,
    S::Resolved,
];
/// Open, or refused: what a person may still take back.
const WITHDRAWABLE: &[S] = &[
    S::Received,
    S::Accepted,
    S::Forwarded,
    S::InProgress,
    S::NeedsInformation,
    S::AwaitingApproval,
    S::Reopened,
    S::Refused,
];
/// Everything but withdrawn and merged.
const ALIVE: &[S] = &[
    S::Received,
    S::Accepted,
    S::Forwarded,
    S::Refused,
    S::InProgress,
    S::NeedsInformation,
    S::AwaitingApproval,
    S::Resolved,
    S::Confirmed,
    S::Reopened,
    S::Closed,
];
const ANSWERED: &[S] = &[S::Refused, S::Resolved, S::Confirmed, S::Closed];

const TABLE: &[Rule] = &[
    rule(
        A::Accept,
        Unit,
        &[S::Received, S::NeedsInformation],
        Some(S::Accepted),
    ),
    rule(
        A::Refuse,
        Unit,
        &[S::Received, S::NeedsInformation],
        Some(S::Refused),
    ),
    rule(
        A::Start,
        Unit,
        &[S::Accepted, S::Forwarded, S::NeedsInformation, S::Reopened],
        Some(S::InProgress),
    ),
    rule(
        A::Ask,
        Unit,
        &[
            S::Received,
            S::Accepted,
            S::Forwarded,
            S::InProgress,
            S::Reopened,
        ],
        Some(S::NeedsInformation),
    ),
    rule(
        A::Resolve,
        Unit,
        &[S::Accepted, S::InProgress, S::NeedsInformation, S::Reopened],
        Some(S::Resolved),
    ),
    rule(A::Reply, Unit, ALIVE, None),
    rule(A::Note, Unit, ALIVE, None),
    rule(A::AddText, Owner, UNTIL_CONFIRMED, None),
    rule(A::Attach, Owner, UNTIL_CONFIRMED, None),
    rule(A::Respond, Owner, ALIVE, None),
    rule(A::Withdraw, Owner, WITHDRAWABLE, Some(S::Withdrawn)),
    rule(A::Confirm, Owner, &[S::Resolved], Some(S::Confirmed)),
    rule(
        A::Reopen,
        Owner,
        &[S::Resolved, S::Confirmed],
        Some(S::Reopened),
    ),
    rule(A::Rate, Owner, ANSWERED, None),
    rule(A::GiveContact, Owner, ALIVE, None),
    rule(A::Support, Neighbour, OPEN, None),
];

/// The rule of an action.
fn rule_of(action: ActionKind) -> &'static Rule {
    TABLE
        .iter()
        .find(|rule| rule.action == action)
        .expect("a test holds that every action has its rule")
}

/// What a party may do to a case in this state, in the order of the table: for the buttons that
/// a page offers.
pub fn available(status: CaseStatus, party: Party) -> impl Iterator<Item = ActionKind> {
    TABLE
        .iter()
        .filter(move |rule| rule.by == party && rule.from.contains(&status))
        .map(|rule| rule.action)
}

/// What happens when `actor`, in the part of `party`, does `action` to `case`.
///
/// # Errors
/// [`Refusal`], and nothing happens.
pub fn transition(
    case: &Case,
    actor: Actor,
    party: Party,
    action: &Action,
) -> Result<Vec<NewEvent>, Refusal> {
    let rule = rule_of(action.kind());
    if rule.by != party {
        return Err(Refusal::NotYours);
    }
    if case.status == S::Withdrawn {
        return Err(Refusal::Withdrawn);
    }
    if !rule.from.contains(&case.status) {
        return Err(Refusal::NotNow);
    }
    action.check(case).map_err(Refusal::Content)?;

    let moved = |reason: Option<&String>| {
        rule.to.map(|status| Event::Status {
            status,
            reason: reason.cloned(),
            photographs: photographs_of(action).to_vec(),
        })
    };
    let said = |text: &String| Some(Event::Said { text: text.clone() });
    let reply = |text: &String| {
        Some(Event::Reply {
            text: text.clone(),
            unit: case.unit_name.clone(),
        })
    };
    let events = match action {
        Action::Accept | Action::Start | Action::Withdraw | Action::Confirm => [moved(None), None],
        Action::Refuse { reason } => [moved(Some(reason)), None],
        Action::Ask { text } => [moved(Some(text)), None],
        Action::Resolve { text, .. } => [reply(text), moved(None)],
        Action::Reply { text } => [reply(text), None],
        Action::Note { text } => [Some(Event::Note { text: text.clone() }), None],
        Action::AddText { text } | Action::Respond { text } => [said(text), None],
        Action::Reopen { text } => [said(text), moved(None)],
        Action::Attach { attachments } => [
            Some(Event::Attached {
                attachments: attachments.clone(),
            }),
            None,
        ],
        Action::Rate { stars, text } => [
            Some(Event::Rated {
                stars: *stars,
                text: text.clone(),
            }),
            None,
        ],
        Action::GiveContact => [Some(Event::ContactGiven), None],
        Action::Support => [Some(Event::Supported), None],
    };
    Ok(events
        .into_iter()
        .flatten()
        .map(|event| NewEvent::by(actor, event))
        .collect())
}

/// The photographs of the result that come with an action.
fn photographs_of(action: &Action) -> &[ResultPhotograph] {
    match action {
        Action::Resolve { photographs, .. } => photographs,
        _ => &[],
    }
}

#[cfg(test)]
mod tests;
