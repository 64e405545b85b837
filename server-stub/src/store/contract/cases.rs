//! Promises about cases, as officers see them.

use langnghe_wire::{Attachment, CaseStatus, Sha256};

use super::{
    Backend, apply,
    operations::everyone,
    phone::{Phone, at, filing},
    registered,
};
use crate::{
    case::{Action, Actor, Event, Refusal},
    identity::{NewUser, PasswordHash, Role, Scope, User},
    store::{ActError, BeginUpload, CaseFilter, CasePage, Page, StatusFilter, Store},
};

pub(crate) async fn list(store: &dyn Store, viewer: &User, status: StatusFilter) -> CasePage {
    let filter = CaseFilter {
        status,
        overdue_at: None,
    };
    store.cases(viewer, filter, Page::default()).await.unwrap()
}

pub(super) async fn user(store: &dyn Store, name: &str, scope: Scope) -> User {
    let new = NewUser {
        name: name.into(),
        role: Role::Officer,
        scope,
        password: PasswordHash::from_stored("x".into()),
    };
    store.add_user(new, at(0)).await.unwrap()
}

pub(crate) async fn a_viewer_sees_the_cases_of_their_scope_and_no_others(backend: &impl Backend) {
    let store = backend.store();
    let phone = Phone::new(1);
    let device = registered(store, &phone).await;
    let report = phone.new_report();
    apply(
        store,
        &device,
        &[&phone.operation(report, 0, &filing("Đê", vec![]))],
        1,
    )
    .await;

    let scopes = [
        (Scope::Province, true),
        (Scope::Commune("07264".into()), true),
        (Scope::Unit("07264-kt".into()), true),
        (Scope::Unit("07264-vp".into()), false),
        (Scope::Commune("07267".into()), false),
    ];
    for (scope, sees) in scopes {
        let viewer = user(store, &format!("{scope:?}"), scope).await;
        let listed = list(store, &viewer, StatusFilter::All).await;
        assert_eq!(listed.total, u64::from(sees), "{viewer:?}");
        assert_eq!(listed.cases.len(), usize::from(sees));
        assert_eq!(store.case(&viewer, report).await.unwrap().is_some(), sees);
        let counts = store.count_cases(&viewer, at(2)).await.unwrap();
        assert_eq!(counts.by_status.len(), usize::from(sees));
        let act = store.act(&viewer, report, Action::Accept, 99, at(2)).await;
        assert_eq!(matches!(act, Err(ActError::NotFound)), !sees, "{act:?}");
        if sees {
            store.record_look(viewer.id, report, at(2)).await.unwrap();
        }
    }
}

pub(crate) async fn an_officer_acts_on_what_they_have_seen_only(backend: &impl Backend) {
    let store = backend.store();
    let phone = Phone::new(1);
    let device = registered(store, &phone).await;
    let report = phone.new_report();
    apply(
        store,
        &device,
        &[&phone.operation(report, 0, &filing("Đê", vec![]))],
        1,
    )
    .await;
    let officer = user(store, "Lan", Scope::Commune("07264".into())).await;
    let seen = store.case(&officer, report).await.unwrap().unwrap();
    assert_eq!(seen.case.version, 2);

    let stale = store.act(&officer, report, Action::Accept, 1, at(2)).await;
    assert!(matches!(stale, Err(ActError::Changed)), "{stale:?}");
    let early = store.act(&officer, report, Action::Start, 2, at(2)).await;
    assert!(
        matches!(early, Err(ActError::Refused(Refusal::NotNow))),
        "{early:?}"
    );
    let accepted = store
        .act(&officer, report, Action::Accept, 2, at(3))
        .await
        .unwrap();
    assert_eq!(
        (accepted.case.status, accepted.case.version),
        (CaseStatus::Accepted, 3)
    );
    let again = store.act(&officer, report, Action::Accept, 2, at(4)).await;
    assert!(matches!(again, Err(ActError::Changed)), "{again:?}");

    let last = accepted.history.last().unwrap();
    assert_eq!(last.user.as_deref(), Some("Lan"));
    assert_eq!(
        (last.event.actor, last.event.at),
        (Actor::Staff(officer.id), at(3))
    );
    assert!(matches!(
        last.event.event,
        Event::Status {
            status: CaseStatus::Accepted,
            ..
        }
    ));
    assert_eq!(
        store.case(&officer, report).await.unwrap().unwrap(),
        accepted
    );
}

