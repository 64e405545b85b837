//! What every release left on phones is opened by this one, and while it is, everything happens:
//! killed, without power, a disk that is full or fails. The work that was never sent is there
//! afterwards, and goes on. A release with a new schema comes with a migration; it is swept here as
//! soon as its predecessor's fixture lies in `core/fixtures`.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use langnghe_core::{
    App, Config, Delivery, Ports, StoreKey,
    clock::SystemClock,
    testing::{ModelServer, SeededEntropy, set_up_sqlcipher},
};
use langnghe_tests::markers::{self, Marker};
use langnghe_wire::{ReportId, Sha256};
use rusqlite::Connection;

use crate::{
    disk::{self, Disk, Files},
    errors::{FAULTS, is_said_in_words, left_by_power_cut},
    journal::{self, Entry},
    kills::killed,
    power::cut,
    promises::{Broken, hold},
    secrecy,
    sweep::{Crashing, Outcome, Whose, expect_all_kept, is_whole, points, sweep_phone, thinned},
    world::World,
};

/// The reports of every fixture, and what is written in them.
const DRAFT: (&str, &str) = ("01a20700-0000-7000-8000-000000000001", "Viết dở: kè lở.");
const WAITING: (&str, &str) = (
    "01a20700-0000-7000-8000-000000000002",
    "Đê vỡ, nước tràn vào ruộng.",
);
const SENT: (&str, &str) = ("01a20700-0000-7000-8000-000000000003", "Đèn đường tắt.");

/// Longer than anything takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

fn key() -> String {
    "07".repeat(32)
}

/// A file of the core's.
fn of_core(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../core")
        .join(name)
}

