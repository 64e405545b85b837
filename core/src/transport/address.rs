//! The server's address: https anywhere, or http on this very machine, for development.

use std::fmt;

use reqwest::Url;

/// An address that reports may be sent to.
#[derive(Clone, PartialEq, Eq)]
pub struct ServerAddress(Url);

/// Not an address that reports may be sent to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the server's address must be https, or http to this machine")]
pub struct NotAnAddress;

impl ServerAddress {
    /// Reads an address such as `https://langnghe.example`; a path in it is kept.
    ///
    /// # Errors
    /// [`NotAnAddress`] for clear text over a network, and for what is no address at all.
    pub fn parse(text: &str) -> Result<Self, NotAnAddress> {
        let mut url = Url::parse(text.trim()).map_err(|_| NotAnAddress)?;
        let is_this_machine = match url.host_str() {
            Some("localhost" | "[::1]") => true,
            Some(host) => host
                .parse::<std::net::Ipv4Addr>()
                .is_ok_and(|address| address.is_loopback()),
            None => return Err(NotAnAddress),
        };
        match url.scheme() {
            "https" => {}
            "http" if is_this_machine => {}
            _ => return Err(NotAnAddress),
        }
        if !url.path().ends_with('/') {
            let path = format!("{}/", url.path());
            url.set_path(&path);
        }
        url.set_query(None);
        url.set_fragment(None);
        Ok(Self(url))
    }

    /// The address of something below it, such as `v1/sync`.
    pub(super) fn join(&self, path: &str) -> Url {
        self.0
            .join(path)
            .expect("paths of ours are relative and plain")
    }
}

impl fmt::Display for ServerAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for ServerAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ServerAddress({})", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clear_text_leaves_this_machine_never() {
        for good in [
            "https://langnghe.example",
            "https://langnghe.example/bac-ninh",
            "http://127.0.0.1:8080",
            "http://localhost:8080/",
            "http://[::1]:8080",
        ] {
            let address = ServerAddress::parse(good).unwrap();
            assert!(
                address
                    .join("v1/sync")
                    .as_str()
                    .starts_with(good.trim_end_matches('/'))
            );
        }
        for bad in [
            "http://langnghe.example",
            "http://10.0.0.1",
            "ftp://x",
            "",
            "/v1",
            "http://",
        ] {
            assert!(ServerAddress::parse(bad).is_err(), "{bad}");
        }
    }
}
