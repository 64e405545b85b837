//! Promises about users and sessions.

use jiff::SignedDuration;
use langnghe_wire::Sha256;

use super::{Backend, phone::at};
use crate::{
    identity::{
        ABSOLUTE_LIFETIME, IDLE_LIFETIME, MAX_FAILURES, NewSession, NewUser, PasswordHash, Role,
        Scope, THROTTLE_WINDOW, User,
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
