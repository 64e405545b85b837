//! What a category asks of its own: what the coordinator does about it, how the person answers, and
//! what is seen of that. Whoever reads a scenario reads what stands on a screen: a choice by its words,
//! a moment as its day and its time.

use jiff::{
    Timestamp,
    civil::DateTime,
    tz::{self, TimeZone},
};
use langnghe_core::{
    Draft, DraftEdit, Error, ReportView,
    report::{AnsweredQuestion, AskedQuestion, said},
    wire::{GivenAnswer, words::Language},
};
use langnghe_places::category::{Question, QuestionKind};
use serde_json::{Value, json};

use crate::{person::Person, seen::read, table::Words};

const DAY: &str = "%d/%m/%Y";
const TIME: &str = "%H:%M";
/// How *yes* and *no* are written.
const YES_NO: [&str; 2] = ["yes", "no"];

/// Where a coordinator changes what a category asks.
fn questions_of(said: &Words) -> String {
    let category: String = said.get("category");
    format!("/console/settings/categories?edit={category}")
}

/// The coordinator has a category ask something.
pub(crate) fn coordinator_asks(person: &mut Person, said: &Words) -> Result<(), Error> {
    let choices: Vec<String> = said.find("choices").unwrap_or_default();
    let required = said.find("required").unwrap_or(false);
    let fields = [
        ("vi", said.get("question")),
        ("en", said.find("english").unwrap_or_default()),
        ("kind", said.get("kind")),
        ("choices", choices.join("\n")),
    ];
    let mut fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    fields.extend(required.then_some(("required", "on")));
    let mut coordinator = person.world.coordinator();
    coordinator
        .fill_in(&questions_of(said), "question", &fields, &[])
        .unwrap();
    Ok(())
}

/// The coordinator has a category no longer ask something.
pub(crate) fn coordinator_drops(person: &mut Person, said: &Words) -> Result<(), Error> {
    let question: String = said.get("question");
    let mut coordinator = person.world.coordinator();
    coordinator
        .press_about(&questions_of(said), "no_question", &question)
        .unwrap();
    Ok(())
}

/// The person answers a question of the draft's category.
pub(crate) fn answer(person: &mut Person, said: &Words) -> Result<(), Error> {
    let (text, values): (String, Vec<String>) = (said.get("question"), said.get("values"));
    let asked = person.phone.app().draft(person.at())?.questions;
    let mut asked = asked.into_iter().map(|asked| asked.question);
    let question = asked.find(|question| read(person, &question.text) == text);
    let question = question.unwrap_or_else(|| panic!("nobody asks {text}"));
    person.edit(DraftEdit {
        answers: vec![GivenAnswer {
            values: given(&question, values, person.language),
            question: question.code,
        }],
        ..DraftEdit::default()
    })
}

/// An answer as the core is given it.
fn given(question: &Question, shown: Vec<String>, language: Language) -> Vec<String> {
    if question.kind == QuestionKind::Moment && !shown.is_empty() {
        // What is no moment is kept as it was typed.
        let typed = shown.join(" ");
        let moment = DateTime::strptime(format!("{DAY} {TIME}"), &typed);
        let moment = moment.map(|at| at.to_zoned(vietnam()).unwrap());
        return vec![moment.map_or(typed, |at| at.strftime("%FT%T%:z").to_string())];
    }
    let codes = match question.kind {
        QuestionKind::YesNo => YES_NO.to_vec(),
        _ => question.choices.iter().map(|c| c.code.as_str()).collect(),
    };
    if codes.is_empty() {
        return shown;
    }
    let code = |words: String| {
        let mut codes = codes.iter();
        let code = codes.find(|code| said(question, code).in_language(language) == words);
        code.unwrap_or_else(|| panic!("{words} can't be chosen"))
            .to_string()
    };
    shown.into_iter().map(code).collect()
}

/// The questions on the page of a draft.
pub(crate) fn questions(person: &Person, draft: &Draft) -> Value {
    draft
        .questions
        .iter()
        .map(|asked| asks(person, asked))
        .collect()
}

fn asks(person: &Person, asked: &AskedQuestion) -> Value {
    let question = &asked.question;
    let in_words = |code: &str| said(question, code).in_language(person.language).to_owned();
    let (kind, choices) = match question.kind {
        QuestionKind::Line => ("line", vec![]),
        QuestionKind::Number => ("number", vec![]),
        QuestionKind::Moment => ("moment", vec![]),
        QuestionKind::YesNo => ("choice", YES_NO.map(in_words).to_vec()),
        QuestionKind::Choice | QuestionKind::Choices => {
            let choices = question.choices.iter().map(|choice| in_words(&choice.code));
            let is_one = question.kind == QuestionKind::Choice;
            (if is_one { "choice" } else { "choices" }, choices.collect())
        }
        _ => ("text", vec![]),
    };
    let values: Vec<String> = match (question.kind, asked.values.as_slice()) {
        (QuestionKind::Moment, [value]) => match value.parse::<Timestamp>() {
            Ok(at) => vec![at_home(at, DAY), at_home(at, TIME)],
            Err(_) => value.splitn(2, ' ').map(str::to_owned).collect(),
        },
        (_, values) => values.iter().map(|value| in_words(value)).collect(),
    };
    let guidance = asked.guidance().filter(|_| person.tried);
    let problem = guidance.map(|guidance| guidance.happened.in_language(person.language));
    json!({
        "text": read(person, &question.text),
        "kind": kind,
        "required": question.required,
        "choices": choices,
        "values": values,
        "asked": asked.is_asked,
        "problem": problem,
    })
}

/// What was answered, on the report's own page.
pub(crate) fn answers(person: &Person, report: &ReportView) -> Value {
    let answered = report.answers.iter();
    let told = answered.map(|AnsweredQuestion { question, values }| {
        let in_words = |value: &String| match value.parse::<Timestamp>() {
            Ok(at) if question.kind == QuestionKind::Moment => {
                at_home(at, &format!("{DAY} {TIME}"))
            }
            _ => said(question, value)
                .in_language(person.language)
                .to_owned(),
        };
        let said: Vec<String> = values.iter().map(in_words).collect();
        json!({ "question": read(person, &question.text), "said": said.join(", ") })
    });
    told.collect()
}

/// What the officer reads of the answers of the report that the person opened or sent last.
pub(crate) fn desk(person: &Person, _: &Value) -> Result<Value, String> {
    let page = person.world.desk(person.about.unwrap());
    let answers = page.terms.iter().filter(|term| term.list == "answers");
    let told = answers.map(|term| json!({ "question": term.name, "said": term.said.join(", ") }));
    Ok(json!({ "answers": told.collect::<Vec<_>>() }))
}

fn at_home(at: Timestamp, format: &str) -> String {
    at.to_zoned(vietnam()).strftime(format).to_string()
}

fn vietnam() -> TimeZone {
    TimeZone::fixed(tz::offset(7))
}
