//! Bytes as they come, to the byte where a cut is planned.
//!
//! Each direction is pumped by its own loop. The upward one follows the requests that pass, so
//! that a cut can be counted from the start of one: phones do not pipeline, so a read never holds
//! the end of one request and the start of the next.

use std::{
    io,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{
        TcpStream,
        tcp::{ReadHalf, WriteHalf},
    },
};

use super::{
    http::{self, Body, Kind},
    plan::{Cut, Direction, Ending, Exchanges, Signal, Within},
    shared::Shared,
    tally::Request,
};

const READ_BYTES: usize = 16 * 1024;
/// For how long an orderly end lets the phone finish what it is saying.
const LINGER: Duration = Duration::from_millis(500);

/// Carries one connection until it ends by itself, is cut, or loses its signal.
pub(super) async fn run(shared: &Shared, number: u64, mut phone: TcpStream) -> io::Result<()> {
    phone.set_nodelay(true)?;
    let Ok(mut server) = shared.connect_to_server().await else {
        return phone.set_zero_linger();
    };
    let connection = Connection {
        shared,
        number,
        place: Mutex::default(),
    };
    let ended = {
        let (mut from_phone, mut to_phone) = phone.split();
        let (mut from_server, mut to_server) = server.split();
        let both = async {
            tokio::try_join!(
                connection.pump(Direction::Up, &mut from_phone, &mut to_server),
                connection.pump(Direction::Down, &mut from_server, &mut to_phone),
            )
        };
        tokio::select! {
            ended = both => ended.map(|_| ()),
            () = shared.until(|plan| {
                plan.signal == Signal::None || plan.exchanges != Exchanges::Untouched
            }) => Err(End::Broken),
        }
    };
    match ended {
        Ok(()) | Err(End::Cut(Ending::Close)) => {
            phone.shutdown().await?;
            server.shutdown().await?;
            // Closing with unread bytes would be a reset: let them come first.
            let mut nowhere = tokio::io::sink();
            let _ = tokio::time::timeout(LINGER, tokio::io::copy(&mut phone, &mut nowhere)).await;
            Ok(())
        }
        Err(End::Cut(Ending::Stall)) => {
            shared.until(|plan| plan.signal == Signal::None).await;
            reset(&phone, &server)
        }
        Err(End::Cut(Ending::Reset)) => {
            phone.set_zero_linger()?;
            drop(phone);
            // What was let through must arrive, or the cut would not be to the byte; a reset
            // here would take back what the server hasn't read yet.
            server.shutdown().await?;
            let mut nowhere = tokio::io::sink();
            let _ = tokio::time::timeout(LINGER, tokio::io::copy(&mut server, &mut nowhere)).await;
            Ok(())
        }
        Err(End::Broken) => reset(&phone, &server),
    }
}

fn reset(phone: &TcpStream, server: &TcpStream) -> io::Result<()> {
    phone.set_zero_linger()?;
    server.set_zero_linger()
}

/// Why a connection ended before its time.
enum End {
    /// A cut of the plan.
    Cut(Ending),
    /// One of the ends broke it, or the signal went.
    Broken,
}

impl From<io::Error> for End {
    fn from(_: io::Error) -> Self {
        Self::Broken
    }
}

struct Connection<'a> {
    shared: &'a Shared,
    number: u64,
    place: Mutex<Place>,
}

/// Where the connection stands.
#[derive(Default)]
struct Place {
    /// Bytes that travelled: up, down.
    bytes: [u64; 2],
    /// The same, at the start of the present request.
    at_request: [u64; 2],
    /// The present request's path.
    path: Option<String>,
    /// How much of the present request has passed.
    reading: Reading,
}

#[derive(Default)]
enum Reading {
    /// Between requests.
    #[default]
    Nothing,
    /// In the head.
    Head(Vec<u8>),
    /// In the body of the request with this place in the tally.
    Body(usize, Body),
}

