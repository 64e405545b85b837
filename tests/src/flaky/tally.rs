//! What the link saw, so that a test can say what travelled and how often.

use serde::Serialize;

/// Everything that travelled since the link was made.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Tally {
    /// Connections that were accepted, refused ones included.
    pub connections: u64,
    /// Bytes that reached the server.
    pub bytes_up: u64,
    /// Bytes that reached the phone.
    pub bytes_down: u64,
    /// Cuts that were carried out.
    pub cuts: u64,
    /// Strikes that fell, in order.
    pub strikes: Vec<Fallen>,
    /// Requests in the order in which they began.
    pub requests: Vec<Request>,
}

/// A strike that fell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Fallen {
    /// The place in [`Tally::requests`] of the request that it befell.
    pub request: usize,
    /// How many bytes the request's head has.
    pub head: u64,
    /// How many bytes the whole request has.
    pub whole: u64,
    /// How many of them had reached the server.
    pub up: u64,
    /// How many bytes of the answer had reached the phone.
    pub down: u64,
}

/// A request that began to travel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Request {
    /// On which connection, from 0.
    pub connection: u64,
    /// Such as `PATCH`.
    pub method: String,
    /// Such as `/v1/sync`.
    pub path: String,
    /// The `Upload-Offset` that it names.
    pub upload_offset: Option<u64>,
    /// Bytes of its body that went on to the server so far.
    pub body_bytes: u64,
}

impl Tally {
    /// The requests whose path begins with `path`.
    pub fn requests_to<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a Request> {
        self.requests
            .iter()
            .filter(move |r| r.path.starts_with(path))
    }

    /// How many bytes of bodies travelled in requests whose path begins with `path`.
    #[must_use]
    pub fn body_bytes_to(&self, path: &str) -> u64 {
        self.requests_to(path).map(|r| r.body_bytes).sum()
    }
}
