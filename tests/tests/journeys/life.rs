//! What befalls a phone in its life: two syncs at once, a key store that was wiped, an app that
//! was downgraded, a clock that jumped, a gallery that was tidied up, a month without a signal,
//! a system that names nobody to trust.

use std::{fs, sync::Arc, time::Duration};

use jiff::{SignedDuration, Timestamp};
use langnghe_core::{
    App, Config, DraftEdit, Ports, StoreKey,
    report::PlaceEdit,
    testing::{ManualClock, set_up_sqlcipher},
};
use langnghe_tests::phone::PhoneError;

use crate::world::{COMMUNE, PATIENCE, SECONDS, World, assert_complete, file, photo};

/// The reason for which a phone refused.
fn refused<T: std::fmt::Debug>(outcome: Result<T, PhoneError>) -> String {
    match outcome {
        Err(PhoneError::Refused {
            code: Some(1),
            reason,
        }) => reason,
        other => panic!("not refused: {other:?}"),
    }
}

/// A phone in this process, on the real network.
fn app(world: &World, name: &str, ports: Ports) -> App {
    let config = Config {
        folder: world.folder().join(name),
        app: "journey".into(),
    };
    App::open(config, StoreKey::from_bytes([9; 32]), ports).unwrap()
}

fn file_in_app(app: &App, text: String) -> langnghe_wire::ReportId {
    let id = app.new_draft("waste").unwrap();
    let place = Some(PlaceEdit::InCommune(COMMUNE.into()));
    let edit = DraftEdit {
        text: Some(text),
        place,
        ..DraftEdit::default()
    };
    app.edit_draft(id, edit).unwrap();
    app.submit(id).unwrap();
    id
}

#[test]
fn two_syncs_at_once_make_one_case() {
    let world = World::new();
    let phone = world.phone("a");
    let id = file(&phone, "Rác cháy", &["DSCN0010.jpg"]);
    // The first holds the store while nothing moves: the second says so and touches nothing.
    world.link.set(langnghe_tests::flaky::Plan {
        signal: langnghe_tests::flaky::Signal::Silent,
        ..Default::default()
    });
    let mut first = phone.begin_sync(&world.link.url(), SECONDS).unwrap();
    world
        .link
        .wait_until("a connection", PATIENCE, |tally| tally.connections > 0)
        .unwrap();
    assert!(refused(world.sync(&phone)).contains("in_use"));
    first.kill().unwrap();
    first.wait().unwrap();
    world.link.set(Default::default());
    world.sync(&phone).unwrap();
    assert_complete(&phone, &id, 1);
    assert_eq!(world.record().cases().unwrap(), 1);
}

#[test]
fn two_hundred_reports_from_a_month_without_a_signal_all_arrive_once() {
    let world = World::new();
    let app = app(
        &world,
        "month",
        Ports::system(Some(&world.link.url())).unwrap(),
    );
    for n in 0..200 {
        file_in_app(&app, format!("Bãi rác số {n}"));
    }
    app.resume().unwrap();
    let summary = app.sync_now(PATIENCE).unwrap();
    assert_eq!(
        (summary.reached, summary.pending, summary.parked),
        (true, 0, 0)
    );
    assert_eq!(world.record().cases().unwrap(), 200);
    let requests = world.link.tally().requests_to("/v1/sync").count();
    assert!(requests <= 4, "{requests} round trips for 200 reports");
}

#[test]
fn a_wiped_key_store_is_said_plainly_and_a_clean_start_keeps_the_old_store() {
    let world = World::new();
    let phone = world.phone("a");
    file(&phone, "Đê vỡ", &[]);
    let old = fs::read(phone.home().join("store.db")).unwrap();
    fs::write(phone.key_file(), "5".repeat(64)).unwrap();
    assert!(refused(phone.run(["list"])).contains("wrong_key"));

    let aside = App::set_aside(&phone.home(), Timestamp::now()).unwrap();
    assert!(phone.reports().unwrap().is_empty(), "a clean start");
    assert_eq!(
        fs::read(aside.join("store.db")).unwrap(),
        old,
        "whole, should the key come back"
    );
    let id = file(&phone, "Đê vỡ, báo lại", &[]);
    world.sync(&phone).unwrap();
    assert_complete(&phone, &id, 0);
}

#[test]
fn a_downgraded_app_touches_nothing() {
    let world = World::new();
    let phone = world.phone("a");
    file(&phone, "Đê vỡ", &[]);
    let path = phone.home().join("store.db");
    let key = fs::read_to_string(phone.key_file()).unwrap();
    set_up_sqlcipher();
    let newer = rusqlite::Connection::open(&path).unwrap();
    newer
        .execute_batch(&format!(
            "PRAGMA key = \"x'{key}'\"; PRAGMA user_version = 99;"
        ))
        .unwrap();
    drop(newer);
    let before = fs::read(&path).unwrap();
    assert!(refused(phone.run(["list"])).contains("newer_schema"));
    assert!(refused(world.sync(&phone)).contains("newer_schema"));
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_clock_that_is_ten_years_off_delays_nothing() {
    let world = World::new();
    for (name, years) in [("ahead", 10), ("behind", -10)] {
        let off = SignedDuration::from_hours(years * 365 * 24);
        let clock = Arc::new(ManualClock::at(Timestamp::now() + off));
        let ports = Ports {
            clock: Arc::clone(&clock) as _,
            ..Ports::system(Some(&world.link.url())).unwrap()
        };
        let app = app(&world, name, ports);
        world
            .link
            .set(langnghe_tests::flaky::Plan::without_signal());
        file_in_app(&app, format!("Đồng hồ lệch {years} năm"));
        app.resume().unwrap();
        assert!(!app.sync_now(Duration::from_millis(300)).unwrap().reached);
        // The clock is set right while the queue waits under the wrong one.
        clock.advance(-off);
        world.link.set(Default::default());
        let summary = app.sync_now(PATIENCE).unwrap();
        assert_eq!((summary.reached, summary.pending), (true, 0), "{name}");
    }
    assert_eq!(world.record().cases().unwrap(), 2);
}

#[test]
fn a_photograph_deleted_from_the_gallery_is_sent_all_the_same() {
    let world = World::new();
    let phone = world.phone("a");
    let gallery = world.folder().join("IMG_0001.jpg");
    fs::copy(photo("Landscape_6.jpg"), &gallery).unwrap();
    let id = file(&phone, "", &[gallery.to_str().unwrap()]);
    fs::remove_file(&gallery).unwrap();
    world.sync(&phone).unwrap();
    assert_complete(&phone, &id, 1);
}

#[test]
fn a_system_that_names_nobody_to_trust_still_drafts_and_reaches_this_machine() {
    let world = World::new();
    let phone = world.phone("a");
    let id = file(&phone, "Rác cháy", &["DSCN0010.jpg"]);
    let nobody = world.folder().join("nobody");
    fs::create_dir(&nobody).unwrap();
    let sync = |server: &str| {
        let mut command = phone.sync_command(server, SECONDS);
        command.env("SSL_CERT_FILE", nobody.join("none.pem"));
        command.env("SSL_CERT_DIR", &nobody);
        command.output().unwrap()
    };

    let synced = sync(&world.link.url());
    let said = String::from_utf8_lossy(&synced.stderr);
    assert!(synced.status.success(), "{said}");
    assert_complete(&phone, &id, 1);
}
