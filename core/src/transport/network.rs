//! The real network: reqwest over rustls. Time-outs are generous, since the networks are slow,
//! and bounded, since a link that stalls must not hold the queue for ever: see [`Patience`].

use std::{
    convert::Infallible,
    future::Future,
    sync::{
        Arc, Once,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use bytes::Bytes;
use futures_util::stream;
use http::{Request, Response, header};
use http_body_util::{BodyExt as _, StreamBody};
use reqwest::{Body, Client, ClientBuilder, RequestBuilder, redirect};
use tokio::time::{Instant, timeout, timeout_at};

use super::{AnswerBody, Carrier, Failure, Progress, ServerAddress, Unreachable};

/// Photographs leave in pieces of this size, so that progress can be shown.
const PIECE: usize = 8 * 1024;

/// How long things may take before an exchange counts as one without an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// For a connection to be made.
    pub connect: Duration,
    /// For a whole exchange without a photograph, and for the rest of an answer to one with it.
    pub round_trip: Duration,
    /// For nothing to move while a photograph travels; as long as it moves, it may take any time.
    pub silence: Duration,
}

impl Default for Patience {
    /// What the slow networks of the hills need.
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(15),
            round_trip: Duration::from_secs(60),
            silence: Duration::from_secs(60),
        }
    }
}

/// The network.
#[derive(Debug)]
pub struct Network {
    client: Client,
    server: ServerAddress,
    patience: Patience,
}

impl Network {
    /// The way to `server`. Where the platform offers nobody to trust, nobody is trusted: what
    /// would be sent waits for a certificate that can be verified.
    #[must_use]
    pub fn to(server: ServerAddress) -> Self {
        Self::with_patience(server, Patience::default())
    }

    /// The way to `server`, for somebody who waits longer or shorter than phones do.
    #[must_use]
    pub fn with_patience(server: ServerAddress, patience: Patience) -> Self {
        static PROVIDER: Once = Once::new();
        PROVIDER.call_once(|| {
            // Another part of the process may have chosen a provider before; that one serves too.
            let _ = rustls::crypto::ring::default_provider().install_default();
        });
        let client = client(patience, trusting)
            .or_else(|_| client(patience, |client| client.tls_certs_only([])))
            .expect("who trusts nobody needs nothing of the platform");
        Self {
            client,
            server,
            patience,
        }
    }
}

/// How requests are made, trusting whom it is told to.
fn client(
    patience: Patience,
    trusting: impl FnOnce(ClientBuilder) -> ClientBuilder,
) -> reqwest::Result<Client> {
    trusting(Client::builder())
        .connect_timeout(patience.connect)
        // A portal redirects to its own page; our server never redirects a phone.
        .redirect(redirect::Policy::none())
        // Answers are made larger where they are read, so that what travelled can be counted.
        .no_gzip()
        .user_agent(concat!("langnghe/", env!("CARGO_PKG_VERSION")))
        .build()
}

/// Trusts whom the platform trusts.
#[cfg(not(target_os = "android"))]
fn trusting(client: ClientBuilder) -> ClientBuilder {
    client
}

/// Trusts whom Mozilla trusts: Android's own list can only be asked through Java, and on an old
/// phone it is years behind.
#[cfg(target_os = "android")]
fn trusting(client: ClientBuilder) -> ClientBuilder {
    let authorities = webpki_root_certs::TLS_SERVER_ROOT_CERTS
        .iter()
        .map(|der| reqwest::Certificate::from_der(der).expect("the bundled list is whole"));
    client.tls_certs_only(authorities)
}

#[async_trait]
impl Carrier for Network {
    async fn carry(
        &self,
        request: Request<Bytes>,
        progress: Option<Progress>,
    ) -> Result<Response<AnswerBody>, Failure> {
        let (head, body) = request.into_parts();
        let url = self.server.join(head.uri.path().trim_start_matches('/'));
        let call = self.client.request(head.method, url).headers(head.headers);
        let Patience {
            round_trip,
            silence,
            ..
        } = self.patience;
        if progress.is_some() && body.is_empty() {
            let answer = timeout(round_trip, call.send());
            let answer = answer.await.map_err(|_| Unreachable::TimedOut)?;
            let answer = Response::<Body>::from(answer.map_err(|error| failure(&error))?);
            return Ok(answer.map(|body| as_long_as_it_moves(silence, body)));
        }
        let answer = match progress {
            Some(progress) => send_in_pieces(call, body, progress, silence).await?,
            None if body.is_empty() => call.timeout(round_trip).send().await,
            None => call.timeout(round_trip).body(body).send().await,
        };
        let answer = Response::<Body>::from(answer.map_err(|error| failure(&error))?);
        let deadline = Instant::now() + round_trip;
        Ok(answer.map(|body| until(deadline, body)))
    }
}

