//! Without a signal everything is safe; with one it travels by itself.

use langnghe_tests::{
    flaky::{Exchanges, Plan, Signal},
    phone::{Phone, PhoneError},
};

use crate::world::{World, assert_complete, assert_kept, file, report};

/// Asserts that a sync reached nobody, and that the person is told that all is safe.
#[track_caller]
fn assert_not_reached(world: &World, phone: &Phone) {
    match phone.sync(&world.link.url(), 1) {
        Err(PhoneError::Refused {
            code: Some(1),
            reason,
        }) => {
            assert!(reason.contains("not_reached"), "{reason}");
        }
        other => panic!("the phone reached somebody: {other:?}"),
    }
}

#[test]
fn what_is_filed_offline_travels_once_there_is_a_signal() {
    let world = World::new();
    world.link.set(Plan::without_signal());
    let phone = world.phone("a");
    let id = file(
        &phone,
        "Đê sạt lở, nước tràn vào ruộng.",
        &["02_oppo_13mp.jpg", "DSCN0010.jpg"],
    );
    assert_not_reached(&world, &phone);
    let waiting = report(&phone, &id);
    assert_eq!(
        (waiting.delivery.as_str(), waiting.photos_total),
        ("waiting", 2)
    );
    assert_eq!((waiting.case, waiting.reference), (None, None));
    assert_eq!(world.record().cases().unwrap(), 0);

    world.link.set(Plan::default());
    world.sync(&phone).unwrap();
    assert_complete(&phone, &id, 2);
    assert_kept(&world.record(), 1, 2);
}

#[test]
fn a_sign_in_page_of_a_strange_network_is_no_answer() {
    let world = World::new();
    world.link.set(Plan::exchanging(Exchanges::CaptivePortal));
    let phone = world.phone("a");
    let id = file(&phone, "Cống tắc, nước ngập đường.", &[]);
    assert_not_reached(&world, &phone);
    assert_eq!(report(&phone, &id).delivery, "waiting");
    world.link.set(Plan::default());
    world.sync(&phone).unwrap();
    assert_complete(&phone, &id, 0);
    assert_kept(&world.record(), 1, 0);
}

#[test]
fn a_link_that_is_silent_loses_nothing() {
    let world = World::new();
    world.link.change(|plan| plan.signal = Signal::Silent);
    let phone = world.phone("a");
    let id = file(&phone, "Đèn đường hỏng.", &[]);
    assert_not_reached(&world, &phone);
    assert_eq!(report(&phone, &id).delivery, "waiting");
    world.link.set(Plan::default());
    world.sync(&phone).unwrap();
    assert_kept(&world.record(), 1, 0);
}

#[test]
fn the_text_arrives_before_its_photographs() {
    let world = World::new();
    // Photographs don't get through: their connection ends before the first byte, every time.
    let phone = world.phone("a");
    let id = file(&phone, "Rác đổ ven đê.", &["DSCN0010.jpg"]);
    world.link.set(Plan {
        cuts: vec![cut_of_uploads(); 200],
        ..Plan::default()
    });
    let refused = phone.sync(&world.link.url(), 2).unwrap_err();
    assert!(
        matches!(refused, PhoneError::Refused { code: Some(1), .. }),
        "{refused}"
    );
    let sent = report(&phone, &id);
    assert_eq!(
        (sent.delivery.as_str(), sent.photos_sent),
        ("text_received", 0)
    );
    assert!(sent.reference.is_some());
    assert_eq!(world.record().cases().unwrap(), 1);
    world.link.set(Plan::default());
    world.sync(&phone).unwrap();
    assert_complete(&phone, &id, 1);
    assert_kept(&world.record(), 1, 1);
}

fn cut_of_uploads() -> langnghe_tests::flaky::Cut {
    use langnghe_tests::flaky::{Cut, Direction, Ending, Within};
    Cut {
        within: Within::Request("/v1/uploads".to_owned()),
        direction: Direction::Up,
        after: 0,
        ending: Ending::Reset,
    }
}
