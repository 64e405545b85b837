//! Which points a sweep takes, and what is asked at each.
//!
//! A point lies before an operation. The points of interest are those around whatever isn't a
//! plain write (a sync, a cut, a new, renamed or deleted file, a promise), since between two of
//! them writes follow each other that no promise depends on; of those, every sixteenth is taken.
//! If that is more than the budget, they are thinned evenly; the points right behind a promise,
//! where it hangs on what was synced before it, stay all. `SWEEP=all` takes every operation.
//!
//! At every point all promises must hold. At some, evenly spread (twenty times as many
//! in a whole sweep), life then goes on with real processes, until everything is sent.

use std::env;

use rand::{SeedableRng as _, rngs::SmallRng};

use crate::{
    disk::{Disk, Files},
    journal::Entry,
    life::Recording,
    promises::{Broken, Promise, Promises, hold},
    world::{Refused, World, server_disk::ServerDisk},
};

/// Whose operations are crashed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whose {
    Phone,
    Server,
    Both,
}

impl Whose {
    /// Whether a file is theirs.
    pub(crate) fn owns(self, path: &str) -> bool {
        match self {
            Self::Phone => path.starts_with("phone/"),
            Self::Server => path.starts_with("server/") || path.starts_with("backups/"),
            Self::Both => true,
        }
    }
}

/// Whether every operation is to be tried.
pub(crate) fn is_whole() -> bool {
    env::var("SWEEP").is_ok_and(|sweep| sweep == "all")
}

/// The points of a sweep, about `budget` of them unless it is whole.
pub(crate) fn points(entries: &[Entry], whose: Whose, budget: usize) -> Vec<usize> {
    let theirs = |entry: &Entry| entry.path().is_none_or(|path| whose.owns(path));
    let all: Vec<usize> = (0..entries.len())
        .filter(|i| theirs(&entries[*i]))
        .collect();
    if is_whole() {
        return all;
    }
    let is_write = |i: usize| matches!(entries[i], Entry::Wrote { .. });
    let of_interest = (0..all.len()).filter(|at| {
        let neighbours = &all[at.saturating_sub(1)..(at + 2).min(all.len())];
        at % 16 == 0 || !neighbours.iter().all(|i| is_write(*i))
    });
    let mut points = thinned(&of_interest.map(|at| all[at]).collect::<Vec<_>>(), budget);
    let after_a_promise = all.windows(2).filter_map(|pair| match entries[pair[0]] {
        Entry::Promised(_) => Some(pair[1]),
        _ => None,
    });
    points.extend(after_a_promise);
    points.sort_unstable();
    points.dedup();
    points
}

/// At most `budget` of them, evenly spread, the first and the last among them.
pub(crate) fn thinned<T: Clone>(all: &[T], budget: usize) -> Vec<T> {
    if all.len() <= budget || budget < 2 {
        return all.to_vec();
    }
    (0..budget)
        .map(|i| all[i * (all.len() - 1) / (budget - 1)].clone())
        .collect()
}

/// The files at a point.
pub(crate) struct Crash {
    pub(crate) name: String,
    pub(crate) files: Files,
}

/// How a sweep went.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) crashes: usize,
    pub(crate) finished: usize,
    pub(crate) broken: Vec<String>,
}

