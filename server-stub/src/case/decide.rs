//! What becomes of a phone's operation: read before the store is asked, decided on what the
//! store knows.
//!
//! The order of the questions is the protocol's: a repeated operation gets its first answer; one
//! of a kind that this release doesn't know waits for the release that does; one that came
//! before its turn waits; then ownership, content and the state of the case decide. A refused
//! operation doesn't use up its place `n`: another that supersedes it takes it.

use langnghe_planted::{Bug, planted};
use langnghe_wire::{
    Answer, Body, Code, Envelope, Filing, OperationId, Reference, ReportId, Sha256,
};

use super::{
    action::Action,
    event::{Actor, Event, NewEvent},
    model::Case,
    moment::Moment,
    origin::Origin,
    placement::Placement,
    public::LetOut,
    table::Party,
    transition::transition,
};
use crate::identity::ReporterId;
use jiff::Timestamp;
use langnghe_wire::CaseStatus;

/// An operation as it arrived, read as far as that needs nothing but itself and the rules.
#[derive(Clone)]
pub struct Incoming {
    /// The operation.
    pub id: OperationId,
    /// The report that it is about; unreadable ones are about none.
    pub report: Option<ReportId>,
    /// Its place among the device's operations on the report.
    pub n: u32,
    /// The kind, as the phone wrote it.
    pub kind: String,
    /// The hash of the bytes as received.
    pub hash: Sha256,
    /// The bytes as received.
    pub bytes: String,
    /// What it wants, or why it can't be.
    pub intent: Result<Intent, Code>,
}

/// What an operation wants.
#[derive(Debug, Clone, PartialEq)]
pub enum Intent {
    /// Opens a report, placed.
    File(Box<Filing>, Box<Placement>),
    /// Does something to the reporter's own report.
    Act(Action),
    /// Stands by somebody else's.
    Support,
    /// Says how to reach the reporter.
    Contact(Contact),
}

/// How to reach a reporter. Goes to the identity tables and nowhere else.
#[derive(Clone, PartialEq, Eq)]
pub struct Contact {
    /// The reporter's name.
    pub name: Option<String>,
    /// A telephone number.
    pub phone: Option<String>,
    /// An e-mail address.
    pub email: Option<String>,
}

/// What the store knows that bears on an operation.
#[derive(Debug, Clone)]
pub struct Facts {
    /// What was answered when this id came before, and to which bytes.
    pub remembered: Option<(Sha256, Answer)>,
    /// The place of the device's next operation on the report.
    pub next_n: u32,
    /// The report, whoever's it is.
    pub case: Option<Case>,
    /// Whether the reporter already stands by it.
    pub is_supporter: bool,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// The first answer, again.
    Repeat(Answer),
    /// Nothing, and this is why.
    Refuse(Code),
    /// A new case.
    Open(Box<Filing>, Box<Placement>),
    /// These events are appended to the case (none, if it changes nothing).
    Append(Vec<NewEvent>),
    /// The contact data is kept, and these events are appended.
    KeepContact(Contact, Vec<NewEvent>),
}

impl Incoming {
    /// Reads an operation. `without` are kinds that are answered as an older release would.
    ///
    /// # Errors
    /// [`Code::Malformed`] if not even its id can be read: nothing could be answered to it.
    pub fn read(bytes: &str, moment: &Moment, without: &[String]) -> Result<Self, Code> {
        #[derive(serde::Deserialize)]
        struct Named {
            id: OperationId,
        }
        let hash = Envelope::hash(bytes);
        let envelope = match Envelope::read(bytes) {
            Ok(envelope) => envelope,
            Err(code) => {
                let Named { id } = serde_json::from_str(bytes).map_err(|_| Code::Malformed)?;
                return Ok(Self {
                    id,
                    report: None,
                    n: 0,
                    kind: String::new(),
                    hash,
                    bytes: String::new(),
                    intent: Err(code),
                });
            }
        };
        let intent = if without.contains(&envelope.kind) {
            Err(Code::UpgradeRequired)
        } else {
            envelope.open().and_then(|body| Intent::of(body, moment))
        };
        Ok(Self {
            id: envelope.id,
            report: Some(envelope.report),
            n: envelope.n,
            kind: envelope.kind,
            hash,
            bytes: bytes.to_owned(),
            intent,
        })
    }
}

impl Intent {
    fn of(body: Body, moment: &Moment) -> Result<Self, Code> {
        Ok(match body {
            Body::File(filing) => {
                let placement = moment.rules.place(&filing, moment.now)?;
                Self::File(Box::new(filing), Box::new(placement))
            }
            Body::AddText { text } => Self::Act(Action::AddText { text }),
            Body::Attach { attachments } => Self::Act(Action::Attach { attachments }),
            Body::Reply { text } => Self::Act(Action::Respond { text }),
            Body::Withdraw => Self::Act(Action::Withdraw),
            Body::Confirm => Self::Act(Action::Confirm),
            Body::Reopen { text } => Self::Act(Action::Reopen { text }),
            Body::Rate { stars, text } => Self::Act(Action::Rate { stars, text }),
            Body::Support => Self::Support,
            Body::Contact { name, phone, email } => Self::Contact(Contact { name, phone, email }),
        })
    }
}

