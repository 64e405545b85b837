//! What strange servers answer, over real sockets: none of it may be taken for an answer of ours.

use std::{
    io::{Read as _, Write as _},
    net::TcpListener,
    sync::Arc,
    thread,
    time::Duration,
};

use jiff::{SignedDuration, Timestamp};
use langnghe_wire::{Code, DeviceId, DeviceToken, Sha256, SyncRequest};

use super::*;

/// Asks a server that answers every request with `answer` and hangs up.
fn ask<T>(
    answer: impl AsRef<[u8]> + Send + 'static,
    call: impl AsyncFnOnce(&HttpTransport, &Credentials) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = [0; 65_536];
        let _ = stream.read(&mut request).unwrap();
        stream.write_all(answer.as_ref()).unwrap();
    });
    let transport = HttpTransport::new(ServerAddress::parse(&address).unwrap());
    let who = Credentials {
        device: DeviceId::from_bytes([1; 16]),
        token: DeviceToken::from_random([2; 32]),
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let outcome = runtime.block_on(call(&transport, &who));
    server.join().unwrap();
    outcome
}

fn sync(answer: impl AsRef<[u8]> + Send + 'static) -> Result<SyncResponse, Failure> {
    let request = SyncRequest {
        register: None,
        now: Timestamp::UNIX_EPOCH,
        cursor: None,
        operations: vec![],
    };
    ask(answer, async |transport, who| {
        transport.sync(who, &request).await
    })
}

fn offset(answer: impl AsRef<[u8]> + Send + 'static) -> Result<u64, Failure> {
    ask(answer, async |transport, who| {
        transport.upload_offset(who, Sha256::of(b"a")).await
    })
}

/// An answer with a body, as it goes over the wire.
fn answer(status: &str, media_type: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\ncontent-type: {media_type}\r\ncontent-length: {length}\r\n\r\n{body}"
    )
}

fn problem(status: u16, code: &str) -> String {
    let body = format!(
        r#"{{"type":"urn:x","title":"x","status":{status},"code":"{code}","retry_after":30}}"#
    );
    answer(
        &format!("{status} Problem"),
        "application/problem+json",
        &body,
    )
}

#[test]
fn what_is_not_our_server_is_never_taken_for_an_answer() {
    let strangers = [
        answer("200 OK", "text/html", "<html></html>"),
        answer("200 OK", "application/json", "{}"),
        "HTTP/1.1 302 Found\r\nlocation: http://portal.example/\r\ncontent-length: 0\r\n\r\n"
            .into(),
        answer("404 Not Found", "text/plain", "no"),
        answer("520 Odd", "text/plain", ""),
        answer("410 Gone", "application/problem+json", "[]"),
        problem(400, "from_the_future"),
    ];
    for stranger in strangers {
        assert_eq!(
            sync(stranger.clone()),
            Err(Unreachable::NotOurServer.into()),
            "{stranger}"
        );
        assert!(
            matches!(offset(stranger.clone()), Err(Failure::Unreachable(_))),
            "{stranger}"
        );
    }
}

#[test]
fn our_own_refusals_are_told_by_their_code_and_time() {
    let retry_after = Some(SignedDuration::from_secs(30));
    let busy = Failure::Problem {
        code: Code::Busy,
        retry_after,
    };
    assert_eq!(sync(problem(503, "busy")), Err(busy));

    // HEAD has no body: the code stands in a header.
    let gone = "HTTP/1.1 410 Gone\r\nlangnghe-problem: gone\r\ncontent-length: 0\r\n\r\n";
    assert_eq!(
        offset(gone),
        Err(Failure::Problem {
            code: Code::Gone,
            retry_after: None
        })
    );
}

#[test]
fn an_offset_counts_only_from_a_tus_server() {
    let ours = b"HTTP/1.1 200 OK\r\ntus-resumable: 1.0.0\r\nupload-offset: 42\r\n\r\n";
    assert_eq!(offset(ours), Ok(42));
    let theirs = b"HTTP/1.1 200 OK\r\nupload-offset: 42\r\n\r\n";
    assert_eq!(offset(theirs), Err(Unreachable::NotOurServer.into()));
}

