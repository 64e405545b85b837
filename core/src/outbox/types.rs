//! The words of the queue: what it is made of, what happens to it, what it wants done.

use jiff::Timestamp;
use langnghe_wire::{
    Change, Code, Cursor, OperationId, ReportId, ResultPhotograph, Sha256, SyncResponse,
};

use crate::{
    store::{NewPhotograph, PhotographId},
    transport::Failure,
};

/// Everything that waits, as the store has it at one moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Queue {
    /// Whether the server knows this device.
    pub registered: bool,
    /// Operations that wait or are parked, in the order in which they were made.
    pub operations: Vec<QueuedOperation>,
    /// Photographs whose report's text has arrived, in order.
    pub photographs: Vec<QueuedPhotograph>,
    /// Photographs of results that are still to be fetched, in order.
    pub results: Vec<QueuedResult>,
    /// How things stand with the server.
    pub link: Link,
}

/// An operation in the queue.
#[derive(Debug, Clone, PartialEq)]
pub struct QueuedOperation {
    /// The operation.
    pub id: OperationId,
    /// Its report.
    pub report: ReportId,
    /// Whether it is a `withdraw`.
    pub withdraws: bool,
    /// How many bytes it has.
    pub bytes: usize,
    /// How often it has been sent.
    pub tries: u32,
    /// Not before this.
    pub retry_at: Option<Timestamp>,
    /// Why it is parked, if it is.
    pub parked: Option<Code>,
}

/// A photograph in the queue.
#[derive(Debug, Clone, PartialEq)]
pub struct QueuedPhotograph {
    /// The photograph.
    pub id: PhotographId,
    /// Its report.
    pub report: ReportId,
    /// The hash of its bytes: its address on the server.
    pub sha256: Sha256,
    /// How many bytes it has.
    pub bytes: u64,
    /// How far it has come.
    pub upload: Upload,
    /// How often it failed by itself.
    pub tries: u32,
    /// Not before this.
    pub retry_at: Option<Timestamp>,
    /// Why it is parked, if it is.
    pub parked: Option<Code>,
}

/// A photograph of a result that is still to be fetched.
#[derive(Debug, Clone, PartialEq)]
pub struct QueuedResult {
    /// The photograph.
    pub id: PhotographId,
    /// Its report.
    pub report: ReportId,
    /// What the server named.
    pub named: ResultPhotograph,
    /// How often it failed by itself.
    pub tries: u32,
    /// Not before this.
    pub retry_at: Option<Timestamp>,
    /// Why it waits for another answer, if it does.
    pub parked: Option<Code>,
}

/// How far a photograph has come, as far as the phone knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Upload {
    /// Nothing was sent.
    NotStarted,
    /// Something was sent, and the answer is not known: ask.
    Unknown,
    /// The server has this many bytes.
    At(u64),
}

/// How things stand with the server.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The server's incarnation, once it has answered.
    pub epoch: Option<String>,
    /// Where the last answer ended.
    pub cursor: Option<Cursor>,
    /// Attempts that failed in a row.
    pub failures: u32,
    /// Not before this.
    pub next_attempt: Option<Timestamp>,
    /// Attempts that may still be made while the link is down; see [`super::backoff`].
    pub allowance: f64,
    /// When the allowance was counted.
    pub allowance_at: Timestamp,
    /// At most this many operations in a request.
    pub batch: u32,
    /// Why the server wants nothing of this device, if so.
    pub refused: Option<Code>,
}

impl Link {
    /// A link that was never tried.
    #[must_use]
    pub fn fresh(now: Timestamp) -> Self {
        Self {
            epoch: None,
            cursor: None,
            failures: 0,
            next_attempt: None,
            allowance: super::backoff::ALLOWANCE,
            allowance_at: now,
            batch: langnghe_wire::limits::OPERATIONS_PER_REQUEST as u32,
            refused: None,
        }
    }
}

/// What is wanted besides what waits. The worker's memory, lost without harm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wishes {
    /// Ask the server what is new.
    pub pull: bool,
    /// A person asked for it now: what waits for an upgrade is tried as well.
    pub asked: bool,
    /// Photographs may be sent over this network.
    pub photographs: bool,
    /// Photographs of results may come over it, and there is room for them.
    pub results: bool,
}

