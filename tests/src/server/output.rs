//! What a process writes, read all the time, so that it never waits for its reader.

use std::{
    io::{self, BufRead as _, BufReader, Read},
    process::Child,
    sync::{Arc, Mutex, PoisonError, mpsc},
    time::{Duration, Instant},
};

/// The two outputs of a process.
#[derive(Debug)]
pub(super) struct Output {
    text: Arc<Mutex<String>>,
    lines: mpsc::Receiver<String>,
}

impl Output {
    /// Begins to read what `child` writes; both of its outputs must be pipes.
    pub(super) fn of(child: &mut Child) -> io::Result<Self> {
        let no_pipe = || io::Error::other("the process has no pipe");
        let stdout = child.stdout.take().ok_or_else(no_pipe)?;
        let stderr = child.stderr.take().ok_or_else(no_pipe)?;
        let text = Arc::new(Mutex::new(String::new()));
        let (tell, lines) = mpsc::channel();
        read_lines(stdout, Arc::clone(&text), Some(tell));
        read_lines(stderr, Arc::clone(&text), None);
        Ok(Self { text, lines })
    }

    /// All that was written so far.
    pub(super) fn text(&self) -> String {
        self.text
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Waits for a line of the standard output that begins with `start`, and returns its rest.
    pub(super) fn wait_for_line(&self, start: &str, patience: Duration) -> Option<String> {
        let deadline = Instant::now() + patience;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let line = self.lines.recv_timeout(left).ok()?;
            if let Some(rest) = line.strip_prefix(start) {
                return Some(rest.trim().to_owned());
            }
        }
    }
}

fn read_lines(
    pipe: impl Read + Send + 'static,
    text: Arc<Mutex<String>>,
    tell: Option<mpsc::Sender<String>>,
) {
    std::thread::spawn(move || {
        for line in BufReader::new(pipe).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line).into_owned();
            let mut text = text.lock().unwrap_or_else(PoisonError::into_inner);
            text.push_str(&line);
            text.push('\n');
            drop(text);
            if let Some(tell) = &tell {
                // Nobody waits for lines any more.
                let _ = tell.send(line);
            }
        }
    });
}
