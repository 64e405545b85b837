//! The server that all cells share, each with a phone of its own, and its book.

use std::{net::SocketAddr, path::PathBuf, sync::Mutex};

use langnghe_tests::{
    record::{Record, files_in},
    server::ServerProcess,
};
use langnghe_wire::Sha256;
use tempfile::TempDir;

use crate::phone::fast_folder;

pub(crate) struct Ground {
    address: SocketAddr,
    data: PathBuf,
    /// Cells of several threads share the ground, and none of them handles its process.
    server: Mutex<ServerProcess>,
    _folder: TempDir,
}

impl Ground {
    pub(crate) fn new() -> Self {
        let folder = fast_folder();
        let server = ServerProcess::start(&folder.path().join("server")).unwrap();
        Self {
            address: server.address(),
            data: server.data().to_owned(),
            server: Mutex::new(server),
            _folder: folder,
        }
    }

    pub(crate) fn server(&self) -> SocketAddr {
        self.address
    }

    pub(crate) fn record(&self) -> Record {
        Record::in_folder(&self.data).unwrap()
    }

    /// How many files hold these very bytes, under whatever reporter.
    pub(crate) fn copies_of(&self, sha256: Sha256) -> usize {
        let name = sha256.to_string();
        let files = files_in(&self.data.join("blobs")).unwrap();
        let named = files.iter().filter(|file| file.ends_with(&name));
        named
            .filter(|file| Sha256::of(&std::fs::read(file).unwrap()) == sha256)
            .count()
    }

    /// Stops the server and looks at everything together: so many cases from so many phones, each
    /// with one photograph, and nothing else.
    pub(crate) fn close(self, cases: usize) {
        let record = self.record();
        self.server.into_inner().unwrap().stop().unwrap();
        assert_eq!(record.cases().unwrap(), cases);
        assert_eq!(record.reporters().unwrap(), cases);
        assert_eq!(record.events_of("received").unwrap(), cases);
        assert_eq!(record.events_of("photograph").unwrap(), cases);
        assert_eq!(record.assert_photographs_whole().unwrap(), cases);
        assert_eq!(record.unfinished_bytes().unwrap(), 0);
    }
}
