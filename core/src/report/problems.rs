//! Why a draft can't be sent, field by field. What the server would refuse is said here first,
//! while the person still stands beside the broken dyke.

use langnghe_places::{Catalogue, Communes};
use langnghe_wire::{Code, limits, text, words};

use super::{
    Whereabouts,
    questions::{self, questions},
    whereabouts,
};
use crate::store::ReportRow;

/// A field of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// The category.
    Category,
    /// The words.
    Text,
    /// The place.
    Place,
    /// The words on where exactly.
    Detail,
    /// The photographs.
    Photographs,
    /// The answers to the category's questions. Which, and what is wrong with each, is with the
    /// [questions](super::AskedQuestion).
    Answers,
}

impl Field {
    /// The stable name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Category => "category",
            Self::Text => "text",
            Self::Place => "place",
            Self::Detail => "detail",
            Self::Photographs => "photographs",
            Self::Answers => "answers",
        }
    }
}

/// What keeps a draft from being sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub field: Field,
    /// What; the same code with which a server would refuse it.
    pub code: Code,
}

impl Problem {
    /// What to tell the person.
    #[must_use]
    pub fn guidance(&self) -> &'static words::Guidance {
        words::guidance(self.code)
    }
}

/// Everything that keeps a report with this many photographs from being sent, in the order of
/// the fields on the screen.
#[must_use]
pub fn problems(
    report: &ReportRow,
    photographs: usize,
    catalogue: &Catalogue,
    communes: &Communes,
) -> Vec<Problem> {
    let problem = |field, code| Some(Problem { field, code });
    let written = text::normalised(&report.text);
    let category = match catalogue.category(&report.category) {
        Some(_) => None,
        None if report.category.is_empty() => problem(Field::Category, Code::CategoryRequired),
        None => problem(Field::Category, Code::UnknownCategory),
    };
    let words = if text::characters(&written) > limits::TEXT_CHARACTERS {
        problem(Field::Text, Code::TextTooLong)
    } else if written.is_empty() && photographs == 0 {
        problem(Field::Text, Code::TextRequired)
    } else {
        None
    };
    let place = match (whereabouts(report, communes), report.place.point) {
        (Whereabouts::Commune { .. }, _) => None,
        (Whereabouts::OutsideProvince { .. }, _) => problem(Field::Place, Code::OutsideProvince),
        (Whereabouts::Unknown, _) => problem(Field::Place, Code::PlaceRequired),
    };
    let detail = report.place.detail.as_deref().map(text::normalised);
    let detail = detail
        .filter(|detail| text::characters(detail) > limits::DETAIL_CHARACTERS)
        .and_then(|_| problem(Field::Detail, Code::DetailTooLong));
    let pictures = (photographs > limits::PHOTOGRAPHS_PER_REPORT).then_some(Problem {
        field: Field::Photographs,
        code: Code::TooManyPhotographs,
    });
    let answers = questions::problems(&questions(report, catalogue));
    let answers = answers.into_iter().map(|code| Problem {
        field: Field::Answers,
        code,
    });
    [category, words, place, detail, pictures]
        .into_iter()
        .flatten()
        .chain(answers)
        .collect()
}

#[cfg(test)]
mod tests {
    use langnghe_wire::{Place, Point, ReportId};

    use super::*;

    fn codes(report: &ReportRow, photographs: usize) -> Vec<(&'static str, Code)> {
        problems(
            report,
            photographs,
            Catalogue::bundled(),
            Communes::bundled(),
        )
        .into_iter()
        .map(|p| (p.field.as_str(), p.code))
        .collect()
    }

    fn in_commune(text: &str) -> ReportRow {
        let now = "2026-11-23T08:00:00Z".parse().unwrap();
        ReportRow {
            text: text.to_owned(),
            place: Place {
                commune: Some("07264".into()),
                ..Place::default()
            },
            ..ReportRow::draft(ReportId::from_bytes([1; 16]), "dyke", now)
        }
    }

    #[test]
    fn a_photograph_may_stand_for_words_and_words_for_a_photograph() {
        assert_eq!(codes(&in_commune("Đê vỡ"), 0), []);
        assert_eq!(codes(&in_commune(""), 1), []);
        assert_eq!(
            codes(&in_commune("  \n"), 0),
            [("text", Code::TextRequired)]
        );
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let mut report = in_commune(&"ơ".repeat(4_001));
        report.category = "dragons".into();
        report.place = Place {
            detail: Some("ơ".repeat(201)),
            ..Place::default()
        };
        let expected = [
            ("category", Code::UnknownCategory),
            ("text", Code::TextTooLong),
            ("place", Code::PlaceRequired),
            ("detail", Code::DetailTooLong),
            ("photographs", Code::TooManyPhotographs),
        ];
        assert_eq!(codes(&report, 7), expected);
    }

    #[test]
    fn a_category_that_was_not_chosen_is_told_from_one_that_is_gone() {
        let mut report = in_commune("Đê vỡ");
        report.category = String::new();
        assert_eq!(codes(&report, 0), [("category", Code::CategoryRequired)]);
        let words = words::guidance(Code::CategoryRequired);
        assert_ne!(words, words::guidance(Code::UnknownCategory));
    }

    #[test]
    fn outside_the_province_is_said_and_a_commune_chosen_by_hand_mends_it() {
        let mut report = in_commune("Rác cháy");
        let hanoi = Point {
            lat: 21.0285,
            lon: 105.8542,
            accuracy: Some(10.0),
        };
        report.place = Place {
            point: Some(hanoi),
            ..Place::default()
        };
        assert_eq!(codes(&report, 0), [("place", Code::OutsideProvince)]);
        report.place.commune = Some("07264".into());
        assert_eq!(codes(&report, 0), []);
    }
}
