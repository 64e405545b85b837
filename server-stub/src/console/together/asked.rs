//! What was chosen in the list, and what was typed on the page: read from an address or a form,
//! and kept while its writer signs in again.

use axum::{
    body::Bytes,
    extract::{DefaultBodyLimit, FromRequest as _, Request},
    http::StatusCode,
};
use langnghe_wire::ReportId;
use serde::{Deserialize, Serialize};

use super::super::{failure::Failure, preference::local_path, typed::Typed};
use crate::state::App;

/// Cases at once: a page of the list.
const MOST: usize = 50;

/// The form.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Asked {
    /// Proves that a page of a session sent it; the next session has another.
    #[serde(skip)]
    pub(super) csrf: String,
    /// The action's name.
    pub(super) what: String,
    pub(super) template: String,
    back: String,
    /// The reports, with the versions that were seen.
    pub(super) cases: Vec<(ReportId, u64)>,
    pub(super) typed: Typed,
    /// Whether it has more bytes than a form may have. It was read all the same, to be given back.
    #[serde(skip)]
    pub(super) is_too_large: bool,
}

impl Asked {
    /// Reads pairs of names and values, as addresses and forms write them.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Failure> {
        let mut asked = Self::default();
        let pairs: Vec<(String, String)> =
            serde_urlencoded::from_bytes(bytes).map_err(|_| Failure::Malformed)?;
        for (name, value) in pairs {
            match &*name {
                "csrf" => asked.csrf = value,
                "do" => asked.what = value,
                "template" => asked.template = value,
                "back" => asked.back = value,
                "case" => {
                    let (report, version) = value.split_once('.').ok_or(Failure::Malformed)?;
                    let report = report.parse().map_err(|_| Failure::Malformed)?;
                    let version = version.parse().map_err(|_| Failure::Malformed)?;
                    asked.cases.push((report, version));
                }
                name => asked.typed.take(name, &value),
            }
        }
        asked.within_limit().ok_or(Failure::TooLarge)
    }

    /// Reads a form of at most so many bytes.
    pub(super) async fn of(
        state: &App,
        mut request: Request,
        most: usize,
    ) -> Result<Self, Failure> {
        DefaultBodyLimit::max(most).apply(&mut request);
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(|refused| match refused.status() {
                StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge,
                _ => Failure::Malformed,
            })?;
        let mut asked = Self::read(&bytes)?;
        asked.is_too_large = bytes.len() > super::super::FORM_BYTES;
        Ok(asked)
    }

    /// None if it has more cases than can be seen to at once.
    pub(super) fn within_limit(self) -> Option<Self> {
        (self.cases.len() <= MOST).then_some(self)
    }

    /// The list that it came from.
    pub(super) fn back(&self) -> String {
        local_path(&self.back)
            .unwrap_or("/console/cases")
            .to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_what_was_typed_and_not_what_proved_it() {
        let report = ReportId::from_bytes([7; 16]);
        let form =
            format!("csrf=secret&do=forward&case={report}.3&text=V%C3%AC&back=/console/cases");
        let asked = Asked::read(form.as_bytes()).unwrap();
        assert_eq!(
            (asked.csrf.as_str(), asked.typed.get("text")),
            ("secret", "Vì")
        );
        let json = serde_json::to_string(&asked).unwrap();
        assert!(!json.contains("secret"), "{json}");
        let kept: Asked = serde_json::from_str(&json).unwrap();
        assert_eq!(
            kept,
            Asked {
                csrf: String::new(),
                ..asked
            }
        );
    }

    #[test]
    fn the_list_that_it_came_from_is_one_of_ours() {
        let asked = |back: &str| Asked::read(format!("back={back}").as_bytes()).unwrap();
        assert_eq!(asked("/console/cases?q=a").back(), "/console/cases?q=a");
        assert_eq!(asked("//evil.example").back(), "/console/cases");
    }
}
