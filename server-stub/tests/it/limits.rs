//! What keeps one client from holding up the others.

use std::time::Duration;

use langnghe_wire::{Code, Sha256};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::{phone::Phone, server::Server};

fn address(server: &Server) -> &str {
    server.url.strip_prefix("http://").unwrap()
}

#[tokio::test]
async fn a_body_that_stands_still_is_given_up_with_a_problem() {
    let server = Server::start_with(|s| s.patience.idle_body = Duration::from_millis(50)).await;
    let mut stream = TcpStream::connect(address(&server)).await.unwrap();
    let head = format!(
        "POST /v1/sync HTTP/1.1\r\nHost: x\r\nAuthorization: {}\r\nContent-Length: 100\r\n\r\n{{",
        Phone::new(1).bearer()
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    assert!(answer.contains(Code::RequestTimeout.as_str()), "{answer}");
}

/// Where only one direction of a connection is cut, the answer still arrives: had it called the
/// half request wrong, the phone would have given up on its report.
#[tokio::test]
async fn half_a_request_is_asked_for_again() {
    let server = Server::start().await;
    let phone = Phone::new(1);
    server.sync(&phone, &phone.request(None, &[])).await;
    let uploads = format!("/v1/uploads/{}", Sha256::of(b"a photograph"));
    for (path, headers) in [
        ("/v1/sync", ""),
        (
            &uploads,
            "Tus-Resumable: 1.0.0\r\nUpload-Length: 100\r\n\
             Content-Type: application/offset+octet-stream\r\n",
        ),
    ] {
        let mut stream = TcpStream::connect(address(&server)).await.unwrap();
        let half = format!(
            "POST {path} HTTP/1.1\r\nHost: x\r\nAuthorization: {}\r\n{headers}\
             Content-Length: 100\r\n\r\n{{",
            phone.bearer()
        );
        stream.write_all(half.as_bytes()).await.unwrap();
        stream.shutdown().await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 408"), "{path}: {answer}");
    }
}

#[tokio::test]
async fn a_head_that_never_ends_is_cut_off() {
    let server = Server::start_with(|s| s.patience.head = Duration::from_millis(50)).await;
    let mut stream = TcpStream::connect(address(&server)).await.unwrap();
    stream
        .write_all(b"GET /healthz HTTP/1.1\r\nHost: ")
        .await
        .unwrap();
    let mut answer = vec![];
    // Closed, with or without a word.
    let closed = stream.read_to_end(&mut answer);
    let in_time = tokio::time::timeout(Duration::from_secs(10), closed).await;
    assert!(in_time.is_ok(), "the connection stays open");
}

#[tokio::test]
async fn requests_in_flight_end_before_the_server_does() {
    let mut server = Server::start().await;
    let mut stream = TcpStream::connect(address(&server)).await.unwrap();
    let phone = Phone::new(1);
    let body = serde_json::to_string(&phone.request(None, &[])).unwrap();
    let head = format!(
        "POST /v1/sync HTTP/1.1\r\nHost: x\r\nAuthorization: {}\r\nContent-Length: {}\r\n\r\n",
        phone.bearer(),
        body.len()
    );
    let (begin, end) = body.split_at(10);
    stream.write_all((head + begin).as_bytes()).await.unwrap();
    // The request is under way once its slot is taken; another request shows that it was read.
    server
        .client
        .get(format!("{}/healthz", server.url))
        .send()
        .await
        .unwrap();

    let rest = async {
        stream.write_all(end.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer
    };
    let ((), answer) = tokio::join!(server.stop(), rest);
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(
        TcpStream::connect(address(&server)).await.is_err(),
        "nobody listens any more"
    );
}
