//! What shells say where the core has no words: from the catalogue that they take it from.

use std::{collections::BTreeMap, sync::LazyLock};

use langnghe_core::wire::words::{Language, Words};
use serde::Deserialize;

#[derive(Deserialize)]
struct Texts {
    kit: BTreeMap<String, Words>,
}

static TEXTS: LazyLock<Texts> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../../bindings/texts/screens.json")).unwrap()
});

/// A text that shells take for what they show of the core's.
pub(crate) fn of_shells(name: &str, language: Language) -> &'static str {
    TEXTS.kit[name].in_language(language)
}
