//! Attaching: photographs that are added to a report after it was submitted. Each is an operation
//! that names it, and waits behind it like the photographs of the report itself.

use std::{
    fs::File,
    io::{self, Read},
};

#[cfg(unix)]
use std::os::fd::OwnedFd;

use langnghe_wire::{Attachment, Body, CaseStatus, ReportId, Sha256, limits};

use super::{App, Inner, capture::prepared, deliver::case_status};
use crate::{
    error::Error,
    store::{NewPhotograph, OperationRow, PhotographId, View},
};

impl App {
    /// Adds a photograph to a report that was submitted: prepares it, keeps it, and puts it into
    /// the queue behind the operation that names it, in one transaction. The original is needed
    /// no longer when this returns. A picture that the report has already is not added again.
    ///
    /// # Errors
    /// [`Error::Photograph`] with the reason, [`Error::Unreadable`],
    /// [`Error::TooManyPhotographs`], which counts those of the report itself;
    /// [`Error::NotNow`] for a draft, for a report that is being taken back, or whose case waits
    /// for nobody any more; or the store.
    pub fn attach(&self, report: ReportId, jpeg: impl Read) -> Result<PhotographId, Error> {
        let inner = &self.inner;
        // Before the work on pixels, as with a draft.
        inner
            .store
            .read(|view| Ok(inner.may_attach(view, report)))??;
        self.ensure_space()?;
        let new = prepared(jpeg)?;
        let (photograph, is_new) = inner.write(|view| {
            inner.may_attach(view, report)?;
            inner.attach_prepared(view, report, &new)
        })?;
        if is_new {
            inner.shared.tell_changed([report]);
            inner.shared.wake();
        }
        Ok(photograph)
    }

    /// Adds a photograph from a file descriptor, which is closed.
    ///
    /// # Errors
    /// As [`attach`](Self::attach).
    #[cfg(unix)]
    pub fn attach_fd(&self, report: ReportId, fd: OwnedFd) -> Result<PhotographId, Error> {
        self.attach(report, io::BufReader::new(File::from(fd)))
    }
}

impl Inner {
    /// Keeps a photograph with a report, and names it in an operation if the report didn't have
    /// it yet: which it is, and whether it is new.
    pub(super) fn attach_prepared(
        &self,
        view: &View<'_>,
        report: ReportId,
        new: &NewPhotograph,
    ) -> Result<(PhotographId, bool), Error> {
        let before = view.photographs(report)?;
        let photograph = view.add_photograph(report, new)?;
        if before.iter().any(|known| known.id == photograph) {
            return Ok((photograph, false));
        }
        let attachments = vec![Attachment::photo(
            Sha256::of(&new.jpeg),
            new.jpeg.len() as u64,
        )];
        let n = view.next_n(report)?;
        let operation = self.enqueue(view, report, n, None, &Body::Attach { attachments })?;
        view.queue_photographs(report, operation)?;
        Ok((photograph, true))
    }

    pub(super) fn may_attach(&self, view: &View<'_>, report: ReportId) -> Result<(), Error> {
        self.submitted(view, report)?;
        self.not_being_withdrawn(view, report)?;
        let is_over = case_status(view, report)?.is_some_and(waits_for_nobody);
        // Behind a reopening that is on its way, somebody looks again.
        if is_over && !view.operations(report)?.iter().any(OperationRow::reopens) {
            return Err(Error::NotNow);
        }
        if view.photographs(report)?.len() >= limits::PHOTOGRAPHS_PER_REPORT {
            return Err(Error::TooManyPhotographs);
        }
        Ok(())
    }
}

/// Whether nobody would look at one more photograph. What a later release knows, the server
/// decides about.
fn waits_for_nobody(status: CaseStatus) -> bool {
    use CaseStatus as S;
    matches!(
        status,
        S::Refused | S::Confirmed | S::Closed | S::Merged | S::Withdrawn
    )
}
