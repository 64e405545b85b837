//! Whole requests and whole answers: repeated, lost, or answered by somebody else.

use std::io;

use tokio::{io::AsyncWriteExt as _, net::TcpStream};

use super::{
    http::{Head, Kind, read_head, read_message, read_rest},
    plan::{Direction, Exchanges, Signal},
    rewrite,
    shared::Shared,
    struck,
    tally::Request,
};

/// What hotels and cafés answer to everything.
const PORTAL_PAGE: &str = "<!doctype html><title>Wi-Fi</title><p>Vui lòng đăng nhập.</p>";

/// Carries one connection, request by request.
pub(super) async fn run(shared: &Shared, number: u64, mut phone: TcpStream) -> io::Result<()> {
    phone.set_nodelay(true)?;
    let accepted_under = std::mem::discriminant(&shared.plan().exchanges);
    let ended = tokio::select! {
        ended = exchange_all(shared, number, &mut phone) => ended,
        () = shared.until(|plan| {
            plan.signal == Signal::None
                || std::mem::discriminant(&plan.exchanges) != accepted_under
        }) => Err(io::ErrorKind::ConnectionReset.into()),
    };
    match ended {
        Ok(()) => phone.shutdown().await,
        Err(_) => phone.set_zero_linger(),
    }
}

async fn exchange_all(shared: &Shared, number: u64, phone: &mut TcpStream) -> io::Result<()> {
    loop {
        shared.until_not_silent().await;
        let Some((head, begun)) = read_head(phone, Kind::Request).await? else {
            return Ok(());
        };
        if let Some(strike) = shared.take_strike(&head.method, &head.path) {
            let place = shared.count_request(request(number, &head, 0));
            if struck::fall(shared, place, phone, (&head, begun), &strike).await? {
                continue;
            }
            return Ok(());
        }
        let request = read_rest(phone, &head, begun).await?;
        count(shared, number, &head, &request);
        let answer = match shared.plan().exchanges {
            Exchanges::CaptivePortal => portal_answer(&head),
            Exchanges::Rewritten(rewrites) => {
                let request = rewrite::request(&rewrites, &request);
                let answer = deliver(shared, &head, &request).await?;
                rewrite::answer(&rewrites, &head.method, &answer)
            }
            Exchanges::Untouched | Exchanges::OneByOne => deliver(shared, &head, &request).await?,
            Exchanges::Twice => {
                deliver(shared, &head, &request).await?;
                deliver(shared, &head, &request).await?
            }
            Exchanges::AnswersLost { .. } => {
                let answer = deliver(shared, &head, &request).await?;
                if shared.loses_answer_to(&head.path) {
                    return Err(io::ErrorKind::ConnectionReset.into());
                }
                answer
            }
        };
        phone.write_all(&answer).await?;
        shared.count_bytes(Direction::Down, answer.len());
    }
}

fn count(shared: &Shared, number: u64, head: &Head, bytes: &[u8]) {
    shared.count_request(request(number, head, (bytes.len() - head.bytes) as u64));
}

fn request(connection: u64, head: &Head, body_bytes: u64) -> Request {
    Request {
        connection,
        method: head.method.clone(),
        path: head.path.clone(),
        upload_offset: head.upload_offset,
        body_bytes,
    }
}

/// Delivers a request over a connection of its own and waits for the whole answer.
async fn deliver(shared: &Shared, head: &Head, request: &[u8]) -> io::Result<Vec<u8>> {
    let mut server = shared.connect_to_server().await?;
    server.write_all(request).await?;
    shared.count_bytes(Direction::Up, request.len());
    let kind = Kind::Answer {
        to_head: head.method == "HEAD",
    };
    let (_, answer) = read_message(&mut server, kind)
        .await?
        .ok_or(io::ErrorKind::UnexpectedEof)?;
    Ok(answer)
}

fn portal_answer(head: &Head) -> Vec<u8> {
    let body = if head.method == "HEAD" {
        ""
    } else {
        PORTAL_PAGE
    };
    format!(
        "HTTP/1.1 200 OK\r\ncontent-type: text/html; charset=utf-8\r\ncontent-length: {}\r\n\r\n{body}",
        PORTAL_PAGE.len(),
    )
    .into_bytes()
}
