//! A server that restarts, while something is under way: killed, or asked to end.

use std::thread;

use langnghe_core::{Delivery, outbox::Upload};
use langnghe_tests::flaky::{Blow, Exchanges, Place, Plan, Strike};

use crate::{PATIENCE, case::ROW, world::World};

fn stalled(method: &str, path: &str, place: Place) -> Plan {
    Plan::striking([Strike {
        method: method.to_owned(),
        path: path.to_owned(),
        place,
        blow: Blow::Stall,
    }])
}

/// Runs until the strike has fallen, then ends the server without a warning and starts it again.
fn killed_while_it_stalls(world: &mut World) {
    world.phone.way().hurry(true);
    world
        .phone
        .turn_until("the strike", |_| !world.link.tally().strikes.is_empty());
    world.phone.way().hurry(false);
    world.take_server().kill().unwrap();
    // Nobody is there for a while.
    for _ in 0..3 {
        world.phone.turn();
    }
    world.start_server();
}

#[test]
fn a_server_that_is_killed_with_a_report_in_its_hands_promised_nothing_or_kept_it() {
    for place in [
        Place::MidHead,
        Place::Chunk(0),
        Place::End,
        Place::MidAnswer,
    ] {
        let mut world = World::new(stalled("POST", "/v1/sync", place));
        let filed = world.file("Sạt lở taluy dương.");
        killed_while_it_stalls(&mut world);
        world.assert_honest(filed);
        let is_kept = place == Place::MidAnswer;
        if is_kept {
            // It had begun to answer: by then it was on its disk.
            assert_eq!(world.record().cases().unwrap(), 1);
        }
        assert_eq!(
            world.phone.report(filed.report).summary.delivery,
            Delivery::Waiting
        );
        world.phone.drain();
        world.assert_complete(filed);
    }
}

#[test]
fn a_server_that_is_killed_in_an_upload_keeps_its_rows() {
    // Behind two rows and a bit.
    let mut world = World::new(stalled("POST", "/v1/uploads", Place::LastByte));
    let filed = world.file("Cầu treo đứt cáp.");
    killed_while_it_stalls(&mut world);
    let kept = world.record().received_of(filed.sha256).unwrap().unwrap();
    assert!(kept >= 2 * ROW, "{kept}");
    world.phone.drain();
    world.assert_complete(filed);
    let tally = world.link.tally();
    let resumed = tally.requests.iter().find(|r| r.method == "PATCH");
    assert_eq!(resumed.unwrap().upload_offset, Some(kept));
}

#[test]
fn a_server_that_is_killed_behind_its_answer_has_what_it_said() {
    let mut world = World::new(stalled("POST", "/v1/uploads", Place::MidAnswer));
    let filed = world.file("Hố ga mất nắp.");
    killed_while_it_stalls(&mut world);
    let kept = world.record().received_of(filed.sha256).unwrap();
    assert_eq!(kept, Some(filed.bytes));
    world.phone.drain();
    world.assert_complete(filed);
    let sent = world.link.tally().body_bytes_to("/v1/uploads");
    assert_eq!(sent, filed.bytes, "every byte travelled once");
}

#[test]
fn a_server_that_is_asked_to_end_lets_an_upload_come_to_its_end() {
    let mut world = World::new(Plan::exchanging(Exchanges::OneByOne));
    let filed = world.file("Đèn đường hỏng cả tuyến.");
    world.phone.turn_until("the text has arrived", |phone| {
        let queue = phone.queue();
        let first = queue.photographs.first();
        first.is_some_and(|p| p.upload == Upload::NotStarted)
    });
    // A link of a few seconds for the photograph; it is asked to end while that is under way.
    world.link.set(Plan::slow(150_000));
    let server = world.take_server();
    let link = &world.link;
    thread::scope(|scope| {
        let ended = scope.spawn(|| {
            link.wait_until("a part of the photograph", PATIENCE, |tally| {
                tally.body_bytes_to("/v1/uploads") > ROW / 2
            })
            .unwrap();
            let begun = link.tally().body_bytes_to("/v1/uploads");
            server.stop().unwrap();
            begun
        });
        world
            .phone
            .turn_until("the photograph has arrived", |phone| {
                phone.queue().photographs.is_empty()
            });
        let begun = ended.join().unwrap();
        assert!(
            begun < filed.bytes,
            "it was asked while bytes were on their way"
        );
    });
    world.link.set(Plan::default());
    for _ in 0..3 {
        world.phone.turn();
    }
    world.start_server();
    world
        .phone
        .app()
        .add_text(filed.report, "Tối qua lại có tai nạn.")
        .unwrap();
    world.phone.drain();
    world.assert_complete(filed);
    let sent = world.link.tally().body_bytes_to("/v1/uploads");
    assert_eq!(sent, filed.bytes, "every byte travelled once");
}
