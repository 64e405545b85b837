//! Reading: reports and how they stand, all of it offline.

use std::collections::HashMap;

use langnghe_wire::ReportId;

use super::App;
use crate::{
    error::Error,
    report::{PhotographView, ReportSummary, ReportView, summary, whereabouts},
    status::fold,
    store::{HistoryRow, OperationRow, PhotographId, PhotographRow, Stage},
};

impl App {
    /// Every report that was submitted, the newest first; what another report stands for is
    /// left out.
    ///
    /// # Errors
    /// The store.
    pub fn reports(&self) -> Result<Vec<ReportSummary>, Error> {
        let (reports, operations, photographs, history) = self.inner.store.read(|view| {
            Ok((
                view.reports()?,
                view.all_operations()?,
                view.all_photographs()?,
                view.all_history()?,
            ))
        })?;
        let mut operations: HashMap<ReportId, Vec<OperationRow>> =
            grouped(operations, |row| row.report);
        let mut photographs: HashMap<ReportId, Vec<PhotographRow>> =
            grouped(photographs, |row| row.report);
        let mut history: HashMap<ReportId, Vec<HistoryRow>> =
            grouped(history, |row| row.change.report);
        let shown = |stage| matches!(stage, Stage::Submitted | Stage::Withdrawn);
        Ok(reports
            .iter()
            .filter(|report| shown(report.stage))
            .map(|report| {
                summary(
                    report,
                    whereabouts(report, self.inner.communes),
                    &operations.remove(&report.id).unwrap_or_default(),
                    &photographs.remove(&report.id).unwrap_or_default(),
                    fold(&history.remove(&report.id).unwrap_or_default()),
                    self.inner.shared.is_in_flight(report.id),
                )
            })
            .collect())
    }

    /// One report, whole; a draft as well.
    ///
    /// # Errors
    /// [`Error::NotFound`], or the store.
    pub fn report(&self, id: ReportId) -> Result<ReportView, Error> {
        let (report, operations, photographs, history) = self.inner.store.read(|view| {
            Ok((
                view.report(id)?,
                view.operations(id)?,
                view.photographs(id)?,
                view.history(id)?,
            ))
        })?;
        let in_flight = self.inner.shared.is_in_flight(id);
        let place = whereabouts(&report, self.inner.communes);
        Ok(ReportView {
            summary: summary(
                &report,
                place,
                &operations,
                &photographs,
                fold(&history),
                in_flight,
            ),
            photographs: photographs.iter().map(PhotographView::from).collect(),
            text: report.text,
            place: report.place,
            visibility: report.visibility,
            noticed_at: report.noticed_at,
            submitted_at: report.submitted_at,
        })
    }

    /// A photograph's JPEG.
    ///
    /// # Errors
    /// [`Error::NotFound`] once it is safe on the server and its space was freed; or the store.
    pub fn photo(&self, photograph: PhotographId) -> Result<Vec<u8>, Error> {
        Ok(self.inner.store.read(|view| view.jpeg(photograph))?)
    }

    /// A photograph's thumbnail, a JPEG of at most 320 pixels. It stays.
    ///
    /// # Errors
    /// [`Error::NotFound`], or the store.
    pub fn thumbnail(&self, photograph: PhotographId) -> Result<Vec<u8>, Error> {
        Ok(self.inner.store.read(|view| view.thumbnail(photograph))?)
    }
}

fn grouped<T>(rows: Vec<T>, report: impl Fn(&T) -> ReportId) -> HashMap<ReportId, Vec<T>> {
    let mut groups: HashMap<ReportId, Vec<T>> = HashMap::new();
    for row in rows {
        groups.entry(report(&row)).or_default().push(row);
    }
    groups
}
