//! Killed: the processes are gone, in the middle of a write; what they had handed to the system
//! is there.

use langnghe_tests::markers;

use crate::{
    disk::Disk,
    injector::Fault,
    journal::Entry,
    life::{Moment, STEPS, life},
    promises::{Broken, Promise, hold},
    secrecy,
    sweep::{Crash, Outcome, Whose, expect_all_kept, is_whole, live_on, points, sweep, thinned},
    world::{Refused, Step},
};

/// The files after everything so far, and with half of the write that comes next.
pub(crate) fn killed(disk: &Disk<'_>, next: &Entry, _at: usize, _whose: Whose) -> Vec<Crash> {
    let mut crashes = vec![Crash {
        name: "killed".to_owned(),
        files: disk.files(),
    }];
    if matches!(next, Entry::Wrote { .. }) {
        let mut torn = disk.clone();
        torn.apply_half(next);
        crashes.push(Crash {
            name: "killed with a torn write".to_owned(),
            files: torn.files(),
        });
    }
    crashes
}

#[test]
fn a_phone_that_is_killed_at_any_operation_keeps_its_promises() {
    let life = life();
    let points = points(&life.entries, Whose::Phone, 130);
    let outcome = sweep(life, &life.entries, Whose::Phone, &points, 8, killed);
    expect_all_kept("the phone killed", &outcome);
}

#[test]
fn a_server_that_is_killed_at_any_operation_keeps_its_promises() {
    let life = life();
    let points = points(&life.entries, Whose::Server, 130);
    let outcome = sweep(life, &life.entries, Whose::Server, &points, 8, killed);
    expect_all_kept("the server killed", &outcome);
}

/// Processes that really die, of a step and at an operation of it: what the journal cannot tell
/// of, such as locks that a dead process held, or a server that a phone was speaking with.
#[test]
fn what_a_journal_tells_of_kills_is_so_for_processes_that_really_die() {
    let mut outcome = Outcome::default();
    for (whose, step, at) in really_killed() {
        let fault = if at % 2 == 0 {
            Fault::KillTorn
        } else {
            Fault::Kill
        };
        outcome.crashes += 1;
        outcome.finished += 1;
        if let Err(Broken(words)) = kill(whose, step, at, fault) {
            outcome.broken.push(format!(
                "{whose:?}, {:?}, operation {at}: {words}",
                STEPS[step]
            ));
        }
    }
    expect_all_kept("really killed", &outcome);
}

/// The steps and their operations, thinned.
fn really_killed() -> Vec<(Whose, usize, u64)> {
    let mut all = Vec::new();
    for (step, operations) in life().operations.iter().enumerate() {
        // What only the start of a server does is the sweep's.
        if matches!(STEPS[step], Step::Open | Step::Close) {
            continue;
        }
        all.extend((1..=operations.phone).map(|at| (Whose::Phone, step, at)));
        all.extend((1..=operations.server).map(|at| (Whose::Server, step, at)));
    }
    if is_whole() { all } else { thinned(&all, 14) }
}

fn kill(whose: Whose, step: usize, at: u64, fault: Fault) -> Result<(), Broken> {
    let Moment {
        mut world,
        mut promises,
        ..
    } = life().before(step);
    if STEPS[step].needs_the_server() {
        world.start_server().map_err(|e| Broken(e.to_string()))?;
    }
    let disk = if whose == Whose::Phone {
        &world.phones_disk
    } else {
        &world.servers_disk
    };
    disk.strike(at, fault, false);
    // A phone whose server died would go on asking for it.
    let taken = match STEPS[step] {
        Step::Sync if whose == Whose::Server => world.sync(2).map(|()| vec![Promise::Synced]),
        other => world.take(other),
    };
    match taken {
        // It came to its end before the fault: this time it took fewer operations.
        Ok(made) => made.iter().for_each(|promise| promises.add(promise)),
        Err(Refused::Phone { code: None, .. }) if whose == Whose::Phone => {}
        Err(_) if whose == Whose::Server => {}
        Err(other) => return Err(Broken(other.to_string())),
    }
    world.kill_server();
    let markers = secrecy::markers(&world);
    let found = markers::search(&world.disks().join("phone/home"), &markers).unwrap();
    hold!(found.is_empty(), "in the open: {found:?}");
    promises.hold_in(&world)?;
    live_on(&mut world, &promises)
}
