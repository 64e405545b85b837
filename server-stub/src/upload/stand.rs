//! `HEAD`: where an upload stands.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use langnghe_wire::Code;

use super::{Address, headers};
use crate::{
    identity::bearer::{Bearer, known_device},
    problem::Failure,
    state::App,
    store::Standing,
};

/// `HEAD /v1/uploads/{sha256}`. Whoever asks means to go on: a request that still holds the
/// upload lets go first, so that the offset told is where the next bytes belong.
pub(super) async fn stand(
    State(state): State<App>,
    Address(sha256): Address,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let bearer = Bearer::of(&headers)?;
    let reporter = known_device(&state, &bearer).await?.reporter;
    let patience = state.patience.upload_lock;
    let _held = state.upload_locks.hold(reporter, sha256, patience).await;
    let now = state.clock.now();
    match state.store.upload(reporter, sha256, now).await? {
        Standing::Unknown => Err(Code::UnknownUpload.into()),
        Standing::Gone => Err(Code::Gone.into()),
        Standing::At(upload) => Ok(headers::standing_at(StatusCode::OK, &upload)),
    }
}
