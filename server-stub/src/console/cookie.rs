//! Cookies: `__Host-` ones only.
//!
//! The prefix makes browsers refuse a cookie that isn't `Secure`, has a `Domain`, or came from
//! another host, so nobody can plant one. Chromium, Firefox and curl also keep and send them
//! over plain http to a loopback address, where the server is tried out; the browser check
//! shows it. Anywhere else the console needs https.

use axum::http::{HeaderMap, header::COOKIE};

/// The value of a cookie that the browser sent.
pub(super) fn value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|header| header.to_str().ok())
        .flat_map(|header| header.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(known, _)| *known == name)
        .map(|(_, value)| value)
}

/// A cookie that lives for a number of seconds; 0 removes it.
pub(super) fn set(name: &str, value: &str, seconds: u32) -> String {
    format!("{}; Max-Age={seconds}", for_this_visit(name, value))
}

/// A cookie that the browser forgets when it closes.
pub(super) fn for_this_visit(name: &str, value: &str) -> String {
    format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let mut headers = HeaderMap::new();
        headers.append(COOKIE, "a=1; __Host-langnghe-x=2".parse().unwrap());
        headers.append(COOKIE, "__Host-langnghe=3=4".parse().unwrap());
        assert_eq!(value(&headers, "__Host-langnghe"), Some("3=4"));
        assert_eq!(value(&headers, "__Host-langnghe-x"), Some("2"));
        assert_eq!(value(&headers, "langnghe"), None);
    }
}
