//! What of a case may be public: nothing, until an officer let it out, piece by piece.
//!
//! ```text
//! a text       ── publish (in the wording that the officer gave it) ──▶ out ── unpublish ──▶ in
//! a photograph ── publish ───────────────────────────────────────────▶ out ── unpublish ──▶ in
//!              └─ cover ──▶ a copy with parts painted over ── publish ──▶ out
//! ```
//!
//! What was written and photographed stays for the unit as it came. [`moderation`] makes of this
//! what the public sees.
//!
//! [`moderation`]: crate::moderation

use langnghe_wire::{Code, ResultPhotograph, Sha256, filing::check_text};
use serde::{Deserialize, Serialize};

use super::model::Case;

/// The most parts of one photograph that are covered.
pub const PARTS: usize = 12;

/// The sides of a picture, in the steps by which [`Part`] counts.
pub const WHOLE: u16 = 1_000;

/// A part of a picture, in thousandths of its width and height, from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Where it begins, from the left.
    pub left: u16,
    /// Where it begins, from the top.
    pub top: u16,
    /// How wide it is.
    pub width: u16,
    /// How high it is.
    pub height: u16,
}

/// A copy of a photograph with parts painted over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Covered {
    /// Of which photograph of the case.
    pub original: Sha256,
    /// The copy. Its bytes lie where photographs lie.
    pub photograph: ResultPhotograph,
    /// What is painted over.
    pub parts: Vec<Part>,
}

/// Something that is let out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "piece", rename_all = "snake_case")]
pub enum Piece {
    /// What it is about.
    Text {
        /// In the wording that the public reads.
        text: String,
    },
    /// A photograph of the report, or of the result.
    Photograph {
        /// Which.
        original: Sha256,
        /// What the public sees: itself, or a copy with parts painted over.
        shown: Sha256,
    },
}

/// Something that can be let out, without what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "piece", rename_all = "snake_case")]
pub enum PieceName {
    /// What it is about.
    Text,
    /// A photograph.
    Photograph {
        /// Which.
        original: Sha256,
    },
}

/// What of a case is out, and what was made ready.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetOut {
    /// What it is about, in the wording that the public reads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Each photograph that is out, with what the public sees of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub photographs: Vec<(Sha256, Sha256)>,
    /// Copies with parts painted over, the newest of a photograph last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub covered: Vec<Covered>,
}

impl LetOut {
    /// What the public sees of a photograph, if it is out.
    #[must_use]
    pub fn shown(&self, original: Sha256) -> Option<Sha256> {
        let is_it = |out: &&(Sha256, Sha256)| out.0 == original;
        self.photographs.iter().find(is_it).map(|out| out.1)
    }

    /// The newest copy of a photograph with parts painted over.
    #[must_use]
    pub fn covered(&self, original: Sha256) -> Option<&Covered> {
        let of_it = |covered: &&Covered| covered.original == original;
        self.covered.iter().rev().find(of_it)
    }

    /// Whether anything is out.
    #[must_use]
    pub fn is_anything(&self) -> bool {
        self.text.is_some() || !self.photographs.is_empty()
    }

    pub(super) fn publish(&mut self, piece: &Piece) {
        match piece {
            Piece::Text { text } => self.text = Some(text.clone()),
            Piece::Photograph { original, shown } => {
                self.photographs.retain(|out| out.0 != *original);
                self.photographs.push((*original, *shown));
            }
        }
    }

    pub(super) fn unpublish(&mut self, piece: PieceName) {
        match piece {
            PieceName::Text => self.text = None,
            PieceName::Photograph { original } => {
                self.photographs.retain(|out| out.0 != original);
            }
        }
    }
}

impl Piece {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> PieceName {
        match self {
            Self::Text { .. } => PieceName::Text,
            Self::Photograph { original, .. } => PieceName::Photograph {
                original: *original,
            },
        }
    }

    pub(super) fn check(&self, case: &Case) -> Result<(), Code> {
        match self {
            Self::Text { text } if text.is_empty() => Err(Code::TextRequired),
            Self::Text { text } => check_text(text),
            Self::Photograph { original, shown } => {
                let copies = || case.let_out.covered.iter();
                let is_a_copy =
                    || copies().any(|c| c.original == *original && c.photograph.sha256 == *shown);
                if has_photograph(case, *original) && (shown == original || is_a_copy()) {
                    Ok(())
                } else {
                    Err(Code::PhotographInvalid)
                }
            }
        }
    }
}

impl Covered {
    pub(super) fn check(&self, case: &Case) -> Result<(), Code> {
        let are_parts = (1..=PARTS).contains(&self.parts.len());
        if are_parts && has_photograph(case, self.original) && self.photograph.is_within_limits() {
            Ok(())
        } else {
            Err(Code::PhotographInvalid)
        }
    }
}

