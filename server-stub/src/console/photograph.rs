//! Photographs, for those who may see their case. They are read anew each time and not kept by
//! the browser; thumbnails are made once and kept in memory, as many as a few lists show.

use std::{
    collections::HashMap,
    sync::{LazyLock, Mutex, PoisonError},
};

use axum::{
    extract::{Path, State},
    http::{HeaderValue, header::CONTENT_TYPE},
    response::{IntoResponse as _, Response},
};
use bytes::Bytes;
use langnghe_photo::PhotoError;
use langnghe_wire::{ReportId, Sha256};

use super::{failure::Failure, session::Desk};
use crate::{blob::BlobError, identity::ReporterId, state::App};

/// At up to 30 KB each, 15 MB at most.
const KEPT_THUMBNAILS: usize = 500;

/// Whoever may see a photograph was asked before; the hash says which it is.
static THUMBNAILS: LazyLock<Mutex<HashMap<Sha256, Bytes>>> = LazyLock::new(Mutex::default);

/// `GET /console/cases/{report}/photographs/{sha256}`
pub(super) async fn large(
    State(state): State<App>,
    desk: Desk,
    Path((report, sha256)): Path<(ReportId, Sha256)>,
) -> Result<Response, Failure> {
    let reporter = reporter_of(&state, &desk, report, sha256).await?;
    Ok(jpeg(read(&state, reporter, sha256).await?))
}

/// `GET /console/cases/{report}/thumbnails/{sha256}`
pub(super) async fn small(
    State(state): State<App>,
    desk: Desk,
    Path((report, sha256)): Path<(ReportId, Sha256)>,
) -> Result<Response, Failure> {
    let reporter = reporter_of(&state, &desk, report, sha256).await?;
    let kept = thumbnails().get(&sha256).cloned();
    if let Some(thumbnail) = kept {
        return Ok(jpeg(thumbnail));
    }
    let large = read(&state, reporter, sha256).await?;
    let _slot = state.checks.acquire().await.map_err(Failure::internal)?;
    let thumbnail = tokio::task::spawn_blocking(move || small_copy(&large))
        .await
        .map_err(Failure::internal)?
        .map_err(Failure::internal)?;
    let thumbnail = Bytes::from(thumbnail);
    let mut kept = thumbnails();
    if kept.len() >= KEPT_THUMBNAILS {
        kept.clear();
    }
    kept.insert(sha256, thumbnail.clone());
    Ok(jpeg(thumbnail))
}

fn small_copy(large: &[u8]) -> Result<Vec<u8>, PhotoError> {
    langnghe_photo::prepare(large).map(|prepared| prepared.thumbnail)
}

fn thumbnails() -> std::sync::MutexGuard<'static, HashMap<Sha256, Bytes>> {
    // A map of finished thumbnails is whole whatever happened to who held it.
    THUMBNAILS.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn reporter_of(
    state: &App,
    desk: &Desk,
    report: ReportId,
    sha256: Sha256,
) -> Result<ReporterId, Failure> {
    state
        .store
        .photograph(desk.user(), report, sha256)
        .await?
        .ok_or(Failure::NotFound)
}

async fn read(state: &App, reporter: ReporterId, sha256: Sha256) -> Result<Bytes, Failure> {
    state
        .blobs
        .read(reporter, sha256)
        .await
        .map_err(|error| match error {
            BlobError::NotFound => Failure::NotFound,
            failed @ BlobError::Failed(_) => Failure::internal(failed),
        })
}

fn jpeg(bytes: Bytes) -> Response {
    (
        [(CONTENT_TYPE, HeaderValue::from_static("image/jpeg"))],
        bytes,
    )
        .into_response()
}
