//! What somebody typed or chose in a form of a case, field by field.
//!
//! It is kept whole on every way that doesn't end in something done: a field that lacks
//! something, a case that changed meanwhile, a session that had ended.

use std::collections::BTreeMap;

use langnghe_wire::text;
use serde::{Deserialize, Serialize};

/// The fields that forms have, beside what every form carries: those of a case's page, and those
/// with which a report is entered.
const FIELDS: [&str; 21] = [
    "text",
    "unit",
    "belongs",
    "cause",
    "remedy",
    "without_photograph",
    "level",
    "user",
    "public",
    "into",
    "report",
    "origin",
    "category",
    "commune",
    "detail",
    "point",
    "day",
    "hour",
    "name",
    "phone",
    "email",
];

/// The fields that were sent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "BTreeMap<String, String>", into = "BTreeMap<String, String>")]
pub(super) struct Typed(BTreeMap<&'static str, String>);

impl Typed {
    /// Keeps a field, if forms have such a one.
    pub(super) fn take(&mut self, name: &str, value: &str) {
        if let Some(known) = FIELDS.into_iter().find(|known| *known == name) {
            // Forms write CRLF; what is kept and compared is the text itself.
            self.0.insert(known, text::normalised(value));
        }
    }

    /// Puts more behind what stands in a field.
    pub(super) fn append(&mut self, name: &str, more: &str) {
        let both = format!("{}\n\n{more}", self.get(name));
        self.take(name, &both);
    }

    /// What stands in a field; nothing if it wasn't sent.
    pub(super) fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// Every field that was sent.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0.iter().map(|(name, value)| (*name, value.as_str()))
    }

    /// How many bytes it is in all.
    pub(super) fn bytes(&self) -> usize {
        self.0.values().map(String::len).sum()
    }
}

impl From<BTreeMap<String, String>> for Typed {
    fn from(fields: BTreeMap<String, String>) -> Self {
        let mut typed = Self::default();
        for (name, value) in &fields {
            typed.take(name, value);
        }
        typed
    }
}

impl From<Typed> for BTreeMap<String, String> {
    fn from(Typed(fields): Typed) -> Self {
        let owned = |(name, value): (&str, String)| (name.to_owned(), value);
        fields.into_iter().map(owned).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_fields_are_kept_and_put_right_and_others_are_not() {
        let mut typed = Typed::default();
        for (name, value) in [
            ("text", " một\r\nhai "),
            ("csrf", "secret"),
            ("unit", "24-sxd"),
        ] {
            typed.take(name, value);
        }
        assert_eq!(typed.get("text"), "một\nhai");
        assert_eq!((typed.get("unit"), typed.get("csrf")), ("24-sxd", ""));
        let json = serde_json::to_string(&typed).unwrap();
        assert!(!json.contains("secret"));
        assert_eq!(serde_json::from_str::<Typed>(&json).unwrap(), typed);
        let strange: Typed = serde_json::from_str(r#"{"do":"x"}"#).unwrap();
        assert_eq!(strange, Typed::default());
    }
}
