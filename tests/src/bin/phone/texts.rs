//! What this shell says, from its catalogue (`texts.json`). The names of states and what to do
//! about a failure are the wire's: phone, console and portal call a thing by one name.

use std::{collections::BTreeMap, sync::LazyLock};

use langnghe_core::{report::WayOut, wire::words::Words};
use serde::Deserialize;

#[derive(Deserialize)]
struct Texts {
    refusal: BTreeMap<String, Words>,
    label: BTreeMap<String, Words>,
    way_out: BTreeMap<String, Words>,
    unknown_refusal: Words,
}

static TEXTS: LazyLock<Texts> = LazyLock::new(|| {
    serde_json::from_str(include_str!("texts.json"))
        .expect("the catalogue is compiled in, and a test reads it")
});

/// What to say about a refusal, by its stable name; a name from a later release is told as such.
pub(crate) fn refusal(code: &str) -> &'static Words {
    TEXTS.refusal.get(code).unwrap_or(&TEXTS.unknown_refusal)
}

/// A label.
///
/// # Panics
/// If there is none of that name: they are all in this crate, and a test asks for each.
pub(crate) fn label(name: &str) -> &'static Words {
    &TEXTS.label[name]
}

/// What a way out of something parked does.
///
/// # Panics
/// If there is none of that name; a test asks for each.
pub(crate) fn way_out(way: WayOut) -> &'static Words {
    &TEXTS.way_out[way.as_str()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_has_both_languages() {
        let all = TEXTS
            .refusal
            .values()
            .chain(TEXTS.label.values())
            .chain(WayOut::ALL.map(way_out))
            .chain([&TEXTS.unknown_refusal]);
        for words in all {
            assert!(!words.vi.trim().is_empty() && !words.en.trim().is_empty());
        }
    }

    #[test]
    fn every_refusal_that_a_person_can_meet_has_words() {
        let open = [
            "wrong_key",
            "newer_schema",
            "damaged",
            "in_use",
            "disk_full",
            "server_address",
            "storage",
        ];
        let app = [
            "closed",
            "not_found",
            "not_a_draft",
            "photograph_unreadable",
            "too_many_photographs",
            "unknown_place_or_category",
            "not_now",
            "disk_full",
            "storage",
        ];
        let photograph = [
            "not_a_jpeg",
            "too_large",
            "too_many_pixels",
            "side_too_long",
            "too_much_memory",
            "too_many_scans",
            "too_many_segments",
            "truncated",
            "damaged",
            "unsupported",
            "failed",
        ];
        let own = [
            "usage_home",
            "usage_key_file",
            "usage_server",
            "key_file",
            "not_a_key",
            "file",
            "not_reached",
            "not_proven",
            "refused_by_server",
            "not_done_yet",
        ];
        for code in open.iter().chain(&app).chain(&photograph).chain(&own) {
            assert!(TEXTS.refusal.contains_key(*code), "{code}");
        }
    }

    #[test]
    fn every_label_exists() {
        for name in crate::shown::LABELS.into_iter().chain(crate::case::LABELS) {
            assert!(TEXTS.label.contains_key(name), "{name}");
        }
    }
}
