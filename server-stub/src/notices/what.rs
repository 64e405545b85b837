//! Which events call for a notice: those after which the person has something to read or to do. That
//! a case was accepted, handed on or begun is in the app, for whoever wants to know; a message for
//! each of those would teach people to read none.

use langnghe_planted::{Bug, planted};
use langnghe_wire::CaseStatus;

use crate::case::Event;

/// What there is to read. The later ones say more, and stand for the earlier ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// The unit wrote.
    Answered,
    /// The case isn't taken.
    Refused,
    /// The unit says that it is solved: the person may confirm, or say that it isn't.
    Resolved,
    /// The unit asks something, and waits.
    Question,
}

impl What {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::Answered,
        Self::Refused,
        Self::Resolved,
        Self::Question,
    ];

    /// What events that were written together call for, if anything: one notice at most.
    #[must_use]
    pub fn of<'a>(events: impl IntoIterator<Item = &'a Event>) -> Option<Self> {
        events.into_iter().filter_map(Self::of_one).max()
    }

    fn of_one(event: &Event) -> Option<Self> {
        match event {
            Event::Reply { .. } => Some(Self::Answered),
            Event::Note { .. } if planted(Bug::NoticeOfANote) => Some(Self::Answered),
            // Who reported the same is told of the case that theirs went into.
            Event::Status { status, .. } | Event::Followed { status, .. } => match status {
                CaseStatus::Refused => Some(Self::Refused),
                CaseStatus::Resolved => Some(Self::Resolved),
                CaseStatus::NeedsInformation => Some(Self::Question),
                _ => None,
            },
            _ => None,
        }
    }

    /// The name, as the database keeps it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Refused => "refused",
            Self::Resolved => "resolved",
            Self::Question => "question",
        }
    }

    /// Reads a name that [`as_str`](Self::as_str) gave.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|what| what.as_str() == name)
    }
}

#[cfg(test)]
mod tests {
    use langnghe_wire::words::Words;

    use super::*;

    fn status(status: CaseStatus) -> Event {
        Event::Status {
            status,
            reason: Some("Vì thế.".into()),
            belongs: None,
            photographs: vec![],
            resolution: None,
        }
    }

    #[test]
    fn what_was_written_together_calls_for_one_notice_at_most() {
        let reply = Event::Reply {
            text: "Đã làm xong.".into(),
            unit: Words::both("Phòng Kinh tế", "Economy Office"),
            public: false,
        };
        let note = Event::Note {
            text: "Giao tổ.".into(),
        };
        assert_eq!(What::of([&note]), None);
        assert_eq!(What::of([&reply, &note]), Some(What::Answered));
        for (moved, called_for) in [
            (CaseStatus::Accepted, None),
            (CaseStatus::Forwarded, None),
            (CaseStatus::InProgress, None),
            (CaseStatus::AwaitingApproval, None),
            (CaseStatus::Confirmed, None),
            (CaseStatus::Closed, None),
            (CaseStatus::Refused, Some(What::Refused)),
            (CaseStatus::Resolved, Some(What::Resolved)),
            (CaseStatus::NeedsInformation, Some(What::Question)),
        ] {
            let moved = status(moved);
            assert_eq!(What::of([&moved]), called_for);
            let together = called_for.or(Some(What::Answered));
            assert_eq!(What::of([&moved, &reply]), together);
            assert_eq!(What::of([&reply, &moved]), together);
        }
    }

    #[test]
    fn names_are_read_as_they_are_written() {
        for what in What::ALL {
            assert_eq!(What::from_name(what.as_str()), Some(what));
        }
        assert_eq!(What::from_name("digest"), None);
    }
}
