//! The entries of a case's history: append-only, each with its author and its audience.

use jiff::Timestamp;
use langnghe_wire::{
    Attachment, CaseStatus, Change, Clocks, EventId, Reference, ReportId, ResultPhotograph, Sha256,
    change::What, words::Words,
};
use serde::{Deserialize, Serialize};

use crate::identity::UserId;

/// Something that happened to a case, as it is written down for ever.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// The text arrived, and the case was given to a unit.
    Received {
        /// The public reference.
        reference: Reference,
        /// The commune's code.
        commune: String,
        /// The unit's code.
        unit_code: String,
        /// The unit's name.
        unit: Words,
    },
    /// The two clocks were set, or moved.
    ClocksSet(Clocks),
    /// A named photograph is here, whole.
    Photograph {
        /// Which.
        sha256: Sha256,
    },
    /// The case moved.
    Status {
        /// To where.
        status: CaseStatus,
        /// Why, where the person should know.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
        /// Photographs of the result.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        photographs: Vec<ResultPhotograph>,
    },
    /// The unit answered.
    Reply {
        /// What it wrote.
        text: String,
        /// Who answers for it.
        unit: Words,
    },
    /// The person who reported said something more.
    Said {
        /// What they wrote.
        text: String,
    },
    /// The person named more attachments.
    Attached {
        /// Which.
        attachments: Vec<Attachment>,
    },
    /// Somebody else stands by the report.
    Supported,
    /// The person rated the handling.
    Rated {
        /// From 1 to 5.
        stars: u8,
        /// A word on it; may be empty.
        text: String,
    },
    /// A note inside the unit.
    Note {
        /// What it says.
        text: String,
    },
    /// Contact data was given. What it says lies in the identity tables, never here.
    ContactGiven,
}

/// For whom an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// The person who reported, and the unit.
    Citizen,
    /// The unit only.
    Unit,
}

/// Who did something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Actor {
    /// The person who reported, or one who stands by the report: never by name.
    Citizen,
    /// Somebody at the unit.
    Staff(UserId),
    /// The server itself.
    Server,
}

/// An event that is about to be appended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvent {
    /// Who did it.
    pub actor: Actor,
    /// What happened.
    pub event: Event,
}

/// An event that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedEvent {
    /// Its place among the events of all cases, in the order of commits.
    pub position: u64,
    /// Its id.
    pub id: EventId,
    /// Its case.
    pub report: ReportId,
    /// Its number within the case, from 1.
    pub seq: u64,
    /// When, by the server's clock.
    pub at: Timestamp,
    /// Who did it.
    pub actor: Actor,
    /// What happened.
    pub event: Event,
}

impl Event {
    /// The kind's name, as it is serialised.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Received { .. } => "received",
            Self::ClocksSet(_) => "clocks_set",
            Self::Photograph { .. } => "photograph",
            Self::Status { .. } => "status",
            Self::Reply { .. } => "reply",
            Self::Said { .. } => "said",
            Self::Attached { .. } => "attached",
            Self::Supported => "supported",
            Self::Rated { .. } => "rated",
            Self::Note { .. } => "note",
            Self::ContactGiven => "contact_given",
        }
    }

    /// For whom it is.
    #[must_use]
    pub fn audience(&self) -> Audience {
        if self.to_what().is_some() {
            Audience::Citizen
        } else {
            Audience::Unit
        }
    }

    /// What a phone is told of it, if anything.
    fn to_what(&self) -> Option<What> {
        Some(match self {
            Self::Received {
                reference,
                commune,
                unit,
                ..
            } => What::Received {
                reference: reference.clone(),
                commune: Some(commune.clone()),
                unit: unit.clone(),
            },
            Self::ClocksSet(clocks) => What::Clocks(clocks.clone()),
            Self::Photograph { sha256 } => What::Photograph { sha256: *sha256 },
            Self::Status {
                status,
                reason,
                photographs,
            } => What::Status {
                status: *status,
                reason: reason.clone(),
                photographs: photographs.clone(),
            },
            Self::Reply { text, unit } => What::Reply {
                text: text.clone(),
                unit: unit.clone(),
            },
            Self::Said { text } => What::Said { text: text.clone() },
            Self::Attached { .. }
            | Self::Supported
            | Self::Rated { .. }
            | Self::Note { .. }
            | Self::ContactGiven => return None,
        })
    }
}

impl NewEvent {
    /// An event of an author.
    #[must_use]
    pub fn by(actor: Actor, event: Event) -> Self {
        Self { actor, event }
    }
}

impl RecordedEvent {
    /// What the phone of the person who reported is told, if anything.
    #[must_use]
    pub fn to_change(&self) -> Option<Change> {
        Some(Change {
            report: self.report,
            event: self.id,
            seq: self.seq,
            at: self.at,
            what: self.event.to_what()?,
        })
    }
}

impl Audience {
    /// The name, as databases keep it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Citizen => "citizen",
            Self::Unit => "unit",
        }
    }
}
