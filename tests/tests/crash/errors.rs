//! A disk that is full, or fails: once, or until it is mended. Whoever asked hears of it in
//! words, nothing that was promised before is lost, and once the disk is well, life goes on; a
//! server without being started again.
//!
//! After each of these, power is cut as well. What a failed sync left behind is lost then,
//! although programs could still read it and a later sync succeeded: whoever only tries the sync
//! again is found out.

use std::{
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

use crate::{
    disk::{Disk, Files},
    injector::Fault,
    journal,
    life::{Moment, STEPS, life},
    promises::{Broken, Promise, hold},
    sweep::{Outcome, Whose, expect_all_kept, is_whole, live_on, thinned},
    world::{Refused, Step, World},
};

/// How long a phone waits for a disk or a server that fails, in seconds.
const IN_VAIN: u32 = 2;

#[derive(Debug, Clone, Copy)]
struct Case {
    step: usize,
    at: u64,
    fault: Fault,
    stays: bool,
}

/// What a disk does, and whether it goes on doing so.
pub(crate) const FAULTS: [(Fault, bool); 5] = [
    (Fault::NoSpace, true),
    (Fault::SyncFails, false),
    (Fault::Broken, false),
    (Fault::Broken, true),
    (Fault::NoSpace, false),
];

/// Every operation of every step, or so many of them, evenly spread; each with the next fault.
fn cases(whose: Whose, budget: usize) -> Vec<Case> {
    let mut points = Vec::new();
    for (step, operations) in life().operations.iter().enumerate() {
        let operations = match (whose, STEPS[step]) {
            (_, Step::Open | Step::Close) => 0,
            (Whose::Server, _) => operations.server,
            _ => operations.phone,
        };
        points.extend((1..=operations).map(|at| (step, at)));
    }
    let points = if is_whole() {
        points
    } else {
        thinned(&points, budget)
    };
    let with = |((step, at), (fault, stays))| Case {
        step,
        at,
        fault,
        stays,
    };
    points
        .into_iter()
        .zip(FAULTS.into_iter().cycle())
        .map(with)
        .collect()
}

fn run(what: &str, cases: &[Case], run: impl Fn(Case) -> Result<(), Broken>) {
    let mut outcome = Outcome::default();
    for case in cases {
        outcome.crashes += 1;
        outcome.finished += 1;
        if let Err(Broken(words)) = run(*case) {
            outcome
                .broken
                .push(format!("{:?}, {case:?}: {words}", STEPS[case.step]));
        }
    }
    expect_all_kept(what, &outcome);
}

#[test]
fn a_phone_whose_disk_is_full_or_fails_says_so_and_goes_on() {
    run(
        "the phone's disk",
        &cases(Whose::Phone, 43),
        phones_disk_fails,
    );
}

#[test]
fn a_server_whose_disk_is_full_or_fails_says_so_and_goes_on() {
    run(
        "the server's disk",
        &cases(Whose::Server, 21),
        servers_disk_fails,
    );
}

/// While a phone sends, one sync after the other fails: what was to be made safe by it was not,
/// however well the next one goes, and nobody may be told otherwise.
#[test]
fn a_server_whose_sync_fails_takes_nothing_for_done() {
    let sync = STEPS.iter().position(|step| matches!(step, Step::Sync));
    let step = sync.expect("the life has a sync");
    let points: Vec<u64> = (1..=life().operations[step].server).collect();
    let points = if is_whole() {
        points
    } else {
        thinned(&points, 8)
    };
    let fails = |at| Case {
        step,
        at,
        fault: Fault::SyncFails,
        stays: false,
    };
    let cases: Vec<Case> = points.into_iter().map(fails).collect();
    run("the server's syncs", &cases, servers_disk_fails);
}

/// Whatever somebody does, from the first byte on: a full disk is told as such, at once, and
/// never as a network that isn't there.
#[test]
fn a_full_disk_is_called_by_its_name() {
    for (step, operations) in life().operations.iter().enumerate() {
        if operations.phone == 0 {
            continue;
        }
        let Moment { mut world, .. } = life().before(step);
        if STEPS[step].needs_the_server() {
            started(&mut world).unwrap();
        }
        world.phones_disk.strike(1, Fault::NoSpace, true);
        let taken = world.take(STEPS[step]);
        let words = taken.map_or_else(|refused| refused.to_string(), |done| format!("{done:?}"));
        assert!(words.contains("[disk_full"), "{:?}: {words}", STEPS[step]);
    }
}

fn phones_disk_fails(
    Case {
        step,
        at,
        fault,
        stays,
    }: Case,
) -> Result<(), Broken> {
    let Moment {
        mut world,
        mut promises,
        files,
    } = life().before(step);
    if STEPS[step].needs_the_server() {
        started(&mut world)?;
    }
    world.phones_disk.strike(at, fault, stays);
    match take(&mut world, STEPS[step]) {
        Ok(made) => made.iter().for_each(|promise| promises.add(promise)),
        Err(refused) => is_said_in_words(&refused)?,
    }
    world.phones_disk.lift();
    world.kill_server();
    promises.hold_in(&world)?;
    promises.hold_in(&after_power_cut(&world, &files, Whose::Phone))?;
    live_on(&mut world, &promises)
}

fn servers_disk_fails(
    Case {
        step,
        at,
        fault,
        stays,
    }: Case,
) -> Result<(), Broken> {
    let Moment {
        mut world,
        mut promises,
        files,
    } = life().before(step);
    started(&mut world)?;
    world.servers_disk.strike(at, fault, stays);
    match take(&mut world, STEPS[step]) {
        Ok(made) => made.iter().for_each(|promise| promises.add(promise)),
        Err(Refused::Console(_) | Refused::Command { code: Some(1), .. }) => {}
        Err(refused) => is_said_in_words(&refused)?,
    }
    let address = world.server().address();
    if stays && world.servers_disk.count() >= at {
        hold!(
            health(address) == 503,
            "a server whose disk fails says it is well"
        );
    }
    world.servers_disk.lift();
    hold!(health(address) == 200, "the server doesn't recover");
    world
        .sync(60)
        .map_err(|e| Broken(format!("no sync with a server that recovered: {e}")))?;
    promises.add(&Promise::Synced);
    world.kill_server();
    promises.hold_in(&after_power_cut(&world, &files, Whose::Server))?;
    live_on(&mut world, &promises)
}

fn started(world: &mut World) -> Result<(), Broken> {
    world.start_server().map_err(|e| Broken(e.to_string()))
}

/// Takes a step that may be in vain.
fn take(world: &mut World, step: Step) -> Result<Vec<Promise>, Refused> {
    match step {
        Step::Sync => world.sync(IN_VAIN).map(|()| vec![Promise::Synced]),
        other => world.take(other),
    }
}

/// The phone ended by itself, said what is wrong in both languages, and named it.
pub(crate) fn is_said_in_words(refused: &Refused) -> Result<(), Broken> {
    let Refused::Phone { code, words } = refused else {
        return Err(Broken(refused.to_string()));
    };
    hold!(*code == Some(1), "the phone ended with {code:?}: {words}");
    let names = [
        "disk_full",
        "storage",
        "refused_by_server",
        "not_reached",
        "not_done_yet",
    ];
    hold!(
        names.iter().any(|name| words.contains(&format!("[{name}"))),
        "no such words: {words}"
    );
    Ok(())
}

/// The world after a power cut: of what happened since `before`, what was synced.
fn after_power_cut(world: &World, before: &Files, whose: Whose) -> World {
    World::with(&left_by_power_cut(world, before, whose), world.key())
}

/// The files of [`after_power_cut`].
pub(crate) fn left_by_power_cut(world: &World, before: &Files, whose: Whose) -> Files {
    let entries = journal::read(&world.journal());
    let mut disk = Disk::with(before);
    entries.iter().for_each(|entry| disk.apply(entry));
    let mut files = disk.files();
    files.retain(|path, _| !whose.owns(path));
    let lost = disk.after_power_cut(None).into_iter();
    files.extend(lost.filter(|(path, _)| whose.owns(path)));
    files
}

/// The status of `/healthz`.
fn health(server: SocketAddr) -> u16 {
    let mut stream = TcpStream::connect(server).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(30)))
        .unwrap();
    let request = format!("GET /healthz HTTP/1.1\r\nHost: {server}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let status = answer
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok());
    status.unwrap_or_else(|| panic!("no status in {answer}"))
}
