//! What the chosen category asks besides, and what the person answered.
//!
//! Answers are kept with a draft as typed, each under the category for which it was given and with
//! the question as it was asked. From there:
//!
//! - another category brings its own questions; an answer that fits one of them comes along, the
//!   others wait in the draft, should the person choose the first category again;
//! - a question that a newer catalogue no longer asks stays with its answer, and is sent; one that
//!   wants another kind of answer is asked anew, unless both are written, or both are chosen;
//! - what is wrong with an answer, or lacks one that is required, is said for each question, and
//!   keeps a draft from being sent, never from being kept.

use langnghe_places::{
    Catalogue,
    category::{Question, QuestionKind},
};
use langnghe_wire::{
    Code, GivenAnswer, limits, text,
    words::{self, Guidance, Words},
};

use crate::store::{AnswerRow, ReportRow};

/// A question of a draft's category, and how it is answered.
#[derive(Debug, Clone, PartialEq)]
pub struct AskedQuestion {
    /// The question.
    pub question: Question,
    /// The answer as typed; empty if there is none yet.
    pub values: Vec<String>,
    /// Whether the catalogue still asks it. What was answered before stays either way, and can be
    /// taken back.
    pub is_asked: bool,
    /// What keeps the draft from being sent.
    pub problem: Option<Code>,
}

impl AskedQuestion {
    /// What to tell the person about it, if anything.
    #[must_use]
    pub fn guidance(&self) -> Option<&'static Guidance> {
        self.problem.map(words::guidance)
    }

    /// The answer as it is filed, if there is one.
    pub(super) fn filed(&self) -> Option<GivenAnswer> {
        let values = clean(&self.values);
        (!values.is_empty()).then(|| GivenAnswer {
            question: self.question.code.clone(),
            values,
        })
    }
}

/// A question of a report that was submitted, as it was asked then, and its answer.
#[derive(Debug, Clone, PartialEq)]
pub struct AnsweredQuestion {
    /// The question.
    pub question: Question,
    /// What was answered.
    pub values: Vec<String>,
}

impl AnsweredQuestion {
    /// What was answered in words: a choice by its text, anything else as it is.
    #[must_use]
    pub fn said(&self) -> Vec<Words> {
        let said = |value: &String| said(&self.question, value);
        self.values.iter().map(said).collect()
    }
}

/// A value of an answer in words: a choice by its text, *yes* and *no* as people say it, anything
/// else as it is.
#[must_use]
pub fn said(question: &Question, value: &str) -> Words {
    let choice = question.choice(value).map(|choice| &choice.text);
    let choice = choice.map(|text| Words::both(&text.vi, &text.en));
    let yes_or_no = || match question.kind {
        QuestionKind::YesNo => words::answer(value).cloned(),
        _ => None,
    };
    choice
        .or_else(yes_or_no)
        .unwrap_or_else(|| Words::both(value, value))
}

/// The questions of a draft: those of its category, in the catalogue's order, then those that were
/// answered and are no longer asked.
#[must_use]
pub fn questions(report: &ReportRow, catalogue: &Catalogue) -> Vec<AskedQuestion> {
    let category = catalogue.category(&report.category);
    let asked: Vec<&Question> = category
        .iter()
        .flat_map(|category| &category.questions)
        .filter(|question| question.can_be_asked())
        .collect();
    let gone = report.answers.iter().filter(|answer| {
        answer.category == report.category && !asked.iter().any(|q| q.code == answer.question.code)
    });
    let gone = gone.map(|answer| AskedQuestion {
        problem: problem(&answer.question, &answer.values, false),
        question: answer.question.clone(),
        values: answer.values.clone(),
        is_asked: false,
    });
    let asked = asked.iter().map(|question| {
        let values = answer_to(report, question);
        AskedQuestion {
            question: (*question).clone(),
            problem: problem(question, &values, true),
            values,
            is_asked: true,
        }
    });
    asked.chain(gone).collect()
}

