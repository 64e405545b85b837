mod purge;
mod rotation;

use std::{fs, sync::mpsc, thread};

use langnghe_wire::{
    Body, Change, Code,
    operation::{Header, freeze},
};
use tempfile::TempDir;

use super::*;
use crate::{
    outbox::{Effect, Upload},
    testing::SeededEntropy,
};

fn now() -> Timestamp {
    "2026-11-23T08:00:00Z".parse().unwrap()
}

fn key(byte: u8) -> StoreKey {
    StoreKey::from_bytes([byte; 32])
}

fn open_with(folder: &TempDir, byte: u8) -> Result<Store, OpenError> {
    Store::open(folder.path(), key(byte), &SeededEntropy::new(1), now())
}

fn open(folder: &TempDir) -> Store {
    open_with(folder, 7).unwrap()
}

fn a_report(n: u8) -> ReportRow {
    let id = langnghe_wire::ReportId::from_bytes([n; 16]);
    ReportRow {
        text: format!("Đê vỡ {n}"),
        ..ReportRow::draft(id, "dyke", now())
    }
}

fn a_photograph(n: u8) -> NewPhotograph {
    NewPhotograph {
        jpeg: vec![n; 100],
        thumbnail: vec![n; 10],
        width: 4,
        height: 3,
    }
}

fn file(store: &Store, report: &ReportRow) -> langnghe_wire::OperationId {
    let id = langnghe_wire::OperationId::from_bytes(*report.id.as_bytes());
    let header = Header {
        id,
        report: report.id,
        n: 0,
        supersedes: None,
        at: now(),
    };
    let body = Body::File(report.filing(vec![], 1));
    let frozen = freeze(header, &body).unwrap();
    store
        .write(|view| {
            view.save_report(report)?;
            view.queue_operation(&frozen, &body, now())?;
            view.set_stage(report.id, Stage::Submitted)
        })
        .unwrap();
    id
}

#[test]
fn what_was_written_is_there_after_reopening() {
    let folder = TempDir::new().unwrap();
    let report = a_report(1);
    let device = {
        let store = open(&folder);
        store.write(|view| view.save_report(&report)).unwrap();
        store.read(|view| view.device()).unwrap()
    };
    let store = open(&folder);
    assert_eq!(store.read(|view| view.report(report.id)).unwrap(), report);
    let again = store.read(|view| view.device()).unwrap();
    assert_eq!(again.id, device.id);
    assert!(again.token.hash().is(&device.token.hash()));
}

#[test]
fn a_write_that_fails_leaves_nothing() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder);
    let failed: Result<(), _> = store.write(|view| {
        view.save_report(&a_report(1))?;
        Err(StoreError::NotFound)
    });
    assert!(failed.is_err());
    assert_eq!(store.read(|view| view.reports()).unwrap(), []);
}

#[test]
fn a_wrong_key_touches_nothing_and_the_right_one_still_opens() {
    let folder = TempDir::new().unwrap();
    open(&folder)
        .write(|view| view.save_report(&a_report(1)))
        .unwrap();
    let before = fs::read(folder.path().join("store.db")).unwrap();
    assert!(matches!(open_with(&folder, 8), Err(OpenError::WrongKey)));
    assert_eq!(fs::read(folder.path().join("store.db")).unwrap(), before);
    assert_eq!(open(&folder).read(|view| view.reports()).unwrap().len(), 1);
}

#[test]
fn a_damaged_file_is_set_aside_whole_and_the_next_opening_starts_clean() {
    for at in [0, 24, 5_000] {
        let folder = TempDir::new().unwrap();
        let store = open(&folder);
        for n in 1..40 {
            store.write(|view| view.save_report(&a_report(n))).unwrap();
        }
        drop(store);
        let path = folder.path().join("store.db");
        let mut bytes = fs::read(&path).unwrap();
        for byte in &mut bytes[at..at + 64] {
            *byte ^= 0x55;
        }
        fs::write(&path, &bytes).unwrap();

        let Err(OpenError::Damaged { set_aside }) = open_with(&folder, 7) else {
            panic!("damage at {at} was not noticed");
        };
        assert_eq!(fs::read(set_aside.join("store.db")).unwrap(), bytes);
        assert_eq!(open(&folder).read(|view| view.reports()).unwrap(), []);
    }
}

