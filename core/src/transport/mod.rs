//! How a report travels. [`Transport`] is the edge of the network; [`HttpTransport`] speaks HTTP
//! over it, and a [`Carrier`] takes each request there and brings its answer back.
//!
//! Whatever happens out there becomes one of two things: a typed answer of our server's, or
//! [`Failure::Unreachable`]. A captive portal's page, a proxy's error, half an answer: all of
//! these are no answer, and nothing is concluded from them.

mod address;
mod http;
mod network;
mod outcome;
mod traffic;

use std::sync::Arc;

use ::http::{Request, Response};
use async_trait::async_trait;
use bytes::Bytes;
use http_body_util::combinators::UnsyncBoxBody;
use jiff::SignedDuration;
use langnghe_wire::{Code, DeviceId, DeviceToken, Sha256, SyncRequest, SyncResponse};

pub use address::{NotAnAddress, ServerAddress};
pub use http::HttpTransport;
pub use network::{Network, Patience};
pub use traffic::{Meter, Traffic};

/// Who speaks.
#[derive(Debug, Clone)]
pub struct Credentials {
    /// The device.
    pub device: DeviceId,
    /// Its token.
    pub token: DeviceToken,
}

/// Told how many bytes of a body have left, as they leave.
pub type Progress = Arc<dyn Fn(u64) + Send + Sync>;

/// The way to the server.
#[async_trait]
pub trait Transport: std::fmt::Debug + Send + Sync {
    /// One round trip for operations and changes.
    ///
    /// # Errors
    /// A typed refusal of the whole request, or no answer.
    async fn sync(&self, who: &Credentials, request: &SyncRequest)
    -> Result<SyncResponse, Failure>;

    /// Creates an upload and sends all bytes with it. Answers how many the server has.
    ///
    /// # Errors
    /// A typed refusal, or no answer: then some bytes may have arrived.
    async fn create_upload(
        &self,
        who: &Credentials,
        sha256: Sha256,
        bytes: Bytes,
        progress: Progress,
    ) -> Result<u64, Failure>;

    /// Asks how many bytes of an upload the server has.
    ///
    /// # Errors
    /// [`Code::UnknownUpload`] if none; another refusal, or no answer.
    async fn upload_offset(&self, who: &Credentials, sha256: Sha256) -> Result<u64, Failure>;

    /// Sends the bytes from `offset` on. Answers how many the server has.
    ///
    /// # Errors
    /// [`Code::OffsetConflict`] if it stands elsewhere; another refusal, or no answer.
    async fn append_upload(
        &self,
        who: &Credentials,
        sha256: Sha256,
        offset: u64,
        rest: Bytes,
        progress: Progress,
    ) -> Result<u64, Failure>;

    /// Brings a photograph of a result, whole. Whether it is what was named is the caller's to
    /// see.
    ///
    /// # Errors
    /// [`Code::UnknownUpload`] if there is none for this phone; another refusal, or no answer.
    async fn photograph(&self, who: &Credentials, sha256: Sha256) -> Result<Vec<u8>, Failure>;

    /// Brings the server's catalogue, as JSON.
    ///
    /// # Errors
    /// No answer, or not one of ours.
    async fn catalogue(&self) -> Result<String, Failure>;

    /// What counts the bytes that go this way, if they are counted.
    fn meter(&self) -> Option<&Meter> {
        None
    }
}

/// The body of an answer, as it arrives.
pub type AnswerBody = UnsyncBoxBody<Bytes, Failure>;

/// What takes an HTTP request to the server, and its answer back. It concludes nothing: what an
/// answer means is read from it afterwards, in one place.
#[async_trait]
pub trait Carrier: std::fmt::Debug + Send + Sync {
    /// Carries one request, whose URI is a path. With `progress`, which is told of the body's
    /// bytes as they leave, it may take as long as bytes move; without, it is a short one. A
    /// request with `progress` and without a body is one whose answer may take that long.
    ///
    /// # Errors
    /// No answer.
    async fn carry(
        &self,
        request: Request<Bytes>,
        progress: Option<Progress>,
    ) -> Result<Response<AnswerBody>, Failure>;
}

/// Why there is no good answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The server answered, typed.
    #[error("the server answered {}", code.as_str())]
    Problem {
        /// What.
        code: Code,
        /// When another try makes sense, by its word.
        retry_after: Option<SignedDuration>,
    },
    /// There was no answer of our server's.
    #[error("no answer: {0}")]
    Unreachable(Unreachable),
}

/// Why there was no answer. For the words that a person reads; all are tried again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreachable {
    /// No connection could be made.
    #[error("no connection")]
    NoConnection,
    /// It took too long.
    #[error("timed out")]
    TimedOut,
    /// The connection broke.
    #[error("the connection broke")]
    Broken,
    /// The server could not prove who it is; a wrong clock on the phone is a common reason.
    #[error("the server's certificate was not accepted")]
    Certificate,
    /// Something answered that isn't our server, such as a captive portal.
    #[error("something else answered")]
    NotOurServer,
}

impl From<Unreachable> for Failure {
    fn from(why: Unreachable) -> Self {
        Self::Unreachable(why)
    }
}

#[cfg(test)]
mod tests;
