//! Every route on one screen, and what holds for all of them.

use std::{any::Any, sync::Arc};

use axum::{
    Router,
    extract::{Request, State},
    http::StatusCode,
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use langnghe_wire::Code;
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer};

use crate::{
    catalogue::catalogue, chain::roots, console, health::healthz, problem::Failure, result,
    state::App, sync::sync, upload,
};

/// The whole server.
pub fn router(state: App) -> Router {
    let phones = Router::new()
        .route("/v1/sync", post(sync))
        .merge(upload::routes())
        .route("/v1/photographs/{sha256}", get(result::photograph))
        .route("/v1/catalogue", get(catalogue))
        .route("/v1/roots", get(roots))
        .route("/healthz", get(healthz))
        .method_not_allowed_fallback(wrong_method)
        // Pages carry secrets beside what somebody wrote: the console decides for itself.
        .layer(CompressionLayer::new())
        .fallback(unknown_route);
    // People read what the console says of a limit or a defect in words.
    limited(phones, &state)
        .merge(console::around(limited(console::routes(), &state)))
        .with_state(state)
}

/// What holds for every route: so many at a time, none for ever, and none breaks another.
fn limited(routes: Router<App>, state: &App) -> Router<App> {
    routes
        .layer(from_fn_with_state(Arc::clone(state), within_limits))
        .layer(CatchPanicLayer::custom(broken))
}

/// A phone that is newer than this server may ask for what isn't here yet: it waits.
async fn unknown_route() -> Failure {
    Failure::with_status(Code::UpgradeRequired, StatusCode::NOT_FOUND)
}

async fn wrong_method() -> Failure {
    Failure::with_status(Code::Malformed, StatusCode::METHOD_NOT_ALLOWED)
}

/// Only so many requests at a time, and none for ever.
async fn within_limits(State(state): State<App>, request: Request, next: Next) -> Response {
    let Ok(_slot) = state.requests.try_acquire() else {
        return Failure::from(Code::Busy).into_response();
    };
    tokio::time::timeout(state.patience.request, next.run(request))
        .await
        .unwrap_or_else(|_| Failure::from(Code::RequestTimeout).into_response())
}

/// A panic is a defect of ours; its message may quote what somebody wrote, and stays out of logs.
fn broken(_panic: Box<dyn Any + Send + 'static>) -> Response {
    tracing::error!("a handler panicked");
    Failure::from(Code::Internal).into_response()
}
