//! Cut in the middle, killed in the middle: it goes on from where it was.

use langnghe_tests::{
    flaky::{Cut, Direction, Ending, Plan, Within},
    server::Options,
};

use crate::world::{PATIENCE, SECONDS, World, assert_complete, assert_kept, file};

const UPLOADS: &str = "/v1/uploads";
/// What the server puts on its disk at a time while an upload is under way.
const ROW: u64 = 64 * 1024;
/// Well inside of a photograph, and past three rows.
const MIDDLE: u64 = 200_000;

fn in_the_middle(ending: Ending) -> Plan {
    Plan::cutting(Cut {
        within: Within::Request(UPLOADS.to_owned()),
        direction: Direction::Up,
        after: MIDDLE,
        ending,
    })
}

#[test]
fn a_phone_that_is_killed_in_the_middle_of_an_upload_goes_on_from_where_it_was() {
    let world = World::new();
    let phone = world.phone("a");
    let id = file(&phone, "Đê nứt dài mười mét.", &["04_iphone4s_8mp_o6.jpg"]);
    world.link.set(in_the_middle(Ending::Stall));
    let mut dying = phone.begin_sync(&world.link.url(), SECONDS).unwrap();
    world
        .link
        .wait_until("the cut", PATIENCE, |tally| tally.cuts == 1)
        .unwrap();
    dying.kill().unwrap();
    dying.wait().unwrap();
    world.until("two rows are on the server's disk", |record| {
        record.unfinished_bytes().unwrap() >= 2 * ROW
    });
    // The kernel still holds what the dead phone had written: nothing of it may arrive.
    world.link.set(Plan::without_signal());
    let before = world.link.tally().body_bytes_to(UPLOADS);
    let total = world.record().named_bytes().unwrap();
    assert!(
        before < total,
        "{before} of {total} bytes: the phone was killed too late"
    );

    world.link.set(Plan::default());
    world.sync(&phone).unwrap();
    assert_complete(&phone, &id, 1);
    assert_kept(&world.record(), 1, 1);
    let tally = world.link.tally();
    let resumed = tally
        .requests_to(UPLOADS)
        .find(|r| r.method == "PATCH")
        .unwrap();
    let offset = resumed.upload_offset.unwrap();
    assert!(
        offset >= 2 * ROW,
        "resumed at {offset}, {before} were sent before"
    );
    let again = tally.body_bytes_to(UPLOADS) - total;
    assert_eq!(
        again,
        before - offset,
        "no byte that the server kept was sent again"
    );
}

#[test]
fn a_cut_connection_costs_no_byte_that_arrived() {
    for ending in [Ending::Reset, Ending::Close] {
        let world = World::new();
        let phone = world.phone("a");
        let id = file(&phone, "Kè vỡ.", &["02_oppo_13mp.jpg"]);
        world.link.set(in_the_middle(ending));
        world.sync(&phone).unwrap();
        assert_complete(&phone, &id, 1);
        assert_kept(&world.record(), 1, 1);
        let total = world.record().named_bytes().unwrap();
        let sent = world.link.tally().body_bytes_to(UPLOADS);
        assert_eq!(sent, total, "{ending:?}: every byte travelled once");
    }
}

#[test]
fn a_server_that_is_killed_in_the_middle_keeps_its_promises() {
    let mut world = World::new();
    let phone = world.phone("a");
    let first = file(
        &phone,
        "Đường lún trước trường học.",
        &["05_motog9_16mp.jpg"],
    );
    world.sync(&phone).unwrap();
    let second = file(&phone, "Hố ga mất nắp.", &["02_oppo_13mp.jpg"]);
    world.link.set(in_the_middle(Ending::Stall));
    let mut waiting = phone.begin_sync(&world.link.url(), SECONDS).unwrap();
    world
        .link
        .wait_until("the cut", PATIENCE, |tally| tally.cuts == 1)
        .unwrap();
    world.kill_server();
    waiting.kill().unwrap();
    waiting.wait().unwrap();

    world.start_server(&Options::default());
    // What was acknowledged before the power went is there: the case, and the first photograph.
    assert_eq!(world.record().cases().unwrap(), 2);
    world.link.set(Plan::without_signal());
    world.link.set(Plan::default());
    world.sync(&phone).unwrap();
    assert_complete(&phone, &first, 1);
    assert_complete(&phone, &second, 1);
    assert_kept(&world.record(), 2, 2);
}

#[test]
fn the_text_survives_cuts_at_every_part_of_its_exchange() {
    // Mid head, in the body, in the answer's head and in its body.
    let places = [
        (Direction::Up, 0),
        (Direction::Up, 20),
        (Direction::Up, 400),
        (Direction::Up, 900),
        (Direction::Down, 0),
        (Direction::Down, 30),
        (Direction::Down, 300),
    ];
    let world = World::new();
    let phone = world.phone("a");
    for (number, (direction, after)) in places.into_iter().enumerate() {
        let id = file(
            &phone,
            &format!("Ổ gà số {number} trên đường liên xã."),
            &[],
        );
        world.link.set(Plan::cutting(Cut {
            within: Within::Request("/v1/sync".to_owned()),
            direction,
            after,
            ending: Ending::Reset,
        }));
        world.sync(&phone).unwrap();
        assert_complete(&phone, &id, 0);
        assert_kept(&world.record(), number + 1, 0);
    }
}
