//! The phone's store gets another key, and whatever can happen happens in between: killed, without
//! power, a disk that is full or fails.
//!
//! Afterwards exactly one of both keys opens the store, with everything in it that was promised;
//! the other is a wrong key, and neither calls the store damaged. The same command again finishes
//! it, and life goes on under the new key.

use std::sync::OnceLock;

use langnghe_core::{App, Config, OpenError, Ports, StoreKey};
use langnghe_tests::markers::{self, Marker};

use crate::{
    disk::{self, Disk, Files},
    errors::{FAULTS, is_said_in_words, left_by_power_cut},
    injector::Fault,
    journal::{self, Entry},
    kills::killed,
    life::{Moment, with_all_kinds_of_work},
    power::cut,
    promises::{Broken, Promises, hold},
    secrecy,
    sweep::{
        Crashing, Outcome, Whose, expect_all_kept, is_whole, live_on, points, sweep_phone, thinned,
    },
    world::{Refused, World},
};

/// A change of keys, as it was.
struct Rotation {
    old: String,
    new: String,
    promises: Promises,
    /// What lay on the disks when it began.
    before: Files,
    /// What lay there when it was done.
    after: Files,
    entries: Vec<Entry>,
    operations: u64,
}

/// The recorded one, of a phone that has all kinds of work.
fn rotation() -> &'static Rotation {
    static ROTATION: OnceLock<Rotation> = OnceLock::new();
    ROTATION.get_or_init(record)
}

fn record() -> Rotation {
    let Moment {
        mut world,
        promises,
        files: before,
    } = with_all_kinds_of_work();
    let mut key = [0; 32];
    getrandom::fill(&mut key).unwrap();
    let new = data_encoding::HEXLOWER.encode(&key);
    let old = world.key().to_owned();
    let known = journal::read(&world.journal()).len();
    let counted = world.phones_disk.count();
    world.change_key(&new).unwrap();
    Rotation {
        old,
        new,
        promises,
        before,
        after: world.files(),
        entries: journal::read(&world.journal()).split_off(known),
        operations: world.phones_disk.count() - counted,
    }
}

impl Rotation {
    /// What must be so of the files that are left, and that it can be finished. Each look is taken
    /// at a copy: the lock of a store that this process just closed is still held by a child that
    /// another test is just starting.
    fn judge(&self, files: &Files, goes_on: bool) -> Result<(), Broken> {
        let key = self.key_that_opens(files)?;
        self.promises.hold_in(&World::with(files, key))?;
        let mut world = World::with(files, key);
        if goes_on {
            let again = world.change_key(&self.new);
            again.map_err(|e| Broken(format!("the key can't be changed again: {e}")))?;
        } else {
            let again = self.change_key(&world);
            again.map_err(|e| Broken(format!("the key can't be changed again: {e}")))?;
        }
        self.is_done(&world.files())?;
        if goes_on {
            live_on(&mut world, &self.promises)?;
        }
        Ok(())
    }

    /// Under the new key, with everything in it, and nothing left of what the old one can read.
    fn is_done(&self, files: &Files) -> Result<(), Broken> {
        hold!(
            self.key_that_opens(files)? == self.new,
            "the old key still opens the store"
        );
        self.promises.hold_in(&World::with(files, &self.new))?;
        let old = pages(&self.before);
        let left = pages(files).into_iter().filter(|page| old.contains(page));
        let left = left.count();
        hold!(left == 0, "{left} pages lie there under the old key");
        Ok(())
    }

    /// The one of both keys that opens the store; the other doesn't, and touches nothing.
    fn key_that_opens(&self, files: &Files) -> Result<&str, Broken> {
        let mut opened = Vec::new();
        for key in [&self.old, &self.new] {
            let world = World::with(files, key);
            match open(&world, key) {
                Ok(_) => opened.push(key.as_str()),
                Err(OpenError::WrongKey) => {
                    let after = world.files();
                    let check = "phone/home/store.check";
                    hold!(
                        after.get(check) == files.get(check),
                        "a wrong key changes the check"
                    );
                }
                Err(error) => return Err(Broken(format!("neither opened nor wrong: {error}"))),
            }
        }
        hold!(opened.len() == 1, "{} of both keys open it", opened.len());
        Ok(opened[0])
    }

