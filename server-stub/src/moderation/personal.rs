//! Where a Vietnamese text tells who somebody is, or how to reach them: for the officer who decides
//! what the public reads.
//!
//! A mark is a hint and takes nothing away. So it rather marks a number too many than one too few;
//! but what stands in most reports (money, dates, kilometres of a road, hotlines) must stay
//! unmarked, or nobody looks at the marks any more. What no pattern knows (a name without a title,
//! "the house behind the pump") is left to whoever reads.
//!
//! ```text
//! text ─▶ patterns, the surest first ─▶ is it one? (what stands around it) ─▶ spans, in order
//! ```

mod context;
mod patterns;
#[cfg(test)]
mod tests;

use std::ops::Range;

use patterns::{Found, PATTERNS};

/// A part of a text that tells who somebody is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Bytes of the text; they begin and end between characters.
    pub at: Range<usize>,
    /// What it tells.
    pub kind: Kind,
}

/// What a part of a text tells about somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// An address for e-mail.
    Email,
    /// A vehicle's plate (*biển số*).
    Plate,
    /// A bank account.
    Account,
    /// The number of an identity card (*CCCD*, *CMND*) or a passport.
    Identity,
    /// A telephone number.
    Phone,
    /// The number of a house.
    House,
    /// A person's name.
    Name,
}

/// Marks what in a text tells who somebody is. The spans are in order and don't overlap.
///
/// The text should be as [`normalised`](langnghe_wire::text::normalised) makes it; in another one
/// less may be found.
#[must_use]
pub fn personal(text: &str) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for pattern in PATTERNS.iter() {
        for found in pattern.regex.captures_iter(text) {
            let found = Found::of(text, &found);
            let is_free = spans
                .iter()
                .all(|span| span.at.end <= found.at.start || found.at.end <= span.at.start);
            if is_free && (pattern.holds)(&found) {
                spans.push(Span {
                    at: found.at,
                    kind: pattern.kind,
                });
            }
        }
    }
    spans.sort_by_key(|span| span.at.start);
    spans
}
