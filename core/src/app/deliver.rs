//! Delivering: a draft is submitted, and what a person says about it later. Each is one
//! transaction; from then on the queue has it.

use std::time::Duration;

use langnghe_wire::{
    Attachment, Body, CaseStatus, Envelope, OperationId, ReportId, limits,
    operation::{Header, freeze},
    text,
};

use super::{App, Inner};
use crate::{
    clock::random,
    error::Error,
    report::{problems, sent},
    status::fold,
    store::{OperationRow, OperationState, ReportRow, Stage, StoreError, View},
    transport::Failure,
};

/// How a sync that a person asked for ended.
#[derive(Debug, Clone, PartialEq)]
pub struct SyncSummary {
    /// Whether the server answered.
    pub reached: bool,
    /// What still waits to be sent: operations and photographs.
    pub pending: usize,
    /// What needs a person, or a newer release.
    pub parked: usize,
    /// Why the server could not be reached, or what it refused.
    pub failure: Option<Failure>,
}

impl App {
    /// Submits a draft: in one transaction its bytes and ids are frozen, and it is in the queue.
    /// When this returns, the report is safe on the phone.
    ///
    /// # Errors
    /// [`Error::Incomplete`] field by field, [`Error::NotADraft`], or the store; then nothing
    /// has changed.
    pub fn submit(&self, id: ReportId) -> Result<(), Error> {
        let inner = &self.inner;
        inner.change_draft(id, |view, draft| {
            let photographs = view.photographs(id)?;
            let catalogue = inner.catalogue.current();
            let wrong = problems(draft, photographs.len(), &catalogue, inner.communes);
            if !wrong.is_empty() {
                return Err(Error::Incomplete(wrong));
            }
            let attachments = photographs
                .iter()
                .map(|p| Attachment::photo(p.sha256, p.bytes))
                .collect();
            draft.answers = sent(draft, &catalogue);
            draft.supersedes = inner.still_replaces(view, draft)?;
            let filing = draft.filing(attachments, catalogue.version);
            let operation = inner.enqueue(view, id, 0, None, &Body::File(filing))?;
            view.queue_photographs(id, operation)?;
            if let Some(parked) = draft.supersedes {
                // It must not leave any more, should the server come to like it.
                view.supersede_parked(parked)?;
                view.set_stage(parked, Stage::Superseded)?;
                // The copy has its own; of a report that nobody sees any more none is wanted.
                view.drop_photographs(parked)?;
            }
            draft.stage = Stage::Submitted;
            draft.submitted_at = Some(inner.ports.clock.now());
            Ok(view.save_report(draft)?)
        })?;
        inner.shared.wake();
        Ok(())
    }

    /// Takes a report back. What the server never heard of is withdrawn at once, without a word
    /// to it; otherwise the withdrawal travels like everything else.
    ///
    /// # Errors
    /// [`Error::NotNow`] for a draft (discard it) or what is withdrawn already; or the store.
    pub fn withdraw(&self, id: ReportId) -> Result<(), Error> {
        let inner = &self.inner;
        inner.write(|view| {
            inner.submitted(view, id)?;
            if view.supersede_unsent(id)? {
                view.set_stage(id, Stage::Withdrawn)?;
                return Ok(view.drop_photographs(id)?);
            }
            let operations = view.operations(id)?;
            let is_parked = |o: &&OperationRow| o.state == OperationState::Parked;
            let parked = operations.iter().find(is_parked);
            // One that waits behind something parked would wait for ever, and is made anew.
            if parked.is_none_or(OperationRow::withdraws) {
                inner.not_being_withdrawn(view, id)?;
            }
            // What is parked would hold the withdrawal up: it stands in its place.
            let (n, replaced) = match view.supersede_parked(id)? {
                Some((n, operation)) => (n, Some(operation)),
                None => (view.next_n(id)?, None),
            };
            inner.enqueue(view, id, n, replaced, &Body::Withdraw)?;
            Ok(view.delete_unnamed_photographs(id)?)
        })?;
        inner.shared.tell_changed([id]);
        inner.shared.wake();
        Ok(())
    }

    /// Answers the officer.
    ///
    /// # Errors
    /// [`Error::NotNow`] for an empty or overlong text, or a report that isn't submitted or is
    /// being taken back; or the store.
    pub fn reply(&self, id: ReportId, words: &str) -> Result<(), Error> {
        self.inner.say(id, words, |text| Body::Reply { text })
    }

    /// Adds words to a report.
    ///
    /// # Errors
    /// As [`reply`](Self::reply).
    pub fn add_text(&self, id: ReportId, words: &str) -> Result<(), Error> {
        self.inner.say(id, words, |text| Body::AddText { text })
    }

