//! What every handler shares.

use std::{sync::Arc, time::Duration};

use jiff::Timestamp;
use reqwest::Url;
use tokio::sync::{Notify, Semaphore};

use crate::{
    blob::Blobs,
    case::{Moment, placement::Rules},
    clock::Clock,
    entropy::Entropy,
    notices::gateway::Gateways,
    settings::RulesBook,
    store::Store,
    upload::lock::UploadLocks,
};

/// Photographs that are decoded at the same time: each takes a core and some megabytes.
const CONCURRENT_CHECKS: usize = 2;
/// Forms with photographs that are read at the same time: each holds a picture as a camera wrote it.
const CONCURRENT_PICTURES: usize = 4;
/// Requests at the same time: each holds at most some hundred kilobytes.
const CONCURRENT_REQUESTS: usize = 512;

/// What handlers get.
pub type App = Arc<ServerState>;

/// What every handler shares; cheap to clone through its `Arc`.
#[derive(Debug)]
pub struct ServerState {
    /// Everything that is kept.
    pub store: Arc<dyn Store>,
    /// Photographs.
    pub blobs: Blobs,
    /// Communes, and what coordinators have settled.
    pub rules: Arc<RulesBook>,
    /// Where time comes from.
    pub clock: Arc<dyn Clock>,
    /// Where randomness comes from.
    pub entropy: Arc<dyn Entropy>,
    /// Kinds of operations that are answered as a release would that doesn't know them.
    pub without_operations: Vec<String>,
    /// By what ways notices leave.
    pub gateways: Gateways,
    /// Pictures to draw under the map, if a server for them was named.
    pub tiles: Option<Tiles>,
    /// Where officers reach the console, for links in mails; without it mails have none.
    pub public_url: Option<Url>,
    /// How long things may take.
    pub patience: Patience,
    /// Told when coordinators have settled something by which open cases' dates may move.
    pub(crate) settled: Arc<Notify>,
    /// Which uploads are being written.
    pub(crate) upload_locks: UploadLocks,
    /// Slots for decoding photographs.
    pub(crate) checks: Semaphore,
    /// Slots for forms with photographs.
    pub(crate) pictures: Semaphore,
    /// Slots for requests.
    pub(crate) requests: Semaphore,
}

/// Where the map's pictures come from. Without them, the boundaries are the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tiles {
    /// The address of a picture, with `{z}`, `{x}` and `{y}`.
    pub address: String,
    /// Who made them, as their licence wants it said.
    pub attribution: String,
}

/// Not an address of pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an address of tiles is like https://tiles.example/{{z}}/{{x}}/{{y}}.png")]
pub struct NotTiles;

impl Tiles {
    /// Reads an address.
    ///
    /// # Errors
    /// [`NotTiles`] if it isn't one over HTTP with its three places, or names its server by what a
    /// browser's policy can't be told.
    pub fn new(address: &str, attribution: &str) -> Result<Self, NotTiles> {
        let tiles = Self {
            address: address.to_owned(),
            attribution: attribution.to_owned(),
        };
        let has_places = ["{z}", "{x}", "{y}"].iter().all(|p| address.contains(p));
        let plain = |c: char| c.is_ascii_alphanumeric() || ".-:/".contains(c);
        let origin = tiles.origin();
        let is_origin = origin.starts_with("https://") || origin.starts_with("http://");
        let is_fine = has_places && is_origin && origin.chars().all(plain);
        is_fine.then_some(tiles).ok_or(NotTiles)
    }

    /// The server, as a browser's policy names it.
    #[must_use]
    pub fn origin(&self) -> &str {
        let (_, behind) = self.address.split_once("://").unwrap_or_default();
        let host = behind.find('/').unwrap_or(behind.len());
        &self.address[..self.address.len() - behind.len() + host]
    }
}

/// How long things may take.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// How long a body may stand still before its request is given up.
    pub idle_body: Duration,
    /// How long a request may take in all, with its body: enough for a photograph over the
    /// slowest network that anyone waits for.
    pub request: Duration,
    /// How long the head of a request may take.
    pub head: Duration,
    /// How long an upload waits for the request before it to let go.
    pub upload_lock: Duration,
    /// How often notices are looked for that are due.
    pub notices: Duration,
    /// How long requests in flight may take once the server was asked to stop.
    pub shutdown: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            idle_body: Duration::from_secs(30),
            request: Duration::from_secs(15 * 60),
            head: Duration::from_secs(20),
            upload_lock: Duration::from_secs(10),
            notices: Duration::from_secs(10),
            shutdown: Duration::from_secs(10),
        }
    }
}

impl ServerState {
    /// Now, and the rules that hold.
    pub(crate) fn moment(&self) -> Moment {
        self.moment_at(self.clock.now())
    }

    /// A moment, and the rules that hold now.
    pub(crate) fn moment_at(&self, now: Timestamp) -> Moment {
        Moment::new(now, self.rules.current())
    }

    /// A state with the rules that this build carries; [`RulesBook::load`] reads those that were
    /// settled.
    #[must_use]
    pub fn new(
        store: Arc<dyn Store>,
        blobs: Blobs,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
    ) -> Self {
        Self {
            store,
            blobs,
            rules: Arc::new(RulesBook::of(Rules::bundled())),
            clock,
            entropy,
            without_operations: vec![],
            gateways: Gateways::default(),
            tiles: None,
            public_url: None,
            patience: Patience::default(),
            settled: Arc::default(),
            upload_locks: UploadLocks::default(),
            checks: Semaphore::new(CONCURRENT_CHECKS),
            pictures: Semaphore::new(CONCURRENT_PICTURES),
            requests: Semaphore::new(CONCURRENT_REQUESTS),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiles_are_named_by_an_address_with_its_places() {
        let tiles = Tiles::new("https://tiles.example:8443/{z}/{x}/{y}.png", "©").unwrap();
        assert_eq!(tiles.origin(), "https://tiles.example:8443");
        for wrong in [
            "",
            "https://tiles.example/{z}/{x}.png",
            "ftp://tiles.example/{z}/{x}/{y}.png",
            "https://a.example;script-src *//{z}/{x}/{y}",
            "tiles/{z}/{x}/{y}.png",
        ] {
            assert_eq!(Tiles::new(wrong, ""), Err(NotTiles), "{wrong}");
        }
    }
}
