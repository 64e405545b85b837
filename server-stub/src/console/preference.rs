//! The language: Vietnamese, unless this browser asked for English. Kept in a cookie, because
//! it belongs to the screen and not to the person.

use axum::{
    Form,
    http::{HeaderMap, HeaderValue, header::SET_COOKIE},
    response::{IntoResponse, Redirect, Response},
};
use langnghe_wire::words::Language;
use serde::Deserialize;

use super::{cookie, failure::Failure, page::code};

const COOKIE: &str = "__Host-langnghe-language";
const A_YEAR_IN_SECONDS: u32 = 365 * 24 * 60 * 60;

/// The language that this browser asked for.
pub(super) fn language_of(headers: &HeaderMap) -> Language {
    match cookie::value(headers, COOKIE) {
        Some("en") => Language::English,
        _ => Language::Vietnamese,
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Chosen {
    language: Language,
    back: String,
}

/// `POST /console/language`
pub(super) async fn choose(Form(chosen): Form<Chosen>) -> Result<Response, Failure> {
    let back = local_path(&chosen.back).unwrap_or("/console/cases");
    let cookie = cookie::set(COOKIE, code(chosen.language), A_YEAR_IN_SECONDS);
    let cookie = HeaderValue::from_str(&cookie).map_err(Failure::internal)?;
    Ok(([(SET_COOKIE, cookie)], Redirect::to(back)).into_response())
}

/// A path of the console, and nothing that a browser could take for another site.
pub(super) fn local_path(path: &str) -> Option<&str> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/-_?=&.".contains(c);
    let is_ours = path == "/console" || path.starts_with("/console/");
    let is_local = is_ours && path.chars().all(is_plain) && !path.contains("..");
    (is_local && path.len() <= 300).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_redirect_never_leaves_the_console() {
        for ours in [
            "/console",
            "/console/cases?show=all&page=2",
            "/console/sign-in",
        ] {
            assert_eq!(local_path(ours), Some(ours));
        }
        let long = format!("/console/{}", "a".repeat(300));
        for other in [
            "",
            "/",
            "//evil.example",
            "/consolevil",
            "https://evil.example/console/",
            "/console/../v1/sync",
            "/console/\\evil",
            "/console/\r\nX: y",
            "/console/%2e%2e",
            &long,
        ] {
            assert_eq!(local_path(other), None, "{other:?}");
        }
    }
}
