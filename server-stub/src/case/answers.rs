//! What was answered to a category's questions, as a case's history keeps it.
//!
//! A filing brings answers by the questions' codes; what those codes asked is in the catalogue that it
//! was written with. The history keeps both, so that whoever reads it later reads the question as it
//! was when it was asked, whatever became of it. Where no catalogue that is known asked it, the
//! answer stands as it was given: nothing that somebody said is dropped.
//!
//! Answers are an entry of their own ([`Event::Answered`]), linked like all others. They are for the
//! unit, never for the public: whoever lets a text out puts into it what they want of them.

use langnghe_places::{
    Catalogue,
    category::{Question, QuestionKind},
};
use langnghe_wire::{
    Filing, GivenAnswer,
    words::{self, Words},
};
use serde::{Deserialize, Serialize};

use super::event::{Event, RecordedEvent};

/// A question and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// The question's code, as it was given.
    pub code: String,
    /// What was asked; none if no catalogue is known that asked it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<AskedThen>,
    /// The answer, value by value.
    pub values: Vec<Value>,
}

/// A question as it was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedThen {
    /// What the person read.
    pub text: Words,
    /// What kind of answer it asked for.
    pub kind: QuestionKind,
}

/// A value of an answer.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Value {
    /// As it was given.
    pub given: String,
    /// What the person chose, where it was a choice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chosen: Option<Words>,
}

/// Never what was answered.
impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Value(…)")
    }
}

impl Answered {
    fn new(given: &GivenAnswer, question: Option<&Question>) -> Self {
        let value = |value: &String| Value {
            chosen: question.and_then(|question| chosen(question, value)),
            given: value.clone(),
        };
        Self {
            code: given.question.clone(),
            asked: question.map(|question| AskedThen {
                text: Words::both(&question.text.vi, &question.text.en),
                kind: question.kind,
            }),
            values: given.values.iter().map(value).collect(),
        }
    }
}

fn chosen(question: &Question, value: &str) -> Option<Words> {
    if question.kind == QuestionKind::YesNo {
        return words::answer(value).cloned();
    }
    let choice = question.choice(value)?;
    Some(Words::both(&choice.text.vi, &choice.text.en))
}

/// The entry that keeps what a filing answers; none if it answers nothing. The first of the
/// `catalogues` that asks a question says what it was; none is looked at that isn't needed.
pub fn entry<E>(
    filing: &Filing,
    mut catalogues: impl Iterator<Item = Result<std::sync::Arc<Catalogue>, E>>,
) -> Result<Option<Event>, E> {
    if filing.answers.is_empty() {
        return Ok(None);
    }
    let mut known: Vec<Option<Question>> = vec![None; filing.answers.len()];
    while known.iter().any(Option::is_none) {
        let Some(catalogue) = catalogues.next().transpose()? else {
            break;
        };
        let category = catalogue.category(&filing.category);
        let questions = category.map_or(&[][..], |category| &category.questions);
        for (given, question) in filing.answers.iter().zip(&mut known) {
            let asks = |asked: &&Question| asked.code == given.question;
            *question = question
                .take()
                .or_else(|| questions.iter().find(asks).cloned());
        }
    }
    let answers = filing.answers.iter().zip(&known);
    let answers = answers.map(|(given, question)| Answered::new(given, question.as_ref()));
    Ok(Some(Event::Answered {
        answers: answers.collect(),
    }))
}

/// What was answered when a case was filed, as its history has it.
pub fn of_history<'h>(history: impl IntoIterator<Item = &'h RecordedEvent>) -> Vec<&'h Answered> {
    let answers = history.into_iter().filter_map(|entry| match &entry.event {
        Event::Answered { answers } => Some(answers),
        _ => None,
    });
    answers.flatten().collect()
}

#[cfg(test)]
mod tests {
    use std::{convert::Infallible, sync::Arc};

    use langnghe_places::{Text, category::Choice};
    use langnghe_wire::{Place, Visibility};

    use super::*;

