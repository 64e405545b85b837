//! A server that comes back from an older backup gets everything again, and nothing twice.

use langnghe_core::{App, Config, Ports, StoreKey};
use langnghe_tests::{
    phone::Phone,
    server::{self, Options},
};

use crate::world::{World, assert_complete, assert_kept, file};

/// How many photographs a phone could still send again.
fn pixels_kept(phone: &Phone) -> usize {
    let config = Config {
        folder: phone.home(),
        app: "journey".into(),
    };
    let key = std::fs::read_to_string(phone.key_file()).unwrap();
    let ports = Ports::system(None).unwrap();
    let app = App::open(config, StoreKey::from_hex(&key).unwrap(), ports).unwrap();
    let reports = app.reports().unwrap().into_iter();
    reports
        .flat_map(|report| app.report(report.id).unwrap().photographs)
        .filter(|photograph| app.photo(photograph.id).is_ok())
        .count()
}

#[test]
fn a_server_restored_from_an_older_backup_gets_everything_again() {
    let mut world = World::new();
    let phone = world.phone("a");
    let before = file(&phone, "Đê nứt ở thôn Đông.", &["05_motog9_16mp.jpg"]);
    world.sync(&phone).unwrap();
    world.stop_server();
    let backup = world.folder().join("backup");
    server::copy_data(&world.data(), &backup).unwrap();

    world.start_server(&Options::default());
    let after = file(
        &phone,
        "Đê nứt ở thôn Tây.",
        &["02_oppo_13mp.jpg", "DSCN0010.jpg"],
    );
    world.sync(&phone).unwrap();
    assert_kept(&world.record(), 2, 3);

    // The disk is lost; what comes back is older.
    world.stop_server();
    std::fs::remove_dir_all(world.data()).unwrap();
    server::copy_data(&backup, &world.data()).unwrap();
    assert_kept(&world.record(), 1, 1);
    world.say_that_it_was_restored();
    world.start_server(&Options::default());

    world.sync(&phone).unwrap();
    assert_kept(&world.record(), 2, 3);
    assert_complete(&phone, &before, 1);
    assert_complete(&phone, &after, 2);
    // And once more: nothing is sent again that the server has.
    let uploaded = world.link.tally().body_bytes_to("/v1/uploads");
    world.sync(&phone).unwrap();
    assert_kept(&world.record(), 2, 3);
    assert_eq!(world.link.tally().body_bytes_to("/v1/uploads"), uploaded);
}

/// The night's backup, made while the server serves and is told so; a day's work after it; and
/// the disk is lost.
#[test]
fn a_server_restored_from_yesterdays_backup_gets_back_what_it_forgot() {
    let mut world = World::new();
    let phone = world.phone("a");
    let backups = world.folder().join("backups");
    let yesterday = file(&phone, "Đê nứt ở thôn Đông.", &["05_motog9_16mp.jpg"]);
    world.sync(&phone).unwrap();
    server::back_up(&world.data(), &backups).unwrap();
    world.sync(&phone).unwrap();
    assert_eq!(pixels_kept(&phone), 0, "what is backed up makes room");

    let today = file(
        &phone,
        "Đê nứt ở thôn Tây.",
        &["02_oppo_13mp.jpg", "DSCN0010.jpg"],
    );
    phone
        .run(["reply", &yesterday, "Vết nứt dài thêm."])
        .unwrap();
    world.sync(&phone).unwrap();
    assert_eq!(pixels_kept(&phone), 2, "today's are in no backup");
    assert_kept(&world.record(), 2, 3);

    world.kill_server();
    std::fs::remove_dir_all(world.data()).unwrap();
    server::restore(&backups, &world.data()).unwrap();
    assert_kept(&world.record(), 1, 1);
    world.start_server(&Options::default());
    world.sync(&phone).unwrap();
    assert_kept(&world.record(), 2, 3);
    assert_eq!(world.record().events_of("said").unwrap(), 1);
    assert_complete(&phone, &yesterday, 1);
    assert_complete(&phone, &today, 2);
    let uploaded = world.link.tally().body_bytes_to("/v1/uploads");
    world.sync(&phone).unwrap();
    assert_eq!(world.link.tally().body_bytes_to("/v1/uploads"), uploaded);
}

#[test]
fn a_server_that_only_restarts_gets_nothing_again() {
    let mut world = World::new();
    let phone = world.phone("a");
    file(&phone, "Đê nứt.", &["DSCN0010.jpg"]);
    world.sync(&phone).unwrap();
    world.kill_server();
    world.start_server(&Options::default());
    let uploads = world.link.tally().requests_to("/v1/uploads").count();
    world.sync(&phone).unwrap();
    assert_eq!(
        world.link.tally().requests_to("/v1/uploads").count(),
        uploads
    );
    assert_kept(&world.record(), 1, 1);
    assert_eq!(world.record().operations().unwrap(), 1);
}
