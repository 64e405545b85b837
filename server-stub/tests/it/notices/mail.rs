//! A mail server on a loopback port, that speaks SMTP with whoever comes and keeps what it took.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
    time::Duration,
};

use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
    sync::mpsc,
};

/// How the server meets the next mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mood {
    /// It takes it.
    Takes,
    /// It asks to come again.
    Later,
    /// It knows no such mailbox.
    Refuses,
    /// It takes it, and the line is cut before it says so.
    TakesSilently,
}

/// A mail that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mail {
    /// To whom, by the envelope.
    pub(crate) to: String,
    /// `Message-ID`.
    pub(crate) id: String,
    /// The whole of it, as it came.
    pub(crate) raw: String,
    /// What it says.
    pub(crate) text: String,
}

pub(crate) struct MailServer {
    pub(crate) port: u16,
    moods: Arc<Mutex<VecDeque<Mood>>>,
    taken: mpsc::UnboundedReceiver<Mail>,
    met: mpsc::UnboundedReceiver<Mood>,
}

impl MailServer {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let moods = Arc::<Mutex<VecDeque<Mood>>>::default();
        let (take, taken) = mpsc::unbounded_channel();
        let (meet, met) = mpsc::unbounded_channel();
        let next = Arc::clone(&moods);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let mood = next.lock().unwrap().pop_front().unwrap_or(Mood::Takes);
                let (take, meet) = (take.clone(), meet.clone());
                tokio::spawn(async move {
                    if let Some(mail) = speak(stream, mood).await {
                        let _ = take.send(mail);
                    }
                    let _ = meet.send(mood);
                });
            }
        });
        Self {
            port,
            moods,
            taken,
            met,
        }
    }

    /// The next ones meet this; then it takes them again.
    pub(crate) fn is(&self, moods: &[Mood]) {
        self.moods.lock().unwrap().extend(moods);
    }

    /// The next mail that it took.
    pub(crate) async fn mail(&mut self) -> Mail {
        let mail = tokio::time::timeout(Duration::from_secs(20), self.taken.recv());
        mail.await.expect("no mail came").unwrap()
    }

    /// Waits until a conversation of this kind has ended.
    pub(crate) async fn met(&mut self, mood: Mood) {
        let met = async { while self.met.recv().await.unwrap() != mood {} };
        let met = tokio::time::timeout(Duration::from_secs(20), met);
        met.await.expect("nobody came");
    }

    /// Mails that it took and nobody asked for yet.
    pub(crate) fn more(&mut self) -> Vec<Mail> {
        std::iter::from_fn(|| self.taken.try_recv().ok()).collect()
    }
}

async fn speak(mut stream: TcpStream, mood: Mood) -> Option<Mail> {
    let (read, mut write) = stream.split();
    let mut lines = BufReader::new(read).lines();
    let mut to = String::new();
    write.write_all(b"220 mail.example\r\n").await.ok()?;
    loop {
        let line = lines.next_line().await.ok()??;
        let answer: &str = match line.split([' ', ':']).next()? {
            "EHLO" => "250-mail.example\r\n250 8BITMIME\r\n",
            "RCPT" if mood == Mood::Later => "451 4.3.0 later\r\n",
            "RCPT" if mood == Mood::Refuses => "550 5.1.1 no such mailbox\r\n",
            "RCPT" => {
                to = line.split(['<', '>']).nth(1)?.to_owned();
                "250 ok\r\n"
            }
            "DATA" => {
                write.write_all(b"354 go on\r\n").await.ok()?;
                break;
            }
            "QUIT" => {
                let _ = write.write_all(b"221 bye\r\n").await;
                return None;
            }
            _ => "250 ok\r\n",
        };
        write.write_all(answer.as_bytes()).await.ok()?;
    }
    let mut raw = String::new();
    loop {
        let line = lines.next_line().await.ok()??;
        if line == "." {
            break;
        }
        raw.push_str(&line);
        raw.push('\n');
    }
    if mood != Mood::TakesSilently {
        write.write_all(b"250 taken\r\n").await.ok()?;
    }
    Some(read_mail(to, raw))
}

fn read_mail(to: String, raw: String) -> Mail {
    let (head, body) = raw.split_once("\n\n").unwrap();
    let header = |name: &str| {
        let line = head.lines().find_map(|line| line.strip_prefix(name));
        line.unwrap_or_default().trim().to_owned()
    };
    let text = match header("Content-Transfer-Encoding:").as_str() {
        "base64" => {
            let joined: String = body.lines().collect();
            data_encoding::BASE64.decode(joined.as_bytes()).unwrap()
        }
        "quoted-printable" => unquoted(body),
        _ => body.as_bytes().to_vec(),
    };
    Mail {
        to,
        id: header("Message-ID:"),
        text: String::from_utf8(text).unwrap().replace("\r\n", "\n"),
        raw,
    }
}

fn unquoted(body: &str) -> Vec<u8> {
    let joined = body.replace("=\n", "");
    let mut parts = joined.split('=');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).unwrap());
        bytes.extend(&part.as_bytes()[2..]);
    }
    bytes
}