/// The questions' problems as the draft has them: each once, in the order of the questions.
#[must_use]
pub(super) fn problems(questions: &[AskedQuestion]) -> Vec<Code> {
    let mut codes: Vec<Code> = Vec::new();
    let filed = questions.iter().filter_map(AskedQuestion::filed);
    let characters: usize = filed.map(|answer| answer.characters()).sum();
    let together = (characters > limits::ANSWERS_CHARACTERS).then_some(Code::AnswerTooLong);
    for code in questions.iter().filter_map(|q| q.problem).chain(together) {
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes
}

/// What is kept of a draft's answers when it is submitted: what is sent, as it is sent.
#[must_use]
pub(crate) fn sent(report: &ReportRow, catalogue: &Catalogue) -> Vec<AnswerRow> {
    let answered = questions(report, catalogue)
        .into_iter()
        .filter_map(|asked| {
            asked.filed().map(|filed| AnswerRow {
                category: report.category.clone(),
                question: asked.question,
                values: filed.values,
            })
        });
    answered.take(limits::ANSWERS_PER_REPORT).collect()
}

/// Answers a question of a draft, or takes its answer back where no value says anything. Whether
/// the category asks such a question; if it doesn't, nothing has changed.
#[must_use]
pub(crate) fn answer(report: &mut ReportRow, catalogue: &Catalogue, given: GivenAnswer) -> bool {
    let GivenAnswer {
        question: code,
        values,
    } = given;
    let asked = questions(report, catalogue);
    let order: Vec<String> = asked.iter().map(|q| q.question.code.clone()).collect();
    let asked = asked.into_iter().find(|asked| asked.question.code == code);
    let Some(AskedQuestion { question, .. }) = asked else {
        return false;
    };
    let is_taken_back = clean(&values).is_empty();
    // Taken back, it must not come along from another category either.
    report.answers.retain(|answer| {
        answer.question.code != code || !(is_taken_back || answer.category == report.category)
    });
    if !is_taken_back {
        report.answers.push(AnswerRow {
            category: report.category.clone(),
            question,
            values,
        });
    }
    // As on the page, whichever was answered first: those that are asked no longer keep their order.
    let place = |answer: &AnswerRow| order.iter().position(|code| *code == answer.question.code);
    report.answers.sort_by_key(place);
    true
}

/// What was answered to a question: under this category, or under another and fitting. The code
/// of a choice would do for a text, and is a word that nobody wrote.
fn answer_to(report: &ReportRow, question: &Question) -> Vec<String> {
    let mut known = report
        .answers
        .iter()
        .rev()
        .filter(|answer| answer.question.code == question.code);
    let of_another = known.clone().find(|answer| {
        answer.question.kind == question.kind && question.is_answered_by(&clean(&answer.values))
    });
    known
        .find(|answer| {
            answer.category == report.category && are_alike(answer.question.kind, question.kind)
        })
        .or(of_another)
        .map_or_else(Vec::new, |answer| answer.values.clone())
}

/// Whether an answer to a question of one kind can be meant for one of the other: both are written,
/// or both are chosen.
fn are_alike(one: QuestionKind, other: QuestionKind) -> bool {
    use QuestionKind::{Line, Number, Text};
    let all = |is: fn(QuestionKind) -> bool| is(one) && is(other);
    one == other
        || all(|kind| matches!(kind, Text | Line | Number))
        || all(QuestionKind::has_choices)
}

fn problem(question: &Question, values: &[String], is_asked: bool) -> Option<Code> {
    let values = clean(values);
    let is_long = |value: &String| text::characters(value) > limits::ANSWER_CHARACTERS;
    if values.is_empty() {
        (is_asked && question.required).then_some(Code::AnswerRequired)
    } else if values.iter().any(is_long) {
        Some(Code::AnswerTooLong)
    } else if values.len() > limits::VALUES_PER_ANSWER
        || (is_asked && !question.is_answered_by(&values))
    {
        Some(Code::AnswerInvalid)
    } else {
        None
    }
}

/// Values as they are filed: normalised, and none that says nothing.
fn clean(values: &[String]) -> Vec<String> {
    let values = values.iter().map(|value| text::normalised(value));
    values.filter(|value| !value.is_empty()).collect()
}

#[cfg(test)]
mod tests;
