//! `PATCH`: more bytes.

use axum::{
    extract::{Request, State},
    http::StatusCode,
    response::Response,
};
use langnghe_wire::Code;

use super::{Address, headers, receive::Receiving};
use crate::{
    identity::bearer::{Bearer, known_device},
    problem::Failure,
    state::App,
    store::Standing,
};

/// `PATCH /v1/uploads/{sha256}`.
pub(super) async fn patch(
    State(state): State<App>,
    Address(sha256): Address,
    request: Request,
) -> Result<Response, Failure> {
    let (parts, body) = request.into_parts();
    let bearer = Bearer::of(&parts.headers)?;
    if !headers::brings_bytes(&parts.headers) {
        let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
        return Err(Failure::with_status(Code::Malformed, status));
    }
    let offset = headers::offset(&parts.headers)?;
    let checksum = headers::checksum(&parts.headers)?;
    let brings = headers::content_length(&parts.headers)?.unwrap_or(0);
    let reporter = known_device(&state, &bearer).await?.reporter;

    let patience = state.patience.upload_lock;
    let held = state.upload_locks.hold(reporter, sha256, patience).await;
    let held = held.ok_or(Code::OffsetConflict)?;
    let now = state.clock.now();
    let upload = match state.store.upload(reporter, sha256, now).await? {
        Standing::Unknown => return Err(Code::UnknownUpload.into()),
        Standing::Gone => return Err(Code::Gone.into()),
        Standing::At(upload) => upload,
    };
    if upload.offset != offset {
        return Err(Code::OffsetConflict.into());
    }
    if brings > upload.length - offset {
        return Err(Code::Malformed.into());
    }
    if upload.is_complete() {
        return Ok(headers::standing_at(StatusCode::NO_CONTENT, &upload));
    }
    let receiving = Receiving {
        state,
        reporter,
        sha256,
        upload,
        held,
        skip: 0,
        checksum,
    };
    let upload = receiving.run(body).await?;
    Ok(headers::standing_at(StatusCode::NO_CONTENT, &upload))
}
