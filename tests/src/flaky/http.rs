//! Where HTTP/1.1 messages begin and end: all that the link needs to know of them.

use std::io;

use tokio::io::{AsyncRead, AsyncReadExt as _};

/// A message that is larger isn't of ours.
const MESSAGE_BYTES: usize = 16 * 1024 * 1024;

/// The first part of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    /// A request's method; empty for an answer.
    pub(super) method: String,
    /// A request's path; empty for an answer.
    pub(super) path: String,
    /// The `Upload-Offset`, if there is one.
    pub(super) upload_offset: Option<u64>,
    /// How many bytes the head has.
    pub(super) bytes: usize,
    /// What follows it.
    pub(super) body: Body,
}

/// What of a body is still to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Body {
    /// So many bytes.
    Fixed(u64),
    /// Chunks, until an empty one.
    Chunked(Chunk),
    /// Everything until the stream ends.
    UntilClose,
}

/// Where in its chunks a body stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Chunk {
    /// The line that is being read, without its end.
    line: Vec<u8>,
    /// Bytes of the present chunk that are still to come, its line break included.
    remaining: u64,
    /// Whether the last chunk came: only trailers follow.
    trailing: bool,
}

/// Which kind of message is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A request.
    Request,
    /// An answer; one to `HEAD` never has a body.
    Answer {
        /// Whether it answers a `HEAD`.
        to_head: bool,
    },
}

fn invalid(why: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why)
}

/// Reads the head at the start of `bytes`; none as long as it isn't whole.
pub(super) fn head(kind: Kind, bytes: &[u8]) -> io::Result<Option<Head>> {
    let mut headers = [httparse::EMPTY_HEADER; 64];
    let (status, method, path, code) = match kind {
        Kind::Request => {
            let mut request = httparse::Request::new(&mut headers);
            let status = request.parse(bytes).map_err(|_| invalid("not a request"))?;
            let name = |text: Option<&str>| text.unwrap_or_default().to_owned();
            (status, name(request.method), name(request.path), 0)
        }
        Kind::Answer { .. } => {
            let mut answer = httparse::Response::new(&mut headers);
            let status = answer.parse(bytes).map_err(|_| invalid("not an answer"))?;
            (
                status,
                String::new(),
                String::new(),
                answer.code.unwrap_or_default(),
            )
        }
    };
    let httparse::Status::Complete(length) = status else {
        return Ok(None);
    };
    let header = |name: &str| {
        let found = headers.iter().find(|h| h.name.eq_ignore_ascii_case(name));
        found
            .and_then(|h| std::str::from_utf8(h.value).ok())
            .map(str::trim)
    };
    let chunked = header("transfer-encoding").is_some_and(|v| v.eq_ignore_ascii_case("chunked"));
    let fixed = match header("content-length") {
        Some(text) => Some(text.parse().map_err(|_| invalid("not a length"))?),
        None => None,
    };
    let bodiless = kind == Kind::Answer { to_head: true } || matches!(code, 100..=199 | 204 | 304);
    let body = match (bodiless, chunked, fixed, kind) {
        (true, ..) => Body::Fixed(0),
        (_, true, ..) => Body::Chunked(Chunk::default()),
        (_, _, Some(length), _) => Body::Fixed(length),
        (_, _, None, Kind::Request) => Body::Fixed(0),
        (_, _, None, Kind::Answer { .. }) => Body::UntilClose,
    };
    Ok(Some(Head {
        method,
        path,
        upload_offset: header("upload-offset").and_then(|v| v.parse().ok()),
        bytes: length,
        body,
    }))
}

/// The path that a request names, as soon as its first line is there.
pub(super) fn path_of_request(bytes: &[u8]) -> Option<String> {
    let mut headers = [httparse::EMPTY_HEADER; 64];
    let mut request = httparse::Request::new(&mut headers);
    let _ = request.parse(bytes);
    request.path.map(str::to_owned)
}

