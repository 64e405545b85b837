//! What the kernel knows of a connection: whether its reader has read everything.
//!
//! A reset takes back what its receiver hasn't read. For it to fall behind a certain byte, the
//! receiver must have read that byte, and nobody but the kernel can tell. Where its table can't be
//! read (it is Linux's), the wait is over at once and a reset may take some bytes back.

use std::{
    net::{SocketAddr, SocketAddrV4},
    time::Duration,
};

use tokio::time::{Instant, sleep};

const TABLE: &str = "/proc/net/tcp";
const LOOK_EVERY: Duration = Duration::from_millis(1);
/// A reader that doesn't read for so long won't.
const PATIENCE: Duration = Duration::from_secs(20);

/// Returns once `reader` has read everything that `writer` has sent it.
pub(super) async fn until_read(reader: SocketAddr, writer: SocketAddr) {
    let deadline = Instant::now() + PATIENCE;
    // Twice in a row: bytes that just arrive aren't counted while the reader is busy.
    let mut empty = 0;
    while empty < 2 && Instant::now() < deadline {
        let Ok(table) = tokio::fs::read_to_string(TABLE).await else {
            return;
        };
        empty = match unread(&table, reader, writer) {
            Some(1..) => 0,
            Some(0) | None => empty + 1,
        };
        sleep(LOOK_EVERY).await;
    }
}

/// How many bytes wait for `reader`; none if there is no such connection.
fn unread(table: &str, reader: SocketAddr, writer: SocketAddr) -> Option<u64> {
    let (reader, writer) = (as_listed(reader)?, as_listed(writer)?);
    table.lines().find_map(|line| {
        let mut fields = line.split_whitespace().skip(1);
        let is_it = fields.next()? == reader && fields.next()? == writer;
        let queues = fields.nth(1)?;
        is_it.then(|| u64::from_str_radix(queues.split_once(':')?.1, 16).ok())?
    })
}

fn as_listed(address: SocketAddr) -> Option<String> {
    let SocketAddr::V4(address) = address else {
        return None;
    };
    let (ip, port) = (SocketAddrV4::ip(&address), address.port());
    Some(format!(
        "{:08X}:{port:04X}",
        u32::from_ne_bytes(ip.octets())
    ))
}

#[cfg(test)]
mod tests {
    use std::{
        io::{Read as _, Write as _},
        net::{TcpListener, TcpStream},
    };

    use super::*;

    #[test]
    fn bytes_wait_until_they_are_read() {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let mut writer = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        let (mut reader, _) = listener.accept().unwrap();
        let (here, there) = (reader.local_addr().unwrap(), writer.local_addr().unwrap());
        let waiting = || unread(&std::fs::read_to_string(TABLE).unwrap(), here, there);
        assert_eq!(waiting(), Some(0));
        writer.write_all(b"seven b").unwrap();
        assert_eq!(waiting(), Some(7));
        reader.read_exact(&mut [0; 7]).unwrap();
        assert_eq!(waiting(), Some(0));
    }
}
