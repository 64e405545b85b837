//! Which cases a list shows, as its address says it: a filter can be kept as a bookmark, sent to
//! a colleague, and the way back leads to where one was.

use jiff::Timestamp;
use langnghe_wire::CaseStatus;
use serde::{Deserialize, Serialize};

use crate::{
    identity::UserId,
    store::{Assigned, CaseFilter, DUE_SOON, DueFilter, Page, StatusFilter, Turn, Whose},
};

/// Cases of a page: what a day brings to a commune, nearly.
pub(super) const ROWS: u32 = 50;
/// Characters that are searched for; what comes behind them is left out.
const SEARCHED: usize = 200;

/// What stands in an address for cases that nobody was given yet.
pub(super) const NOBODY: &str = "none";

/// An address's parts. A part that is empty asks for nothing, as forms send it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub(in super::super) struct Asked {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) show: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) whose: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) q: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) category: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) commune: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) unit: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) level: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) origin: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) user: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) unread: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) recurring: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    after: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    before: String,
}

/// Which cases are shown, as the first row of filters says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Show {
    Open,
    Late,
    Soon,
    Paused,
    All,
    Only(CaseStatus),
}

impl Show {
    pub(super) fn parse(written: &str) -> Option<Self> {
        match written {
            "" | "open" => Some(Self::Open),
            "late" => Some(Self::Late),
            "soon" => Some(Self::Soon),
            "paused" => Some(Self::Paused),
            "all" => Some(Self::All),
            status => CaseStatus::ALL
                .into_iter()
                .find(|known| known.as_str() == status)
                .map(Self::Only),
        }
    }

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Late => "late",
            Self::Soon => "soon",
            Self::Paused => "paused",
            Self::All => "all",
            Self::Only(status) => status.as_str(),
        }
    }

    fn filter(self, now: Timestamp) -> (StatusFilter, Option<DueFilter>) {
        match self {
            Self::Open => (StatusFilter::Open, None),
            Self::Late => (StatusFilter::Open, Some(DueFilter::Before(now))),
            Self::Soon => (
                StatusFilter::Open,
                Some(DueFilter::Between(now, now + DUE_SOON)),
            ),
            Self::Paused => (StatusFilter::Open, Some(DueFilter::Paused)),
            Self::All => (StatusFilter::All, None),
            Self::Only(status) => (StatusFilter::Only(status), None),
        }
    }
}

impl Asked {
    /// What the first row of filters says; none for a word that isn't one of its.
    pub(super) fn show(&self) -> Option<Show> {
        Show::parse(&self.show)
    }

    /// Whether only the viewer's own cases are shown.
    pub(super) fn mine(&self) -> bool {
        self.whose == "mine"
    }

    /// The filter that the store is asked with. None for an address that no page leads to.
    pub(in super::super) fn filter(&self, now: Timestamp) -> Option<CaseFilter> {
        let (status, due) = self.show()?.filter(now);
        let some = |part: &String| (!part.is_empty()).then(|| part.clone());
        let assignee = match self.user.as_str() {
            "" => None,
            NOBODY => Some(Assigned::ToNobody),
            number => Some(Assigned::To(UserId(number.parse().ok()?))),
        };
        Some(CaseFilter {
            whose: if self.mine() {
                Whose::Mine
            } else {
                Whose::Everyones
            },
            status,
            due,
            category: some(&self.category),
            commune: some(&self.commune),
            unit: some(&self.unit),
            level: some(&self.level),
            origin: some(&self.origin),
            assignee,
            received_since: None,
            unread: !self.unread.is_empty(),
            recurring: !self.recurring.is_empty(),
            words: some(&self.q).map(|words| words.chars().take(SEARCHED).collect()),
        })
    }

    /// The part of the list. None for a place that isn't one.
    pub(super) fn page(&self) -> Option<Page> {
        let turn = match (self.after.as_str(), self.before.as_str()) {
            ("", "") => None,
            (after, "") => Some(Turn::After(after.parse().ok()?)),
            ("", before) => Some(Turn::Before(before.parse().ok()?)),
            _ => return None,
        };
        Some(Page { turn, limit: ROWS })
    }