    fn text(vi: &str) -> Text {
        Text {
            vi: vi.into(),
            en: format!("{vi} (en)"),
        }
    }

    /// The bundled catalogue, asking these of roads.
    fn catalogue(asked: &[(&str, &str, QuestionKind)]) -> Arc<Catalogue> {
        let mut catalogue = Catalogue::bundled().clone();
        let mut categories = catalogue.categories.iter_mut();
        let road = categories.find(|c| c.code == "road").unwrap();
        road.questions = (asked.iter())
            .map(|(code, words, kind)| Question {
                code: (*code).into(),
                text: text(words),
                kind: *kind,
                required: false,
                choices: vec![Choice {
                    code: "trai".into(),
                    text: text("Bên trái"),
                }],
            })
            .collect();
        Arc::new(catalogue)
    }

    fn filing(answers: &[(&str, &[&str])]) -> Filing {
        Filing {
            category: "road".into(),
            text: "Ổ gà".into(),
            place: Place::default(),
            noticed_at: "2026-11-23T08:00:00Z".parse().unwrap(),
            visibility: Visibility::NameHidden,
            attachments: vec![],
            answers: (answers.iter())
                .map(|(question, values)| GivenAnswer {
                    question: (*question).into(),
                    values: values.iter().map(|value| (*value).into()).collect(),
                })
                .collect(),
            catalogue: 7,
            consent: None,
            supersedes: None,
        }
    }

    fn kept(filing: &Filing, catalogues: &[Arc<Catalogue>]) -> Vec<Answered> {
        let catalogues = catalogues.iter().cloned().map(Ok::<_, Infallible>);
        match entry(filing, catalogues).unwrap() {
            Some(Event::Answered { answers }) => answers,
            None => vec![],
            Some(other) => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_question_is_kept_as_the_first_catalogue_that_asks_it_has_it() {
        use QuestionKind::{Choice, Number};
        let newest = catalogue(&[("rong", "Rộng mấy mét?", Number)]);
        let before = catalogue(&[("rong", "Rộng?", Number), ("ben", "Bên nào?", Choice)]);
        let filing = filing(&[("ben", &["trai"]), ("rong", &["2"])]);
        let told = kept(&filing, &[newest, before]);
        let asked = |n: usize| told[n].asked.as_ref().unwrap();
        assert_eq!(asked(0).text.vi, "Bên nào?");
        assert_eq!(asked(1).text.vi, "Rộng mấy mét?");
        let chosen = told[0].values[0].chosen.as_ref().unwrap();
        assert_eq!(
            (told[0].values[0].given.as_str(), chosen.en.as_str()),
            ("trai", "Bên trái (en)")
        );
        assert_eq!(told[1].values[0].chosen, None);
    }

    #[test]
    fn what_nobody_asked_and_what_is_no_choice_stay_as_they_were_given() {
        use QuestionKind::{Choice, YesNo};
        let asked = catalogue(&[("ben", "Bên nào?", Choice), ("ngap", "Ngập không?", YesNo)]);
        let filing = filing(&[("ben", &["giua"]), ("ngap", &["yes"]), ("la", &["gì đó"])]);
        let told = kept(&filing, &[asked]);
        assert_eq!(
            told[0].values[0],
            Value {
                given: "giua".into(),
                chosen: None
            }
        );
        assert_eq!(told[1].values[0].chosen.as_ref().unwrap().vi, "Có");
        assert_eq!(
            (told[2].asked.as_ref(), told[2].values[0].given.as_str()),
            (None, "gì đó")
        );
    }

    #[test]
    fn without_answers_there_is_no_entry_and_no_catalogue_is_looked_at() {
        let none = std::iter::once(Err("looked at"));
        assert_eq!(entry(&filing(&[]), none), Ok(None));
    }

    #[test]
    fn nothing_that_was_answered_is_shown_where_it_is_logged() {
        let told = kept(&filing(&[("bien_so", &["99A-123.45"])]), &[]);
        assert!(!format!("{told:?}").contains("99A"));
    }
}
