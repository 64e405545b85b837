//! What the officer photographs of the work done reaches the person who reported.

use langnghe_core::{App, Config, Ports, StoreKey};
use langnghe_photo::{MAX_PHOTO_BYTES, verify_delivered};
use langnghe_tests::{
    flaky::{Exchanges, Plan},
    officer::{ConsoleError, Officer},
    phone::Phone,
    server::{self, Options},
};

use crate::world::{World, file, photo, report};

/// The photographs of a report's result, as its phone keeps them.
fn after(phone: &Phone, id: &str) -> Vec<Vec<u8>> {
    let config = Config {
        folder: phone.home(),
        app: "journey".into(),
    };
    let key = std::fs::read_to_string(phone.key_file()).unwrap();
    let ports = Ports::system(None).unwrap();
    let app = App::open(config, StoreKey::from_hex(&key).unwrap(), ports).unwrap();
    let after = app.report(id.parse().unwrap()).unwrap().after;
    after.iter().map(|p| app.photo(p.id).unwrap()).collect()
}

fn accepted(officer: &mut Officer) -> String {
    let case = officer.cases().unwrap().remove(0);
    officer.take_step(&case, "accept", "").unwrap();
    case
}

#[test]
fn a_photograph_of_the_result_comes_whole_after_a_cut_and_is_seen_offline() {
    let world = World::new();
    let phone = world.phone("a");
    let id = file(&phone, "Đê sạt lở.", &["DSCN0010.jpg"]);
    world.sync(&phone).unwrap();
    let mut officer = world.officer();
    let case = accepted(&mut officer);
    let taken = [photo("02_oppo_13mp.jpg"), photo("Landscape_6.jpg")];
    let taken = taken.each_ref().map(|path| path.as_path());
    let done = officer.take_step_with(&case, "resolve", "Đã đắp lại mái đê.", &taken);
    done.unwrap();

    let lost = Exchanges::AnswersLost {
        path: "/v1/photographs".to_owned(),
        times: 1,
    };
    world.link.set(Plan::exchanging(lost));
    world.sync(&phone).unwrap();
    assert_eq!(report(&phone, &id).case.as_deref(), Some("resolved"));
    assert_eq!(after(&phone, &id), [] as [Vec<u8>; 0], "it was cut");
    // Meanwhile something else is filed, and goes first.
    let other = file(&phone, "Đèn tắt.", &["DSCN0010.jpg"]);
    world.sync(&phone).unwrap();
    world.link.set(Plan::without_signal());
    assert_eq!(report(&phone, &other).delivery, "complete");

    let came = after(&phone, &id);
    assert_eq!(came.len(), 2);
    for jpeg in &came {
        verify_delivered(jpeg, MAX_PHOTO_BYTES).unwrap();
    }
    assert_eq!(
        phone.show(&id).unwrap()["after"].as_array().unwrap().len(),
        2
    );
    let requests = world.link.tally();
    let order: Vec<String> = requests
        .requests_to("/v1/")
        .map(|request| request.path.split('/').nth(2).unwrap().to_owned())
        .collect();
    let fetched = order.iter().filter(|path| *path == "photographs").count();
    assert_eq!(fetched, 3, "one was cut, two came: {order:?}");
    assert_eq!(
        order.last().unwrap(),
        "photographs",
        "after all that leaves"
    );
}

#[test]
fn what_is_no_photograph_resolves_nothing() {
    let world = World::new();
    let phone = world.phone("a");
    let id = file(&phone, "Đê sạt lở.", &[]);
    world.sync(&phone).unwrap();
    let mut officer = world.officer();
    let case = accepted(&mut officer);
    let strange = photo("SOURCES.md");
    let refused = officer.take_step_with(&case, "resolve", "Xong.", &[strange.as_path()]);
    assert!(matches!(refused, Err(ConsoleError::Refused { status, .. }) if status == 422));
    world.sync(&phone).unwrap();
    assert_eq!(report(&phone, &id).case.as_deref(), Some("accepted"));
}

#[test]
fn it_is_in_the_backup_and_comes_from_a_server_that_was_restored() {
    let mut world = World::new();
    let phone = world.phone("a");
    let id = file(&phone, "Đê sạt lở.", &[]);
    world.sync(&phone).unwrap();
    let mut officer = world.officer();
    let case = accepted(&mut officer);
    let taken = photo("Landscape_6.jpg");
    let done = officer.take_step_with(&case, "resolve", "Xong.", &[taken.as_path()]);
    done.unwrap();
    let backups = world.folder().join("backups");
    server::back_up(&world.data(), &backups).unwrap();
    world.kill_server();
    std::fs::remove_dir_all(world.data()).unwrap();
    server::restore(&backups, &world.data()).unwrap();
    assert_eq!(world.record().assert_photographs_whole().unwrap(), 1);
    world.start_server(&Options::default());
    world.sync(&phone).unwrap();
    assert_eq!(after(&phone, &id).len(), 1);
}
