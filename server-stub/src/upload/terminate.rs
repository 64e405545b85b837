//! `DELETE`: an upload is given up.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
};
use langnghe_wire::Code;

use super::Address;
use crate::{
    identity::bearer::{Bearer, known_device},
    problem::Failure,
    state::App,
    store::Standing,
};

/// `DELETE /v1/uploads/{sha256}`. What has arrived of a report belongs to its case and stays.
pub(super) async fn terminate(
    State(state): State<App>,
    Address(sha256): Address,
    headers: HeaderMap,
) -> Result<StatusCode, Failure> {
    let bearer = Bearer::of(&headers)?;
    let reporter = known_device(&state, &bearer).await?.reporter;
    let patience = state.patience.upload_lock;
    let held = state.upload_locks.hold(reporter, sha256, patience).await;
    let _held = held.ok_or(Code::OffsetConflict)?;
    let now = state.clock.now();
    match state.store.upload(reporter, sha256, now).await? {
        Standing::Unknown => Err(Code::UnknownUpload.into()),
        Standing::Gone => Err(Code::Gone.into()),
        Standing::At(upload) if upload.is_complete() && upload.is_named => Err(Code::NotNow.into()),
        Standing::At(upload) => {
            state.store.forget_upload(reporter, sha256).await?;
            if upload.is_complete() {
                state.blobs.delete(reporter, sha256).await?;
            }
            Ok(StatusCode::NO_CONTENT)
        }
    }
}
