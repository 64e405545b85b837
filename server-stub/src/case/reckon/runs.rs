//! When the clocks of a case began, and when they stood: read from its history.

use jiff::{SignedDuration, Timestamp};
use langnghe_places::WorkingCalendar;
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
    /// That it was opened again was the last that happened.
    reopened: bool,
}

/// A time for which both clocks stood, and that is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::case) struct Stand {
    pub(in crate::case) from: Timestamp,
    to: Timestamp,
}

impl Stand {
    /// For how much office time.
    pub(in crate::case) fn lasted(&self, calendar: &WorkingCalendar) -> SignedDuration {
        calendar.working_time_between(self.from, self.to)
    }
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
            reopened: false,
        }
    }

    /// One more thing that happened, of those that bear on clocks.
    pub fn take(&mut self, event: &Event, at: Timestamp) {
        let reopened = std::mem::take(&mut self.reopened);
        match event {
            // A case that leaves a merging may come back to where it had been reopened before: no
            // clock is set by that.
            Event::ClocksSet(_) if reopened => self.work_began = at,
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
                    (self.reopened, self.stands_since) = (true, None);
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
    pub const KINDS: [&str; 6] = [
        "status",
        "paused",
        "resumed",
        "clocks_set",
        "rescheduled",
        "level_set",
    ];

    /// When a clock that began then has stood.
    pub(in crate::case) fn stands_since(&self, began: Timestamp) -> Vec<Stand> {
        let stands = self.stands.iter().copied();
        stands.filter(|stand| stand.from >= began).collect()
    }
}
