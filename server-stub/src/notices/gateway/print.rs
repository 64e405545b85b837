//! Prints what would be sent, for development. The address is masked here as well: a terminal's
//! history is a log.

use std::{
    fmt,
    io::Write,
    sync::{Mutex, PoisonError},
};

use async_trait::async_trait;

use super::{Gateway, GatewayError, Message};

/// Prints what would be sent.
pub struct Print(Mutex<Box<dyn Write + Send>>);

impl Print {
    /// Prints to the terminal, or whatever else takes lines.
    #[must_use]
    pub fn to(out: impl Write + Send + 'static) -> Self {
        Self(Mutex::new(Box::new(out)))
    }
}

impl fmt::Debug for Print {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Print")
    }
}

#[async_trait]
impl Gateway for Print {
    async fn send(&self, message: &Message) -> Result<(), GatewayError> {
        let Message {
            to, subject, text, ..
        } = message;
        let mut out = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        writeln!(out, "notice to {to}: {subject}\n{text}")
            .and_then(|()| out.flush())
            .map_err(|_| GatewayError::Later("the output can't be written"))
    }
}
