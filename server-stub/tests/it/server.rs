//! A server on a free loopback port, with a clock that tests set.

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use jiff::Timestamp;
use langnghe_server::{
    ServerState, blob::Blobs, clock::Clock, entropy::SystemEntropy, serve::serve,
    store::sqlite::SqliteStore,
};
use langnghe_wire::{Code, Frozen, Problem, SyncRequest, SyncResponse, sync::Outcome};
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode};
use tempfile::TempDir;
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};

use crate::phone::{Phone, at};

/// A server, stopped when it is dropped.
pub(crate) struct Server {
    pub(crate) url: String,
    pub(crate) state: Arc<ServerState>,
    pub(crate) client: Client,
    clock: Arc<TestClock>,
    stop: Option<oneshot::Sender<()>>,
    running: Option<JoinHandle<()>>,
    folder: TempDir,
}

#[derive(Debug, Default)]
struct TestClock(AtomicI64);

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        at(self.0.load(Ordering::SeqCst))
    }
}

impl Server {
    pub(crate) async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    /// A server whose state is adjusted before it begins.
    pub(crate) async fn start_with(adjust: impl FnOnce(&mut ServerState)) -> Self {
        Self::start_in(tempfile::tempdir().unwrap(), adjust).await
    }

    /// A server on what lies in a folder.
    pub(crate) async fn start_in(folder: TempDir, adjust: impl FnOnce(&mut ServerState)) -> Self {
        let clock = Arc::new(TestClock::default());
        let entropy = Arc::new(SystemEntropy);
        let store = SqliteStore::open(&folder.path().join("langnghe.db"), entropy.clone())
            .await
            .unwrap();
        let blobs = Blobs::in_folder(&folder.path().join("blobs")).unwrap();
        let mut state = ServerState::new(Arc::new(store), blobs, clock.clone(), entropy);
        state.patience.upload_lock = Duration::from_secs(5);
        adjust(&mut state);
        let state = Arc::new(state);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (stop, stopped) = oneshot::channel::<()>();
        let running = tokio::spawn({
            let state = Arc::clone(&state);
            async move {
                let stop = async move {
                    let _ = stopped.await;
                };
                serve(state, listener, stop).await.unwrap();
            }
        });
        Self {
            url,
            state,
            client: client(),
            clock,
            stop: Some(stop),
            running: Some(running),
            folder,
        }
    }

    pub(crate) fn data(&self) -> &Path {
        self.folder.path()
    }

    /// Lets the server's clock go on.
    pub(crate) fn advance(&self, seconds: i64) {
        self.clock.0.fetch_add(seconds, Ordering::SeqCst);
    }

    /// Asks the server to stop, and waits until it has.
    pub(crate) async fn stop(&mut self) {
        drop(self.stop.take());
        if let Some(running) = self.running.take() {
            running.await.unwrap();
        }
    }

    /// Ends the server where it is, as a crash would, and leaves what lies on its disk.
    pub(crate) async fn die(&mut self) -> TempDir {
        if let Some(running) = self.running.take() {
            running.abort();
            let _ = running.await;
        }
        std::mem::replace(&mut self.folder, tempfile::tempdir().unwrap())
    }

    /// A request in the name of a phone.
    pub(crate) fn call(&self, method: Method, path: &str, phone: &Phone) -> RequestBuilder {
        self.client
            .request(method, format!("{}{path}", self.url))
            .header("Authorization", phone.bearer())
    }

    pub(crate) async fn sync(&self, phone: &Phone, request: &SyncRequest) -> SyncResponse {
        let response = self.try_sync(phone, request).await;
        assert_eq!(response.status(), StatusCode::OK);
        response.json().await.unwrap()
    }

    pub(crate) async fn try_sync(&self, phone: &Phone, request: &SyncRequest) -> Response {
        let call = self.call(Method::POST, "/v1/sync", phone);
        call.json(request).send().await.unwrap()
    }

    /// Sends operations and returns what became of them.
    pub(crate) async fn send(&self, phone: &Phone, operations: &[&Frozen]) -> Vec<Outcome> {
        let response = self.sync(phone, &phone.request(None, operations)).await;
        response.results.into_iter().map(|r| r.outcome).collect()
    }
}

pub(crate) fn client() -> Client {
    // No TLS is spoken here, but the client asks for a provider all the same.
    static PROVIDER: std::sync::Once = std::sync::Once::new();
    PROVIDER.call_once(|| {
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
    Client::builder()
        .no_proxy()
        .timeout(Duration::from_secs(60))
        .build()
        .unwrap()
}

/// Holds that an answer is a problem with this code, in every respect.
#[track_caller]
pub(crate) fn is_problem(response: Response, code: Code) -> impl Future<Output = Problem> {
    let caller = std::panic::Location::caller();
    async move {
        let status = response.status();
        let headers = response.headers().clone();
        let body = response.text().await.unwrap();
        let problem: Problem =
            serde_json::from_str(&body).unwrap_or_else(|_| panic!("{caller}: {status} {body}"));
        assert_eq!(problem.code, code, "{caller}: {status} {body}");
        assert_eq!(problem.status, status.as_u16(), "{caller}");
        assert_eq!(headers["content-type"], Problem::MEDIA_TYPE, "{caller}");
        let retry_after = headers
            .get("retry-after")
            .map(|v| v.to_str().unwrap().to_owned());
        assert_eq!(
            retry_after,
            problem.retry_after.map(|s| s.to_string()),
            "{caller}"
        );
        problem
    }
}
