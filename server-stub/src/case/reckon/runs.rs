//! When the clocks of a case began, and when they stood: read from its history.

use jiff::Timestamp;
use langnghe_wire::CaseStatus;

use crate::case::event::Event;

/// When the clocks of a case began, and when they stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Runs {
    /// When the report was received: both clocks began.
    pub received: Timestamp,
    /// When the second began: the same, or when the case was opened again.
    pub work_began: Timestamp,
    stands: Vec<Stand>,
    stands_since: Option<Timestamp>,
}

/// A time for which both clocks stood, and that is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stand {
    pub(super) from: Timestamp,
    pub(super) to: Timestamp,
}

impl Runs {
    /// Clocks that ran ever since a report was received.
    #[must_use]
    pub fn since(received: Timestamp) -> Self {
        Self {
            received,
            work_began: received,
            stands: vec![],
            stands_since: None,
        }
    }

    /// One more thing that happened, of those that bear on clocks.
    pub fn take(&mut self, event: &Event, at: Timestamp) {
        match event {
            Event::Paused { .. } => self.stands_since = Some(at),
            Event::Resumed { .. } => {
                if let Some(from) = self.stands_since.take() {
                    self.stands.push(Stand { from, to: at });
                }
            }
            Event::Status { status, .. } => match status {
                CaseStatus::NeedsInformation => {
                    self.stands_since = self.stands_since.or(Some(at));
                }
                CaseStatus::Reopened => {
                    (self.work_began, self.stands_since) = (at, None);
                }
                // Of a release whose questions stopped no clock.
                CaseStatus::Accepted | CaseStatus::InProgress | CaseStatus::Forwarded => {
                    self.stands_since = None;
                }
                _ => {}
            },
            _ => {}
        }
    }

    /// The names of the events that bear on clocks.
    pub const KINDS: [&str; 3] = ["status", "paused", "resumed"];

    /// When a clock that began then has stood.
    pub(super) fn stands_since(&self, began: Timestamp) -> Vec<Stand> {
        let stands = self.stands.iter().copied();
        stands.filter(|stand| stand.from >= began).collect()
    }
}
