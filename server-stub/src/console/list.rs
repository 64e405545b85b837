//! The cases of one's unit: the most pressing first, and never a word of who reported.
//!
//! ```text
//! address ─▶ asked ─▶ store ─▶ row, row, row ─▶ press ─▶ the list again
//!              │                  ▲      └ case's page
//!              └▶ map: spots      └ news: what others did meanwhile
//! ```
//!
//! Filter and page are in the address ([`Asked`]), so that a list can be kept as a bookmark and
//! the way back leads to where one was. Everything works without a script; with one, keys lead
//! through the list, and rows say what others did meanwhile.

mod asked;
pub(super) mod communes;
mod filters;
pub(super) mod map;
pub(super) mod news;
pub(super) mod quick;
mod row;

use askama::Template;
use axum::{
    extract::{Query, State},
    http::{HeaderMap, HeaderValue, StatusCode, header::SET_COOKIE},
    response::Response,
};
use langnghe_wire::{
    CaseStatus,
    words::{self, Language},
};

pub(super) use self::asked::Asked;
use self::{asked::Show, filters::Part, row::Row};
use super::{
    assets, case_page,
    failure::Failure,
    page::{Frame, render},
    session::Desk,
    texts::{Texts, fill},
};
use crate::{
    case,
    state::{App, Tiles},
    store::{CaseCounts, Count, DUE_SOON},
};

#[derive(Debug, Template)]
#[template(path = "cases.html")]
struct CasesPage {
    frame: Frame,
    flash: Option<&'static str>,
    counted: String,
    whose: Vec<Tab>,
    tabs: Vec<Tab>,
    asked: Asked,
    parts: Vec<Part>,
    rows: Vec<Row>,
    shows_open: bool,
    previous: Option<String>,
    next: Option<String>,
    /// Up to where the record is told by this page.
    position: u64,
    tiles: Option<Tiles>,
}

#[derive(Debug)]
struct Tab {
    name: &'static str,
    address: String,
    count: u64,
    more: bool,
    current: bool,
}

impl CasesPage {
    fn htmx(&self) -> &'static str {
        &assets::HTMX.address
    }

    fn leaflet(&self) -> [&'static str; 2] {
        [&assets::LEAFLET.address, &assets::LEAFLET_STYLE.address]
    }

    fn scripts(&self) -> [&'static str; 2] {
        [&assets::LIST_SCRIPT.address, &assets::MAP_SCRIPT.address]
    }

    fn map_of_communes(&self) -> String {
        self.asked.first_page().address_on(communes::ADDRESS)
    }

    fn boundaries(&self) -> &'static str {
        &assets::BOUNDARIES.address
    }
}

/// `GET /console/cases`
pub(super) async fn show(
    State(state): State<App>,
    desk: Desk,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let now = state.clock.now();
    let show = asked.show().ok_or(Failure::NotFound)?;
    let filter = asked.filter(now).ok_or(Failure::NotFound)?;
    let page = asked.page().ok_or(Failure::NotFound)?;
    // Before the rows: what happens in between is told twice rather than never.
    let position = state.store.news(desk.user(), None).await?.position;
    let store = &state.store;
    let found = store.pressing_first(desk.user(), filter, now + DUE_SOON, page);
    let found = found.await?;
    let counts = state.store.count_cases(desk.user(), now).await?;
    let parts = filters::offered(&asked, &desk, &state).await?;

    let frame = desk.frame(&state, asked.address());
    let done = case_page::done_before(&headers, frame.texts);
    let rows = found.cases.iter();
    let rows = rows.map(|case| Row::new(case, &frame, &desk, &state, now));
    let page = CasesPage {
        flash: done,
        counted: counted(found.total, frame.texts),
        whose: whose(&asked, &counts, frame.texts),
        tabs: tabs(show, &counts, frame.texts, desk.language, |show| {
            asked.showing(show).address()
        }),
        parts,
        rows: rows.collect(),
        shows_open: show == Show::Open && asked.first_page() == Asked::default(),
        previous: found.previous.map(|turn| asked.turned(turn).address()),
        next: found.next.map(|turn| asked.turned(turn).address()),
        position,
        tiles: state.tiles.clone(),
        asked,
        frame,
    };
    let mut response = map::allow_tiles(&state, render(StatusCode::OK, &page)?)?;
    if done.is_some() {
        let said = HeaderValue::from_str(&case_page::said()).map_err(Failure::internal)?;
        response.headers_mut().insert(SET_COOKIE, said);
    }
    Ok(response)
}

