//! What comes back: how a case stands, told from its history.
//!
//! The server's entries are kept as they came; how the case stands is always computed from them
//! ([`fold()`]), never kept beside them. So an entry that comes twice, or late, can't make the two
//! disagree. All of it is on the phone and can be read offline.
//!
//! - [`clocks`]: whether a deadline runs, stands still, is past or done with, in words.
//! - [`news`]: what of it a person doesn't know yet.

pub mod clocks;
mod fold;
pub mod news;

use jiff::Timestamp;
use langnghe_wire::{CaseStatus, Clocks, Reference, Resolution, Sha256, What, words::Words};

pub use clocks::{CaseClock, Which};
pub use fold::fold;
pub use news::{News, Told};

/// How a case stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseView {
    /// The public reference.
    pub reference: Option<Reference>,
    /// Where it stands.
    pub status: CaseStatus,
    /// Why, where the unit said so; of a question, what is asked.
    pub reason: Option<String>,
    /// Of a refusal: where the matter belongs.
    pub belongs: Option<String>,
    /// The unit whose move it is; of a report that goes on elsewhere, there.
    pub unit: Option<Words>,
    /// The two clocks, as the server set them last.
    pub clocks: Option<Clocks>,
    /// Why the clocks stand still, if they do; of a report that goes on elsewhere, those there.
    pub pause: Option<Pause>,
    /// What stands behind *resolved*; none once the case was opened again.
    pub resolution: Option<Resolution>,
    /// Whether it ended by itself, since nobody said whether it is fixed.
    pub unanswered: bool,
    /// How pressing the unit sees it, where it differs from its category.
    pub level: Option<Level>,
    /// Where the case goes on, if the same was reported before.
    pub merged: Option<Merged>,
    /// Whether the server, restored from a backup since, has not confirmed this yet.
    pub stale: bool,
    /// Everything that happened, in order.
    pub timeline: Vec<Entry>,
}

/// Why the clocks stand still.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pause {
    /// Since when.
    pub since: Timestamp,
    /// For what.
    pub why: Why,
}

/// For what the clocks stand still.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// The unit asked the person something, and waits for the answer.
    Asked,
    /// For a reason of the unit's.
    Reason(String),
}

/// How pressing a unit sees a matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// The level's code in the catalogue.
    pub code: String,
    /// Why.
    pub reason: String,
}

/// The case under which a report that was merged goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// Its reference.
    pub into: Reference,
    /// Where it stands, once the server has told.
    pub status: Option<CaseStatus>,
    /// What stands behind *resolved*.
    pub resolution: Option<Resolution>,
    /// Whether the person said that what was done holds for them.
    pub agreed: bool,
    /// The unit that has the report itself: whose move it is if the two are told apart again.
    pub own_unit: Option<Words>,
}

impl Merged {
    /// Whether something was done that the person can speak to.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.status.is_some_and(fold::is_settled)
    }
}

/// An entry of the timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// When, by the server's clock.
    pub at: Timestamp,
    /// What happened.
    pub what: What,
}

impl CaseView {
    /// The unit's answers, in order: text, who answers for it, when.
    pub fn replies(&self) -> impl Iterator<Item = (&str, &Words, Timestamp)> {
        self.timeline.iter().filter_map(|entry| match &entry.what {
            What::Reply { text, unit } => Some((text.as_str(), unit, entry.at)),
            _ => None,
        })
    }

    /// Whether the unit asked something and has no answer yet: the person's move.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        let why = self.pause.as_ref().map(|pause| &pause.why);
        self.status == CaseStatus::NeedsInformation && why == Some(&Why::Asked)
    }

    /// What was done about the matter, under this reference or the one under which it goes on.
    #[must_use]
    pub fn outcome(&self) -> Option<&Resolution> {
        let elsewhere = self.merged.as_ref().and_then(|to| to.resolution.as_ref());
        self.resolution.as_ref().or(elsewhere)
    }

    /// Until when the person can say whether it is fixed, before the case ends by itself.
    #[must_use]
    pub fn answer_by(&self) -> Option<Timestamp> {
        let resolution = self.resolution.as_ref()?;
        (self.status == CaseStatus::Resolved)
            .then_some(resolution.answer_by)
            .flatten()
    }

    /// Whether a photograph shows the result of another case, with which this one has nothing to
    /// do any more: the two were taken for the same, and were told apart again.
    #[must_use]
    pub(crate) fn shows_another(&self, sha256: Sha256) -> bool {
        if self.merged.is_some() {
            return false;
        }
        let (mut own, mut another) = (false, false);
        for entry in &self.timeline {
            match &entry.what {
                What::Status { photographs, .. } => {
                    own |= photographs.iter().any(|p| p.sha256 == sha256);
                }
                What::Followed { photographs, .. } => {
                    another |= photographs.iter().any(|p| p.sha256 == sha256);
                }
                _ => {}
            }
        }
        another && !own
    }
}

#[cfg(test)]
mod tests;
