//! A strike falls.

use std::{io, time::Duration};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _, copy, sink},
    net::TcpStream,
    time::timeout,
};

use super::{
    http::{Body, Head, Kind, read_message, read_rest},
    kernel::until_read,
    late::Late,
    plan::{Direction, Signal},
    shared::Shared,
    strike::{Blow, Place, Shape, Strike},
    tally::Fallen,
};

/// Longer than a server takes to end a connection that it has no use for.
const LINGER: Duration = Duration::from_secs(20);

/// Carries one exchange and lets a strike fall on it. Answers whether the phone's connection lives
/// on; after an error it is to be reset. What didn't come to its strike isn't in the tally.
pub(super) async fn fall(
    shared: &Shared,
    request: usize,
    phone: &mut TcpStream,
    (head, arrived): (&Head, Vec<u8>),
    strike: &Strike,
) -> io::Result<bool> {
    let shape = shape(head, &arrived)?;
    let at = strike.place.offset(&shape);
    let mut struck = Struck {
        shared,
        head,
        server: shared.connect_to_server().await?,
        phone,
        arrived,
        fallen: Fallen {
            request,
            head: shape.head as u64,
            whole: shape.whole as u64,
            up: 0,
            down: 0,
        },
    };
    struck.let_through(at).await?;
    match strike.place {
        Place::MidAnswer => struck.in_the_answer(strike.blow).await,
        Place::Answered => struck.behind_the_answer(strike.blow).await,
        _ => struck.in_the_request(strike.blow).await,
    }
}

fn shape(head: &Head, arrived: &[u8]) -> io::Result<Shape> {
    let Body::Fixed(body) = head.body else {
        let why = "a strike needs to know how long the request is";
        return Err(io::Error::new(io::ErrorKind::InvalidData, why));
    };
    let line = arrived.iter().position(|byte| *byte == b'\n');
    Ok(Shape {
        line: line.map_or(head.bytes, |end| end + 1),
        head: head.bytes,
        whole: head.bytes + usize::try_from(body).unwrap_or(usize::MAX),
    })
}

/// An exchange that is being struck.
struct Struck<'a> {
    shared: &'a Shared,
    head: &'a Head,
    phone: &'a mut TcpStream,
    server: TcpStream,
    /// What came from the phone so far.
    arrived: Vec<u8>,
    fallen: Fallen,
}

