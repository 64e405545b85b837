//! Promises about cases, as officers see them.

use langnghe_wire::{Attachment, CaseStatus, Sha256};

use super::{
    Backend, apply, moment,
    operations::everyone,
    phone::{Phone, at, filing},
    registered,
};
use crate::{
    case::{Action, Actor, Event, Refusal},
    identity::{Account, NewUser, PasswordHash, Role, Scope, User},
    store::{ActError, BeginUpload, CaseFilter, CasePage, Count, Page, StatusFilter, Store},
};

pub(crate) async fn list(store: &dyn Store, viewer: &User, status: StatusFilter) -> CasePage {
    let filter = CaseFilter {
        status,
        ..CaseFilter::default()
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
        assert_eq!(listed.total, Count::exactly(u64::from(sees)), "{viewer:?}");
        assert_eq!(listed.cases.len(), usize::from(sees));
        assert_eq!(store.case(&viewer, report).await.unwrap().is_some(), sees);
        let counts = store.count_cases(&viewer, at(2)).await.unwrap();
        assert_eq!(counts.by_status.len(), usize::from(sees));
        let act = store
            .act(&viewer, report, Action::Accept, 99, moment(2))
            .await;
        assert_eq!(matches!(act, Err(ActError::NotFound)), !sees, "{act:?}");
        if sees {
            store.record_look(viewer.id, report, at(2)).await.unwrap();
        }
    }
}

pub(crate) async fn a_case_is_seen_to_by_people_of_its_unit_and_commune(backend: &impl Backend) {
    let store = backend.store();
    let phone = Phone::new(1);
    let device = registered(store, &phone).await;
    let report = phone.new_report();
    let filed = phone.operation(report, 0, &filing("Đê", vec![]));
    apply(store, &device, &[&filed], 1).await;
    let unit = Scope::Unit("07264-kt".into());
    let minh = user(store, "minh", unit).await;
    let lan = user(store, "lan", Scope::Commune("07264".into())).await;
    let gone = user(store, "gone", Scope::Unit("07264-kt".into())).await;
    let vp = user(store, "vp", Scope::Unit("07264-vp".into())).await;
    let elsewhere = user(store, "elsewhere", Scope::Commune("07267".into())).await;
    let province = user(store, "province", Scope::Province).await;
    let account = store.account(gone.id).await.unwrap().unwrap();
    let disabled = Account {
        disabled_at: Some(at(2)),
        ..account
    };
    let ended = store.change_account(province.id, disabled, None, at(2));
    ended.await.unwrap();

    let told = async |viewer: &User| store.colleagues(viewer, report).await.unwrap();
    let both = vec![(lan.id, lan.name.clone()), (minh.id, minh.name.clone())];
    for viewer in [&lan, &minh, &province] {
        assert_eq!(told(viewer).await, both, "{viewer:?}");
    }
    assert_eq!(told(&elsewhere).await, vec![]);

    // Whom a list can be narrowed to: who may have what the viewer sees.
    let officers = async |viewer: &User, commune: Option<&str>| {
        let found = store.officers(viewer, commune.map(str::to_owned));
        let found = found.await.unwrap().into_iter();
        found.map(|(id, _)| id).collect::<Vec<_>>()
    };
    let commune = [lan.id, minh.id, vp.id];
    assert_eq!(officers(&lan, None).await, commune);
    assert_eq!(officers(&lan, Some("07267")).await, commune);
    assert_eq!(officers(&minh, None).await, [lan.id, minh.id]);
    assert_eq!(officers(&elsewhere, None).await, [elsewhere.id]);
    assert_eq!(officers(&province, None).await, []);
    assert_eq!(officers(&province, Some("07264")).await, commune);
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

    let stale = store
        .act(&officer, report, Action::Accept, 1, moment(2))
        .await;
    assert!(matches!(stale, Err(ActError::Changed)), "{stale:?}");
    let early = store
        .act(&officer, report, Action::Start, 2, moment(2))
        .await;
    assert!(
        matches!(early, Err(ActError::Refused(Refusal::NotNow))),
        "{early:?}"
    );
    let accepted = store
        .act(&officer, report, Action::Accept, 2, moment(3))
        .await
        .unwrap();
    assert_eq!(
        (accepted.case.status, accepted.case.version),
        (CaseStatus::Accepted, 3)
    );
    let again = store
        .act(&officer, report, Action::Accept, 2, moment(4))
        .await;
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
