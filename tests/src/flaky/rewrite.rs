//! What proxies do that mean well: a company's filter, a data saver, an old cache.

use std::io::{Read as _, Write as _};

use flate2::{Compression, read::GzDecoder, write::GzEncoder};

/// What a proxy changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rewrite {
    /// Requests lose this header.
    RequestLacks(&'static str),
    /// Answers lose this header.
    AnswerLacks(&'static str),
    /// Answers say this in a header that they have.
    AnswerSays(&'static str, &'static str),
    /// Requests that are compressed arrive as they were before.
    RequestInflated,
    /// Answers with a body are compressed, and chunked.
    AnswerDeflated,
    /// Every success is `200 OK`.
    EverySuccessIsOk,
    /// Every failure is a page of the proxy's own, which is a success.
    EveryFailureIsAPage,
    /// The bodies of photographs on their way up are "made smaller".
    PhotographsTranscoded,
}

/// A message in its parts.
struct Message {
    first: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

/// A request, as the proxy passes it on.
pub(super) fn request(rewrites: &[Rewrite], bytes: &[u8]) -> Vec<u8> {
    let Some(mut message) = Message::read(bytes) else {
        return bytes.to_vec();
    };
    for rewrite in rewrites {
        match rewrite {
            Rewrite::RequestLacks(name) => message.remove(name),
            Rewrite::RequestInflated => message.inflate(),
            Rewrite::PhotographsTranscoded if message.is("content-type", "octet-stream") => {
                message.body.iter_mut().step_by(97).for_each(|b| *b ^= 1);
            }
            _ => {}
        }
    }
    message.written()
}

/// An answer to a request with `method`, as the proxy passes it on.
pub(super) fn answer(rewrites: &[Rewrite], method: &str, bytes: &[u8]) -> Vec<u8> {
    let Some(mut message) = Message::read(bytes) else {
        return bytes.to_vec();
    };
    for rewrite in rewrites {
        match rewrite {
            Rewrite::AnswerLacks(name) => message.remove(name),
            Rewrite::AnswerSays(name, value) if message.has(name) => message.set(name, value),
            Rewrite::AnswerDeflated if method != "HEAD" => message.deflate(),
            Rewrite::EverySuccessIsOk if message.is_success() => {
                message.first = "HTTP/1.1 200 OK".to_owned();
                message.set("content-length", &message.body.len().to_string());
            }
            Rewrite::EveryFailureIsAPage if !message.is_success() => {
                let page = "<!doctype html><title>Proxy</title><p>Trang không có.</p>";
                message = Message {
                    first: "HTTP/1.1 200 OK".to_owned(),
                    headers: vec![("content-type".into(), "text/html".into())],
                    body: page.into(),
                };
                message.set("content-length", &page.len().to_string());
            }
            _ => {}
        }
    }
    if method == "HEAD" {
        message.body.clear();
    }
    message.written()
}

impl Message {
    /// None for what isn't a message with its length told: that passes as it is.
    fn read(bytes: &[u8]) -> Option<Self> {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
        let head = std::str::from_utf8(&bytes[..end]).ok()?;
        let mut lines = head.split("\r\n");
        let first = lines.next()?.to_owned();
        let header = |line: &str| {
            let (name, value) = line.split_once(':')?;
            Some((name.to_ascii_lowercase(), value.trim().to_owned()))
        };
        let message = Self {
            first,
            headers: lines.map(header).collect::<Option<_>>()?,
            body: bytes[end + 4..].to_vec(),
        };
        (!message.has("transfer-encoding")).then_some(message)
    }

    fn has(&self, name: &str) -> bool {
        self.headers.iter().any(|(known, _)| known == name)
    }

    fn is(&self, name: &str, words: &str) -> bool {
        let mut named = self.headers.iter().filter(|(known, _)| known == name);
        named.any(|(_, value)| value.contains(words))
    }

    fn is_success(&self) -> bool {
        self.first
            .split(' ')
            .nth(1)
            .is_some_and(|code| code.starts_with('2'))
    }

    fn remove(&mut self, name: &str) {
        self.headers.retain(|(known, _)| known != name);
    }

    fn set(&mut self, name: &str, value: &str) {
        self.remove(name);
        self.headers.push((name.to_owned(), value.to_owned()));
    }

    fn inflate(&mut self) {
        let mut plain = Vec::new();
        if self.is("content-encoding", "gzip")
            && GzDecoder::new(&self.body[..])
                .read_to_end(&mut plain)
                .is_ok()
        {
            self.remove("content-encoding");
            self.set("content-length", &plain.len().to_string());
            self.body = plain;
        }
    }

    fn deflate(&mut self) {
        if self.body.is_empty() || self.has("content-encoding") {
            return;
        }
        let mut small = GzEncoder::new(Vec::new(), Compression::fast());
        let Ok(small) = small.write_all(&self.body).and_then(|()| small.finish()) else {
            return;
        };
        self.set("content-encoding", "gzip");
        self.remove("content-length");
        self.set("transfer-encoding", "chunked");
        self.body = small
            .chunks(11)
            .flat_map(|piece| {
                let size = format!("{:x}\r\n", piece.len());
                [size.as_bytes(), piece, b"\r\n"].concat()
            })
            .chain(*b"0\r\n\r\n")
            .collect();
    }

    fn written(&self) -> Vec<u8> {
        let mut bytes = format!("{}\r\n", self.first).into_bytes();
        for (name, value) in &self.headers {
            bytes.extend(format!("{name}: {value}\r\n").bytes());
        }
        bytes.extend(b"\r\n");
        bytes.extend(&self.body);
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        String::from_utf8_lossy(bytes).into_owned()
    }

    #[test]
    fn a_proxy_that_changes_nothing_passes_the_same_message_on() {
        let bytes = b"POST /a HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\nab";
        assert_eq!(request(&[], bytes), bytes);
        let chunked = b"POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
        assert_eq!(request(&[Rewrite::RequestLacks("host")], chunked), chunked);
    }

    #[test]
    fn headers_are_lost_and_lied_about() {
        let bytes = b"HTTP/1.1 204 No Content\r\nUpload-Offset: 7\r\nTus-Resumable: 1.0.0\r\n\r\n";
        let rewrites = [
            Rewrite::AnswerLacks("tus-resumable"),
            Rewrite::AnswerSays("upload-offset", "9"),
            Rewrite::EverySuccessIsOk,
        ];
        assert_eq!(
            text(&answer(&rewrites, "PATCH", bytes)),
            "HTTP/1.1 200 OK\r\nupload-offset: 9\r\ncontent-length: 0\r\n\r\n"
        );
    }

    #[test]
    fn what_is_compressed_again_can_be_read() {
        let bytes = b"HTTP/1.1 200 OK\r\ncontent-length: 40\r\n\r\n{\"a\":\"something that is read in pieces\"}";
        let small = answer(&[Rewrite::AnswerDeflated], "POST", bytes);
        assert!(text(&small).contains("chunked"), "{}", text(&small));
        let gzip = |body: &[u8]| {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
            encoder.write_all(body).unwrap();
            encoder.finish().unwrap()
        };
        let compressed = gzip(b"{}");
        let mut bytes = format!(
            "POST / HTTP/1.1\r\ncontent-encoding: gzip\r\ncontent-length: {}\r\n\r\n",
            compressed.len()
        )
        .into_bytes();
        bytes.extend(compressed);
        assert_eq!(
            text(&request(&[Rewrite::RequestInflated], &bytes)),
            "POST / HTTP/1.1\r\ncontent-length: 2\r\n\r\n{}"
        );
    }

    #[test]
    fn a_failure_becomes_a_page() {
        let bytes = b"HTTP/1.1 409 Conflict\r\nlangnghe-problem: offset_conflict\r\n\r\n";
        let page = text(&answer(&[Rewrite::EveryFailureIsAPage], "PATCH", bytes));
        assert!(
            page.starts_with("HTTP/1.1 200 OK\r\n") && page.ends_with("</p>"),
            "{page}"
        );
        assert!(!page.contains("offset_conflict"));
    }
}
