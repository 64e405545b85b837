//! `POST`: begins an upload, or says where it stands; it may bring bytes from the beginning.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use langnghe_wire::{Code, Sha256};

use super::{Address, ROOT, headers, receive::Receiving};
use crate::{
    identity::bearer::{Bearer, known_device},
    problem::Failure,
    state::{App, ServerState},
    store::{BeginUpload, BeginUploadError},
};

/// `POST /v1/uploads/{sha256}`: at the address that a phone computes.
pub(super) async fn at_its_address(
    State(state): State<App>,
    Address(sha256): Address,
    request: Request,
) -> Result<Response, Failure> {
    if headers::hash_in_metadata(request.headers())?.is_some_and(|named| named != sha256) {
        return Err(Code::Malformed.into());
    }
    create(state, sha256, request).await
}

/// `POST /v1/uploads`: as ordinary tus clients do, with the hash in the metadata.
pub(super) async fn by_metadata(
    State(state): State<App>,
    request: Request,
) -> Result<Response, Failure> {
    let named = headers::hash_in_metadata(request.headers())?;
    create(state, named.ok_or(Code::Malformed)?, request).await
}

async fn create(
    state: Arc<ServerState>,
    sha256: Sha256,
    request: Request,
) -> Result<Response, Failure> {
    let (parts, body) = request.into_parts();
    let bearer = Bearer::of(&parts.headers)?;
    let length = headers::length(&parts.headers)?;
    let checksum = headers::checksum(&parts.headers)?;
    let reporter = known_device(&state, &bearer).await?.reporter;

    let patience = state.patience.upload_lock;
    let held = state.upload_locks.hold(reporter, sha256, patience).await;
    let held = held.ok_or(Code::OffsetConflict)?;
    let begin = BeginUpload { sha256, length };
    let now = state.clock.now();
    let begun = state.store.begin_upload(reporter, begin, now).await;
    let mut upload = begun.map_err(failure)?;

    if headers::brings_bytes(&parts.headers) && !upload.is_complete() {
        let receiving = Receiving {
            reporter,
            sha256,
            // The body begins at 0: a creation that is sent again goes on where it was cut.
            skip: upload.offset,
            upload,
            held,
            checksum,
            state,
        };
        upload = receiving.run(body).await?;
    }
    let mut response = headers::standing_at(StatusCode::CREATED, &upload);
    let location = HeaderValue::try_from(format!("{ROOT}/{sha256}"));
    response.headers_mut().insert(
        header::LOCATION,
        location.expect("a path of letters and digits is a header's value"),
    );
    Ok(response)
}

fn failure(error: BeginUploadError) -> Failure {
    match error {
        BeginUploadError::QuotaExceeded => Code::QuotaExceeded.into(),
        BeginUploadError::Gone => Code::Gone.into(),
        BeginUploadError::OtherLength => Code::Malformed.into(),
        BeginUploadError::Store(error) => error.into(),
    }
}
