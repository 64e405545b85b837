//! Reading: reports and how they stand, all of it offline.

use std::collections::HashMap;

use langnghe_wire::{Body, Envelope, ReportId};

use super::App;
use crate::{
    error::Error,
    report::{
        AnsweredQuestion, PhotographView, Rating, ReportSummary, ReportView, Standing, acts,
        summary, whereabouts,
    },
    status::fold,
    store::{HistoryRow, OperationRow, PhotographId, PhotographRow, Stage, StoreError},
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
        let (report, operations, photographs, results, history, unheard, rating) =
            self.inner.store.read(|view| {
                Ok((
                    view.report(id)?,
                    view.operations(id)?,
                    view.photographs(id)?,
                    view.results(id)?,
                    view.history(id)?,
                    view.unapplied_behind(id, 0)?,
                    view.last_of(id, "rate")?.map(|frozen| rating(&frozen)),
                ))
            })?;
        let in_flight = self.inner.shared.is_in_flight(id);
        let place = whereabouts(&report, self.inner.communes);
        let case = fold(&history);
        let shows_another = |sha256| case.as_ref().is_some_and(|case| case.shows_another(sha256));
        let answers = report
            .answers
            .iter()
            .filter(|answer| answer.category == report.category)
            .map(|answer| AnsweredQuestion {
                question: answer.question.clone(),
                values: answer.values.clone(),
            })
            .collect();
        let after = results
            .iter()
            .filter(|result| !shows_another(result.named.sha256))
            .map(PhotographView::from)
            .collect();
        Ok(ReportView {
            acts: acts(Standing {
                stage: report.stage,
                status: case.as_ref().map(|case| case.status),
                elsewhere: case.as_ref().and_then(|case| case.merged.as_ref()),
                answered: case.iter().any(|case| case.replies().next().is_some()),
                operations: &operations,
                photographs: photographs.len(),
            }),
            unheard: unheard
                .iter()
                .filter_map(|(_, frozen)| words(frozen))
                .collect(),
            summary: summary(&report, place, &operations, &photographs, case, in_flight),
            photographs: photographs.iter().map(PhotographView::from).collect(),
            after,
            text: report.text,
            answers,
            place: report.place,
            visibility: report.visibility,
            noticed_at: report.noticed_at,
            submitted_at: report.submitted_at,
            rating: rating.transpose()?,
        })
    }

    /// A photograph's JPEG, whoever took it.
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

/// What a frozen operation says in the person's own words, if it says anything.
fn words(frozen: &str) -> Option<String> {
    match Envelope::read(frozen).ok()?.open().ok()? {
        Body::AddText { text }
        | Body::Reply { text }
        | Body::Reopen { text }
        | Body::Rate { text, .. } => Some(text).filter(|text| !text.is_empty()),
        _ => None,
    }
}

/// What a `rate` says.
fn rating(frozen: &str) -> Result<Rating, StoreError> {
    match Envelope::read(frozen).and_then(|envelope| envelope.open()) {
        Ok(Body::Rate { stars, text }) => Ok(Rating { stars, text }),
        _ => Err(StoreError::Row { table: "operation" }),
    }
}

fn grouped<T>(rows: Vec<T>, report: impl Fn(&T) -> ReportId) -> HashMap<ReportId, Vec<T>> {
    let mut groups: HashMap<ReportId, Vec<T>> = HashMap::new();
    for row in rows {
        groups.entry(report(&row)).or_default().push(row);
    }
    groups
}