impl Body {
    /// Takes what belongs to the body from the start of `bytes`, and says how many that were.
    pub(super) fn take(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::UntilClose => Ok(bytes.len()),
            Self::Fixed(remaining) => {
                let taken = at_most(bytes.len(), *remaining);
                *remaining -= taken as u64;
                Ok(taken)
            }
            Self::Chunked(chunk) => chunk.take(bytes),
        }
    }

    /// Whether nothing more belongs to it.
    pub(super) fn is_done(&self) -> bool {
        match self {
            Self::UntilClose => false,
            Self::Fixed(remaining) => *remaining == 0,
            Self::Chunked(chunk) => chunk.is_done(),
        }
    }
}

impl Chunk {
    /// The empty line after the trailers is kept as the line that ended everything.
    fn is_done(&self) -> bool {
        self.trailing && self.line == b"\r\n"
    }

    fn take(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut taken = 0;
        while taken < bytes.len() && !self.is_done() {
            if self.remaining > 0 {
                let data = at_most(bytes.len() - taken, self.remaining);
                self.remaining -= data as u64;
                taken += data;
                continue;
            }
            self.line.push(bytes[taken]);
            taken += 1;
            if self.line.ends_with(b"\r\n") && !self.is_done() {
                self.end_line()?;
            }
        }
        Ok(taken)
    }

    fn end_line(&mut self) -> io::Result<()> {
        if !self.trailing {
            let Ok(httparse::Status::Complete((_, size))) = httparse::parse_chunk_size(&self.line)
            else {
                return Err(invalid("not the size of a chunk"));
            };
            self.trailing = size == 0;
            // The chunk's own line break follows its data.
            self.remaining = if size == 0 { 0 } else { size + 2 };
        }
        self.line.clear();
        Ok(())
    }
}

fn at_most(available: usize, wanted: u64) -> usize {
    usize::try_from(wanted).map_or(available, |wanted| wanted.min(available))
}

/// Reads one whole message, head and body; none if the stream ends before its first byte.
pub(super) async fn read_message(
    stream: &mut (impl AsyncRead + Unpin),
    kind: Kind,
) -> io::Result<Option<(Head, Vec<u8>)>> {
    let Some((head, begun)) = read_head(stream, kind).await? else {
        return Ok(None);
    };
    let bytes = read_rest(stream, &head, begun).await?;
    Ok(Some((head, bytes)))
}

/// Reads a message's head and whatever came with it; none if the stream ends before its first
/// byte.
pub(super) async fn read_head(
    stream: &mut (impl AsyncRead + Unpin),
    kind: Kind,
) -> io::Result<Option<(Head, Vec<u8>)>> {
    let mut bytes = Vec::new();
    loop {
        if let Some(head) = head(kind, &bytes)? {
            return Ok(Some((head, bytes)));
        }
        read_more(stream, &mut bytes).await?;
        if bytes.is_empty() {
            return Ok(None);
        }
    }
}

/// Reads what is left of a message that has begun so, and answers with all of it.
pub(super) async fn read_rest(
    stream: &mut (impl AsyncRead + Unpin),
    head: &Head,
    mut bytes: Vec<u8>,
) -> io::Result<Vec<u8>> {
    let (mut body, mut judged) = (head.body.clone(), head.bytes);
    loop {
        judged += body.take(&bytes[judged..])?;
        if body.is_done() {
            bytes.truncate(judged);
            return Ok(bytes);
        }
        match read_more(stream, &mut bytes).await {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                return match body {
                    Body::UntilClose => Ok(bytes),
                    _ => Err(error),
                };
            }
            read => read?,
        }
    }
}

