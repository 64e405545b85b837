//! Walking a list: along one index, in the order in which it is shown, and no further than needed.
//!
//! ```text
//! filter ─▶ which index, which order ─▶ cases one by one ─▶ fits? ─▶ a page, and where it ends
//!                                           └ so many looked at: stop, and go on from there later
//! ```
//!
//! A page begins at a key, never at a number: `OFFSET` would walk all that comes before. What the
//! index doesn't decide is asked of each case on the way. So that a filter which hardly any case
//! fits can't walk through a hundred thousand, a walk ends after [`STEPS`] cases and says where;
//! the next page goes on from there. Searching walks the index of words instead, from the newest.

use rusqlite::Connection;

use super::{
    conditions::{Conditions, asked_within, only_open},
    search::{self, Query},
};
use crate::{
    identity::{Scope, Viewer},
    store::{CaseFilter, Count, Page, PageKey, StatusFilter, StoreError, Turn, Whose},
};

/// Cases that one walk looks at.
const STEPS: usize = 1_000;
/// Counting goes so far.
const COUNTED: usize = 99;

/// A walk's end: what fits, and where to go on.
#[derive(Debug)]
pub(super) struct Walked {
    pub(super) places: Vec<PageKey>,
    /// Where a walk in the same direction goes on, if more may follow.
    pub(super) on: Option<PageKey>,
}

/// A list that can be walked both ways.
#[derive(Debug)]
pub(super) struct Path {
    conditions: Conditions,
    /// From which tables, by which index.
    from: &'static str,
    /// What the index decides.
    driven: Vec<&'static str>,
    order: Order,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    /// The most pressing first.
    Due,
    /// The newest first.
    Newest,
}

impl Path {
    /// The list of a filter; none if nothing can fit.
    pub(super) fn of(
        db: &Connection,
        viewer: &Viewer,
        filter: &CaseFilter,
    ) -> Result<Option<Self>, StoreError> {
        let mut conditions = Conditions::of(viewer, filter);
        let words = filter
            .words
            .as_deref()
            .filter(|words| !words.trim().is_empty());
        let Some(words) = words else {
            let (from, driven, order) = along(viewer, filter);
            return Ok(Some(Self {
                conditions,
                from,
                driven,
                order,
            }));
        };
        Ok(match search::query(db, viewer, filter, words)? {
            Query::Nothing => None,
            Query::Reference(least, most) => {
                conditions.bind(":least", least);
                conditions.bind(":most", most);
                Some(Self {
                    conditions,
                    from: "report r INDEXED BY sqlite_autoindex_report_2",
                    driven: vec!["r.reference BETWEEN :least AND :most"],
                    order: Order::Newest,
                })
            }
            Query::Words(matching) => {
                conditions.bind(":matching", matching);
                Some(Self {
                    conditions,
                    from: "found CROSS JOIN report r ON r.row = found.rowid",
                    driven: vec!["found MATCH :matching"],
                    order: Order::Newest,
                })
            }
        })
    }

    /// A page of it.
    pub(super) fn walk(&self, db: &Connection, page: Page) -> Result<Walked, StoreError> {
        self.go(db, page.turn, page.limit as usize)
    }

    /// How many fit, as far as counting goes.
    pub(super) fn count(&self, db: &Connection) -> Result<Count, StoreError> {
        let walked = self.go(db, None, COUNTED)?;
        Ok(Count {
            n: walked.places.len() as u64,
            or_more: walked.on.is_some(),
        })
    }

    fn go(&self, db: &Connection, turn: Option<Turn>, limit: usize) -> Result<Walked, StoreError> {
        let (sql, key) = self.sql(turn);
        let mut find = db.prepare_cached(&sql)?;
        let mut values = self.conditions.values();
        if let Some(key) = &key {
            if self.order == Order::Due {
                values.push((":due", &key.due));
            }
            values.push((":row", &key.row));
        }
        let mut rows = find.query(values.as_slice())?;
        let (mut places, mut looked_at, mut last) = (Vec::new(), 0, None);
        while let Some(row) = rows.next()? {
            if places.len() == limit || looked_at == STEPS {
                return Ok(Walked { places, on: last });
            }
            let place = PageKey {
                due: row.get(1)?,
                row: row.get(0)?,
            };
            looked_at += 1;
            last = Some(place);
            if row.get(2)? {
                places.push(place);
            }
        }
        Ok(Walked { places, on: None })
    }