/// Everyone's cases, or one's own.
fn whose(asked: &Asked, counts: &CaseCounts, texts: &'static Texts) -> Vec<Tab> {
    let everyones = count(Show::Open, counts);
    let words = [
        ("", texts.work.everyones, everyones),
        ("mine", texts.work.mine, counts.mine),
    ];
    let tabs = words.into_iter().map(|(whose, name, count)| Tab {
        name,
        address: asked.of(whose).address(),
        count: count.n,
        more: count.or_more,
        current: asked.mine() == (whose == "mine"),
    });
    tabs.collect()
}

/// "12 vụ việc", "hơn 99 vụ việc".
fn counted(total: Count, texts: &'static Texts) -> String {
    let text = if total.or_more {
        &texts.list.counted_more
    } else {
        &texts.list.counted
    };
    fill(text, &[("count", &total.n)])
}

/// How many cases a word of the first row stands for.
fn count(show: Show, counts: &CaseCounts) -> Count {
    let of = |wanted: &dyn Fn(CaseStatus) -> bool| {
        let wanted = counts
            .by_status
            .iter()
            .filter(|(status, _)| wanted(*status));
        Count::exactly(wanted.map(|(_, count)| count).sum())
    };
    match show {
        Show::Open => of(&case::is_open),
        Show::Late => counts.overdue,
        Show::Soon => counts.soon,
        Show::Paused => counts.paused,
        Show::All => of(&|_| true),
        Show::Only(status) => of(&|other| other == status),
    }
}

fn name(show: Show, texts: &'static Texts, language: Language) -> &'static str {
    match show {
        Show::Open => texts.list.open,
        Show::Late => texts.list.late,
        Show::Soon => texts.list.soon,
        Show::Paused => texts.list.paused,
        Show::All => texts.list.all,
        Show::Only(status) => words::case_status(status).in_language(language),
    }
}

/// Open, overdue, due soon and all always; the others where they have cases, or are looked at.
fn tabs(
    current: Show,
    counts: &CaseCounts,
    texts: &'static Texts,
    language: Language,
    address: impl Fn(Show) -> String,
) -> Vec<Tab> {
    let statuses = CaseStatus::ALL.into_iter().map(Show::Only);
    let others = [Show::Paused].into_iter().chain(statuses);
    [Show::Open, Show::Late, Show::Soon]
        .into_iter()
        .chain(others.filter(|show| *show == current || count(*show, counts).n > 0))
        .chain([Show::All])
        .map(|show| {
            let count = count(show, counts);
            Tab {
                name: name(show, texts, language),
                address: address(show),
                count: count.n,
                more: count.or_more,
                current: show == current,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_count_what_they_show() {
        let counts = CaseCounts {
            by_status: vec![(CaseStatus::Received, 3), (CaseStatus::Resolved, 2)],
            overdue: Count {
                n: 99,
                or_more: true,
            },
            ..CaseCounts::default()
        };
        let texts = super::super::texts::texts(Language::English);
        let tabs = tabs(
            Show::Only(CaseStatus::Closed),
            &counts,
            texts,
            Language::English,
            |show| Asked::default().showing(show).address(),
        );
        let told: Vec<_> = tabs
            .iter()
            .map(|tab| (tab.name, tab.count, tab.more, tab.current))
            .collect();
        let expected = [
            ("Open", 3, false, false),
            ("Overdue", 99, true, false),
            ("Due soon", 0, false, false),
            ("Waiting to be accepted", 3, false, false),
            ("Resolved", 2, false, false),
            ("Closed", 0, false, true),
            ("All", 5, false, false),
        ];
        assert_eq!(told, expected);
    }
}
