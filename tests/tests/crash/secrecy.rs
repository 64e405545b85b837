//! Whatever a thief finds, whenever the phone died: nothing in it can be read. The journal has
//! every byte that was ever written to the phone's disk, also what was overwritten or deleted
//! since, so it is searched as a whole.

use std::fs;

use langnghe_core::DraftEdit;
use langnghe_tests::markers::{self, Marker};

use crate::{
    disk::{self, Files},
    journal::{self, Entry},
    life::{PHOTOGRAPHS, WORDS, life},
    promises,
    world::{PLACE, World, photograph},
};

/// Bytes of a list that SQLite doesn't sort in its cache, which holds two million.
const LONG_LIST: usize = 5_000_000;

/// What would give a report away.
pub(crate) fn markers(world: &World) -> Vec<Marker> {
    let (latitude, _) = PLACE.split_once(',').unwrap();
    let mut markers = vec![
        Marker::new("the words", WORDS),
        Marker::new("some of the words", "ông Bảy"),
        Marker::new("the place", latitude),
        Marker::new("an operation", "\"kind\":\"file\""),
        Marker::new("a plain database", "SQLite format 3"),
        Marker::new("a plain schema", "CREATE TABLE"),
        Marker::new("EXIF", &b"Exif\0\0"[..]),
        Marker::new("a JPEG's table", &b"\xff\xd8\xff\xdb\x00\x43\x00"[..]),
        Marker::new(
            "a JPEG's standard table",
            &b"\xff\xc4\x00\x1f\x00\x00\x01\x05\x01\x01"[..],
        ),
        Marker::new(
            "the key",
            data_encoding::HEXLOWER
                .decode(world.key().as_bytes())
                .unwrap(),
        ),
        Marker::new("the key in hexadecimal", world.key()),
    ];
    for name in PHOTOGRAPHS {
        let original = fs::read(photograph(name)).unwrap();
        let prepared = langnghe_photo::prepare(&original).unwrap();
        markers.extend(Marker::from_all_over(name, &original, 8));
        markers.extend(Marker::from_all_over("prepared", &prepared.photo, 8));
        markers.extend(Marker::from_all_over("thumbnail", &prepared.thumbnail, 4));
    }
    markers
}

/// Every byte that was ever written to the phone's disk, file by file; one write after the other,
/// so that what spans two of them is found as well.
pub(crate) fn written(entries: &[Entry]) -> Files {
    let mut written = Files::new();
    for entry in entries {
        if let Entry::Wrote { path, data, .. } = entry
            && path.starts_with("phone/")
        {
            let file = written.entry(path.clone()).or_default();
            file.extend_from_slice(data);
        }
    }
    written
}

#[test]
fn nothing_that_was_ever_written_to_the_phone_can_be_read() {
    let life = life();
    let written = written(&life.entries);
    assert!(written.values().map(Vec::len).sum::<usize>() > 500_000);
    let world = World::with(&Files::new(), &life.key);
    let folder = tempfile::tempdir().unwrap();
    disk::write(&written, folder.path());
    let markers = markers(&world);
    assert_eq!(markers::search(folder.path(), &markers).unwrap(), []);

    // And they would be found.
    fs::copy(photograph(PHOTOGRAPHS[0]), folder.path().join("open.jpg")).unwrap();
    fs::write(folder.path().join("open.txt"), WORDS).unwrap();
    assert!(markers::search(folder.path(), &markers).unwrap().len() >= 4);
}

/// Somebody with a long history opens the list: more than SQLite sorts in its cache. Where that
/// goes is nobody's to read, also if the file that it goes to never had a name for long.
#[test]
fn nothing_of_a_long_list_is_written_where_it_can_be_read() {
    let world = World::new();
    let app = promises::open(&world).unwrap();
    let words = WORDS.repeat(4_000 / WORDS.chars().count());
    for _ in 0..LONG_LIST / words.len() {
        let draft = app.new_draft("dyke").unwrap();
        let text = DraftEdit {
            text: Some(words.clone()),
            ..DraftEdit::default()
        };
        app.edit_draft(draft, text).unwrap();
    }
    drop(app);
    let mut list = world.phone().command(["--json", "list"]);
    let listed = list.envs(world.phones_disk.environment()).output().unwrap();
    assert!(listed.status.success() && listed.stdout.len() > 100_000);
    let said = Marker::new("the words", WORDS);
    let folder = tempfile::tempdir().unwrap();
    for (number, entry) in journal::read(&world.journal()).iter().enumerate() {
        if let Entry::Wrote { data, .. } | Entry::WroteNameless { data, .. } = entry {
            fs::write(folder.path().join(number.to_string()), data).unwrap();
        }
    }
    assert_eq!(markers::search(folder.path(), &[said]).unwrap(), []);
}
