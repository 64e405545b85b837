//! The case as its history makes it.

use jiff::Timestamp;
use langnghe_places::Level;
use langnghe_wire::{
    Attachment, CaseStatus, Clocks, Place, Reference, ReportId, Resolution, ResultPhotograph,
    Visibility, words::Words,
};
use serde::{Deserialize, Serialize};

use super::{action::Solution, event::Event, origin::Origin, public::LetOut};
use crate::identity::{ReporterId, UserId};

/// A report on the server, derived from its events.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// The report.
    pub id: ReportId,
    /// By which anyone who holds it can see the status.
    pub reference: Reference,
    /// Who owns the report. A number, not an identity: contact data lives elsewhere.
    pub reporter: ReporterId,
    /// Where the case stands.
    pub status: CaseStatus,
    /// The category's code, such as `dyke`.
    pub category: String,
    /// What the person wrote when filing; may be empty where a photograph speaks.
    pub text: String,
    /// Where it is, as the phone said.
    pub place: Place,
    /// The code of the commune that answers for the place.
    pub commune: String,
    /// The code of the unit whose move it is, such as `07264-kt`.
    pub unit: String,
    /// The unit's name.
    pub unit_name: Words,
    /// When the person saw it: the phone's claim.
    pub noticed_at: Timestamp,
    /// When the server received it, by its own clock.
    pub received_at: Timestamp,
    /// Whether the reporter's name may be shown.
    pub visibility: Visibility,
    /// Both clocks.
    pub clocks: Clocks,
    /// What the report names, in the person's order.
    pub attachments: Vec<CaseAttachment>,
    /// Photographs of what the unit did, in the order in which they came: those of a proposal
    /// are here before anybody outside hears of them.
    pub results: Vec<ResultPhotograph>,
    /// How many others stand by it.
    pub supporters: u32,
    /// How the person rated the handling.
    pub rating: Option<Rating>,
    /// How pressing it is.
    pub level: Level,
    /// By what way it came.
    pub origin: Origin,
    /// The unit or commune whose own staff it is about, by its code: hidden from there.
    pub concerns: Option<String>,
    /// Who at the unit sees to it.
    pub assignee: Option<UserId>,
    /// Whether the clocks stand, since when and why.
    pub pause: Option<Pause>,
    /// For how much office time the clocks have stood in all, in seconds.
    pub stood_seconds: u64,
    /// What waits for the leader's word.
    pub proposal: Option<Solution>,
    /// What stands behind *resolved*, the last time.
    pub resolution: Option<Resolution>,
    /// The case that it was merged into.
    pub merged: Option<Merged>,
    /// How many others were merged into it.
    pub companions: u32,
    /// The case in which the same was done at the same place, not long before this one came.
    pub recurs_from: Option<ReportId>,
    /// What of it is public.
    pub let_out: LetOut,
    /// When something last happened to it.
    pub updated_at: Timestamp,
    /// The number of the last event: grows with everything that happens, and is what an officer
    /// who decides must have seen.
    pub version: u64,
}

/// Something that the report names, and whether it has arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseAttachment {
    /// What is named.
    pub attachment: Attachment,
    /// Whether its bytes are here, whole and checked.
    pub arrived: bool,
}

/// How the person rated the handling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rating {
    /// From 1 to 5.
    pub stars: u8,
    /// A word on it; may be empty.
    pub text: String,
}

/// Why the clocks stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pause {
    /// Since when.
    pub since: Timestamp,
    /// Why; the person reads it. After a question, the question.
    pub reason: String,
}

/// Where a case went on that was reported before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merged {
    /// The other case.
    pub into: ReportId,
    /// Its reference.
    pub reference: Reference,
    /// Where this one stood before.
    pub from: CaseStatus,
    /// Where the other stands, once this one has heard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<CaseStatus>,
    /// Whether the person said that what was done there holds for them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub agreed: bool,
}

impl Merged {
    /// Whether the other is done with, so that the person can say whether that holds for them.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        use CaseStatus as S;
        matches!(self.status, Some(S::Resolved | S::Confirmed | S::Closed))
    }

    fn hear(&mut self, status: CaseStatus) {
        self.status = Some(status);
        // What is done once more is another thing to agree to.
        self.agreed &= self.is_settled();
    }
}

/// Whose move it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mover {
    /// The unit's.
    Unit,
    /// The unit's leader's.
    Leader,
    /// The person's who reported.
    Citizen,
    /// Nobody's: it is over, or goes on elsewhere.
    Nobody,
}

impl Mover {
    /// The name, as databases keep it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Leader => "leader",
            Self::Citizen => "citizen",
            Self::Nobody => "nobody",
        }
    }

    /// Reads a name that [`as_str`](Self::as_str) wrote.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Unit, Self::Leader, Self::Citizen, Self::Nobody]
            .into_iter()
            .find(|mover| mover.as_str() == name)
    }
}

impl Case {
    /// The case as it was before its first entry, with all that it was filed with or named since.
    #[must_use]
    pub fn before_its_history(&self) -> Self {
        Self {
            status: CaseStatus::Received,
            results: vec![],
            supporters: 0,
            rating: None,
            assignee: None,
            pause: None,
            stood_seconds: 0,
            proposal: None,
            resolution: None,
            merged: None,
            companions: 0,
            recurs_from: None,
            let_out: LetOut::default(),
            version: 0,
            ..self.clone()
        }
    }

