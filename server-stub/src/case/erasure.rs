//! Taking back what somebody wrote: what goes of each entry, and what is left of a case.
//!
//! The law gives everybody the right to have their words erased. An entry then keeps who, when and
//! which kind, and what the case needs to be folded from its history; its words go, with the salt
//! by which anybody could try out what they were. That it was done is an entry as well, which names
//! what was erased, by whom and why, and vouches for what was left ([`chain`]).
//!
//! What an office decided and how it came to it stays: a person's right to their words is none to
//! the office's. A unit's entry that repeats somebody's words can be erased by its number.
//!
//! [`chain`]: crate::chain

use langnghe_wire::{Resolution, Sha256};
use serde::{Deserialize, Serialize};

use super::{
    action::Solution,
    event::{Actor, Event, RecordedEvent},
    model::Case,
    public::{LetOut, Piece},
};

/// What was erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erasure {
    /// The entries whose words went.
    pub entries: Vec<ErasedEntry>,
    /// The photographs that went, and copies of them with parts painted over.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub photographs: Vec<Sha256>,
    /// Whether how to reach the person went as well.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub contact: bool,
    /// Why.
    pub why: String,
}

/// An entry whose words were erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasedEntry {
    /// Its number.
    pub seq: u64,
    /// The commitment to what was left of it, which no salt hides.
    pub left: Sha256,
}

impl Event {
    /// The same without what somebody wrote or photographed; none if nothing of that is in it.
    #[must_use]
    pub fn without_words(&self) -> Option<Self> {
        let mut left = self.clone();
        match &mut left {
            // What the report was filed with has no entry of its own, and goes with this one.
            Self::Received { .. } => {}
            Self::Said { text }
            | Self::Rated { text, .. }
            | Self::Reply { text, .. }
            | Self::Note { text }
            | Self::Paused { reason: text }
            | Self::LevelSet { reason: text, .. }
            | Self::Published(Piece::Text { text }) => text.clear(),
            Self::Heard { event, .. } => **event = event.without_words()?,
            Self::Status {
                reason, resolution, ..
            } if reason.is_some() || resolution.is_some() => {
                empty(reason);
                resolution.iter_mut().for_each(without_words_of);
            }
            Self::Followed {
                resolution: Some(resolution),
                ..
            } => without_words_of(resolution),
            Self::Proposed(solution) => {
                solution.text.clear();
                solution.cause.clear();
                empty(&mut solution.without_photograph);
            }
            Self::Attached { attachments } => attachments.clear(),
            // A question is the office's, but which ones were answered says something too.
            Self::Answered { answers } => answers.clear(),
            // Each kind stands here, so that nobody adds one with somebody's words that stay.
            Self::Status { .. }
            | Self::ClocksSet(_)
            | Self::Rescheduled(_)
            | Self::Photograph { .. }
            | Self::GivenTo { .. }
            | Self::Assigned { .. }
            | Self::Resumed { .. }
            | Self::Merged { .. }
            | Self::Parted
            | Self::Joined { .. }
            | Self::Left { .. }
            | Self::Recurs { .. }
            | Self::Covered(_)
            | Self::Published(Piece::Photograph { .. })
            | Self::Unpublished(_)
            | Self::Followed { .. }
            | Self::Agreed
            | Self::Supported
            | Self::ContactGiven
            | Self::Erased(_) => return None,
        }
        Some(left)
    }
}

/// What somebody wrote goes, and that they did stays.
fn empty(text: &mut Option<String>) {
    if let Some(text) = text {
        text.clear();
    }
}

fn without_words_of(resolution: &mut Resolution) {
    resolution.cause.clear();
    empty(&mut resolution.without_photograph);
}

impl Solution {
    /// Whether its words were erased: it can't be approved any more, and is to be written anew.
    #[must_use]
    pub fn is_erased(&self) -> bool {
        self.cause.is_empty()
    }
}

impl RecordedEvent {
    /// Whether it says what the person said who reported: by themselves, through an officer who
    /// wrote it down, or in the wording in which it became public.
    #[must_use]
    pub fn is_the_persons(&self) -> bool {
        match self.event {
            Event::Received { .. }
            | Event::Said { .. }
            | Event::Rated { .. }
            | Event::Attached { .. }
            | Event::Answered { .. }
            | Event::Published(Piece::Text { .. }) => true,
            _ => self.actor == Actor::Citizen,
        }
    }
}

