//! Promises about what coordinators settle.

use std::sync::Arc;

use super::{Backend, phone::at};
use crate::{
    identity::{NewUser, PasswordHash, Role, Scope, User},
    settings::{
        Document, Invalid, Kind, NewSetting, RulesBook, Setting, SettleError, Why, Wish,
        units::{UnitForm, Units},
    },
    store::Store,
};

pub(super) async fn coordinator(store: &dyn Store, name: &str) -> User {
    let new = NewUser {
        name: name.into(),
        role: Role::Coordinator,
        scope: Scope::Province,
        password: PasswordHash::from_stored("phc".into()),
    };
    store.add_user(new, at(0)).await.unwrap()
}

fn new(by: &User, kind: Kind, version: u32, body: &str) -> NewSetting {
    NewSetting {
        setting: Setting {
            kind,
            version,
            body: body.into(),
        },
        by: by.id,
        note: format!("note {version}"),
        open_too: None,
    }
}

pub(crate) async fn versions_follow_each_other_and_stay(backend: &impl Backend) {
    let store = backend.store();
    let lan = coordinator(store, "Lan").await;
    assert_eq!(store.settings().await.unwrap(), []);
    for version in [1, 2, 3] {
        let setting = new(&lan, Kind::Units, version, &format!("units {version}"));
        assert!(store.settle(setting, at(version.into())).await.unwrap());
    }
    let other = new(&lan, Kind::Calendar, 1, "calendar 1");
    assert!(store.settle(other, at(4)).await.unwrap());

    let mut newest = store.settings().await.unwrap();
    newest.sort_by_key(|setting| setting.kind);
    let told: Vec<_> = newest
        .iter()
        .map(|s| (s.kind, s.version, s.body.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (Kind::Units, 3, "units 3"),
            (Kind::Calendar, 1, "calendar 1")
        ]
    );
    let page = store.settlements(Kind::Units, 3, 10).await.unwrap();
    let told: Vec<_> = page
        .iter()
        .map(|s| (s.setting.version, s.at, s.by.as_str(), s.note.as_str()))
        .collect();
    assert_eq!(
        told,
        [(2, at(2), "Lan", "note 2"), (1, at(1), "Lan", "note 1")]
    );
    assert_eq!(
        store
            .settlements(Kind::Units, u32::MAX, 1)
            .await
            .unwrap()
            .len(),
        1
    );
    let second = store.setting(Kind::Units, 2).await.unwrap();
    assert_eq!(second.unwrap().setting.body, "units 2");
    assert_eq!(store.setting(Kind::Calendar, 2).await.unwrap(), None);
}

pub(crate) async fn of_two_who_saw_the_same_version_one_is_told(backend: &impl Backend) {
    let store = backend.store();
    let lan = coordinator(store, "Lan").await;
    let minh = coordinator(store, "Minh").await;
    let settle = async |by, version, body| {
        let setting = new(by, Kind::Routing, version, body);
        store.settle(setting, at(1)).await.unwrap()
    };
    assert!(settle(&lan, 1, "hers").await);
    assert!(!settle(&minh, 1, "his").await);
    assert!(!settle(&minh, 3, "his").await, "no version is left out");
    let kept = store.setting(Kind::Routing, 1).await.unwrap().unwrap();
    assert_eq!(
        (kept.by.as_str(), kept.setting.body.as_str()),
        ("Lan", "hers")
    );
}

/// What a coordinator does who opens a unit.
fn opens(suffix: &str) -> impl FnOnce(&crate::case::placement::Rules) -> Result<Document, Invalid> {
    let form = UnitForm {
        is_new: Some("on".into()),
        of: "24".into(),
        suffix: suffix.into(),
        vi: "Sở Khoa học và Công nghệ".into(),
        active: Some("on".into()),
        ..UnitForm::default()
    };
    move |rules| {
        let units = rules.units.with(&form, rules.communes)?;
        Ok(Document::Units(Arc::new(units)))
    }
}

fn wish(by: &User, seen: u32) -> Wish {
    Wish {
        open_too: None,
        by: by.clone(),
        kind: Kind::Units,
        seen,
        note: String::new(),
        now: at(1),
    }
}

pub(crate) async fn what_is_settled_holds_at_once_and_after_a_restart(backend: &impl Backend) {
    let store = backend.shared();
    let lan = coordinator(&*store, "Lan").await;
    let book = Arc::new(RulesBook::load(&*store).await.unwrap());
    assert_eq!(book.current().unit("24-skhcn"), None);
    book.settle(&store, wish(&lan, 0), opens("skhcn"))
        .await
        .unwrap();
    let rules = book.current();
    assert!(rules.unit("24-skhcn").is_some());
    assert_eq!(rules.version(Kind::Units), 1);

    let stale = book.settle(&store, wish(&lan, 0), opens("stc")).await;
    assert!(matches!(stale, Err(SettleError::Changed)), "{stale:?}");
    let same = book.settle(
        &store,
        wish(&lan, 1),
        |rules: &crate::case::placement::Rules| Ok(rules.document(Kind::Units)),
    );
    same.await.unwrap();
    assert_eq!(
        book.current().version(Kind::Units),
        1,
        "nothing new is no version"
    );

    let again = RulesBook::load(&*store).await.unwrap().current();
    assert_eq!(again.units, rules.units);
    assert_eq!(again.version(Kind::Units), 1);
}

pub(crate) async fn what_cannot_be_changes_nothing(backend: &impl Backend) {
    let store = backend.shared();
    let lan = coordinator(&*store, "Lan").await;
    let book = Arc::new(RulesBook::load(&*store).await.unwrap());
    let nobody =
        |_: &crate::case::placement::Rules| Ok(Document::Units(Arc::new(Units { units: vec![] })));
    let refused = book.settle(&store, wish(&lan, 0), nobody).await;
    assert!(
        matches!(&refused, Err(SettleError::Invalid(invalid)) if invalid.why == Why::Needed),
        "{refused:?}"
    );
    assert_eq!(*book.current().units, Units::bundled());
    assert_eq!(store.settings().await.unwrap(), []);

    let unreadable = new(&lan, Kind::Units, 1, "{}");
    assert!(store.settle(unreadable, at(1)).await.unwrap());
    assert!(
        RulesBook::load(&*store).await.is_err(),
        "no silent way back"
    );
}
