//! A console on a real socket, with a clock that tests move, phones that file, and a browser
//! without a screen.

mod browser;
mod phone;

use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, AtomicU8, Ordering},
    },
};

use jiff::{SignedDuration, Timestamp};
use langnghe_server::{
    ServerState,
    blob::Blobs,
    clock::Clock,
    entropy::{Entropy, SystemEntropy},
    identity::{NewDevice, NewUser, Role, Scope, User, hash_password},
    serve::serve,
    settings::{Document, units::UnitForm},
    store::sqlite::SqliteStore,
};
use langnghe_wire::{DeviceId, DeviceToken};
use reqwest::StatusCode;
use zeroize::Zeroizing;

pub(crate) use self::{
    browser::{Browser, Page, case, ordinary},
    phone::{Phone, photograph},
};

/// A Monday morning in Vietnam.
pub(crate) const START: &str = "2026-11-23T02:00:00Z";
pub(crate) const PASSWORD: &str = "một mật khẩu dài";
/// The commune whose officer `lan` is, and another one.
pub(crate) const HERE: &str = "07264";
pub(crate) const ELSEWHERE: &str = "07210";

#[derive(Debug)]
struct HandClock(AtomicI64);

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.0.load(Ordering::SeqCst)).unwrap()
    }
}

/// The server and what stands around it.
pub(crate) struct Desk {
    pub(crate) state: Arc<ServerState>,
    clock: Arc<HandClock>,
    address: SocketAddr,
    phones: AtomicU8,
    folder: tempfile::TempDir,
}

impl Desk {
    /// A server with one officer, `lan`, of the commune [`HERE`].
    pub(crate) async fn open() -> Self {
        Self::open_with(|_| {}).await
    }

    /// The same, where something else is settled.
    pub(crate) async fn open_with(settle: impl FnOnce(&mut ServerState)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let start: Timestamp = START.parse().unwrap();
        let clock = Arc::new(HandClock(AtomicI64::new(start.as_millisecond())));
        let entropy: Arc<dyn Entropy> = Arc::new(SystemEntropy);
        let file = folder.path().join("test.db");
        let store = SqliteStore::open(&file, entropy.clone()).await.unwrap();
        let blobs = Blobs::in_folder(&folder.path().join("photographs")).unwrap();
        let mut state = ServerState::new(Arc::new(store), blobs, clock.clone(), entropy);
        settle(&mut state);
        let state = Arc::new(state);

        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(serve(state.clone(), listener, std::future::pending()));

        let desk = Self {
            state,
            clock,
            address,
            phones: AtomicU8::new(0),
            folder,
        };
        desk.add_user("lan", Some(HERE)).await;
        desk
    }

    pub(crate) async fn add_user(&self, name: &str, unit: Option<&str>) -> User {
        let role = if unit.is_some() {
            Role::Officer
        } else {
            Role::Coordinator
        };
        self.add_user_as(name, role, unit).await
    }

    pub(crate) async fn add_user_as(&self, name: &str, role: Role, unit: Option<&str>) -> User {
        let user = NewUser {
            name: name.to_owned(),
            role,
            scope: Scope::new(role, unit, &self.state.rules.current()).unwrap(),
            password: hash_password(Zeroizing::new(PASSWORD.to_owned()), [7; 16])
                .await
                .unwrap(),
        };
        self.state.store.add_user(user, self.now()).await.unwrap()
    }

    /// From now on a unit wants its leader's word on what it did.
    pub(crate) fn wants_approval(&self, unit: &str) {
        let rules = self.state.rules.current();
        let entry = rules.units.entry_of(unit, rules.communes).unwrap();
        let form = UnitForm {
            approval: Some("yes".into()),
            ..UnitForm::of_entry(entry)
        };
        let units = rules.units.with(&form, rules.communes).unwrap();
        let rules = rules.with(Document::Units(Arc::new(units)), 2).unwrap();
        self.state.rules.replace(rules);
    }

    pub(crate) fn database(&self) -> std::path::PathBuf {
        self.folder.path().join("test.db")
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub(crate) fn pass(&self, time: SignedDuration) {
        self.clock
            .0
            .fetch_add(time.as_millis() as i64, Ordering::SeqCst);
    }

    /// A browser that has never been here.
    pub(crate) fn browser(&self) -> Browser {
        Browser::new(self.address)
    }

    /// A browser on another machine: loopback has more than one address.
    pub(crate) fn browser_elsewhere(&self) -> Browser {
        Browser::new_at(self.address, Ipv4Addr::new(127, 0, 0, 2))
    }

    /// A browser in which somebody is signed in.
    pub(crate) async fn signed_in(&self, name: &str) -> Browser {
        let browser = self.browser();
        let page = browser.sign_in(name, PASSWORD).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
        browser
    }

    /// A phone whose registration the server has.
    pub(crate) async fn phone(&self) -> Phone<'_> {
        let number = self.phones.fetch_add(1, Ordering::SeqCst);
        let device = NewDevice {
            id: DeviceId::from_bytes([number; 16]),
            token: DeviceToken::from_random([number; 32]).hash(),
            public_key: [number; 32],
            app: "test".to_owned(),
            skew_ms: 0,
        };
        let device = self.state.store.register(device, self.now()).await.unwrap();
        Phone {
            desk: self,
            device,
            next: Mutex::default(),
        }
    }
}
