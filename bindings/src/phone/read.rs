//! Reading: reports and how they stand, all of it offline.

use std::collections::HashMap;

use langnghe_core::status::Told;

use super::{Phone, capture::photograph_id};
use crate::{
    error::Failure,
    records::{DataUsedView, ReportNews, ReportSummary, ReportView, UnsentView},
};

#[uniffi::export(async_runtime = "tokio")]
impl Phone {
    /// Every report that was submitted, the newest first.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn reports(&self) -> Result<Vec<ReportSummary>, Failure> {
        self.with(|app| Ok(app.reports()?.iter().map(ReportSummary::from).collect()))
            .await
    }

    /// The reports of which not all is `told`: by their ids, as it was given to be remembered.
    /// Nothing is remembered here, so that whoever tells does so first.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn news(&self, told: HashMap<String, String>) -> Result<Vec<ReportNews>, Failure> {
        self.with(move |app| {
            let reports = app.reports()?;
            let news = reports.iter().filter_map(|report| {
                let (id, all) = (report.id.to_string(), report.told());
                let Ok(told) = told.get(&id).map_or("", String::as_str).parse::<Told>();
                (told != all).then(|| ReportNews {
                    category: report.category.clone(),
                    news: report.news(told).map(Into::into),
                    told: all.to_string(),
                    report: id,
                })
            });
            Ok(news.collect())
        })
        .await
    }

    /// One report, whole; a draft as well.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn report(&self, report: String) -> Result<ReportView, Failure> {
        self.with_report(&report, |app, id| Ok((&app.report(id)?).into()))
            .await
    }

    /// A photograph's JPEG: at most some 300 KB, since the core made it ready. Not found once it
    /// is safe on the server and its space was freed.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn photograph(&self, photograph: i64) -> Result<Vec<u8>, Failure> {
        self.with(move |app| app.photo(photograph_id(photograph)))
            .await
    }

    /// A photograph's thumbnail, a JPEG of at most 320 pixels. It stays.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn thumbnail(&self, photograph: i64) -> Result<Vec<u8>, Failure> {
        self.with(move |app| app.thumbnail(photograph_id(photograph)))
            .await
    }

    /// What still waits to be sent.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn unsent(&self) -> Result<UnsentView, Failure> {
        self.with(|app| Ok(app.unsent()?.into())).await
    }

    /// What travelled, this month first, then the twelve before it.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn data_used(&self) -> Result<Vec<DataUsedView>, Failure> {
        self.with(|app| Ok(app.data_used()?.iter().map(DataUsedView::from).collect()))
            .await
    }
}
