//! How often a phone knocks at a server that never answers, and how often its worker looks at a
//! store that fails: seldom, whatever the system, its person and the network do.

use std::{
    fs,
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use async_trait::async_trait;
use bytes::Bytes;
use futures_util::FutureExt as _;
use langnghe_wire::{Sha256, SyncRequest, SyncResponse};

use super::*;
use crate::{
    clock::Clock,
    store::StoreError,
    transport::{Credentials, Failure, Progress, Transport},
};

/// A server that never answers, and counts how often somebody asked.
#[derive(Debug, Default)]
pub(super) struct Silent(AtomicUsize);

impl Silent {
    fn asked(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }

    async fn forever<T>(&self) -> T {
        self.0.fetch_add(1, Ordering::Relaxed);
        std::future::pending().await
    }
}

#[async_trait]
impl Transport for Silent {
    async fn sync(&self, _: &Credentials, _: &SyncRequest) -> Result<SyncResponse, Failure> {
        self.forever().await
    }

    async fn create_upload(
        &self,
        _: &Credentials,
        _: Sha256,
        _: Bytes,
        _: Progress,
    ) -> Result<u64, Failure> {
        self.forever().await
    }

    async fn upload_offset(&self, _: &Credentials, _: Sha256) -> Result<u64, Failure> {
        self.forever().await
    }

    async fn append_upload(
        &self,
        _: &Credentials,
        _: Sha256,
        _: u64,
        _: Bytes,
        _: Progress,
    ) -> Result<u64, Failure> {
        self.forever().await
    }

    async fn photograph(&self, _: &Credentials, _: Sha256) -> Result<Vec<u8>, Failure> {
        self.forever().await
    }

    async fn catalogue(&self) -> Result<String, Failure> {
        self.forever().await
    }
}

impl Phone {
    /// The system ends the app as it stands, and starts it again.
    fn killed(self) -> Self {
        let Self {
            worker,
            server,
            clock,
            folder,
        } = self;
        let Worker {
            store,
            transport,
            clock: shown,
            entropy,
            catalogue,
            app,
            ..
        } = worker;
        drop(store);
        let worker = Worker {
            store: open(&folder, &SeededEntropy::new(0)),
            shared: Arc::new(Shared::default()),
            transport,
            clock: shown,
            entropy,
            catalogue,
            app,
        };
        Self {
            worker,
            server,
            clock,
            folder,
        }
    }

    /// Works until it waits: for its time, or for an answer that never comes.
    fn works(&self) {
        while let Some(turn) = self.worker.turn().now_or_never() {
            if turn.unwrap() != Turn::Worked {
                return;
            }
        }
    }
}

/// The app is ended every few minutes, always while it waits for an answer; a network comes and
/// goes, and its person asks each time. `phone` has something to send.
fn requests_in_a_day_of_restarts(mut phone: Phone) -> usize {
    let server = Arc::new(Silent::default());
    phone.worker.transport = Arc::clone(&server) as _;
    let begins = phone.clock.now();
    while phone.clock.now().duration_since(begins) < SignedDuration::from_hours(24) {
        phone.works();
        phone.worker.shared.try_now();
        phone.works();
        phone.worker.shared.ask();
        phone.works();
        phone.clock.advance(SignedDuration::from_mins(7));
        phone = phone.killed();
    }
    server.asked()
}

#[test]
fn a_phone_whose_app_is_ended_while_it_waits_knocks_at_most_forty_times_a_day() {
    let phone = Phone::new(1);
    phone.file(1, 2);
    let requests = requests_in_a_day_of_restarts(phone);
    assert!((12..=40).contains(&requests), "{requests} requests");
}

#[test]
fn so_does_one_that_was_sending_photographs() {
    let phone = Phone::new(2);
    phone.file(1, 0);
    phone.settle();
    phone.file(2, 2);
    // The text arrives; then the photographs' way begins.
    phone.worker.turn().now_or_never().unwrap().unwrap();
    assert!(
        matches!(phone.look(), Action::Send(_)),
        "{:?}",
        phone.look()
    );
    let requests = requests_in_a_day_of_restarts(phone);
    assert!((12..=40).contains(&requests), "{requests} requests");
}

/// What is paid when a request leaves is given back by any answer, also by one that only speaks of
/// one photograph: a server that answers is not one that is down.
#[test]
fn answers_that_speak_of_one_thing_alone_use_up_no_allowance() {
    let phone = Phone::new(3);
    for report in 1..=5 {
        phone.file(report, 6);
    }
    phone.worker.turn().now_or_never().unwrap().unwrap();
    phone
        .server
        .will_fail([Fault::Problem(Code::QuotaExceeded); 30]);
    for _ in 0..30 {
        phone.worker.turn().now_or_never().unwrap().unwrap();
    }
    let link = phone.worker.store.read(|view| view.link()).unwrap();
    assert_eq!((link.allowance, link.failures), (backoff::ALLOWANCE, 0));
    assert_eq!(phone.server.requests(), 31);
}

/// In an outage something is sent again and again, and is not to blame; then a restored server says
/// that it comes too early, since what stands before it is forgotten. That goes first now, and
/// nothing waits for an hour on top of the link's.
#[test]
fn what_waits_behind_something_that_a_restored_server_forgot_follows_at_once() {
    let phone = Phone::new(5);
    let report = phone.file(1, 0);
    phone.settle();
    let text = "Nước đã rút.".to_owned();
    phone.say(report, &Body::Reply { text });
    phone.server.is_reachable(false);
    for _ in 0..14 {
        phone.clock.advance(SignedDuration::from_hours(2));
        phone.works();
    }
    phone.server.restore_empty();
    phone.clock.advance(SignedDuration::from_hours(2));
    let since = phone.clock.now();
    phone.settle();
    let said = |kind: &str| (report, kind.to_owned());
    assert_eq!(phone.server.applied(), [said("file"), said("reply")]);
    let waited = phone.clock.now().duration_since(since);
    assert!(waited < SignedDuration::from_mins(1), "{waited}");
}

/// A clock that counts how often somebody looks at it: a worker does in each of its turns.
#[derive(Debug)]
struct Looked(AtomicUsize);

impl Clock for Looked {
    fn now(&self) -> Timestamp {
        self.0.fetch_add(1, Ordering::Relaxed);
        start()
    }
}

/// Runs the worker that ships for so long, in virtual time, on a store that can still be read and
/// no longer be written; answers with how often it looked. A network comes `hints` times.
fn looks_at_a_failing_store(long: Duration, hints: u32) -> usize {
    let mut phone = Phone::new(4);
    phone.file(1, 1);
    let looked = Arc::new(Looked(AtomicUsize::new(0)));
    phone.worker.clock = Arc::clone(&looked) as _;
    let home = phone.folder.path().join("store.db");
    let away = phone.folder.path().join("away");
    // One that reads is open and stays so; whoever writes finds no file, nor room for one.
    phone.worker.store.read(|view| view.queue()).unwrap();
    let full = phone.worker.store.write(|_| {
        fs::rename(&home, &away)?;
        fs::create_dir(&home)?;
        Err::<(), _>(StoreError::DiskFull)
    });
    assert!(matches!(full, Err(StoreError::DiskFull)), "{full:?}");
    let Phone { worker, server, .. } = phone;
    let shared = Arc::clone(&worker.shared);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .unwrap();
    runtime.block_on(async {
        let hinted = async {
            for _ in 0..hints {
                tokio::time::sleep(long / (hints + 1)).await;
                shared.try_now();
            }
            std::future::pending::<()>().await;
        };
        tokio::select! {
            () = worker.run() => {}
            () = hinted => {}
            () = tokio::time::sleep(long) => {}
        }
    });
    assert_eq!(server.requests(), 0, "what can't be noted doesn't leave");
    looked.0.load(Ordering::Relaxed)
}

#[test]
fn a_worker_whose_disk_is_full_looks_once_a_minute_and_once_for_each_hint() {
    // Each look asks for the time when it decides, and again when it writes.
    let hour = Duration::from_secs(3_600);
    let looks = looks_at_a_failing_store(hour, 0);
    assert!((60..=2 * 61).contains(&looks), "{looks} looks at the clock");
    let looks = looks_at_a_failing_store(hour, 30);
    assert!((60..=2 * 92).contains(&looks), "{looks} looks at the clock");
}
