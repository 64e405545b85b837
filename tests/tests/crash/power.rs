//! Power was cut: what no sync had made safe is lost, or some of it is.

use crate::{
    disk::Disk,
    journal::Entry,
    life::life,
    sweep::{Crash, Outcome, Whose, expect_all_kept, is_whole, luck, points, sweep},
};

/// The files that are left where power was cut; the other side's machine only stopped.
pub(crate) fn cut(disk: &Disk<'_>, _next: &Entry, at: usize, whose: Whose) -> Vec<Crash> {
    let subsets = if is_whole() { 3 } else { 1 };
    let running = disk.files();
    let left = |name: String, lost: crate::disk::Files| {
        let stopped = running.iter().filter(|(path, _)| !whose.owns(path));
        let mut files: crate::disk::Files = stopped.map(|(p, b)| (p.clone(), b.clone())).collect();
        files.extend(lost.into_iter().filter(|(path, _)| whose.owns(path)));
        Crash { name, files }
    };
    let mut crashes = vec![left(
        "power cut, all unsynced lost".to_owned(),
        disk.after_power_cut(None),
    )];
    crashes.extend((0..subsets).map(|n| {
        let seed = at * 8 + n;
        left(
            format!("power cut with luck {seed}"),
            disk.after_power_cut(Some(luck(seed))),
        )
    }));
    crashes
}

#[test]
fn a_phone_whose_power_is_cut_keeps_its_promises() {
    let life = life();
    let points = points(&life.entries, Whose::Phone, 130);
    let outcome = sweep(life, &life.entries, Whose::Phone, &points, 6, cut);
    expect_all_kept("the phone's power cut", &outcome);
}

#[test]
fn a_server_whose_power_is_cut_keeps_its_promises() {
    let life = life();
    let points = points(&life.entries, Whose::Server, 130);
    let outcome = sweep(life, &life.entries, Whose::Server, &points, 6, cut);
    expect_all_kept("the server's power cut", &outcome);
}

#[test]
fn a_power_cut_that_takes_both_breaks_no_promise() {
    let life = life();
    let points = points(&life.entries, Whose::Both, 60);
    let outcome = sweep(life, &life.entries, Whose::Both, &points, 4, cut);
    expect_all_kept("the power of both cut", &outcome);
}

/// A sweep with syncs left out of the journal, as if the programs had not asked for them.
fn without_syncs(whose: Whose, is_left_out: impl Fn(&[Entry], usize) -> bool) -> Outcome {
    let life = life();
    let all = &life.entries;
    let kept = (0..all.len()).filter(|i| !is_left_out(all, *i));
    let entries: Vec<Entry> = kept.map(|i| all[i].clone()).collect();
    assert!(entries.len() < all.len(), "nothing was left out");
    let points = points(&entries, whose, 60);
    sweep(life, &entries, whose, &points, 0, cut)
}

/// `synchronous=NORMAL`: the WAL is synced only before it is moved into the database. The sync of
/// a commit is followed by another one, or by more of the WAL.
fn only_before_a_checkpoint(all: &[Entry], at: usize, database: &str) -> bool {
    let wal = format!("{database}-wal");
    let next = all[at + 1..].iter().find(|entry| match entry {
        Entry::Wrote { path, .. } => path == database || *path == wal,
        Entry::Synced(path) => *path == wal,
        _ => false,
    });
    let checkpoint = matches!(next, Some(Entry::Wrote { path, .. }) if path == database);
    matches!(&all[at], Entry::Synced(path) if *path == wal) && !checkpoint
}

#[test]
fn the_sweep_sees_a_phone_that_commits_without_a_sync() {
    let outcome = without_syncs(Whose::Phone, |all, at| {
        only_before_a_checkpoint(all, at, "phone/home/store.db")
    });
    assert!(
        !outcome.broken.is_empty(),
        "{} crashes, nothing was seen",
        outcome.crashes
    );
}

#[test]
fn the_sweep_sees_a_server_that_commits_without_a_sync() {
    let outcome = without_syncs(Whose::Server, |all, at| {
        only_before_a_checkpoint(all, at, "server/langnghe.db")
    });
    assert!(
        !outcome.broken.is_empty(),
        "{} crashes, nothing was seen",
        outcome.crashes
    );
}

#[test]
fn the_sweep_sees_a_photograph_that_is_acknowledged_before_it_is_synced() {
    let outcome = without_syncs(
        Whose::Server,
        |all, at| matches!(&all[at], Entry::Synced(path) if path.starts_with("server/blobs/")),
    );
    let photographs = outcome
        .broken
        .iter()
        .filter(|words| words.contains("photograph"));
    assert!(photographs.count() > 0, "{outcome:?}");
}
