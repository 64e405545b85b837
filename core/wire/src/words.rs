//! What people read: Vietnamese first, English beside it, every text from one catalogue
//! (`texts/words.json`), so that phone, console and portal call a thing by one name.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::{Deserialize, Serialize};

use crate::{change::CaseStatus, failure::Code, outcome::Remedy};

/// A language that people can choose.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// Tiếng Việt.
    #[default]
    #[serde(rename = "vi")]
    Vietnamese,
    /// English.
    #[serde(rename = "en")]
    English,
}

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Words {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

impl Words {
    /// From the two texts.
    #[must_use]
    pub fn both(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            vi: vi.into(),
            en: en.into(),
        }
    }

    /// The text in a language.
    #[must_use]
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Vietnamese => &self.vi,
            Language::English => &self.en,
        }
    }
}

/// What a person is told when something needs them: what happened, what is safe, what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guidance {
    /// What happened.
    pub happened: Words,
    /// What is safe.
    pub safe: Words,
    /// What to do.
    pub way_out: Words,
}

#[derive(Deserialize)]
struct Texts {
    case: BTreeMap<String, Words>,
    clock: BTreeMap<String, Words>,
    remedy: BTreeMap<String, Words>,
    level: BTreeMap<String, Words>,
    answer: BTreeMap<String, Words>,
    delivery: BTreeMap<String, Words>,
    failure: BTreeMap<String, Guidance>,
    other: Guidance,
}

static TEXTS: LazyLock<Texts> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../texts/words.json"))
        .expect("the catalogue is compiled in, and a test reads it")
});

/// The name of a case's state.
#[must_use]
pub fn case_status(status: CaseStatus) -> &'static Words {
    &TEXTS.case[status.as_str()]
}

/// How a clock stands, such as `paused`; see [`CLOCK`].
///
/// # Panics
/// If `name` isn't one of [`CLOCK`].
#[must_use]
pub fn clock(name: &str) -> &'static Words {
    &TEXTS.clock[name]
}

/// What can be said of a clock; `{reason}`, `{time}` and `{n}` stand for what is told with it.
pub const CLOCK: [&str; 9] = [
    "paused",
    "asked",
    "intake_late",
    "resolution_late",
    "hour",
    "hours",
    "day",
    "days",
    "done",
];

/// The name of a remedy.
#[must_use]
pub fn remedy(remedy: Remedy) -> &'static Words {
    &TEXTS.remedy[remedy.as_str()]
}

/// The name of a level, by its code in the catalogue; one that a later release knows is told as
/// such.
#[must_use]
pub fn level(code: &str) -> &'static Words {
    TEXTS.level.get(code).unwrap_or(&TEXTS.level["unknown"])
}

/// What `yes` and `no` say, which answer a question; none for anything else.
#[must_use]
pub fn answer(value: &str) -> Option<&'static Words> {
    TEXTS.answer.get(value)
}

/// The name of a rung of the delivery ladder, such as `waiting`; see [`DELIVERY`].
///
/// # Panics
/// If `rung` isn't one of [`DELIVERY`].
#[must_use]
pub fn delivery(rung: &str) -> &'static Words {
    &TEXTS.delivery[rung]
}

/// The rungs of the delivery ladder; `{sent}` and `{total}` in a text stand for photographs.
pub const DELIVERY: [&str; 7] = [
    "draft",
    "waiting",
    "sending",
    "parked",
    "text_received",
    "complete",
    "withdrawn",
];

/// What to tell a person about a failure.
#[must_use]
pub fn guidance(code: Code) -> &'static Guidance {
    TEXTS.failure.get(code.as_str()).unwrap_or(&TEXTS.other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::Class;

    fn assert_whole(name: &str, words: &Words) {
        for text in [&words.vi, &words.en] {
            assert!(!text.trim().is_empty(), "{name} lacks a text");
            assert!(
                crate::text::is_normalised(text),
                "{name} is not in NFC: {text}"
            );
        }
    }

    #[test]
    fn every_state_and_rung_has_its_words() {
        for status in CaseStatus::ALL.into_iter().chain([CaseStatus::Unknown]) {
            assert_whole(status.as_str(), case_status(status));
        }
        for rung in DELIVERY {
            assert_whole(rung, delivery(rung));
        }
        for name in CLOCK {
            assert_whole(name, clock(name));
        }
        assert_eq!(TEXTS.clock.len(), CLOCK.len());
        for one in Remedy::ALL.into_iter().chain([Remedy::Unknown]) {
            assert_whole(one.as_str(), remedy(one));
        }
        for code in ["urgent", "normal", "complex", "unknown"] {
            assert_whole(code, level(code));
        }
        assert_eq!(level("of tomorrow"), level("unknown"));
        for value in ["yes", "no"] {
            assert_whole(value, answer(value).unwrap());
        }
        assert_eq!(answer("perhaps"), None);
    }

    #[test]
    fn every_failure_that_needs_a_person_says_what_to_do() {
        for code in Code::ALL.iter().chain([&Code::Unknown]) {
            // One from the future has the words that stand for any other.
            let needs_words = *code != Code::Unknown
                && matches!(
                    code.class(),
                    Class::Person | Class::Permanent | Class::Upgrade | Class::Gone
                );
            assert_eq!(
                TEXTS.failure.contains_key(code.as_str()),
                needs_words,
                "{} ({:?})",
                code.as_str(),
                code.class()
            );
            let guidance = guidance(*code);
            for words in [&guidance.happened, &guidance.safe, &guidance.way_out] {
                assert_whole(code.as_str(), words);
            }
        }
        for name in TEXTS.failure.keys() {
            let known = Code::ALL.iter().any(|code| code.as_str() == name);
            assert!(known, "{name} is no code");
        }
    }
}
