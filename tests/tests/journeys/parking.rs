//! What the server doesn't take waits with a reason and a way out, and holds nobody up.

use langnghe_tests::{phone::Phone, record, server::Options};
use rusqlite::Connection;

use crate::world::{World, assert_complete, assert_kept, file, report};

fn without(kind: &str) -> Options {
    Options {
        without_operations: vec![kind.to_owned()],
        ..Options::default()
    }
}

/// Why a report is parked.
#[track_caller]
fn parked_for(phone: &Phone, id: &str) -> String {
    let parked = report(phone, id).parked;
    assert_eq!(parked.len(), 1, "{parked:?}");
    parked[0]["code"].as_str().unwrap().to_owned()
}

#[test]
fn an_operation_that_the_server_does_not_know_yet_waits_until_it_learns_it() {
    let mut world = World::with(&without("reply"));
    let phone = world.phone("a");
    let id = file(&phone, "Mương tắc.", &[]);
    world.sync(&phone).unwrap();
    phone
        .run(["reply", &id, "Nước đã ngập sân trường."])
        .unwrap();
    world.sync(&phone).unwrap();
    assert_eq!(parked_for(&phone, &id), "upgrade_required");
    // It holds up no other report.
    let other = file(&phone, "Đèn đường hỏng.", &[]);
    world.sync(&phone).unwrap();
    assert_complete(&phone, &other, 0);
    assert_eq!(world.record().events_of("said").unwrap(), 0);

    world.stop_server();
    world.start_server(&Options::default());
    world.sync(&phone).unwrap();
    assert!(report(&phone, &id).parked.is_empty());
    assert_eq!(world.record().events_of("said").unwrap(), 1);
    assert_kept(&world.record(), 2, 0);
}

#[test]
fn a_report_that_the_server_does_not_know_how_to_take_is_parked_until_it_does() {
    let mut world = World::with(&without("file"));
    let phone = world.phone("a");
    let early = file(&phone, "Cầu tạm gãy.", &["DSCN0010.jpg"]);
    world.sync(&phone).unwrap();
    assert_eq!(parked_for(&phone, &early), "upgrade_required");
    assert_eq!(report(&phone, &early).delivery, "parked");
    assert_kept(&world.record(), 0, 0);

    world.stop_server();
    world.start_server(&Options::default());
    let later = file(&phone, "Rác chất đống ở chợ.", &["02_oppo_13mp.jpg"]);
    // A person who asks for a sync asks for what is parked so as well.
    world.sync(&phone).unwrap();
    assert_complete(&phone, &later, 1);
    assert_complete(&phone, &early, 1);
    assert_kept(&world.record(), 2, 2);
}

#[test]
fn a_report_parked_for_good_stands_beside_one_that_goes_through() {
    let mut world = World::new();
    let phone = world.phone("a");
    let first = file(&phone, "Biển báo đổ.", &[]);
    world.sync(&phone).unwrap();
    // A phone that says the same thing again (its server was restored), to a server that has
    // other bytes under that id.
    world.stop_server();
    let database = Connection::open(record::database_file(&world.data())).unwrap();
    database
        .execute("UPDATE operation SET hash = zeroblob(32)", [])
        .unwrap();
    drop(database);
    world.say_that_it_was_restored();
    world.start_server(&Options::default());
    let second = file(&phone, "Vỉa hè bị chiếm.", &[]);
    world.sync(&phone).unwrap();
    assert_eq!(parked_for(&phone, &first), "conflict");
    assert_complete(&phone, &second, 0);
    // And it stays so: asking again changes nothing.
    world.sync(&phone).unwrap();
    assert_eq!(parked_for(&phone, &first), "conflict");
    assert_kept(&world.record(), 2, 0);
}
