//! What an answer means. The one place where the outside becomes a [`Failure`].

use std::io::Read as _;

use flate2::read::GzDecoder;
use http::{HeaderMap, Response, header};
use http_body_util::BodyExt as _;
use jiff::SignedDuration;
use langnghe_wire::{Problem, limits::PHOTOGRAPH_BYTES};

use super::{AnswerBody, Failure, Unreachable};

/// Answers are read up to this size, compressed and otherwise; ours are smaller.
const ANSWER_BYTES: usize = 4 * 1024 * 1024;
/// How every gzip stream begins. JSON never does.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// The answer's body, if it is a success of the media type that ours has.
pub(super) async fn body(
    response: Response<AnswerBody>,
    media_type: &str,
) -> Result<Vec<u8>, Failure> {
    body_within(response, media_type, ANSWER_BYTES).await
}

/// A photograph, of at most as many bytes as one may have.
pub(super) async fn photograph(response: Response<AnswerBody>) -> Result<Vec<u8>, Failure> {
    let limit = usize::try_from(PHOTOGRAPH_BYTES).unwrap_or(usize::MAX);
    body_within(response, "image/jpeg", limit).await
}

async fn body_within(
    response: Response<AnswerBody>,
    media_type: &str,
    limit: usize,
) -> Result<Vec<u8>, Failure> {
    let status = response.status();
    let (is_answer, is_problem) = (
        has_type(response.headers(), media_type),
        has_type(response.headers(), Problem::MEDIA_TYPE),
    );
    if status.is_success() && is_answer {
        return read(response, limit).await;
    }
    if !status.is_success() && is_problem {
        return Err(problem(&read(response, ANSWER_BYTES).await?));
    }
    Err(Unreachable::NotOurServer.into())
}

fn has_type(headers: &HeaderMap, wanted: &str) -> bool {
    let value = headers.get(header::CONTENT_TYPE);
    value
        .and_then(|v| v.to_str().ok())
        .is_some_and(|v| v.starts_with(wanted))
}

/// What a tus server says in its headers: how far the upload stands.
pub(super) async fn offset(response: Response<AnswerBody>) -> Result<u64, Failure> {
    if !response.status().is_success() {
        return Err(refusal(response).await);
    }
    let ours = response.headers().contains_key("tus-resumable");
    let offset = response
        .headers()
        .get("upload-offset")
        .and_then(|v| v.to_str().ok()?.parse().ok());
    match offset {
        Some(offset) if ours => Ok(offset),
        _ => Err(Unreachable::NotOurServer.into()),
    }
}

/// Why an upload was refused. An answer to HEAD has no body: there the header speaks.
async fn refusal(response: Response<AnswerBody>) -> Failure {
    let named = response
        .headers()
        .get(Problem::HEADER)
        .and_then(|v| v.to_str().ok());
    let code = named.and_then(|name| {
        langnghe_wire::Code::ALL
            .iter()
            .copied()
            .find(|code| code.as_str() == name)
    });
    if let Some(code) = code {
        let seconds = response.headers().get(header::RETRY_AFTER);
        let seconds = seconds.and_then(|v| v.to_str().ok()?.parse().ok());
        return Failure::Problem {
            code,
            retry_after: seconds.map(SignedDuration::from_secs),
        };
    }
    match body(response, "\0").await {
        Err(failure) => failure,
        Ok(_) => Unreachable::NotOurServer.into(),
    }
}

fn problem(json: &[u8]) -> Failure {
    match serde_json::from_slice::<Problem>(json) {
        // A code from the future on a whole request is no reason to give up on anything.
        Ok(problem) if problem.code != langnghe_wire::Code::Unknown => Failure::Problem {
            code: problem.code,
            retry_after: problem
                .retry_after
                .map(|s| SignedDuration::from_secs(i64::try_from(s).unwrap_or(i64::MAX))),
        },
        _ => Unreachable::NotOurServer.into(),
    }
}

async fn read(response: Response<AnswerBody>, limit: usize) -> Result<Vec<u8>, Failure> {
    let mut body = response.into_body();
    let mut bytes = Vec::new();
    while let Some(frame) = body.frame().await {
        let chunk = frame?.into_data().unwrap_or_default();
        if bytes.len() + chunk.len() > limit {
            return Err(Unreachable::NotOurServer.into());
        }
        bytes.extend_from_slice(&chunk);
    }
    // Whatever its header says: proxies are met that take it away and leave the body as it was.
    if bytes.starts_with(&GZIP) {
        return gunzip(&bytes);
    }
    Ok(bytes)
}

/// Never makes more than the limit, however small the bytes were that promise more.
fn gunzip(bytes: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut all = Vec::new();
    GzDecoder::new(bytes)
        .take(ANSWER_BYTES as u64 + 1)
        .read_to_end(&mut all)
        .map_err(|_| Unreachable::Broken)?;
    if all.len() > ANSWER_BYTES {
        return Err(Unreachable::NotOurServer.into());
    }
    Ok(all)
}
