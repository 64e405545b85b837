//! Backups: what is one is whole, whatever happened while it was made; and a server whose disk is
//! lost at any moment of the life comes back from its backup, with everything that anybody was
//! told of, since phones still have what the backup lacks.

use std::{collections::BTreeMap, path::Path};

use langnghe_server::backup::{BackupError, BackupFolder, verify};

use crate::{
    disk::Disk,
    injector::Fault,
    journal::Entry,
    life::{Moment, STEPS, life},
    promises::{Broken, Promise, Promises, hold, open},
    sweep::{Outcome, Whose, expect_all_kept, is_whole, live_on, points, thinned},
    world::{Refused, Step, World},
};

/// How many backups there are. Each of them has to be whole.
pub(crate) fn are_whole(folder: &Path) -> Result<usize, Broken> {
    let broken = |error: BackupError| Broken(format!("a backup is not whole: {error}"));
    let folder = match BackupFolder::existing(folder) {
        Err(BackupError::Nothing) => return Ok(0),
        found => found.map_err(broken)?,
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    let numbers = folder.numbers().map_err(broken)?;
    for number in &numbers {
        let verified = runtime.block_on(verify(&folder, *number));
        let manifest = verified.map_err(broken)?;
        hold!(manifest.lacking == 0, "backup {number} lacks photographs");
    }
    Ok(numbers.len())
}

/// The step in which the life makes its backup.
fn backing_up() -> usize {
    let step = STEPS.iter().position(|step| matches!(step, Step::BackUp));
    step.expect("the life makes a backup")
}

#[test]
fn the_life_lets_go_of_what_is_in_a_backup() {
    let kept = |step: usize| {
        let app = open(&life().before(step).world).unwrap();
        let reports = app.reports().unwrap().into_iter();
        let all = reports.flat_map(|report| app.report(report.id).unwrap().photographs);
        let mut kept = BTreeMap::new();
        for photograph in all {
            *kept.entry(app.photo(photograph.id).is_ok()).or_insert(0) += 1;
        }
        kept
    };
    assert_eq!(kept(backing_up()), BTreeMap::from([(true, 2)]));
    let end = BTreeMap::from([(false, 2), (true, 1)]);
    assert_eq!(
        kept(STEPS.len() - 2),
        end,
        "the third came after the backup"
    );
}

/// The server's disk is gone at any moment after its backup; phones are wherever they are.
#[test]
fn a_server_whose_disk_is_lost_comes_back_from_its_backup() {
    let life = life();
    let mut outcome = Outcome::default();
    let (mut disk, mut promises) = (Disk::default(), Promises::default());
    let told = Entry::Promised(Promise::BackedUp);
    let after = life.entries.iter().position(|entry| *entry == told);
    let points: Vec<usize> = points(&life.entries, Whose::Both, usize::MAX)
        .into_iter()
        .filter(|point| Some(*point) > after)
        .collect();
    let points = thinned(&points, if is_whole() { 600 } else { 10 });
    let mut next = points.iter().copied().peekable();
    for (at, entry) in life.entries.iter().enumerate() {
        if next.next_if_eq(&at).is_some() {
            let mut files = disk.files();
            files.retain(|path, _| !path.starts_with("server/"));
            let mut world = World::with(&files, &life.key);
            outcome.crashes += 1;
            outcome.finished += 1;
            let restored = world.restore().map_err(|e| Broken(e.to_string()));
            if let Err(Broken(words)) = restored.and_then(|()| live_on(&mut world, &promises)) {
                outcome.broken.push(format!("at {at}: {words}"));
            }
        }
        disk.apply(entry);
        if let Entry::Promised(promise) = entry {
            promises.add(promise);
        }
    }
    expect_all_kept("the server's disk lost", &outcome);
}

/// What strikes while a backup is restored.
const FAULTS: [(Fault, bool); 6] = [
    (Fault::Kill, false),
    (Fault::NoSpace, true),
    (Fault::KillTorn, false),
    (Fault::SyncFails, false),
    (Fault::Broken, false),
    (Fault::Broken, true),
];

/// A restore that doesn't come to its end leaves nothing that could be served, and is run again.
#[test]
fn a_restore_is_whole_or_is_run_again() {
    let mut outcome = Outcome::default();
    let operations = {
        let world = lost();
        world.restore().unwrap();
        world.servers_disk.count()
    };
    let all: Vec<u64> = (1..=operations).collect();
    let all = if is_whole() { all } else { thinned(&all, 24) };
    for (at, (fault, stays)) in all.into_iter().zip(FAULTS.into_iter().cycle()) {
        outcome.crashes += 1;
        outcome.finished += 1;
        if let Err(Broken(words)) = strike_a_restore(at, fault, stays) {
            outcome
                .broken
                .push(format!("{fault:?} at operation {at}: {words}"));
        }
    }
    expect_all_kept("a restore struck", &outcome);
}

/// The world after its last sync, its server's disk lost.
fn lost() -> World {
    let Moment { mut files, .. } = life().before(STEPS.len() - 1);
    files.retain(|path, _| !path.starts_with("server/"));
    World::with(&files, &life().key)
}

fn strike_a_restore(at: u64, fault: Fault, stays: bool) -> Result<(), Broken> {
    let mut world = lost();
    let Moment { promises, .. } = life().before(STEPS.len() - 1);
    world.servers_disk.strike(at, fault, stays);
    let struck = world.restore();
    world.servers_disk.lift();
    if let Err(refused) = struck {
        let is_said = matches!(
            &refused,
            Refused::Command {
                code: None | Some(1),
                ..
            }
        );
        hold!(is_said, "the restore said {refused}");
        let (data, is_there) = (world.data(), world.data().join("langnghe.db").exists());
        if data.join("restoring").exists() {
            let served = world.start_server();
            hold!(served.is_err(), "a half restored folder is served");
        }
        // Nothing was begun yet, or it isn't at its end; otherwise nothing was left to do.
        if data.join("restoring").exists() || !is_there {
            let again = world.restore();
            again.map_err(|error| Broken(format!("run again: {error}")))?;
        }
    }
    live_on(&mut world, &promises)
}
