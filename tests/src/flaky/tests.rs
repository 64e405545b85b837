use std::{
    io::{self, Read as _, Write as _},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::mpsc,
    time::{Duration, Instant},
};

use super::*;

mod strikes;

const PATIENCE: Duration = Duration::from_secs(10);

/// A server that answers every request with its path and the length of its body, and tells what
/// it read. It serves until the test ends with it.
struct Echo {
    address: SocketAddr,
    /// Everything that each connection brought, as the connection ended.
    heard: mpsc::Receiver<(Vec<u8>, Option<io::ErrorKind>)>,
}

impl Echo {
    fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let (tell, heard) = mpsc::channel();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let tell = tell.clone();
                std::thread::spawn(move || tell.send(converse(stream.unwrap())));
            }
        });
        Self { address, heard }
    }

    /// What the next connection that ended had brought.
    fn heard(&self) -> (String, Option<io::ErrorKind>) {
        let (bytes, ended) = self.heard.recv_timeout(PATIENCE).unwrap();
        (String::from_utf8(bytes).unwrap(), ended)
    }
}

fn converse(mut stream: TcpStream) -> (Vec<u8>, Option<io::ErrorKind>) {
    let mut all = Vec::new();
    let mut begun = 0;
    let mut buffer = [0; 4096];
    loop {
        while let Ok(Some(head)) = http::head(http::Kind::Request, &all[begun..]) {
            let mut body = head.body;
            let length = body.take(&all[begun + head.bytes..]).unwrap();
            if !body.is_done() {
                break;
            }
            begun += head.bytes + length;
            let text = format!("{} {length}", head.path);
            let answer = format!(
                "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{text}",
                text.len()
            );
            let _ = stream.write_all(answer.as_bytes());
        }
        match stream.read(&mut buffer) {
            Ok(0) => return (all, None),
            Ok(n) => all.extend_from_slice(&buffer[..n]),
            Err(error) => return (all, Some(error.kind())),
        }
    }
}

fn request(path: &str, body: &str) -> String {
    format!(
        "POST {path} HTTP/1.1\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

/// Sends a request over a connection of its own and reads until the end.
fn ask(link: &FlakyLink, path: &str, body: &str) -> io::Result<String> {
    let mut stream = connect(link)?;
    stream.write_all(request(path, body).as_bytes())?;
    let mut answer = vec![0; 4096];
    let n = stream.read(&mut answer)?;
    answer.truncate(n);
    Ok(String::from_utf8(answer).unwrap())
}

fn connect(link: &FlakyLink) -> io::Result<TcpStream> {
    let stream = TcpStream::connect(link.address())?;
    stream.set_read_timeout(Some(PATIENCE))?;
    Ok(stream)
}

fn cut(within: Within, direction: Direction, after: u64, ending: Ending) -> Plan {
    Plan::cutting(Cut {
        within,
        direction,
        after,
        ending,
    })
}

#[test]
fn a_perfect_link_changes_nothing_and_counts_everything() {
    let server = Echo::start();
    let link = FlakyLink::to(server.address, Plan::default()).unwrap();
    assert!(
        ask(&link, "/v1/sync", "hello")
            .unwrap()
            .ends_with("/v1/sync 5")
    );
    assert_eq!(server.heard(), (request("/v1/sync", "hello"), None));
    let tally = link.tally();
    assert_eq!(
        (tally.connections, tally.bytes_up),
        (1, request("/v1/sync", "hello").len() as u64)
    );
    assert_eq!(tally.body_bytes_to("/v1/"), 5);
    assert_eq!(tally.requests[0].method, "POST");
}

#[test]
fn without_signal_everyone_is_refused_and_what_exists_is_reset() {
    let server = Echo::start();
    let link = FlakyLink::to(server.address, Plan::default()).unwrap();
    let mut existing = connect(&link).unwrap();
    existing.write_all(request("/a", "").as_bytes()).unwrap();
    assert!(existing.read(&mut [0; 512]).unwrap() > 0);
    link.set(Plan::without_signal());
    let error = existing.read(&mut [0; 512]).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::ConnectionReset);
    assert!(ask(&link, "/b", "").is_err());
    assert_eq!(link.tally().requests.len(), 1);
    link.set(Plan::default());
    assert!(ask(&link, "/c", "").is_ok());
}

#[test]
fn a_silent_link_moves_nothing_until_it_speaks_again() {
    let server = Echo::start();
    let link = FlakyLink::to(server.address, Plan::default()).unwrap();
    link.change(|plan| plan.signal = Signal::Silent);
    let mut stream = connect(&link).unwrap();
    stream.write_all(request("/a", "").as_bytes()).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_millis(50)))
        .unwrap();
    assert!(stream.read(&mut [0; 512]).is_err());
    assert_eq!(link.tally().bytes_up, 0);
    link.change(|plan| plan.signal = Signal::Good);
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    assert!(stream.read(&mut [0; 512]).unwrap() > 0);
}

