//! The only loop. It looks at the queue, asks [`step`](fn@step) what to do, does that one thing, and
//! writes what follows in one transaction.
//!
//! It runs on a thread of its own and keeps nothing that matters in memory: stopped or killed
//! anywhere, the next one reads the queue from the store and goes on. An exchange that is cut off
//! by a stop counts as one whose answer was lost.
//!
//! If the store itself fails, the worker waits a minute before it looks again: there is no point
//! in asking a full disk in a hot loop, and no harm in waiting.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};
use langnghe_planted::{Bug, planted};
use langnghe_wire::{OperationId, Registration, SyncRequest, SyncResponse};
use serde_json::value::RawValue;

use super::{Action, Effect, Event, Queue, QueuedPhotograph, Upload, step};
use crate::{
    app::Shared,
    catalogue::CurrentCatalogue,
    clock::{Clock, Entropy, random},
    store::{Store, StoreError, View},
    transport::{Credentials, Failure, Meter, Transport},
    usage::Month,
};

/// How often the server is asked what is new, while the app runs and nothing else is sent.
const PULL_EVERY: SignedDuration = SignedDuration::from_mins(15);
/// How long to leave a store alone that failed.
const AFTER_STORE_FAILURE: Duration = Duration::from_secs(60);

/// What the loop needs.
#[derive(Debug)]
pub(crate) struct Worker {
    pub(crate) store: Arc<Store>,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) entropy: Arc<dyn Entropy>,
    pub(crate) catalogue: Arc<CurrentCatalogue>,
    pub(crate) shared: Arc<Shared>,
    pub(crate) app: String,
}

/// What one turn of the loop came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Something was done: there may be more.
    Worked,
    /// There is nothing to do before something happens, or this much time has passed.
    Rests(Duration),
}

impl Worker {
    /// Works until it is dropped.
    pub(crate) async fn run(self) {
        loop {
            let nap = match self.turn().await {
                Ok(Turn::Worked) => continue,
                Ok(Turn::Rests(nap)) => nap,
                Err(error) => {
                    tracing::warn!(%error, "the store failed; the queue rests for a minute");
                    self.shared.store_failed(error);
                    AFTER_STORE_FAILURE
                }
            };
            tokio::select! {
                () = tokio::time::sleep(nap) => {}
                () = self.shared.woken() => {}
            }
            self.shared.works();
        }
    }

    /// One look, and the one thing that follows from it.
    pub(crate) async fn turn(&self) -> Result<Turn, StoreError> {
        if self.shared.take_try_now() {
            self.absorb(&self.store.read(|view| view.queue())?, Event::TryNow)?;
        }
        let queue = self.store.read(|view| view.queue())?;
        let now = self.clock.now();
        let wishes = self.shared.wishes(now);
        match step(&queue, Event::Look(wishes), now, self.entropy.as_ref())
            .into_iter()
            .next()
        {
            Some(Action::Sync {
                operations,
                register,
            }) => self.sync(&queue, &operations, register).await?,
            Some(Action::Send(photograph)) => self.send(&queue, &photograph).await?,
            Some(Action::Fetch(result)) => self.fetch(&queue, &result).await?,
            Some(Action::Wait(until)) => return Ok(Turn::Rests(self.rest(&queue, until, now))),
            Some(Action::Write(_)) | None => {}
        }
        Ok(Turn::Worked)
    }

    async fn sync(
        &self,
        queue: &Queue,
        operations: &[OperationId],
        register: bool,
    ) -> Result<(), StoreError> {
        let ticket = self.shared.pull_begins();
        let device = self.store.read(|view| view.device())?;
        // Counted before they leave: from now on their outcome is unknown until it is known.
        let mut taken = self.leaves(queue, |view| view.take_for_sending(operations))?;
        if planted(Bug::NewIdOnRetry) {
            give_new_ids(&mut taken, queue, self.clock.now(), self.entropy.as_ref());
        }
        let sent: Vec<OperationId> = taken.iter().map(|(id, _)| *id).collect();
        let frozen = taken
            .into_iter()
            .map(|(_, bytes)| RawValue::from_string(bytes))
            .collect::<Result<_, _>>()
            .map_err(|_| StoreError::Row { table: "operation" })?;
        let who = Credentials {
            device: device.id,
            token: device.token.clone(),
        };
        let request = SyncRequest {
            register: register
                .then(|| Registration::sign(device.id, &device.token, &device.key, &self.app)),
            now: self.clock.now(),
            cursor: queue.link.cursor.clone(),
            operations: frozen,
        };
        let _in_flight = self.shared.in_flight(
            queue
                .operations
                .iter()
                .filter(|o| sent.contains(&o.id))
                .map(|o| o.report),
        );
        match self.transport.sync(&who, &request).await {
            Ok(response) => {
                self.absorb(
                    queue,
                    Event::Synced {
                        sent: &sent,
                        response: &response,
                    },
                )?;
                self.shared
                    .pull_ended(ticket, response.more, self.clock.now());
                self.bring_catalogue(&response).await
            }
            Err(failure) => {
                tracing::info!(%failure, "a sync failed");
                let registering = register;
                let event = Event::SyncFailed {
                    sent: &sent,
                    registering,
                    failure: &failure,
                };
                // First, for whoever observes and asks why it still waits.
                self.shared.failed(failure.clone());
                self.absorb(queue, event)
            }
        }
    }

