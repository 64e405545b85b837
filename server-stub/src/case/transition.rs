//! Who may do what to a case, and when: one table, and the pure function that reads it.

use langnghe_wire::{CaseStatus, Code, Resolution};

use super::{
    action::{Action, Solution},
    clock,
    event::{Actor, Event, NewEvent},
    kind::ActionKind,
    merge::parted,
    model::{Case, Merged},
    moment::Moment,
    placement::Rules,
};
use crate::identity::{Role, UserId};

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
    /// Something that has to be said is missing.
    #[error("something that has to be said is missing: {0:?}")]
    Lacks(Lack),
}

/// What an action lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// Where a refused matter belongs.
    Belongs,
    /// Another unit than the one that has the case.
    OtherUnit,
    /// Why it had come to this.
    Cause,
    /// A photograph of the result, or why there is none.
    Proof,
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
            // Nothing that a phone can do lacks any of it.
            Self::Lacks(_) => Code::Malformed,
        }
    }
}

impl From<Code> for Refusal {
    fn from(code: Code) -> Self {
        Self::Content(code)
    }
}

struct Rule {
    action: ActionKind,
    by: &'static [Party],
    from: &'static [CaseStatus],
    to: Option<CaseStatus>,
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

use ActionKind as A;
use CaseStatus as S;
use Party::{Coordinator, Leader, Neighbour, Owner, Server, Unit};

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

const TABLE: &[Rule] = &[
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
fn rule_of(action: ActionKind) -> &'static Rule {
    TABLE
        .iter()
        .find(|rule| rule.action == action)
        .expect("a test holds that every action has its rule")
}

/// Whether a party may do something to a case now, by the table and by what the case itself
/// says; `needs_approval` is whether its unit wants the leader's word on what is done.
fn allowed(
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
    /// Whether a result waits for the leader's word.
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
            is_proposed: case.proposal.is_some(),
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
        Action::SetLevel { level, reason } => {
            let set = Event::LevelSet {
                level: *level,
                reason: reason.clone(),
            };
            some([Some(set), clock::at_level(case, *level, moment)])
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
