//! The receipt: the reference, to be read out or printed, by when it is answered, and what may be the
//! same.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use langnghe_wire::ReportId;

use super::ADDRESS;
use crate::{
    console::{
        doubles,
        failure::Failure,
        page::{Frame, commune_name, render},
        session::Desk,
        texts::fill,
        time::{machine, moment},
        view::{self, category_name},
    },
    state::App,
};

#[derive(Debug, Template)]
#[template(path = "receipt.html")]
struct ReceiptPage {
    frame: Frame,
    reference: String,
    category: String,
    commune: String,
    unit: String,
    received: (String, String),
    answer: String,
    photographs: Option<String>,
    /// The case's page, and how many may be the same; none if it is another unit's.
    case: Option<(String, String, usize)>,
}

/// Its address.
pub(super) fn address(report: ReportId) -> String {
    format!("{ADDRESS}/{report}")
}

/// `GET /console/intake/{report}`
pub(in super::super) async fn receipt(
    State(state): State<App>,
    desk: Desk,
    Path(report): Path<ReportId>,
) -> Result<Response, Failure> {
    let case = state.store.entered(desk.user().id, report).await?;
    let case = case.ok_or(Failure::NotFound)?;
    let beside = state.store.beside(desk.user(), report).await?;
    let frame = desk.frame(&state, address(report));
    let rules = state.rules.current();
    let t = &frame.texts.intake;
    let language = frame.language;
    let (arrived, _) = case.photographs();
    let page = ReceiptPage {
        reference: case.reference.to_string(),
        category: category_name(&case.category, &rules.catalogue, language),
        commune: commune_name(&case.commune, rules.communes),
        unit: case.unit_name.in_language(language).to_owned(),
        received: (
            moment(case.received_at, language),
            machine(case.received_at),
        ),
        answer: fill(
            &t.answer,
            &[
                ("intake", &moment(case.clocks.intake.due, language)),
                ("resolution", &moment(case.clocks.resolution.due, language)),
            ],
        ),
        photographs: (arrived > 0).then(|| fill(&t.photographs_kept, &[("n", &arrived)])),
        case: beside.map(|beside| {
            let doubles = beside.doubles.len();
            (view::address(report), doubles::address(report), doubles)
        }),
        frame,
    };
    render(StatusCode::OK, &page)
}