    /// Changes the key in this process.
    fn change_key(&self, world: &World) -> Result<(), OpenError> {
        let (old, new) = (parsed(&self.old), parsed(&self.new));
        App::change_key(&world.phone().home(), &old, &new, &Ports::system(None)?)
    }
}

fn parsed(key: &str) -> StoreKey {
    StoreKey::from_hex(key).expect("the harness made it")
}

fn open(world: &World, key: &str) -> Result<App, OpenError> {
    let config = Config {
        folder: world.phone().home(),
        app: "crash".to_owned(),
    };
    App::open(config, parsed(key), Ports::system(None)?)
}

/// What tells the encrypted pages of the phone's files apart; the first bytes of a file are its
/// salt, which stays.
fn pages(files: &Files) -> std::collections::BTreeSet<&[u8]> {
    let phones = files.iter().filter(|(path, _)| Whose::Phone.owns(path));
    let pages = phones.flat_map(|(_, bytes)| bytes.chunks_exact(4096));
    pages.map(|page| &page[16..48]).collect()
}

/// Crashes at each point of the recorded change of keys. Life goes on after `finishing` of them.
fn sweep(entries: &[Entry], points: &[usize], finishing: usize, crashing: Crashing) -> Outcome {
    let judge = |files: &Files, goes_on| rotation().judge(files, goes_on);
    sweep_phone(
        &rotation().before,
        entries,
        points,
        finishing,
        crashing,
        judge,
    )
}

#[test]
fn the_journal_tells_all_of_a_change_of_keys() {
    let rotation = rotation();
    let mut disk = Disk::with(&rotation.before);
    rotation.entries.iter().for_each(|entry| disk.apply(entry));
    assert!(disk.files() == rotation.after);
    rotation.is_done(&rotation.after).unwrap();
    // Also where power is cut the moment after.
    rotation.is_done(&disk.after_power_cut(None)).unwrap();
    println!("a change of keys takes {} operations", rotation.operations);
    assert!(rotation.operations > 300);
}

#[test]
fn a_phone_that_is_killed_while_its_key_is_changed_keeps_its_promises() {
    let entries = &rotation().entries;
    let points = points(entries, Whose::Phone, 28);
    let outcome = sweep(entries, &points, 4, killed);
    expect_all_kept("the key changed, killed", &outcome);
}

#[test]
fn a_phone_whose_power_is_cut_while_its_key_is_changed_keeps_its_promises() {
    let entries = &rotation().entries;
    let points = points(entries, Whose::Phone, 28);
    let outcome = sweep(entries, &points, 4, cut);
    expect_all_kept("the key changed, power cut", &outcome);
}

#[test]
fn a_phone_whose_disk_is_full_or_fails_while_its_key_is_changed_says_so_and_goes_on() {
    let all: Vec<u64> = (1..=rotation().operations).collect();
    let all = if is_whole() { all } else { thinned(&all, 20) };
    let mut outcome = Outcome::default();
    for (at, (fault, stays)) in all.into_iter().zip(FAULTS.into_iter().cycle()) {
        outcome.crashes += 1;
        outcome.finished += 1;
        if let Err(Broken(words)) = disk_fails(at, fault, stays) {
            let what = format!("{fault:?} at operation {at}, stays: {stays}: {words}");
            outcome.broken.push(what);
        }
    }
    expect_all_kept("the key changed, the disk fails", &outcome);
}

fn disk_fails(at: u64, fault: Fault, stays: bool) -> Result<(), Broken> {
    let rotation = rotation();
    let mut world = World::with(&rotation.before, &rotation.old);
    world.phones_disk.strike(at, fault, stays);
    let changed = world.change_key(&rotation.new);
    world.phones_disk.lift();
    let lost = left_by_power_cut(&world, &rotation.before, Whose::Phone);
    match changed {
        Ok(()) => {
            rotation.is_done(&world.files())?;
            rotation.is_done(&lost)?;
        }
        Err(refused) => is_said_in_words(&refused)?,
    }
    rotation.judge(&lost, false)?;
    rotation.judge(&world.files(), true)
}

