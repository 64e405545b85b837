//! A category's own questions, all the way: a coordinator writes one, a phone asks it without a signal,
//! an officer reads what was answered, whatever became of the question meanwhile.

use std::ffi::OsStr;

use langnghe_tests::{phone::PhoneError, server};
use serde_json::json;

use crate::world::{PLACE, World, file, report};

const DYKES: &str = "/console/settings/categories?edit=dyke";

fn refused(outcome: Result<String, PhoneError>) -> String {
    match outcome {
        Err(PhoneError::Refused { reason, .. }) => reason,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_a_coordinator_asks_is_answered_without_a_signal_and_read_by_an_officer() {
    let world = World::new();
    let phone = world.phone("a");
    let mut coordinator = world.coordinator();
    let deep = [
        ("vi", "Nước sâu mấy mét?"),
        ("en", "How many metres deep?"),
        ("kind", "number"),
        ("required", "on"),
    ];
    let sides = [
        ("vi", "Phía nào?"),
        ("kind", "choices"),
        ("choices", "Trong đồng | Landward\nNgoài sông | River side"),
    ];
    for question in [&deep[..], &sides] {
        coordinator
            .fill_in(DYKES, "question", question, &[])
            .unwrap();
    }
    // The catalogue comes with the first signal; afterwards there is none.
    file(&phone, "Đê sạt lở.", &[]);
    world.sync(&phone).unwrap();

    let new = [
        "new",
        "--category",
        "dyke",
        "--text",
        "Đê rò.",
        "--at",
        PLACE,
    ];
    let printed = phone.run(new).unwrap();
    let id = printed.lines().last().unwrap();
    let draft = phone.show(id).unwrap();
    let asked = &draft["questions"][0];
    assert_eq!(asked["text"]["en"], "How many metres deep?");
    assert_eq!(asked["problem"], "answer_required");
    let reason = refused(phone.run(["submit", id]));
    assert!(reason.contains("answer_required"), "{reason}");
    let answer = |given: &str| phone.run(["edit", id, "--answer", given]);
    assert!(refused(answer("mau_gi=xanh")).contains("unknown_question"));
    answer("nuoc_sau_may_met=sâu lắm").unwrap();
    let reason = refused(phone.run(["submit", id]));
    assert!(reason.contains("answer_invalid"), "{reason}");
    answer("nuoc_sau_may_met=1,5").unwrap();
    let sides = [
        "--answer",
        "phia_nao=trong_dong",
        "--answer",
        "phia_nao=ngoai_song",
    ];
    phone.run(["edit", id].into_iter().chain(sides)).unwrap();
    phone.run(["submit", id]).unwrap();
    let read = |phone: &langnghe_tests::phone::Phone| {
        let answers = phone.show(id).unwrap()["answers"].clone();
        let said = |n: usize| answers[n]["said"].clone();
        (answers[0]["text"]["vi"].clone(), said(0), said(1))
    };
    let both = |vi: &str, en: &str| json!({ "vi": vi, "en": en });
    let expected = (
        json!("Nước sâu mấy mét?"),
        json!([both("1,5", "1,5")]),
        json!([
            both("Trong đồng", "Landward"),
            both("Ngoài sông", "River side")
        ]),
    );
    assert_eq!(read(&phone), expected);

    // While it waits, the questions go.
    for _ in 0..2 {
        coordinator.press(DYKES, "no_question").unwrap();
    }
    world.sync(&phone).unwrap();
    assert_eq!(report(&phone, id).case.as_deref(), Some("received"));
    assert_eq!(read(&phone), expected, "as it was asked");

    let mut officer = world.officer();
    let pages: Vec<_> = officer.cases().unwrap();
    let pages = pages.iter().map(|case| officer.read(case).unwrap());
    let page = pages
        .into_iter()
        .find(|page| page.text.contains("Đê rò."))
        .unwrap();
    for said in [
        "Nước sâu mấy mét?",
        "1,5",
        "Phía nào?",
        "Trong đồng",
        "Ngoài sông",
    ] {
        assert!(page.text.contains(said), "{said}: {}", page.text);
    }

    // What was answered is part of the record, and can't be changed unseen.
    let data = world.data();
    let verify = [OsStr::new("verify"), OsStr::new("--data"), data.as_os_str()];
    server::command(&verify, "").unwrap();
}