/// Decides on an operation of `reporter`.
#[must_use]
pub fn decide(
    reporter: ReporterId,
    incoming: &Incoming,
    facts: &Facts,
    moment: &Moment,
) -> Verdict {
    if let Some((hash, answer)) = &facts.remembered {
        return if *hash == incoming.hash {
            Verdict::Repeat(answer.clone())
        } else {
            Verdict::Refuse(Code::Conflict)
        };
    }
    // Not remembered, whatever else is wrong with it: a later release may see it otherwise.
    if incoming.intent == Err(Code::UpgradeRequired) {
        return Verdict::Refuse(Code::UpgradeRequired);
    }
    if incoming.report.is_some() && incoming.n > facts.next_n {
        return Verdict::Refuse(Code::OutOfOrder);
    }
    if incoming.report.is_some() && incoming.n < facts.next_n {
        // Another operation has this place. No phone of ours does this.
        return Verdict::Refuse(Code::Conflict);
    }
    match &incoming.intent {
        Err(code) => Verdict::Refuse(*code),
        Ok(intent) => on_the_case(reporter, intent, facts, moment).unwrap_or_else(Verdict::Refuse),
    }
}

fn on_the_case(
    reporter: ReporterId,
    intent: &Intent,
    facts: &Facts,
    moment: &Moment,
) -> Result<Verdict, Code> {
    let owned = || match &facts.case {
        Some(case) if case.reporter == reporter || planted(Bug::NoOwnerCheck) => Ok(case),
        _ => Err(Code::UnknownReport),
    };
    let act = |case, party, action: &Action| {
        transition(case, Actor::Citizen, party, action, moment).map_err(super::Refusal::code)
    };
    match intent {
        Intent::File(filing, placement) => match &facts.case {
            None => Ok(Verdict::Open(filing.clone(), placement.clone())),
            Some(case) if case.reporter == reporter => Err(Code::Conflict),
            Some(_) => Err(Code::UnknownReport),
        },
        Intent::Act(action) => {
            let case = owned()?;
            let action = match action {
                Action::Confirm if case.merged.is_some() => &Action::Agree,
                action => action,
            };
            Ok(Verdict::Append(act(case, Party::Owner, action)?))
        }
        Intent::Support => {
            let case = facts.case.as_ref().ok_or(Code::UnknownReport)?;
            if case.reporter == reporter {
                return Err(Code::NotNow);
            }
            if facts.is_supporter {
                return Ok(Verdict::Append(vec![]));
            }
            Ok(Verdict::Append(act(
                case,
                Party::Neighbour,
                &Action::Support,
            )?))
        }
        Intent::Contact(contact) => {
            let events = act(owned()?, Party::Owner, &Action::GiveContact)?;
            Ok(Verdict::KeepContact(contact.clone(), events))
        }
    }
}

/// Who files a report, and under which names it is known.
#[derive(Debug, Clone)]
pub struct Opening {
    /// The report.
    pub id: ReportId,
    /// Whose it is.
    pub reporter: ReporterId,
    /// Its public reference.
    pub reference: Reference,
    /// By what way it came.
    pub origin: Origin,
    /// Who brought it: the person themself, or an officer who took it down.
    pub by: Actor,
}

/// A case that opens, with its first events: those of its filing.
#[must_use]
pub fn open(
    opening: &Opening,
    filing: &Filing,
    placement: &Placement,
    now: Timestamp,
) -> (Case, Vec<NewEvent>) {
    let Opening {
        id,
        reporter,
        reference,
        origin,
        by,
    } = opening.clone();
    let case = Case {
        id,
        reference: reference.clone(),
        reporter,
        status: CaseStatus::Received,
        category: filing.category.clone(),
        text: filing.text.clone(),
        place: filing.place.clone(),
        commune: placement.commune.clone(),
        unit: placement.unit.code.clone(),
        unit_name: placement.unit.name.clone(),
        noticed_at: filing.noticed_at,
        received_at: now,
        visibility: filing.visibility,
        clocks: placement.clocks.clone(),
        attachments: filing
            .attachments
            .iter()
            .map(|attachment| super::CaseAttachment {
                attachment: attachment.clone(),
                arrived: false,
            })
            .collect(),
        results: vec![],
        supporters: 0,
        rating: None,
        level: placement.level,
        origin,
        concerns: placement.concerns.clone(),
        assignee: None,
        pause: None,
        stood_seconds: 0,
        proposal: None,
        resolution: None,
        merged: None,
        companions: 0,
        recurs_from: None,
        let_out: LetOut::default(),
        updated_at: now,
        version: 0,
    };
    let events = vec![
        NewEvent::by(
            by,
            Event::Received {
                reference,
                commune: placement.commune.clone(),
                unit_code: placement.unit.code.clone(),
                unit: placement.unit.name.clone(),
                origin,
                concerns: placement.concerns.clone(),
            },
        ),
        NewEvent::by(Actor::Server, Event::ClocksSet(placement.clocks.clone())),
    ];
    (case, events)
}

impl std::fmt::Debug for Incoming {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Incoming({}, {} n {})", self.id, self.kind, self.n)
    }
}

impl std::fmt::Debug for Contact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Contact(…)")
    }
}

#[cfg(test)]
mod tests;
