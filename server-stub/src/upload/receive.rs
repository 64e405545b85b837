//! Taking in the bytes of one request.

use std::{future::Future, pin::pin, sync::Arc};

use axum::body::Body;
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt as _;
use langnghe_wire::{Code, Sha256};
use tokio::time::{Instant, timeout_at};

use super::{finish::finish, lock::Held};
use crate::{
    identity::ReporterId,
    problem::Failure,
    state::ServerState,
    store::{AppendError, Upload},
};

/// Bytes that are held back until they become a row: what a killed server may lose of an upload
/// under way.
const ROW_BYTES: usize = 64 * 1024;

/// An upload that is held, and the request that brings bytes of it.
pub(super) struct Receiving {
    pub(super) state: Arc<ServerState>,
    pub(super) reporter: ReporterId,
    pub(super) sha256: Sha256,
    pub(super) upload: Upload,
    /// Held until everything that arrived is kept.
    pub(super) held: Held,
    /// Bytes at the body's beginning that are here already.
    pub(super) skip: u64,
    /// What the body's bytes must hash to, before any of them is kept.
    pub(super) checksum: Option<Sha256>,
}

/// How a body ended.
enum Ending {
    Whole,
    /// The connection was cut.
    Cut,
    /// Nothing came for too long, or it took too long in all.
    Stalled,
    /// A newer request wants the upload.
    Interrupted,
    /// There was more than the upload has.
    TooLong,
}

impl Receiving {
    /// Takes in a body and keeps what arrives of it, in a task of its own: when a connection is
    /// cut, the request is dropped, and what arrived must be kept all the same.
    pub(super) async fn run(self, body: Body) -> Result<Upload, Failure> {
        tokio::spawn(self.receive(body))
            .await
            .unwrap_or_else(|_| Err(Code::Internal.into()))
    }

    async fn receive(mut self, body: Body) -> Result<Upload, Failure> {
        let mut arrived = BytesMut::new();
        let ending = self.take_in(body, &mut arrived).await?;
        if let Some(expected) = self.checksum {
            // What may be incomplete can't be compared, and so isn't kept.
            self.only_whole(&ending)?;
            if Sha256::of(&arrived) != expected {
                return Err(Code::ChecksumMismatch.into());
            }
            let already_here = usize::try_from(self.skip).unwrap_or(usize::MAX);
            let _ = arrived.split_to(already_here.min(arrived.len()));
        }
        if self.upload.offset + arrived.len() as u64 == self.upload.length {
            // However the request ended, all bytes are here.
            finish(&self.state, self.reporter, self.sha256, arrived.freeze()).await?;
            self.upload.offset = self.upload.length;
            return Ok(self.upload);
        }
        self.keep(arrived.freeze()).await?;
        self.only_whole(&ending)?;
        Ok(self.upload)
    }

    /// Reads the body. Whole rows are kept on the way, unless they wait for a checksum.
    async fn take_in(&mut self, body: Body, arrived: &mut BytesMut) -> Result<Ending, Failure> {
        let patience = self.state.patience;
        let deadline = Instant::now() + patience.request;
        let mut frames = body.into_data_stream();
        let mut to_skip = if self.checksum.is_some() {
            0
        } else {
            self.skip
        };
        // With a checksum, what is here already is part of what is compared.
        let most = |upload: &Upload, skip: u64| upload.length - upload.offset + skip;
        loop {
            let idle = (Instant::now() + patience.idle_body).min(deadline);
            let next = timeout_at(idle, frames.next());
            let mut frame = match first_of(self.held.wanted_by_another(), next).await {
                None => return Ok(Ending::Interrupted),
                Some(Err(_)) => return Ok(Ending::Stalled),
                Some(Ok(None)) => return Ok(Ending::Whole),
                Some(Ok(Some(Err(_)))) => return Ok(Ending::Cut),
                Some(Ok(Some(Ok(frame)))) => frame,
            };
            let skipped = to_skip.min(frame.len() as u64);
            to_skip -= skipped;
            let _ = frame.split_to(usize::try_from(skipped).unwrap_or(frame.len()));
            let room = if self.checksum.is_some() {
                most(&self.upload, self.skip)
            } else {
                most(&self.upload, 0)
            };
            if (arrived.len() + frame.len()) as u64 > room {
                return Ok(Ending::TooLong);
            }
            arrived.extend_from_slice(&frame);
            let is_last = arrived.len() as u64 == room;
            if self.checksum.is_none() && arrived.len() >= ROW_BYTES && !is_last {
                self.keep(arrived.split().freeze()).await?;
            }
        }
    }

    async fn keep(&mut self, bytes: Bytes) -> Result<(), Failure> {
        if bytes.is_empty() {
            return Ok(());
        }
        let now = self.state.clock.now();
        let kept = self.state.store.append_upload(
            self.reporter,
            self.sha256,
            self.upload.offset,
            bytes,
            now,
        );
        self.upload.offset = kept.await.map_err(failure)?;
        Ok(())
    }

    fn only_whole(&self, ending: &Ending) -> Result<(), Code> {
        match ending {
            Ending::Whole => Ok(()),
            // Where one direction of a connection is cut, the other still carries this answer: it
            // must not look as if the phone had sent something wrong.
            Ending::Cut | Ending::Stalled => Err(Code::RequestTimeout),
            Ending::TooLong => Err(Code::Malformed),
            Ending::Interrupted => Err(Code::OffsetConflict),
        }
    }
}

fn failure(error: AppendError) -> Failure {
    match error {
        AppendError::OffsetConflict => Code::OffsetConflict.into(),
        AppendError::Unknown => Code::UnknownUpload.into(),
        AppendError::Gone => Code::Gone.into(),
        AppendError::Store(error) => error.into(),
    }
}

/// What `second` gives, or nothing if `first` is done before.
async fn first_of<T>(
    first: impl Future<Output = ()>,
    second: impl Future<Output = T>,
) -> Option<T> {
    use futures_util::future::{Either, select};
    match select(pin!(first), pin!(second)).await {
        Either::Left(((), _)) => None,
        Either::Right((value, _)) => Some(value),
    }
}
