//! The cases of one's unit: the most pressing first, and never a word of who reported.
//!
//! Filter and page are in the address (`?show=late&page=2`), so that a list can be kept as a
//! bookmark and the way back leads to where one was.

use askama::Template;
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::Response,
};
use jiff::Timestamp;
use langnghe_wire::{
    CaseStatus,
    words::{self, Language},
};
use serde::Deserialize;

use super::{
    assets::symbol,
    failure::Failure,
    page::{Frame, commune_name, render},
    session::Desk,
    texts::{Texts, fill},
    time::moment,
    view::{self, Due, Status, category_name},
};
use crate::{
    case,
    state::App,
    store::{CaseCounts, CaseFilter, CaseSummary, Page, StatusFilter},
};

/// Rows of a page: one screen and a half, and what a day brings in three pages.
const ROWS: u32 = 25;

#[derive(Debug, Template)]
#[template(path = "cases.html")]
struct CasesPage {
    frame: Frame,
    counted: String,
    tabs: Vec<Tab>,
    rows: Vec<Row>,
    first: u32,
    shows_open: bool,
    previous: Option<String>,
    next: Option<String>,
}

#[derive(Debug)]
struct Tab {
    name: &'static str,
    address: String,
    count: u64,
    current: bool,
}

#[derive(Debug)]
struct Row {
    address: String,
    thumbnail: Option<String>,
    symbol: String,
    category: String,
    said: String,
    commune: String,
    reference: String,
    came: String,
    photographs: Option<String>,
    status: Status,
    due: Option<Due>,
}

/// Which cases are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Show {
    Open,
    Late,
    All,
    Only(CaseStatus),
}

impl Show {
    fn parse(written: &str) -> Option<Self> {
        match written {
            "" | "open" => Some(Self::Open),
            "late" => Some(Self::Late),
            "all" => Some(Self::All),
            status => CaseStatus::ALL
                .into_iter()
                .find(|known| known.as_str() == status)
                .map(Self::Only),
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Late => "late",
            Self::All => "all",
            Self::Only(status) => status.as_str(),
        }
    }

    fn filter(self, now: Timestamp) -> CaseFilter {
        let status = match self {
            Self::Open | Self::Late => StatusFilter::Open,
            Self::All => StatusFilter::All,
            Self::Only(status) => StatusFilter::Only(status),
        };
        CaseFilter {
            status,
            overdue_at: (self == Self::Late).then_some(now),
        }
    }

    fn count(self, counts: &CaseCounts) -> u64 {
        let of = |wanted: &dyn Fn(CaseStatus) -> bool| {
            let wanted = counts
                .by_status
                .iter()
                .filter(|(status, _)| wanted(*status));
            wanted.map(|(_, count)| count).sum()
        };
        match self {
            Self::Open => of(&case::is_open),
            Self::Late => counts.overdue,
            Self::All => of(&|_| true),
            Self::Only(status) => of(&|other| other == status),
        }
    }

