//! `GET /v1/roots`: the daily roots, for whoever wants to keep copies. That somebody does is what
//! makes rewriting the record noticeable.
//!
//! They tell nothing of anybody: how many cases changed on a day, and hashes.

use axum::{
    Json,
    extract::{Query, State, rejection::QueryRejection},
    http::{HeaderValue, header::CACHE_CONTROL},
    response::{IntoResponse as _, Response},
};
use langnghe_wire::Code;
use serde::{Deserialize, Serialize};

use super::Root;
use crate::{problem::Failure, state::App};

/// Roots of an answer: nearly three years'.
const PAGE: usize = 1_000;

#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    /// The number of the last root that is known.
    #[serde(default)]
    after: u64,
}

#[derive(Debug, Serialize)]
struct Answer {
    /// The format of roots, and of all that is under them.
    format: u32,
    roots: Vec<Root>,
    /// Whether there are more behind these.
    more: bool,
}

/// `GET /v1/roots?after=NUMBER`
pub(crate) async fn roots(
    State(state): State<App>,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, Failure> {
    let Query(Asked { after }) = asked.map_err(|_| Code::Malformed)?;
    let mut roots = state.store.roots(after, PAGE + 1).await?;
    let more = roots.len() > PAGE;
    roots.truncate(PAGE);
    let format = 1;
    let answer = Answer {
        format,
        roots,
        more,
    };
    // A root never changes, but others follow.
    let caching = HeaderValue::from_static("public, max-age=300");
    Ok(([(CACHE_CONTROL, caching)], Json(answer)).into_response())
}
