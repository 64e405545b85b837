//! The life of which every point is crashed: from the first draft to the last thing said, with a
//! backup on the way, after which the phone lets go of what it covers. It is walked once, by real processes, and recorded; the sweeps share the recording.

use std::{fs, sync::OnceLock};

use crate::{
    disk::{Disk, Files},
    journal::{self, Entry},
    promises::{Promise, Promises},
    world::{Step, World},
};

pub(crate) const WORDS: &str = "Dấu vết: đê nứt sau nhà ông Bảy ở thôn Nghè.";
const ANSWER: &str = "Đã cử người đến đắp đê, xong trước tối nay.";

/// Photographs small enough that every operation of their way can be tried.
pub(crate) const PHOTOGRAPHS: [&str; 2] = ["DSCN0010.jpg", "Landscape_6.jpg"];

/// The life. Phones and server begin with empty disks: their schemas are made on the way.
pub(crate) const STEPS: &[Step] = &[
    Step::Open,
    Step::Draft {
        name: 'a',
        text: WORDS,
        photographs: &PHOTOGRAPHS,
    },
    Step::Submit('a'),
    Step::Sync,
    Step::Accept('a'),
    Step::Answer('a', ANSWER),
    Step::BackUp,
    Step::Draft {
        name: 'b',
        text: "Đèn đường tắt.",
        photographs: &["Landscape_3.jpg"],
    },
    Step::Submit('b'),
    Step::Say('a', "Tối qua nứt thêm nửa mét."),
    Step::Sync,
    Step::Withdraw('b'),
    Step::Draft {
        name: 'c',
        text: "Kè lở, viết dở.",
        photographs: &[],
    },
    Step::Sync,
    Step::Close,
];

/// A life, as it was.
pub(crate) struct Recording {
    /// The phone's key.
    pub(crate) key: String,
    /// All that reached the disks, and all that was promised.
    pub(crate) entries: Vec<Entry>,
    /// For each step, how many operations the phone's and the server's programs made.
    pub(crate) operations: Vec<Operations>,
    names: Vec<(char, langnghe_wire::ReportId)>,
    /// What lay on the real disks at the end.
    left: Files,
}

/// A moment of a life, to be lived again from there.
pub(crate) struct Moment {
    pub(crate) world: World,
    /// What had been promised.
    pub(crate) promises: Promises,
    /// What lay on both disks.
    pub(crate) files: Files,
}

/// How many operations a step takes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Operations {
    pub(crate) phone: u64,
    pub(crate) server: u64,
}

/// The recorded life.
pub(crate) fn life() -> &'static Recording {
    static LIFE: OnceLock<Recording> = OnceLock::new();
    LIFE.get_or_init(record)
}

fn record() -> Recording {
    let mut world = World::new();
    world.servers_disk.is_slow = true;
    let mut operations = Vec::new();
    for (number, step) in STEPS.iter().enumerate() {
        journal::note(&world.journal(), &Entry::Step(number));
        let before = (world.phones_disk.count(), world.servers_disk.count());
        let promises = world
            .take(*step)
            .unwrap_or_else(|e| panic!("{step:?}: {e}"));
        operations.push(Operations {
            phone: world.phones_disk.count() - before.0,
            server: world.servers_disk.count() - before.1,
        });
        for promise in promises {
            journal::note(&world.journal(), &Entry::Promised(promise));
        }
    }
    Recording {
        key: world.key().to_owned(),
        entries: journal::with_promises_where_they_were_made(journal::read(&world.journal())),
        operations,
        left: world.files(),
        names: world.names.clone().into_iter().collect(),
    }
}

impl Recording {
    /// The world as it was when a step began, at rest.
    pub(crate) fn before(&self, step: usize) -> Moment {
        let begins = self
            .entries
            .iter()
            .position(|entry| *entry == Entry::Step(step));
        let (mut disk, mut promises) = (Disk::default(), Promises::default());
        for entry in &self.entries[..begins.expect("the life has that step")] {
            disk.apply(entry);
            if let Entry::Promised(promise) = entry {
                promises.add(promise);
            }
        }
        let files = disk.files();
        let mut world = World::with(&files, &self.key);
        world.names = self.names.iter().copied().collect();
        Moment {
            world,
            promises,
            files,
        }
    }
}

/// A moment in which a phone has a draft with photographs, a report that waits with one, something
/// said that waits, and a report that is on the server.
pub(crate) fn with_all_kinds_of_work() -> Moment {
    let steps = STEPS.iter().enumerate();
    let mut syncs = steps.filter(|(_, step)| matches!(step, Step::Sync));
    let (second, _) = syncs.nth(1).expect("the life has two syncs");
    let mut moment = life().before(second);
    let draft = Step::Draft {
        name: 'd',
        text: WORDS,
        photographs: &PHOTOGRAPHS,
    };
    for promise in moment.world.take(draft).unwrap() {
        moment.promises.add(&promise);
    }
    moment.files = moment.world.files();
    moment
}

#[test]
fn the_life_is_whole_and_its_journal_tells_all_that_reached_the_disks() {
    let life = life();
    let mut disk = Disk::default();
    let mut promises = Promises::default();
    for entry in &life.entries {
        disk.apply(entry);
        if let Entry::Promised(promise) = entry {
            promises.add(promise);
        }
    }
    let replayed = disk.files();
    let names: Vec<&String> = replayed.keys().collect();
    assert_eq!(names, life.left.keys().collect::<Vec<_>>());
    for (name, bytes) in &replayed {
        assert!(
            *bytes == life.left[name],
            "{name} is another on the real disk"
        );
    }
    promises
        .hold_in(&World::with(&replayed, &life.key))
        .unwrap();
    let phone: u64 = life.operations.iter().map(|step| step.phone).sum();
    let server: u64 = life.operations.iter().map(|step| step.server).sum();
    println!("a life takes {phone} operations on the phone and {server} on the server");
    assert!(phone > 300 && server > 300);
}

#[test]
fn a_promise_that_is_not_kept_is_seen() {
    let life = life();
    let Moment {
        world,
        mut promises,
        ..
    } = life.before(STEPS.len() - 1);
    promises.hold_in(&world).unwrap();
    let report = langnghe_wire::ReportId::from_bytes([7; 16]);
    promises.add(&Promise::Drafted {
        report,
        text: String::new(),
        photographs: 0,
    });
    promises.hold_in(&world).unwrap_err();

    // What the server acknowledged, and has no longer.
    let Moment {
        world, promises, ..
    } = life.before(STEPS.len() - 1);
    fs::remove_dir_all(world.data().join("blobs")).unwrap();
    promises.hold_in(&world).unwrap_err();
    let Moment {
        world, promises, ..
    } = life.before(STEPS.len() - 1);
    fs::remove_dir_all(world.data()).unwrap();
    promises.hold_in(&world).unwrap_err();
}
