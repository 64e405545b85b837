//! What becomes of answers when categories and catalogues change under them.

use langnghe_places::{
    Text,
    category::{Choice, QuestionKind},
};
use langnghe_wire::ReportId;

use super::*;

fn text(vi: &str) -> Text {
    Text {
        vi: vi.into(),
        en: format!("{vi} (en)"),
    }
}

fn question(code: &str, kind: QuestionKind, required: bool) -> Question {
    let choice = |code: &str| Choice {
        code: code.into(),
        text: text(code),
    };
    Question {
        code: code.into(),
        text: text(code),
        kind,
        required,
        choices: if kind.has_choices() {
            vec![choice("left"), choice("right")]
        } else {
            vec![]
        },
    }
}

/// The bundled catalogue, asking these of roads and of drains.
fn catalogue(road: Vec<Question>, drainage: Vec<Question>) -> Catalogue {
    let mut catalogue = Catalogue::bundled().clone();
    for (code, questions) in [("road", road), ("drainage", drainage)] {
        let mut known = catalogue.categories.iter_mut();
        known.find(|c| c.code == code).unwrap().questions = questions;
    }
    catalogue
}

fn asked_of_roads() -> Catalogue {
    use QuestionKind::{Choice, Line, Number, Unknown};
    catalogue(
        vec![
            question("width", Number, true),
            question("lane", Choice, false),
            question("drawing", Unknown, true),
        ],
        vec![
            question("width", Number, false),
            question("lane", Line, false),
            question("smell", QuestionKind::YesNo, false),
        ],
    )
}

fn draft() -> ReportRow {
    let now = "2026-11-23T08:00:00Z".parse().unwrap();
    ReportRow::draft(ReportId::from_bytes([1; 16]), "road", now)
}

fn give(report: &mut ReportRow, catalogue: &Catalogue, code: &str, values: &[&str]) -> bool {
    let given = GivenAnswer {
        question: code.into(),
        values: values.iter().map(|value| (*value).to_owned()).collect(),
    };
    answer(report, catalogue, given)
}

/// Codes, values and problems, as a screen would show them.
fn shown(report: &ReportRow, catalogue: &Catalogue) -> Vec<(String, String, Option<Code>)> {
    let questions = questions(report, catalogue).into_iter();
    questions
        .map(|asked| {
            let gone = if asked.is_asked { "" } else { " (gone)" };
            let code = format!("{}{gone}", asked.question.code);
            (code, asked.values.join("+"), asked.problem)
        })
        .collect()
}

fn line(code: &str, values: &str, problem: Option<Code>) -> (String, String, Option<Code>) {
    (code.into(), values.into(), problem)
}

#[test]
fn the_category_s_questions_are_asked_in_order_and_none_that_is_not_understood() {
    let catalogue = asked_of_roads();
    let expected = [
        line("width", "", Some(Code::AnswerRequired)),
        line("lane", "", None),
    ];
    assert_eq!(shown(&draft(), &catalogue), expected);
    let mut without_category = draft();
    without_category.category.clear();
    assert_eq!(shown(&without_category, &catalogue), []);
}

#[test]
fn an_answer_is_kept_as_typed_told_what_is_wrong_with_it_and_taken_back() {
    let catalogue = asked_of_roads();
    let mut report = draft();
    for (values, problem) in [
        (&["about a metre"][..], Some(Code::AnswerInvalid)),
        (&["1", "2"], Some(Code::AnswerInvalid)),
        (&["1,5 "], None),
        (&[" ", ""], Some(Code::AnswerRequired)),
    ] {
        assert!(give(&mut report, &catalogue, "width", values));
        assert_eq!(shown(&report, &catalogue)[0].2, problem, "{values:?}");
    }
    assert_eq!(report.answers, []);
    let long = "9".repeat(limits::ANSWER_CHARACTERS + 1);
    assert!(give(&mut report, &catalogue, "width", &[&long]));
    assert_eq!(
        shown(&report, &catalogue)[0],
        line("width", &long, Some(Code::AnswerTooLong))
    );
    assert!(!give(&mut report, &catalogue, "smell", &["yes"]));
    assert!(!give(&mut report, &catalogue, "drawing", &["x"]));
}

#[test]
fn another_category_keeps_what_fits_and_going_back_finds_the_rest() {
    let catalogue = asked_of_roads();
    let mut report = draft();
    give(&mut report, &catalogue, "width", &["1,5"]);
    give(&mut report, &catalogue, "lane", &["left"]);
    report.category = "drainage".into();
    let expected = [
        line("width", "1,5", None),
        line("lane", "", None),
        line("smell", "", None),
    ];
    assert_eq!(shown(&report, &catalogue), expected);
    give(&mut report, &catalogue, "lane", &["cạnh cống"]);
    report.category = "road".into();
    assert_eq!(shown(&report, &catalogue)[1], line("lane", "left", None));
    // What was taken back here doesn't come along from there.
    give(&mut report, &catalogue, "lane", &[]);
    assert_eq!(shown(&report, &catalogue)[1], line("lane", "", None));
    report.category = "waste".into();
    assert_eq!(shown(&report, &catalogue), []);
    assert_eq!(sent(&report, &catalogue), []);
}

#[test]
fn what_does_not_fit_the_other_category_stays_behind() {
    use QuestionKind::Number;
    let catalogue = catalogue(
        vec![question("width", Number, false)],
        vec![question("width", Number, false)],
    );
    let mut report = draft();
    give(&mut report, &catalogue, "width", &["hai sải tay"]);
    report.category = "drainage".into();
    assert_eq!(shown(&report, &catalogue), [line("width", "", None)]);
}

