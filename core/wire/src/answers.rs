//! What a person answers to the questions that a category asks of its own.
//!
//! A filing carries answers as they were given, by the questions' codes, and its catalogue's version says which
//! questions those were. A report is never refused for what its catalogue asked: a question that
//! is gone by now, a choice that is no longer offered, or one that was left open stays as it is,
//! since a phone may have been offline when the catalogue changed. What is refused is only what no
//! catalogue allows.
//!
//! How a value is written depends on what is asked; see `docs/protocol.md`. Here it is text.

use serde::{Deserialize, Serialize};

use crate::{failure::Code, limits, text};

/// An answer to one question.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenAnswer {
    /// The question's code in its category.
    pub question: String,
    /// What was answered, normalised; several where several may be chosen, never none.
    pub values: Vec<String>,
}

/// Names the question, never what was answered.
impl std::fmt::Debug for GivenAnswer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "GivenAnswer({}, {} values)",
            self.question,
            self.values.len()
        )
    }
}

impl GivenAnswer {
    /// How many characters it has, as the limits count them.
    #[must_use]
    pub fn characters(&self) -> usize {
        self.values
            .iter()
            .map(|value| text::characters(value))
            .sum()
    }
}

/// The first thing about a report's answers that the protocol's own limits refuse, if any.
///
/// # Errors
/// [`Code::AnswerTooLong`] or [`Code::TextNotNormalised`]; [`Code::Malformed`] for what no phone
/// makes: too many, the same question twice, a code that is none, or nothing answered.
pub fn check(answers: &[GivenAnswer]) -> Result<(), Code> {
    if answers.len() > limits::ANSWERS_PER_REPORT {
        return Err(Code::Malformed);
    }
    let mut characters = 0;
    for (n, answer) in answers.iter().enumerate() {
        let is_repeated = answers[..n].iter().any(|a| a.question == answer.question);
        let count = answer.values.len();
        if is_repeated
            || !is_code(&answer.question)
            || !(1..=limits::VALUES_PER_ANSWER).contains(&count)
        {
            return Err(Code::Malformed);
        }
        answer.values.iter().try_for_each(|value| one(value))?;
        characters += answer.characters();
    }
    if characters > limits::ANSWERS_CHARACTERS {
        return Err(Code::AnswerTooLong);
    }
    Ok(())
}

fn one(value: &str) -> Result<(), Code> {
    if text::characters(value) > limits::ANSWER_CHARACTERS {
        return Err(Code::AnswerTooLong);
    }
    if !text::is_normalised(value) {
        return Err(Code::TextNotNormalised);
    }
    if value.is_empty() {
        return Err(Code::Malformed);
    }
    Ok(())
}

