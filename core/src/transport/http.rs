//! HTTP, with rustls. Time-outs are generous, since the networks are slow, and bounded, since a
//! link that stalls must not hold the queue for ever: 15 seconds to connect, a minute for a
//! round trip, and as long as it takes for a photograph, unless nothing moves for a minute.

use std::{
    convert::Infallible,
    future::Future,
    io::Write as _,
    sync::{
        Arc, Once,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use bytes::Bytes;
use futures_util::stream;
use langnghe_wire::{Sha256, SyncRequest, SyncResponse};
use reqwest::{Body, Client, Method, RequestBuilder, header, redirect};

use super::{Credentials, Failure, Progress, ServerAddress, Transport, Unreachable, outcome};

const CONNECT: Duration = Duration::from_secs(15);
const ROUND_TRIP: Duration = Duration::from_secs(60);
const SILENCE: Duration = Duration::from_secs(60);
/// Requests above this are compressed; below, the headers cost more than is won.
const WORTH_COMPRESSING: usize = 1024;
/// Photographs leave in pieces of this size, so that progress can be shown.
const PIECE: usize = 8 * 1024;

/// The network.
#[derive(Debug)]
pub struct HttpTransport {
    client: Client,
    server: ServerAddress,
}

impl HttpTransport {
    /// The way to `server`.
    ///
    /// # Panics
    /// If the platform offers no certificates to trust: without them nothing can be sent safely.
    #[must_use]
    pub fn new(server: ServerAddress) -> Self {
        static PROVIDER: Once = Once::new();
        PROVIDER.call_once(|| {
            // Another part of the process may have chosen a provider before; that one serves too.
            let _ = rustls::crypto::ring::default_provider().install_default();
        });
        let client = Client::builder()
            .connect_timeout(CONNECT)
            // A portal redirects to its own page; our server never redirects a phone.
            .redirect(redirect::Policy::none())
            .user_agent(concat!("langnghe/", env!("CARGO_PKG_VERSION")))
            .build()
            .expect("the platform's certificates can be read");
        Self { client, server }
    }

    fn upload(&self, method: Method, who: &Credentials, sha256: Sha256) -> RequestBuilder {
        let url = self.server.join(&format!("v1/uploads/{sha256}"));
        self.client
            .request(method, url)
            .header(header::AUTHORIZATION, who.token.bearer(who.device))
            .header("Tus-Resumable", "1.0.0")
    }
}

#[async_trait]
impl Transport for HttpTransport {
    async fn sync(
        &self,
        who: &Credentials,
        request: &SyncRequest,
    ) -> Result<SyncResponse, Failure> {
        let json = serde_json::to_vec(request).expect("requests of ours can be written");
        let mut call = self
            .client
            .post(self.server.join("v1/sync"))
            .timeout(ROUND_TRIP)
            .header(header::AUTHORIZATION, who.token.bearer(who.device))
            .header(header::CONTENT_TYPE, "application/json");
        call = match compressed(&json) {
            Some(small) => call.header(header::CONTENT_ENCODING, "gzip").body(small),
            None => call.body(json),
        };
        let response = call
            .send()
            .await
            .map_err(|error| outcome::failure(&error))?;
        let body = outcome::body(response, "application/json").await?;
        serde_json::from_slice(&body).map_err(|_| Unreachable::NotOurServer.into())
    }

    async fn create_upload(
        &self,
        who: &Credentials,
        sha256: Sha256,
        bytes: Bytes,
        progress: Progress,
    ) -> Result<u64, Failure> {
        let call = self
            .upload(Method::POST, who, sha256)
            .header("Upload-Length", bytes.len())
            .header(header::CONTENT_TYPE, "application/offset+octet-stream");
        send_body(call, bytes, 0, progress).await
    }

    async fn upload_offset(&self, who: &Credentials, sha256: Sha256) -> Result<u64, Failure> {
        let call = self.upload(Method::HEAD, who, sha256).timeout(ROUND_TRIP);
        let response = call
            .send()
            .await
            .map_err(|error| outcome::failure(&error))?;
        outcome::offset(response).await
    }

    async fn append_upload(
        &self,
        who: &Credentials,
        sha256: Sha256,
        offset: u64,
        rest: Bytes,
        progress: Progress,
    ) -> Result<u64, Failure> {
        let call = self
            .upload(Method::PATCH, who, sha256)
            .header("Upload-Offset", offset)
            .header(header::CONTENT_TYPE, "application/offset+octet-stream");
        send_body(call, rest, offset, progress).await
    }

    async fn catalogue(&self) -> Result<String, Failure> {
        let call = self
            .client
            .get(self.server.join("v1/catalogue"))
            .timeout(ROUND_TRIP);
        let response = call
            .send()
            .await
            .map_err(|error| outcome::failure(&error))?;
        let body = outcome::body(response, "application/json").await?;
        String::from_utf8(body).map_err(|_| Unreachable::NotOurServer.into())
    }
}

async fn send_body(
    call: RequestBuilder,
    bytes: Bytes,
    before: u64,
    progress: Progress,
) -> Result<u64, Failure> {
    let length = bytes.len();
    let moved = Arc::new(AtomicU64::new(0));
    let moving = Arc::clone(&moved);
    let pieces = (0..length).step_by(PIECE).map(move |at| {
        let piece = bytes.slice(at..(at + PIECE).min(length));
        moving.fetch_add(1, Ordering::Relaxed);
        progress(before + (at + piece.len()) as u64);
        Ok::<_, Infallible>(piece)
    });
    let exchange = call
        .header(header::CONTENT_LENGTH, length)
        .body(Body::wrap_stream(stream::iter(pieces)))
        .send();
    let response = unless_silent(&moved, exchange)
        .await
        .ok_or(Unreachable::TimedOut)?
        .map_err(|error| outcome::failure(&error))?;
    outcome::offset(response).await
}

/// What `exchange` answers, unless nothing `moved` for a while.
async fn unless_silent<T>(moved: &AtomicU64, exchange: impl Future<Output = T>) -> Option<T> {
    let mut exchange = std::pin::pin!(exchange);
    let mut seen = moved.load(Ordering::Relaxed);
    loop {
        if let Ok(answer) = tokio::time::timeout(SILENCE, exchange.as_mut()).await {
            return Some(answer);
        }
        let now = moved.load(Ordering::Relaxed);
        if now == seen {
            return None;
        }
        seen = now;
    }
}

/// The request, smaller, where that is worth it.
fn compressed(json: &[u8]) -> Option<Vec<u8>> {
    if json.len() < WORTH_COMPRESSING {
        return None;
    }
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(json).ok()?;
    encoder
        .finish()
        .ok()
        .filter(|small| small.len() < json.len())
}
