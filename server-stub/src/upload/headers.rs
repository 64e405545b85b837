//! The headers of tus, read and written.

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use data_encoding::BASE64;
use jiff::Timestamp;
use langnghe_wire::{Code, Sha256, limits::PHOTOGRAPH_BYTES};

use crate::{problem::Failure, store::Upload};

const VERSION: HeaderValue = HeaderValue::from_static("1.0.0");
const TUS_RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
const TUS_VERSION: HeaderName = HeaderName::from_static("tus-version");
const TUS_EXTENSION: HeaderName = HeaderName::from_static("tus-extension");
const TUS_MAX_SIZE: HeaderName = HeaderName::from_static("tus-max-size");
const TUS_CHECKSUM_ALGORITHM: HeaderName = HeaderName::from_static("tus-checksum-algorithm");
const UPLOAD_OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const UPLOAD_LENGTH: HeaderName = HeaderName::from_static("upload-length");
const UPLOAD_EXPIRES: HeaderName = HeaderName::from_static("upload-expires");
const UPLOAD_CHECKSUM: HeaderName = HeaderName::from_static("upload-checksum");
const UPLOAD_METADATA: HeaderName = HeaderName::from_static("upload-metadata");
const BYTES_AT_AN_OFFSET: &str = "application/offset+octet-stream";

/// Refuses what speaks another version of tus, and marks every answer as tus.
pub(super) async fn speak_tus(request: Request, next: Next) -> Response {
    let is_asking = request.method() == Method::OPTIONS;
    let mut response = if is_asking || request.headers().get(TUS_RESUMABLE) == Some(&VERSION) {
        next.run(request).await
    } else {
        let mut refusal = Failure::from(Code::TusVersion).into_response();
        refusal.headers_mut().insert(TUS_VERSION, VERSION);
        refusal
    };
    response.headers_mut().insert(TUS_RESUMABLE, VERSION);
    response
}

/// `OPTIONS`: what this server can do.
pub(super) async fn abilities() -> impl IntoResponse {
    let extensions = "creation,creation-with-upload,checksum,expiration,termination";
    (
        StatusCode::NO_CONTENT,
        [
            (TUS_VERSION, VERSION),
            (TUS_EXTENSION, HeaderValue::from_static(extensions)),
            (TUS_MAX_SIZE, HeaderValue::from(PHOTOGRAPH_BYTES)),
            (TUS_CHECKSUM_ALGORITHM, HeaderValue::from_static("sha256")),
        ],
    )
}

/// How many bytes the upload will have. A length that is told later is no photograph of ours.
pub(super) fn length(headers: &HeaderMap) -> Result<u64, Code> {
    match number(headers, &UPLOAD_LENGTH)? {
        None | Some(0) => Err(Code::Malformed),
        Some(length) if length > PHOTOGRAPH_BYTES => Err(Code::PhotographTooLarge),
        Some(length) => Ok(length),
    }
}

/// At which offset the bytes begin.
pub(super) fn offset(headers: &HeaderMap) -> Result<u64, Code> {
    number(headers, &UPLOAD_OFFSET)?.ok_or(Code::Malformed)
}

/// How many bytes the request brings, where it says so.
pub(super) fn content_length(headers: &HeaderMap) -> Result<Option<u64>, Code> {
    number(headers, &header::CONTENT_LENGTH)
}

fn number(headers: &HeaderMap, name: &HeaderName) -> Result<Option<u64>, Code> {
    let Some(value) = headers.get(name) else {
        return Ok(None);
    };
    // Digits only: `parse` alone would take a sign.
    let text = value.to_str().map_err(|_| Code::Malformed)?;
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Code::Malformed);
    }
    text.parse().map(Some).map_err(|_| Code::Malformed)
}

/// Whether the body is bytes of the upload.
pub(super) fn brings_bytes(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind == BYTES_AT_AN_OFFSET)
}

