//! What every handler shares.

use std::{sync::Arc, time::Duration};

use tokio::sync::Semaphore;

use crate::{
    blob::Blobs, case::placement::Rules, clock::Clock, entropy::Entropy, store::Store,
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
    /// Communes, catalogue and calendar.
    pub rules: Rules,
    /// Where time comes from.
    pub clock: Arc<dyn Clock>,
    /// Where randomness comes from.
    pub entropy: Arc<dyn Entropy>,
    /// Kinds of operations that are answered as a release would that doesn't know them.
    pub without_operations: Vec<String>,
    /// How long things may take.
    pub patience: Patience,
    /// Which uploads are being written.
    pub(crate) upload_locks: UploadLocks,
    /// Slots for decoding photographs.
    pub(crate) checks: Semaphore,
    /// Slots for forms with photographs.
    pub(crate) pictures: Semaphore,
    /// Slots for requests.
    pub(crate) requests: Semaphore,
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
            shutdown: Duration::from_secs(10),
        }
    }
}

impl ServerState {
    /// A state with the rules that this build carries.
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
            rules: Rules::bundled(),
            clock,
            entropy,
            without_operations: vec![],
            patience: Patience::default(),
            upload_locks: UploadLocks::default(),
            checks: Semaphore::new(CONCURRENT_CHECKS),
            pictures: Semaphore::new(CONCURRENT_PICTURES),
            requests: Semaphore::new(CONCURRENT_REQUESTS),
        }
    }
}
