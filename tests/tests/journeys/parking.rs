//! What the server doesn't take waits with a reason and a way out, and holds nobody up.

use langnghe_tests::{
    phone::{Phone, PhoneError},
    record,
    server::Options,
};
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
        .execute("UPDATE operation SET hash = randomblob(32)", [])
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

/// A phone with a report and a photograph that the server doesn't know how to take.
fn world_with_a_parked_report() -> (World, Phone, String) {
    let world = World::with(&without("file"));
    let phone = world.phone("a");
    let id = file(&phone, "Cầu tạm gãy.", &["DSCN0010.jpg"]);
    world.sync(&phone).unwrap();
    assert_eq!(parked_for(&phone, &id), "upgrade_required");
    (world, phone, id)
}

fn update_the_server(world: &mut World) {
    world.stop_server();
    world.start_server(&Options::default());
}

/// The ways out that a report's only parked thing shows.
#[track_caller]
fn ways_out(phone: &Phone, id: &str) -> Vec<String> {
    let parked = report(phone, id).parked;
    let ways = parked[0]["ways_out"].as_array().unwrap();
    ways.iter()
        .map(|way| way.as_str().unwrap().to_owned())
        .collect()
}

/// Nothing of the phone's waits or is parked, and a sync leaves it so.
#[track_caller]
fn assert_nothing_is_stuck(world: &World, phone: &Phone) {
    let last = phone.sync(&world.link.url(), 60).unwrap();
    let summary = last.last().unwrap();
    assert_eq!(
        (&summary["pending"], &summary["parked"]),
        (&0.into(), &0.into())
    );
    for report in phone.reports().unwrap() {
        assert!(report.parked.is_empty(), "{report:?}");
    }
}

#[track_caller]
fn is_not_now(outcome: Result<String, PhoneError>) {
    let refused = outcome.unwrap_err().to_string();
    assert!(refused.contains("[not_now]"), "{refused}");
}

#[test]
fn why_something_is_parked_and_every_way_out_is_said_in_both_languages() {
    let (_world, phone, id) = world_with_a_parked_report();
    assert_eq!(ways_out(&phone, &id), ["retry", "copy", "withdraw"]);
    for shown in [phone.run(["list"]), phone.run(["show", &id])].map(Result::unwrap) {
        for words in [
            "Máy chủ chưa hiểu thao tác này.",
            "The server doesn't understand this yet.",
            "retry  Thử gửi lại nguyên như vậy  Try again as it is",
            "copy  Chép thành bản nháp mới",
            "Copy it into a new draft",
            "withdraw  Thu hồi cả phản ánh  Take the whole report back",
        ] {
            assert!(shown.contains(words), "{words}: {shown}");
        }
        assert!(!shown.contains("let-go"), "{shown}");
    }
    let told = &report(&phone, &id).parked[0];
    for language in ["vi", "en"] {
        for words in ["happened", "way_out"] {
            assert!(!told[words][language].as_str().unwrap().is_empty());
        }
    }
}

#[test]
fn a_parked_report_that_is_tried_again_leads_out() {
    let (mut world, phone, id) = world_with_a_parked_report();
    // Too early, it is parked again, and nothing is worse than before.
    phone.run(["retry", &id]).unwrap();
    assert_eq!(report(&phone, &id).delivery, "waiting");
    world.sync(&phone).unwrap();
    assert_eq!(parked_for(&phone, &id), "upgrade_required");
    update_the_server(&mut world);
    phone.run(["retry", &id]).unwrap();
    assert_eq!(report(&phone, &id).parked, [] as [serde_json::Value; 0]);
    world.sync(&phone).unwrap();
    assert_complete(&phone, &id, 1);
    assert_kept(&world.record(), 1, 1);
    assert_nothing_is_stuck(&world, &phone);
    is_not_now(phone.run(["retry", &id]));
}

