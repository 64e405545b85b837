//! Photographs, resumable: tus 1.0.0 at `/v1/uploads/{sha256}`.
//!
//! An upload's address is its hash, resolved within the reporter that the token belongs to: a
//! phone that lost the answer to a creation asks `HEAD` at the address that it can compute, and
//! nobody learns what others have uploaded. Ordinary tus clients create at `/v1/uploads`, with
//! the hash in `Upload-Metadata`.
//!
//! ```text
//! POST ─▶ created, offset 0 ──▶ PATCH … rows of the database … last bytes
//!           │ known already: its offset              │ hash, structure, metadata
//!           │ only withdrawn reports name it: gone   ├ wrong ─▶ offset 0, or forgotten
//!           ▼                                        ▼
//!         HEAD: offset                             file, fsync ─▶ complete ─▶ 204
//! ```
//!
//! What arrives before a connection is cut is kept, unless the request carries a checksum: then
//! nothing of it is kept before all of it has been compared. The last bytes of an upload are
//! never acknowledged before the photograph has been checked and is a file on disk.

mod create;
mod finish;
mod headers;
pub(crate) mod lock;
pub(crate) mod look_back;
mod patch;
mod receive;
mod stand;
pub(crate) mod sweep;
mod terminate;

use axum::{
    Router,
    extract::{FromRequestParts, Path},
    http::request::Parts,
    middleware::from_fn,
    routing::{options as on_options, post},
};
use langnghe_wire::{Code, Sha256};

use crate::{problem::Failure, state::App};

/// The path under which uploads lie.
const ROOT: &str = "/v1/uploads";

/// Every address of uploads.
pub(crate) fn routes() -> Router<App> {
    let by_hash = post(create::at_its_address)
        .head(stand::stand)
        .patch(patch::patch)
        .delete(terminate::terminate)
        .options(headers::abilities);
    Router::new()
        .route(
            ROOT,
            on_options(headers::abilities).post(create::by_metadata),
        )
        .route(&format!("{ROOT}/{{sha256}}"), by_hash)
        .layer(from_fn(headers::speak_tus))
}

/// The hash in an upload's address. Other spellings are other addresses, where nothing is.
pub(crate) struct Address(pub(crate) Sha256);

impl<S: Send + Sync> FromRequestParts<S> for Address {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        Path::<String>::from_request_parts(parts, state)
            .await
            .ok()
            .and_then(|Path(sha256)| sha256.parse().ok())
            .map(Self)
            .ok_or_else(|| Code::UnknownUpload.into())
    }
}
