//! Failures as answers: every one is a [`Problem`], `application/problem+json`.

use std::time::Duration;

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use langnghe_wire::{Code, Problem};

use crate::{blob::BlobError, store::StoreError};

/// A failed request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure(pub Problem);

impl Failure {
    /// With another HTTP status than the code's own, where HTTP has a narrower word for it.
    #[must_use]
    pub fn with_status(code: Code, status: StatusCode) -> Self {
        let mut problem = Problem::new(code);
        problem.status = status.as_u16();
        Self(problem)
    }
}

impl From<Code> for Failure {
    /// The problem of a code. What the server brings about says when to come back.
    fn from(code: Code) -> Self {
        let problem = Problem::new(code);
        let wait = match code {
            Code::Busy | Code::RateLimited => 5,
            Code::StorageFailed | Code::Internal => 30,
            Code::QuotaExceeded => 600,
            _ => return Self(problem),
        };
        Self(problem.retry_after(Duration::from_secs(wait)))
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match &error {
            StoreError::Busy | StoreError::Closed => Code::Busy.into(),
            StoreError::StorageFailed(_) => {
                tracing::error!(%error, "the store failed");
                Code::StorageFailed.into()
            }
            _ => {
                tracing::error!(%error, "the store broke");
                Code::Internal.into()
            }
        }
    }
}

impl From<BlobError> for Failure {
    fn from(error: BlobError) -> Self {
        tracing::error!(%error, "the photographs' storage failed");
        Code::StorageFailed.into()
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let Self(problem) = self;
        let status =
            StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&problem).expect("a problem has string keys only");
        let mut response = (status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static(Problem::MEDIA_TYPE),
        );
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        // The answer to a HEAD has no body: there the header speaks.
        let code = HeaderValue::from_static(problem.code.as_str());
        headers.insert(Problem::HEADER, code);
        if let Some(seconds) = problem.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
