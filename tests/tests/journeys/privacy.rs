//! Whoever finds the phone finds nothing: not in the store, not in its log, not in any file that
//! the phone's process leaves behind, whenever it was killed.

use std::{
    fs,
    path::Path,
    process::{Child, Stdio},
    time::{Duration, Instant},
};

use langnghe_tests::{
    flaky::{Cut, Direction, Ending, Plan, Tally, Within},
    markers::{Marker, search},
    phone::{Filing, Phone, PhoneError},
    server::Options,
};

use crate::world::{PATIENCE, PLACE, SECONDS, World, assert_complete, file, photo};

const TEXT: &str = "Dấu vết: đê vỡ sau nhà ông Bảy ở thôn Nghè.";
const MORE: &str = "Nước đã ngập đến sân nhà ông Bảy.";
const ANSWER: &str = "Đã cử người đến nhà ông Bảy.";
const PHOTOS: [&str; 2] = ["04_iphone4s_8mp_o6.jpg", "DSCN0010.jpg"];

/// What would give the report away: its words, its place, its photographs as taken and as
/// prepared, what cameras write beside them, the frozen operation, and the key itself.
fn markers(phone: &Phone) -> Vec<Marker> {
    let mut markers = vec![
        Marker::new("the words", TEXT),
        Marker::new("some of the words", "thôn Nghè"),
        Marker::new("the place", "21.5025"),
        Marker::new("the commune's code in JSON", "\"07264\""),
        Marker::new("an operation", "\"kind\":\"file\""),
        Marker::new("a plain database", "SQLite format 3"),
        Marker::new("a plain schema", "CREATE TABLE"),
        Marker::new("EXIF", &b"Exif\0\0"[..]),
        Marker::new("a camera's name", "COOLPIX P6000"),
        Marker::new("a telephone's name", "iPhone 4S"),
        Marker::new("a JPEG with JFIF", &b"\xff\xd8\xff\xe0\x00\x10JFIF"[..]),
        // The table that begins every JPEG of ours.
        Marker::new("a JPEG's table", &b"\xff\xd8\xff\xdb\x00\x43\x00"[..]),
        Marker::new(
            "a JPEG's standard table",
            &b"\xff\xc4\x00\x1f\x00\x00\x01\x05\x01\x01"[..],
        ),
    ];
    let key = fs::read_to_string(phone.key_file()).unwrap();
    let raw = data_encoding::HEXLOWER.decode(key.as_bytes()).unwrap();
    markers.push(Marker::new("the key", raw));
    markers.push(Marker::new("the key in hexadecimal", key));
    for name in PHOTOS {
        let original = fs::read(photo(name)).unwrap();
        let prepared = langnghe_photo::prepare(&original).unwrap();
        markers.extend(Marker::from_all_over(name, &original, 40));
        markers.extend(Marker::from_all_over("prepared", &prepared.photo, 40));
        markers.extend(Marker::from_all_over("thumbnail", &prepared.thumbnail, 10));
    }
    markers
}

/// Asserts that no file of the phone has any of it; its key lies beside, not inside.
#[track_caller]
fn assert_nothing_in_the_open(phone: &Phone, when: &str) {
    let markers = markers(phone);
    for folder in [phone.home(), phone.temporary()] {
        if folder.exists() {
            assert_eq!(search(&folder, &markers).unwrap(), [], "{when}");
        }
    }
}

