//! Capturing: drafts and their photographs, saved at every change.

use std::sync::Arc;

use super::Phone;
use crate::{
    error::Failure,
    ports::{PhotoSource, Source},
    records::{DraftChange, DraftView},
};

#[uniffi::export(async_runtime = "tokio")]
impl Phone {
    /// Begins a draft without a category, and answers with its id.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn begin_draft(&self) -> Result<String, Failure> {
        self.with(|app| Ok(app.begin_draft()?.to_string())).await
    }

    /// Changes a draft. What is written is on disk when this returns.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn change_draft(&self, draft: String, change: DraftChange) -> Result<(), Failure> {
        self.with_report(&draft, |app, id| {
            change
                .edits()
                .into_iter()
                .try_for_each(|edit| app.edit_draft(id, edit))
        })
        .await
    }

    /// The drafts, the newest first.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn drafts(&self) -> Result<Vec<DraftView>, Failure> {
        self.with(|app| Ok(app.drafts()?.iter().map(DraftView::from).collect()))
            .await
    }

    /// One draft.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn draft(&self, draft: String) -> Result<DraftView, Failure> {
        self.with_report(&draft, |app, id| Ok((&app.draft(id)?).into()))
            .await
    }

    /// Throws a draft away, photographs included.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn discard_draft(&self, draft: String) -> Result<(), Failure> {
        self.with_report(&draft, langnghe_core::App::discard_draft)
            .await
    }

    /// Adds a photograph to a draft, and answers with its id. The original is needed no longer
    /// when this returns.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn add_photograph(
        &self,
        draft: String,
        source: Arc<dyn PhotoSource>,
    ) -> Result<i64, Failure> {
        self.with_report(&draft, |app, id| Ok(app.add_photo(id, Source(source))?.0))
            .await
    }

    /// Takes a photograph out of a draft.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn remove_photograph(&self, photograph: i64) -> Result<(), Failure> {
        self.with(move |app| app.remove_photo(photograph_id(photograph)))
            .await
    }

    /// Submits a draft. When this returns, the report is safe on the phone and leaves by itself.
    ///
    /// # Errors
    /// See [`Failure`]; then nothing has changed.
    pub async fn submit(&self, draft: String) -> Result<(), Failure> {
        self.with_report(&draft, langnghe_core::App::submit).await
    }
}

pub(super) fn photograph_id(id: i64) -> langnghe_core::PhotographId {
    langnghe_core::PhotographId(id)
}