/// What becomes of the disk at a point, one or several times over.
pub(crate) type Crashing = fn(&Disk<'_>, &Entry, usize, Whose) -> Vec<Crash>;

/// Walks the recorded life, crashes at each point, and looks whether the promises hold. Life goes
/// on after `finishing` of them.
pub(crate) fn sweep(
    life: &Recording,
    entries: &[Entry],
    whose: Whose,
    points: &[usize],
    finishing: usize,
    crashing: Crashing,
) -> Outcome {
    let finishing = if is_whole() {
        finishing * 20
    } else {
        finishing
    };
    let go_on = if finishing == 0 {
        vec![]
    } else {
        thinned(points, finishing)
    };
    let (mut disk, mut promises) = (Disk::default(), Promises::default());
    let mut outcome = Outcome::default();
    let mut next = points.iter().copied().peekable();
    for (at, entry) in entries.iter().enumerate() {
        if next.next_if_eq(&at).is_some() {
            for Crash { name, files } in crashing(&disk, entry, at, whose) {
                let goes_on = go_on.contains(&at);
                outcome.crashes += 1;
                outcome.finished += usize::from(goes_on);
                let mut world = World::with(&files, &life.key);
                let held = promises.hold_in(&world).and_then(|()| {
                    if goes_on {
                        live_on(&mut world, &promises)
                    } else {
                        Ok(())
                    }
                });
                if let Err(Broken(words)) = held {
                    outcome.broken.push(format!(
                        "{name} before operation {at} ({}): {words}",
                        entry.path().unwrap_or("a promise")
                    ));
                }
            }
        }
        disk.apply(entry);
        if let Entry::Promised(promise) = entry {
            promises.add(promise);
        }
    }
    outcome
}

/// Crashes at each point of something that a phone does, and has what is left judged. `judge` is
/// also told whether life is to go on from there, as it is after `finishing` of them.
pub(crate) fn sweep_phone(
    before: &Files,
    entries: &[Entry],
    points: &[usize],
    finishing: usize,
    crashing: Crashing,
    judge: impl Fn(&Files, bool) -> Result<(), Broken>,
) -> Outcome {
    let finishing = if is_whole() {
        finishing * 20
    } else {
        finishing
    };
    let go_on = thinned(points, finishing);
    let mut disk = Disk::with(before);
    let mut outcome = Outcome::default();
    for (at, entry) in entries.iter().enumerate() {
        if points.contains(&at) {
            for Crash { name, files } in crashing(&disk, entry, at, Whose::Phone) {
                let goes_on = finishing > 0 && go_on.contains(&at);
                outcome.crashes += 1;
                outcome.finished += usize::from(goes_on);
                if let Err(Broken(words)) = judge(&files, goes_on) {
                    let path = entry.path().unwrap_or_default();
                    let what = format!("{name} before operation {at} ({path}): {words}");
                    outcome.broken.push(what);
                }
            }
        }
        disk.apply(entry);
    }
    outcome
}

/// Prints how many points a sweep ran, and fails with every promise that was broken.
#[track_caller]
pub(crate) fn expect_all_kept(what: &str, outcome: &Outcome) {
    let Outcome {
        crashes,
        finished,
        broken,
    } = outcome;
    println!("{what}: {crashes} crashes, after {finished} of which life went on");
    assert!(*crashes > 0, "{what}: nothing was tried");
    let first: Vec<&String> = broken.iter().take(20).collect();
    assert!(
        broken.is_empty(),
        "{what}: {} of {crashes} broke a promise:\n{first:#?}",
        broken.len()
    );
}

/// The luck of a point; the same each time.
pub(crate) fn luck(seed: usize) -> SmallRng {
    SmallRng::seed_from_u64(seed as u64)
}

/// The healthy rest of a life: the server starts, what was submitted is sent, and everything is
/// on the server once.
pub(crate) fn live_on(world: &mut World, promises: &Promises) -> Result<(), Broken> {
    let refused = |refused: Refused| Broken(format!("life doesn't go on: {refused}"));
    world.phones_disk.lift();
    world.servers_disk.lift();
    world.start_server().map_err(refused)?;
    world.sync(60).map_err(refused)?;
    let phone = world.phone().reports().map_err(|e| Broken(e.to_string()))?;
    for report in &phone {
        let is_settled = matches!(report.delivery.as_str(), "draft" | "complete" | "withdrawn");
        hold!(is_settled, "after a sync a report is {}", report.delivery);
    }
    world.kill_server();
    let mut promises = promises.clone();
    promises.add(&Promise::Synced);
    promises.hold_in(world)?;
    let server = ServerDisk::recovered(&world.data())?
        .ok_or_else(|| Broken("the server kept nothing".to_owned()))?;
    let sent = phone
        .iter()
        .filter(|report| report.delivery != "draft")
        .count();
    let kept = server.reports()?;
    // One that was withdrawn before it was sent never left the phone.
    hold!(
        kept <= sent,
        "{kept} reports on the server, {sent} on the phone"
    );
    Ok(())
}
