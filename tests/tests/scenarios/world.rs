//! What is around a phone: the server, the way to it, the officer. It ends with the value.

use std::{
    cell::{RefCell, RefMut},
    path::Path,
};

use langnghe_core::wire::ReportId;
use langnghe_tests::{
    flaky::{FlakyLink, Plan},
    officer::{Officer, Page},
    server::{self, Options, ServerProcess, User},
};
use tempfile::TempDir;

/// Xã Tam Tiến, where the officer works.
const COMMUNE: &str = "07264";

/// A server behind a link that can be gone.
pub(crate) struct World {
    server: ServerProcess,
    link: FlakyLink,
    officer: RefCell<Option<Officer>>,
    coordinator: RefCell<Option<Officer>>,
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
            officer: RefCell::default(),
            coordinator: RefCell::default(),
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
        &self,
        report: ReportId,
        step: &str,
        fields: &[(String, String)],
        photograph: Option<&Path>,
    ) {
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        self.officer()
            .fill_in(&case(report), step, &fields, &Vec::from_iter(photograph))
            .unwrap();
    }

    /// The page on which the officer reads a report.
    pub(crate) fn desk(&self, report: ReportId) -> Page {
        self.officer().read(&case(report)).unwrap()
    }

    fn officer(&self) -> RefMut<'_, Officer> {
        self.at_the_desk(&self.officer, "Nguyễn Thị Lan", "officer", Some(COMMUNE))
    }

    /// The coordinator of the province.
    pub(crate) fn coordinator(&self) -> RefMut<'_, Officer> {
        self.at_the_desk(&self.coordinator, "Trần Thị Hoa", "coordinator", None)
    }

    /// Somebody with a role at a unit, who signs in when they are first needed.
    fn at_the_desk<'a>(
        &self,
        who: &'a RefCell<Option<Officer>>,
        name: &str,
        role: &str,
        unit: Option<&str>,
    ) -> RefMut<'a, Officer> {
        RefMut::map(who.borrow_mut(), |who| {
            who.get_or_insert_with(|| signed_in(&self.server, name, role, unit))
        })
    }
}

fn case(report: ReportId) -> String {
    format!("/console/cases/{report}")
}

fn signed_in(server: &ServerProcess, name: &str, role: &str, unit: Option<&str>) -> Officer {
    let user = User {
        name: name.to_owned(),
        role: role.to_owned(),
        unit: unit.map(str::to_owned),
        password: "đồng lúa xanh ven sông Thương".to_owned(),
    };
    server::add_user(server.data(), &user).unwrap();
    Officer::sign_in(server.address(), &user.name, &user.password).unwrap()
}