/// Whether a question can have this code: as the catalogue writes codes.
fn is_code(code: &str) -> bool {
    let is_allowed = |b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'_');
    (1..=limits::QUESTION_CODE_BYTES).contains(&code.len()) && code.bytes().all(is_allowed)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        filing::{Filing, tests::filing},
        ids::{OperationId, ReportId},
        operation::{Body, Envelope, Header, freeze},
    };

    fn given(question: &str, values: &[&str]) -> GivenAnswer {
        GivenAnswer {
            question: question.into(),
            values: values.iter().map(|value| (*value).to_owned()).collect(),
        }
    }

    fn header() -> Header {
        Header {
            id: OperationId::from_bytes([1; 16]),
            report: ReportId::from_bytes([2; 16]),
            n: 0,
            supersedes: None,
            at: "2026-11-23T08:00:01Z".parse().unwrap(),
        }
    }

    fn answered(answers: Vec<GivenAnswer>) -> Filing {
        Filing {
            answers,
            ..filing()
        }
    }

    #[test]
    fn what_no_catalogue_allows_is_refused_by_its_own_code() {
        let several = |count: usize| -> Vec<GivenAnswer> {
            (0..count)
                .map(|n| given(&format!("q{n}"), &["a"]))
                .collect()
        };
        let long = "ơ".repeat(limits::ANSWER_CHARACTERS);
        let long = long.as_str();
        let (too_long, too_many) = (format!("{long}ơ"), vec!["a"; 31]);
        for (name, answers, expected) in [
            ("none", vec![], Ok(())),
            ("some", vec![given("bien_so", &["99A-123.45"])], Ok(())),
            ("as many as may be", several(20), Ok(())),
            ("too many", several(21), Err(Code::Malformed)),
            ("as long as may be", vec![given("a", &[long; 4])], Ok(())),
            (
                "too long together",
                vec![given("a", &[long; 4]), given("b", &["x"])],
                Err(Code::AnswerTooLong),
            ),
            (
                "too long",
                vec![given("a", &[&too_long])],
                Err(Code::AnswerTooLong),
            ),
            (
                "too many values",
                vec![given("a", &too_many)],
                Err(Code::Malformed),
            ),
            ("no value", vec![given("a", &[])], Err(Code::Malformed)),
            (
                "nothing in it",
                vec![given("a", &[""])],
                Err(Code::Malformed),
            ),
            (
                "not NFC",
                vec![given("a", &["ca\u{323}nh"])],
                Err(Code::TextNotNormalised),
            ),
            ("no code", vec![given("", &["x"])], Err(Code::Malformed)),
            (
                "no code either",
                vec![given("Đ", &["x"])],
                Err(Code::Malformed),
            ),
            (
                "the same twice",
                vec![given("a", &["x"]), given("a", &["y"])],
                Err(Code::Malformed),
            ),
        ] {
            assert_eq!(answered(answers).check(), expected, "{name}");
        }
    }

    #[test]
    fn answers_are_written_as_ever_and_read_back() {
        let answers = vec![
            given("do_sau", &["12,5"]),
            given("lan_duong", &["left", "right"]),
        ];
        let filing = answered(answers);
        let written = serde_json::to_string(&filing).unwrap();
        assert_eq!(serde_json::from_str::<Filing>(&written).unwrap(), filing);
        insta::assert_snapshot!(written);
    }

    /// Phones from before there were answers send none, and what they send is as it was.
    #[test]
    fn without_answers_a_filing_is_written_as_before_there_were_any() {
        let written = serde_json::to_string(&filing()).unwrap();
        assert!(!written.contains("answers"), "{written}");
        assert_eq!(serde_json::from_str::<Filing>(&written).unwrap(), filing());
    }

    #[test]
    fn what_a_later_release_says_of_an_answer_is_ignored() {
        let written = serde_json::to_string(&answered(vec![given("a", &["x"])])).unwrap();
        let newer = written.replace("{\"question\"", "{\"certainty\":3,\"question\"");
        let read: Filing = serde_json::from_str(&newer).unwrap();
        assert_eq!(read.answers, [given("a", &["x"])]);
    }

    #[test]
    fn nothing_that_was_answered_is_shown_where_it_is_logged() {
        let shown = format!("{:?}", given("bien_so", &["99A-123.45"]));
        assert_eq!(shown, "GivenAnswer(bien_so, 1 values)");
    }

    #[test]
    fn the_longest_answers_fit_an_operation_beside_the_longest_text() {
        // Four bytes a character is the most that UTF-8 takes.
        let long = "😀".repeat(limits::ANSWERS_CHARACTERS / limits::ANSWERS_PER_REPORT);
        let answers: Vec<GivenAnswer> = (10..10 + limits::ANSWERS_PER_REPORT)
            .map(|n| given(&format!("{n}{}", "x".repeat(38)), &[&long]))
            .collect();
        let mut longest = answered(answers);
        longest.text = "😀".repeat(limits::TEXT_CHARACTERS);
        longest.place.detail = Some("😀".repeat(limits::DETAIL_CHARACTERS));
        longest.attachments = (0..6u8)
            .map(|n| crate::Attachment::photo(crate::Sha256::of(&[n]), 300_000))
            .collect();
        assert_eq!(longest.check(), Ok(()));
        assert!(freeze(header(), &Body::File(longest)).is_ok());
    }

    proptest! {
        /// Whatever comes as answers is read or refused, and what is let in keeps to the limits.
        #[test]
        fn any_answers_are_read_or_refused(
            raw in proptest::collection::vec(("[a-zĐ_]{0,42}", proptest::collection::vec(any::<String>(), 0..4)), 0..24),
            written in "\\PC*",
        ) {
            let answers: Vec<GivenAnswer> = raw
                .into_iter()
                .map(|(question, values)| GivenAnswer { question, values })
                .collect();
            let frozen = freeze(header(), &Body::File(answered(answers.clone())));
            if let Ok(frozen) = frozen {
                match Envelope::read(&frozen.bytes).unwrap().open() {
                    Ok(Body::File(read)) => {
                        prop_assert_eq!(&read.answers, &answers);
                        let characters: usize = answers.iter().map(GivenAnswer::characters).sum();
                        prop_assert!(characters <= limits::ANSWERS_CHARACTERS);
                    }
                    Ok(other) => prop_assert!(false, "{}", other.kind()),
                    Err(code) => prop_assert!(code.is_remembered(), "{code:?}"),
                }
            }
            let whole = freeze(header(), &Body::File(answered(vec![given("a", &["x"])]))).unwrap().bytes;
            let broken = whole.replace("[\"x\"]", &serde_json::to_string(&written).unwrap());
            let opened = Envelope::read(&broken).unwrap().open();
            prop_assert_eq!(opened, Err(Code::Malformed));
        }
    }
}
