//! What the officer does comes back, whatever happens on the way, and is read offline.

use langnghe_tests::{
    flaky::{Exchanges, Plan},
    phone::Phone,
    record,
};
use rusqlite::{Connection, TransactionBehavior};
use serde_json::Value;

use crate::world::{World, file, report};

const ANSWER: &str = "Đã cử người đến đắp đê, xong trước tối nay.";

/// The texts of the unit's replies, in order.
fn replies(phone: &Phone, id: &str) -> Vec<String> {
    let shown = phone.show(id).unwrap();
    let timeline = shown["timeline"].as_array().cloned().unwrap_or_default();
    let replies = timeline
        .iter()
        .map(|entry| &entry["what"])
        .filter(|w| w["kind"] == "reply");
    replies
        .filter_map(|what| what["text"].as_str().map(str::to_owned))
        .collect()
}

#[test]
fn an_officers_answer_comes_back_and_is_read_offline() {
    let world = World::new();
    let phone = world.phone("a");
    let id = file(&phone, "Đê sạt lở.", &["DSCN0010.jpg"]);
    world.sync(&phone).unwrap();
    let mut officer = world.officer();
    let cases = officer.cases().unwrap();
    assert_eq!(cases.len(), 1);
    officer.take_step(&cases[0], "accept", "").unwrap();
    officer.take_step(&cases[0], "reply", ANSWER).unwrap();

    // The answer to the first question gets lost: it is asked for again.
    let lost = Exchanges::AnswersLost {
        path: "/v1/sync".to_owned(),
        times: 1,
    };
    world.link.set(Plan::exchanging(lost));
    world.sync(&phone).unwrap();
    world.link.set(Plan::without_signal());
    assert_eq!(report(&phone, &id).case.as_deref(), Some("accepted"));
    assert_eq!(replies(&phone, &id), [ANSWER]);
    let shown = phone.show(&id).unwrap();
    for clock in ["intake", "resolution"] {
        let clock = &shown["clocks"][clock];
        assert!(
            clock["due"].is_string() && clock["basis"]["vi"].is_string(),
            "{clock}"
        );
    }
}

#[test]
fn a_conversation_has_every_word_once_in_order() {
    let world = World::new();
    world.link.set(Plan::exchanging(Exchanges::Twice));
    let phone = world.phone("a");
    let id = file(&phone, "Nước giếng có mùi.", &[]);
    world.sync(&phone).unwrap();
    let mut officer = world.officer();
    let case = officer.cases().unwrap().remove(0);
    officer.take_step(&case, "accept", "").unwrap();
    officer
        .take_step(&case, "reply", "Mùi từ bao giờ?")
        .unwrap();
    world.sync(&phone).unwrap();
    phone.run(["reply", &id, "Từ hôm qua."]).unwrap();
    world.sync(&phone).unwrap();
    officer
        .take_step(&case, "reply", "Mai chúng tôi đến lấy mẫu.")
        .unwrap();
    world.sync(&phone).unwrap();
    let shown = phone.show(&id).unwrap();
    let said: Vec<&str> = shown["timeline"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|entry| entry["what"]["text"].as_str())
        .collect();
    assert_eq!(
        said,
        [
            "Mùi từ bao giờ?",
            "Từ hôm qua.",
            "Mai chúng tôi đến lấy mẫu."
        ]
    );
    assert!(officer.read(&case).unwrap().text.contains("Từ hôm qua."));
}

#[test]
fn a_wrong_password_lets_nobody_in() {
    let world = World::new();
    let officer = world.officer();
    drop(officer);
    let error = world
        .try_to_sign_in("Nguyễn Thị Lan", "đồng lúa")
        .unwrap_err();
    assert!(error.to_string().contains("did not let"), "{error}");
}

/// Nothing that is committed late may be skipped by a phone that asked in between.
#[test]
fn a_transaction_held_open_across_a_pull_hides_nothing_for_ever() {
    let world = World::new();
    let phone = world.phone("a");
    let id = file(&phone, "Đường ngập.", &[]);
    world.sync(&phone).unwrap();

    let mut database = Connection::open(record::database_file(&world.data())).unwrap();
    let held = database
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .unwrap();
    let unit = serde_json::json!({ "vi": "Phòng Kinh tế", "en": "Economy Office" });
    let body: Value = serde_json::json!({ "kind": "reply", "text": ANSWER, "unit": unit });
    let inserted = held
        .execute(
            "INSERT INTO event (id, report, seq, at, actor, audience, kind, body)
             SELECT randomblob(16), id, version + 1, received_at, 'server', 'citizen', 'reply', ?1
             FROM report",
            [body.to_string()],
        )
        .unwrap();
    assert_eq!(inserted, 1);
    held.execute("UPDATE report SET version = version + 1", [])
        .unwrap();

    // The phone asks while the entry is written but not committed.
    world.sync(&phone).unwrap();
    assert_eq!(replies(&phone, &id), [""; 0]);
    held.commit().unwrap();
    drop(database);
    // Others write after it, and the phone asks again.
    let other = world.phone("b");
    file(&other, "Cầu yếu.", &[]);
    world.sync(&other).unwrap();
    world.sync(&phone).unwrap();
    assert_eq!(replies(&phone, &id), [ANSWER]);
}
