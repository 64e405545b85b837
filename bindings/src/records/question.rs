//! What a category asks of its own, and what was answered.
//!
//! An answer is a list of values, each a text. How one is written depends on the kind: a number as
//! typed, a choice by its code, `yes` or `no`, a moment by RFC 3339 (`2026-11-23T08:00:00+07:00`).

use langnghe_core::{
    report::{AnsweredQuestion, AskedQuestion},
    wire::{GivenAnswer, words},
};
use langnghe_places::category::{Question, QuestionKind};

use super::{Guidance, Words};

/// A question of a category.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct QuestionView {
    /// What an answer carries.
    pub code: String,
    /// What people read.
    pub text: Words,
    /// What an answer looks like.
    pub kind: QuestionKindName,
    /// Whether the report can't be sent without an answer.
    pub required: bool,
    /// What there is to choose from; empty unless the kind is about choosing.
    pub choices: Vec<ChoiceView>,
}

/// What an answer looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum QuestionKindName {
    /// Free text.
    Text,
    /// Free text on one line.
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
}

/// One answer to choose.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ChoiceView {
    /// What an answer carries.
    pub code: String,
    /// What people read.
    pub text: Words,
}

/// A question that a draft's category asks, and its answer so far.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct AskedView {
    /// The question.
    pub question: QuestionView,
    /// The answer as typed; empty if there is none yet.
    pub values: Vec<String>,
    /// Whether the catalogue still asks it: an answer given before stays, and can be taken back.
    pub is_asked: bool,
    /// What keeps the draft from being sent.
    pub problem: Option<AnswerProblem>,
}

/// What is wrong with an answer, or that one is missing.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct AnswerProblem {
    /// `answer_required`, `answer_invalid` or `answer_too_long`.
    pub code: String,
    /// What to tell the person.
    pub guidance: Guidance,
}

/// A question of a report, as it was asked then, and its answer.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct AnsweredView {
    /// The question.
    pub question: QuestionView,
    /// What was answered.
    pub values: Vec<String>,
    /// The same in words, value by value; a moment is as it is written.
    pub said: Vec<Words>,
}

/// An answer to give. Without values it takes back what was answered.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct AnswerChange {
    /// The question's code.
    pub question: String,
    /// The answer, as typed or chosen.
    pub values: Vec<String>,
}

impl From<&Question> for QuestionView {
    fn from(question: &Question) -> Self {
        let choice = |choice: &langnghe_places::category::Choice| ChoiceView {
            code: choice.code.clone(),
            text: (&choice.text).into(),
        };
        Self {
            code: question.code.clone(),
            text: (&question.text).into(),
            kind: question.kind.into(),
            required: question.required,
            choices: question.choices.iter().map(choice).collect(),
        }
    }
}

impl From<QuestionKind> for QuestionKindName {
    fn from(kind: QuestionKind) -> Self {
        match kind {
            QuestionKind::Line => Self::Line,
            QuestionKind::Number => Self::Number,
            QuestionKind::YesNo => Self::YesNo,
            QuestionKind::Moment => Self::Moment,
            QuestionKind::Choice => Self::Choice,
            QuestionKind::Choices => Self::Choices,
            // The core asks none that it doesn't know.
            _ => Self::Text,
        }
    }
}

impl From<&AskedQuestion> for AskedView {
    fn from(asked: &AskedQuestion) -> Self {
        let problem = asked.problem.map(|code| AnswerProblem {
            code: code.as_str().to_owned(),
            guidance: words::guidance(code).into(),
        });
        Self {
            question: (&asked.question).into(),
            values: asked.values.clone(),
            is_asked: asked.is_asked,
            problem,
        }
    }
}

impl From<&AnsweredQuestion> for AnsweredView {
    fn from(answered: &AnsweredQuestion) -> Self {
        Self {
            question: (&answered.question).into(),
            values: answered.values.clone(),
            said: answered.said().iter().map(Words::from).collect(),
        }
    }
}

impl From<AnswerChange> for GivenAnswer {
    fn from(AnswerChange { question, values }: AnswerChange) -> Self {
        Self { question, values }
    }
}

#[cfg(test)]
mod tests {
    use langnghe_core::wire::Code;
    use langnghe_places::{Text, category::Choice};

    use super::*;

    fn question(kind: QuestionKind) -> Question {
        let text = |vi: &str| Text {
            vi: vi.into(),
            en: format!("{vi} (en)"),
        };
        let choice = |code: &str, vi| Choice {
            code: code.into(),
            text: text(vi),
        };
        Question {
            code: "phia".into(),
            text: text("Phía nào?"),
            kind,
            required: true,
            choices: vec![choice("trong", "Trong đồng"), choice("ngoai", "Ngoài sông")],
        }
    }

    #[test]
    fn a_question_is_shown_with_its_choices_its_answer_and_what_is_wrong_with_it() {
        let asked = AskedView::from(&AskedQuestion {
            question: question(QuestionKind::Choices),
            values: vec!["trong".into()],
            is_asked: true,
            problem: Some(Code::AnswerInvalid),
        });
        assert_eq!(asked.question.kind, QuestionKindName::Choices);
        assert_eq!(asked.question.choices[1].text.vi, "Ngoài sông");
        assert_eq!(asked.values, ["trong"]);
        let problem = asked.problem.unwrap();
        assert_eq!(problem.code, "answer_invalid");
        assert!(!problem.guidance.way_out.vi.is_empty());
    }

    #[test]
    fn what_was_answered_is_said_in_words() {
        let answered = AnsweredView::from(&AnsweredQuestion {
            question: question(QuestionKind::Choices),
            values: vec!["trong".into(), "ngoai".into()],
        });
        let said: Vec<&str> = answered
            .said
            .iter()
            .map(|words| words.vi.as_str())
            .collect();
        assert_eq!(said, ["Trong đồng", "Ngoài sông"]);
        let answered = AnsweredView::from(&AnsweredQuestion {
            question: question(QuestionKind::YesNo),
            values: vec!["no".into()],
        });
        assert_eq!(
            (answered.said[0].vi.as_str(), answered.said[0].en.as_str()),
            ("Không", "No")
        );
    }

    #[test]
    fn every_kind_that_is_asked_has_its_name() {
        use QuestionKind as K;
        use QuestionKindName as N;
        for (kind, name) in [
            (K::Text, N::Text),
            (K::Line, N::Line),
            (K::Number, N::Number),
            (K::YesNo, N::YesNo),
            (K::Moment, N::Moment),
            (K::Choice, N::Choice),
            (K::Choices, N::Choices),
        ] {
            assert_eq!(QuestionKindName::from(kind), name);
        }
    }
}
