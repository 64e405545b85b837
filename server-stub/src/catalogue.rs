//! `GET /v1/catalogue`: categories, terms and texts, for phones whose own are older.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::state::ServerState;

/// Answers with the catalogue, or that the one at hand is it.
pub(crate) async fn catalogue(
    State(state): State<Arc<ServerState>>,
    headers: HeaderMap,
) -> Response {
    let json = serde_json::to_vec(&*state.rules.current().offered)
        .expect("a catalogue was read from JSON, and can be written so");
    let etag = format!("\"{}\"", langnghe_wire::Sha256::of(&json));
    let is_at_hand = headers
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|tags| tags.split(',').any(|tag| names(tag, &etag)));
    let mut response = if is_at_hand {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, "application/json")], json).into_response()
    };
    let headers = response.headers_mut();
    if let Ok(value) = HeaderValue::from_str(&etag) {
        headers.insert(header::ETAG, value);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

fn names(tag: &str, etag: &str) -> bool {
    let tag = tag.trim();
    tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag
}
