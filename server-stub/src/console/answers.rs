//! What was answered to a category's questions, as an officer reads it: the question as it was when
//! it was asked, and the answer as it was given.

use jiff::Timestamp;
use langnghe_places::category::QuestionKind;

use super::{page::Frame, texts::fill, time::moment};
use crate::{
    case::answers::{Answered, AskedThen, Value, of_history},
    store::HistoryEntry,
};

/// A question and its answer.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) question: String,
    pub(super) values: Vec<Said>,
}

/// A value of an answer in words.
#[derive(Debug)]
pub(super) struct Said {
    pub(super) text: String,
    /// The language that it is in: what people write is Vietnamese, what they choose is shown in the
    /// reader's.
    pub(super) lang: &'static str,
}

/// What was answered when a case was filed.
pub(super) fn told(history: &[HistoryEntry], frame: &Frame) -> Vec<Line> {
    let answers = of_history(history.iter().map(|entry| &entry.event));
    answers
        .into_iter()
        .map(|answer| line(answer, frame))
        .collect()
}

fn line(answer: &Answered, frame: &Frame) -> Line {
    let Answered {
        code,
        asked,
        values,
    } = answer;
    Line {
        question: match asked {
            Some(asked) => asked.text.in_language(frame.language).to_owned(),
            None => fill(&frame.texts.case.answers_unknown, &[("code", code)]),
        },
        values: values
            .iter()
            .map(|value| said(value, asked.as_ref(), frame))
            .collect(),
    }
}

fn said(value: &Value, asked: Option<&AskedThen>, frame: &Frame) -> Said {
    let in_readers = |text| Said {
        text,
        lang: frame.lang(),
    };
    if let Some(chosen) = &value.chosen {
        return in_readers(chosen.in_language(frame.language).to_owned());
    }
    let is_moment = asked.is_some_and(|asked| asked.kind == QuestionKind::Moment);
    match value.given.parse::<Timestamp>() {
        Ok(at) if is_moment => in_readers(moment(at, frame.language)),
        _ => Said {
            text: value.given.clone(),
            lang: "vi",
        },
    }
}
