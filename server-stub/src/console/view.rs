//! What the list and a case's page both say of a case: its status, its running clock, and the
//! addresses of its pictures.

use jiff::Timestamp;
use langnghe_places::Catalogue;
use langnghe_wire::{
    CaseStatus, Clocks, ReportId, Sha256,
    words::{self, Language},
};

use super::{
    texts::Texts,
    time::{Urgency, left},
};
use crate::case;

/// Where a case stands, in words, and the colour of them.
#[derive(Debug)]
pub(super) struct Status {
    pub(super) name: &'static str,
    pub(super) class: &'static str,
}

impl Status {
    pub(super) fn new(status: CaseStatus, language: Language) -> Self {
        use CaseStatus as S;
        let class = match status {
            S::Received | S::Reopened | S::AwaitingApproval => "waits",
            S::Accepted | S::Forwarded | S::InProgress => "moves",
            S::Resolved | S::Confirmed => "ends",
            S::NeedsInformation
            | S::Refused
            | S::Closed
            | S::Merged
            | S::Withdrawn
            | S::Unknown => "rests",
        };
        Self {
            name: words::case_status(status).in_language(language),
            class,
        }
    }
}

/// The clock that runs: its name, what is left, and how pressing that is.
#[derive(Debug)]
pub(super) struct Due {
    pub(super) clock: &'static str,
    pub(super) left: String,
    pub(super) class: &'static str,
}

impl Due {
    /// Until a case is accepted its first clock runs, then its second; none once it is over.
    pub(super) fn new(
        status: CaseStatus,
        clocks: &Clocks,
        now: Timestamp,
        texts: &'static Texts,
    ) -> Option<Self> {
        if !case::is_open(status) {
            return None;
        }
        let (clock, running) = match status {
            CaseStatus::Received => (&texts.clocks.intake, &clocks.intake),
            _ => (&texts.clocks.resolution, &clocks.resolution),
        };
        let class = Urgency::of(running.due, now).class();
        Some(Self {
            clock,
            left: left(running.due, now, &texts.clocks),
            class,
        })
    }
}

/// A category's name; its code, should the catalogue no longer have it.
pub(super) fn category_name(code: &str, catalogue: &Catalogue, language: Language) -> String {
    let Some(category) = catalogue.category(code) else {
        return code.to_owned();
    };
    match language {
        Language::Vietnamese => category.name.vi.clone(),
        Language::English => category.name.en.clone(),
    }
}

/// The address of a case's page.
pub(super) fn address(report: ReportId) -> String {
    format!("/console/cases/{report}")
}

/// The address of a photograph.
pub(super) fn photograph(report: ReportId, sha256: Sha256) -> String {
    format!("/console/cases/{report}/photographs/{sha256}")
}

/// The address of its thumbnail.
pub(super) fn thumbnail(report: ReportId, sha256: Sha256) -> String {
    format!("/console/cases/{report}/thumbnails/{sha256}")
}
