//! Who may do what to a case, and when: one table.

use langnghe_wire::CaseStatus;

use super::{
    kind::ActionKind,
    model::{Case, Merged},
    placement::Rules,
    refusal::Refusal,
};
use crate::identity::Role;

use ActionKind as A;
use CaseStatus as S;
use Party::{Coordinator, Leader, Neighbour, Owner, Server, Unit};

/// In which part somebody acts on a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Party {
    /// *Cán bộ xử lý*: for the unit whose scope holds the case.
    Unit,
    /// *Lãnh đạo duyệt*: for the unit, with its last word.
    Leader,
    /// *Đầu mối điều phối*, and whoever looks after the server.
    Coordinator,
    /// The server itself, when a term has passed.
    Server,
    /// As the person who reported.
    Owner,
    /// As somebody else who uses the app.
    Neighbour,
}

impl Party {
    /// In which part somebody with a role acts on cases of their scope.
    #[must_use]
    pub fn of(role: Role) -> Self {
        match role {
            Role::Officer => Self::Unit,
            Role::Leader => Self::Leader,
            Role::Coordinator | Role::Admin => Self::Coordinator,
        }
    }
}

/// Everybody who acts for a unit.
const UNIT: &[Party] = &[Unit, Leader, Coordinator];
/// Whoever may say the last word for a unit.
const LEADERS: &[Party] = &[Leader, Coordinator];

/// From where, by whom, and where to.
pub(super) struct Rule {
    pub(super) action: ActionKind,
    pub(super) by: &'static [Party],
    pub(super) from: &'static [CaseStatus],
    /// Where the case then stands, if that changes.
    pub(super) to: Option<CaseStatus>,
}

const fn rule(
    action: ActionKind,
    by: &'static [Party],
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
/// Open, refused, or going on elsewhere: what a person may still take back.
const WITHDRAWABLE: &[S] = &[
    S::Received,
    S::Accepted,
    S::Forwarded,
    S::InProgress,
    S::NeedsInformation,
    S::AwaitingApproval,
    S::Reopened,
    S::Refused,
    S::Merged,
];
const ANSWERED: &[S] = &[S::Refused, S::Resolved, S::Confirmed, S::Closed];

/// Everything but withdrawn: whoever reported can be written to.
const KNOWN: &[S] = &[
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
    S::Merged,
];
/// At a unit that has taken it.
const AT_WORK: &[S] = &[
    S::Accepted,
    S::Forwarded,
    S::InProgress,
    S::NeedsInformation,
    S::Reopened,
];
/// At a unit, taken or not.
const AT_THE_UNIT: &[S] = &[
    S::Received,
    S::Accepted,
    S::Forwarded,
    S::InProgress,
    S::NeedsInformation,
    S::Reopened,
];
/// What a unit may still hand back to the world.
const NOT_TAKEN: &[S] = &[S::Received, S::Forwarded, S::NeedsInformation];

pub(super) const TABLE: &[Rule] = &[
    rule(A::Accept, UNIT, NOT_TAKEN, Some(S::Accepted)),
    rule(A::Refuse, UNIT, NOT_TAKEN, Some(S::Refused)),
    rule(A::Forward, UNIT, AT_THE_UNIT, Some(S::Forwarded)),
    rule(A::Assign, UNIT, OPEN, None),
    rule(
        A::Start,
        UNIT,
        &[S::Accepted, S::Forwarded, S::NeedsInformation, S::Reopened],
        Some(S::InProgress),
    ),
    rule(
        A::Ask,
        UNIT,
        &[
            S::Received,
            S::Accepted,
            S::Forwarded,
            S::InProgress,
            S::Reopened,
        ],
        Some(S::NeedsInformation),
    ),
    rule(A::Pause, UNIT, AT_WORK, None),
    rule(A::Resume, UNIT, AT_WORK, None),
    rule(A::SetLevel, UNIT, AT_THE_UNIT, None),
    rule(A::Propose, UNIT, AT_WORK, Some(S::AwaitingApproval)),
    rule(
        A::Approve,
        LEADERS,
        &[S::AwaitingApproval],
        Some(S::Resolved),
    ),
    rule(
        A::SendBack,
        LEADERS,
        &[S::AwaitingApproval],
        Some(S::InProgress),
    ),
    rule(A::Resolve, UNIT, AT_WORK, Some(S::Resolved)),
    rule(A::Reply, UNIT, KNOWN, None),
    rule(A::Note, UNIT, KNOWN, None),
    rule(A::Merge, UNIT, AT_THE_UNIT, Some(S::Merged)),
    // Back to where it stood, which the case knows.
    rule(A::Unmerge, UNIT, &[S::Merged], None),
    rule(A::Cover, UNIT, KNOWN, None),
    rule(A::Publish, UNIT, KNOWN, None),
    rule(A::Unpublish, UNIT, KNOWN, None),
    rule(A::Close, &[Server], &[S::Resolved], Some(S::Closed)),
    rule(A::Reckon, &[Server], OPEN, None),
    rule(A::AddText, &[Owner], UNTIL_CONFIRMED, None),
    rule(A::Attach, &[Owner], UNTIL_CONFIRMED, None),
    rule(A::Respond, &[Owner], KNOWN, None),
    rule(A::Withdraw, &[Owner], WITHDRAWABLE, Some(S::Withdrawn)),
    rule(A::Confirm, &[Owner], &[S::Resolved], Some(S::Confirmed)),
    // Each speaks for their own report: nobody confirms for another.
    rule(A::Agree, &[Owner], &[S::Merged], None),
    rule(
        A::Reopen,
        &[Owner],
        &[S::Resolved, S::Confirmed, S::Closed, S::Merged],
        Some(S::Reopened),
    ),
    rule(A::Rate, &[Owner], ANSWERED, None),
    rule(A::GiveContact, &[Owner], KNOWN, None),
    rule(A::Support, &[Neighbour], OPEN, None),
];

/// The rule of an action.
pub(super) fn rule_of(action: ActionKind) -> &'static Rule {
    TABLE
        .iter()
        .find(|rule| rule.action == action)
        .expect("a test holds that every action has its rule")
}

