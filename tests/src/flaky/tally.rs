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
    /// Requests in the order in which they began.
    pub requests: Vec<Request>,
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
