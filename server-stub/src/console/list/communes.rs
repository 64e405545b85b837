//! The cases of a list on the map of communes, without scripts: drawn here, with a link to the list
//! of each commune, and the same links in words below.
//!
//! Whoever sees all of the province sees all of its communes; a commune's officer their own, and
//! where it lies.

use std::{cmp::Reverse, collections::BTreeMap};

use askama::Template;
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::Response,
};
use langnghe_places::Commune;

use super::{
    super::{
        failure::Failure,
        map::communes::{CommuneMap, Counted, Range, draw},
        page::{Frame, commune_name, render},
        session::Desk,
        texts::{Texts, fill},
    },
    Asked, Tab,
    filters::{self, Part},
    tabs,
};
use crate::{
    identity::Scope,
    state::App,
    store::{CaseFilter, CommuneCounts, Count},
};

/// Where it is.
pub(in super::super) const ADDRESS: &str = "/console/cases/map";

#[derive(Debug, Template)]
#[template(path = "communes.html")]
struct CommunesPage {
    frame: Frame,
    list: String,
    tabs: Vec<Tab>,
    /// What else the list is narrowed by, in words, and the map without it.
    narrowed: Vec<String>,
    widened: String,
    /// What is said where not everything was counted.
    partly: Option<&'static str>,
    map: CommuneMap,
    /// Communes that have cases, the most first, and those that have none.
    some: Vec<Line>,
    none: Vec<Line>,
    /// The same with all communes, where one is chosen.
    all: Option<String>,
}

impl CommunesPage {
    /// What a kind of hatching stands for, in words.
    fn range(&self, range: &Range) -> String {
        let texts = &self.frame.texts.communes;
        if range.from == range.to {
            range.from.to_string()
        } else {
            fill(&texts.range, &[("from", &range.from), ("to", &range.to)])
        }
    }
}

/// A commune in words.
#[derive(Debug)]
struct Line {
    code: String,
    name: String,
    /// How many cases, in words; nothing where there are none.
    counted: String,
    count: Count,
    address: String,
    chosen: bool,
}

/// `GET /console/cases/map`
pub(in super::super) async fn show(
    State(state): State<App>,
    desk: Desk,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let asked = asked.first_page();
    let now = state.clock.now();
    let show = asked.show().ok_or(Failure::NotFound)?;
    // The commune that the list is narrowed to is marked among the others.
    let filter = CaseFilter {
        commune: None,
        ..asked.filter(now).ok_or(Failure::NotFound)?
    };
    let found = state.store.count_by_commune(desk.user(), filter).await?;
    let counts = state.store.count_cases(desk.user(), now).await?;
    let parts = filters::offered(&asked, &desk, &state).await?;

    let frame = desk.frame(&state, asked.address_on(ADDRESS));
    let texts = frame.texts;
    let lines = lines(&asked, &found, &desk, &state);
    let map = draw(state.rules.current().communes, counted(&lines, &state));
    let (some, none) = lines
        .into_iter()
        .partition(|line| line.count != Count::default());
    let page = CommunesPage {
        list: asked.address(),
        tabs: tabs(show, &counts, texts, desk.language, |show| {
            asked.showing(show).address_on(ADDRESS)
        }),
        narrowed: narrowed(&asked, parts, texts),
        widened: Asked::default().showing(show).address_on(ADDRESS),
        partly: (found.values().any(|count| count.or_more)).then_some(texts.communes.partly),
        map,
        some,
        none,
        all: (!asked.commune.is_empty()).then(|| asked.within("").address()),
        frame,
    };
    render(StatusCode::OK, &page)
}

/// The communes that the viewer has to do with, the one with the most cases first.
fn lines(asked: &Asked, found: &CommuneCounts, desk: &Desk, state: &App) -> Vec<Line> {
    let texts = desk.texts();
    let communes = state.rules.current().communes;
    let is_theirs = |commune: &&Commune| match &desk.user().scope {
        Scope::Province => true,
        Scope::Commune(code) => commune.code == *code,
        // A department's unit has none of its own, and the whole province to work in.
        Scope::Unit(code) => {
            let own = code.split_once('-').map_or("", |(commune, _)| commune);
            commune.code == own || communes.by_code(own).is_none()
        }
    };
    let theirs = communes.all().iter().filter(is_theirs);
    let theirs = theirs.filter(|commune| communes.outline(&commune.code).is_some());
    let theirs = theirs.map(|commune| (commune.code.as_str(), Count::default()));
    let mut all: BTreeMap<_, Count> = theirs.collect();
    all.extend(found.iter().map(|(code, count)| (code.as_str(), *count)));

    let lines = all.into_iter().map(|(code, count)| Line {
        name: commune_name(code, communes),
        counted: in_words(count, texts),
        count,
        address: asked.within(code).address(),
        chosen: asked.commune == code,
        code: code.to_owned(),
    });
    let mut lines: Vec<_> = lines.collect();
    lines.sort_by_key(|line| Reverse((line.count.n, line.count.or_more)));
    lines
}

fn in_words(Count { n, or_more }: Count, texts: &'static Texts) -> String {
    let texts = &texts.communes;
    match (n, or_more) {
        (0, false) => String::new(),
        (0, true) => texts.perhaps.to_owned(),
        (_, true) => fill(&texts.at_least, &[("n", &n)]),
        (_, false) => fill(&texts.cases, &[("n", &n)]),
    }
}

/// Those of them that have a place on the map.
fn counted<'a>(lines: &[Line], state: &'a App) -> Vec<Counted<'a>> {
    let communes = state.rules.current().communes;
    let lines = lines.iter().filter_map(|line| {
        let words = match &*line.counted {
            "" => line.name.clone(),
            counted => format!("{}: {counted}", line.name),
        };
        Some(Counted {
            commune: communes.by_code(&line.code)?,
            count: line.count,
            words,
            address: line.address.clone(),
            chosen: line.chosen,
        })
    });
    lines.collect()
}

/// What narrows the list beside its state and its commune, in the words of its form.
fn narrowed(asked: &Asked, parts: Vec<Part>, texts: &'static Texts) -> Vec<String> {
    let w = &texts.work;
    let parts = parts.into_iter().filter(|part| part.name != "commune");
    let parts = parts.filter_map(|part| {
        let chosen = part.choices.into_iter().find(|choice| choice.chosen)?;
        Some(format!("{}: {}", part.label, chosen.words))
    });
    let marks = [
        (!asked.unread.is_empty(), w.unread),
        (!asked.recurring.is_empty(), w.recurring),
        (asked.mine(), w.mine),
    ];
    let marks = marks.into_iter().filter(|(is_asked, _)| *is_asked);
    let words = (!asked.q.is_empty()).then(|| format!("{}: {}", w.search, asked.q));
    parts
        .chain(marks.map(|(_, words)| words.to_owned()))
        .chain(words)
        .collect()
}

#[cfg(test)]
mod tests {
    use langnghe_wire::words::Language;

    use super::*;
    use crate::console::texts::texts;

    #[test]
    fn what_was_not_looked_at_to_its_end_is_not_called_nothing() {
        let texts = texts(Language::English);
        let told = |n, or_more| in_words(Count { n, or_more }, texts);
        assert_eq!(told(0, false), "");
        assert_eq!(told(0, true), "not all looked at");
        assert_eq!(told(3, true), "Cases: at least 3");
        assert_eq!(told(3, false), "Cases: 3");
    }
}