#[test]
fn a_cut_upstream_lets_exactly_so_many_bytes_through_and_happens_once() {
    let server = Echo::start();
    let whole = request("/v1/uploads/ab", &"x".repeat(200_000));
    for after in [0, 3, 30, 60, 100_000, whole.len() - 1] {
        let within = Within::Request("/v1/uploads".into());
        let plan = cut(within, Direction::Up, after as u64, Ending::Reset);
        let link = FlakyLink::to(server.address, plan).unwrap();
        assert!(
            ask(&link, "/v1/uploads/ab", &"x".repeat(200_000)).is_err(),
            "{after}"
        );
        let (heard, _) = server.heard();
        assert!(heard == whole[..after], "{after}: {}", heard.len());
        assert!(ask(&link, "/v1/uploads/ab", "y").is_ok(), "{after}");
        server.heard();
    }
}

#[test]
fn a_cut_counts_from_the_start_of_the_request_that_it_names() {
    let server = Echo::start();
    let within = Within::Request("/v1/uploads".into());
    let plan = cut(within, Direction::Down, 10, Ending::Reset);
    let link = FlakyLink::to(server.address, plan).unwrap();
    let mut stream = connect(&link).unwrap();
    stream
        .write_all(request("/v1/sync", "a").as_bytes())
        .unwrap();
    assert!(stream.read(&mut [0; 512]).unwrap() > 10);
    stream
        .write_all(request("/v1/uploads/ab", "b").as_bytes())
        .unwrap();
    let mut answer = Vec::new();
    // The reset may overtake what came before it.
    let _ = stream.read_to_end(&mut answer);
    assert!(answer.len() <= 10);
    assert_eq!(
        link.tally().bytes_down,
        10 + "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n/v1/sync 1".len() as u64
    );
}

#[test]
fn a_cut_can_name_a_connection_and_end_it_in_order() {
    let server = Echo::start();
    let plan = cut(Within::Connection(1), Direction::Up, 8, Ending::Close);
    let link = FlakyLink::to(server.address, plan).unwrap();
    assert!(ask(&link, "/a", "").is_ok());
    server.heard();
    let mut stream = connect(&link).unwrap();
    stream.write_all(request("/b", "").as_bytes()).unwrap();
    assert_eq!(stream.read(&mut [0; 512]).unwrap(), 0, "an orderly end");
    assert_eq!(server.heard(), ("POST /b ".into(), None));
}

#[test]
fn a_stall_keeps_the_connection_and_moves_nothing_more() {
    let server = Echo::start();
    let plan = cut(Within::Connection(0), Direction::Up, 8, Ending::Stall);
    let link = FlakyLink::to(server.address, plan).unwrap();
    let mut stream = connect(&link).unwrap();
    stream.write_all(request("/b", "").as_bytes()).unwrap();
    link.wait_until("eight bytes", PATIENCE, |tally| tally.bytes_up == 8)
        .unwrap();
    stream
        .set_read_timeout(Some(Duration::from_millis(50)))
        .unwrap();
    let waiting = stream.read(&mut [0; 512]).unwrap_err();
    assert!(matches!(
        waiting.kind(),
        io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut
    ));
    link.set(Plan::without_signal());
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    assert_eq!(
        stream.read(&mut [0; 512]).unwrap_err().kind(),
        io::ErrorKind::ConnectionReset
    );
    assert_eq!(server.heard().0.len(), 8);
}