/// From the first byte on and to the last, a full disk is told as such.
#[test]
fn a_full_disk_is_called_by_its_name_while_the_key_is_changed() {
    let rotation = rotation();
    let many: Vec<u64> = (1..=rotation.operations / 2).collect();
    for at in thinned(&many, 6) {
        let mut world = World::with(&rotation.before, &rotation.old);
        world.phones_disk.strike(at, Fault::NoSpace, true);
        let refused = world.change_key(&rotation.new).unwrap_err().to_string();
        assert!(refused.contains("[disk_full"), "operation {at}: {refused}");
    }
}

/// Processes that really die, and what a thief finds then.
#[test]
fn what_a_journal_tells_of_a_change_of_keys_is_so_for_processes_that_really_die() {
    let rotation = rotation();
    let all: Vec<u64> = (1..=rotation.operations).collect();
    let all = if is_whole() { all } else { thinned(&all, 8) };
    let mut outcome = Outcome::default();
    for at in all {
        let fault = [Fault::KillTorn, Fault::Kill][at as usize % 2];
        outcome.crashes += 1;
        outcome.finished += 1;
        if let Err(Broken(words)) = kill(at, fault) {
            outcome.broken.push(format!("operation {at}: {words}"));
        }
    }
    expect_all_kept("the key changed, really killed", &outcome);
}

fn kill(at: u64, fault: Fault) -> Result<(), Broken> {
    let rotation = rotation();
    let mut world = World::with(&rotation.before, &rotation.old);
    world.phones_disk.strike(at, fault, false);
    match world.change_key(&rotation.new) {
        Ok(()) | Err(Refused::Phone { code: None, .. }) => {}
        Err(other) => return Err(Broken(other.to_string())),
    }
    let home = world.phone().home();
    let found = markers::search(&home, &both_keys_markers(&world)).unwrap();
    hold!(found.is_empty(), "in the open: {found:?}");
    rotation.judge(&world.files(), true)
}

/// What would give a report away, or a key.
fn both_keys_markers(world: &World) -> Vec<Marker> {
    let mut markers = secrecy::markers(world);
    for key in [&rotation().old, &rotation().new] {
        let bytes = data_encoding::HEXLOWER.decode(key.as_bytes()).unwrap();
        markers.push(Marker::new("a key", bytes));
        markers.push(Marker::new("a key in hexadecimal", key.as_str()));
    }
    markers
}

#[test]
fn nothing_that_a_change_of_keys_ever_writes_can_be_read() {
    let rotation = rotation();
    let written = secrecy::written(&rotation.entries);
    assert!(written.values().map(Vec::len).sum::<usize>() > 500_000);
    let folder = tempfile::tempdir().unwrap();
    disk::write(&written, folder.path());
    let world = World::with(&Files::new(), &rotation.old);
    let found = markers::search(folder.path(), &both_keys_markers(&world)).unwrap();
    assert_eq!(found, []);
}

/// A sweep with syncs left out of the journal, as if the phone had not asked for them.
fn without_syncs_of(file: &str) -> Outcome {
    let all = &rotation().entries;
    let is_left_out = |entry: &&Entry| matches!(entry, Entry::Synced(path) if path == file);
    let entries: Vec<Entry> = all.iter().filter(|e| !is_left_out(e)).cloned().collect();
    assert!(entries.len() < all.len(), "nothing was left out");
    let points = points(&entries, Whose::Phone, 24);
    sweep(&entries, &points, 0, cut)
}

#[test]
fn the_sweep_sees_a_check_that_is_not_on_disk_before_the_commit() {
    let outcome = without_syncs_of("phone/home/store.check");
    let damaged = outcome.broken.iter();
    let damaged = damaged.filter(|words| words.contains("damaged"));
    assert!(damaged.count() > 0, "{outcome:?}");
}

#[test]
fn the_sweep_sees_a_commit_that_is_not_on_disk_before_the_checkpoint() {
    let outcome = without_syncs_of("phone/home/store.db-wal");
    assert!(
        !outcome.broken.is_empty(),
        "{} crashes, nothing was seen",
        outcome.crashes
    );
}
