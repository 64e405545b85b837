//! The world of a journey: a server of its own behind a flaky link, and one phone.

use std::{path::PathBuf, time::Duration};

use langnghe_core::Delivery;
use langnghe_tests::{
    flaky::{FlakyLink, Plan},
    record::Record,
    server::ServerProcess,
};
use langnghe_wire::{ReportId, Sha256};
use tempfile::TempDir;

use crate::phone::{Phone, fast_folder, picture};

/// For how long its phone bears silence.
const BEARS_SILENCE: Duration = Duration::from_secs(3);

pub(crate) struct World {
    pub(crate) link: FlakyLink,
    pub(crate) phone: Phone,
    server: Option<ServerProcess>,
    folder: TempDir,
}

/// A report that was filed, with its photograph.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Filed {
    pub(crate) report: ReportId,
    pub(crate) sha256: Sha256,
    pub(crate) bytes: u64,
}

impl World {
    pub(crate) fn new(plan: Plan) -> Self {
        let folder = fast_folder();
        let server = ServerProcess::start(&folder.path().join("server")).unwrap();
        let link = FlakyLink::to(server.address(), plan).unwrap();
        let phone = Phone::new(1, &link.url(), BEARS_SILENCE);
        Self {
            link,
            phone,
            server: Some(server),
            folder,
        }
    }

    pub(crate) fn file(&self, text: &str) -> Filed {
        let (report, sha256, bytes) = self.phone.file(text, &picture(1));
        Filed {
            report,
            sha256,
            bytes,
        }
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("server")
    }

    pub(crate) fn record(&self) -> Record {
        Record::in_folder(&self.data()).unwrap()
    }

    /// The server, to be killed or stopped.
    pub(crate) fn take_server(&mut self) -> ServerProcess {
        self.server.take().unwrap()
    }

    /// Starts a server on the same data, at another address.
    pub(crate) fn start_server(&mut self) {
        let server = ServerProcess::start(&self.data()).unwrap();
        self.link.lead_to(server.address());
        self.server = Some(server);
    }

    /// What the phone shows as sent is on the server's disk: nothing else is a lie that matters.
    #[track_caller]
    pub(crate) fn assert_honest(&self, filed: Filed) {
        let summary = self.phone.report(filed.report).summary;
        let record = self.record();
        let is_sent = matches!(
            summary.delivery,
            Delivery::TextReceived { .. } | Delivery::Complete
        );
        if is_sent {
            assert_eq!(record.applied_to(filed.report).unwrap()[0], "file");
        }
        if summary.photos_sent == 1 {
            let received = record.received_of(filed.sha256).unwrap();
            assert_eq!(received, Some(filed.bytes));
        }
    }

    /// The report is complete, and there once.
    #[track_caller]
    pub(crate) fn assert_complete(&self, filed: Filed) {
        let summary = self.phone.report(filed.report).summary;
        assert_eq!(summary.delivery, Delivery::Complete);
        assert_eq!((summary.photos_sent, summary.photos_total), (1, 1));
        assert_eq!(summary.parked, []);
        let record = self.record();
        assert_eq!(record.applied_to(filed.report).unwrap()[0], "file");
        assert_eq!(
            (record.cases().unwrap(), record.reporters().unwrap()),
            (1, 1)
        );
        assert_eq!(record.events_of("received").unwrap(), 1);
        assert_eq!(record.events_of("photograph").unwrap(), 1);
        let hash = filed.sha256.to_string();
        assert_eq!(record.named_photographs().unwrap(), [(hash.clone(), true)]);
        assert_eq!(record.stored_photographs().unwrap(), [hash]);
        assert_eq!(record.unfinished_bytes().unwrap(), 0);
    }
}
