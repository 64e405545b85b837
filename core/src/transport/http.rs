//! The protocol over HTTP: how each call is asked, and how its answer is read. What carries
//! requests and answers is a [`Carrier`]: the real [`Network`], or a server in the same process.

use std::{io::Write as _, sync::Arc};

use async_trait::async_trait;
use bytes::Bytes;
use http::{Method, Request, Response, header, request};
use langnghe_planted::{Bug, planted};
use langnghe_wire::{Sha256, SyncRequest, SyncResponse};

use super::{
    AnswerBody, Carrier, Credentials, Failure, Meter, Network, Patience, Progress, ServerAddress,
    Transport, Unreachable, outcome, traffic,
};

/// Requests above this are compressed; below, the headers cost more than is won.
const WORTH_COMPRESSING: usize = 1024;

/// The way to a server that speaks HTTP.
#[derive(Debug)]
pub struct HttpTransport<C = Network> {
    carrier: C,
    meter: Arc<Meter>,
}

impl HttpTransport {
    /// The way to `server`, over the real network.
    #[must_use]
    pub fn new(server: ServerAddress) -> Self {
        Self::over(Network::to(server))
    }

    /// The way to `server`, over the real network, for somebody who waits longer or shorter than
    /// phones do.
    #[must_use]
    pub fn with_patience(server: ServerAddress, patience: Patience) -> Self {
        Self::over(Network::with_patience(server, patience))
    }
}

impl<C: Carrier> HttpTransport<C> {
    /// The way that `carrier` goes.
    #[must_use]
    pub fn over(carrier: C) -> Self {
        Self {
            carrier,
            meter: Arc::default(),
        }
    }

    /// Carries a request, and counts what travels.
    async fn carry(
        &self,
        request: Request<Bytes>,
        progress: Option<Progress>,
    ) -> Result<Response<AnswerBody>, Failure> {
        // A body whose progress is told is counted by that, piece by piece.
        let at_once = match progress {
            Some(_) => 0,
            None => request.body().len() as u64,
        };
        let length = traffic::head(&request) + at_once;
        let progress = progress.map(|progress| traffic::counting(&self.meter, progress));
        let answer = self.carrier.carry(request, progress).await;
        if answer.as_ref().err().is_none_or(traffic::has_left) {
            self.meter.sent(length);
        }
        Ok(traffic::counted(&self.meter, answer?))
    }

    /// Sends bytes of a photograph, of which `before` have left earlier.
    async fn send(
        &self,
        call: request::Builder,
        bytes: Bytes,
        before: u64,
        progress: Progress,
    ) -> Result<u64, Failure> {
        let call = call.header(header::CONTENT_TYPE, "application/offset+octet-stream");
        let progress: Progress = Arc::new(move |sent| progress(before + sent));
        let whole = before + bytes.len() as u64;
        let answer = self.carry(with(call, bytes), Some(progress)).await?;
        if planted(Bug::PortalCounts) && answer.status().is_success() {
            return Ok(whole);
        }
        outcome::offset(answer).await
    }
}

#[async_trait]
impl<C: Carrier> Transport for HttpTransport<C> {
    async fn sync(
        &self,
        who: &Credentials,
        request: &SyncRequest,
    ) -> Result<SyncResponse, Failure> {
        let json = serde_json::to_vec(request).expect("requests of ours can be written");
        let call = Request::builder()
            .method(Method::POST)
            .uri("/v1/sync")
            .header(header::AUTHORIZATION, who.token.bearer(who.device))
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ACCEPT_ENCODING, "gzip");
        let request = match compressed(&json) {
            Some(small) => with(call.header(header::CONTENT_ENCODING, "gzip"), small.into()),
            None => with(call, json.into()),
        };
        let answer = self.carry(request, None).await?;
        let body = outcome::body(answer, "application/json").await?;
        serde_json::from_slice(&body).map_err(|_| Unreachable::NotOurServer.into())
    }

    async fn create_upload(
        &self,
        who: &Credentials,
        sha256: Sha256,
        bytes: Bytes,
        progress: Progress,
    ) -> Result<u64, Failure> {
        let call = upload(Method::POST, who, sha256).header("Upload-Length", bytes.len());
        self.send(call, bytes, 0, progress).await
    }

    async fn upload_offset(&self, who: &Credentials, sha256: Sha256) -> Result<u64, Failure> {
        let request = with(upload(Method::HEAD, who, sha256), Bytes::new());
        outcome::offset(self.carry(request, None).await?).await
    }

    async fn append_upload(
        &self,
        who: &Credentials,
        sha256: Sha256,
        offset: u64,
        rest: Bytes,
        progress: Progress,
    ) -> Result<u64, Failure> {
        let call = upload(Method::PATCH, who, sha256).header("Upload-Offset", offset);
        self.send(call, rest, offset, progress).await
    }

    async fn photograph(&self, who: &Credentials, sha256: Sha256) -> Result<Vec<u8>, Failure> {
        let call = Request::builder()
            .uri(format!("/v1/photographs/{sha256}"))
            .header(header::AUTHORIZATION, who.token.bearer(who.device));
        let as_long_as_it_moves: Progress = Arc::new(|_| {});
        let request = with(call, Bytes::new());
        let answer = self.carry(request, Some(as_long_as_it_moves)).await?;
        outcome::photograph(answer).await
    }

    async fn catalogue(&self) -> Result<String, Failure> {
        let call = Request::builder()
            .uri("/v1/catalogue")
            .header(header::ACCEPT_ENCODING, "gzip");
        let request = with(call, Bytes::new());
        let answer = self.carry(request, None).await?;
        let body = outcome::body(answer, "application/json").await?;
        String::from_utf8(body).map_err(|_| Unreachable::NotOurServer.into())
    }

    fn meter(&self) -> Option<&Meter> {
        Some(&self.meter)
    }
}

fn upload(method: Method, who: &Credentials, sha256: Sha256) -> request::Builder {
    Request::builder()
        .method(method)
        .uri(format!("/v1/uploads/{sha256}"))
        .header(header::AUTHORIZATION, who.token.bearer(who.device))
        .header("Tus-Resumable", "1.0.0")
}

fn with(call: request::Builder, body: Bytes) -> Request<Bytes> {
    call.body(body)
        .expect("paths and headers of ours are plain")
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