/// What happened.
#[derive(Debug, Clone, Copy)]
pub enum Event<'a> {
    /// Nothing in particular: what is to be done now?
    Look(Wishes),
    /// A network came, or a person asked: waiting for the link is over.
    TryNow,
    /// A request is about to leave.
    Leaves,
    /// The server answered a sync.
    Synced {
        /// The operations that the request carried.
        sent: &'a [OperationId],
        /// The answer.
        response: &'a SyncResponse,
    },
    /// A sync failed.
    SyncFailed {
        /// The operations that the request carried.
        sent: &'a [OperationId],
        /// Whether it carried a registration.
        registering: bool,
        /// How.
        failure: &'a Failure,
    },
    /// The server says how many bytes of a photograph it has.
    Uploaded {
        /// The photograph.
        photograph: &'a QueuedPhotograph,
        /// How many.
        offset: u64,
    },
    /// An upload failed.
    UploadFailed {
        /// The photograph.
        photograph: &'a QueuedPhotograph,
        /// How.
        failure: &'a Failure,
    },
    /// A photograph of a result came, and is what was named.
    Fetched {
        /// Which.
        result: &'a QueuedResult,
        /// Its pixels.
        photograph: &'a NewPhotograph,
    },
    /// A photograph of a result didn't come.
    FetchFailed {
        /// Which.
        result: &'a QueuedResult,
        /// How.
        failure: &'a Failure,
    },
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Send these operations (none is a pull), and bring back what is new.
    Sync {
        /// In order.
        operations: Vec<OperationId>,
        /// Introduce the device.
        register: bool,
    },
    /// Go on with this photograph, as its [`Upload`] says.
    Send(QueuedPhotograph),
    /// Fetch this photograph of a result.
    Fetch(QueuedResult),
    /// Nothing can be done before this moment, or before something happens.
    Wait(Option<Timestamp>),
    /// Write this down. All effects of one event are written together.
    Write(Effect),
}

/// What is written down after an event.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// The server knows this device, or no longer does.
    Registered(bool),
    /// How things stand with the server. Carries neither epoch nor cursor.
    Link(Link),
    /// The server was restored: what it may have forgotten waits again.
    StartEpoch,
    /// Where the answer ended.
    Position {
        /// The server's incarnation.
        epoch: String,
        /// The new cursor.
        cursor: Cursor,
        /// Until when the server's receipts are in a backup.
        backed_up_through: Option<Timestamp>,
    },
    /// An operation is on the server's disk.
    Applied {
        /// Which.
        operation: OperationId,
        /// When the server received it.
        received_at: Timestamp,
    },
    /// The withdrawal of a report is on the server's disk.
    Withdrawn(ReportId),
    /// An operation is parked.
    Park {
        /// Which.
        operation: OperationId,
        /// Why.
        code: Code,
        /// When it is tried again by itself, if so.
        retry_at: Option<Timestamp>,
    },
    /// An operation waits a while, by itself.
    Delay {
        /// Which.
        operation: OperationId,
        /// Until then.
        retry_at: Timestamp,
    },
    /// A photograph's upload came this far.
    UploadAt {
        /// Which.
        photograph: PhotographId,
        /// How far.
        upload: Upload,
    },
    /// A photograph is on the server's disk, whole.
    PhotographSent(PhotographId),
    /// A photograph is no longer wanted: its bytes may go.
    PhotographGone(PhotographId),
    /// A photograph is parked.
    ParkPhotograph {
        /// Which.
        photograph: PhotographId,
        /// Why.
        code: Code,
        /// When it is tried again by itself, if so.
        retry_at: Option<Timestamp>,
    },
    /// A photograph waits a while, by itself.
    DelayPhotograph {
        /// Which.
        photograph: PhotographId,
        /// Until then.
        retry_at: Timestamp,
    },
    /// A photograph of a result is here.
    KeepResult {
        /// Which.
        result: PhotographId,
        /// Its pixels.
        photograph: NewPhotograph,
    },
    /// A photograph of a result waits a while, by itself.
    DelayResult {
        /// Which.
        result: PhotographId,
        /// What the server answered, if another answer is waited for.
        code: Option<Code>,
        /// Until then.
        retry_at: Option<Timestamp>,
    },
    /// Something happened to a case.
    Remember(Change),
    /// What the server has and keeps safe may go from the phone; see
    /// [`KEEP_UNTIL_BACKED_UP_DAYS`](langnghe_wire::limits::KEEP_UNTIL_BACKED_UP_DAYS).
    Purge {
        /// Received before this, by the server's clock, and so in a backup.
        backed_up_through: Option<Timestamp>,
        /// Received before this, and kept long enough.
        too_old: Timestamp,
    },
}
