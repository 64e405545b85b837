//! How the queue speaks with the model: as it does with a server over a network, by way of the
//! next fault.

use async_trait::async_trait;
use bytes::Bytes;
use langnghe_wire::{
    Code, Cursor, Envelope, Sha256, SyncRequest, SyncResponse, sync::OperationResult,
};

use super::ModelServer;
use crate::transport::{Credentials, Failure, Meter, Progress, Transport, Unreachable};

#[async_trait]
impl Transport for ModelServer {
    async fn sync(
        &self,
        who: &Credentials,
        request: &SyncRequest,
    ) -> Result<SyncResponse, Failure> {
        self.meter.sent(json_bytes(request));
        let answer = self.exchange(|state| {
            if request.register.is_some() {
                state.devices.insert(who.device);
            }
            state.known(who)?;
            let results = request
                .operations
                .iter()
                .map(|raw| {
                    let id = Envelope::read(raw.get())
                        .expect("the phone sends operations")
                        .id;
                    let outcome = state.answer(raw.get());
                    OperationResult { id, outcome }
                })
                .collect();
            let epoch = state.epoch.to_string();
            let seen = request.cursor.as_ref().and_then(|cursor| {
                let (of, position) = cursor.0.split_once(':')?;
                (of == epoch)
                    .then(|| position.parse::<usize>().ok())
                    .flatten()
            });
            let changes = match seen {
                Some(seen) => state.changes[seen..].to_vec(),
                None => state.snapshots(),
            };
            Ok(SyncResponse {
                cursor: Cursor(format!("{epoch}:{}", state.changes.len())),
                epoch,
                results,
                changes,
                more: false,
                backed_up_through: None,
                catalogue: state.catalogue.0,
                now: state.now,
            })
        });
        self.meter.received(answer.as_ref().map_or(0, json_bytes));
        answer
    }

    async fn create_upload(
        &self,
        who: &Credentials,
        sha256: Sha256,
        bytes: Bytes,
        progress: Progress,
    ) -> Result<u64, Failure> {
        progress(bytes.len() as u64);
        self.meter.sent(bytes.len() as u64);
        if let Some(half) = { self.state().cut(&bytes) } {
            let _ = self.state().receive(sha256, 0, &half);
            return Err(Unreachable::Broken.into());
        }
        self.exchange(|state| {
            state.known(who)?;
            // Creation is idempotent: what is there already is told, and nothing is added.
            match state.uploads.get(&sha256).map_or(0, Vec::len) {
                0 => state.receive(sha256, 0, &bytes),
                there => Ok(there as u64),
            }
        })
    }

    async fn upload_offset(&self, who: &Credentials, sha256: Sha256) -> Result<u64, Failure> {
        self.exchange(|state| {
            state.known(who)?;
            let unknown = Failure::Problem {
                code: Code::UnknownUpload,
                retry_after: None,
            };
            state
                .uploads
                .get(&sha256)
                .map(|bytes| bytes.len() as u64)
                .ok_or(unknown)
        })
    }

    async fn append_upload(
        &self,
        who: &Credentials,
        sha256: Sha256,
        offset: u64,
        rest: Bytes,
        progress: Progress,
    ) -> Result<u64, Failure> {
        progress(offset + rest.len() as u64);
        self.meter.sent(rest.len() as u64);
        if let Some(half) = { self.state().cut(&rest) } {
            let _ = self.state().receive(sha256, offset, &half);
            return Err(Unreachable::Broken.into());
        }
        self.exchange(|state| {
            state.known(who)?;
            state.receive(sha256, offset, &rest)
        })
    }

    async fn photograph(&self, who: &Credentials, sha256: Sha256) -> Result<Vec<u8>, Failure> {
        let answer = self.exchange(|state| {
            state.known(who)?;
            let unknown = Failure::Problem {
                code: Code::UnknownUpload,
                retry_after: None,
            };
            state.results.get(&sha256).cloned().ok_or(unknown)
        });
        let received = answer.as_ref().map_or(0, |bytes| bytes.len() as u64);
        self.meter.received(received);
        answer
    }

    async fn catalogue(&self) -> Result<String, Failure> {
        let (_, catalogue) = self.state().catalogue.clone();
        catalogue.ok_or_else(|| Unreachable::NoConnection.into())
    }

    /// Counts bodies, and no heads: it has none.
    fn meter(&self) -> Option<&Meter> {
        Some(&self.meter)
    }
}

fn json_bytes(value: &impl serde::Serialize) -> u64 {
    serde_json::to_vec(value).map_or(0, |json| json.len() as u64)
}
