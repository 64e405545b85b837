//! Bodies within their limits: of bytes, before and after decompression, and of time.

use std::{io::Read as _, time::Duration};

use axum::{
    body::Body,
    http::{HeaderMap, header},
};
use bytes::{Bytes, BytesMut};
use flate2::read::GzDecoder;
use futures_util::StreamExt as _;
use langnghe_planted::{Bug, planted};
use langnghe_wire::Code;

/// How every gzip stream begins. JSON never does.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// Reads a body of at most `limit` bytes, after decompression (gzip) if it is compressed. A body
/// that stands still for longer than `idle` is given up.
///
/// # Errors
/// [`Code::RequestTooLarge`]; [`Code::RequestTimeout`] for a body that stands still or is cut, which
/// says nothing about what was in it; or [`Code::Malformed`] for one that isn't what its header
/// says, or is compressed in another way.
pub(crate) async fn read(
    headers: &HeaderMap,
    body: Body,
    limit: usize,
    idle: Duration,
) -> Result<Bytes, Code> {
    let bytes = read_raw(body, limit, idle).await?;
    match headers.get(header::CONTENT_ENCODING).map(|v| v.as_bytes()) {
        // Proxies are met that take the header away and leave the body as it was.
        None | Some(b"identity") if bytes.starts_with(&GZIP) => gunzip(&bytes, limit),
        None | Some(b"identity") => Ok(bytes),
        Some(b"gzip") => gunzip(&bytes, limit),
        Some(_) => Err(Code::Malformed),
    }
}

async fn read_raw(body: Body, limit: usize, idle: Duration) -> Result<Bytes, Code> {
    let mut frames = body.into_data_stream();
    let mut all = BytesMut::new();
    loop {
        match tokio::time::timeout(idle, frames.next()).await {
            Err(_) | Ok(Some(Err(_))) => return Err(Code::RequestTimeout),
            Ok(None) => return Ok(all.freeze()),
            Ok(Some(Ok(frame))) if all.len() + frame.len() > limit => {
                return Err(Code::RequestTooLarge);
            }
            Ok(Some(Ok(frame))) => all.extend_from_slice(&frame),
        }
    }
}

/// Never makes more than the limit, however small the bytes were that promise more.
fn gunzip(bytes: &[u8], limit: usize) -> Result<Bytes, Code> {
    let mut all = vec![];
    let limit = if planted(Bug::UnzipsAnything) {
        usize::MAX / 2
    } else {
        limit
    };
    GzDecoder::new(bytes)
        .take(limit as u64 + 1)
        .read_to_end(&mut all)
        .map_err(|_| Code::Malformed)?;
    if all.len() > limit {
        return Err(Code::RequestTooLarge);
    }
    Ok(all.into())
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::{Compression, write::GzEncoder};

    use super::*;

    const IDLE: Duration = Duration::from_secs(1);

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(vec![], Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    async fn read_as(encoding: &'static str, bytes: Vec<u8>, limit: usize) -> Result<Bytes, Code> {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_ENCODING, encoding.parse().unwrap());
        read(&headers, Body::from(bytes), limit, IDLE).await
    }

    #[tokio::test]
    async fn the_limit_counts_after_decompression() {
        let bomb = gzip(&vec![b'a'; 10_000]);
        assert!(bomb.len() < 100);
        assert_eq!(
            read_as("gzip", bomb.clone(), 9_999).await,
            Err(Code::RequestTooLarge)
        );
        assert_eq!(read_as("gzip", bomb, 10_000).await.unwrap().len(), 10_000);
        assert_eq!(
            read_as("identity", vec![b'a'; 11], 10).await,
            Err(Code::RequestTooLarge)
        );
    }

    #[tokio::test]
    async fn what_is_compressed_is_known_without_its_header() {
        let hidden = async |limit| {
            let body = Body::from(gzip(b"a report"));
            read(&HeaderMap::new(), body, limit, IDLE).await
        };
        assert_eq!(hidden(100).await.unwrap(), "a report");
        assert_eq!(hidden(7).await, Err(Code::RequestTooLarge));
    }

    #[tokio::test]
    async fn what_is_not_what_its_header_says_is_malformed() {
        assert_eq!(
            read_as("gzip", b"plain".to_vec(), 100).await,
            Err(Code::Malformed)
        );
        assert_eq!(
            read_as("br", b"plain".to_vec(), 100).await,
            Err(Code::Malformed)
        );
        let mut cut = gzip(b"a report");
        cut.truncate(cut.len() - 4);
        assert_eq!(read_as("gzip", cut, 100).await, Err(Code::Malformed));
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_that_stands_still_is_given_up() {
        let stalled =
            Body::from_stream(futures_util::stream::pending::<Result<Bytes, std::io::Error>>());
        assert_eq!(
            read(&HeaderMap::new(), stalled, 10, IDLE).await,
            Err(Code::RequestTimeout)
        );
    }
}