impl Connection<'_> {
    async fn pump(
        &self,
        direction: Direction,
        from: &mut ReadHalf<'_>,
        to: &mut WriteHalf<'_>,
    ) -> Result<(), End> {
        let mut buffer = vec![0; READ_BYTES];
        loop {
            self.shared.until_not_silent().await;
            self.cut_if_due(direction)?;
            let read = from.read(&mut buffer).await?;
            if read == 0 {
                return Ok(to.shutdown().await?);
            }
            let mut pending = &buffer[..read];
            if direction == Direction::Up {
                self.begin_request(pending);
            }
            while !pending.is_empty() {
                self.cut_if_due(direction)?;
                let allowed = self.until_cut(direction, pending.len());
                let piece = self.shared.pace(direction, allowed).await;
                self.shared.until_not_silent().await;
                to.write_all(&pending[..piece]).await?;
                self.count(direction, &pending[..piece])?;
                pending = &pending[piece..];
            }
        }
    }

    fn place(&self) -> MutexGuard<'_, Place> {
        self.place.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Remembers where a request begins, before its first byte goes on.
    fn begin_request(&self, bytes: &[u8]) {
        let mut place = self.place();
        if let Reading::Nothing = place.reading {
            place.at_request = place.bytes;
            place.path = http::path_of_request(bytes);
        }
    }

    /// How many bytes are left until a cut; none if the plan has none for this place.
    fn left_until(&self, cut: &Cut, direction: Direction) -> Option<u64> {
        let place = self.place();
        let start = match &cut.within {
            Within::Connection(n) => (*n == self.number).then_some(0),
            Within::Request(path) => {
                let present = place.path.as_deref();
                present
                    .is_some_and(|p| p.starts_with(path.as_str()))
                    .then_some(place.at_request[direction as usize])
            }
        }?;
        let travelled = place.bytes[direction as usize] - start;
        if cut.direction == direction {
            cut.after.checked_sub(travelled)
        } else {
            None
        }
    }

    /// How many of the next bytes lie before the next cut: one at least, for a cut that is due
    /// was carried out before.
    fn until_cut(&self, direction: Direction, bytes: usize) -> usize {
        let cuts = self.shared.plan().cuts;
        let left = cuts
            .iter()
            .filter_map(|cut| self.left_until(cut, direction))
            .min();
        left.and_then(|left| usize::try_from(left).ok())
            .map_or(bytes, |left| left.clamp(1, bytes))
    }

    fn cut_if_due(&self, direction: Direction) -> Result<(), End> {
        let cuts = self.shared.plan().cuts;
        let due = cuts
            .iter()
            .find(|cut| self.left_until(cut, direction) == Some(0));
        match due {
            Some(cut) if self.shared.take_cut(cut) => Err(End::Cut(cut.ending)),
            _ => Ok(()),
        }
    }

    fn count(&self, direction: Direction, bytes: &[u8]) -> io::Result<()> {
        self.place().bytes[direction as usize] += bytes.len() as u64;
        if direction == Direction::Up {
            self.follow(bytes)?;
        }
        self.shared.count_bytes(direction, bytes.len());
        Ok(())
    }

    /// Follows the requests that pass.
    fn follow(&self, bytes: &[u8]) -> io::Result<()> {
        let mut place = self.place();
        let reading = std::mem::take(&mut place.reading);
        place.reading = match reading {
            Reading::Body(request, mut body) => {
                let taken = body.take(bytes)?;
                self.shared.count_body(request, taken);
                still(request, body)
            }
            Reading::Nothing => self.follow_head(bytes.to_vec())?,
            Reading::Head(mut before) => {
                before.extend_from_slice(bytes);
                self.follow_head(before)?
            }
        };
        Ok(())
    }

    fn follow_head(&self, bytes: Vec<u8>) -> io::Result<Reading> {
        let Some(head) = http::head(Kind::Request, &bytes)? else {
            return Ok(Reading::Head(bytes));
        };
        let mut body = head.body;
        let taken = body.take(&bytes[head.bytes..])?;
        let request = self.shared.count_request(Request {
            connection: self.number,
            method: head.method,
            path: head.path,
            upload_offset: head.upload_offset,
            body_bytes: taken as u64,
        });
        Ok(still(request, body))
    }
}

fn still(request: usize, body: Body) -> Reading {
    if body.is_done() {
        Reading::Nothing
    } else {
        Reading::Body(request, body)
    }
}
