//! Promises about what comes back.

use std::time::Duration;

use langnghe_wire::{
    CaseStatus, Change, ReportId, change::What, limits::CHANGES_PER_ANSWER, sync::Cursor,
};

use super::{
    Backend, applied, apply, moment,
    operations::everyone,
    phone::{Phone, at, filing, text},
    registered,
};
use crate::{
    case::Action,
    identity::{Device, NewUser, PasswordHash, Role, Scope},
    store::Store,
};

async fn file(store: &dyn Store, phone: &Phone, device: &Device) -> ReportId {
    let report = phone.new_report();
    let file = phone.operation(report, 0, &filing("Một", vec![]));
    applied(&apply(store, device, &[&file], 1).await[0]);
    report
}

/// Pulls until nothing waits.
pub(crate) async fn pull_all(
    store: &dyn Store,
    device: &Device,
    mut cursor: Option<Cursor>,
) -> (Vec<Change>, Cursor, usize) {
    let (mut all, mut pages) = (vec![], 0);
    loop {
        let page = store
            .changes(device.reporter, cursor.clone())
            .await
            .unwrap();
        assert!(page.changes.len() <= CHANGES_PER_ANSWER);
        all.extend(page.changes);
        pages += 1;
        if !page.more {
            return (all, page.cursor, pages);
        }
        assert_ne!(Some(&page.cursor), cursor.as_ref(), "a page gets on");
        cursor = Some(page.cursor);
    }
}

pub(crate) async fn changes_come_in_the_order_of_commits_and_only_to_their_owner(
    backend: &impl Backend,
) {
    let store = backend.store();
    let (phone, other) = (Phone::new(1), Phone::new(2));
    let device = registered(store, &phone).await;
    let others = registered(store, &other).await;
    let (_, start, _) = pull_all(store, &device, None).await;
    let report = file(store, &phone, &device).await;
    file(store, &other, &others).await;
    let user = officer(store).await;
    for (version, action) in [
        (2, Action::Accept),
        (
            3,
            Action::Note {
                text: "Nội bộ".into(),
            },
        ),
        (
            4,
            Action::Reply {
                text: "Đã cử người.".into(),
                public: false,
            },
        ),
    ] {
        store
            .act(&user, report, action, version, moment(5))
            .await
            .unwrap();
    }

    let (changes, end, _) = pull_all(store, &device, Some(start)).await;
    let told: Vec<_> = changes.iter().map(|c| (c.seq, &c.what)).collect();
    assert!(
        matches!(
            told.as_slice(),
            [
                (1, What::Received { .. }),
                (2, What::Clocks(_)),
                (
                    3,
                    What::Status {
                        status: CaseStatus::Accepted,
                        ..
                    }
                ),
                (5, What::Reply { .. }),
            ]
        ),
        "{told:?}"
    );
    assert!(changes.iter().all(|c| c.report == report));
    let (nothing, same, _) = pull_all(store, &device, Some(end.clone())).await;
    assert_eq!((nothing, same), (vec![], end));
}

async fn officer(store: &dyn Store) -> crate::identity::User {
    let new = NewUser {
        name: "Cán bộ".into(),
        role: Role::Officer,
        scope: Scope::Commune("07264".into()),
        password: PasswordHash::from_stored("x".into()),
    };
    store.add_user(new, at(0)).await.unwrap()
}

pub(crate) async fn a_held_write_makes_no_pull_wait_and_shows_nothing_early(
    backend: &impl Backend,
) {
    let store = backend.store();
    let phone = Phone::new(1);
    let device = registered(store, &phone).await;
    file(store, &phone, &device).await;
    let (_, cursor, _) = pull_all(store, &device, None).await;

    let held = backend.hold_a_write().await;
    let add = phone.operation(phone.new_report(), 0, &filing("Hai", vec![]));
    let operations = [&add];
    let mut writing = std::pin::pin!(apply(store, &device, &operations, 2));
    let pull = store.changes(device.reporter, Some(cursor.clone()));
    tokio::select! {
        biased;
        _ = &mut writing => panic!("nothing is written while somebody else writes"),
        page = pull => {
            let page = page.unwrap();
            assert_eq!((page.changes, page.cursor), (vec![], cursor.clone()));
        }
        () = tokio::time::sleep(Duration::from_secs(5)) => panic!("the pull waited"),
    }
    drop(held);
    applied(&writing.await[0]);
    let (changes, ..) = pull_all(store, &device, Some(cursor)).await;
    assert_eq!(
        changes.len(),
        2,
        "what was committed later comes behind the cursor"
    );
}

pub(crate) async fn an_unknown_cursor_restarts_from_snapshots_page_by_page(backend: &impl Backend) {
    let store = backend.store();
    let phone = Phone::new(1);
    let device = registered(store, &phone).await;
    let mut reports = vec![];
    for _ in 0..(CHANGES_PER_ANSWER / 2 + 20) {
        reports.push(file(store, &phone, &device).await);
    }
    let (_, known, _) = pull_all(store, &device, None).await;
    let foreign = Cursor(format!("other.{}", known.0));
    let future = Cursor(format!("{}9", known.0));
    for cursor in [None, Some(foreign), Some(future)] {
        let (changes, end, pages) = pull_all(store, &device, cursor).await;
        assert!(
            pages > 1,
            "{} histories fit no single answer",
            reports.len()
        );
        assert_eq!(end, known);
        let told: Vec<_> = changes.iter().map(|c| c.report).collect();
        assert_eq!(told, reports);
        for change in &changes {
            let What::Snapshot { history } = &change.what else {
                panic!("not a snapshot: {change:?}");
            };
            assert_eq!(history.len(), 2);
            assert_eq!(
                history.last().map(|c| (c.event, c.seq)),
                Some((change.event, change.seq))
            );
        }
    }
    assert!(store.case(&everyone(), reports[0]).await.unwrap().is_some());
}

pub(crate) async fn many_changes_come_in_pages(backend: &impl Backend) {
    let store = backend.store();
    let phone = Phone::new(1);
    let device = registered(store, &phone).await;
    let report = file(store, &phone, &device).await;
    let (_, start, _) = pull_all(store, &device, None).await;
    let count = u32::try_from(CHANGES_PER_ANSWER).unwrap() + 50;
    let added: Vec<_> = (1..=count)
        .map(|n| phone.operation(report, n, &text(&format!("Lần {n}"))))
        .collect();
    apply(store, &device, &added.iter().collect::<Vec<_>>(), 2).await;

    let (changes, end, pages) = pull_all(store, &device, Some(start)).await;
    assert_eq!(pages, 2);
    let seqs: Vec<_> = changes.iter().map(|c| c.seq).collect();
    assert_eq!(seqs, (3..3 + u64::from(count)).collect::<Vec<_>>());

    // A history longer than an answer still comes as one snapshot.
    let (snapshot, same, _) = pull_all(store, &device, None).await;
    assert_eq!((snapshot.len(), same), (1, end));
}
