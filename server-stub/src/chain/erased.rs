//! Entries that were erased: which ones, by the word of a later entry, and what was left of them.

use std::collections::BTreeMap;

use langnghe_wire::Sha256;

use super::check::EntryRecord;
use crate::case::Event;

/// What the erasures of a history say.
#[derive(Debug)]
pub(super) struct Erased(BTreeMap<i64, Sha256>);

impl Erased {
    /// By these entries. Whether each says what it said is checked like that of any other.
    pub(super) fn by(entries: &[EntryRecord]) -> Self {
        let erasures = entries.iter().filter(|entry| entry.kind == "erased");
        let named = erasures.flat_map(|by| {
            let Ok(Event::Erased(erasure)) = serde_json::from_str(&by.body) else {
                return vec![];
            };
            let earlier = |seq: i64| (seq < by.seq).then_some(seq);
            let named = erasure.entries.into_iter().filter_map(|entry| {
                let seq = i64::try_from(entry.seq).ok().and_then(earlier)?;
                Some((seq, entry.left))
            });
            named.collect()
        });
        Self(named.collect())
    }

    /// The commitment to what was left of an entry, if it was erased.
    pub(super) fn left_of(&self, seq: i64) -> Option<Sha256> {
        self.0.get(&seq).copied()
    }

    /// How many entries were.
    pub(super) fn len(&self) -> u64 {
        self.0.len() as u64
    }
}

/// Whether an entry has nothing in it that an erasure would have taken: no other words were put in
/// the place of those that went.
pub(super) fn says_nothing(body: &str) -> bool {
    let event: Result<Event, _> = serde_json::from_str(body);
    event.is_ok_and(|event| event.without_words().as_ref() == Some(&event))
}
