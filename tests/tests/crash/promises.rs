//! What people were told, and whether it is so.
//!
//! A promise is made by a command that ended well: a draft's id was printed, a sync said that
//! everything is sent, the console answered an officer's step. And the phone itself makes them
//! on what the server told it: a report that it shows as sent is on the server's disk.

use std::collections::BTreeMap;

use langnghe_core::{App, Config, Delivery, Ports, ReportView, StoreKey};
use langnghe_wire::{ReportId, Sha256};
use serde::{Deserialize, Serialize};

use crate::{
    backups,
    world::{World, server_disk::ServerDisk},
};

/// Something that somebody was told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) enum Promise {
    /// The draft is saved.
    Drafted {
        report: ReportId,
        text: String,
        photographs: usize,
    },
    /// The report is safe on the phone, and in the queue.
    Submitted { report: ReportId },
    /// Everything that waited is on the server, and what the server had to say is here.
    Synced,
    /// The officer's answer is kept.
    Answered { report: ReportId, text: String },
    /// What the reporter said is in the queue.
    Said { report: ReportId, text: String },
    /// The report is taken back, or will be.
    Withdrawn { report: ReportId },
    /// All that the server has is in a backup.
    BackedUp,
}

/// All that was promised so far.
#[derive(Debug, Clone, Default)]
pub(crate) struct Promises {
    reports: BTreeMap<ReportId, Promised>,
    backups: usize,
}

/// What was promised of one report.
#[derive(Debug, Clone, Default)]
struct Promised {
    text: String,
    photographs: usize,
    submitted: bool,
    withdrawn: bool,
    answers: Vec<String>,
    said: Vec<String>,
    /// What of the above a sync has carried to its other end.
    synced: Option<Box<Promised>>,
}

/// A promise that isn't kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Broken(pub(crate) String);

/// Fails with words unless something is so.
macro_rules! hold {
    ($condition:expr, $($words:tt)+) => {
        if !$condition {
            return Err(Broken(format!($($words)+)));
        }
    };
}
pub(crate) use hold;

impl Promises {
    /// One more.
    pub(crate) fn add(&mut self, promise: &Promise) {
        match promise.clone() {
            Promise::Drafted {
                report,
                text,
                photographs,
            } => {
                let draft = Promised {
                    text,
                    photographs,
                    ..Promised::default()
                };
                self.reports.insert(report, draft);
            }
            Promise::Submitted { report } => self.of(report).submitted = true,
            Promise::Answered { report, text } => self.of(report).answers.push(text),
            Promise::Said { report, text } => self.of(report).said.push(text),
            Promise::Withdrawn { report } => self.of(report).withdrawn = true,
            Promise::BackedUp => self.backups += 1,
            Promise::Synced => {
                for promised in self.reports.values_mut().filter(|report| report.submitted) {
                    promised.synced = None;
                    promised.synced = Some(Box::new(promised.clone()));
                }
            }
        }
    }

    fn of(&mut self, report: ReportId) -> &mut Promised {
        self.reports
            .get_mut(&report)
            .expect("a report begins as a draft")
    }

    /// Whether all of it is so, and nothing on either disk contradicts itself.
    pub(crate) fn hold_in(&self, world: &World) -> Result<(), Broken> {
        let server = ServerDisk::recovered(&world.data())?;
        if let Some(server) = &server {
            server.is_sound()?;
        }
        let kept = backups::are_whole(&world.backups())?;
        hold!(
            kept >= self.backups,
            "of {} backups {kept} are there",
            self.backups
        );
        let app = open(world)?;
        for (id, promised) in &self.reports {
            let report = app
                .report(*id)
                .map_err(|e| Broken(format!("the phone lost a report: {e}")))?;
            promised.holds_on_phone(&app, &report)?;
            let summary = &report.summary;
            // Its photographs go as soon as it is, whether or not anybody was told of it yet.
            let is_taken_back = summary.withdrawing || summary.delivery == Delivery::Withdrawn;
            promised.holds_on_server(*id, is_taken_back, server.as_ref())?;
        }
        let known = app
            .reports()
            .map_err(|e| Broken(format!("no list of reports: {e}")))?;
        for summary in known {
            let report = app.report(summary.id).map_err(|e| Broken(e.to_string()))?;
            told_by_the_server(&report, server.as_ref())?;
        }
        Ok(())
    }
}

