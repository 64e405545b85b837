//! What arrives when nobody expects it any more.

use std::{
    io::{self, Read as _, Write as _},
    net::{Shutdown, SocketAddr, TcpStream},
    time::Duration,
};

/// Longer than any answer takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// A request that the network has held back.
#[derive(Debug)]
pub struct Late {
    /// The connection that it was on, at the byte where it was held, if it is still open.
    pub(super) held: Option<TcpStream>,
    /// What of it has not arrived there.
    pub(super) rest: Vec<u8>,
    /// All of it.
    pub(super) whole: Vec<u8>,
    /// Where it goes.
    pub(super) server: SocketAddr,
}

impl Late {
    /// Arrives: the rest on its own connection, and all of it again on a new one. Returns once the
    /// server is done with both, and answers with what it says to the latter, which no phone ever
    /// hears.
    ///
    /// # Errors
    /// If the server doesn't take a new connection or doesn't answer.
    pub fn arrive(self) -> io::Result<Vec<u8>> {
        if let Some(mut held) = self.held {
            // The server may have given up on this one, which is its right.
            speak(&mut held, &self.rest);
        }
        let mut stream = TcpStream::connect(self.server)?;
        let answer = speak(&mut stream, &self.whole);
        if answer.is_empty() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(answer)
    }
}

/// Says `words`, and listens until the other end has said all that it says to them. A server that
/// has heard enough answers and hangs up in the middle of them.
fn speak(stream: &mut TcpStream, words: &[u8]) -> Vec<u8> {
    let mut answer = Vec::new();
    let _ = stream
        .set_read_timeout(Some(PATIENCE))
        .and_then(|()| stream.write_all(words))
        // By this the other end knows that nothing follows, and ends once it has answered.
        .and_then(|()| stream.shutdown(Shutdown::Write));
    let _ = stream.read_to_end(&mut answer);
    answer
}
