//! The questions of the category that was chosen: asked in the form, and their answers read.
//!
//! ```text
//! category chosen ─▶ its questions in the form (with a script at once, without by a button or by
//!                    sending) ─▶ answers, as typed ─▶ as the protocol writes them
//! ```
//!
//! Whoever calls or stands at the counter can be asked: a question that is required needs an answer
//! then. A letter can't, and is taken as it is.

use jiff::civil::DateTime;
use langnghe_places::{
    Category, Text,
    category::{Question, QuestionKind},
};
use langnghe_wire::{
    GivenAnswer, limits, text,
    words::{self, Language},
};

use super::super::{
    page::Frame,
    steps::Choice,
    texts::fill,
    time::vietnam,
    typed::{ANSWER, Typed},
};
use crate::case::Origin;

/// A question in the form.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) text: String,
    pub(super) input: Input,
    pub(super) value: String,
    pub(super) is_required: bool,
    pub(super) problem: Option<String>,
    /// Whether whoever comes to the page begins here.
    pub(super) focus: bool,
}

/// How a question is answered.
#[derive(Debug)]
pub(super) enum Input {
    /// By typing a line.
    Line,
    /// By typing as much as one likes.
    Words,
    /// By typing digits.
    Number,
    /// By choosing a day and a time.
    Moment,
    /// By choosing one.
    One(Vec<Choice>),
    /// By choosing some; with each whether it is chosen.
    Some(Vec<(Choice, bool)>),
}

/// Why an answer can't be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    Missing,
    Unfit(QuestionKind),
    TooLong,
    /// Not this one alone: all of them together.
    TooLongTogether,
}

/// An answer that can't be taken: to the question with this number, from 0, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wrong {
    pub(super) question: usize,
    pub(super) why: Why,
}

/// The questions of a category that can be asked here.
pub(super) fn of_category(category: Option<&Category>) -> impl Iterator<Item = &Question> {
    let questions = category
        .into_iter()
        .flat_map(|category| &category.questions);
    questions.filter(|question| question.can_be_asked())
}

/// The questions as fields, filled in with what was typed.
pub(super) fn fields(
    category: Option<&Category>,
    typed: &Typed,
    wrong: Option<Wrong>,
    frame: &Frame,
) -> Vec<Asked> {
    of_category(category)
        .enumerate()
        .map(|(n, question)| {
            let wrong = wrong.filter(|wrong| wrong.question == n);
            let value = typed.answer(&question.code).to_owned();
            Asked {
                id: format!("intake-{ANSWER}{}", question.code),
                name: format!("{ANSWER}{}", question.code),
                text: in_readers(&question.text, frame).to_owned(),
                input: input(question, &value, frame),
                value,
                is_required: question.required,
                problem: wrong.map(|wrong| in_words(wrong.why, frame)),
                focus: wrong.is_some(),
            }
        })
        .collect()
}

fn in_readers<'t>(text: &'t Text, frame: &Frame) -> &'t str {
    match frame.language {
        Language::Vietnamese => &text.vi,
        Language::English => &text.en,
    }
}

fn input(question: &Question, value: &str, frame: &Frame) -> Input {
    let choice = |value: &str, name: &str| Choice {
        value: value.to_owned(),
        name: name.to_owned(),
    };
    let choices = question
        .choices
        .iter()
        .map(|one| choice(&one.code, in_readers(&one.text, frame)));
    let unanswered = || std::iter::once(choice("", frame.texts.intake.unanswered));
    match question.kind {
        QuestionKind::Line => Input::Line,
        QuestionKind::Number => Input::Number,
        QuestionKind::Moment => Input::Moment,
        QuestionKind::YesNo => {
            let said = ["yes", "no"].into_iter().filter_map(|value| {
                let words = words::answer(value)?;
                Some(choice(value, words.in_language(frame.language)))
            });
            Input::One(unanswered().chain(said).collect())
        }
        QuestionKind::Choice => Input::One(unanswered().chain(choices).collect()),
        QuestionKind::Choices => {
            let is_chosen = |code: &str| value.lines().any(|chosen| chosen == code);
            let with = |one: Choice| {
                let is_chosen = is_chosen(&one.value);
                (one, is_chosen)
            };
            Input::Some(choices.map(with).collect())
        }
        _ => Input::Words,
    }
}

/// The answers that a form gives to a category's questions.
pub(super) fn read(
    category: Option<&Category>,
    typed: &Typed,
    origin: Origin,
) -> Result<Vec<GivenAnswer>, Wrong> {
    // Nobody can ask a letter.
    let can_ask = matches!(origin, Origin::Phone | Origin::InPerson);
    let mut answers = vec![];
    for (n, question) in of_category(category).enumerate() {
        let wrong = |why| Wrong { question: n, why };
        let typed = typed.answer(&question.code);
        if typed.is_empty() {
            if question.required && can_ask {
                return Err(wrong(Why::Missing));
            }
            continue;
        }
        let values = values(question, typed).ok_or(wrong(Why::Unfit(question.kind)))?;
        let is_long = |value: &String| text::characters(value) > limits::ANSWER_CHARACTERS;
        if values.iter().any(is_long) {
            return Err(wrong(Why::TooLong));
        }
        if values.len() > limits::VALUES_PER_ANSWER || !question.is_answered_by(&values) {
            return Err(wrong(Why::Unfit(question.kind)));
        }
        answers.push(GivenAnswer {
            question: question.code.clone(),
            values,
        });
        let together: usize = answers.iter().map(GivenAnswer::characters).sum();
        if together > limits::ANSWERS_CHARACTERS {
            return Err(wrong(Why::TooLongTogether));
        }
    }
    Ok(answers)
}

/// What was typed, as the protocol writes it.
fn values(question: &Question, typed: &str) -> Option<Vec<String>> {
    Some(match question.kind {
        QuestionKind::Choices => typed.lines().map(str::to_owned).collect(),
        QuestionKind::Moment => vec![moment(typed)?],
        _ => vec![typed.to_owned()],
    })
}

/// A day and a time by the clocks of Vietnam, as browsers send them (`2026-11-23T08:00`) or as it is
/// typed into one that knows no such field (`2026-11-23 08:00`).
fn moment(typed: &str) -> Option<String> {
    let at: DateTime = typed.parse().ok()?;
    // A day alone would be midnight, which nobody said.
    typed.contains(':').then_some(())?;
    let zoned = at.to_zoned(vietnam()).ok()?;
    Some(zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

/// What is wrong with an answer, in words.
pub(super) fn in_words(why: Why, frame: &Frame) -> String {
    let t = &frame.texts.intake;
    match why {
        Why::Missing => t.wrong_answer_required.to_owned(),
        Why::Unfit(QuestionKind::Number) => t.wrong_answer_number.to_owned(),
        Why::Unfit(QuestionKind::Moment) => t.wrong_answer_moment.to_owned(),
        Why::Unfit(_) => t.wrong_answer.to_owned(),
        Why::TooLong => fill(
            &t.wrong_answer_long,
            &[("limit", &limits::ANSWER_CHARACTERS)],
        ),
        Why::TooLongTogether => fill(
            &t.wrong_answers_long,
            &[("limit", &limits::ANSWERS_CHARACTERS)],
        ),
    }
}