#[test]
fn a_lost_key_is_a_clean_start_and_the_old_store_stays() {
    let folder = TempDir::new().unwrap();
    open(&folder)
        .write(|view| view.save_report(&a_report(1)))
        .unwrap();
    let aside = Store::set_aside(folder.path(), now()).unwrap();
    assert_eq!(
        open_with(&folder, 8)
            .unwrap()
            .read(|view| view.reports())
            .unwrap(),
        []
    );
    let old = Store::open(&aside, key(7), &SeededEntropy::new(1), now()).unwrap();
    assert_eq!(old.read(|view| view.reports()).unwrap().len(), 1);
}

#[test]
fn a_newer_schema_is_left_alone() {
    let folder = TempDir::new().unwrap();
    drop(open(&folder));
    let path = folder.path().join("store.db");
    let newer = rusqlite::Connection::open(&path).unwrap();
    newer.execute_batch(&key(7).pragma()).unwrap();
    newer.execute_batch("PRAGMA user_version = 99;").unwrap();
    drop(newer);
    let before = fs::read(&path).unwrap();
    assert!(matches!(
        open_with(&folder, 7),
        Err(OpenError::NewerSchema {
            found: 99,
            known: 4
        })
    ));
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn one_process_at_a_time() {
    let folder = TempDir::new().unwrap();
    let first = open(&folder);
    assert!(matches!(open_with(&folder, 7), Err(OpenError::InUse)));
    drop(first);
    open(&folder);
}

#[test]
fn released_it_answers_closed_and_reopened_it_goes_on() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder);
    store.write(|view| view.save_report(&a_report(1))).unwrap();
    store.release();
    assert!(matches!(
        store.read(|view| view.reports()),
        Err(StoreError::Closed)
    ));
    assert!(
        !folder.path().join("store.db-wal").exists(),
        "nothing is held open"
    );
    store.reopen().unwrap();
    assert_eq!(store.read(|view| view.reports()).unwrap().len(), 1);
}

/// iOS ends an app that is suspended with a locked file open.
#[test]
fn released_while_somebody_reads_it_waits_for_them_and_leaves_nothing_open() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder);
    store.write(|view| view.save_report(&a_report(1))).unwrap();
    let (read_has_begun, is_reading) = mpsc::channel();
    let (go_on, may_go_on) = mpsc::channel::<()>();
    let store = &store;
    thread::scope(|threads| {
        let reader = threads.spawn(move || {
            store.read(|view| {
                read_has_begun.send(()).unwrap();
                may_go_on.recv().unwrap();
                view.reports()
            })
        });
        is_reading.recv().unwrap();
        let releasing = threads.spawn(|| store.release());
        // From here on nobody begins to read: it has been told.
        while store.read(|_| Ok(())).is_ok() {
            thread::yield_now();
        }
        assert!(!releasing.is_finished(), "somebody still reads");
        go_on.send(()).unwrap();
        assert_eq!(reader.join().unwrap().unwrap().len(), 1);
        releasing.join().unwrap();
    });
    assert!(
        !folder.path().join("store.db-wal").exists(),
        "the last connection takes the WAL with it"
    );
}

/// The settings without which a power cut loses what was promised, or a temporary file tells
/// what the store hides.
#[test]
fn every_connection_is_set_up_to_keep_its_promise() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder);
    let pragma = |view: &View<'_>, name: &str| -> String {
        view.0
            .pragma_query_value(None, name, |row| {
                row.get::<_, rusqlite::types::Value>(0)
                    .map(|value| format!("{value:?}"))
            })
            .unwrap()
    };
    let settings = |view: &View<'_>| {
        Ok(["journal_mode", "synchronous", "temp_store", "foreign_keys"].map(|n| pragma(view, n)))
    };
    let expected = [r#"Text("wal")"#, "Integer(2)", "Integer(2)", "Integer(1)"];
    assert_eq!(store.write(settings).unwrap(), expected);
    assert_eq!(store.read(settings).unwrap(), expected);
}

#[test]
fn no_plaintext_in_the_file_or_its_wal() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder);
    let marker = "DAU-VET-KHONG-DUOC-LO";
    let report = ReportRow {
        text: marker.into(),
        ..a_report(1)
    };
    let photograph = NewPhotograph {
        jpeg: marker.repeat(900).into_bytes(),
        ..a_photograph(1)
    };
    store
        .write(|view| {
            view.save_report(&report)?;
            view.add_photograph(report.id, &photograph)
        })
        .unwrap();
    let mut looked_at = 0;
    for entry in fs::read_dir(folder.path()).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        looked_at += bytes.len();
        assert!(!bytes.windows(marker.len()).any(|w| w == marker.as_bytes()));
        assert!(!bytes.windows(32).any(|w| w == [7; 32]), "the key itself");
        assert!(!bytes.windows(15).any(|w| w == b"SQLite format 3"));
    }
    assert!(looked_at > 18_900, "the WAL was there to be looked at");
}