    fn name(self, texts: &'static Texts, language: Language) -> &'static str {
        match self {
            Self::Open => &texts.list.open,
            Self::Late => &texts.list.late,
            Self::All => &texts.list.all,
            Self::Only(status) => words::case_status(status).in_language(language),
        }
    }

    fn address(self, page: u32) -> String {
        match (self, page) {
            (Self::Open, 1) => "/console/cases".to_owned(),
            (show, 1) => format!("/console/cases?show={}", show.as_str()),
            (show, page) => format!("/console/cases?show={}&page={page}", show.as_str()),
        }
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    show: String,
    page: Option<u32>,
}

/// `GET /console/cases`
pub(super) async fn show(
    State(state): State<App>,
    desk: Desk,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let show = Show::parse(&asked.show).ok_or(Failure::NotFound)?;
    let number = asked.page.unwrap_or(1).max(1);
    let offset = (number - 1).checked_mul(ROWS).ok_or(Failure::NotFound)?;
    let now = state.clock.now();
    let found = state
        .store
        .cases(
            desk.user(),
            show.filter(now),
            Page {
                offset,
                limit: ROWS,
            },
        )
        .await?;
    let counts = state.store.count_cases(desk.user(), now).await?;
    if found.cases.is_empty() && number > 1 {
        return Err(Failure::NotFound);
    }

    let frame = desk.frame(&state, show.address(number));
    let pages = found.total.div_ceil(u64::from(ROWS)).max(1);
    let counted = if pages > 1 {
        let values = [
            ("count", &found.total as _),
            ("page", &number as _),
            ("pages", &pages as _),
        ];
        fill(&frame.texts.list.counted_pages, &values)
    } else {
        fill(&frame.texts.list.counted, &[("count", &found.total)])
    };
    let page = CasesPage {
        counted,
        tabs: tabs(show, &counts, frame.texts, desk.language),
        rows: found
            .cases
            .iter()
            .map(|case| row(case, &frame, &state, now))
            .collect(),
        first: offset + 1,
        shows_open: show == Show::Open,
        previous: (number > 1).then(|| show.address(number - 1)),
        next: (u64::from(number) < pages).then(|| show.address(number + 1)),
        frame,
    };
    render(StatusCode::OK, &page)
}

/// Open, overdue and all always; a status where it has cases, or is the one that is looked at.
fn tabs(current: Show, counts: &CaseCounts, texts: &'static Texts, language: Language) -> Vec<Tab> {
    let statuses = CaseStatus::ALL.into_iter().map(Show::Only);
    [Show::Open, Show::Late]
        .into_iter()
        .chain(statuses.filter(|show| *show == current || show.count(counts) > 0))
        .chain([Show::All])
        .map(|show| Tab {
            name: show.name(texts, language),
            address: show.address(1),
            count: show.count(counts),
            current: show == current,
        })
        .collect()
}

fn row(case: &CaseSummary, frame: &Frame, state: &App, now: Timestamp) -> Row {
    let texts = frame.texts;
    let language = frame.language;
    let (arrived, named) = (case.photographs_arrived, case.photographs_named);
    Row {
        address: view::address(case.id),
        thumbnail: case
            .first_photograph
            .map(|photograph| view::thumbnail(case.id, photograph)),
        symbol: symbol(&case.category).to_owned(),
        category: category_name(&case.category, state.rules.catalogue, language),
        said: case.text.clone(),
        commune: commune_name(&case.commune, state.rules.communes),
        reference: case.reference.to_string(),
        came: fill(
            &texts.list.came,
            &[("when", &moment(case.received_at, language))],
        ),
        photographs: (named > 0).then(|| {
            fill(
                &texts.list.photographs,
                &[("sent", &arrived), ("total", &named)],
            )
        }),
        status: Status::new(case.status, language),
        due: Due::new(case.status, &case.clocks, now, texts),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_back_to_what_it_shows() {
        let statuses = CaseStatus::ALL.into_iter().map(Show::Only);
        for show in [Show::Open, Show::Late, Show::All]
            .into_iter()
            .chain(statuses)
        {
            assert_eq!(Show::parse(show.as_str()), Some(show));
        }
        assert_eq!(Show::parse("no-such"), None);
        assert_eq!(Show::parse("unknown"), None);
        assert_eq!(Show::Open.address(1), "/console/cases");
        assert_eq!(Show::Late.address(2), "/console/cases?show=late&page=2");
    }

    #[test]
    fn tabs_count_what_they_show() {
        let counts = CaseCounts {
            by_status: vec![(CaseStatus::Received, 3), (CaseStatus::Resolved, 2)],
            overdue: 1,
        };
        let texts = super::super::texts::texts(Language::English);
        let tabs = tabs(
            Show::Only(CaseStatus::Closed),
            &counts,
            texts,
            Language::English,
        );
        let told: Vec<_> = tabs
            .iter()
            .map(|tab| (tab.name, tab.count, tab.current))
            .collect();
        let expected = [
            ("Open", 3, false),
            ("Overdue", 1, false),
            ("Waiting to be accepted", 3, false),
            ("Resolved", 2, false),
            ("Closed", 0, true),
            ("All", 5, false),
        ];
        assert_eq!(told, expected);
    }
}
