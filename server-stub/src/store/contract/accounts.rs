//! Promises about users and sessions.

use jiff::SignedDuration;
use langnghe_wire::Sha256;

use super::{Backend, phone::at};
use crate::{
    identity::{
        ABSOLUTE_LIFETIME, Account, IDLE_LIFETIME, MAX_FAILURES, NewSession, NewUser, PasswordHash,
        Role, Scope, THROTTLE_WINDOW, User,
    },
    store::{Store, UserError},
};

fn new_user(name: &str) -> NewUser {
    NewUser {
        name: name.into(),
        role: Role::Coordinator,
        scope: Scope::Province,
        password: PasswordHash::from_stored("phc".into()),
    }
}

pub(crate) async fn a_name_is_taken_whatever_its_case(backend: &impl Backend) {
    let store = backend.store();
    let added = store.add_user(new_user("Đặng Lan"), at(0)).await.unwrap();
    let again = store.add_user(new_user("đặng lan"), at(0)).await;
    assert!(matches!(again, Err(UserError::NameTaken)), "{again:?}");
    let (found, hash) = store.credentials("ĐẶNG LAN").await.unwrap().unwrap();
    assert_eq!((found, hash.as_str()), (added, "phc"));
    assert!(store.credentials("Lan").await.unwrap().is_none());
}

async fn begin(store: &dyn Store, user: &User, token: &[u8], replaces: Option<&[u8]>) {
    let session = NewSession {
        token: Sha256::of(token),
        user: user.id,
        form_secret: [4; 32],
        replaces: replaces.map(Sha256::of),
    };
    store
        .begin_session(session, Sha256::of(b"key"), at(0))
        .await
        .unwrap();
}

pub(crate) async fn a_session_ends_when_it_is_idle_old_replaced_or_signed_out(
    backend: &impl Backend,
) {
    let store = backend.store();
    let user = store.add_user(new_user("Lan"), at(0)).await.unwrap();
    let find = async |token: &[u8], seconds| {
        let found = store.session(Sha256::of(token), at(seconds)).await.unwrap();
        found.map(|s| s.user)
    };
    let idle = IDLE_LIFETIME.as_secs();
    begin(store, &user, b"idle", None).await;
    assert_eq!(find(b"idle", idle - 1).await.as_ref(), Some(&user));
    assert_eq!(
        find(b"idle", 2 * idle - 2).await.as_ref(),
        Some(&user),
        "it was used"
    );
    assert_eq!(find(b"idle", 3 * idle - 2).await, None);

    begin(store, &user, b"old", None).await;
    let end = ABSOLUTE_LIFETIME.as_secs();
    let mut now = 0;
    while now < end {
        assert!(find(b"old", now).await.is_some(), "after {now} s");
        now += idle - 60;
    }
    assert_eq!(find(b"old", end).await, None);

    begin(store, &user, b"first", None).await;
    begin(store, &user, b"second", Some(b"first")).await;
    assert_eq!(find(b"first", 1).await, None);
    assert!(find(b"second", 1).await.is_some());
    store.end_session(Sha256::of(b"second")).await.unwrap();
    assert_eq!(find(b"second", 1).await, None);
    assert_eq!(find(b"never", 1).await, None);
}

pub(crate) async fn guessing_closes_the_door_for_a_while(backend: &impl Backend) {
    let store = backend.store();
    let keys = || vec![Sha256::of(b"name"), Sha256::of(b"from")];
    let other = || vec![Sha256::of(b"other"), Sha256::of(b"elsewhere")];
    for _ in 0..MAX_FAILURES {
        assert_eq!(store.sign_in_blocked(keys(), at(0)).await.unwrap(), None);
        store.record_failed_sign_in(keys(), at(0)).await.unwrap();
    }
    let wait = store.sign_in_blocked(keys(), at(60)).await.unwrap();
    assert_eq!(wait, Some(THROTTLE_WINDOW - SignedDuration::from_mins(1)));
    assert_eq!(store.sign_in_blocked(other(), at(60)).await.unwrap(), None);
    let later = at(THROTTLE_WINDOW.as_secs());
    assert_eq!(store.sign_in_blocked(keys(), later).await.unwrap(), None);
    store.record_failed_sign_in(keys(), later).await.unwrap();
    assert_eq!(
        store.sign_in_blocked(keys(), later).await.unwrap(),
        None,
        "counted anew"
    );
}

/// Somebody who was just added, as they are.
async fn account(store: &dyn Store, name: &str) -> Account {
    let user = store.add_user(new_user(name), at(0)).await.unwrap();
    store.account(user.id).await.unwrap().unwrap()
}

