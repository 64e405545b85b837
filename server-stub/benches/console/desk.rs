//! The server as officers have it: its real router on a loopback port, and a browser signed in.

use std::{
    net::Ipv4Addr,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use jiff::Timestamp;
use langnghe_server::{
    ServerState,
    blob::Blobs,
    clock::Clock,
    entropy::{Entropy, SystemEntropy},
    serve::serve,
    store::sqlite::SqliteStore,
};
use reqwest::{
    Client, StatusCode,
    header::{COOKIE, SET_COOKIE},
    redirect::Policy,
};
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};

/// A clock that stands still: what is overdue stays so.
#[derive(Debug)]
struct At(Timestamp);

impl Clock for At {
    fn now(&self) -> Timestamp {
        self.0
    }
}

/// A console that is served, and who is signed in there.
pub(crate) struct Desk {
    client: Client,
    server: String,
    cookie: String,
    stop: oneshot::Sender<()>,
    served: JoinHandle<()>,
}

impl Desk {
    /// Serves a database, and signs somebody in.
    pub(crate) async fn open(
        folder: &Path,
        store: SqliteStore,
        now: Timestamp,
        who: [(&str, &str); 2],
    ) -> Self {
        let entropy: Arc<dyn Entropy> = Arc::new(SystemEntropy);
        let blobs = Blobs::in_folder(&folder.join("photographs")).unwrap();
        let state = ServerState::new(Arc::new(store), blobs, Arc::new(At(now)), entropy);
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let server = format!("http://{}", listener.local_addr().unwrap());
        let (stop, stopped) = oneshot::channel();
        let served = tokio::spawn(async move {
            let stopped = async {
                let _ = stopped.await;
            };
            serve(Arc::new(state), listener, stopped).await.unwrap();
        });

        // Nothing here is encrypted, but the client wants to know who would.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder().redirect(Policy::none()).no_proxy();
        let client = client.build().unwrap();
        let sign_in = client
            .post(format!("{server}/console/sign-in"))
            .header("sec-fetch-site", "same-origin")
            .form(&who);
        let answer = sign_in.send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "signed in");
        let set = answer.headers().get_all(SET_COOKIE).iter();
        let cookies = set.map(|cookie| cookie.to_str().unwrap().split(';').next().unwrap());
        Self {
            client,
            server,
            cookie: cookies.collect::<Vec<_>>().join("; "),
            stop,
            served,
        }
    }

    /// How long a page takes until its last byte is here, and what it says.
    pub(crate) async fn get(&self, path: &str) -> (Duration, String) {
        let begun = Instant::now();
        let call = self.client.get(format!("{}{path}", self.server));
        let answer = call.header(COOKIE, &self.cookie).send().await.unwrap();
        let status = answer.status();
        let body = answer.text().await.unwrap();
        let took = begun.elapsed();
        assert_eq!(status, StatusCode::OK, "{path}");
        (took, body)
    }

    /// Lets the server end in good order.
    pub(crate) async fn close(self) {
        self.stop.send(()).unwrap();
        self.served.await.unwrap();
    }
}
