//! Answers to a category's questions: kept offline, sent as they were given, shown later.

use langnghe_wire::{Body, Envelope, GivenAnswer};
use serde_json::json;

use super::*;

/// A catalogue of this version, which asks this of dykes.
fn asking(version: u32, questions: serde_json::Value) -> String {
    let mut catalogue = serde_json::to_value(Catalogue::bundled()).unwrap();
    catalogue["version"] = json!(version);
    let mut known = catalogue["categories"].as_array_mut().unwrap().iter_mut();
    known.find(|c| c["code"] == "dyke").unwrap()["questions"] = questions;
    catalogue.to_string()
}

/// The phone takes a newer catalogue, which asks this of dykes.
fn catalogue(app: &App, version: u32, questions: serde_json::Value) {
    let (store, json) = (&app.inner.store, asking(version, questions));
    assert!(app.inner.catalogue.offer(store, &json).unwrap());
}

fn asks_how_deep() -> serde_json::Value {
    json!([{ "code": "depth", "kind": "number", "required": true,
             "text": { "vi": "Sâu bao nhiêu?", "en": "How deep?" } }])
}

fn answers(question: &str, value: &str) -> DraftEdit {
    DraftEdit {
        answers: vec![GivenAnswer {
            question: question.into(),
            values: vec![value.into()],
        }],
        ..DraftEdit::default()
    }
}

/// What the report's filing says, as it waits or was sent.
fn filed(app: &App, id: ReportId) -> Vec<GivenAnswer> {
    let frozen = app.inner.store.read(|view| view.last_of(id, "file"));
    let envelope = Envelope::read(&frozen.unwrap().unwrap()).unwrap();
    match envelope.open() {
        Ok(Body::File(filing)) => filing.answers,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_answer_outlives_a_restart_and_a_new_catalogue_and_is_read_back_as_it_was_asked() {
    let phone = phone();
    catalogue(&phone.app, 100, asks_how_deep());
    let id = phone.complete_draft();
    let missing = Problem {
        field: Field::Answers,
        code: Code::AnswerRequired,
    };
    assert_eq!(phone.app.draft(id).unwrap().problems, [missing]);
    assert!(matches!(
        phone.app.submit(id),
        Err(Error::Incomplete(problems)) if problems == [missing]
    ));
    phone.app.edit_draft(id, answers("depth", "1,5 ")).unwrap();
    let Phone {
        app,
        server,
        clock,
        folder,
    } = phone;
    drop(app);

    let app = open(&folder, &server, &clock);
    let draft = app.draft(id).unwrap();
    assert_eq!(
        (draft.questions[0].values.as_slice(), draft.problems.len()),
        (&["1,5 ".to_owned()][..], 0)
    );
    catalogue(&app, 101, json!([]));
    app.submit(id).unwrap();
    assert_eq!(filed(&app, id)[0].values, ["1,5"]);
    app.resume().unwrap();
    app.sync_now(PATIENCE).unwrap();
    let report = app.report(id).unwrap();
    assert_eq!(report.summary.delivery, Delivery::Complete);
    let answered = &report.answers[0];
    assert_eq!(answered.question.text.vi, "Sâu bao nhiêu?");
    assert_eq!(answered.said()[0].vi, "1,5");
}

#[test]
fn what_the_category_does_not_ask_is_refused_and_nothing_of_the_edit_is_kept() {
    let phone = phone();
    let id = phone.complete_draft();
    let edit = DraftEdit {
        text: Some("khác".into()),
        ..answers("depth", "1")
    };
    assert!(matches!(
        phone.app.edit_draft(id, edit),
        Err(Error::UnknownQuestion)
    ));
    assert_eq!(phone.app.draft(id).unwrap().text, "Đê vỡ");
}

#[test]
fn a_copy_of_what_is_parked_has_its_answers_and_the_bytes_are_told_beforehand() {
    let phone = phone();
    catalogue(&phone.app, 100, asks_how_deep());
    let id = phone.complete_draft();
    phone.app.edit_draft(id, answers("depth", "2")).unwrap();
    let told = phone.app.draft(id).unwrap().bytes_to_send();
    phone.server.refuses(id, Code::AnswerInvalid);
    phone.app.submit(id).unwrap();
    let frozen = phone.app.inner.store.read(|view| view.last_of(id, "file"));
    let bytes = frozen.unwrap().unwrap().len() as u64;
    assert!((bytes..bytes + 100).contains(&told), "{told} for {bytes}");
    phone.sync();
    assert_eq!(phone.delivery(id), Delivery::Parked);
    let copy = phone.app.copy_into_draft(id).unwrap();
    assert_eq!(phone.app.draft(copy).unwrap().questions[0].values, ["2"]);
}

#[test]
fn whoever_has_a_draft_before_them_hears_that_it_is_asked_other_things() {
    let phone = phone();
    let (draft, sent) = (phone.complete_draft(), phone.submitted());
    phone.sync();
    let (sender, heard) = mpsc::channel();
    let _subscription = phone.app.observe(Arc::new(Tell(Mutex::new(sender))));
    phone
        .server
        .has_catalogue(100, asking(100, asks_how_deep()));
    phone.sync();
    let heard: Vec<ReportId> = heard.try_iter().map(|(report, _)| report).collect();
    assert!(
        heard.contains(&draft) && !heard.contains(&sent),
        "{heard:?}"
    );
    assert_eq!(phone.app.draft(draft).unwrap().questions.len(), 1);
}
