//! How a case stands, as the server told.

use std::time::SystemTime;

use langnghe_core::{
    status::{CaseView as Case, Entry, Level, Merged},
    wire::{Rescheduled, Resolution, What, words},
};

use super::{ClockName, ClockView, PauseView, Words, catalogue::case_status, draft::instant};

/// How a case stands.
#[derive(Debug, Clone, uniffi::Record)]
pub struct CaseView {
    /// The public reference.
    pub reference: Option<String>,
    /// Where it stands, by its stable name.
    pub status: String,
    /// Where it stands, in words.
    pub words: Words,
    /// Why, where the unit said so; of a question, what is asked.
    pub reason: Option<String>,
    /// Of a refusal: where the matter belongs.
    pub belongs: Option<String>,
    /// Whether the unit asked something and has no answer yet.
    pub asked: bool,
    /// The unit whose move it is.
    pub unit: Option<Words>,
    /// *Hạn tiếp nhận* and *hạn xử lý*; none before the server has set them.
    pub clocks: Vec<ClockView>,
    /// Why the clocks stand still, if they do.
    pub pause: Option<PauseView>,
    /// What was done, under this reference or the one under which the case goes on.
    pub outcome: Option<OutcomeView>,
    /// Until when the person can say whether it is fixed, before the case ends by itself.
    pub answer_by: Option<SystemTime>,
    /// Whether it ended by itself, since nobody said whether it is fixed.
    pub unanswered: bool,
    /// How pressing the unit sees it, where it said so.
    pub level: Option<LevelView>,
    /// Where the case goes on, if the same was reported before.
    pub merged: Option<MergedView>,
    /// Whether the server, restored from a backup since, has not confirmed this yet.
    pub stale: bool,
    /// Everything that happened, in order.
    pub timeline: Vec<EntryView>,
}

/// What stands behind *resolved*.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct OutcomeView {
    /// Why it had come to this.
    pub cause: String,
    /// Whether what was done will last.
    pub remedy: Words,
    /// Why there is no photograph of the result, where there is none.
    pub without_photograph: Option<String>,
}

/// How pressing a unit sees a matter.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct LevelView {
    /// The level, in words.
    pub words: Words,
    /// Why.
    pub reason: String,
}

/// The case under which a report that was merged goes on.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct MergedView {
    /// Its reference.
    pub reference: String,
    /// Where it stands, in words, once the server has told.
    pub words: Option<Words>,
    /// Whether the person said that what was done there holds for them.
    pub agreed: bool,
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
    /// Another unit has the case now.
    Unit {
        /// Which.
        unit: Words,
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
    /// Promised days were reckoned anew; the clocks come behind it.
    Rescheduled {
        /// Those that moved.
        clocks: Vec<MovedClock>,
        /// Why.
        why: Words,
    },
    /// The clocks stand still.
    Paused {
        /// Why.
        reason: String,
    },
    /// The clocks run again.
    Resumed,
    /// The unit sees the matter as more or less pressing.
    Level {
        /// The level, in words.
        words: Words,
        /// Why.
        reason: String,
    },
    /// The case goes on under another reference.
    Merged {
        /// Which.
        reference: String,
    },
    /// The case under that reference moved.
    Followed {
        /// Which.
        reference: String,
        /// To where, by its stable name.
        status: String,
        /// To where, in words.
        words: Words,
    },
    /// The person said that what was done elsewhere holds for them.
    Agreed,
    /// What the person said, as the server has it.
    Said {
        /// What they wrote.
        text: String,
    },
    /// Something that a later release knows.
    Other,
}

/// A clock that moved.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct MovedClock {
    /// Which.
    pub name: ClockName,
    /// Until when it had run.
    pub from: SystemTime,
    /// Until when it runs.
    pub to: SystemTime,
}

fn moved(told: &Rescheduled) -> Vec<MovedClock> {
    let clocks = [
        (ClockName::Intake, told.intake),
        (ClockName::Resolution, told.resolution),
    ];
    let moved = clocks.into_iter().filter_map(|(name, moved)| {
        let [from, to] = moved?.map(instant);
        Some(MovedClock { name, from, to })
    });
    moved.collect()
}

impl From<&Case> for CaseView {
    fn from(case: &Case) -> Self {
        Self {
            reference: case.reference.as_ref().map(ToString::to_string),
            status: case.status.as_str().to_owned(),
            words: case_status(case.status),
            reason: case.reason.clone(),
            belongs: case.belongs.clone(),
            asked: case.is_asked(),
            unit: case.unit.as_ref().map(Words::from),
            clocks: case.two_clocks().iter().map(ClockView::from).collect(),
            pause: case.pause.as_ref().map(PauseView::from),
            outcome: case.outcome().map(OutcomeView::from),
            answer_by: case.answer_by().map(instant),
            unanswered: case.unanswered,
            level: case.level.as_ref().map(LevelView::from),
            merged: case.merged.as_ref().map(MergedView::from),
            stale: case.stale,
            timeline: case.timeline.iter().map(EntryView::from).collect(),
        }
    }
}

impl From<&Resolution> for OutcomeView {
    fn from(resolution: &Resolution) -> Self {
        Self {
            cause: resolution.cause.clone(),
            remedy: words::remedy(resolution.remedy).into(),
            without_photograph: resolution.without_photograph.clone(),
        }
    }
}

impl From<&Level> for LevelView {
    fn from(level: &Level) -> Self {
        Self {
            words: words::level(&level.code).into(),
            reason: level.reason.clone(),
        }
    }
}

impl From<&Merged> for MergedView {
    fn from(merged: &Merged) -> Self {
        Self {
            reference: merged.into.to_string(),
            words: merged.status.map(case_status),
            agreed: merged.agreed,
        }
    }
}

impl From<&Entry> for EntryView {
    fn from(entry: &Entry) -> Self {
        Self {
            at: instant(entry.at),
            what: (&entry.what).into(),
        }
    }
}

impl From<&What> for EntryWhat {
    fn from(what: &What) -> Self {
        match what {
            What::Received { unit, .. } => Self::Received { unit: unit.into() },
            What::Photograph { .. } => Self::Photograph,
            What::Status { status, reason, .. } => Self::Status {
                status: status.as_str().to_owned(),
                words: case_status(*status),
                reason: reason.clone(),
            },
            What::Unit { unit } => Self::Unit { unit: unit.into() },
            What::Reply { text, unit } => Self::Reply {
                text: text.clone(),
                unit: unit.into(),
            },
            What::Clocks(_) => Self::Clocks,
            What::Rescheduled(told) => Self::Rescheduled {
                clocks: moved(told),
                why: (&told.why).into(),
            },
            What::Paused { reason } => Self::Paused {
                reason: reason.clone(),
            },
            What::Resumed => Self::Resumed,
            What::Level { level, reason } => Self::Level {
                words: words::level(level).into(),
                reason: reason.clone(),
            },
            What::Merged { into } => Self::Merged {
                reference: into.to_string(),
            },
            What::Followed {
                reference, status, ..
            } => Self::Followed {
                reference: reference.to_string(),
                status: status.as_str().to_owned(),
                words: case_status(*status),
            },
            What::Agreed => Self::Agreed,
            What::Said { text } => Self::Said { text: text.clone() },
            What::Snapshot { .. } | What::Unknown => Self::Other,
        }
    }
}
