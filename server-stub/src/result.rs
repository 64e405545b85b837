//! Photographs of the result, for the phone of the person who reported: `GET
//! /v1/photographs/{sha256}`.
//!
//! Like an upload's, the address is resolved within the reporter that the token belongs to, and
//! only what the history of one of the reporter's cases names, or of one that such a case was
//! merged into, is here. What isn't there, is
//! somebody else's, or was never named are answered alike. A photograph is small enough to come
//! whole; one that was cut on its way is asked for again.

use axum::{
    extract::State,
    http::{
        HeaderMap, HeaderValue,
        header::{CACHE_CONTROL, CONTENT_TYPE},
    },
    response::{IntoResponse as _, Response},
};
use langnghe_wire::Code;

use crate::{
    blob::BlobError,
    identity::bearer::{Bearer, known_device},
    problem::Failure,
    state::App,
    upload::Address,
};

/// `GET /v1/photographs/{sha256}`
pub(crate) async fn photograph(
    State(state): State<App>,
    Address(sha256): Address,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let bearer = Bearer::of(&headers)?;
    let reporter = known_device(&state, &bearer).await?.reporter;
    let Some(whose) = state.store.result_of(reporter, sha256).await? else {
        return Err(Code::UnknownUpload.into());
    };
    let bytes = match state.blobs.read(whose, sha256).await {
        Ok(bytes) => bytes,
        Err(BlobError::NotFound) => return Err(Code::UnknownUpload.into()),
        Err(error) => return Err(error.into()),
    };
    let about = [
        (CONTENT_TYPE, HeaderValue::from_static("image/jpeg")),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((about, bytes).into_response())
}