fn begin_draft(phone: &Phone) -> Child {
    let photos = PHOTOS.map(photo);
    let photos: Vec<&Path> = photos.iter().map(AsRef::as_ref).collect();
    let filing = Filing {
        category: "dyke",
        text: TEXT,
        at: PLACE,
        photos: &photos,
    };
    let mut command = phone.command(filing.arguments());
    command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Waits until a file has so many bytes; false if the process ended before.
fn grows_to(file: &Path, bytes: u64, process: &mut Child) -> bool {
    let deadline = Instant::now() + PATIENCE;
    while Instant::now() < deadline {
        if fs::metadata(file).is_ok_and(|found| found.len() >= bytes) {
            return true;
        }
        if process.try_wait().unwrap().is_some() {
            return false;
        }
        std::thread::sleep(Duration::from_micros(200));
    }
    panic!("{} never had {bytes} bytes", file.display());
}

#[test]
fn the_markers_would_be_found() {
    let world = World::new();
    let phone = world.phone("a");
    let open = world.folder().join("open");
    fs::create_dir(&open).unwrap();
    fs::copy(photo(PHOTOS[1]), open.join("a.jpg")).unwrap();
    fs::write(open.join("b.txt"), TEXT).unwrap();
    fs::copy(phone.key_file(), open.join("c")).unwrap();
    let found = search(&open, &markers(&phone)).unwrap();
    for name in [
        "the words",
        "EXIF",
        "a camera's name",
        "the key in hexadecimal",
        "DSCN0010.jpg at 0",
    ] {
        assert!(
            found.iter().any(|f| f.marker == name),
            "{name} was not found"
        );
    }
}

#[test]
fn nothing_lies_in_the_open_from_the_first_draft_to_the_last_byte_sent() {
    let world = World::new();
    let phone = world.phone("a");
    let id = file(&phone, TEXT, &PHOTOS);
    assert_nothing_in_the_open(&phone, "submitted");
    world.sync(&phone).unwrap();
    assert_complete(&phone, &id, 2);
    assert_nothing_in_the_open(&phone, "sent");
}

#[test]
fn nothing_lies_in_the_open_whenever_the_phone_is_killed() {
    let world = World::new();
    let mut killed = 0;
    // While the draft is being written: as the store is made, and as its log grows.
    for (number, bytes) in [1, 30_000, 120_000, 300_000, 450_000]
        .into_iter()
        .enumerate()
    {
        let phone = world.phone(&format!("draft-{number}"));
        let mut process = begin_draft(&phone);
        let log = phone.home().join("store.db-wal");
        if grows_to(&log, bytes, &mut process) {
            process.kill().unwrap();
            killed += 1;
        }
        process.wait().unwrap();
        assert_nothing_in_the_open(&phone, &format!("killed with {bytes} bytes in the log"));
        // What was written before still opens.
        phone.reports().unwrap();
    }
    assert!(killed >= 2, "only {killed} of 5 phones were killed in time");

    // While it is being sent.
    let phone = world.phone("sending");
    let id = file(&phone, TEXT, &PHOTOS);
    for (cuts, (path, after)) in [
        ("/v1/uploads", 0),
        ("/v1/sync", 100),
        ("/v1/uploads", 100_000),
    ]
    .into_iter()
    .enumerate()
    {
        world.link.set(Plan::cutting(Cut {
            within: Within::Request(path.to_owned()),
            direction: Direction::Up,
            after,
            ending: Ending::Stall,
        }));
        let mut process = phone.begin_sync(&world.link.url(), SECONDS).unwrap();
        let is_cut = |tally: &Tally| tally.cuts == cuts as u64 + 1;
        world.link.wait_until("a cut", PATIENCE, is_cut).unwrap();
        process.kill().unwrap();
        process.wait().unwrap();
        world.link.set(Plan::without_signal());
        assert_nothing_in_the_open(&phone, &format!("killed after {after} bytes of {path}"));
    }
    world.link.set(Plan::default());
    world.sync(&phone).unwrap();
    assert_complete(&phone, &id, 2);
}

/// Codes and counts, at every level of detail: not what somebody wrote, where they stood, or the
/// secrets by which they are known.
#[test]
fn the_servers_log_tells_nothing_of_what_somebody_wrote() {
    let world = World::with(&Options {
        environment: vec![("LANGNGHE_LOG".into(), "trace".into())],
        ..Options::default()
    });
    let phone = world.phone("a");
    let id = file(&phone, TEXT, &[PHOTOS[1]]);
    world.sync(&phone).unwrap();
    assert_complete(&phone, &id, 1);
    let mut officer = world.officer();
    let case = format!("/console/cases/{id}");
    officer.take_step(&case, "accept", "").unwrap();
    officer.take_step(&case, "reply", ANSWER).unwrap();
    phone.run(["reply", &id, MORE]).unwrap();
    world.sync(&phone).unwrap();
    let log = world.servers_log();
    assert!(log.contains("listening on"), "this isn't the log: {log}");
    for told in [
        TEXT,
        "ông Bảy",
        ANSWER,
        MORE,
        "21.5025",
        "106.076",
        "Bearer ",
    ] {
        let line = log.lines().find(|line| line.contains(told));
        assert_eq!(line, None, "the log has {told:?} in it");
    }
}

#[test]
fn a_wrong_key_opens_nothing_and_touches_nothing() {
    let world = World::new();
    let phone = world.phone("a");
    let id = file(&phone, TEXT, &[PHOTOS[1]]);
    let store = phone.home().join("store.db");
    let before = fs::read(&store).unwrap();
    let right = fs::read(phone.key_file()).unwrap();
    fs::write(phone.key_file(), "0".repeat(64)).unwrap();
    match phone.run(["list"]) {
        Err(PhoneError::Refused {
            code: Some(1),
            reason,
        }) => {
            assert!(reason.contains("wrong_key"), "{reason}");
        }
        other => panic!("a wrong key did not matter: {other:?}"),
    }
    assert_eq!(fs::read(&store).unwrap(), before);
    fs::write(phone.key_file(), right).unwrap();
    world.sync(&phone).unwrap();
    assert_complete(&phone, &id, 1);
}
