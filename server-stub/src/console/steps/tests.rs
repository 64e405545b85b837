use langnghe_places::Level;
use langnghe_wire::words::Language;

use super::{field::Group, *};
use crate::console::texts::texts;

fn choices(language: Language) -> Choices {
    Choices {
        texts: texts(language),
        units: vec![Group::of("", vec![])],
        colleagues: vec![],
        assignee: None,
        level: Level::Normal,
        templates: vec![],
    }
}

fn typed(text: &str) -> Typed {
    let mut typed = Typed::default();
    typed.take("text", text);
    typed
}

/// What a unit, its leader or a coordinator may do on the case's page: letting things out has a
/// page of its own. Whatever else there is is a citizen's or the server's own.
fn is_an_officers(kind: ActionKind) -> bool {
    use ActionKind as A;
    !matches!(
        kind,
        A::Cover
            | A::Publish
            | A::Unpublish
            | A::Close
            | A::Reckon
            | A::AddText
            | A::Attach
            | A::Respond
            | A::Withdraw
            | A::Confirm
            | A::Agree
            | A::Reopen
            | A::Rate
            | A::GiveContact
            | A::Support
    )
}

#[test]
fn everything_that_officers_do_has_its_name_its_words_and_its_form() {
    for language in [Language::Vietnamese, Language::English] {
        let choices = choices(language);
        for kind in ActionKind::ALL {
            let step = step(kind, &choices);
            assert_eq!(step.is_some(), is_an_officers(kind), "{kind:?}");
            assert_eq!(
                done(kind, &choices.texts.actions).is_some(),
                step.is_some(),
                "{kind:?}"
            );
            if let Some(step) = step {
                assert_eq!(kind_of(step.name), Some(kind));
                let words = step.fields.iter().filter(|field| field.name == "text");
                assert!(words.count() <= 1, "{kind:?}");
            }
        }
    }
}

#[test]
fn one_step_stands_out_the_rest_is_folded_and_what_was_typed_stays() {
    use ActionKind as A;
    let offered = vec![
        A::Accept,
        A::Ask,
        A::Refuse,
        A::Forward,
        A::Assign,
        A::Reply,
        A::Note,
    ];
    let mut offer = Offer::new(offered, &choices(Language::English));
    let names = |steps: &[Step]| -> Vec<_> { steps.iter().map(|s| (s.name, s.main)).collect() };
    assert_eq!(
        names(&offer.steps),
        [("accept", true), ("ask", false), ("refuse", false)]
    );
    assert_eq!(names(&offer.more), [("forward", false), ("assign", false)]);
    assert!(offer.reply.is_some() && offer.note.is_some() && !offer.more_is_open());

    let problem = Problem {
        field: "belongs",
        text: "Where?".into(),
    };
    offer.keep(A::Refuse, &typed("because"), Some(&problem));
    let refuse = &offer.steps[2];
    let kept: Vec<_> = refuse
        .fields
        .iter()
        .map(|f| (f.name, f.value.as_str(), f.problem.is_some(), f.focus))
        .collect();
    assert_eq!(
        kept,
        [
            ("text", "because", false, false),
            ("belongs", "", true, true)
        ]
    );
    assert!(refuse.open && !offer.more_is_open());
    offer.keep(A::Forward, &typed("there"), None);
    assert!(offer.more_is_open());
}

#[test]
fn a_citizens_action_is_none_of_ours() {
    for name in ["withdraw", "close", ""] {
        assert_eq!(kind_of(name), None);
    }
}
