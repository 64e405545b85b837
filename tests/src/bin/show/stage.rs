//! What the story is played with: all of it is opened here, and closes with the value.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
};

use langnghe_tests::{
    flaky::{FlakyLink, Plan},
    phone::Phone,
    server::{self, ServerProcess, User},
};
use tempfile::TempDir;

use crate::Failure;

/// A commune with dykes, hills and few masts.
pub(crate) const COMMUNE: &str = "07264";

/// The server, the link before it, a phone, and the folder in which all their data lie.
#[derive(Debug)]
pub(crate) struct Stage {
    pub(crate) server: ServerProcess,
    pub(crate) link: FlakyLink,
    pub(crate) phone: Phone,
    pub(crate) officer: User,
    folder: TempDir,
}

impl Stage {
    /// Opens everything, on free loopback ports and an empty folder; the link has no signal.
    pub(crate) fn open() -> Result<Self, Failure> {
        let folder = tempfile::Builder::new()
            .prefix("langnghe-demo-")
            .tempdir()?;
        let data = folder.path().join("server");
        let officer = User {
            name: "Nguyễn Thị Lan".to_owned(),
            role: "officer".to_owned(),
            unit: Some(COMMUNE.to_owned()),
            password: password()?,
        };
        server::add_user(&data, &officer)?;
        let server = ServerProcess::start(&data)?;
        let link = FlakyLink::to(server.address(), Plan::without_signal())?;
        let phone = Phone::in_folder(&folder.path().join("phone"))?;
        Ok(Self {
            server,
            link,
            phone,
            officer,
            folder,
        })
    }

    /// Where officers sign in.
    pub(crate) fn console(&self) -> String {
        format!("{}/console", self.server.url())
    }

    /// Where a phone in a window keeps its store.
    pub(crate) fn window_folder(&self) -> PathBuf {
        self.folder.path().join("window")
    }

    /// Closes everything, politely; answers what was open: addresses and the folder.
    pub(crate) fn close(self) -> Result<(Vec<SocketAddr>, PathBuf), Failure> {
        let addresses = vec![self.server.address(), self.link.address()];
        let folder = self.folder.path().to_owned();
        drop(self.link);
        self.server.stop()?;
        self.folder.close()?;
        Ok((addresses, folder))
    }
}

/// A password that nobody else has: 80 random bits, in groups that can be typed.
fn password() -> Result<String, Failure> {
    let mut bytes = [0; 10];
    getrandom::fill(&mut bytes)?;
    let letters = data_encoding::BASE32_NOPAD.encode(&bytes).to_lowercase();
    let groups: Vec<&str> = (0..4).map(|i| &letters[i * 4..i * 4 + 4]).collect();
    Ok(groups.join("-"))
}

/// A photograph of the project's own fixtures; origins and licences stand beside them.
pub(crate) fn photo(name: &str) -> PathBuf {
    fixtures().join(name)
}

/// The folder of those photographs.
pub(crate) fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/photo/fixtures")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_can_be_typed_and_is_never_the_same_twice() {
        let (one, two) = (password().unwrap(), password().unwrap());
        assert_ne!(one, two);
        assert_eq!(one.len(), 19);
        assert!(
            one.chars()
                .all(|c| c == '-' || c.is_ascii_lowercase() || c.is_ascii_digit())
        );
    }
}
