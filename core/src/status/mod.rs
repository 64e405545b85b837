//! What comes back: how a case stands, told from its history.
//!
//! The server's entries are kept as they came; how the case stands is always computed from them
//! ([`fold`]), never kept beside them. So an entry that comes twice, or late, can't make the two
//! disagree. All of it is on the phone and can be read offline.

use jiff::Timestamp;
use langnghe_wire::{CaseStatus, Clocks, Reference, What, words::Words};

use crate::store::HistoryRow;

/// How a case stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseView {
    /// The public reference.
    pub reference: Option<Reference>,
    /// Where it stands.
    pub status: CaseStatus,
    /// Why, where the unit said so.
    pub reason: Option<String>,
    /// The unit whose move it is.
    pub unit: Option<Words>,
    /// The two clocks.
    pub clocks: Option<Clocks>,
    /// Whether the server, restored from a backup since, has not confirmed this yet.
    pub stale: bool,
    /// Everything that happened, in order.
    pub timeline: Vec<Entry>,
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
}

/// How a case stands, from its history in order of `seq`; `None` if the server has told nothing.
///
/// What a restored server has not told again is read only where nothing newer is known.
#[must_use]
pub fn fold(history: &[HistoryRow]) -> Option<CaseView> {
    let stale = !history
        .iter()
        .any(|row| !row.forgotten && says_where_it_stands(&row.change.what));
    let mut case = CaseView {
        reference: None,
        status: CaseStatus::Received,
        reason: None,
        unit: None,
        clocks: None,
        stale,
        timeline: Vec::with_capacity(history.len()),
    };
    for row in history.iter().filter(|row| stale || !row.forgotten) {
        match &row.change.what {
            What::Received {
                reference, unit, ..
            } => {
                case.reference = Some(reference.clone());
                case.unit = Some(unit.clone());
                (case.status, case.reason) = (CaseStatus::Received, None);
            }
            What::Status { status, reason, .. } => {
                (case.status, case.reason) = (*status, reason.clone());
            }
            What::Clocks(clocks) => case.clocks = Some(clocks.clone()),
            _ => {}
        }
    }
    // A reply that a person has read stays readable, whatever the server forgot.
    let kept = |row: &&HistoryRow| {
        stale || !row.forgotten || matches!(row.change.what, What::Reply { .. } | What::Said { .. })
    };
    let entry = |row: &HistoryRow| Entry {
        at: row.change.at,
        what: row.change.what.clone(),
    };
    case.timeline.extend(history.iter().filter(kept).map(entry));
    case.timeline.sort_by_key(|entry| entry.at);
    (!case.timeline.is_empty()).then_some(case)
}

fn says_where_it_stands(what: &What) -> bool {
    matches!(what, What::Received { .. } | What::Status { .. })
}

#[cfg(test)]
mod tests;
