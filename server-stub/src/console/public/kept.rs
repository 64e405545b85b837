//! A form of this page that was sent after its session had ended, or with the secret of another one:
//! the wording and the parts to be covered stand in the page again, to be sent from there.
//!
//! The same as [a case's forms](crate::console::kept). What is let out or taken back by one press has
//! nothing typed in it, and isn't kept.

use axum::{http::StatusCode, response::Response};
use langnghe_wire::{ReportId, words::Language};
use serde::{Deserialize, Serialize};

use super::{Again, address, assemble, change::Fields, parts, render};
use crate::{
    console::{
        FORM_BYTES,
        failure::Failure,
        kept::{as_unsent, ask_to_sign_in},
        session::Desk,
    },
    state::App,
};

/// The form.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::console) struct Kept {
    /// The case whose page it is.
    public: ReportId,
    fields: Vec<(String, String)>,
}

impl Kept {
    /// What was typed into a form; none if nothing can be typed into such a one.
    pub(super) fn of(report: ReportId, fields: &Fields) -> Option<Self> {
        let names: &[&str] = match fields.get("do") {
            "text_out" => &["do", "text"],
            "cover" => &["do", "original", "left", "top", "width", "height"],
            _ => return None,
        };
        let typed = fields.0.iter().filter(|(name, _)| names.contains(&&**name));
        Some(Self {
            public: report,
            fields: typed.cloned().collect(),
        })
    }

    /// Keeps it in the page to sign in.
    pub(super) fn ask(&self, language: Language) -> Result<Response, Failure> {
        let bytes: usize = self.fields.iter().map(|(_, value)| value.len()).sum();
        match bytes > FORM_BYTES {
            true => Err(Failure::TooLarge),
            false => ask_to_sign_in(self, address(self.public), language),
        }
    }

    /// Reads what the page to sign in carried. Anybody can write there, so it is only shown.
    pub(in crate::console) fn read(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok()
    }

    /// The page with the form as it was filled in; none for a case that whoever signed in doesn't see.
    pub(in crate::console) async fn show(
        self,
        state: &App,
        desk: &Desk,
    ) -> Result<Option<Response>, Failure> {
        let Some(detail) = state.store.case(desk.user(), self.public).await? else {
            return Ok(None);
        };
        let fields = Fields(self.fields);
        let mut again = Again {
            said: Some(desk.texts().sign_in.go_on.to_owned()),
            ..Again::default()
        };
        match fields.hash("original") {
            Ok(original) => again.rows = Some((original, parts::typed(&fields.0))),
            Err(_) => again.wording = Some(fields.get("text").to_owned()),
        }
        let page = assemble(state, desk, &detail, again);
        render(StatusCode::OK, &page).map(Some)
    }

    /// The same for a form that this session didn't send.
    pub(super) async fn show_unsent(self, state: &App, desk: &Desk) -> Result<Response, Failure> {
        let page = self.show(state, desk).await?;
        page.map(as_unsent).ok_or(Failure::NotFound)
    }
}
