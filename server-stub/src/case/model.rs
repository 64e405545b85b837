//! The case as its history makes it.

use jiff::Timestamp;
use langnghe_wire::{
    Attachment, CaseStatus, Clocks, Place, Reference, ReportId, ResultPhotograph, Visibility,
    words::Words,
};

use super::event::Event;
use crate::identity::ReporterId;

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
    /// Photographs of the result, in the order in which they came.
    pub results: Vec<ResultPhotograph>,
    /// How many others stand by it.
    pub supporters: u32,
    /// How the person rated the handling.
    pub rating: Option<Rating>,
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

impl Case {
    /// Folds the next event into the case.
    pub fn apply(&mut self, event: &Event) {
        self.version += 1;
        match event {
            Event::Received {
                reference,
                commune,
                unit_code,
                unit,
            } => {
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
                photographs,
                ..
            } => {
                self.status = *status;
                for new in photographs {
                    // Resolved again, and shown by the same picture.
                    if self.results.iter().all(|old| old.sha256 != new.sha256) {
                        self.results.push(*new);
                    }
                }
            }
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
            Event::Reply { .. } | Event::Said { .. } | Event::Note { .. } | Event::ContactGiven => {
            }
        }
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
