//! The questions of a category: what Open311 calls attributes.

use langnghe_places::{
    Catalogue,
    category::{Choice, Question, QuestionKind},
};
use serde::{Deserialize, Serialize};

use super::{category::category_mut, code_of, text};
use crate::settings::invalid::{Invalid, Why, both, optional_line};

/// Questions of a category at most, and choices of a question.
const MOST: usize = 12;
const CHOICES: usize = 30;
const TEXT: usize = 160;
const CHOICE: usize = 80;

/// The kinds that a coordinator can choose, with their names in forms and documents.
pub const QUESTION_KINDS: [(QuestionKind, &str); 7] = [
    (QuestionKind::Line, "line"),
    (QuestionKind::Text, "text"),
    (QuestionKind::Number, "number"),
    (QuestionKind::Moment, "moment"),
    (QuestionKind::YesNo, "yes_no"),
    (QuestionKind::Choice, "choice"),
    (QuestionKind::Choices, "choices"),
];

/// A question as its form gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct QuestionForm {
    /// Whose.
    pub category: String,
    /// Its code; empty for a new one, whose code is made of its text.
    pub question: String,
    /// What people read.
    pub vi: String,
    /// In English.
    pub en: String,
    /// One of [`QUESTION_KINDS`], by its name.
    pub kind: String,
    /// There if a report without an answer can't be sent.
    pub required: Option<String>,
    /// The choices, one a line; English behind a `|`.
    pub choices: String,
}

impl QuestionForm {
    /// The form of a question that is there.
    #[must_use]
    pub fn of_question(category: &str, question: &Question) -> Self {
        let kind = QUESTION_KINDS
            .iter()
            .find(|(kind, _)| *kind == question.kind);
        let choices: Vec<String> = question
            .choices
            .iter()
            .map(|choice| format!("{} | {}", choice.text.vi, choice.text.en))
            .collect();
        Self {
            category: category.to_owned(),
            question: question.code.clone(),
            vi: question.text.vi.clone(),
            en: question.text.en.clone(),
            kind: kind.map_or("", |(_, name)| name).to_owned(),
            required: question.required.then(|| "on".to_owned()),
            choices: choices.join("\n"),
        }
    }
}

pub(super) fn put(catalogue: &mut Catalogue, form: &QuestionForm) -> Result<(), Invalid> {
    let category = category_mut(catalogue, &form.category)?;
    let words = text(both(("vi", &form.vi), ("en", &form.en), TEXT)?);
    let kind = QUESTION_KINDS
        .iter()
        .find(|(_, name)| *name == form.kind)
        .map(|(kind, _)| *kind)
        .ok_or(Why::Unknown.in_field("kind"))?;
    let known = category
        .questions
        .iter()
        .position(|question| question.code == form.question);
    let before = known.map_or(&[][..], |n| &category.questions[n].choices);
    let choices = match kind {
        kind if kind.has_choices() => choices(&form.choices, before)?,
        _ => vec![],
    };
    let question = |code: String| Question {
        code,
        text: words.clone(),
        kind,
        required: form.required.is_some(),
        choices,
    };
    match known {
        Some(n) => category.questions[n] = question(form.question.clone()),
        None if !form.question.is_empty() => return Err(Why::Unknown.in_field("question")),
        None if category.questions.len() >= MOST => {
            return Err(Why::TooMany(MOST).in_field("vi"));
        }
        None => {
            let questions = &category.questions;
            let code = code_of(&form.vi, |code| questions.iter().any(|q| q.code == code));
            category.questions.push(question(code));
        }
    }
    Ok(())
}

pub(super) fn remove(
    catalogue: &mut Catalogue,
    category: &str,
    question: &str,
) -> Result<(), Invalid> {
    let category = category_mut(catalogue, category)?;
    let before = category.questions.len();
    category.questions.retain(|known| known.code != question);
    if category.questions.len() == before {
        return Err(Why::Unknown.in_field("question"));
    }
    Ok(())
}

/// A choice whose Vietnamese text is as it was keeps its code: answers carry it.
fn choices(typed: &str, before: &[Choice]) -> Result<Vec<Choice>, Invalid> {
    let mut choices: Vec<Choice> = vec![];
    for line in typed.lines() {
        let (vi, en) = line.split_once('|').unwrap_or((line, ""));
        if optional_line("choices", vi, CHOICE)?.is_empty() {
            continue;
        }
        let words = text(both(("choices", vi), ("choices", en), CHOICE)?);
        if choices.iter().any(|choice| choice.text.vi == words.vi) {
            return Err(Why::Taken.in_field("choices"));
        }
        let kept = before.iter().find(|choice| choice.text.vi == words.vi);
        let is_taken = |code: &str| {
            let mut known = choices.iter().chain(before);
            known.any(|choice| choice.code == code)
        };
        let code = kept.map_or_else(|| code_of(&words.vi, is_taken), |c| c.code.clone());
        choices.push(Choice { code, text: words });
    }
    match choices.len() {
        0 => Err(Why::NoChoice.in_field("choices")),
        n if n > CHOICES => Err(Why::TooMany(CHOICES).in_field("choices")),
        _ => Ok(choices),
    }
}