#[test]
fn half_an_answer_and_none_are_broken_connections() {
    for half in [
        &b""[..],
        b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{",
    ] {
        assert_eq!(sync(half), Err(Unreachable::Broken.into()));
    }
}

#[test]
fn nobody_there_is_no_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let transport = HttpTransport::new(ServerAddress::parse(&address).unwrap());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let failure = runtime.block_on(transport.catalogue()).unwrap_err();
    assert_eq!(failure, Unreachable::NoConnection.into());
}

#[test]
fn a_body_tells_how_far_it_has_left() {
    let told = Arc::new(std::sync::Mutex::new(Vec::new()));
    let telling = Arc::clone(&told);
    let progress: Progress = Arc::new(move |sent| telling.lock().unwrap().push(sent));
    let answer = b"HTTP/1.1 204 No Content\r\ntus-resumable: 1.0.0\r\nupload-offset: 20000\r\n\r\n";
    let rest = Bytes::from(vec![7; 10_000]);
    let offset = ask(answer, async move |transport, who| {
        transport
            .append_upload(who, Sha256::of(b"a"), 10_000, rest, progress)
            .await
    });
    assert_eq!(offset, Ok(20_000));
    assert_eq!(*told.lock().unwrap(), [18_192, 20_000]);
}

#[test]
fn an_answer_that_stands_still_in_its_middle_ends() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (done, ends) = std::sync::mpsc::channel::<()>();
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = [0; 65_536];
        let _ = stream.read(&mut request).unwrap();
        // Its code isn't named in a header, as if a proxy had taken that away: the body is read.
        let whole = problem(409, "offset_conflict");
        stream
            .write_all(&whole.as_bytes()[..whole.len() - 10])
            .unwrap();
        // The connection stays open for as long as the phone waits.
        let _ = ends.recv();
    });
    let short = Duration::from_millis(50);
    let patience = Patience {
        connect: Duration::from_secs(10),
        round_trip: short,
        silence: Duration::from_secs(10),
    };
    let server_address = ServerAddress::parse(&address).unwrap();
    let transport = HttpTransport::with_patience(server_address, patience);
    let who = Credentials {
        device: DeviceId::from_bytes([1; 16]),
        token: DeviceToken::from_random([2; 32]),
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let bytes = Bytes::from_static(b"a");
    let upload = transport.append_upload(&who, Sha256::of(b"a"), 0, bytes, Arc::new(|_| {}));
    assert_eq!(
        runtime.block_on(upload),
        Err(Unreachable::TimedOut.into()),
        "a photograph's exchange has no end of its own"
    );
    drop(done);
    server.join().unwrap();
}

/// One request over a real socket: what its server read and wrote, and what was counted.
fn counted(answer: &'static str, uploads: Option<usize>) -> ((u64, u64), Traffic) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = Vec::new();
        let mut piece = [0; 65_536];
        let whole = |request: &[u8]| {
            let text = String::from_utf8_lossy(request).to_lowercase();
            let (head, _) = text.split_once("\r\n\r\n")?;
            let length = head.split("content-length: ").nth(1)?.lines().next()?;
            Some(head.len() + 4 + length.parse::<usize>().unwrap())
        };
        while whole(&request) != Some(request.len()) {
            let read = stream.read(&mut piece).unwrap();
            request.extend_from_slice(&piece[..read]);
        }
        stream.write_all(answer.as_bytes()).unwrap();
        request.len() as u64
    });
    let transport = HttpTransport::new(ServerAddress::parse(&address).unwrap());
    let who = Credentials {
        device: DeviceId::from_bytes([1; 16]),
        token: DeviceToken::from_random([2; 32]),
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        match uploads {
            Some(bytes) => {
                let bytes = Bytes::from(vec![0x7f; bytes]);
                let sha256 = Sha256::of(&bytes);
                let _ = transport
                    .append_upload(&who, sha256, 100, bytes, Arc::new(|_| {}))
                    .await;
            }
            None => {
                let request = SyncRequest {
                    register: None,
                    now: Timestamp::UNIX_EPOCH,
                    cursor: None,
                    operations: vec![],
                };
                let _ = transport.sync(&who, &request).await;
            }
        }
    });
    let read = server.join().unwrap();
    let traffic = transport.meter().unwrap().take();
    ((read, answer.len() as u64), traffic)
}