    fn sql(&self, turn: Option<Turn>) -> (String, Option<PageKey>) {
        let backwards = matches!(turn, Some(Turn::Before(_)));
        let key = turn.map(|(Turn::After(key) | Turn::Before(key))| key);
        let row = if self.from.starts_with("found") {
            "found.rowid"
        } else {
            "r.row"
        };
        let (due, beyond, order) = match (self.order, backwards) {
            (Order::Due, false) => (
                "r.due_order",
                "(r.due_order, r.row) > (:due, :row)".to_owned(),
                "r.due_order, r.row".to_owned(),
            ),
            (Order::Due, true) => (
                "r.due_order",
                "(r.due_order, r.row) < (:due, :row)".to_owned(),
                "r.due_order DESC, r.row DESC".to_owned(),
            ),
            (Order::Newest, false) => ("0", format!("{row} < :row"), format!("{row} DESC")),
            (Order::Newest, true) => ("0", format!("{row} > :row"), row.to_owned()),
        };
        let mut driven = self.driven.clone();
        if key.is_some() {
            driven.push(&beyond);
        }
        let driven = if driven.is_empty() {
            "1".to_owned()
        } else {
            driven.join(" AND ")
        };
        let sql = format!(
            "SELECT r.row, {due}, ({}) FROM {} WHERE {driven} ORDER BY {order}",
            self.conditions.sql(),
            self.from,
        );
        (sql, key)
    }
}

/// The index along which a list is walked, what it decides, and its order. The narrowest that
/// the filter has is taken: somebody's own cases, a unit's, a commune's, a category's.
fn along(viewer: &Viewer, filter: &CaseFilter) -> (&'static str, Vec<&'static str>, Order) {
    let scope = asked_within(&viewer.scope);
    let unit = matches!(scope, Scope::Unit(_)) || filter.unit.is_some();
    let commune = matches!(scope, Scope::Commune(_)) || filter.commune.is_some();
    let equal_unit = if filter.unit.is_some() {
        "r.unit = :unit"
    } else {
        "r.unit = :scope"
    };
    let equal_commune = if filter.commune.is_some() {
        "r.commune = :commune"
    } else {
        "r.commune = :scope"
    };
    let mine = (filter.whose == Whose::Mine).then_some("r.assignee = :me");
    let mine = mine.or(filter.assignee.map(|_| "r.assignee = :assignee"));

    if only_open(filter) {
        let (from, equal) = if let Some(mine) = mine {
            ("report r INDEXED BY open_of_assignee_by_due", Some(mine))
        } else if unit {
            ("report r INDEXED BY open_of_unit_by_due", Some(equal_unit))
        } else if commune {
            (
                "report r INDEXED BY open_of_commune_by_due",
                Some(equal_commune),
            )
        } else if filter.category.is_some() {
            (
                "report r INDEXED BY open_of_category_by_due",
                Some("r.category = :category"),
            )
        } else {
            ("report r INDEXED BY open_by_due", None)
        };
        let mut driven: Vec<_> = equal.into_iter().collect();
        driven.push("r.is_open");
        match filter.due {
            Some(crate::store::DueFilter::Before(_)) => driven.push("r.due_order < :due_end"),
            Some(crate::store::DueFilter::Between(..)) => {
                driven.push("r.due_order >= :due_start");
                driven.push("r.due_order < :due_end");
            }
            Some(crate::store::DueFilter::Paused) => {
                driven.push("r.due_order = 9223372036854775807");
            }
            None => {}
        }
        return (from, driven, Order::Due);
    }

    let one_state = matches!(filter.status, StatusFilter::Only(_));
    let (from, driven) = if let Some(mine) = mine {
        ("report r INDEXED BY all_of_assignee", vec![mine])
    } else if unit && one_state {
        (
            "report r INDEXED BY report_of_unit",
            vec![equal_unit, "r.status = :status"],
        )
    } else if unit {
        ("report r INDEXED BY all_of_unit", vec![equal_unit])
    } else if commune && one_state {
        (
            "report r INDEXED BY report_of_commune",
            vec![equal_commune, "r.status = :status"],
        )
    } else if commune {
        ("report r INDEXED BY all_of_commune", vec![equal_commune])
    } else if filter.category.is_some() {
        (
            "report r INDEXED BY all_of_category",
            vec!["r.category = :category"],
        )
    } else if one_state {
        (
            "report r INDEXED BY all_of_status",
            vec!["r.status = :status"],
        )
    } else {
        ("report r NOT INDEXED", vec![])
    };
    (from, driven, Order::Newest)
}
