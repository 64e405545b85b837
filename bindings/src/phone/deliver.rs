//! Delivering, and what a person says about a report later.

use std::{sync::Arc, time::Duration};

use langnghe_core::App;

use super::Phone;
use crate::{
    error::Failure,
    ports::{PhotoSource, Source},
    records::SyncOutcome,
};

#[uniffi::export(async_runtime = "tokio")]
impl Phone {
    /// Sends what waits and brings what is new, now; waits for it at most so long. What is not
    /// done by then goes on as long as the app runs.
    ///
    /// # Errors
    /// [`Failure::Closed`] if the queue doesn't run; or the store.
    pub async fn sync_now(&self, timeout: Duration) -> Result<SyncOutcome, Failure> {
        self.with(move |app| Ok((&app.sync_now(timeout)?).into()))
            .await
    }

    /// Answers the unit.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn reply(&self, report: String, words: String) -> Result<(), Failure> {
        self.with_report(&report, move |app, id| app.reply(id, &words))
            .await
    }

    /// Adds words to a report.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn add_text(&self, report: String, words: String) -> Result<(), Failure> {
        self.with_report(&report, move |app, id| app.add_text(id, &words))
            .await
    }

    /// Adds a photograph to a report that was submitted.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn attach(
        &self,
        report: String,
        source: Arc<dyn PhotoSource>,
    ) -> Result<(), Failure> {
        self.with_report(&report, |app, id| app.attach(id, Source(source)).map(drop))
            .await
    }

    /// *Đã xong*: confirms that it is fixed.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn confirm(&self, report: String) -> Result<(), Failure> {
        self.with_report(&report, App::confirm).await
    }

    /// *Chưa xong*: says, with a word, that it isn't.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn reopen(&self, report: String, words: String) -> Result<(), Failure> {
        self.with_report(&report, move |app, id| app.reopen(id, &words))
            .await
    }

    /// *Đánh giá*: from 1 to 5 stars, with a word or without.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn rate(&self, report: String, stars: u8, words: String) -> Result<(), Failure> {
        self.with_report(&report, move |app, id| app.rate(id, stars, &words))
            .await
    }

    /// *Thu hồi*: takes a report back.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn withdraw(&self, report: String) -> Result<(), Failure> {
        self.with_report(&report, App::withdraw).await
    }

    /// Tries again what is parked, as it is.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn retry(&self, report: String) -> Result<(), Failure> {
        self.with_report(&report, App::retry).await
    }

    /// Lets go of what is parked behind the report itself.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn let_go(&self, report: String) -> Result<(), Failure> {
        self.with_report(&report, App::let_go).await
    }

    /// Copies a parked report into a new draft, and answers with its id.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn copy_into_draft(&self, report: String) -> Result<String, Failure> {
        self.with_report(&report, |app, id| Ok(app.copy_into_draft(id)?.to_string()))
            .await
    }
}