/// The hash that the request's bytes must have, where it says one.
pub(super) fn checksum(headers: &HeaderMap) -> Result<Option<Sha256>, Code> {
    let Some(value) = headers.get(UPLOAD_CHECKSUM) else {
        return Ok(None);
    };
    let text = value.to_str().map_err(|_| Code::Malformed)?;
    let (algorithm, digest) = text.split_once(' ').ok_or(Code::Malformed)?;
    if algorithm != "sha256" {
        return Err(Code::Malformed);
    }
    let bytes = BASE64
        .decode(digest.as_bytes())
        .map_err(|_| Code::Malformed)?;
    let bytes = <[u8; 32]>::try_from(bytes).map_err(|_| Code::Malformed)?;
    Ok(Some(Sha256::from_bytes(bytes)))
}

/// The hash of the whole upload, as `Upload-Metadata` names it (`sha256`, in hexadecimal).
pub(super) fn hash_in_metadata(headers: &HeaderMap) -> Result<Option<Sha256>, Code> {
    let Some(value) = headers.get(UPLOAD_METADATA) else {
        return Ok(None);
    };
    let text = value.to_str().map_err(|_| Code::Malformed)?;
    let named = text
        .split(',')
        .filter_map(|pair| pair.trim().split_once(' '))
        .find(|(key, _)| *key == "sha256");
    let Some((_, encoded)) = named else {
        return Ok(None);
    };
    let hex = BASE64
        .decode(encoded.as_bytes())
        .map_err(|_| Code::Malformed)?;
    let hex = std::str::from_utf8(&hex).map_err(|_| Code::Malformed)?;
    hex.parse().map(Some).map_err(|_| Code::Malformed)
}

/// An answer that says where an upload stands.
pub(super) fn standing_at(status: StatusCode, upload: &Upload) -> Response {
    let mut response = status.into_response();
    let headers = response.headers_mut();
    headers.insert(UPLOAD_OFFSET, HeaderValue::from(upload.offset));
    headers.insert(UPLOAD_LENGTH, HeaderValue::from(upload.length));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let expires = upload.expires_at.map(http_date);
    if let Some(Ok(expires)) = expires.map(HeaderValue::try_from) {
        headers.insert(UPLOAD_EXPIRES, expires);
    }
    response
}

fn http_date(at: Timestamp) -> String {
    at.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(name: HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, value.parse().unwrap())])
    }

    #[test]
    fn lengths_are_read_within_their_limits() {
        let read = |value| length(&with(UPLOAD_LENGTH, value));
        assert_eq!(read("300000"), Ok(300_000));
        assert_eq!(read("300001"), Err(Code::PhotographTooLarge));
        assert_eq!(read("18446744073709551616"), Err(Code::Malformed));
        for wrong in ["", "0", "-1", "+1", "1.5", "1 "] {
            assert_eq!(read(wrong), Err(Code::Malformed), "{wrong}");
        }
        assert_eq!(length(&HeaderMap::new()), Err(Code::Malformed));
    }

    #[test]
    fn checksums_and_metadata_are_read() {
        let hash = Sha256::of(b"abc");
        let sum = format!("sha256 {}", BASE64.encode(hash.as_bytes()));
        assert_eq!(checksum(&with(UPLOAD_CHECKSUM, &sum)), Ok(Some(hash)));
        for wrong in ["sha256", "md5 AAAA", "sha256 AAAA", "sha256 %"] {
            assert_eq!(
                checksum(&with(UPLOAD_CHECKSUM, wrong)),
                Err(Code::Malformed)
            );
        }
        let hex = BASE64.encode(hash.to_string().as_bytes());
        let metadata = format!("filename d29ybGQ=,is_confidential, sha256 {hex}");
        assert_eq!(
            hash_in_metadata(&with(UPLOAD_METADATA, &metadata)),
            Ok(Some(hash))
        );
        let without = with(UPLOAD_METADATA, "filename d29ybGQ=");
        assert_eq!(hash_in_metadata(&without), Ok(None));
    }

    #[test]
    fn dates_are_written_as_http_does() {
        let at: Timestamp = "2026-11-23T08:05:09Z".parse().unwrap();
        assert_eq!(http_date(at), "Mon, 23 Nov 2026 08:05:09 GMT");
    }
}