/// The real core on the world's phone, as the next start finds it.
pub(crate) fn open(world: &World) -> Result<App, Broken> {
    let config = Config {
        folder: world.phone().home(),
        app: "crash".to_owned(),
    };
    let key = StoreKey::from_hex(world.key()).expect("the world has a key");
    let ports = Ports::system(None).expect("there is no server's address to be wrong");
    App::open(config, key, ports)
        .map_err(|e| Broken(format!("the phone's store doesn't open: {e}")))
}

impl Promised {
    fn holds_on_phone(&self, app: &App, report: &ReportView) -> Result<(), Broken> {
        let delivery = report.summary.delivery;
        hold!(
            report.text == self.text,
            "the words are others: {}",
            report.text
        );
        hold!(
            report.photographs.len() == self.photographs,
            "{} photographs of {}",
            report.photographs.len(),
            self.photographs
        );
        hold!(
            !self.submitted || delivery != Delivery::Draft,
            "a submitted report is a draft again"
        );
        let is_withdrawn = delivery == Delivery::Withdrawn;
        hold!(
            !self.withdrawn || is_withdrawn || report.summary.withdrawing,
            "a withdrawn report goes on: {delivery:?}"
        );
        if matches!(delivery, Delivery::Draft | Delivery::Waiting) {
            for photograph in &report.photographs {
                let jpeg = app
                    .photo(photograph.id)
                    .map_err(|e| Broken(format!("a photograph's pixels: {e}")))?;
                hold!(
                    Sha256::of(&jpeg) == photograph.sha256,
                    "a photograph's pixels are others"
                );
            }
        }
        let Some(synced) = &self.synced else {
            return Ok(());
        };
        hold!(
            is_withdrawn || delivery == Delivery::Complete,
            "a sent report is {delivery:?} again"
        );
        hold!(
            !synced.withdrawn || is_withdrawn,
            "a withdrawal that was sent is {delivery:?}"
        );
        let heard: Vec<&str> = report
            .summary
            .case
            .iter()
            .flat_map(|case| case.replies())
            .map(|(text, ..)| text)
            .collect();
        for answer in &synced.answers {
            hold!(
                heard.contains(&answer.as_str()),
                "the phone lost the officer's answer"
            );
        }
        Ok(())
    }

    fn holds_on_server(
        &self,
        id: ReportId,
        is_taken_back: bool,
        server: Option<&ServerDisk>,
    ) -> Result<(), Broken> {
        for answer in &self.answers {
            let kept = server.map_or(Ok(0), |server| server.events_with(id, "reply", answer))?;
            hold!(kept == 1, "the officer's answer is there {kept} times");
        }
        let Some(synced) = &self.synced else {
            return Ok(());
        };
        let server = server.ok_or_else(|| Broken("the server's database is gone".to_owned()))?;
        server.has_once(id)?;
        for words in &synced.said {
            let kept = server.events_with(id, "said", words)?;
            hold!(kept == 1, "what the reporter said is there {kept} times");
        }
        if synced.withdrawn {
            let status = server.status(id)?;
            hold!(
                status == "withdrawn",
                "a withdrawn report is {status} on the server"
            );
        } else if !is_taken_back {
            server.has_all_photographs(id, self.photographs)?;
        }
        Ok(())
    }
}

/// What the phone shows as sent was told by the server, and is on its disk.
fn told_by_the_server(report: &ReportView, server: Option<&ServerDisk>) -> Result<(), Broken> {
    let summary = &report.summary;
    let sent = match summary.delivery {
        Delivery::TextReceived { sent, .. } => sent,
        Delivery::Complete => summary.photos_total,
        _ => return Ok(()),
    };
    let server =
        server.ok_or_else(|| Broken("sent to a server that has no database".to_owned()))?;
    server.has_once(summary.id)?;
    let kept = server.photographs(summary.id)?;
    hold!(
        kept >= sent,
        "{sent} photographs were acknowledged, {kept} are on the server's disk"
    );
    Ok(())
}