#[test]
fn a_frozen_operation_can_not_be_changed() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder);
    file(&store, &a_report(1));
    let thawed = store.write(|view| {
        view.0
            .execute("UPDATE operation SET frozen = 'other words'", [])?;
        Ok(())
    });
    assert!(thawed.unwrap_err().to_string().contains("frozen"));
}

#[test]
fn a_photograph_waits_for_the_text_that_names_it() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder);
    let report = a_report(1);
    store
        .write(|view| {
            view.save_report(&report)?;
            view.add_photograph(report.id, &a_photograph(1))?;
            // The same picture again is the same photograph.
            view.add_photograph(report.id, &a_photograph(1))
        })
        .unwrap();
    let operation = file(&store, &report);
    store
        .write(|view| view.queue_photographs(report.id, operation))
        .unwrap();
    assert_eq!(store.read(|view| view.queue()).unwrap().photographs, []);

    let applied = Effect::Applied {
        operation,
        received_at: now(),
    };
    store.write(|view| view.carry_out(&applied)).unwrap();
    let queue = store.read(|view| view.queue()).unwrap();
    assert_eq!(queue.photographs.len(), 1);
    assert_eq!(queue.photographs[0].upload, Upload::NotStarted);
    assert_eq!(queue.operations, []);
}

#[test]
fn what_was_taken_back_in_time_is_not_sent() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder);
    let (kept, withdrawn) = (a_report(1), a_report(2));
    let ids = [file(&store, &kept), file(&store, &withdrawn)];
    assert!(
        store
            .write(|view| view.supersede_unsent(withdrawn.id))
            .unwrap()
    );
    let taken = store.write(|view| view.take_for_sending(&ids)).unwrap();
    assert_eq!(
        taken.iter().map(|(id, _)| *id).collect::<Vec<_>>(),
        [ids[0]]
    );
    // Once it may have left, its outcome is unknown, and it can't be taken back silently.
    assert!(!store.write(|view| view.supersede_unsent(kept.id)).unwrap());
}

#[test]
fn a_new_epoch_makes_everything_that_is_kept_wait_again() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder);
    let report = a_report(1);
    let operation = file(&store, &report);
    let position = Effect::Position {
        epoch: "old".into(),
        cursor: langnghe_wire::Cursor("5".into()),
        backed_up_through: None,
    };
    let applied = Effect::Applied {
        operation,
        received_at: now(),
    };
    store
        .write(|view| {
            [applied, position, Effect::StartEpoch]
                .iter()
                .try_for_each(|e| view.carry_out(e))
        })
        .unwrap();
    let queue = store.read(|view| view.queue()).unwrap();
    assert_eq!(queue.operations.len(), 1);
    assert_eq!(queue.link.cursor, None);
}

#[test]
fn a_code_from_the_future_is_kept_as_unknown() {
    assert_eq!(operations::code_from("newer_than_this"), Code::Unknown);
    assert_eq!(operations::code_from("text_too_long"), Code::TextTooLong);
}

#[test]
fn a_store_whose_disk_failed_is_taken_up_again_by_whoever_writes_next() {
    let folder = tempfile::tempdir().unwrap();
    let (home, away) = (folder.path().join("home"), folder.path().join("away"));
    let store = Store::open(&home, key(7), &SeededEntropy::new(1), now()).unwrap();
    // The disk fails, and is gone while the next ones write.
    let failed = store.write(|_| {
        fs::rename(&home, &away)?;
        Err::<(), _>(StoreError::DiskFull)
    });
    assert!(matches!(failed, Err(StoreError::DiskFull)), "{failed:?}");
    for _ in 0..2 {
        let still = store.write(|view| view.device().map(drop));
        assert!(matches!(still, Err(StoreError::Disk(_))), "{still:?}");
    }
    fs::rename(&away, &home).unwrap();
    store.write(|view| view.save_report(&a_report(1))).unwrap();
    store.release();
    let paused = store.write(|view| view.device().map(drop));
    assert!(matches!(paused, Err(StoreError::Closed)), "{paused:?}");
}
