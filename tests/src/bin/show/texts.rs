//! What the story says, from its catalogue (`texts.json`).

use std::{collections::BTreeMap, sync::LazyLock};

use langnghe_wire::words::Words;

static TEXTS: LazyLock<BTreeMap<String, Words>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("texts.json"))
        .expect("the catalogue is compiled in, and a test reads it")
});

/// A text by its name.
///
/// # Panics
/// If there is none: all of them are named in this program, and telling the story asks for each.
pub(crate) fn text(name: &str) -> &'static Words {
    &TEXTS[name]
}

/// A text with its `{}` filled in.
pub(crate) fn text_with(name: &str, what: &str) -> Words {
    let words = text(name);
    Words::both(words.vi.replace("{}", what), words.en.replace("{}", what))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_has_both_languages_and_fills_in_both() {
        for (name, words) in TEXTS.iter() {
            assert!(!words.vi.is_empty() && !words.en.is_empty(), "{name}");
            assert_eq!(words.vi.contains("{}"), words.en.contains("{}"), "{name}");
        }
    }
}