impl Struck<'_> {
    /// Lets the request's first `at` bytes through to the server, and no more.
    async fn let_through(&mut self, at: usize) -> io::Result<()> {
        loop {
            let up = self.fallen.up as usize;
            let piece = &self.arrived[up..at.min(self.arrived.len())];
            self.server.write_all(piece).await?;
            let body = |bytes: usize| bytes.saturating_sub(self.head.bytes);
            let in_body = body(up + piece.len()) - body(up);
            self.shared.count_bytes(Direction::Up, piece.len());
            self.shared.count_body(self.fallen.request, in_body);
            self.fallen.up += piece.len() as u64;
            if self.fallen.up as usize == at {
                return Ok(());
            }
            if self.phone.read_buf(&mut self.arrived).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
    }

    /// Hears the phone out, wherever the strike fell.
    async fn hear_out(&mut self) -> io::Result<()> {
        let arrived = std::mem::take(&mut self.arrived);
        self.arrived = read_rest(self.phone, self.head, arrived).await?;
        Ok(())
    }

    /// The server's answer to what was let through.
    async fn answer(&mut self) -> io::Result<Vec<u8>> {
        answer(self.head, &mut self.server).await
    }

    async fn tell_phone(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.phone.write_all(bytes).await?;
        self.shared.count_bytes(Direction::Down, bytes.len());
        self.fallen.down += bytes.len() as u64;
        Ok(())
    }

    async fn in_the_request(mut self, blow: Blow) -> io::Result<bool> {
        if blow == Blow::Finish {
            self.falls();
            self.server.shutdown().await?;
            return self.listen_to_the_server().await;
        }
        until_read(self.server.peer_addr()?, self.server.local_addr()?).await;
        match blow {
            Blow::Reset => self.reset(),
            Blow::Stall | Blow::Finish => self.stall().await,
            Blow::Duplicate => {
                self.hear_out().await?;
                let answer = self.again().await?;
                let up = self.fallen.up as usize;
                // This one's answer reaches nobody, and the server may have ended it before.
                let _ = self.server.write_all(&self.arrived[up..]).await;
                let _ = self.server.shutdown().await;
                let _ = timeout(LINGER, copy(&mut self.server, &mut sink())).await;
                // What of the body went on in the second delivery alone.
                let left = self.fallen.whole - self.fallen.up.max(self.fallen.head);
                self.shared.count_body(self.fallen.request, left as usize);
                self.falls();
                self.tell_phone(&answer).await?;
                Ok(true)
            }
            Blow::LateReplay => {
                self.hear_out().await?;
                self.hold_back(true)?;
                Err(io::ErrorKind::ConnectionReset.into())
            }
        }
    }

    async fn in_the_answer(mut self, blow: Blow) -> io::Result<bool> {
        let answer = self.answer().await?;
        if blow == Blow::Duplicate {
            let answer = self.again().await?;
            self.falls();
            self.tell_phone(&answer).await?;
            return Ok(true);
        }
        self.tell_phone(&answer[..answer.len() / 2]).await?;
        until_read(self.phone.peer_addr()?, self.phone.local_addr()?).await;
        match blow {
            Blow::Reset => self.reset(),
            Blow::Stall => self.stall().await,
            Blow::LateReplay => {
                self.hold_back(false)?;
                Err(io::ErrorKind::ConnectionReset.into())
            }
            Blow::Finish | Blow::Duplicate => {
                self.falls();
                self.end_in_order().await
            }
        }
    }

    async fn behind_the_answer(mut self, blow: Blow) -> io::Result<bool> {
        let answer = self.answer().await?;
        self.tell_phone(&answer).await?;
        self.shared.until(|plan| plan.let_fall).await;
        match blow {
            Blow::Reset => self.reset(),
            Blow::Stall => self.stall().await,
            Blow::Finish => {
                self.falls();
                self.end_in_order().await
            }
            Blow::Duplicate => {
                self.again().await?;
                self.falls();
                Ok(true)
            }
            Blow::LateReplay => {
                self.hold_back(false)?;
                Ok(true)
            }
        }
    }

    /// Delivers the whole request once more, over a connection of its own.
    async fn again(&self) -> io::Result<Vec<u8>> {
        let mut server = self.shared.connect_to_server().await?;
        server.write_all(&self.arrived).await?;
        answer(self.head, &mut server).await
    }

    fn falls(&self) {
        self.shared.count_strike(self.fallen);
    }

    fn reset(self) -> io::Result<bool> {
        self.server.set_zero_linger()?;
        self.falls();
        Err(io::ErrorKind::ConnectionReset.into())
    }

    async fn stall(self) -> io::Result<bool> {
        self.falls();
        self.shared.until(|plan| plan.signal == Signal::None).await;
        Err(io::ErrorKind::ConnectionReset.into())
    }

    /// Keeps the request for later; with its connection, where the server still waits for more.
    fn hold_back(self, with_connection: bool) -> io::Result<()> {
        let held = if with_connection {
            let held = self.server.into_std()?;
            held.set_nonblocking(false)?;
            Some(held)
        } else {
            None
        };
        self.shared.keep_for_later(Late {
            held,
            rest: self.arrived[self.fallen.up as usize..].to_vec(),
            whole: self.arrived,
            server: self.shared.server(),
        });
        self.shared.count_strike(self.fallen);
        Ok(())
    }

    /// The server has heard the end of what it got; what it says to that reaches the phone, which
    /// may go on talking into the void.
    async fn listen_to_the_server(mut self) -> io::Result<bool> {
        let (mut from_phone, mut to_phone) = self.phone.split();
        let answer = async {
            let bytes = copy(&mut self.server, &mut to_phone).await?;
            self.shared.count_bytes(Direction::Down, bytes as usize);
            to_phone.shutdown().await
        };
        let mut nowhere = sink();
        let phone_leaves = timeout(LINGER, copy(&mut from_phone, &mut nowhere));
        let (answered, _) = tokio::join!(answer, phone_leaves);
        answered.map(|()| false)
    }

    /// Both ends hear the end of it, and the phone has the time to leave.
    async fn end_in_order(mut self) -> io::Result<bool> {
        self.server.shutdown().await?;
        self.phone.shutdown().await?;
        let _ = timeout(LINGER, copy(self.phone, &mut sink())).await;
        Ok(false)
    }
}

/// A server's answer, whole.
async fn answer(head: &Head, server: &mut TcpStream) -> io::Result<Vec<u8>> {
    let kind = Kind::Answer {
        to_head: head.method == "HEAD",
    };
    let (_, answer) = read_message(server, kind)
        .await?
        .ok_or(io::ErrorKind::UnexpectedEof)?;
    Ok(answer)
}