/// The body of an answer, which comes until `deadline` or not at all: what stands still in the
/// middle of an answer must end as well.
fn until(deadline: Instant, body: Body) -> AnswerBody {
    let frames = stream::unfold(Some(body), move |body| async move {
        let mut body = body?;
        match timeout_at(deadline, body.frame()).await {
            Ok(None) => None,
            Ok(Some(Ok(frame))) => Some((Ok(frame), Some(body))),
            Ok(Some(Err(error))) => Some((Err(failure(&error)), None)),
            Err(_) => Some((Err(Unreachable::TimedOut.into()), None)),
        }
    });
    StreamBody::new(frames).boxed_unsync()
}

/// The body of an answer, which comes for as long as it doesn't stand still longer than `silence`.
fn as_long_as_it_moves(silence: Duration, body: Body) -> AnswerBody {
    let frames = stream::unfold(Some(body), move |body| async move {
        let mut body = body?;
        match timeout(silence, body.frame()).await {
            Ok(None) => None,
            Ok(Some(Ok(frame))) => Some((Ok(frame), Some(body))),
            Ok(Some(Err(error))) => Some((Err(failure(&error)), None)),
            Err(_) => Some((Err(Unreachable::TimedOut.into()), None)),
        }
    });
    StreamBody::new(frames).boxed_unsync()
}

/// Sends a body, telling how far it has left, for as long as something moves.
async fn send_in_pieces(
    call: RequestBuilder,
    bytes: Bytes,
    progress: Progress,
    silence: Duration,
) -> Result<reqwest::Result<reqwest::Response>, Unreachable> {
    let length = bytes.len();
    let moved = Arc::new(AtomicU64::new(0));
    let moving = Arc::clone(&moved);
    let pieces = (0..length).step_by(PIECE).map(move |at| {
        let piece = bytes.slice(at..(at + PIECE).min(length));
        moving.fetch_add(1, Ordering::Relaxed);
        progress((at + piece.len()) as u64);
        Ok::<_, Infallible>(piece)
    });
    let exchange = call
        .header(header::CONTENT_LENGTH, length)
        .body(Body::wrap_stream(stream::iter(pieces)))
        .send();
    unless_silent(&moved, silence, exchange)
        .await
        .ok_or(Unreachable::TimedOut)
}

/// What `exchange` answers, unless nothing `moved` for a while.
async fn unless_silent<T>(
    moved: &AtomicU64,
    silence: Duration,
    exchange: impl Future<Output = T>,
) -> Option<T> {
    let mut exchange = std::pin::pin!(exchange);
    let mut seen = moved.load(Ordering::Relaxed);
    loop {
        if let Ok(answer) = timeout(silence, exchange.as_mut()).await {
            return Some(answer);
        }
        let now = moved.load(Ordering::Relaxed);
        if now == seen {
            return None;
        }
        seen = now;
    }
}

/// What went wrong below HTTP.
fn failure(error: &reqwest::Error) -> Failure {
    if error.is_timeout() {
        return Unreachable::TimedOut.into();
    }
    let mut cause: Option<&dyn std::error::Error> = Some(error);
    while let Some(inner) = cause {
        if inner.downcast_ref::<rustls::Error>().is_some() {
            return Unreachable::Certificate.into();
        }
        // An I/O error doesn't name what is inside it as its source, and one may be inside another.
        let hidden = inner
            .downcast_ref::<std::io::Error>()
            .and_then(std::io::Error::get_ref);
        cause = match hidden {
            Some(hidden) => Some(hidden),
            None => inner.source(),
        };
    }
    if error.is_connect() {
        Unreachable::NoConnection
    } else {
        Unreachable::Broken
    }
    .into()
}
