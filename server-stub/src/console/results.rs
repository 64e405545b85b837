//! Photographs of the result: made files before the event that names them, and shown on the
//! case's page.

use langnghe_wire::{ReportId, ResultPhotograph};

use super::{failure::Failure, form::Picture, page::Frame, session::Desk, texts::fill, view};
use crate::{case::Case, identity::ReporterId, state::App, store::BeginUpload, upload::lock::Held};

/// Writes photographs where those of the case's reporter lie, and holds them, so that nobody
/// gives one up before the event that names it is on disk. If that event never comes, they go
/// like uploads that no report named.
pub(super) async fn keep(
    state: &App,
    desk: &Desk,
    report: ReportId,
    pictures: Vec<Picture>,
) -> Result<Vec<Held>, Failure> {
    if pictures.is_empty() {
        return Ok(vec![]);
    }
    let detail = state.store.case(desk.user(), report).await?;
    let reporter = detail.ok_or(Failure::NotFound)?.case.reporter;
    keep_for(state, reporter, pictures).await
}

/// The same for a reporter whose case is about to open.
pub(super) async fn keep_for(
    state: &App,
    reporter: ReporterId,
    mut pictures: Vec<Picture>,
) -> Result<Vec<Held>, Failure> {
    // In one order for everybody, so that two forms with the same pictures don't wait for each
    // other.
    pictures.sort_unstable_by_key(|picture| picture.named.sha256);
    let mut held = Vec::with_capacity(pictures.len());
    for Picture {
        named,
        jpeg,
        fingerprint,
    } in pictures
    {
        let patience = state.patience.upload_lock;
        let hold = state
            .upload_locks
            .hold(reporter, named.sha256, patience)
            .await;
        held.push(hold.ok_or(Failure::Busy)?);
        let begin = BeginUpload {
            sha256: named.sha256,
            length: named.bytes,
        };
        let now = state.clock.now();
        state.store.begin_result(reporter, begin, now).await?;
        if let Some(fingerprint) = fingerprint {
            let store = &state.store;
            store
                .keep_fingerprint(reporter, named.sha256, fingerprint)
                .await?;
        }
        state
            .blobs
            .write(reporter, named.sha256, jpeg)
            .await
            .map_err(Failure::internal)?;
    }
    Ok(held)
}

/// A photograph of the result, on the case's page.
#[derive(Debug)]
pub(super) struct Shown {
    pub(super) address: String,
    pub(super) thumbnail: String,
    pub(super) alt: String,
    pub(super) open: String,
}

/// The photographs of a case's result.
pub(super) fn shown(case: &Case, frame: &Frame) -> Vec<Shown> {
    each(case, &case.results, frame)
}

/// Photographs that show what was done to a case.
pub(super) fn each(case: &Case, photographs: &[ResultPhotograph], frame: &Frame) -> Vec<Shown> {
    let t = &frame.texts.case;
    let total = photographs.len();
    photographs
        .iter()
        .zip(1..)
        .map(|(named, n)| Shown {
            address: view::photograph(case.id, named.sha256),
            thumbnail: view::thumbnail(case.id, named.sha256),
            alt: fill(&t.result, &[("n", &n), ("total", &total)]),
            open: fill(&t.result_open, &[("n", &n)]),
        })
        .collect()
}
