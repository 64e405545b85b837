//! Reopening: *Chưa xong*, with a word, and with photographs of what is still to be seen.

use std::io::Read;

use langnghe_wire::{Body, ReportId, limits, text};

use super::{App, capture::prepared};
use crate::{error::Error, store::NewPhotograph};

impl App {
    /// *Chưa xong*: says, with a word, that it isn't fixed.
    ///
    /// # Errors
    /// As [`reply`](Self::reply).
    pub fn reopen(&self, id: ReportId, words: &str) -> Result<(), Error> {
        self.reopen_with(id, words, std::iter::empty::<&[u8]>())
    }

    /// *Chưa xong*, with photographs that show it. The words go first and the photographs behind
    /// them, each as an operation of its own; all of it is in the queue, or nothing.
    ///
    /// # Errors
    /// As [`reply`](Self::reply) and, of the photographs, [`attach`](Self::attach).
    pub fn reopen_with(
        &self,
        id: ReportId,
        words: &str,
        photographs: impl IntoIterator<Item = impl Read>,
    ) -> Result<(), Error> {
        let inner = &self.inner;
        let text = text::normalised(words);
        if text.is_empty() || text::characters(&text) > limits::TEXT_CHARACTERS {
            return Err(Error::NotNow);
        }
        let photographs: Vec<NewPhotograph> = photographs
            .into_iter()
            .map(|jpeg| {
                self.ensure_space()?;
                prepared(jpeg)
            })
            .collect::<Result<_, Error>>()?;
        inner.write(|view| {
            inner.submitted(view, id)?;
            inner.not_being_withdrawn(view, id)?;
            let n = view.next_n(id)?;
            inner.enqueue(view, id, n, None, &Body::Reopen { text })?;
            for new in &photographs {
                inner.may_attach(view, id)?;
                inner.attach_prepared(view, id, new)?;
            }
            Ok(())
        })?;
        inner.shared.tell_changed([id]);
        inner.shared.wake();
        Ok(())
    }
}