/// Whether a party may do something to a case now, by the table and by what the case itself
/// says; `needs_approval` is whether its unit wants the leader's word on what is done.
pub(super) fn allowed(
    case: impl Into<Standing>,
    party: Party,
    kind: ActionKind,
    needs_approval: bool,
) -> Result<&'static Rule, Refusal> {
    let (rule, case) = (rule_of(kind), case.into());
    if !rule.by.contains(&party) {
        return Err(Refusal::NotYours);
    }
    if case.status == S::Withdrawn {
        return Err(Refusal::Withdrawn);
    }
    let asked = case.status == S::NeedsInformation;
    let fits = match kind {
        A::Pause => !case.is_paused,
        A::Resume => case.is_paused && !asked,
        A::Propose => needs_approval,
        A::Resolve => !needs_approval || LEADERS.contains(&party),
        A::Approve => case.is_proposed,
        A::Merge => case.companions == 0,
        A::Unmerge => case.is_merged,
        A::Agree => case.is_settled_elsewhere && !case.has_agreed,
        A::Reopen => !case.is_merged || case.is_settled_elsewhere,
        _ => true,
    };
    if !fits || !rule.from.contains(&case.status) {
        return Err(Refusal::NotNow);
    }
    Ok(rule)
}

/// What decides of a case what may be done to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Where it stands.
    pub status: CaseStatus,
    /// Whether its clocks are paused.
    pub is_paused: bool,
    /// Whether a result waits for the leader's word, and says something.
    pub is_proposed: bool,
    /// How many reports were merged into it.
    pub companions: u32,
    /// Whether it was merged into another.
    pub is_merged: bool,
    /// Whether that one is done with.
    pub is_settled_elsewhere: bool,
    /// Whether the person has said that this holds for them.
    pub has_agreed: bool,
}

impl From<&Case> for Standing {
    fn from(case: &Case) -> Self {
        Self {
            status: case.status,
            is_paused: case.pause.is_some(),
            is_proposed: case.proposal.as_ref().is_some_and(|p| !p.is_erased()),
            companions: case.companions,
            is_merged: case.merged.is_some(),
            is_settled_elsewhere: case.merged.as_ref().is_some_and(Merged::is_settled),
            has_agreed: case.merged.as_ref().is_some_and(|merged| merged.agreed),
        }
    }
}

/// What a party may do to a case now, in the order of the table: for the buttons that a page
/// offers.
pub fn available(case: &Case, party: Party, rules: &Rules) -> impl Iterator<Item = ActionKind> {
    available_at(case.into(), &case.unit, party, rules)
}

/// The same, of a case of a unit of which no more is at hand.
pub fn available_at(
    case: Standing,
    unit: &str,
    party: Party,
    rules: &Rules,
) -> impl Iterator<Item = ActionKind> {
    let needs_approval = rules.needs_approval(unit);
    TABLE
        .iter()
        .map(|rule| rule.action)
        .filter(move |kind| allowed(case, party, *kind, needs_approval).is_ok())
}

#[cfg(test)]
mod tests;