#[test]
fn a_question_that_is_gone_keeps_its_answer_and_it_is_sent() {
    let before = asked_of_roads();
    let after = catalogue(vec![], vec![]);
    let mut report = draft();
    give(&mut report, &before, "lane", &["left"]);
    assert_eq!(shown(&report, &after), [line("lane (gone)", "left", None)]);
    let kept = sent(&report, &after);
    assert_eq!(kept[0].values, ["left"]);
    assert_eq!(
        said(&kept[0].question, "left"),
        Words::both("left", "left (en)")
    );
    assert!(give(&mut report, &after, "lane", &[]));
    assert_eq!(shown(&report, &after), []);
}

#[test]
fn a_question_that_wants_another_kind_of_answer_is_asked_anew() {
    use QuestionKind::{Choice, Choices, Line, Moment, Number, Text, YesNo};
    for (before, after, values, kept) in [
        (Line, Text, "Km 12", "Km 12"),
        (Text, Number, "rộng", "rộng"),
        (Number, Line, "1,5", "1,5"),
        (Choice, Choices, "left", "left"),
        (Choices, Choice, "right", "right"),
        (Choice, Line, "left", ""),
        (Choices, Text, "left", ""),
        (YesNo, Choice, "yes", ""),
        (Moment, Text, "2026-11-23T08:00:00+07:00", ""),
        (Text, Choice, "left", ""),
    ] {
        let asking = |kind| catalogue(vec![question("q", kind, false)], vec![]);
        let mut report = draft();
        give(&mut report, &asking(before), "q", &[values]);
        let asked = questions(&report, &asking(after)).remove(0);
        assert_eq!(asked.values.join("+"), kept, "{before:?} to {after:?}");
        assert_eq!(sent(&report, &asking(after)).len(), kept.len().min(1));
        // Asked as before, it has its answer again.
        let asked = questions(&report, &asking(before)).remove(0);
        assert_eq!(asked.values, [values]);
    }
}

#[test]
fn questions_that_are_gone_stand_as_they_stood_whichever_was_answered_first() {
    let before = asked_of_roads();
    let after = catalogue(vec![], vec![]);
    let gone = [
        line("width (gone)", "1", None),
        line("lane (gone)", "left", None),
    ];
    for order in [["width", "lane"], ["lane", "width"]] {
        let mut report = draft();
        for code in order {
            let value = if code == "lane" { "left" } else { "1" };
            give(&mut report, &before, code, &[value]);
        }
        assert_eq!(shown(&report, &after), gone, "{order:?}");
    }
}

#[test]
fn a_choice_that_is_gone_is_asked_again() {
    let before = asked_of_roads();
    let mut report = draft();
    give(&mut report, &before, "lane", &["left"]);
    let mut after = asked_of_roads();
    let road = after.categories.iter_mut().find(|c| c.code == "road");
    road.unwrap().questions[1].choices.remove(0);
    let problem = shown(&report, &after)[1].2;
    assert_eq!(problem, Some(Code::AnswerInvalid));
}

#[test]
fn problems_are_told_once_and_all_answers_together_have_a_limit() {
    use QuestionKind::Text;
    let asked: Vec<Question> = (0..5)
        .map(|n| question(&format!("q{n}"), Text, true))
        .collect();
    let catalogue = catalogue(asked, vec![]);
    let mut report = draft();
    let codes = |report: &ReportRow| problems(&questions(report, &catalogue));
    assert_eq!(codes(&report), [Code::AnswerRequired]);
    for n in 0..5 {
        let long = "ơ".repeat(limits::ANSWER_CHARACTERS - 100);
        give(&mut report, &catalogue, &format!("q{n}"), &[&long]);
    }
    assert_eq!(codes(&report), []);
    let longest = "ơ".repeat(limits::ANSWER_CHARACTERS);
    give(&mut report, &catalogue, "q0", &[&longest]);
    assert_eq!(codes(&report), [Code::AnswerTooLong]);
}

#[test]
fn what_is_sent_is_normalised_and_never_more_than_a_report_carries() {
    use QuestionKind::Line;
    let many = |prefix: &str| -> Vec<Question> {
        (0..limits::ANSWERS_PER_REPORT)
            .map(|n| question(&format!("{prefix}{n}"), Line, false))
            .collect()
    };
    let (before, after) = (catalogue(many("a"), vec![]), catalogue(many("b"), vec![]));
    let mut report = draft();
    for (catalogue, prefix) in [(&before, "a"), (&after, "b")] {
        for n in 0..limits::ANSWERS_PER_REPORT {
            give(
                &mut report,
                catalogue,
                &format!("{prefix}{n}"),
                &[" ca\u{323}nh "],
            );
        }
    }
    let kept = sent(&report, &after);
    assert_eq!(kept.len(), limits::ANSWERS_PER_REPORT);
    assert!(
        kept.iter()
            .all(|answer| answer.question.code.starts_with('b'))
    );
    report.answers = kept;
    let filed = report.filing(vec![], 1).answers;
    assert_eq!(filed[0].values, ["cạnh"]);
    assert_eq!(langnghe_wire::answers::check(&filed), Ok(()));
}

#[test]
fn yes_and_no_are_said_as_people_say_them() {
    let smell = question("smell", QuestionKind::YesNo, false);
    assert_eq!(said(&smell, "yes").vi, "Có");
    assert_eq!(said(&smell, "no").en, "No");
    let width = question("width", QuestionKind::Line, false);
    assert_eq!(said(&width, "yes").vi, "yes");
}
