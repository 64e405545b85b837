//! One entry of a case's history: the commitment to what it says, and the link to the entry before.

use langnghe_planted::{Bug, planted};
use langnghe_wire::{Attachment, Sha256};

use super::hashing::{Hashing, NOTHING};

/// Makes a commitment impossible to guess: without it, what was committed to can't be found out by
/// trying.
pub type Salt = [u8; 16];

/// What a link binds, besides the link before it.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// The entry's id.
    pub id: &'a [u8],
    /// Its case.
    pub report: &'a [u8],
    /// Its number within the case, from 1.
    pub seq: i64,
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// Who: `citizen`, `staff` or `server`.
    pub actor: &'a str,
    /// Which user, of the staff.
    pub user: Option<i64>,
    /// For whom: `citizen` or `unit`.
    pub audience: &'a str,
    /// What kind of entry.
    pub kind: &'a str,
    /// To what it says.
    pub commitment: &'a Sha256,
}

/// What a report was filed with, as its row keeps it: it has no entry of its own, so the first entry
/// commits to it beside its own words.
#[derive(Debug, Clone, Copy)]
pub struct Filed<'a> {
    /// The category's code.
    pub category: &'a str,
    /// What the person wrote.
    pub text: &'a str,
    /// Where, as JSON.
    pub place: &'a str,
    /// When it was noticed, in milliseconds since 1970.
    pub noticed_at: i64,
    /// Whether the name may be shown.
    pub visibility: &'a str,
}

/// The hash of what a report was filed with, and of the photographs that it named.
pub fn filed<'a>(
    filed: Filed<'_>,
    named: impl IntoIterator<Item = &'a Attachment>,
    salt: &[u8],
) -> Sha256 {
    let Filed {
        category,
        text,
        place,
        noticed_at,
        visibility,
    } = filed;
    let begun = Hashing::of("langnghe.filed.1")
        .bytes(salt)
        .bytes(category.as_bytes())
        .bytes(text.as_bytes())
        .bytes(place.as_bytes())
        .number(noticed_at)
        .bytes(visibility.as_bytes());
    named
        .into_iter()
        .fold(begun, |hash, named| {
            hash.bytes(named.kind.as_bytes())
                .hash(&named.sha256)
                .number(named.bytes.cast_signed())
        })
        .done()
}

/// The commitment to what an entry says: its body as it is kept and, of the first one, what was
/// [`filed`].
#[must_use]
pub fn commitment(salt: &[u8], body: &str, filed: Option<&Sha256>) -> Sha256 {
    let hash = Hashing::of("langnghe.commitment.1")
        .bytes(salt)
        .bytes(body.as_bytes());
    match filed {
        Some(filed) => hash.hash(filed),
        None => hash,
    }
    .done()
}

/// The link of an entry to the one before it; the first entry of a case has none before it.
#[must_use]
pub fn link(before: Option<&Sha256>, entry: &Entry<'_>) -> Sha256 {
    let before = before.filter(|_| !planted(Bug::LinkForgets));
    Hashing::of("langnghe.link.1")
        .hash(before.unwrap_or(&NOTHING))
        .bytes(entry.id)
        .bytes(entry.report)
        .number(entry.seq)
        .number(entry.at)
        .bytes(entry.actor.as_bytes())
        .maybe(entry.user)
        .bytes(entry.audience.as_bytes())
        .bytes(entry.kind.as_bytes())
        .hash(entry.commitment)
        .done()
}