    /// How many parts of the second row of filters are asked for: those that are folded away.
    pub(super) fn narrowed(&self) -> usize {
        let parts = [
            &self.category,
            &self.commune,
            &self.unit,
            &self.level,
            &self.origin,
            &self.user,
            &self.unread,
            &self.recurring,
        ];
        parts.into_iter().filter(|part| !part.is_empty()).count()
    }

    /// The same filter from its first page on.
    pub(in super::super) fn first_page(&self) -> Self {
        Self {
            after: String::new(),
            before: String::new(),
            ..self.clone()
        }
    }

    /// The same filter, turned to another page.
    pub(super) fn turned(&self, turn: Turn) -> Self {
        let mut turned = self.first_page();
        match turn {
            Turn::After(key) => turned.after = key.to_string(),
            Turn::Before(key) => turned.before = key.to_string(),
        }
        turned
    }

    /// The same, where another word of the first row is chosen.
    pub(super) fn showing(&self, show: Show) -> Self {
        let show = match show {
            Show::Open => String::new(),
            other => other.as_str().to_owned(),
        };
        Self {
            show,
            ..self.first_page()
        }
    }

    /// The same, of somebody's own cases or of everyone's. Whose they are is said by that alone.
    pub(super) fn of(&self, whose: &str) -> Self {
        Self {
            whose: whose.to_owned(),
            user: String::new(),
            ..self.first_page()
        }
    }

    /// The same of one commune; of all without one.
    pub(super) fn within(&self, commune: &str) -> Self {
        Self {
            commune: commune.to_owned(),
            ..self.first_page()
        }
    }

    /// The part behind the address's question mark; empty if nothing is asked for.
    pub(in super::super) fn query(&self) -> String {
        serde_urlencoded::to_string(self).unwrap_or_default()
    }

    /// The address.
    pub(in super::super) fn address(&self) -> String {
        self.address_on("/console/cases")
    }

    /// The address of another page about the same cases.
    pub(super) fn address_on(&self, page: &str) -> String {
        match self.query() {
            query if query.is_empty() => page.to_owned(),
            query => format!("{page}?{query}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::PageKey;

    fn asked(query: &str) -> Asked {
        serde_urlencoded::from_str(query).unwrap()
    }

    #[test]
    fn an_address_leads_back_to_what_it_shows() {
        let statuses = CaseStatus::ALL.into_iter().map(Show::Only);
        let others = [Show::Open, Show::Late, Show::Soon, Show::Paused, Show::All];
        for show in others.into_iter().chain(statuses) {
            assert_eq!(Show::parse(show.as_str()), Some(show));
            let address = Asked::default().showing(show).query();
            assert_eq!(asked(&address).show(), Some(show));
        }
        assert_eq!(Show::parse("no-such"), None);
        assert_eq!(Show::parse("unknown"), None);
        assert_eq!(Asked::default().address(), "/console/cases");
        let full = "show=late&whose=mine&q=%C4%91%C6%B0%E1%BB%9Dng&category=road&user=7";
        assert_eq!(asked(full).address(), format!("/console/cases?{full}"));
        assert_eq!(asked(full).q, "đường");
        // As a form sends what nobody filled in.
        assert_eq!(asked("show=&q=&category="), Asked::default());
    }

    #[test]
    fn a_page_is_turned_and_another_filter_begins_at_its_first() {
        let key = PageKey { due: 5, row: 7 };
        let second = asked("q=x").turned(Turn::After(key));
        assert_eq!(second.address(), "/console/cases?q=x&after=5.7");
        assert_eq!(second.page().unwrap().turn, Some(Turn::After(key)));
        assert_eq!(second.showing(Show::All).query(), "show=all&q=x");
        assert_eq!(second.within("07264").query(), "q=x&commune=07264");
        assert_eq!(second.within("07264").within("").query(), "q=x");
        assert_eq!(second.first_page().address_on("/x"), "/x?q=x");
        for wrong in ["after=x", "before=1", "after=1.1&before=1.1"] {
            assert_eq!(asked(wrong).page(), None, "{wrong}");
        }
        assert_eq!(asked("user=lan").filter(Timestamp::UNIX_EPOCH), None);
    }
}