#[test]
fn a_parked_report_that_is_withdrawn_leaves_nothing_behind() {
    let (mut world, phone, id) = world_with_a_parked_report();
    phone.run(["withdraw", &id]).unwrap();
    assert_eq!(report(&phone, &id).delivery, "withdrawn");
    assert_nothing_is_stuck(&world, &phone);
    // Also not once the server would take it.
    update_the_server(&mut world);
    assert_nothing_is_stuck(&world, &phone);
    assert_kept(&world.record(), 0, 0);
    assert_eq!(world.record().unfinished_bytes().unwrap(), 0);
    assert_eq!(phone.show(&id).unwrap()["delivery"], "withdrawn");
    is_not_now(phone.run(["copy", &id]));
    is_not_now(phone.run(["withdraw", &id]));
}

#[test]
fn a_parked_report_is_copied_and_the_copy_supersedes_it() {
    let (mut world, phone, parked) = world_with_a_parked_report();
    let refused = phone.run(["copy", &parked, "--category", "không có"]);
    let refused = refused.unwrap_err().to_string();
    assert!(refused.contains("[unknown_place_or_category"), "{refused}");
    assert_eq!(phone.reports().unwrap().len(), 1, "half a copy is none");

    let text = "Cầu tạm gãy hẳn, xe không qua được.";
    let printed = phone.run(["copy", &parked, "--text", text, "--category", "road"]);
    let copy = printed.unwrap().lines().last().unwrap().to_owned();
    assert_ne!(copy, parked);
    let draft = phone.show(&copy).unwrap();
    assert_eq!(
        (&draft["delivery"], &draft["text"]),
        (&"draft".into(), &text.into())
    );
    assert_eq!(draft["photographs"].as_array().unwrap().len(), 1);
    // Until it is submitted, the parked one stays as it is.
    assert_eq!(report(&phone, &parked).delivery, "parked");
    phone.run(["submit", &copy]).unwrap();
    let listed = phone.reports().unwrap();
    assert_eq!(listed.iter().map(|r| &r.id).collect::<Vec<_>>(), [&copy]);

    update_the_server(&mut world);
    world.sync(&phone).unwrap();
    assert_complete(&phone, &copy, 1);
    assert_kept(&world.record(), 1, 1);
    assert_eq!(world.record().operations().unwrap(), 1);
    let filed = world.record().filed(&copy).unwrap();
    assert_eq!(filed["body"]["supersedes"], parked.as_str());
    assert_eq!(filed["body"]["text"], text);
    assert_eq!(filed["body"]["category"], "road");
    assert_nothing_is_stuck(&world, &phone);
    for command in ["retry", "copy", "let-go", "withdraw"] {
        is_not_now(phone.run([command, &parked]));
    }
}

#[test]
fn what_came_too_late_is_let_go_and_the_report_stays() {
    let world = World::new();
    let phone = world.phone("a");
    let id = file(&phone, "Mương tắc.", &[]);
    world.sync(&phone).unwrap();
    is_not_now(phone.run(["let-go", &id]));
    let mut officer = world.officer();
    let case = format!("/console/cases/{id}");
    officer.take_step(&case, "accept", "").unwrap();
    officer
        .take_step(&case, "resolve", "Đã thông mương.")
        .unwrap();
    // Its reporter takes it back before hearing that it is resolved: too late.
    phone.run(["withdraw", &id]).unwrap();
    world.sync(&phone).unwrap();
    assert_eq!(parked_for(&phone, &id), "not_now");
    assert_eq!(ways_out(&phone, &id), ["let_go"]);
    let shown = phone.run(["show", &id]).unwrap();
    assert!(
        shown.contains("let-go  Bỏ điều này; phản ánh vẫn như cũ"),
        "{shown}"
    );
    assert!(
        shown.contains("Let go of this; the report stays as it is"),
        "{shown}"
    );
    // It holds up no other report, and what is refused for good stays refused.
    let other = file(&phone, "Đèn đường hỏng.", &[]);
    world.sync(&phone).unwrap();
    assert_complete(&phone, &other, 0);
    assert_eq!(parked_for(&phone, &id), "not_now");

    phone.run(["let-go", &id]).unwrap();
    assert_nothing_is_stuck(&world, &phone);
    assert_eq!(report(&phone, &id).case.as_deref(), Some("resolved"));
    // And the report can be spoken about again.
    phone.run(["reply", &id, "Cảm ơn, nước đã rút."]).unwrap();
    assert_nothing_is_stuck(&world, &phone);
    assert_eq!(world.record().events_of("said").unwrap(), 1);
}
