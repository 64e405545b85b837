//! What people do besides: they begin with the photograph, say where exactly, add a photograph
//! later, rate, and look at what it cost them.

use langnghe_tests::{
    flaky::{Cut, Direction, Ending, Plan, Within},
    phone::{Phone, PhoneError},
};
use serde_json::Value;

use crate::world::{PLACE, World, assert_complete, assert_kept, file, photo, report};

const PHOTO: &str = "DSCN0010.jpg";
const ANOTHER: &str = "Landscape_6.jpg";

/// Runs a command that a photograph's path ends.
fn with_photo(phone: &Phone, arguments: &[&str], name: &str) -> Result<String, PhoneError> {
    let path = photo(name);
    let path = path.to_str().unwrap();
    phone.run(arguments.iter().copied().chain([path]))
}

fn refused(outcome: Result<String, PhoneError>) -> String {
    match outcome {
        Err(PhoneError::Refused { reason, .. }) => reason,
        other => panic!("not refused: {other:?}"),
    }
}

fn last_line(printed: &str) -> String {
    printed.lines().last().unwrap().to_owned()
}

#[test]
fn a_draft_begins_with_its_photograph_and_is_sent_once_a_category_is_chosen() {
    let world = World::new();
    let phone = world.phone("a");
    let id = last_line(&with_photo(&phone, &["new", "--at", PLACE, "--photo"], PHOTO).unwrap());
    let reason = refused(phone.run(["submit", &id]));
    assert!(reason.contains("category_required"), "{reason}");
    assert!(reason.contains("Chọn loại phản ánh"), "{reason}");
    phone.run(["edit", &id, "--category", "dyke"]).unwrap();
    phone.run(["submit", &id]).unwrap();
    world.sync(&phone).unwrap();
    assert_complete(&phone, &id, 1);
    assert_kept(&world.record(), 1, 1);
}

#[test]
fn where_exactly_reaches_the_officer_in_the_persons_words() {
    let world = World::new();
    let phone = world.phone("a");
    let detail = "Thôn Đông, cạnh trạm bơm";
    let decomposed = "Thôn Đông, ca\u{323}nh trạm bơm  ";
    let draft = [
        "new",
        "--category",
        "dyke",
        "--text",
        "Đê nứt.",
        "--at",
        PLACE,
        "--detail",
        decomposed,
    ];
    let id = last_line(&phone.run(draft).unwrap());
    phone.run(["submit", &id]).unwrap();
    world.sync(&phone).unwrap();
    let filed = world.record().filed(&id).unwrap();
    assert_eq!(filed["body"]["place"]["detail"], detail);
    assert_eq!(phone.show(&id).unwrap()["place"]["detail"], decomposed);
    let mut officer = world.officer();
    let case = officer.cases().unwrap().remove(0);
    assert!(officer.read(&case).unwrap().text.contains(detail));
    assert!(!world.servers_log().contains("trạm bơm"));
}

#[test]
fn a_case_is_rated_once_it_is_resolved() {
    let world = World::new();
    let phone = world.phone("a");
    let id = file(&phone, "Đèn đường tắt.", &[]);
    world.sync(&phone).unwrap();
    assert!(refused(phone.run(["rate", &id, "5"])).contains("not_now"));
    let mut officer = world.officer();
    let case = officer.cases().unwrap().remove(0);
    officer.take_step(&case, "accept", "").unwrap();
    officer
        .take_step(&case, "resolve", "Đã thay bóng.")
        .unwrap();
    world.sync(&phone).unwrap();
    phone.run(["rate", &id, "4", "Nhanh, cảm ơn."]).unwrap();
    world.sync(&phone).unwrap();
    assert_eq!(phone.show(&id).unwrap()["rating"]["stars"], 4);
    assert_eq!(world.record().events_of("rated").unwrap(), 1);
    let page = officer.read(&case).unwrap().text;
    assert!(page.contains("đánh giá 4/5"), "{page}");
    assert!(page.contains("Nhanh, cảm ơn."), "{page}");

    // Reopened and rated without a signal in between: the server doesn't take the rating.
    phone.run(["reopen", &id, "Lại tắt."]).unwrap();
    phone.run(["rate", &id, "1"]).unwrap();
    world.sync(&phone).unwrap();
    assert_eq!(world.record().events_of("rated").unwrap(), 1);
    let parked = report(&phone, &id).parked;
    assert_eq!(
        (&parked[0]["thing"], &parked[0]["code"]),
        (&"rate".into(), &"not_now".into())
    );
    phone.run(["let-go", &id]).unwrap();
    assert_eq!(report(&phone, &id).parked, [Value::Null; 0]);
}