    async fn send(&self, queue: &Queue, photograph: &QueuedPhotograph) -> Result<(), StoreError> {
        let device = self.store.read(|view| view.device())?;
        let who = Credentials {
            device: device.id,
            token: device.token,
        };
        let upload = match photograph.upload {
            Upload::Unknown if planted(Bug::SkipsHead) => Upload::At(0),
            known => known,
        };
        let answer = match upload {
            Upload::Unknown => {
                self.leaves(queue, |_| Ok(()))?;
                self.transport.upload_offset(&who, photograph.sha256).await
            }
            Upload::NotStarted => {
                let bytes = self.bytes_of(photograph)?;
                self.leaves(queue, |view| view.mark_upload_started(photograph.id))?;
                let progress = self.shared.progress(photograph);
                self.transport
                    .create_upload(&who, photograph.sha256, bytes, progress)
                    .await
            }
            Upload::At(offset) => {
                let bytes = self.bytes_of(photograph)?;
                // What the store believes may be behind what the server has: the answer tells.
                let rest = bytes.slice(bytes.len().min(offset as usize)..);
                // Killed in the middle, the next one asks how far it came, instead of going on
                // from here and being told that it stands elsewhere.
                self.leaves(queue, |view| view.mark_upload_started(photograph.id))?;
                let progress = self.shared.progress(photograph);
                self.transport
                    .append_upload(&who, photograph.sha256, offset, rest, progress)
                    .await
            }
        };
        match answer {
            Ok(offset) => self.absorb(queue, Event::Uploaded { photograph, offset }),
            Err(failure) => {
                tracing::info!(%failure, "an upload failed");
                self.shared.failed(failure.clone());
                let event = Event::UploadFailed {
                    photograph,
                    failure: &failure,
                };
                self.absorb(queue, event)
            }
        }
    }

    fn bytes_of(&self, photograph: &QueuedPhotograph) -> Result<Bytes, StoreError> {
        Ok(self.store.read(|view| view.jpeg(photograph.id))?.into())
    }

    /// Writes that a request leaves, and with it what `note` has to say about that.
    pub(super) fn leaves<T>(
        &self,
        queue: &Queue,
        note: impl FnOnce(&View<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let effects = self.effects(queue, Event::Leaves);
        self.store.write(|view| {
            for effect in &effects {
                view.carry_out(effect)?;
            }
            note(view)
        })
    }

    /// What is to be written after an event.
    fn effects(&self, queue: &Queue, event: Event<'_>) -> Vec<Effect> {
        let actions = step(queue, event, self.clock.now(), self.entropy.as_ref());
        let effects = actions.into_iter().filter_map(|action| match action {
            Action::Write(effect) => Some(effect),
            _ => None,
        });
        effects.collect()
    }

    /// Writes what follows from an event, and what travelled for it, in one transaction, and tells
    /// who watches.
    pub(super) fn absorb(&self, queue: &Queue, event: Event<'_>) -> Result<(), StoreError> {
        let effects = self.effects(queue, event);
        let meter = self.transport.meter();
        let traffic = meter.map(Meter::take).unwrap_or_default();
        let month = Month::of(self.clock.now());
        let written = self.store.write(|view| {
            let mut touched = Vec::new();
            for effect in &effects {
                view.carry_out(effect)?;
                touched.extend(view.touched_by(effect)?);
            }
            view.add_data_used(month, traffic)?;
            Ok(touched)
        });
        if let (Err(_), Some(meter)) = (&written, meter) {
            meter.put_back(traffic);
        }
        self.shared.tell_changed(written?);
        Ok(())
    }

    /// Brings the catalogue once the server has a newer one, and tells of every draft: what its
    /// category asks may be something else now. Failing costs nothing: the next answer names it
    /// again.
    async fn bring_catalogue(&self, response: &SyncResponse) -> Result<(), StoreError> {
        if response.catalogue <= self.catalogue.current().version {
            return Ok(());
        }
        match self.transport.catalogue().await {
            Ok(json) => {
                if self.catalogue.offer(&self.store, &json)? {
                    self.shared
                        .tell_changed(self.store.read(|view| view.drafts())?);
                }
                Ok(())
            }
            Err(failure) => {
                tracing::info!(%failure, "the catalogue did not come");
                Ok(())
            }
        }
    }

    /// Says how the queue stands, and how long to rest unless something happens.
    fn rest(&self, queue: &Queue, until: Option<Timestamp>, now: Timestamp) -> Duration {
        self.shared.rests(queue, until);
        let pull = self.shared.next_pull(now, PULL_EVERY);
        let moment = match until {
            // Overdue, but the link is down: it is no reason to look before the link's time.
            Some(until) if pull <= now => until,
            Some(until) => until.min(pull),
            None => pull,
        };
        moment
            .duration_since(now)
            .max(SignedDuration::from_millis(50))
            .unsigned_abs()
    }
}

/// The bug of that name: what was sent before goes under another id.
fn give_new_ids(
    taken: &mut [(OperationId, String)],
    queue: &Queue,
    now: Timestamp,
    entropy: &dyn Entropy,
) {
    let was_sent = |id| queue.operations.iter().any(|o| o.id == id && o.tries > 0);
    for (id, bytes) in taken.iter_mut().filter(|(id, _)| was_sent(*id)) {
        let another = OperationId::new(now, random(entropy));
        *bytes = bytes.replace(&id.to_string(), &another.to_string());
    }
}

/// Keeps a failure's kind for whoever asks why nothing moves.
pub(crate) type LastFailure = Option<Failure>;