pub(crate) async fn lists_are_ordered_by_the_next_clock_and_filtered(backend: &impl Backend) {
    let store = backend.store();
    let phone = Phone::new(1);
    let device = registered(store, &phone).await;
    let day = 86_400;
    let mut reports = vec![];
    for age in 0..4 {
        let report = phone.new_report();
        let file = phone.operation(report, 0, &filing("Đê", vec![]));
        apply(store, &device, &[&file], age * 7 * day).await;
        reports.push(report);
    }
    let officer = user(store, "Lan", Scope::Province).await;
    let listed = list(store, &officer, StatusFilter::Open).await;
    let ids: Vec<_> = listed.cases.iter().map(|c| c.id).collect();
    assert_eq!(ids, reports);

    let refuse = Action::Refuse {
        reason: "Trùng".into(),
    };
    store
        .act(&officer, reports[0], refuse, 2, at(1))
        .await
        .unwrap();
    assert_eq!(list(store, &officer, StatusFilter::Open).await.total, 3);
    let only = StatusFilter::Only(CaseStatus::Refused);
    assert_eq!(list(store, &officer, only).await.cases[0].id, reports[0]);
    assert_eq!(list(store, &officer, StatusFilter::All).await.total, 4);

    // A week after the second, its first clock has run out, and the third's hasn't.
    let now = at(2 * 7 * day + 1);
    let overdue = CaseFilter {
        status: StatusFilter::All,
        overdue_at: Some(now),
    };
    let page = store
        .cases(&officer, overdue, Page::default())
        .await
        .unwrap();
    assert_eq!(
        page.cases.iter().map(|c| c.id).collect::<Vec<_>>(),
        [reports[1]]
    );
    assert_eq!(store.count_cases(&officer, now).await.unwrap().overdue, 1);

    let second = Page {
        offset: 1,
        limit: 2,
    };
    let filter = CaseFilter::default();
    let page = store.cases(&officer, filter, second).await.unwrap();
    assert_eq!(page.total, 3);
    assert_eq!(
        page.cases.iter().map(|c| c.id).collect::<Vec<_>>(),
        reports[2..]
    );
}

pub(crate) async fn photographs_are_shown_with_their_case_only(backend: &impl Backend) {
    let store = backend.store();
    let phone = Phone::new(1);
    let device = registered(store, &phone).await;
    let report = phone.new_report();
    let (photo, other) = (Sha256::of(b"one"), Sha256::of(b"other"));
    let attachments = vec![Attachment::photo(photo, 3)];
    let file = phone.operation(report, 0, &filing("Đê", attachments));
    apply(store, &device, &[&file], 1).await;
    let stranger = user(store, "Xa", Scope::Commune("07267".into())).await;

    let viewer = everyone();
    let shown =
        async |viewer: &User, sha256| store.photograph(viewer, report, sha256).await.unwrap();
    assert_eq!(shown(&viewer, photo).await, None, "not here yet");
    for sha256 in [photo, other] {
        let begin = BeginUpload { sha256, length: 3 };
        store
            .begin_upload(device.reporter, begin, at(1))
            .await
            .unwrap();
        store
            .complete_upload(device.reporter, sha256, at(1))
            .await
            .unwrap();
    }
    assert_eq!(shown(&viewer, photo).await, Some(device.reporter));
    assert_eq!(shown(&viewer, other).await, None, "not the case's");
    assert_eq!(shown(&stranger, photo).await, None, "not the viewer's");
    let listed = list(store, &viewer, StatusFilter::Open)
        .await
        .cases
        .remove(0);
    assert_eq!(listed.first_photograph, Some(photo));
    assert_eq!(
        (listed.photographs_arrived, listed.photographs_named),
        (1, 1)
    );
}
