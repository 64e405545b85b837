//! The entries of a case's history: append-only, each with its author and its audience.

use jiff::Timestamp;
use langnghe_places::Level;
use langnghe_wire::{
    Attachment, CaseStatus, Change, Clocks, EventId, Reference, ReportId, Rescheduled, Resolution,
    ResultPhotograph, Sha256, change::What, words::Words,
};
use serde::{Deserialize, Serialize};

use super::{
    action::Solution,
    answers::Answered,
    erasure::Erasure,
    origin::Origin,
    public::{Covered, Piece, PieceName},
};
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
        /// By what way it came.
        #[serde(default)]
        origin: Origin,
        /// The unit or commune whose own staff it is about, by its code.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        concerns: Option<String>,
    },
    /// What the person answered, when filing, to the questions of the category.
    Answered {
        /// In the order in which they were asked.
        answers: Vec<Answered>,
    },
    /// The two clocks were set, or moved.
    ClocksSet(Clocks),
    /// They were, since the calendar or the terms have changed.
    Rescheduled(Rescheduled),
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
        /// Of a refusal: where the matter belongs.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        belongs: Option<String>,
        /// Photographs of the result.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        photographs: Vec<ResultPhotograph>,
        /// What stands behind *resolved*.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        resolution: Option<Resolution>,
    },
    /// Another unit has the case now.
    GivenTo {
        /// The unit's code.
        unit_code: String,
        /// The unit's name.
        unit: Words,
        /// The commune's code, where it is the unit of another one than had the case.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        commune: Option<String>,
    },
    /// Somebody at the unit sees to it, or nobody any more.
    Assigned {
        /// Who.
        user: Option<i64>,
        /// The name that others read.
        name: Option<String>,
    },
    /// The clocks stand still. (A question stops them too, without this.)
    Paused {
        /// Why.
        reason: String,
    },
    /// The clocks run again.
    Resumed {
        /// For how much office time they had stood, in seconds.
        stood_seconds: u64,
    },
    /// The unit sees the matter as more or less pressing than it was.
    LevelSet {
        /// How pressing.
        level: Level,
        /// Why.
        reason: String,
    },
    /// What was done waits for the leader's word.
    Proposed(Solution),
    /// The unit wrote.
    Reply {
        /// What it wrote.
        text: String,
        /// Who answers for it.
        unit: Words,
        /// Whether everybody may read it.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        public: bool,
    },
    /// The same was reported before, and goes on there.
    Merged {
        /// Where.
        into: ReportId,
        /// Under which reference.
        reference: Reference,
    },
    /// That was undone: the case stands by itself again.
    Parted,
    /// Another case was merged into this one.
    Joined {
        /// Which.
        report: ReportId,
        /// Its reference.
        reference: Reference,
    },
    /// Another case that was merged into this one stands by itself again.
    Left {
        /// Which.
        report: ReportId,
        /// Its reference.
        reference: Reference,
    },
    /// What was done at the same place not long ago is back.
    Recurs {
        /// The case in which it was done.
        report: ReportId,
        /// Its reference.
        reference: Reference,
    },
    /// A copy of a photograph was made in which parts are painted over.
    Covered(Covered),
    /// Something became public.
    Published(Piece),
    /// Something is public no longer.
    Unpublished(PieceName),
    /// The case that this one was merged into moved.
    Followed {
        /// The other's reference.
        reference: Reference,
        /// To where.
        status: CaseStatus,
        /// Photographs of the result.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        photographs: Vec<ResultPhotograph>,
        /// What stands behind *resolved*.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        resolution: Option<Resolution>,
    },
    /// What else happened to the case that this one was merged into, and is for everybody who
    /// reported the matter. It is that case's: nothing of this one changes by it.
    Heard {
        /// The other's reference.
        reference: Reference,
        /// What happened.
        event: Box<Event>,
    },
    /// The person whose report goes on elsewhere says that what was done there holds for them.
    Agreed,
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
    /// What somebody wrote was erased.
    Erased(Erasure),
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
    /// The case moved, with nothing more to say than perhaps why.
    #[must_use]
    pub fn moved(status: CaseStatus, reason: Option<String>) -> Self {
        Self::Status {
            status,
            reason,
            belongs: None,
            photographs: vec![],
            resolution: None,
        }
    }

    /// The kind's name, as it is serialised.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Received { .. } => "received",
            Self::Answered { .. } => "answered",
            Self::ClocksSet(_) => "clocks_set",
            Self::Rescheduled(_) => "rescheduled",
            Self::Photograph { .. } => "photograph",
            Self::Status { .. } => "status",
            Self::GivenTo { .. } => "given_to",
            Self::Assigned { .. } => "assigned",
            Self::Paused { .. } => "paused",
            Self::Resumed { .. } => "resumed",
            Self::LevelSet { .. } => "level_set",
            Self::Proposed(_) => "proposed",
            Self::Merged { .. } => "merged",
            Self::Parted => "parted",
            Self::Joined { .. } => "joined",
            Self::Left { .. } => "left",
            Self::Recurs { .. } => "recurs",
            Self::Covered(_) => "covered",
            Self::Published(_) => "published",
            Self::Unpublished(_) => "unpublished",
            Self::Followed { .. } => "followed",
            Self::Heard { .. } => "heard",
            Self::Reply { .. } => "reply",
            Self::Agreed => "agreed",
            Self::Said { .. } => "said",
            Self::Attached { .. } => "attached",
            Self::Supported => "supported",
            Self::Rated { .. } => "rated",
            Self::Note { .. } => "note",
            Self::ContactGiven => "contact_given",
            Self::Erased(_) => "erased",
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
            Self::Rescheduled(told) => What::Rescheduled(told.clone()),
            Self::Photograph { sha256 } => What::Photograph { sha256: *sha256 },
            Self::Status {
                status,
                reason,
                belongs,
                photographs,
                resolution,
            } => What::Status {
                status: *status,
                reason: reason.clone(),
                belongs: belongs.clone(),
                photographs: photographs.clone(),
                resolution: resolution.clone(),
            },
            Self::GivenTo { unit, .. } => What::Unit { unit: unit.clone() },
            Self::Paused { reason } => What::Paused {
                reason: reason.clone(),
            },
            Self::Resumed { .. } => What::Resumed,
            Self::LevelSet { level, reason } => What::Level {
                level: level.as_str().to_owned(),
                reason: reason.clone(),
            },
            Self::Reply { text, unit, .. } => What::Reply {
                text: text.clone(),
                unit: unit.clone(),
            },
            Self::Merged { reference, .. } => What::Merged {
                into: reference.clone(),
            },
            Self::Followed {
                reference,
                status,
                photographs,
                resolution,
            } => What::Followed {
                reference: reference.clone(),
                status: *status,
                photographs: photographs.clone(),
                resolution: resolution.clone(),
            },
            // As it is told to whoever reported the other: a report that was merged has no pause and
            // no unit of its own that could be meant.
            Self::Heard { event, .. } => return event.to_what(),
            Self::Agreed => What::Agreed,
            Self::Said { text } => What::Said { text: text.clone() },
            Self::Answered { .. }
            | Self::Attached { .. }
            | Self::Assigned { .. }
            | Self::Proposed(_)
            | Self::Parted
            | Self::Joined { .. }
            | Self::Left { .. }
            | Self::Recurs { .. }
            | Self::Covered(_)
            | Self::Published(_)
            | Self::Unpublished(_)
            | Self::Supported
            | Self::Rated { .. }
            | Self::Note { .. }
            | Self::ContactGiven
            | Self::Erased(_) => return None,
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