    /// *Đã xong*: confirms that it is fixed.
    ///
    /// # Errors
    /// [`Error::NotNow`] for a report that isn't submitted; or the store.
    pub fn confirm(&self, id: ReportId) -> Result<(), Error> {
        self.inner.act(id, &Body::Confirm)
    }

    /// *Đánh giá*: rates how it was handled, from 1 to 5, with a word on it or none. Rated again,
    /// the last rating counts.
    ///
    /// # Errors
    /// [`Error::NotNow`] unless the case was resolved and not reopened since, for another number
    /// of stars, or for overlong words; or the store.
    pub fn rate(&self, id: ReportId, stars: u8, words: &str) -> Result<(), Error> {
        let text = text::normalised(words);
        if !(1..=5).contains(&stars) || text::characters(&text) > limits::TEXT_CHARACTERS {
            return Err(Error::NotNow);
        }
        let body = Body::Rate { stars, text };
        self.inner.act_if(id, &body, |status| {
            use CaseStatus as S;
            matches!(status, Some(S::Resolved | S::Confirmed | S::Closed))
        })
    }

    /// Lets go of the first thing that is parked behind the report itself, such as an answer that
    /// came too late: the server has refused it for good. What waited behind it moves up, under
    /// new ids, since the places in between would never be filled.
    ///
    /// # Errors
    /// [`Error::NotNow`] if nothing of the kind is parked; or the store.
    pub fn let_go(&self, id: ReportId) -> Result<(), Error> {
        let inner = &self.inner;
        inner.write(|view| {
            inner.submitted(view, id)?;
            let operations = view.operations(id)?;
            let parked = operations
                .iter()
                .find(|o| o.state == OperationState::Parked)
                .filter(|o| o.can_be_let_go())
                .ok_or(Error::NotNow)?;
            let behind = view.unapplied_behind(id, parked.n)?;
            view.supersede_parked(id)?;
            for (n, (operation, frozen)) in (parked.n..).zip(behind) {
                let unreadable = |_| StoreError::Row { table: "operation" };
                let envelope = Envelope::read(&frozen).map_err(unreadable)?;
                let body = envelope.open().map_err(unreadable)?;
                let moved_up = inner.enqueue(view, id, n, Some(operation), &body)?;
                view.rename_photographs(operation, moved_up)?;
            }
            Ok(view.delete_unnamed_photographs(id)?)
        })?;
        inner.shared.tell_changed([id]);
        inner.shared.wake();
        Ok(())
    }

    /// Tries again what is parked, as it is.
    ///
    /// # Errors
    /// [`Error::NotNow`] if nothing is; or the store.
    pub fn retry(&self, id: ReportId) -> Result<(), Error> {
        let waiting = self
            .inner
            .store
            .write(|view| Ok(view.retry_operations(id)? + view.retry_photographs(id)?))?;
        if waiting == 0 {
            return Err(Error::NotNow);
        }
        self.inner.shared.tell_changed([id]);
        self.inner.shared.wake();
        Ok(())
    }

    /// Copies a parked report, photographs included, into a new draft. Once that is submitted
    /// it stands in the parked one's place.
    ///
    /// # Errors
    /// [`Error::NotNow`] if the report isn't parked; or the store.
    pub fn copy_into_draft(&self, id: ReportId) -> Result<ReportId, Error> {
        let inner = &self.inner;
        let now = inner.ports.clock.now();
        let new = ReportId::new(now, random(inner.ports.entropy.as_ref()));
        inner.write(|view| {
            let parked = inner.submitted(view, id)?;
            let operations = view.operations(id)?;
            if !operations.iter().any(OperationRow::is_parked_report) {
                return Err(Error::NotNow);
            }
            view.save_report(&ReportRow {
                id: new,
                stage: Stage::Draft,
                supersedes: Some(id),
                created_at: now,
                edited_at: now,
                submitted_at: None,
                ..parked
            })?;
            Ok(view.copy_photographs(id, new)?)
        })?;
        inner.shared.tell_changed([id, new]);
        Ok(new)
    }

