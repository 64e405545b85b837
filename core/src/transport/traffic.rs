//! What travelled, in bytes: counted where requests leave and answers arrive, and taken from
//! there by whoever writes it down. No clock: in which month it was is not known here.
//!
//! Counted are the heads and bodies of requests and answers, as HTTP/1.1 writes them. What the
//! client adds to a head (about a hundred bytes), TLS and what lies below it are not.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use bytes::Bytes;
use http::{HeaderMap, Request, Response};
use http_body_util::BodyExt as _;

use super::{AnswerBody, Failure, Progress, Unreachable};

/// Bytes that travelled.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Traffic {
    /// Up, to the server.
    pub sent: u64,
    /// Down, from it.
    pub received: u64,
}

impl Traffic {
    /// Whether nothing travelled.
    #[must_use]
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

/// Counts what travels.
#[derive(Debug, Default)]
pub struct Meter {
    sent: AtomicU64,
    received: AtomicU64,
}

impl Meter {
    /// Bytes left.
    pub fn sent(&self, bytes: u64) {
        self.sent.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Bytes arrived.
    pub fn received(&self, bytes: u64) {
        self.received.fetch_add(bytes, Ordering::Relaxed);
    }

    /// What travelled and was not taken yet.
    #[must_use]
    pub fn take(&self) -> Traffic {
        Traffic {
            sent: self.sent.swap(0, Ordering::Relaxed),
            received: self.received.swap(0, Ordering::Relaxed),
        }
    }

    /// Counts again what was taken and could not be written down.
    pub fn put_back(&self, traffic: Traffic) {
        self.sent(traffic.sent);
        self.received(traffic.received);
    }
}

/// The same progress, whose bytes are counted as they leave.
pub(super) fn counting(meter: &Arc<Meter>, progress: Progress) -> Progress {
    let (meter, left) = (Arc::clone(meter), AtomicU64::new(0));
    Arc::new(move |sent| {
        let before = left.fetch_max(sent, Ordering::Relaxed);
        meter.sent(sent.saturating_sub(before));
        progress(sent);
    })
}

/// The same answer, whose bytes are counted as they arrive.
pub(super) fn counted(meter: &Arc<Meter>, answer: Response<AnswerBody>) -> Response<AnswerBody> {
    // "HTTP/1.1 200 OK" and its line break.
    let reason = answer.status().canonical_reason().unwrap_or_default().len();
    meter.received((13 + reason + 2 + fields(answer.headers())) as u64);
    let meter = Arc::clone(meter);
    answer.map(|body| {
        let counted = body.map_frame(move |frame| {
            meter.received(frame.data_ref().map_or(0, Bytes::len) as u64);
            frame
        });
        counted.boxed_unsync()
    })
}

/// How long the head of a request is.
pub(super) fn head(request: &Request<Bytes>) -> u64 {
    // "POST /v1/sync HTTP/1.1" and its line break.
    let line = request.method().as_str().len() + 1 + request.uri().path().len() + 9 + 2;
    (line + fields(request.headers())) as u64
}

/// How long a head's fields are, with the empty line that ends it.
fn fields(headers: &HeaderMap) -> usize {
    let field = |(name, value): (&http::HeaderName, &http::HeaderValue)| {
        name.as_str().len() + 2 + value.len() + 2
    };
    headers.iter().map(field).sum::<usize>() + 2
}

/// Whether a request that failed this way has left nevertheless, or part of it.
pub(super) fn has_left(failure: &Failure) -> bool {
    !matches!(
        failure,
        Failure::Unreachable(Unreachable::NoConnection | Unreachable::Certificate)
    )
}