/// Reads once; the end of a stream in the middle of a message is an error.
async fn read_more(stream: &mut (impl AsyncRead + Unpin), bytes: &mut Vec<u8>) -> io::Result<()> {
    if bytes.len() > MESSAGE_BYTES {
        return Err(invalid("a message that is too large"));
    }
    if stream.read_buf(bytes).await? == 0 && !bytes.is_empty() {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn block_on<T>(future: impl Future<Output = T>) -> T {
        tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap()
            .block_on(future)
    }

    #[test]
    fn a_head_tells_what_follows() {
        let bytes = b"PATCH /v1/uploads/ab HTTP/1.1\r\nHost: x\r\nUpload-Offset: 7\r\nContent-Length: 3\r\n\r\nabc";
        let read = head(Kind::Request, bytes).unwrap().unwrap();
        assert_eq!(
            (read.method.as_str(), read.path.as_str()),
            ("PATCH", "/v1/uploads/ab")
        );
        assert_eq!(read.upload_offset, Some(7));
        assert_eq!(read.body, Body::Fixed(3));
        assert_eq!(&bytes[read.bytes..], b"abc");
        assert_eq!(
            path_of_request(&bytes[..40]).as_deref(),
            Some("/v1/uploads/ab")
        );
        assert_eq!(path_of_request(&bytes[..10]), None);
    }

    #[test]
    fn answers_without_a_body_have_none_whatever_they_say() {
        let text = b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n";
        let body = |kind, text: &[u8]| head(kind, text).unwrap().unwrap().body;
        assert_eq!(body(Kind::Answer { to_head: true }, text), Body::Fixed(0));
        assert_eq!(body(Kind::Answer { to_head: false }, text), Body::Fixed(9));
        let nothing = b"HTTP/1.1 204 No Content\r\n\r\n";
        assert_eq!(
            body(Kind::Answer { to_head: false }, nothing),
            Body::Fixed(0)
        );
        let open = b"HTTP/1.0 200 OK\r\n\r\n";
        assert_eq!(
            body(Kind::Answer { to_head: false }, open),
            Body::UntilClose
        );
    }

    const CHUNKED: &[u8] = b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n\
        4\r\nWiki\r\nB;x=y\r\n\r\npedia\r\n\r\n\r\n0\r\nTrailer: t\r\n\r\n";

    #[test]
    fn a_message_ends_where_it_ends_and_no_later() {
        let mut stream = [CHUNKED, b"GET /next HTTP/1.1\r\n\r\n"].concat();
        let (_, bytes) = block_on(read_message(&mut stream.as_slice(), Kind::Request))
            .unwrap()
            .unwrap();
        assert_eq!(bytes, CHUNKED);
        stream.clear();
        assert!(
            block_on(read_message(&mut stream.as_slice(), Kind::Request))
                .unwrap()
                .is_none()
        );
    }

    #[test]
    fn half_a_message_is_an_error() {
        let half = &CHUNKED[..CHUNKED.len() - 2];
        let error = block_on(read_message(&mut &half[..], Kind::Request)).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::UnexpectedEof);
    }

    proptest! {
        #[test]
        fn a_body_ends_at_the_same_byte_however_it_is_cut(
            sizes in prop::collection::vec(1usize..40, 0..8),
            pieces in prop::collection::vec(1usize..17, 1..20),
        ) {
            let mut bytes = Vec::new();
            for size in &sizes {
                bytes.extend(format!("{size:x}\r\n").bytes().chain(vec![b'\n'; *size]));
                bytes.extend(b"\r\n");
            }
            bytes.extend(b"0\r\n\r\n");
            let end = bytes.len();
            bytes.extend(b"GET / HTTP/1.1\r\n");
            let mut body = Body::Chunked(Chunk::default());
            let mut at = 0;
            for piece in pieces.iter().cycle() {
                at += body.take(&bytes[at..(at + piece).min(bytes.len())]).unwrap();
                if body.is_done() {
                    break;
                }
            }
            prop_assert_eq!(at, end);
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = head(Kind::Request, &bytes);
            let _ = head(Kind::Answer { to_head: false }, &bytes);
            let _ = Chunk::default().take(&bytes);
        }
    }
}
