//! What goes from the phone once the server has it in a backup, and the space that it leaves.

use super::*;

#[test]
fn pixels_go_only_when_the_history_says_that_they_are_safe() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder);
    let report = a_report(1);
    let photograph = store
        .write(|view| {
            view.save_report(&report)?;
            view.add_photograph(report.id, &a_photograph(1))
        })
        .unwrap();
    let operation = file(&store, &report);
    let purge = |until| Effect::Purge {
        backed_up_through: Some(until),
        too_old: Timestamp::MIN,
    };
    let later = now() + jiff::SignedDuration::from_hours(1);
    let carry_out = |effects: &[Effect]| {
        store
            .write(|view| effects.iter().try_for_each(|e| view.carry_out(e)))
            .unwrap();
    };
    store
        .write(|view| view.queue_photographs(report.id, operation))
        .unwrap();
    carry_out(&[
        Effect::Applied {
            operation,
            received_at: now(),
        },
        Effect::PhotographSent(photograph),
        purge(later),
    ]);
    assert!(
        store.read(|view| view.jpeg(photograph)).is_ok(),
        "no server's time is known yet"
    );
    let arrived = Change {
        report: report.id,
        event: langnghe_wire::EventId::from_bytes([9; 16]),
        seq: 2,
        at: now(),
        what: langnghe_wire::What::Photograph {
            sha256: langnghe_wire::Sha256::of(&[1; 100]),
        },
    };
    let before = now() - jiff::SignedDuration::from_hours(1);
    carry_out(&[Effect::Remember(arrived), purge(before)]);
    assert!(
        store.read(|view| view.jpeg(photograph)).is_ok(),
        "received after the backup"
    );
    carry_out(&[purge(later)]);
    assert!(matches!(
        store.read(|view| view.jpeg(photograph)),
        Err(StoreError::NotFound)
    ));
    assert!(store.read(|view| view.thumbnail(photograph)).is_ok());
}

/// What is safe on the server makes room for what comes next.
#[test]
fn the_space_of_what_was_delivered_is_used_again() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder);
    let report = a_report(1);
    let large = |n| NewPhotograph {
        jpeg: vec![n; 250_000],
        ..a_photograph(n)
    };
    let add_twenty = |report: &ReportRow| -> Vec<_> {
        let added = store.write(|view| {
            view.save_report(report)?;
            (0..20)
                .map(|n| view.add_photograph(report.id, &large(n)))
                .collect()
        });
        added.unwrap()
    };
    let photographs = add_twenty(&report);
    let operation = file(&store, &report);
    let size = || {
        store.release();
        let size = fs::metadata(folder.path().join("store.db")).unwrap().len();
        store.reopen().unwrap();
        size
    };
    let before = size();
    assert!(before > 5_000_000, "{before}");
    let mut effects = vec![Effect::Applied {
        operation,
        received_at: now(),
    }];
    effects.extend(photographs.into_iter().map(Effect::PhotographSent));
    effects.extend((0..20).map(|n| {
        Effect::Remember(Change {
            report: report.id,
            event: langnghe_wire::EventId::from_bytes([n; 16]),
            seq: 2 + u64::from(n),
            at: now(),
            what: langnghe_wire::What::Photograph {
                sha256: langnghe_wire::Sha256::of(&vec![n; 250_000]),
            },
        })
    }));
    effects.push(Effect::Purge {
        backed_up_through: Some(now()),
        too_old: Timestamp::MIN,
    });
    store
        .write(|view| view.queue_photographs(report.id, operation))
        .unwrap();
    store
        .write(|view| effects.iter().try_for_each(|e| view.carry_out(e)))
        .unwrap();
    add_twenty(&a_report(2));
    let after = size();
    assert!(after < before + 250_000, "{before} bytes, then {after}");
}
