//! Phones: one round trip for what they have to say and what happened meanwhile.
//!
//! ```text
//! body, within its limits ─▶ who (or: registers) ─▶ operations, in one transaction ─▶ changes
//! ```
//! A pull without operations writes nothing and waits for no writer. What the phone's clock says
//! is noted beside the answer, never in its way.

pub(crate) mod body;

use std::sync::Arc;

use axum::{
    Json,
    body::Body,
    extract::{Request, State},
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use langnghe_planted::{Bug, planted};
use langnghe_wire::{
    Code, SyncRequest, SyncResponse,
    limits::{OPERATIONS_PER_REQUEST, REQUEST_BYTES},
};

use crate::{
    case::decide::Incoming,
    identity::{
        Device,
        bearer::{Bearer, known_device, register},
    },
    problem::Failure,
    state::ServerState,
};

/// A device's clock is noted when it is off by this much more or less than noted before.
const SKEW_STEP_MS: i64 = 2_000;

/// `POST /v1/sync`.
///
/// # Errors
/// A [`Failure`] where the request as a whole can't be answered.
pub(crate) async fn sync(
    State(state): State<Arc<ServerState>>,
    request: Request,
) -> Result<Response, Failure> {
    let (parts, body) = request.into_parts();
    let bearer = Bearer::of(&parts.headers)?;
    let request = read(&state, &parts.headers, body).await?;
    let now = state.clock.now();
    let device = who(&state, &bearer, &request, now).await?;

    let moment = state.moment_at(now);
    let operations = request
        .operations
        .iter()
        .map(|raw| Incoming::read(raw.get(), &moment, &state.without_operations))
        .collect::<Result<Vec<_>, Code>>()?;
    if planted(Bug::LogsWords) {
        tracing::info!(operations = ?request.operations, "a sync");
    }
    let results = if operations.is_empty() {
        vec![]
    } else {
        state
            .store
            .apply(device.clone(), operations, moment)
            .await?
    };
    note_skew(&state, &device, request.now, now);

    let page = state.store.changes(device.reporter, request.cursor).await?;
    Ok(Json(SyncResponse {
        epoch: state.store.epoch().await?,
        results,
        changes: page.changes,
        cursor: page.cursor,
        more: page.more,
        backed_up_through: state.store.backed_up_through().await?,
        catalogue: state.rules.current().offered.version,
        now,
    })
    .into_response())
}

async fn read(
    state: &ServerState,
    headers: &HeaderMap,
    body: Body,
) -> Result<SyncRequest, Failure> {
    let bytes = body::read(headers, body, REQUEST_BYTES, state.patience.idle_body).await?;
    let request: SyncRequest = serde_json::from_slice(&bytes).map_err(|_| Code::Malformed)?;
    if request.operations.len() > OPERATIONS_PER_REQUEST {
        return Err(Code::RequestTooLarge.into());
    }
    Ok(request)
}

/// The device that asks; one that introduces itself is registered.
async fn who(
    state: &ServerState,
    bearer: &Bearer,
    request: &SyncRequest,
    now: Timestamp,
) -> Result<Device, Failure> {
    match &request.register {
        None => known_device(state, bearer).await,
        Some(registration) => {
            let skew_ms = skew(request.now, now);
            register(state, bearer, registration, skew_ms, now).await
        }
    }
}

fn skew(claimed: Timestamp, now: Timestamp) -> i64 {
    claimed
        .as_millisecond()
        .saturating_sub(now.as_millisecond())
}

/// Keeps how far the phone's clock is off, where that changed. Nobody waits for it: a pull must
/// not, while somebody writes.
fn note_skew(state: &ServerState, device: &Device, claimed: Timestamp, now: Timestamp) {
    let skew_ms = skew(claimed, now);
    if skew_ms.abs_diff(device.skew_ms) <= SKEW_STEP_MS.unsigned_abs() {
        return;
    }
    let (store, device) = (Arc::clone(&state.store), device.id);
    tokio::spawn(async move {
        if let Err(error) = store.keep_skew(device, skew_ms).await {
            tracing::warn!(%error, "a device's clock was not noted");
        }
    });
}
