//! The way to the server: the HTTP that ships, over real sockets, with two things that a test needs
//! of it. It can be in a hurry, so that nobody waits a minute for a network that stands still; and
//! it can hold an answer in its hand, read and understood, so that the phone dies with it there.

use std::{
    sync::{
        Mutex, OnceLock,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use bytes::Bytes;
use langnghe_core::transport::{
    Credentials, Failure, HttpTransport, Patience, Progress, ServerAddress, Transport,
};
use langnghe_wire::{Sha256, SyncRequest, SyncResponse};
use tokio::sync::Notify;

/// Longer than anything takes on a busy machine.
const LONG: Duration = Duration::from_secs(60);

#[derive(Debug)]
pub(crate) struct Way {
    server: String,
    hurry: Duration,
    /// Made when they are needed: each reads the system's certificates.
    calm: OnceLock<HttpTransport>,
    hurried: OnceLock<HttpTransport>,
    is_in_a_hurry: AtomicBool,
    /// The method whose answer is held.
    holds: Mutex<Option<&'static str>>,
    is_held: Notify,
}

impl Way {
    /// The way to `server`; in a hurry, it waits for `hurry` and no longer.
    pub(crate) fn to(server: &str, hurry: Duration) -> Self {
        Self {
            server: server.to_owned(),
            hurry,
            calm: OnceLock::new(),
            hurried: OnceLock::new(),
            is_in_a_hurry: AtomicBool::new(false),
            holds: Mutex::default(),
            is_held: Notify::new(),
        }
    }

    pub(crate) fn hurry(&self, is_in_a_hurry: bool) {
        self.is_in_a_hurry.store(is_in_a_hurry, Ordering::Relaxed);
    }

    /// From now on, the first good answer to a request of `method` gets no further than here.
    pub(crate) fn hold_the_answer_to(&self, method: &'static str) {
        *self.holds.lock().unwrap() = Some(method);
    }

    /// Returns once an answer is held.
    pub(crate) async fn an_answer_is_held(&self) {
        self.is_held.notified().await;
    }

    fn http(&self) -> &HttpTransport {
        let (way, silence) = if self.is_in_a_hurry.load(Ordering::Relaxed) {
            (&self.hurried, self.hurry)
        } else {
            (&self.calm, LONG)
        };
        way.get_or_init(|| {
            let address = ServerAddress::parse(&self.server).unwrap();
            let patience = Patience {
                connect: LONG,
                round_trip: silence,
                silence,
            };
            HttpTransport::with_patience(address, patience)
        })
    }

    async fn hand_over<T>(
        &self,
        method: &'static str,
        answer: Result<T, Failure>,
    ) -> Result<T, Failure> {
        let is_held = answer.is_ok() && *self.holds.lock().unwrap() == Some(method);
        if is_held {
            self.is_held.notify_one();
            std::future::pending::<()>().await;
        }
        answer
    }
}

#[async_trait]
impl Transport for Way {
    async fn sync(
        &self,
        who: &Credentials,
        request: &SyncRequest,
    ) -> Result<SyncResponse, Failure> {
        let answer = self.http().sync(who, request).await;
        self.hand_over("POST", answer).await
    }

    async fn create_upload(
        &self,
        who: &Credentials,
        sha256: Sha256,
        bytes: Bytes,
        progress: Progress,
    ) -> Result<u64, Failure> {
        let answer = self.http().create_upload(who, sha256, bytes, progress);
        self.hand_over("POST", answer.await).await
    }

    async fn upload_offset(&self, who: &Credentials, sha256: Sha256) -> Result<u64, Failure> {
        let answer = self.http().upload_offset(who, sha256).await;
        self.hand_over("HEAD", answer).await
    }

    async fn append_upload(
        &self,
        who: &Credentials,
        sha256: Sha256,
        offset: u64,
        rest: Bytes,
        progress: Progress,
    ) -> Result<u64, Failure> {
        let answer = self
            .http()
            .append_upload(who, sha256, offset, rest, progress);
        self.hand_over("PATCH", answer.await).await
    }

    async fn photograph(&self, who: &Credentials, sha256: Sha256) -> Result<Vec<u8>, Failure> {
        let answer = self.http().photograph(who, sha256).await;
        self.hand_over("GET", answer).await
    }

    async fn catalogue(&self) -> Result<String, Failure> {
        self.http().catalogue().await
    }
}
