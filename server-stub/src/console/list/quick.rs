//! One press in the list: done, and the list again, a little further on.

use axum::{
    Form,
    extract::{Path, State},
    http::{HeaderValue, header::SET_COOKIE},
    response::{IntoResponse as _, Redirect, Response},
};
use langnghe_wire::ReportId;
use serde::Deserialize;

use super::{
    super::{
        act::{carry_out, show_conflict},
        case_page,
        failure::Failure,
        preference::local_path,
        session::Desk,
        steps,
        typed::Typed,
    },
    row::is_one_press,
};
use crate::{
    case::{Action, ActionKind},
    state::App,
    store::ActError,
};

#[derive(Debug, Deserialize)]
pub(in super::super) struct Pressed {
    csrf: String,
    version: u64,
    #[serde(rename = "do")]
    what: String,
    #[serde(default)]
    back: String,
}

/// `POST /console/cases/{report}/press`
pub(in super::super) async fn press(
    State(state): State<App>,
    desk: Desk,
    Path(report): Path<ReportId>,
    Form(pressed): Form<Pressed>,
) -> Result<Response, Failure> {
    desk.expect_form(&pressed.csrf)?;
    let kind = steps::kind_of(&pressed.what).filter(|kind| is_one_press(*kind));
    let kind = kind.ok_or(Failure::Malformed)?;
    let action = match kind {
        ActionKind::Approve => Action::Approve,
        ActionKind::Accept => Action::Accept,
        ActionKind::Resume => Action::Resume,
        _ => Action::Start,
    };
    match carry_out(&state, &desk, report, &action, pressed.version).await {
        Ok(_) => {
            let back = local_path(&pressed.back).unwrap_or("/console/cases");
            let mut response = Redirect::to(back).into_response();
            if let Some(cookie) = case_page::flash(kind) {
                let cookie = HeaderValue::from_str(&cookie).map_err(Failure::internal)?;
                response.headers_mut().insert(SET_COOKIE, cookie);
            }
            Ok(response)
        }
        Err(ActError::NotFound) => Err(Failure::NotFound),
        Err(ActError::Store(error)) => Err(error.into()),
        Err(_) => {
            let viewer = desk.user();
            let detail = state.store.case(viewer, report).await?;
            let detail = detail.ok_or(Failure::NotFound)?;
            show_conflict(&state, &desk, &detail, kind, &Typed::default(), false).await
        }
    }
}
