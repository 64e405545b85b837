//! An answer that is ready before its request has come whole: the rest is read all the same, and
//! thrown away.
//!
//! A photograph's bytes may be refused by the head of their request alone (the offset is wrong,
//! nobody wants them any more). A connection that is closed while its client still sends is reset,
//! and a reset may overtake the answer: the client learns of a broken connection, and nothing of
//! why (RFC 9112, section 9.6). So whoever lets go of a body before its end leaves it to a task
//! that reads on while the answer travels, for so many bytes and so long.

use std::{
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use hyper::body::{Body, Frame, Incoming, SizeHint};
use tokio::time::timeout;

/// More than any request has that keeps to the limits.
const MOST_BYTES: u64 = 1024 * 1024;

/// How long at most, however lively it is.
const LONGEST: Duration = Duration::from_secs(60);

/// The body of a request, read to its end even if nobody wants it.
#[derive(Debug)]
pub(crate) struct Lingering {
    /// None once it has ended.
    body: Option<Incoming>,
    /// How long it may stand still.
    idle: Duration,
}

impl Lingering {
    /// Reads on after it was let go of, for as long as it doesn't stand still longer than `idle`.
    pub(crate) fn new(body: Incoming, idle: Duration) -> Self {
        Self {
            body: Some(body),
            idle,
        }
    }
}

impl Body for Lingering {
    type Data = <Incoming as Body>::Data;
    type Error = <Incoming as Body>::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        let Some(body) = &mut self.body else {
            return Poll::Ready(None);
        };
        let polled = Pin::new(body).poll_frame(cx);
        if let Poll::Ready(None | Some(Err(_))) = polled {
            self.body = None;
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.as_ref().is_none_or(Body::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        let ended = || SizeHint::with_exact(0);
        self.body.as_ref().map_or_else(ended, Body::size_hint)
    }
}

impl Drop for Lingering {
    fn drop(&mut self) {
        let Some(body) = self.body.take() else { return };
        if body.is_end_stream() || body.size_hint().lower() > MOST_BYTES {
            return;
        }
        // Without a runtime the server itself is ending, and all connections with it.
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(timeout(LONGEST, read_on(body, self.idle)));
        }
    }
}

async fn read_on(mut body: Incoming, idle: Duration) {
    let mut bytes = 0;
    while bytes <= MOST_BYTES {
        let next = std::future::poll_fn(|cx| Pin::new(&mut body).poll_frame(cx));
        let Ok(Some(Ok(frame))) = timeout(idle, next).await else {
            return;
        };
        bytes += frame.data_ref().map_or(0, |data| data.len() as u64);
    }
}