#[test]
fn a_slow_link_takes_its_time() {
    let server = Echo::start();
    let link = FlakyLink::to(server.address, Plan::slow(100_000)).unwrap();
    let begun = Instant::now();
    ask(&link, "/a", &"x".repeat(50_000)).unwrap();
    let took = begun.elapsed();
    assert!(took >= Duration::from_millis(480), "{took:?}");
}

#[test]
fn a_request_delivered_twice_is_heard_twice_and_answered_once() {
    let server = Echo::start();
    let link = FlakyLink::to(server.address, Plan::exchanging(Exchanges::Twice)).unwrap();
    let mut stream = connect(&link).unwrap();
    for body in ["hello", "again"] {
        stream.write_all(request("/a", body).as_bytes()).unwrap();
        let mut answer = [0; 512];
        let n = stream.read(&mut answer).unwrap();
        assert!(answer[..n].ends_with(b"\r\n\r\n/a 5"));
        assert_eq!(server.heard().0, request("/a", body));
        assert_eq!(server.heard().0, request("/a", body));
    }
    assert_eq!(link.tally().connections, 1);
    stream.shutdown(Shutdown::Both).unwrap();
}

#[test]
fn a_lost_answer_is_lost_after_the_server_gave_it() {
    let server = Echo::start();
    let lost = Exchanges::AnswersLost {
        path: "/v1/sync".into(),
        times: 1,
    };
    let link = FlakyLink::to(server.address, Plan::exchanging(lost)).unwrap();
    assert!(ask(&link, "/other", "").is_ok());
    server.heard();
    assert!(ask(&link, "/v1/sync", "hello").is_err());
    assert_eq!(server.heard(), (request("/v1/sync", "hello"), None));
    assert!(
        ask(&link, "/v1/sync", "hello")
            .unwrap()
            .ends_with("/v1/sync 5")
    );
}

#[test]
fn a_captive_portal_answers_everything_and_the_server_hears_nothing() {
    let server = Echo::start();
    let link = FlakyLink::to(server.address, Plan::exchanging(Exchanges::CaptivePortal)).unwrap();
    let answer = ask(&link, "/v1/sync", "hello").unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.contains("text/html"));
    assert_eq!(link.tally().bytes_up, 0);
    link.set(Plan::default());
    assert!(
        ask(&link, "/v1/sync", "hello")
            .unwrap()
            .ends_with("/v1/sync 5")
    );
}

#[test]
fn the_link_follows_a_server_that_moves() {
    let first = Echo::start();
    let link = FlakyLink::to(first.address, Plan::default()).unwrap();
    let second = Echo::start();
    link.lead_to(second.address);
    ask(&link, "/a", "").unwrap();
    assert_eq!(second.heard().0, request("/a", ""));
    // Nobody listens there any more.
    let gone = TcpListener::bind(("127.0.0.1", 0))
        .unwrap()
        .local_addr()
        .unwrap();
    link.lead_to(gone);
    assert!(ask(&link, "/a", "").is_err());
}

#[test]
fn a_link_that_is_dropped_leaves_nothing_open() {
    let server = Echo::start();
    let link = FlakyLink::to(server.address, Plan::default()).unwrap();
    let address = link.address();
    let mut existing = connect(&link).unwrap();
    existing.write_all(b"POST ").unwrap();
    link.wait_until("the first bytes", PATIENCE, |tally| tally.bytes_up == 5)
        .unwrap();
    drop(link);
    assert_eq!(server.heard().0, "POST ");
    assert!(TcpStream::connect(address).is_err());
}

#[test]
fn waiting_for_what_does_not_happen_says_what_did() {
    let server = Echo::start();
    let link = FlakyLink::to(server.address, Plan::default()).unwrap();
    ask(&link, "/a", "").unwrap();
    let error = link
        .wait_until("a second request", Duration::from_millis(10), |t| {
            t.requests.len() == 2
        })
        .unwrap_err();
    assert!(error.to_string().contains("a second request") && error.to_string().contains("/a"));
}