    /// Folds the next event, which happened at `at`, into the case.
    pub fn apply(&mut self, event: &Event, at: Timestamp) {
        self.version += 1;
        self.updated_at = at;
        match event {
            Event::Received {
                reference,
                commune,
                unit_code,
                unit,
                origin,
                concerns,
            } => {
                self.origin = *origin;
                self.concerns.clone_from(concerns);
                self.reference = reference.clone();
                self.commune.clone_from(commune);
                self.unit.clone_from(unit_code);
                self.unit_name = unit.clone();
            }
            Event::ClocksSet(clocks) => self.clocks = clocks.clone(),
            Event::Photograph { sha256 } => {
                for named in &mut self.attachments {
                    named.arrived |= named.attachment.sha256 == *sha256;
                }
            }
            Event::Status {
                status,
                reason,
                photographs,
                resolution,
                ..
            } => {
                self.move_to(*status, reason.as_deref(), at);
                if resolution.is_some() {
                    self.resolution.clone_from(resolution);
                }
                self.show(photographs);
            }
            Event::GivenTo {
                unit_code,
                unit,
                commune,
            } => {
                if let Some(commune) = commune {
                    self.commune.clone_from(commune);
                }
                self.unit.clone_from(unit_code);
                self.unit_name = unit.clone();
                self.assignee = None;
            }
            Event::Assigned { user, .. } => self.assignee = user.map(UserId),
            Event::Paused { reason } => {
                self.pause = Some(Pause {
                    since: at,
                    reason: reason.clone(),
                });
            }
            Event::Resumed { stood_seconds } => {
                self.pause = None;
                self.stood_seconds += stood_seconds;
            }
            Event::LevelSet { level, .. } => self.level = *level,
            Event::Proposed(solution) => {
                self.show(&solution.photographs);
                self.proposal = Some(solution.clone());
            }
            Event::Merged { into, reference } => {
                self.merged = Some(Merged {
                    into: *into,
                    reference: reference.clone(),
                    from: self.status,
                    status: None,
                    agreed: false,
                });
            }
            Event::Followed { status, .. } => {
                if let Some(merged) = &mut self.merged {
                    merged.hear(*status);
                }
            }
            Event::Agreed => {
                if let Some(merged) = &mut self.merged {
                    merged.agreed = true;
                }
            }
            Event::Parted => self.merged = None,
            Event::Joined { .. } => self.companions += 1,
            Event::Left { .. } => self.companions = self.companions.saturating_sub(1),
            Event::Recurs { report, .. } => self.recurs_from = Some(*report),
            Event::Covered(covered) => self.let_out.covered.push(covered.clone()),
            Event::Published(piece) => self.let_out.publish(piece),
            Event::Unpublished(piece) => self.let_out.unpublish(*piece),
            Event::Erased(erasure) => self.let_out.erase(erasure),
            Event::Attached { attachments } => {
                for attachment in attachments {
                    self.attachments.push(CaseAttachment {
                        attachment: attachment.clone(),
                        arrived: false,
                    });
                }
            }
            Event::Supported => self.supporters += 1,
            Event::Rated { stars, text } => {
                self.rating = Some(Rating {
                    stars: *stars,
                    text: text.clone(),
                });
            }
            Event::Answered { .. }
            | Event::Reply { .. }
            | Event::Said { .. }
            | Event::Note { .. }
            | Event::ContactGiven
            | Event::Heard { .. }
            | Event::Rescheduled(_) => {}
        }
    }

    fn show(&mut self, photographs: &[ResultPhotograph]) {
        for new in photographs {
            // Resolved again, and shown by the same picture.
            if self.results.iter().all(|old| old.sha256 != new.sha256) {
                self.results.push(*new);
            }
        }
    }

    fn move_to(&mut self, status: CaseStatus, reason: Option<&str>, at: Timestamp) {
        self.status = status;
        if status == CaseStatus::NeedsInformation {
            self.pause = Some(Pause {
                since: self.pause.as_ref().map_or(at, |pause| pause.since),
                reason: reason.unwrap_or_default().to_owned(),
            });
        }
        if status != CaseStatus::AwaitingApproval {
            self.proposal = None;
        }
    }

    /// Whose move it is.
    #[must_use]
    pub fn mover(&self) -> Mover {
        use CaseStatus as S;
        match self.status {
            S::NeedsInformation if self.pause.is_some() => Mover::Citizen,
            S::Resolved => Mover::Citizen,
            S::AwaitingApproval => Mover::Leader,
            status if is_open(status) => Mover::Unit,
            _ => Mover::Nobody,
        }
    }

    /// Until when the person can answer to the result, before the case closes by itself.
    #[must_use]
    pub fn answer_by(&self) -> Option<Timestamp> {
        if self.status != CaseStatus::Resolved {
            return None;
        }
        self.resolution.as_ref()?.answer_by
    }

    /// When the clock that runs runs out: the first until a case is taken, then the second. None
    /// while both stand, and once the case no longer waits.
    #[must_use]
    pub fn next_due(&self) -> Option<Timestamp> {
        if !self.is_open() || self.pause.is_some() {
            return None;
        }
        Some(match self.status {
            CaseStatus::Received => self.clocks.intake.due,
            _ => self.clocks.resolution.due,
        })
    }

    /// How many of the named photographs are here, and how many are named.
    #[must_use]
    pub fn photographs(&self) -> (usize, usize) {
        let photos = || self.attachments.iter().filter(|a| a.attachment.is_photo());
        (photos().filter(|a| a.arrived).count(), photos().count())
    }

    /// Whether the case still waits for somebody.
    #[must_use]
    pub fn is_open(&self) -> bool {
        is_open(self.status)
    }
}

/// Whether a case in this state still waits for somebody.
#[must_use]
pub fn is_open(status: CaseStatus) -> bool {
    use CaseStatus as S;
    matches!(
        status,
        S::Received
            | S::Accepted
            | S::Forwarded
            | S::InProgress
            | S::NeedsInformation
            | S::AwaitingApproval
            | S::Reopened
    )
}
