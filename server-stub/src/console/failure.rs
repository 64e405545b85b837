//! Why a page isn't what was asked for.
//!
//! A handler answers with a [`Failure`]; so do extractors, unknown addresses, wrong methods, the
//! limits on requests and whatever catches a panic, with a bare status. [`in_words`] turns all of them into a page in the reader's language, so
//! that no way through the console ends in a blank or a foreign message. What somebody had typed
//! stands on that page, to be copied: see [`Failure::keeping`].

use std::error::Error;

use askama::Template;
use axum::{
    extract::Request,
    http::{StatusCode, header::CONTENT_TYPE},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};

use super::{
    page::{Frame, render},
    preference::language_of,
};
use crate::store::StoreError;

/// Why there is no page.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// There is no such case, or it is another unit's: told alike.
    #[error("not found")]
    NotFound,
    /// The request isn't from a page of ours.
    #[error("forbidden")]
    Forbidden,
    /// The form lacks a part.
    #[error("malformed")]
    Malformed,
    /// The form has more bytes than are read.
    #[error("too large")]
    TooLarge,
    /// Somebody else is at it just now.
    #[error("busy")]
    Busy,
    /// Nobody is signed in; where to go on afterwards.
    #[error("nobody is signed in")]
    SignedOut {
        /// The sign-in page.
        sign_in: String,
    },
    /// Nobody is signed in, and it isn't a page that was asked for.
    #[error("nobody is signed in for a script")]
    NoSession,
    /// Something broke.
    #[error("internal")]
    Internal(#[source] Box<dyn Error + Send + Sync>),
    /// Whatever it is, somebody had typed something.
    #[error("{failure}, with something typed")]
    Keeping {
        /// Why there is no page.
        #[source]
        failure: Box<Self>,
        /// What they typed.
        words: Vec<String>,
    },
}

impl Failure {
    pub(super) fn internal(source: impl Error + Send + Sync + 'static) -> Self {
        Self::Internal(Box::new(source))
    }

    /// The same, on a page that gives back what was typed: no other page has it any more.
    pub(super) fn keeping(self, words: Vec<String>) -> Self {
        match self {
            Self::SignedOut { .. } | Self::Keeping { .. } => self,
            failure if words.is_empty() => failure,
            failure => Self::Keeping {
                failure: Box::new(failure),
                words,
            },
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::internal(error)
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND.into_response(),
            Self::Forbidden => StatusCode::FORBIDDEN.into_response(),
            Self::Malformed => StatusCode::UNPROCESSABLE_ENTITY.into_response(),
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE.into_response(),
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE.into_response(),
            Self::NoSession => StatusCode::UNAUTHORIZED.into_response(),
            Self::SignedOut { sign_in } => Redirect::to(&sign_in).into_response(),
            Self::Internal(source) => {
                tracing::error!(error = &*source, "a page of the console could not be made");
                StatusCode::INTERNAL_SERVER_ERROR.into_response()
            }
            Self::Keeping { failure, words } => {
                let mut response = failure.into_response();
                response.extensions_mut().insert(Words(words));
                response
            }
        }
    }
}

/// Marks a response that is a page already.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rendered;

/// What was typed, on its way to the page that says why nothing came of it.
#[derive(Clone)]
struct Words(Vec<String>);

#[derive(Debug, Template)]
#[template(path = "message.html")]
struct MessagePage {
    frame: Frame,
    title: &'static str,
    text: &'static str,
    /// What was typed, to be copied.
    words: Vec<String>,
}

/// Gives every bare failure its page.
pub(super) async fn in_words(request: Request, next: Next) -> Response {
    let language = language_of(request.headers());
    let mut response = next.run(request).await;
    let status = response.status();
    let is_bare = response.extensions().get::<Rendered>().is_none();
    if !is_bare || !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let words = response.extensions_mut().remove::<Words>();
    let words = words.map_or_else(Vec::new, |Words(words)| words);
    // The switch of languages would lead away from the words.
    let here = if words.is_empty() {
        "/console/cases"
    } else {
        ""
    };
    let frame = Frame::public(language, here);
    let t = &frame.texts.errors;
    let (title, text) = match status {
        StatusCode::UNAUTHORIZED => (&frame.texts.sign_in.title, &frame.texts.sign_in.expired),
        StatusCode::FORBIDDEN => (&t.forbidden, &t.forbidden_more),
        StatusCode::NOT_FOUND => (&t.not_found, &t.not_found_more),
        StatusCode::METHOD_NOT_ALLOWED => (&t.method, &t.method_more),
        StatusCode::PAYLOAD_TOO_LARGE => (&t.too_large, &t.too_large_more),
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::REQUEST_TIMEOUT => (&t.busy, &t.busy_more),
        status if status.is_client_error() => (&t.malformed, &t.malformed_more),
        _ => (&t.internal, &t.internal_more),
    };
    let page = MessagePage {
        frame,
        title,
        text,
        words,
    };
    match render(status, &page) {
        Ok(mut page) => {
            // `Allow` and the like still hold; the body is another one.
            for (name, value) in response.headers() {
                if name != CONTENT_TYPE && name.as_str() != "content-length" {
                    page.headers_mut().insert(name.clone(), value.clone());
                }
            }
            page
        }
        Err(_) => response,
    }
}
