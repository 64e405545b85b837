//! Promises about what is answered to a category's questions.

use langnghe_places::{
    Text,
    category::{Question, QuestionKind},
};
use langnghe_wire::{Body, Filing, GivenAnswer, ReportId};

use super::{
    Backend,
    cases::user,
    phone::{Phone, at, filing},
    registered,
};
use crate::{
    case::{Actor, Moment, Origin, answers::of_history, decide::Incoming, placement::Rules},
    identity::{Scope, User},
    intake::Entry,
    settings::{Document, NewSetting, Setting, catalogue::Settled},
    store::Store,
};

/// The bundled catalogue as it was settled at a second, asking this of dykes.
fn settled(second: i64, words: &str) -> Settled {
    let mut settled = Settled::bundled();
    let mut categories = settled.catalogue.categories.iter_mut();
    let dyke = categories.find(|c| c.code == "dyke").unwrap();
    dyke.questions = vec![Question {
        code: "sau".into(),
        text: Text {
            vi: words.into(),
            en: words.into(),
        },
        kind: QuestionKind::Number,
        required: true,
        choices: vec![],
    }];
    settled.newer_than(0, at(second))
}

/// Settles these, a version each, and answers with the rules that then hold at a second.
async fn settle(store: &dyn Store, by: &User, asked: &[(i64, &str)], second: i64) -> Moment {
    let mut rules = Rules::bundled();
    for (version, (settled_at, words)) in (1..).zip(asked) {
        let document = Document::Catalogue(settled(*settled_at, words).into());
        let setting = Setting {
            kind: document.kind(),
            version,
            body: document.to_json(),
        };
        let new = NewSetting {
            setting,
            by: by.id,
            note: String::new(),
            open_too: None,
        };
        assert!(store.settle(new, at(*settled_at)).await.unwrap());
        rules = rules.with(document, version).unwrap();
    }
    Moment::new(at(second), rules.into())
}

/// A filing that answers, written with the catalogue that was settled at a second.
fn answered(code: &str, catalogue: u32) -> Filing {
    let Body::File(filing) = filing("Đê rò", vec![]) else {
        unreachable!("it files");
    };
    Filing {
        answers: vec![GivenAnswer {
            question: code.into(),
            values: vec!["2".into()],
        }],
        catalogue,
        ..filing
    }
}

fn version(second: i64) -> u32 {
    settled(second, "Gì?").catalogue.version
}

/// What was asked, as the history of a case has it, and who said it.
async fn asked(store: &dyn Store, viewer: &User, report: ReportId) -> (Option<String>, Actor) {
    let detail = store.case(viewer, report).await.unwrap().unwrap();
    let history: Vec<_> = detail.history.iter().map(|entry| &entry.event).collect();
    let told = of_history(history.iter().copied());
    assert_eq!((told.len(), told[0].values[0].given.as_str()), (1, "2"));
    let entry = history
        .iter()
        .find(|e| e.event.kind() == "answered")
        .unwrap();
    let asked = told[0].asked.as_ref();
    (asked.map(|asked| asked.text.vi.clone()), entry.actor)
}

pub(crate) async fn an_answer_is_kept_with_the_question_as_the_phone_had_it(
    backend: &impl Backend,
) {
    let store = backend.store();
    let lan = user(store, "Lan", Scope::Province).await;
    let settled = [(10, "Sâu?"), (20, "Sâu bao nhiêu?"), (30, "Sâu mấy mét?")];
    let moment = settle(store, &lan, &settled, 40).await;
    let phone = Phone::new(1);
    let device = registered(store, &phone).await;
    for (code, catalogue, expected) in [
        ("sau", version(30), Some("Sâu mấy mét?")),
        ("sau", version(20), Some("Sâu bao nhiêu?")),
        ("sau", version(10), Some("Sâu?")),
        // Written with what the build carried, which asked nothing: as it is asked now.
        ("sau", 2, Some("Sâu mấy mét?")),
        ("rong", version(30), None),
    ] {
        let report = phone.new_report();
        let operation = phone.operation(report, 0, &Body::File(answered(code, catalogue)));
        let incoming = Incoming::read(&operation.bytes, &moment, &[]).unwrap();
        let results = store.apply(device.clone(), vec![incoming], moment.clone());
        super::applied(&results.await.unwrap()[0].outcome);
        let told = asked(store, &lan, report).await;
        assert_eq!(
            told,
            (expected.map(str::to_owned), Actor::Citizen),
            "{code}"
        );
    }
}

pub(crate) async fn what_an_officer_takes_down_is_kept_alike(backend: &impl Backend) {
    let store = backend.store();
    let lan = user(store, "Lan", Scope::Province).await;
    let moment = settle(store, &lan, &[(10, "Sâu?")], 20).await;
    let filing = answered("sau", version(10));
    let report = Phone::new(1).new_report();
    let entry = Entry {
        report,
        placement: moment.rules.place(&filing, at(20)).unwrap(),
        filing,
        origin: Origin::Phone,
        contact: None,
    };
    store.enter(lan.id, entry, moment).await.unwrap().unwrap();
    let told = asked(store, &lan, report).await;
    assert_eq!(told, (Some("Sâu?".to_owned()), Actor::Staff(lan.id)));
}
