//! What others do while a list stays open: asked for now and then by its script, and told in the
//! rows that it is about.
//!
//! Most answers are empty: 204, without a body. An `ETag` would say no more. What the browser has is
//! in the address already (`since`, the record's position up to which it was told), it grows and never
//! comes back, and finding out that nothing changed costs the same read of the record's end. So a
//! position is told again only with news, or where so much happened elsewhere that one look didn't
//! reach its end.

use askama::Template;
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;

use super::super::{
    failure::Failure,
    page::{Frame, render},
    session::Desk,
    texts::fill,
    view::Status,
};
use crate::state::App;

#[derive(Debug, Deserialize)]
pub(in super::super) struct Since {
    since: u64,
}

#[derive(Debug, Template)]
#[template(path = "news.html")]
struct NewsPart {
    frame: Frame,
    position: u64,
    arrived: Option<String>,
    changed: Vec<(i64, String)>,
}

/// `GET /console/news`
pub(in super::super) async fn show(
    State(state): State<App>,
    desk: Desk,
    Query(Since { since }): Query<Since>,
) -> Result<Response, Failure> {
    let news = state.store.news(desk.user(), Some(since)).await?;
    if news.arrived == 0 && news.changed.is_empty() && !news.more {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let frame = desk.frame(&state, "/console/cases");
    let t = &frame.texts.work;
    let told = news.changed.iter().map(|changed| {
        let status = Status::new(changed.status, frame.language).name;
        let said = match &changed.user {
            Some(user) => fill(&t.changed_by, &[("name", user), ("status", &status)]),
            None => fill(&t.changed, &[("status", &status)]),
        };
        (changed.row, said)
    });
    let part = NewsPart {
        position: news.position,
        arrived: (news.arrived > 0).then(|| fill(&t.arrived, &[("n", &news.arrived)])),
        changed: told.collect(),
        frame,
    };
    render(StatusCode::OK, &part)
}
