//! The last bytes: the photograph is put together, checked, written, and only then complete.

use std::sync::Arc;

use bytes::{Bytes, BytesMut};
use langnghe_photo::{PhotoError, Verified, verify_delivered};
use langnghe_wire::{Code, Sha256, limits::PHOTOGRAPH_BYTES};

use crate::{identity::ReporterId, problem::Failure, state::ServerState, store::CompleteError};

/// Finishes an upload whose rows lack nothing but `last`. Whoever calls this holds the upload.
pub(super) async fn finish(
    state: &Arc<ServerState>,
    reporter: ReporterId,
    sha256: Sha256,
    last: Bytes,
) -> Result<(), Failure> {
    let photograph = put_together(state, reporter, sha256, last).await?;
    if Sha256::of(&photograph) != sha256 {
        state.store.reset_upload(reporter, sha256).await?;
        return Err(Code::HashMismatch.into());
    }
    let verified = match check(state, photograph.clone()).await? {
        Ok(verified) => verified,
        Err(error) => {
            tracing::info!(reason = error.code(), "a photograph was refused");
            let code = code_of(&error);
            if code != Code::Internal {
                // The same bytes get the same answer: they needn't be kept.
                state.store.forget_upload(reporter, sha256).await?;
            }
            return Err(code.into());
        }
    };
    if let Some(fingerprint) = verified.fingerprint {
        state
            .store
            .keep_fingerprint(reporter, sha256, fingerprint)
            .await?;
    }
    state.blobs.write(reporter, sha256, photograph).await?;
    let now = state.clock.now();
    match state.store.complete_upload(reporter, sha256, now).await {
        Ok(()) => Ok(()),
        Err(CompleteError::Store(error)) => Err(error.into()),
        Err(unwanted) => {
            // Withdrawn or forgotten while it was checked: nothing changes any more.
            state.blobs.delete(reporter, sha256).await?;
            Err(match unwanted {
                CompleteError::Gone => Code::Gone,
                _ => Code::UnknownUpload,
            }
            .into())
        }
    }
}

async fn put_together(
    state: &ServerState,
    reporter: ReporterId,
    sha256: Sha256,
    last: Bytes,
) -> Result<Bytes, Failure> {
    let kept = state.store.upload_bytes(reporter, sha256).await?;
    if kept.is_empty() {
        return Ok(last);
    }
    let mut all = BytesMut::from(kept.as_slice());
    all.extend_from_slice(&last);
    Ok(all.freeze())
}

/// Decoding takes a core for a while: on the blocking pool, a few at a time.
async fn check(
    state: &ServerState,
    photograph: Bytes,
) -> Result<Result<Verified, PhotoError>, Failure> {
    let _slot = state.checks.acquire().await.map_err(|_| Code::Busy)?;
    let limit = usize::try_from(PHOTOGRAPH_BYTES).unwrap_or(usize::MAX);
    tokio::task::spawn_blocking(move || verify_delivered(&photograph, limit))
        .await
        .map_err(|_| Code::Internal.into())
}

fn code_of(error: &PhotoError) -> Code {
    match error {
        PhotoError::MetadataPresent { .. } | PhotoError::HiddenBytes { .. } => {
            Code::PhotographHasMetadata
        }
        PhotoError::TooLarge { .. } => Code::PhotographTooLarge,
        PhotoError::Failed { .. } => Code::Internal,
        _ => Code::PhotographInvalid,
    }
}