pub(crate) async fn a_change_is_written_once_over_what_was_seen(backend: &impl Backend) {
    let store = backend.store();
    let lan = account(store, "Lan").await;
    let minh = account(store, "Minh").await;
    let after = Account {
        display_name: Some("Trần Văn Minh".into()),
        email: Some("minh@bacninh.example".into()),
        role: Role::Leader,
        scope: Scope::Unit("07264-kt".into()),
        ..minh.clone()
    };
    let change = async |after: &Account| {
        let changed = store.change_account(lan.id, after.clone(), None, at(1));
        changed.await
    };
    change(&after).await.unwrap();
    let kept = store.account(minh.id).await.unwrap().unwrap();
    assert_eq!(kept.version, minh.version + 1);
    assert_eq!(
        kept,
        Account {
            version: kept.version,
            ..after.clone()
        }
    );
    let (user, hash) = store.credentials("MINH").await.unwrap().unwrap();
    assert_eq!(
        (user.name.as_str(), hash.as_str()),
        ("Trần Văn Minh", "phc")
    );
    assert_eq!((user.role, user.scope), (after.role, after.scope.clone()));

    let stale = change(&after).await;
    assert!(matches!(stale, Err(UserError::Changed)), "{stale:?}");
    change(&kept).await.unwrap();
    assert_eq!(
        store.account(minh.id).await.unwrap().unwrap(),
        kept,
        "nothing new is no change"
    );
    let taken = change(&Account {
        sign_in: "lAN".into(),
        ..kept.clone()
    })
    .await;
    assert!(matches!(taken, Err(UserError::NameTaken)), "{taken:?}");
    let nobody = change(&Account {
        id: crate::identity::UserId(99),
        ..kept
    })
    .await;
    assert!(matches!(nobody, Err(UserError::Unknown)), "{nobody:?}");
    let names: Vec<_> = store
        .accounts()
        .await
        .unwrap()
        .into_iter()
        .map(|a| a.sign_in)
        .collect();
    assert_eq!(names, ["Lan", "Minh"]);
}

pub(crate) async fn a_new_password_or_the_end_of_an_account_ends_its_sessions(
    backend: &impl Backend,
) {
    let store = backend.store();
    let lan = store.add_user(new_user("Lan"), at(0)).await.unwrap();
    let minh = store.add_user(new_user("Minh"), at(0)).await.unwrap();
    let is_signed_in = async |token: &[u8]| {
        let found = store.session(Sha256::of(token), at(1)).await.unwrap();
        found.is_some()
    };
    begin(store, &lan, b"lan", None).await;
    begin(store, &minh, b"minh", None).await;
    let before = store.account(minh.id).await.unwrap().unwrap();
    let password = PasswordHash::from_stored("another".into());
    store
        .change_account(lan.id, before, Some(password), at(1))
        .await
        .unwrap();
    assert!(!is_signed_in(b"minh").await);
    assert!(is_signed_in(b"lan").await);
    let (_, hash) = store.credentials("Minh").await.unwrap().unwrap();
    assert_eq!(hash.as_str(), "another");

    begin(store, &minh, b"again", None).await;
    let before = store.account(minh.id).await.unwrap().unwrap();
    let disabled = Account {
        disabled_at: Some(at(1)),
        ..before
    };
    store
        .change_account(lan.id, disabled, None, at(1))
        .await
        .unwrap();
    assert!(!is_signed_in(b"again").await);
    assert!(store.credentials("Minh").await.unwrap().is_none());

    let before = store.account(minh.id).await.unwrap().unwrap();
    let enabled = Account {
        disabled_at: None,
        ..before
    };
    store
        .change_account(lan.id, enabled, None, at(2))
        .await
        .unwrap();
    assert!(store.credentials("Minh").await.unwrap().is_some());
    assert!(!is_signed_in(b"again").await, "what ended stays ended");
}

pub(crate) async fn who_changed_whom_is_told_without_a_password(backend: &impl Backend) {
    let store = backend.store();
    let lan = account(store, "Lan").await;
    let opened = crate::identity::NewAccount {
        user: new_user("Minh"),
        display_name: None,
        email: None,
    };
    let minh = store.open_account(lan.id, opened, at(1)).await.unwrap();
    let before = store.account(minh).await.unwrap().unwrap();
    let password = PasswordHash::from_stored("a-secret-hash".into());
    let after = Account {
        email: Some("a@b.vn".into()),
        ..before
    };
    store
        .change_account(lan.id, after, Some(password), at(2))
        .await
        .unwrap();
    let told = store.account_changes(minh).await.unwrap();
    let when: Vec<_> = told.iter().map(|c| (c.at, c.by.as_deref())).collect();
    assert_eq!(when, [(at(2), Some("Lan")), (at(1), Some("Lan"))]);
    assert_eq!(
        (told[0].before.is_some(), told[1].before.is_some()),
        (true, false)
    );
    assert!(told[0].after.contains("a@b.vn") && told[0].after.contains("\"new_password\":true"));
    for change in &told {
        let all = format!("{change:?}");
        assert!(
            !all.contains("phc") && !all.contains("a-secret-hash"),
            "{all}"
        );
    }
    let by_hand = store.account_changes(lan.id).await.unwrap();
    assert_eq!((by_hand.len(), by_hand[0].by.as_ref()), (1, None));
}
