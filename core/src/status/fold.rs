//! From a case's history to how it stands: one entry after the other, each with what it changes.

use jiff::Timestamp;
use langnghe_wire::{CaseStatus, What};

use super::{CaseView, Entry, Level, Merged, Pause, Why};
use crate::store::HistoryRow;

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
        belongs: None,
        unit: None,
        clocks: None,
        pause: None,
        resolution: None,
        unanswered: false,
        level: None,
        merged: None,
        stale,
        timeline: Vec::with_capacity(history.len()),
    };
    for row in history.iter().filter(|row| stale || !row.forgotten) {
        case.take(row.change.at, &row.change.what);
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

impl CaseView {
    /// One more entry.
    fn take(&mut self, at: Timestamp, what: &What) {
        match what {
            What::Received {
                reference, unit, ..
            } => {
                self.reference = Some(reference.clone());
                self.unit = Some(unit.clone());
                self.stand(CaseStatus::Received, at);
            }
            What::Status {
                status,
                reason,
                belongs,
                resolution,
                ..
            } => {
                self.stand(*status, at);
                (self.reason, self.belongs) = (reason.clone(), belongs.clone());
                self.resolution = resolution.clone().or(self.resolution.take());
            }
            What::Unit { unit } => self.unit = Some(unit.clone()),
            What::Clocks(clocks) => self.clocks = Some(clocks.clone()),
            What::Paused { reason } => {
                let why = Why::Reason(reason.clone());
                self.pause = Some(Pause { since: at, why });
            }
            What::Resumed => self.pause = None,
            What::Level { level, reason } => {
                self.level = Some(Level {
                    code: level.clone(),
                    reason: reason.clone(),
                });
            }
            What::Merged { into } => {
                self.merged = Some(Merged {
                    into: into.clone(),
                    status: None,
                    resolution: None,
                    agreed: false,
                    own_unit: self.unit.clone(),
                });
            }
            What::Agreed => {
                if let Some(merged) = &mut self.merged {
                    merged.agreed = true;
                }
            }
            What::Followed {
                reference,
                status,
                resolution,
                ..
            } => {
                // Told apart again, the two have nothing to tell each other.
                if let Some(merged) = &mut self.merged {
                    merged.into = reference.clone();
                    let before = merged.resolution.take().filter(|_| is_settled(*status));
                    merged.resolution = resolution.clone().or(before);
                    merged.status = Some(*status);
                    merged.agreed &= is_settled(*status);
                }
            }
            What::Reply { .. }
            | What::Said { .. }
            | What::Photograph { .. }
            | What::Rescheduled(_)
            | What::Snapshot { .. }
            | What::Unknown => {}
        }
    }

    /// The case moved: what was said of where it stood before is past.
    fn stand(&mut self, status: CaseStatus, at: Timestamp) {
        use CaseStatus as S;
        self.unanswered = status == S::Closed;
        (self.reason, self.belongs) = (None, None);
        if !is_settled(status) {
            self.resolution = None;
        }
        // What holds of the other case is nothing of this one's.
        if status != S::Merged
            && let Some(merged) = self.merged.take()
        {
            (self.unit, self.pause) = (merged.own_unit, None);
        }
        let was_asked = matches!(&self.pause, Some(pause) if pause.why == Why::Asked);
        if status == S::NeedsInformation {
            let why = Why::Asked;
            self.pause = Some(Pause { since: at, why });
        } else if was_asked || has_ended(status) || status == S::Reopened {
            self.pause = None;
        }
        self.status = status;
    }
}

/// Whether what the unit said of its work holds in this state.
pub(super) fn is_settled(status: CaseStatus) -> bool {
    use CaseStatus as S;
    matches!(status, S::Resolved | S::Confirmed | S::Closed)
}

/// Whether no clock runs any more.
pub(super) fn has_ended(status: CaseStatus) -> bool {
    use CaseStatus as S;
    is_settled(status) || matches!(status, S::Refused | S::Withdrawn | S::Merged)
}
