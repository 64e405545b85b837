//! What somebody typed or chose in a form of a case, field by field.
//!
//! It is kept whole on every way that doesn't end in something done: a field that lacks
//! something, a case that changed meanwhile, a session that had ended.

use std::collections::BTreeMap;

use langnghe_wire::{limits, text};
use serde::{Deserialize, Serialize};

/// The fields that forms have, beside what every form carries: those of a case's page, and those
/// with which a report is entered.
const FIELDS: [&str; 23] = [
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
    "asked",
    "show",
];

/// Those of them that somebody writes into, and doesn't choose or find filled in.
const WRITTEN: [&str; 8] = [
    "text",
    "belongs",
    "cause",
    "without_photograph",
    "detail",
    "name",
    "phone",
    "email",
];

/// What stands before a question's code in the name of the field with its answer.
pub(super) const ANSWER: &str = "answer-";
/// Answers that one form may carry: no category asks more.
const ANSWERS: usize = 40;
/// Bytes of what was chosen of one question, before no more is put behind it: no form chooses more.
const CHOSEN_BYTES: usize = 4 * 1024;

/// The fields that were sent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "BTreeMap<String, String>", into = "BTreeMap<String, String>")]
pub(super) struct Typed {
    fields: BTreeMap<&'static str, String>,
    /// By the questions' codes.
    answers: BTreeMap<String, String>,
}

impl Typed {
    /// Keeps a field, if forms have such a one.
    pub(super) fn take(&mut self, name: &str, value: &str) {
        if let Some(code) = name.strip_prefix(ANSWER) {
            return self.take_answer(code, value);
        }
        if let Some(known) = FIELDS.into_iter().find(|known| *known == name) {
            // Forms write CRLF; what is kept and compared is the text itself.
            self.fields.insert(known, text::normalised(value));
        }
    }

    /// Of several choices each comes by itself: they stand on a line each.
    fn take_answer(&mut self, code: &str, value: &str) {
        let is_code = (1..=limits::QUESTION_CODE_BYTES).contains(&code.len())
            && code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        let has_room = self.answers.len() < ANSWERS || self.answers.contains_key(code);
        if !is_code || !has_room {
            return;
        }
        let answer = self.answers.entry(code.to_owned()).or_default();
        if answer.len() > CHOSEN_BYTES {
            return;
        }
        let both = format!("{answer}\n{value}");
        *answer = text::normalised(&both);
    }

    /// What was answered to a question; nothing if it wasn't sent.
    pub(super) fn answer(&self, code: &str) -> &str {
        self.answers.get(code).map_or("", String::as_str)
    }

    /// Puts more behind what stands in a field.
    pub(super) fn append(&mut self, name: &str, more: &str) {
        let both = format!("{}\n\n{more}", self.get(name));
        self.take(name, &both);
    }

    /// What stands in a field; nothing if it wasn't sent.
    pub(super) fn get(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }

    /// Whether nothing was typed or chosen.
    pub(super) fn is_blank(&self) -> bool {
        self.bytes() == 0
    }

    /// What was written, piece by piece, for a page that can only give it back.
    pub(super) fn written(&self) -> Vec<String> {
        let fields = WRITTEN.into_iter().map(|name| self.get(name));
        let answers = self.answers.values().map(String::as_str);
        let written = fields.chain(answers).filter(|words| !words.is_empty());
        written.map(str::to_owned).collect()
    }

    /// Every field that was sent.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
    }

    /// How many bytes it is in all.
    pub(super) fn bytes(&self) -> usize {
        let values = self.fields.values().chain(self.answers.values());
        values.map(String::len).sum()
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
    fn from(Typed { fields, answers }: Typed) -> Self {
        let fields = fields
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value));
        let answers = answers
            .into_iter()
            .map(|(code, value)| (format!("{ANSWER}{code}"), value));
        fields.chain(answers).collect()
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
        typed.take("answer-ben", "trai");
        typed.take("answer-ben", "phai");
        typed.take("answer-../x", "phai");
        assert_eq!(typed.answer("ben"), "trai\nphai");
        let json = serde_json::to_string(&typed).unwrap();
        assert!(!json.contains(".."));
        assert_eq!(serde_json::from_str::<Typed>(&json).unwrap(), typed);
        for n in 0..100 {
            typed.take(&format!("answer-q{n}"), "x");
        }
        assert_eq!(typed.answers.len(), ANSWERS);
        let strange: Typed = serde_json::from_str(r#"{"do":"x"}"#).unwrap();
        assert_eq!(strange, Typed::default());
    }
}
