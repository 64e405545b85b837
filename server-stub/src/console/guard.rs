//! What keeps other sites out: the rules that a browser is told with every answer, and the two
//! proofs that a form was ours.
//!
//! A form is taken if the browser doesn't say that it came from elsewhere ([`same_origin`]), and
//! if it carries the secret of its session ([`form_token`], [`is_form_token`]). Both are asked
//! for: old browsers don't send the first, and a page with a defect may give the second away.

use axum::{
    extract::Request,
    http::{
        HeaderMap, HeaderName, HeaderValue, Method,
        header::{
            ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, ORIGIN, REFERRER_POLICY,
            X_CONTENT_TYPE_OPTIONS,
        },
    },
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use data_encoding::BASE64URL_NOPAD;
use subtle::ConstantTimeEq as _;

use super::failure::Failure;
use crate::entropy::Entropy;

/// Nothing but our own style sheet, scripts, pictures and forms: no script or style within a page,
/// and nothing that makes a script of a text.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; \
                      connect-src 'self'; img-src 'self' data:; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";

/// The policy of a page whose map is drawn from pictures of another server.
pub(super) fn policy_with_pictures_of(origin: &str) -> String {
    POLICY.replace("img-src 'self'", &format!("img-src 'self' {origin}"))
}

/// Lets a page be compressed only where it was asked for from here. Its length tells something of
/// what stands in it to whoever can make it say something else besides, by a link from elsewhere.
/// Answers to forms are as they are: one may come before the form was read to its end, and has to
/// be out at once.
pub(super) async fn compressed_for_ourselves(mut request: Request, next: Next) -> Response {
    let site = request.headers().get("sec-fetch-site");
    let is_ours = site.is_some_and(|site| site == "same-origin" || site == "none");
    if !is_ours || *request.method() != Method::GET {
        request.headers_mut().remove(ACCEPT_ENCODING);
    }
    next.run(request).await
}

/// The rules of every answer. An answer may bring its own policy, and its own `Cache-Control`; a page has none, and
/// isn't kept: officers share computers.
pub(super) async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers
        .entry(CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static(POLICY));
    let fixed = [
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "no-referrer"),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers
        .entry(CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}

/// Refuses whatever would change something and comes from elsewhere.
pub(super) async fn same_origin(request: Request, next: Next) -> Response {
    let only_reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if only_reads || is_from_here(request.headers()) {
        next.run(request).await
    } else {
        Failure::Forbidden.into_response()
    }
}

fn is_from_here(headers: &HeaderMap) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin";
    }
    // Older browsers say at least from where. Without either it isn't a browser's form, and the
    // session's secret alone decides.
    let Some(origin) = headers.get(ORIGIN) else {
        return true;
    };
    let host = |value: &HeaderValue| {
        value
            .to_str()
            .ok()
            .map(|text| text.rsplit('/').next().unwrap_or(text).to_owned())
    };
    headers.get(HOST).and_then(host) == host(origin)
}

/// What a form carries: the session's secret under a mask that differs with every page, so that
/// the length of a compressed page tells nothing about it.
pub(super) fn form_token(secret: &[u8; 32], entropy: &dyn Entropy) -> String {
    let mask = entropy.bytes_32();
    let masked: Vec<u8> = mask.iter().zip(secret).map(|(m, s)| m ^ s).collect();
    BASE64URL_NOPAD.encode(&[mask.as_slice(), &masked].concat())
}

/// Whether a form carries the session's secret, in constant time.
pub(super) fn is_form_token(token: &str, secret: &[u8; 32]) -> bool {
    let Ok(bytes) = BASE64URL_NOPAD.decode(token.as_bytes()) else {
        return false;
    };
    let Some((mask, masked)) = bytes
        .split_at_checked(32)
        .filter(|(_, rest)| rest.len() == 32)
    else {
        return false;
    };
    let unmasked: Vec<u8> = mask.iter().zip(masked).map(|(m, s)| m ^ s).collect();
    unmasked.ct_eq(secret).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::SystemEntropy;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| {
                (
                    HeaderName::from_static(name),
                    HeaderValue::from_static(value),
                )
            })
            .collect()
    }

    #[test]
    fn only_our_own_pages_send_forms() {
        let from_here = [
            headers(&[("sec-fetch-site", "same-origin")]),
            headers(&[
                ("origin", "https://a.example:8080"),
                ("host", "a.example:8080"),
            ]),
            headers(&[]),
        ];
        let from_elsewhere = [
            headers(&[("sec-fetch-site", "cross-site")]),
            headers(&[("sec-fetch-site", "same-site")]),
            headers(&[("sec-fetch-site", "none")]),
            headers(&[("origin", "https://b.example"), ("host", "a.example")]),
            headers(&[("origin", "null"), ("host", "a.example")]),
            headers(&[("origin", "https://b.example")]),
        ];
        for headers in from_here {
            assert!(is_from_here(&headers), "{headers:?}");
        }
        for headers in from_elsewhere {
            assert!(!is_from_here(&headers), "{headers:?}");
        }
    }

    #[test]
    fn a_forms_token_is_its_sessions_and_never_the_same_twice() {
        let (ours, other) = ([7; 32], [8; 32]);
        let (one, two) = (
            form_token(&ours, &SystemEntropy),
            form_token(&ours, &SystemEntropy),
        );
        assert_ne!(one, two);
        assert!(is_form_token(&one, &ours) && is_form_token(&two, &ours));
        let garbled = one.replacen(&one[50..51], if &one[50..51] == "A" { "B" } else { "A" }, 1);
        let short = &one[..one.len() - 4];
        for wrong in [
            "",
            "§",
            short,
            &garbled,
            &form_token(&other, &SystemEntropy),
        ] {
            assert!(!is_form_token(wrong, &ours), "{wrong}");
        }
    }
}