    /// Sends what waits and brings what is new, now; waits for it at most `timeout`. The time
    /// this may take is bounded by the caller alone, and by a [`pause`](Self::pause); what is not
    /// done by then goes on.
    ///
    /// # Errors
    /// [`Error::Closed`] if the queue doesn't run, for want of a server or of a
    /// [`resume`](Self::resume); or the store, at once, if the queue can't work for its sake.
    pub fn sync_now(&self, timeout: Duration) -> Result<SyncSummary, Error> {
        if !self.inner.is_running() {
            return Err(Error::Closed);
        }
        let ticket = self.inner.shared.ask();
        let outcome = self.inner.shared.wait_for(ticket, timeout)?;
        let (pending, parked) = match &outcome.rest {
            Some(rest) => (rest.pending, rest.parked),
            // Cut off in the middle of something: the store knows.
            None => self.inner.store.read(|view| {
                let queue = view.queue()?;
                let is_parked = |parked: Option<langnghe_wire::Code>| parked.is_some();
                let operations = queue.operations.iter().map(|o| is_parked(o.parked));
                let photographs = queue.photographs.iter().map(|p| is_parked(p.parked));
                let all: Vec<bool> = operations.chain(photographs).collect();
                let parked = all.iter().filter(|parked| **parked).count();
                Ok((all.len() - parked, parked))
            })?,
        };
        Ok(SyncSummary {
            reached: outcome.reached,
            pending,
            parked,
            failure: outcome.failure,
        })
    }
}

impl Inner {
    /// [`Store::write`](crate::store::Store::write), for work that can fail in the app's own
    /// ways: whatever fails, nothing of it is written.
    pub(super) fn write<T>(
        &self,
        work: impl FnOnce(&View<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let mut refused = None;
        let written = self.store.write(|view| {
            work(view).map_err(|error| match error {
                Error::Storage(store) => store,
                other => {
                    refused = Some(other);
                    // Any error rolls back; this one is replaced by the one kept above.
                    StoreError::NotFound
                }
            })
        });
        match refused {
            Some(error) => Err(error),
            None => Ok(written?),
        }
    }

    pub(super) fn submitted(&self, view: &View<'_>, id: ReportId) -> Result<ReportRow, Error> {
        let report = view.report(id)?;
        if report.stage == Stage::Submitted {
            Ok(report)
        } else {
            Err(Error::NotNow)
        }
    }

    /// The report that a copy stands for: the one it was copied from, if that is parked to this
    /// day. One that was tried again meanwhile, or taken back, goes its own way.
    fn still_replaces(
        &self,
        view: &View<'_>,
        draft: &ReportRow,
    ) -> Result<Option<ReportId>, StoreError> {
        let Some(original) = draft.supersedes else {
            return Ok(None);
        };
        let is_submitted = view.report(original)?.stage == Stage::Submitted;
        let operations = view.operations(original)?;
        let is_parked = operations.iter().any(OperationRow::is_parked_report);
        Ok((is_submitted && is_parked).then_some(original))
    }

    pub(super) fn not_being_withdrawn(&self, view: &View<'_>, id: ReportId) -> Result<(), Error> {
        let operations = view.operations(id)?;
        let mut withdrawals = operations.iter().filter(|o| o.withdraws());
        withdrawals.next().map_or(Ok(()), |_| Err(Error::NotNow))
    }

    fn say(
        &self,
        id: ReportId,
        words: &str,
        body: impl FnOnce(String) -> Body,
    ) -> Result<(), Error> {
        let text = text::normalised(words);
        if text.is_empty() || text::characters(&text) > limits::TEXT_CHARACTERS {
            return Err(Error::NotNow);
        }
        self.act(id, &body(text))
    }

    fn act(&self, id: ReportId, body: &Body) -> Result<(), Error> {
        self.act_if(id, body, |_| true)
    }

    /// Says something about a report, if it fits where its case stands as far as the phone knows.
    fn act_if(
        &self,
        id: ReportId,
        body: &Body,
        fits: impl FnOnce(Option<CaseStatus>) -> bool,
    ) -> Result<(), Error> {
        self.write(|view| {
            self.submitted(view, id)?;
            // Behind a withdrawal nothing would ever be heard.
            self.not_being_withdrawn(view, id)?;
            if !fits(case_status(view, id)?) {
                return Err(Error::NotNow);
            }
            let n = view.next_n(id)?;
            self.enqueue(view, id, n, None, body)
        })?;
        self.shared.tell_changed([id]);
        self.shared.wake();
        Ok(())
    }

    /// Freezes an operation and puts it into the queue.
    pub(super) fn enqueue(
        &self,
        view: &View<'_>,
        report: ReportId,
        n: u32,
        supersedes: Option<OperationId>,
        body: &Body,
    ) -> Result<OperationId, Error> {
        let now = self.ports.clock.now();
        let id = OperationId::new(now, random(self.ports.entropy.as_ref()));
        let frozen = freeze(
            Header {
                id,
                report,
                n,
                supersedes,
                at: now,
            },
            body,
        )
        .map_err(|_| Error::NotNow)?;
        view.queue_operation(&frozen, body, now)?;
        Ok(id)
    }
}

/// Where a case stands, if the server has told.
pub(super) fn case_status(view: &View<'_>, id: ReportId) -> Result<Option<CaseStatus>, StoreError> {
    Ok(fold(&view.history(id)?).map(|case| case.status))
}
