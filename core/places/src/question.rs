//! What a category asks besides what every report says: what Open311 calls attributes.
//!
//! Each kind says how an answer is written, the same on phones, on the network and in the console:
//!
//! | kind | Open311 | a value |
//! |---|---|---|
//! | `line` | `string` | one line |
//! | `text` | `text` | any text |
//! | `number` | `number` | digits, as typed: `12`, `-3`, `12,5` or `12.5` |
//! | `yes_no` | `singlevaluelist` | `yes` or `no` |
//! | `moment` | `datetime` | RFC 3339, such as `2026-11-23T08:00:00+07:00` |
//! | `choice` | `singlevaluelist` | the code of a choice |
//! | `choices` | `multivaluelist` | codes of choices, each a value |

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::text::Text;

/// A question that only one category asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// What answers carry; unique within the category.
    pub code: String,
    /// What people read.
    pub text: Text,
    /// What an answer looks like.
    pub kind: QuestionKind,
    /// Whether a report without an answer can't be sent.
    #[serde(default)]
    pub required: bool,
    /// What a [`QuestionKind::Choice`] or [`QuestionKind::Choices`] offers.
    #[serde(default)]
    pub choices: Vec<Choice>,
}

/// What an answer looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum QuestionKind {
    /// Free text.
    Text,
    /// Free text on one line, such as the number of a lamp post.
    Line,
    /// A number.
    Number,
    /// Yes or no.
    YesNo,
    /// A day and a time.
    Moment,
    /// One of the choices.
    Choice,
    /// Any of the choices.
    Choices,
    /// One that this version doesn't know and doesn't ask: from a newer catalogue.
    #[serde(other)]
    Unknown,
}

/// One answer to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What answers carry; unique within the question.
    pub code: String,
    /// What people read.
    pub text: Text,
}

/// The value that says yes to a [`QuestionKind::YesNo`].
pub const YES: &str = "yes";
/// The value that says no.
pub const NO: &str = "no";

impl QuestionKind {
    /// Whether there is something to choose from.
    #[must_use]
    pub fn has_choices(self) -> bool {
        matches!(self, Self::Choice | Self::Choices)
    }
}

impl Question {
    /// Whether this version can ask it.
    #[must_use]
    pub fn can_be_asked(&self) -> bool {
        self.kind != QuestionKind::Unknown
    }

    /// The choice with a code.
    #[must_use]
    pub fn choice(&self, code: &str) -> Option<&Choice> {
        self.choices.iter().find(|choice| choice.code == code)
    }

    /// Whether these values, of which none is empty, are an answer to it. Of a kind that this
    /// version doesn't know, nobody can say so, and anything is.
    #[must_use]
    pub fn is_answered_by<T: AsRef<str>>(&self, values: &[T]) -> bool {
        let fits = |value: &str| match self.kind {
            QuestionKind::Line => !value.contains('\n'),
            QuestionKind::Number => is_number(value),
            QuestionKind::YesNo => value == YES || value == NO,
            QuestionKind::Moment => value.parse::<Timestamp>().is_ok(),
            QuestionKind::Choice | QuestionKind::Choices => self.choice(value).is_some(),
            QuestionKind::Text | QuestionKind::Unknown => true,
        };
        let count_fits = match self.kind {
            QuestionKind::Choices => {
                let repeats =
                    |n: usize| values[..n].iter().any(|v| v.as_ref() == values[n].as_ref());
                !values.is_empty() && !(1..values.len()).any(repeats)
            }
            QuestionKind::Unknown => !values.is_empty(),
            _ => values.len() == 1,
        };
        count_fits && values.iter().all(|value| fits(value.as_ref()))
    }
}

/// Digits, a sign before them and one comma or point between them if need be. Vietnamese writes
/// the comma, keyboards offer the point; what groups thousands is neither, since nobody could
/// tell `1.000` from one.
fn is_number(value: &str) -> bool {
    let digits = value.strip_prefix('-').unwrap_or(value);
    let (whole, fraction) = digits.split_once([',', '.']).unwrap_or((digits, "0"));
    let are_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    are_digits(whole) && are_digits(fraction)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(vi: &str) -> Text {
        Text {
            vi: vi.into(),
            en: vi.into(),
        }
    }

    fn question(kind: QuestionKind) -> Question {
        let choice = |code: &str| Choice {
            code: code.into(),
            text: text(code),
        };
        Question {
            code: "q".into(),
            text: text("Gì?"),
            kind,
            required: false,
            choices: vec![choice("left"), choice("right")],
        }
    }

    #[test]
    fn each_kind_takes_what_it_asks_for() {
        use QuestionKind as K;
        type Values = &'static [&'static [&'static str]];
        let cases: [(K, Values, Values); 8] = [
            (K::Text, &[&["một\nhai"]], &[&[], &["a", "b"]]),
            (K::Line, &[&["cột số 12"]], &[&["một\nhai"]]),
            (
                K::Number,
                &[&["12"], &["-3"], &["12,5"], &["0.25"]],
                &[
                    &["mười"],
                    &["1.000,5"],
                    &["12,"],
                    &[",5"],
                    &["-"],
                    &["1e3"],
                    &["١"],
                ],
            ),
            (K::YesNo, &[&["yes"], &["no"]], &[&["có"], &["yes", "no"]]),
            (
                K::Moment,
                &[&["2026-11-23T08:00:00+07:00"], &["2026-11-23T01:00:00Z"]],
                &[&["2026-11-23"], &["2026-13-01T00:00:00Z"], &["08:00"]],
            ),
            (
                K::Choice,
                &[&["left"], &["right"]],
                &[&["up"], &["left", "right"], &[]],
            ),
            (
                K::Choices,
                &[&["left"], &["right", "left"]],
                &[&[], &["left", "up"], &["left", "left"]],
            ),
            (K::Unknown, &[&["anything"], &["a", "b"]], &[&[]]),
        ];
        for (kind, fitting, others) in cases {
            let question = question(kind);
            for values in fitting {
                assert!(question.is_answered_by(values), "{kind:?} {values:?}");
            }
            for values in others {
                assert!(!question.is_answered_by(values), "{kind:?} {values:?}");
            }
        }
    }

    proptest! {
        /// Whatever is typed for a number, what is taken for one can be reckoned with.
        #[test]
        fn what_is_taken_for_a_number_is_one(typed in "-?[0-9,.]{0,12}|\\PC{0,8}") {
            if question(QuestionKind::Number).is_answered_by(&[&typed]) {
                prop_assert!(typed.replace(',', ".").parse::<f64>().is_ok(), "{typed}");
            }
        }

        #[test]
        fn no_answer_makes_it_fail(kind in 0usize..8, values in proptest::collection::vec(any::<String>(), 0..4)) {
            use QuestionKind as K;
            let kinds = [K::Text, K::Line, K::Number, K::YesNo, K::Moment, K::Choice, K::Choices, K::Unknown];
            let _ = question(kinds[kind]).is_answered_by(&values);
        }
    }
}