/// The core's migrations, in order.
pub(crate) fn migrations() -> Vec<String> {
    let mut files: Vec<PathBuf> = fs::read_dir(of_core("migrations"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
        .iter()
        .map(|file| fs::read_to_string(file).unwrap())
        .collect()
}

/// The phone's disk as each release left it, with its schema; the oldest first.
fn released() -> Vec<(u32, Files)> {
    let migrations = migrations();
    let left = |schema: u32| {
        let rows = fs::read_to_string(of_core(&format!("fixtures/v{schema}.sql"))).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("store.db");
        set_up_sqlcipher();
        let store = Connection::open(&file).unwrap();
        let first = format!("PRAGMA key = \"x'{}'\"; PRAGMA journal_mode = WAL;", key());
        store.execute_batch(&first).unwrap();
        for migration in &migrations[..schema as usize] {
            store.execute_batch(migration).unwrap();
        }
        store.execute_batch(&rows).unwrap();
        store.pragma_update(None, "user_version", schema).unwrap();
        drop(store);
        let bytes = fs::read(file).unwrap();
        (
            schema,
            Files::from([("phone/home/store.db".to_owned(), bytes)]),
        )
    };
    (1..=migrations.len() as u32).map(left).collect()
}

/// The phone is asked for a list of its reports: the first thing that a new release does.
fn list(world: &World) -> Result<String, crate::world::Refused> {
    world.ask(["list"])
}

fn open(world: &World, server: &Arc<ModelServer>) -> Result<App, Broken> {
    let config = Config {
        folder: world.phone().home(),
        app: "crash".to_owned(),
    };
    let ports = Ports {
        clock: Arc::new(SystemClock),
        entropy: Arc::new(SeededEntropy::new(1)),
        transport: Some(Arc::clone(server) as _),
    };
    let key = StoreKey::from_hex(world.key()).unwrap();
    App::open(config, key, ports).map_err(|e| Broken(format!("it doesn't open: {e}")))
}

/// Whether all work of the fixture is there; and, if it is to go on, whether it is sent.
fn judge(files: &Files, goes_on: bool) -> Result<(), Broken> {
    let id = |(id, _): (&str, &str)| -> ReportId { id.parse().unwrap() };
    let server = Arc::new(ModelServer::new("2026-11-23T08:00:00Z".parse().unwrap()));
    let world = World::with(files, &key());
    let app = open(&world, &server)?;
    let broken = |error: langnghe_core::Error| Broken(error.to_string());
    let deliveries = [
        (DRAFT, Delivery::Draft),
        (WAITING, Delivery::Waiting),
        (SENT, Delivery::Complete),
    ];
    for (report, delivery) in deliveries {
        let kept = app.report(id(report)).map_err(broken)?;
        hold!(kept.text == report.1, "other words: {}", kept.text);
        hold!(
            kept.summary.delivery == delivery,
            "{delivery:?} became {:?}",
            kept.summary.delivery
        );
        for photograph in &kept.photographs {
            let jpeg = app.photo(photograph.id).map_err(broken)?;
            hold!(Sha256::of(&jpeg) == photograph.sha256, "other pixels");
        }
        let expected = usize::from(delivery != Delivery::Complete);
        hold!(kept.photographs.len() == expected, "photographs are gone");
    }
    if !goes_on {
        return Ok(());
    }
    app.submit(id(DRAFT)).map_err(broken)?;
    app.resume().map_err(broken)?;
    let summary = app.sync_now(PATIENCE).map_err(broken)?;
    hold!((summary.pending, summary.parked) == (0, 0), "{summary:?}");
    let applied = server.applied();
    let mut said: Vec<_> = applied.iter().collect();
    said.sort();
    said.dedup();
    hold!(said.len() == 5 && applied.len() == 5, "{applied:?}");
    hold!(server.photographs() == 2, "photographs didn't arrive");
    Ok(())
}

/// What a phone does to its disk while this release first opens it.
fn opened(before: &Files) -> (Vec<Entry>, u64) {
    let world = World::with(before, &key());
    let listed = list(&world).unwrap();
    assert!(listed.contains(WAITING.0), "{listed}");
    (journal::read(&world.journal()), world.phones_disk.count())
}

fn crash_everywhere(what: &str, finishing: usize, crashing: Crashing) {
    for (schema, before) in released() {
        let (entries, _) = opened(&before);
        let points = points(&entries, Whose::Phone, 40);
        let outcome = sweep_phone(&before, &entries, &points, finishing, crashing, judge);
        expect_all_kept(&format!("schema {schema} opened, {what}"), &outcome);
    }
}

#[test]
fn a_phone_of_every_release_that_is_killed_while_it_is_updated_keeps_its_work() {
    crash_everywhere("killed", 4, killed);
}

#[test]
fn a_phone_of_every_release_whose_power_is_cut_while_it_is_updated_keeps_its_work() {
    crash_everywhere("power cut", 4, cut);
}

#[test]
fn a_phone_of_every_release_whose_disk_is_full_or_fails_while_it_is_updated_keeps_its_work() {
    for (schema, before) in released() {
        let (_, operations) = opened(&before);
        assert!(operations > 0);
        let mut outcome = Outcome::default();
        let all: Vec<u64> = (1..=operations).collect();
        let all = if is_whole() { all } else { thinned(&all, 15) };
        for (at, (fault, stays)) in all.into_iter().zip(FAULTS.into_iter().cycle()) {
            outcome.crashes += 1;
            outcome.finished += 1;
            let world = World::with(&before, &key());
            world.phones_disk.strike(at, fault, stays);
            let listed = match list(&world) {
                Ok(_) => Ok(()),
                Err(refused) => is_said_in_words(&refused),
            };
            world.phones_disk.lift();
            let lost = left_by_power_cut(&world, &before, Whose::Phone);
            let held = listed
                .and_then(|()| judge(&lost, false))
                .and_then(|()| judge(&world.files(), true));
            if let Err(Broken(words)) = held {
                let what = format!("{fault:?} at operation {at}, stays: {stays}: {words}");
                outcome.broken.push(what);
            }
        }
        expect_all_kept(&format!("schema {schema} opened, the disk fails"), &outcome);
    }
}

#[test]
fn nothing_that_an_update_writes_can_be_read() {
    for (_, before) in released() {
        let (entries, _) = opened(&before);
        let mut disk = Disk::with(&before);
        entries.iter().for_each(|entry| disk.apply(entry));
        let folder = tempfile::tempdir().unwrap();
        disk::write(&secrecy::written(&entries), &folder.path().join("written"));
        disk::write(&disk.files(), &folder.path().join("left"));
        let markers = [DRAFT, WAITING, SENT].map(|(id, words)| Marker::new(id, words));
        let plain = Marker::new("a plain database", "SQLite format 3");
        let markers: Vec<Marker> = markers.into_iter().chain([plain]).collect();
        assert_eq!(markers::search(folder.path(), &markers).unwrap(), []);
    }
}
