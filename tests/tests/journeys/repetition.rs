//! Whatever comes twice is there once.

use langnghe_tests::flaky::{Exchanges, Plan};

use crate::world::{World, assert_complete, assert_kept, file};

#[test]
fn every_request_delivered_twice_makes_one_case() {
    let world = World::new();
    world.link.set(Plan::exchanging(Exchanges::Twice));
    let phone = world.phone("a");
    let id = file(
        &phone,
        "Nước thải đổ ra sông.",
        &["02_oppo_13mp.jpg", "DSCN0010.jpg"],
    );
    world.sync(&phone).unwrap();
    assert_complete(&phone, &id, 2);
    let record = world.record();
    assert_kept(&record, 1, 2);
    assert_eq!(
        (record.operations().unwrap(), record.reporters().unwrap()),
        (1, 1)
    );
}

#[test]
fn a_lost_answer_to_the_text_makes_one_case() {
    let world = World::new();
    let lost = Exchanges::AnswersLost {
        path: "/v1/sync".to_owned(),
        times: 3,
    };
    world.link.set(Plan::exchanging(lost));
    let phone = world.phone("a");
    let id = file(&phone, "Cột điện nghiêng.", &[]);
    world.sync(&phone).unwrap();
    let sent = world.link.tally().requests_to("/v1/sync").count();
    assert!(
        sent > 3,
        "three answers were lost, {sent} requests were made"
    );
    assert_complete(&phone, &id, 0);
    let record = world.record();
    assert_kept(&record, 1, 0);
    assert_eq!(
        (record.operations().unwrap(), record.reporters().unwrap()),
        (1, 1)
    );
}

#[test]
fn a_lost_answer_to_a_photograph_costs_a_question_and_no_photograph() {
    let world = World::new();
    let lost = Exchanges::AnswersLost {
        path: "/v1/uploads".to_owned(),
        times: 1,
    };
    world.link.set(Plan::exchanging(lost));
    let phone = world.phone("a");
    let id = file(&phone, "Cây đổ chắn đường.", &["02_oppo_13mp.jpg"]);
    world.sync(&phone).unwrap();
    assert_complete(&phone, &id, 1);
    let record = world.record();
    assert_kept(&record, 1, 1);
    let sent = world.link.tally().body_bytes_to("/v1/uploads");
    assert_eq!(
        sent,
        record.named_bytes().unwrap(),
        "the photograph travelled once"
    );
}
