//! `GET /healthz`: whether a report could be taken now, with its photographs.

use std::sync::Arc;

use axum::{extract::State, http::header, response::IntoResponse};

use crate::{problem::Failure, state::ServerState};

/// 200 if a transaction was just committed and a file written; a problem otherwise.
pub(crate) async fn healthz(
    State(state): State<Arc<ServerState>>,
) -> Result<impl IntoResponse, Failure> {
    state.store.probe().await?;
    state.blobs.probe().await?;
    Ok(([(header::CACHE_CONTROL, "no-store")], "ok\n"))
}
