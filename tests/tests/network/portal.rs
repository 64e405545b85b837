//! A captive portal: everything is answered with success, and nothing of it is true.

use langnghe_core::{Delivery, outbox::Upload};
use langnghe_tests::flaky::{Blow, Exchanges, Place, Plan, Strike};

use crate::{case::ROW, world::World};

/// Turns that a phone takes in a hotel: hours of its own clock.
const A_NIGHT: usize = 30;

fn portal() -> Plan {
    Plan::exchanging(Exchanges::CaptivePortal)
}

#[test]
fn before_first_contact_a_portal_is_nobody() {
    let world = World::new(portal());
    let filed = world.file("Nước ngập vào nhà trọ.");
    for _ in 0..A_NIGHT {
        world.phone.turn();
    }
    let asked = world.link.tally().requests.len();
    assert!(asked > 2, "it tries, now and then");
    assert_eq!(
        world.phone.report(filed.report).summary.delivery,
        Delivery::Waiting
    );
    let queue = world.phone.queue();
    assert!(!queue.registered && queue.link.epoch.is_none() && queue.link.cursor.is_none());
    assert_eq!(world.record().cases().unwrap(), 0);
    assert_eq!(world.link.tally().bytes_up, 0);

    world.link.set(Plan::default());
    world.phone.drain();
    world.assert_complete(filed);
}

#[test]
fn in_the_middle_of_an_upload_a_portal_costs_no_byte_that_arrived() {
    let world = World::new(Plan::striking([Strike {
        method: "POST".to_owned(),
        path: "/v1/uploads".to_owned(),
        place: Place::Chunk(0),
        blow: Blow::Finish,
    }]));
    let filed = world.file("Cống vỡ trước cổng chợ.");
    world.phone.turn_until("the photograph was cut", |phone| {
        let queue = phone.queue();
        queue
            .photographs
            .iter()
            .any(|p| p.upload == Upload::Unknown)
    });
    world.link.set(portal());
    for _ in 0..A_NIGHT {
        world.phone.turn();
        world.assert_honest(filed);
    }
    // Its HEAD was answered `200 OK`, again and again.
    let head = |r: &&langnghe_tests::flaky::Request| r.method == "HEAD";
    let tally = world.link.tally();
    assert!(tally.requests.iter().filter(head).count() > 1, "{tally:#?}");
    let summary = world.phone.report(filed.report).summary;
    assert_eq!((summary.photos_sent, summary.parked.len()), (0, 0));

    world.link.set(Plan::default());
    world.phone.drain();
    world.assert_complete(filed);
    let tally = world.link.tally();
    let resumed = tally.requests.iter().find(|r| r.method == "PATCH");
    assert_eq!(resumed.unwrap().upload_offset, Some(ROW));
    let sent: u64 = tally.requests_to("/v1/uploads").map(|r| r.body_bytes).sum();
    assert_eq!(sent, filed.bytes, "every byte travelled once");
}

#[test]
fn what_is_said_in_front_of_a_portal_is_said_once_behind_it() {
    let world = World::new(Plan::exchanging(Exchanges::OneByOne));
    let filed = world.file("Dây điện đứt rơi xuống đường.");
    world.phone.turn_until("the text has arrived", |phone| {
        let queue = phone.queue();
        queue.operations.is_empty() && !queue.photographs.is_empty()
    });
    world.link.set(portal());
    for words in ["Rất gần trường học.", "Đã che chắn tạm."] {
        world.phone.app().add_text(filed.report, words).unwrap();
        for _ in 0..A_NIGHT {
            world.phone.turn();
            world.assert_honest(filed);
        }
    }
    assert_eq!(world.phone.queue().operations.len(), 2);
    assert_eq!(world.record().applied_to(filed.report).unwrap(), ["file"]);

    world.link.set(Plan::default());
    world.phone.drain();
    world.assert_complete(filed);
    assert_eq!(
        world.record().applied_to(filed.report).unwrap(),
        ["file", "add_text", "add_text"]
    );
}