/// Whether a photograph of the report has come, or one of the result has this hash.
fn has_photograph(case: &Case, sha256: Sha256) -> bool {
    let of_report = |a: &super::CaseAttachment| {
        a.arrived && a.attachment.is_photo() && a.attachment.sha256 == sha256
    };
    case.attachments.iter().any(of_report) || case.results.iter().any(|r| r.sha256 == sha256)
}

#[cfg(test)]
mod tests {
    use langnghe_wire::Reference;

    use super::*;
    use crate::{
        case::{
            Actor, Event, Moment, Origin,
            decide::{Opening, open},
        },
        identity::ReporterId,
    };

    fn photograph(bytes: &[u8]) -> ResultPhotograph {
        ResultPhotograph {
            sha256: Sha256::of(bytes),
            bytes: bytes.len() as u64,
            width: 3,
            height: 2,
        }
    }

    fn copy(of: &[u8], bytes: &[u8]) -> Covered {
        Covered {
            original: Sha256::of(of),
            photograph: photograph(bytes),
            parts: vec![Part {
                left: 100,
                top: 0,
                width: 50,
                height: 20,
            }],
        }
    }

    /// A case with one photograph that has come and one that hasn't.
    fn case() -> Case {
        let now = "2026-11-23T08:00:00Z".parse().unwrap();
        let filing = serde_json::from_value(serde_json::json!({
            "category": "dyke", "text": "Đê", "place": {"commune": "07264"},
            "noticed_at": "2026-11-23T08:00:00Z", "catalogue": 1,
            "attachments": [
                {"kind": "photo", "sha256": Sha256::of(b"here"), "bytes": 4},
                {"kind": "photo", "sha256": Sha256::of(b"not yet"), "bytes": 7},
            ],
        }))
        .unwrap();
        let moment = Moment::bundled(now);
        let placement = moment.rules.place(&filing, now).unwrap();
        let opening = Opening {
            id: langnghe_wire::ReportId::from_bytes([1; 16]),
            reporter: ReporterId(1),
            reference: Reference::from_random(1),
            origin: Origin::App,
            by: Actor::Citizen,
        };
        let (mut case, _) = open(&opening, &filing, &placement, now);
        let arrived = Event::Photograph {
            sha256: Sha256::of(b"here"),
        };
        case.apply(&arrived, now);
        case
    }

    fn piece(original: &[u8], shown: &[u8]) -> Piece {
        Piece::Photograph {
            original: Sha256::of(original),
            shown: Sha256::of(shown),
        }
    }

    #[test]
    fn only_what_is_here_or_was_made_of_it_can_be_let_out() {
        let mut case = case();
        let unfit = Err(Code::PhotographInvalid);
        assert_eq!(piece(b"here", b"here").check(&case), Ok(()));
        assert_eq!(piece(b"not yet", b"not yet").check(&case), unfit);
        assert_eq!(piece(b"another's", b"another's").check(&case), unfit);
        assert_eq!(piece(b"here", b"a copy").check(&case), unfit);
        assert_eq!(copy(b"not yet", b"a copy").check(&case), unfit);
        let covered = copy(b"here", b"a copy");
        assert_eq!(covered.check(&case), Ok(()));
        case.apply(&Event::Covered(covered), case.updated_at);
        assert!(!case.let_out.is_anything(), "a copy is made, and not out");
        assert_eq!(piece(b"here", b"a copy").check(&case), Ok(()));
        // A copy of one photograph is none of another.
        case.results.push(photograph(b"after"));
        assert_eq!(piece(b"after", b"a copy").check(&case), unfit);
        assert_eq!(piece(b"after", b"after").check(&case), Ok(()));
    }

    #[test]
    fn a_copy_has_parts_that_are_covered_and_not_too_many() {
        let case = case();
        let of = |n: usize| Covered {
            parts: vec![copy(b"", b"").parts[0]; n],
            ..copy(b"here", b"a copy")
        };
        for (n, is_fit) in [(0, false), (1, true), (PARTS, true), (PARTS + 1, false)] {
            assert_eq!(of(n).check(&case).is_ok(), is_fit, "{n}");
        }
    }

    #[test]
    fn a_public_text_has_words_within_the_limit() {
        let check = |text: &str| Piece::Text { text: text.into() }.check(&case());
        assert_eq!(check("Đê rò nước."), Ok(()));
        assert_eq!(check(""), Err(Code::TextRequired));
        assert_eq!(check(&"ơ".repeat(4_001)), Err(Code::TextTooLong));
    }

    #[test]
    fn the_last_word_counts_and_taking_back_takes_back() {
        let mut out = LetOut::default();
        out.publish(&piece(b"here", b"here"));
        out.publish(&piece(b"here", b"a copy"));
        assert_eq!(out.shown(Sha256::of(b"here")), Some(Sha256::of(b"a copy")));
        assert_eq!(out.photographs.len(), 1);
        out.publish(&Piece::Text {
            text: "Đê".into()
        });
        out.unpublish(piece(b"here", b"").name());
        out.unpublish(PieceName::Text);
        assert_eq!(out, LetOut::default());
    }
}