#[test]
fn a_photograph_that_is_added_later_arrives_whole_over_a_link_that_breaks() {
    let world = World::new();
    let phone = world.phone("a");
    let id = file(&phone, "Đê sạt lở.", &[PHOTO]);
    world.sync(&phone).unwrap();
    with_photo(&phone, &["attach", &id], ANOTHER).unwrap();
    world.link.set(Plan::cutting(Cut {
        within: Within::Request("/v1/uploads".to_owned()),
        direction: Direction::Up,
        after: 10_000,
        ending: Ending::Reset,
    }));
    world.sync(&phone).unwrap();
    assert_eq!(world.link.tally().cuts, 1);
    assert_complete(&phone, &id, 2);
    assert_kept(&world.record(), 1, 2);
    assert_eq!(world.record().events_of("attached").unwrap(), 1);
    let mut officer = world.officer();
    let case = officer.cases().unwrap().remove(0);
    let page = officer.read(&case).unwrap().text;
    assert!(page.contains("thêm ảnh vào phản ánh"), "{page}");
    assert!(page.contains("Đã đến 2 trong 2 ảnh"), "{page}");
}

#[test]
fn a_photograph_that_comes_too_late_is_let_go_and_the_report_stays_whole() {
    let world = World::new();
    let phone = world.phone("a");
    let id = file(&phone, "Rác cháy.", &[PHOTO]);
    world.sync(&phone).unwrap();
    let mut officer = world.officer();
    let case = officer.cases().unwrap().remove(0);
    officer
        .take_step(&case, "refuse", "Không thuộc xã.")
        .unwrap();
    // The phone hasn't heard of it.
    with_photo(&phone, &["attach", &id], ANOTHER).unwrap();
    world.sync(&phone).unwrap();
    let told = report(&phone, &id);
    assert_eq!((told.photos_sent, told.photos_total), (1, 2));
    assert_eq!(told.parked[0]["thing"], "attach");
    phone.run(["let-go", &id]).unwrap();
    let told = report(&phone, &id);
    assert_eq!(told.delivery, "complete");
    assert_eq!((told.photos_sent, told.photos_total), (1, 1));
    // Now it has, and doesn't even try.
    let again = with_photo(&phone, &["attach", &id], ANOTHER);
    assert!(refused(again).contains("not_now"));
}

#[test]
fn the_data_that_was_used_is_what_crossed_the_link() {
    let world = World::new();
    let phone = world.phone("a");
    let id = file(&phone, "Đê vỡ.", &[PHOTO]);
    let data = || -> Value {
        let printed = phone.run(["--json", "data"]).unwrap();
        serde_json::from_str(&printed).unwrap()
    };
    let before = data();
    let photograph = phone.show(&id).unwrap()["photographs"][0]["bytes"].clone();
    assert_eq!(before["unsent"]["photograph_bytes"], photograph);
    assert_eq!(before["unsent"]["reports"], 1);
    world.sync(&phone).unwrap();
    let after = data();
    assert_eq!(after["unsent"]["bytes"], 0);
    // All months, should the test stand at the end of one.
    let sum = |direction: &str| -> u64 {
        let months = after["used"].as_array().unwrap();
        months.iter().filter_map(|m| m[direction].as_u64()).sum()
    };
    let tally = world.link.tally();
    let requests = tally.requests.len() as u64;
    let (up, down) = (sum("sent"), sum("received"));
    assert!(up >= photograph.as_u64().unwrap(), "{up}");
    // The client adds a few fields to each head.
    assert!(
        up <= tally.bytes_up && tally.bytes_up - up < 200 * requests,
        "{up} of {} bytes in {requests} requests",
        tally.bytes_up
    );
    assert!(
        down <= tally.bytes_down && tally.bytes_down - down < 200 * requests,
        "{down} of {} bytes",
        tally.bytes_down
    );
}
