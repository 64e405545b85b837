//! What is around a phone: the server, the way to it, the officer. It ends with the value.

use std::path::Path;

use langnghe_core::wire::ReportId;
use langnghe_tests::{
    flaky::{FlakyLink, Plan},
    officer::Officer,
    server::{self, Options, ServerProcess, User},
};
use tempfile::TempDir;

/// Xã Tam Tiến, where the officer works.
const COMMUNE: &str = "07264";

/// A server behind a link that can be gone.
pub(crate) struct World {
    server: ServerProcess,
    link: FlakyLink,
    officer: Option<Officer>,
    pub(crate) folder: TempDir,
}

impl World {
    /// An empty server that doesn't know these operations, a perfect link.
    pub(crate) fn without(operations: &[String]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let options = Options {
            without_operations: operations.to_vec(),
            ..Options::default()
        };
        let server = ServerProcess::start_with(&folder.path().join("server"), &options).unwrap();
        let link = FlakyLink::to(server.address(), Plan::default()).unwrap();
        Self {
            server,
            link,
            officer: None,
            folder,
        }
    }

    /// Where a phone finds the server.
    pub(crate) fn url(&self) -> String {
        self.link.url()
    }

    /// Lets everything through to the server, or nothing.
    pub(crate) fn set_signal(&self, is_there: bool) {
        let plan = if is_there {
            Plan::default()
        } else {
            Plan::without_signal()
        };
        self.link.set(plan);
    }

    /// The officer takes a step that the console offers for this report.
    pub(crate) fn officer_takes(
        &mut self,
        report: ReportId,
        step: &str,
        fields: &[(String, String)],
        photograph: Option<&Path>,
    ) {
        let case = format!("/console/cases/{report}");
        let server = &self.server;
        let officer = self.officer.get_or_insert_with(|| signed_in(server));
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        officer
            .fill_in(&case, step, &fields, &Vec::from_iter(photograph))
            .unwrap();
    }
}

fn signed_in(server: &ServerProcess) -> Officer {
    let user = User {
        name: "Nguyễn Thị Lan".to_owned(),
        role: "officer".to_owned(),
        unit: Some(COMMUNE.to_owned()),
        password: "đồng lúa xanh ven sông Thương".to_owned(),
    };
    server::add_user(server.data(), &user).unwrap();
    Officer::sign_in(server.address(), &user.name, &user.password).unwrap()
}
