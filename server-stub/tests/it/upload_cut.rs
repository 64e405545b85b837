//! Connections that are cut, stall, or come twice.

use std::time::Duration;

use langnghe_wire::Code;
use reqwest::StatusCode;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::{
    phone::Phone,
    photo::{LARGE, SMALL},
    server::{Server, is_problem},
    upload::{arrived, create, head, patch, stands_at, with_report},
};

/// Begins a PATCH of the large photograph and sends `bytes` of its body.
async fn begin_patch(server: &Server, phone: &Phone, offset: usize, bytes: usize) -> TcpStream {
    let address = server.url.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.set_nodelay(true).unwrap();
    let head = format!(
        "PATCH {} HTTP/1.1\r\nHost: x\r\nAuthorization: {}\r\nTus-Resumable: 1.0.0\r\n\
         Content-Type: application/offset+octet-stream\r\nUpload-Offset: {offset}\r\n\
         Content-Length: {}\r\n\r\n",
        LARGE.path(),
        phone.bearer(),
        LARGE.bytes.len() - offset,
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    stream
        .write_all(&LARGE.bytes[offset..offset + bytes])
        .await
        .unwrap();
    stream
}

fn offset(response: &reqwest::Response) -> usize {
    response.headers()["upload-offset"]
        .to_str()
        .unwrap()
        .parse()
        .unwrap()
}

#[tokio::test]
async fn what_arrived_before_a_cut_is_kept_to_the_byte() {
    let server = Server::start().await;
    let (phone, filed) = with_report(&server, 1, &[&LARGE]).await;
    create(&server, &phone, &LARGE).await;
    let mut at = 0;
    for bytes in [1, 4_095, 65_536, 10_000] {
        let mut stream = begin_patch(&server, &phone, at, bytes).await;
        // A half-close: everything sent arrives, and the request never ends.
        stream.shutdown().await.unwrap();
        let mut answer = vec![];
        let _ = stream.read_to_end(&mut answer).await;
        drop(stream);
        at += bytes;
        let standing = head(&server, &phone, &LARGE).await;
        stands_at(&standing, StatusCode::OK, at);
    }
    let rest = patch(&server, &phone, &LARGE, at..LARGE.bytes.len()).await;
    stands_at(&rest, StatusCode::NO_CONTENT, LARGE.bytes.len());
    assert_eq!(arrived(&server, &phone, &filed).await, [LARGE.sha256]);
}

#[tokio::test]
async fn a_request_that_stalls_lets_go_when_the_phone_comes_back() {
    let server = Server::start().await;
    let (phone, filed) = with_report(&server, 1, &[&LARGE]).await;
    create(&server, &phone, &LARGE).await;
    let mut stalled = begin_patch(&server, &phone, 0, 20_000).await;
    // The phone comes back on another connection: the old one lets go and keeps what it has.
    let mut at = 0;
    for _ in 0..100 {
        if at == 20_000 {
            break;
        }
        at = offset(&head(&server, &phone, &LARGE).await);
        if at < 20_000 {
            // The server hadn't read all of it: the old request is over, a new one begins.
            stalled = begin_patch(&server, &phone, at, 20_000 - at).await;
        }
    }
    assert_eq!(at, 20_000, "what was sent is kept");
    let mut answer = [0; 1_024];
    let length = stalled.read(&mut answer).await.unwrap();
    let answer = String::from_utf8_lossy(&answer[..length]);
    assert!(answer.starts_with("HTTP/1.1 409"), "{answer}");

    let rest = patch(&server, &phone, &LARGE, at..LARGE.bytes.len()).await;
    stands_at(&rest, StatusCode::NO_CONTENT, LARGE.bytes.len());
    assert_eq!(arrived(&server, &phone, &filed).await, [LARGE.sha256]);
}

/// Had the connection been closed while bytes still came, it would have been reset, and the reset
/// may overtake the answer.
#[tokio::test]
async fn what_is_refused_before_it_has_come_whole_may_still_come() {
    let server = Server::start().await;
    let (phone, filed) = with_report(&server, 1, &[&LARGE]).await;
    create(&server, &phone, &LARGE).await;
    patch(&server, &phone, &LARGE, 0..10).await;
    let (wrong, sent) = (20, 1_000);
    let mut stream = begin_patch(&server, &phone, wrong, sent).await;
    read_until(&mut stream, "HTTP/1.1 409").await;

    // The rest of what was refused, and the next request behind it on the same connection.
    let rest = &LARGE.bytes[wrong + sent..];
    stream.write_all(rest).await.unwrap();
    let asking = format!(
        "HEAD {} HTTP/1.1\r\nHost: x\r\nAuthorization: {}\r\nTus-Resumable: 1.0.0\r\n\r\n",
        LARGE.path(),
        phone.bearer(),
    );
    stream.write_all(asking.as_bytes()).await.unwrap();
    read_until(&mut stream, "upload-offset: 10\r\n").await;
    assert_eq!(arrived(&server, &phone, &filed).await, []);
}

/// Reads answers until they have said this.
async fn read_until(stream: &mut TcpStream, words: &str) {
    let mut answers = vec![];
    while !String::from_utf8_lossy(&answers).contains(words) {
        let read = stream.read_buf(&mut answers).await.unwrap();
        assert!(read > 0, "the connection was closed without '{words}'");
    }
}

#[tokio::test]
async fn a_stall_without_a_word_ends_and_keeps_what_came() {
    let server = Server::start_with(|s| s.patience.idle_body = Duration::from_millis(100)).await;
    let (phone, _) = with_report(&server, 1, &[&LARGE]).await;
    create(&server, &phone, &LARGE).await;
    let mut stream = begin_patch(&server, &phone, 0, 12_345).await;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    stands_at(&head(&server, &phone, &LARGE).await, StatusCode::OK, 12_345);
}

#[tokio::test]
async fn of_requests_at_the_same_offset_one_wins() {
    let server = Server::start().await;
    let (phone, filed) = with_report(&server, 1, &[&LARGE]).await;
    create(&server, &phone, &LARGE).await;
    let length = LARGE.bytes.len();
    let requests = (0..6).map(|_| patch(&server, &phone, &LARGE, 0..length));
    let answers = futures_util::future::join_all(requests).await;
    let mut won = 0;
    for answer in answers {
        if answer.status() == StatusCode::NO_CONTENT {
            won += 1;
        } else {
            is_problem(answer, Code::OffsetConflict).await;
        }
    }
    assert!(won <= 1, "{won} requests wrote the same bytes");
    let at = offset(&head(&server, &phone, &LARGE).await);
    patch(&server, &phone, &LARGE, at..length).await;
    stands_at(&head(&server, &phone, &LARGE).await, StatusCode::OK, length);
    assert_eq!(arrived(&server, &phone, &filed).await, [LARGE.sha256]);
}

#[tokio::test]
async fn a_creation_that_is_sent_again_goes_on_where_it_was_cut() {
    let server = Server::start().await;
    let (phone, filed) = with_report(&server, 1, &[&SMALL]).await;
    create(&server, &phone, &SMALL).await;
    patch(&server, &phone, &SMALL, 0..5_000).await;
    let again = crate::upload::tus(&server, reqwest::Method::POST, &SMALL.path(), &phone)
        .header("Upload-Length", SMALL.bytes.len())
        .header("Content-Type", "application/offset+octet-stream")
        .body(SMALL.bytes.clone());
    let again = again.send().await.unwrap();
    stands_at(&again, StatusCode::CREATED, SMALL.bytes.len());
    assert_eq!(arrived(&server, &phone, &filed).await, [SMALL.sha256]);
}

#[tokio::test]
async fn a_photograph_that_the_disk_refuses_is_not_acknowledged() {
    let server = Server::start().await;
    let (phone, filed) = with_report(&server, 1, &[&LARGE]).await;
    create(&server, &phone, &LARGE).await;
    patch(&server, &phone, &LARGE, 0..50_000).await;
    let blobs = server.data().join("blobs");
    std::fs::remove_dir_all(&blobs).unwrap();
    std::fs::write(&blobs, "in the way").unwrap();
    let length = LARGE.bytes.len();
    let refused = patch(&server, &phone, &LARGE, 50_000..length).await;
    is_problem(refused, Code::StorageFailed).await;
    assert_eq!(arrived(&server, &phone, &filed).await, []);
    // What became rows before is kept; the last bytes were not acknowledged.
    let at = offset(&head(&server, &phone, &LARGE).await);
    assert!((50_000..length).contains(&at), "{at}");

    std::fs::remove_file(&blobs).unwrap();
    std::fs::create_dir(&blobs).unwrap();
    let rest = patch(&server, &phone, &LARGE, at..length).await;
    stands_at(&rest, StatusCode::NO_CONTENT, length);
    assert_eq!(arrived(&server, &phone, &filed).await, [LARGE.sha256]);
}