#[test]
fn what_travels_is_counted_as_it_is_on_the_wire() {
    let answers = [
        (
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}",
            None,
        ),
        (
            "HTTP/1.1 204 No Content\r\ntus-resumable: 1.0.0\r\nupload-offset: 20100\r\n\r\n",
            Some(20_000),
        ),
        (
            "HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n",
            Some(20_000),
        ),
    ];
    for (answer, uploads) in answers {
        let ((read, written), traffic) = counted(answer, uploads);
        assert_eq!(traffic.received, written, "{answer}");
        // Less the fields that the client adds: host, accept, user-agent, content-length.
        let added = read - traffic.sent;
        assert!(
            (1..150).contains(&added),
            "{added} more than counted: {answer}"
        );
    }
}

/// An answer, compressed, with or without the word that it is.
fn compressed(body: &[u8], is_said: bool) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(vec![], flate2::Compression::best());
    encoder.write_all(body).unwrap();
    let body = encoder.finish().unwrap();
    let said = if is_said {
        "content-encoding: gzip\r\n"
    } else {
        ""
    };
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n{said}content-length: {}\r\n\r\n",
        body.len()
    );
    [head.into_bytes(), body].concat()
}

fn catalogue(answer: Vec<u8>) -> Result<String, Failure> {
    ask(answer, async |transport, _| transport.catalogue().await)
}

#[test]
fn a_compressed_answer_is_read_whether_it_says_so_or_not_and_within_its_limit() {
    for is_said in [true, false] {
        let body = b"{\"version\":3}";
        let read = catalogue(compressed(body, is_said));
        assert_eq!(read, Ok("{\"version\":3}".to_owned()));
    }
    let bomb = compressed(&vec![b' '; 4 * 1024 * 1024 + 1], true);
    assert_eq!(catalogue(bomb), Err(Unreachable::NotOurServer.into()));
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n";
    let cut = compressed(b"{\"version\":3}", true);
    let at = cut.windows(2).position(|two| two == [0x1f, 0x8b]).unwrap();
    let cut = [head.as_bytes(), &cut[at..cut.len() - 4]].concat();
    assert_eq!(catalogue(cut), Err(Unreachable::Broken.into()));
}

#[test]
fn where_there_is_no_connection_nothing_travelled() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", closed.local_addr().unwrap());
    drop(closed);
    let transport = HttpTransport::new(ServerAddress::parse(&address).unwrap());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(transport.catalogue()).unwrap_err();
    assert_eq!(transport.meter().unwrap().take(), Traffic::default());
}

fn photograph(answer: impl AsRef<[u8]> + Send + 'static) -> Result<Vec<u8>, Failure> {
    ask(answer, async |transport, who| {
        transport.photograph(who, Sha256::of(b"a")).await
    })
}

#[test]
fn a_photograph_comes_whole_within_its_limit_or_not_at_all() {
    let read = photograph(answer("200 OK", "image/jpeg", "pixels"));
    assert_eq!(read, Ok(b"pixels".to_vec()));
    let page = photograph(answer("200 OK", "text/html", "<html></html>"));
    assert_eq!(page, Err(Unreachable::NotOurServer.into()));
    let cut = "HTTP/1.1 200 OK\r\ncontent-type: image/jpeg\r\ncontent-length: 9\r\n\r\npix";
    assert_eq!(photograph(cut), Err(Unreachable::Broken.into()));
    let huge = "x".repeat(300_001);
    let huge = photograph(answer("200 OK", "image/jpeg", &huge));
    assert_eq!(huge, Err(Unreachable::NotOurServer.into()));
    let unknown = photograph(problem(404, "unknown_upload"));
    assert!(matches!(
        unknown,
        Err(Failure::Problem {
            code: Code::UnknownUpload,
            ..
        })
    ));
}