impl Case {
    /// Takes out what the person wrote when filing, and where they stood. The commune stays: it is
    /// who answers.
    pub fn erase_filing(&mut self) {
        self.text.clear();
        self.place.point = None;
        self.place.detail = None;
    }
}

impl LetOut {
    /// What was erased is public no longer.
    pub(super) fn erase(&mut self, erasure: &Erasure) {
        if erasure.entries.iter().any(|entry| entry.seq == 1) {
            self.text = None;
        }
        let is_gone = |sha256: &Sha256| erasure.photographs.contains(sha256);
        self.photographs.retain(|(original, _)| !is_gone(original));
        self.covered.retain(|copy| !is_gone(&copy.original));
    }
}

#[cfg(test)]
mod tests {
    use langnghe_places::Level;
    use langnghe_wire::{Attachment, CaseStatus, Reference, Remedy, words::Words};

    use super::*;
    use crate::case::answers::{Answered, Value};

    const SAID: &str = "Nhà bà Bảy";

    fn resolution() -> Resolution {
        Resolution {
            cause: SAID.into(),
            remedy: Remedy::Temporary,
            without_photograph: Some(SAID.into()),
            answer_by: None,
        }
    }

    fn entries() -> Vec<Event> {
        let text = || SAID.to_owned();
        vec![
            Event::Said { text: text() },
            Event::Rated {
                stars: 2,
                text: text(),
            },
            Event::Reply {
                text: text(),
                unit: Words::both("Phòng Kinh tế", "Economy Office"),
                public: true,
            },
            Event::Note { text: text() },
            Event::Paused { reason: text() },
            Event::Heard {
                reference: Reference::from_random(2),
                event: Box::new(Event::Paused { reason: text() }),
            },
            Event::LevelSet {
                level: Level::Urgent,
                reason: text(),
            },
            Event::Published(Piece::Text { text: text() }),
            Event::moved(CaseStatus::Reopened, Some(text())),
            Event::Proposed(Solution {
                text: text(),
                cause: text(),
                remedy: Remedy::Lasting,
                photographs: vec![],
                without_photograph: Some(text()),
            }),
            Event::Status {
                status: CaseStatus::Resolved,
                reason: None,
                belongs: None,
                photographs: vec![],
                resolution: Some(resolution()),
            },
            Event::Followed {
                reference: Reference::from_random(2),
                status: CaseStatus::Resolved,
                photographs: vec![],
                resolution: Some(resolution()),
            },
            Event::Answered {
                answers: vec![Answered {
                    code: "owner".into(),
                    asked: None,
                    values: vec![Value {
                        given: text(),
                        chosen: None,
                    }],
                }],
            },
            Event::Attached {
                attachments: vec![Attachment::photo(Sha256::of(SAID.as_bytes()), 9)],
            },
        ]
    }

    #[test]
    fn what_is_left_says_nothing_and_is_for_the_same_people() {
        let hash = Sha256::of(SAID.as_bytes()).to_string();
        for event in entries() {
            let left = event.without_words().unwrap();
            let written = serde_json::to_string(&left).unwrap();
            assert!(
                !written.contains(SAID) && !written.contains(&hash),
                "{written}"
            );
            assert_eq!(
                (left.kind(), left.audience()),
                (event.kind(), event.audience())
            );
            assert_eq!(
                left.without_words().as_ref(),
                Some(&left),
                "nothing more goes"
            );
        }
        for event in [Event::Supported, Event::moved(CaseStatus::Accepted, None)] {
            assert_eq!(event.without_words(), None);
        }
    }

    #[test]
    fn what_was_erased_is_public_no_longer_and_the_rest_stays() {
        let [gone, stays] = [b"gone", b"stay"].map(|bytes| Sha256::of(bytes));
        let mut out = LetOut {
            text: Some(SAID.into()),
            photographs: vec![(gone, stays), (stays, stays)],
            covered: vec![],
        };
        let entry = |seq| ErasedEntry { seq, left: gone };
        let mut erasure = Erasure {
            entries: vec![entry(4)],
            photographs: vec![gone],
            contact: false,
            why: "Phiếu 17".into(),
        };
        out.erase(&erasure);
        assert_eq!(out.photographs, [(stays, stays)]);
        assert!(out.text.is_some(), "it was another entry");
        erasure.entries.push(entry(1));
        out.erase(&erasure);
        assert_eq!(out.text, None);
    }
}
