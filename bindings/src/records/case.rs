//! How a case stands, as the server told.

use std::time::SystemTime;

use langnghe_core::{
    status::{CaseView as Case, Entry},
    wire::{Clock, What},
};

use super::{Words, catalogue::case_status, draft::instant};

/// How a case stands.
#[derive(Debug, Clone, uniffi::Record)]
pub struct CaseView {
    /// The public reference.
    pub reference: Option<String>,
    /// Where it stands, by its stable name.
    pub status: String,
    /// Where it stands, in words.
    pub words: Words,
    /// Why, where the unit said so.
    pub reason: Option<String>,
    /// The unit whose move it is.
    pub unit: Option<Words>,
    /// The two clocks.
    pub clocks: Option<ClocksView>,
    /// Whether the server, restored from a backup since, has not confirmed this yet.
    pub stale: bool,
    /// Everything that happened, in order.
    pub timeline: Vec<EntryView>,
}

/// *Hạn tiếp nhận* and *hạn xử lý*.
#[derive(Debug, Clone, uniffi::Record)]
pub struct ClocksView {
    /// Until when the unit takes the case or refuses it.
    pub intake: ClockView,
    /// Until when it is resolved.
    pub resolution: ClockView,
}

/// One clock.
#[derive(Debug, Clone, uniffi::Record)]
pub struct ClockView {
    /// The moment it runs out.
    pub due: SystemTime,
    /// The rule that it rests on, cited.
    pub basis: Words,
}

/// An entry of the timeline.
#[derive(Debug, Clone, uniffi::Record)]
pub struct EntryView {
    /// When, by the server's clock.
    pub at: SystemTime,
    /// What happened.
    pub what: EntryWhat,
}

/// What happened.
#[derive(Debug, Clone, uniffi::Enum)]
pub enum EntryWhat {
    /// The text arrived.
    Received {
        /// The unit whose move it is.
        unit: Words,
    },
    /// A photograph arrived, whole.
    Photograph,
    /// The case moved.
    Status {
        /// To where, by its stable name.
        status: String,
        /// To where, in words.
        words: Words,
        /// Why, where the person should know.
        reason: Option<String>,
    },
    /// The unit answered.
    Reply {
        /// What it wrote.
        text: String,
        /// Who answers for it.
        unit: Words,
    },
    /// The two clocks were set, or moved.
    Clocks,
    /// What the person said, as the server has it.
    Said {
        /// What they wrote.
        text: String,
    },
    /// Something that a later release knows.
    Other,
}

impl From<&Case> for CaseView {
    fn from(case: &Case) -> Self {
        Self {
            reference: case.reference.as_ref().map(ToString::to_string),
            status: case.status.as_str().to_owned(),
            words: case_status(case.status),
            reason: case.reason.clone(),
            unit: case.unit.as_ref().map(Words::from),
            clocks: case.clocks.as_ref().map(|clocks| ClocksView {
                intake: (&clocks.intake).into(),
                resolution: (&clocks.resolution).into(),
            }),
            stale: case.stale,
            timeline: case.timeline.iter().map(EntryView::from).collect(),
        }
    }
}

impl From<&Clock> for ClockView {
    fn from(clock: &Clock) -> Self {
        Self {
            due: instant(clock.due),
            basis: (&clock.basis).into(),
        }
    }
}

impl From<&Entry> for EntryView {
    fn from(entry: &Entry) -> Self {
        let what = match &entry.what {
            What::Received { unit, .. } => EntryWhat::Received { unit: unit.into() },
            What::Photograph { .. } => EntryWhat::Photograph,
            What::Status { status, reason, .. } => EntryWhat::Status {
                status: status.as_str().to_owned(),
                words: case_status(*status),
                reason: reason.clone(),
            },
            What::Reply { text, unit } => EntryWhat::Reply {
                text: text.clone(),
                unit: unit.into(),
            },
            What::Clocks(_) => EntryWhat::Clocks,
            What::Said { text } => EntryWhat::Said { text: text.clone() },
            What::Snapshot { .. } | What::Unknown => EntryWhat::Other,
        };
        Self {
            at: instant(entry.at),
            what,
        }
    }
}
