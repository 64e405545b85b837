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

/// Characters of an address that a form leads back to: a search of two hundred letters.
const PATH: usize = 2_400;

/// A path of the console, and nothing that a browser could take for another site.
pub(super) fn local_path(path: &str) -> Option<&str> {
    let (place, query) = path.split_once('?').unwrap_or((path, ""));
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/-_.".contains(c);
    // What somebody searched for stands there as `%C4%91`; behind the `?` it is no place.
    let is_query = |c: char| is_plain(c) || "?=&%+*".contains(c);
    let is_ours = place == "/console" || place.starts_with("/console/");
    let is_local = is_ours && place.chars().all(is_plain) && query.chars().all(is_query);
    (is_local && !path.contains("..") && path.len() <= PATH).then_some(path)
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
        let long = format!("/console/{}", "a".repeat(PATH));
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
