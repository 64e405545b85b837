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
//! the next page goes on from there. Searching walks what the index of words has, from the newest.

use rusqlite::{Connection, OptionalExtension as _};

use super::{
    conditions::{Conditions, asked_within, only_open},
    search::{self, First, Query, Wanted},
};
use crate::{
    identity::{Scope, Viewer},
    store::{Assigned, CaseFilter, Count, Page, PageKey, StatusFilter, StoreError, Turn, Whose},
};

/// Cases that one walk looks at.
const STEPS: usize = 1_000;
/// Counting goes so far.
const COUNTED: usize = 99;

/// What was said to a case has each of these words in a row.
const IN_A_ROW: &str = "NOT EXISTS (SELECT 1 FROM case_words w, json_each(:in_a_row) said
    WHERE w.report = r.row AND instr(' ' || w.words || ' ', said.value) = 0)";

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
    way: Way,
}

#[derive(Debug)]
enum Way {
    /// Along an index.
    Along(Along),
    /// What the index of words has.
    Found(Wanted),
}

/// A way along an index of cases.
#[derive(Debug)]
struct Along {
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
        let way = match words {
            None => Way::Along(along(viewer, filter)),
            Some(words) => match search::query(db, viewer, filter, words)? {
                Query::Nothing => return Ok(None),
                Query::Reference(least, most) => {
                    conditions.bind(":least", least);
                    conditions.bind(":most", most);
                    Way::Along(Along {
                        from: "report r INDEXED BY sqlite_autoindex_report_2",
                        driven: vec!["r.reference BETWEEN :least AND :most"],
                        order: Order::Newest,
                    })
                }
                Query::Words(wanted) => {
                    if !wanted.in_a_row.is_empty() {
                        conditions.must_be(
                            IN_A_ROW,
                            ":in_a_row",
                            serde_json::to_string(&wanted.in_a_row)
                                .map_err(|_| StoreError::Broken)?,
                        );
                    }
                    Way::Found(wanted)
                }
            },
        };
        Ok(Some(Self { conditions, way }))
    }

    /// A page of it.
    pub(super) fn walk(&self, db: &Connection, page: Page) -> Result<Walked, StoreError> {
        self.go(db, page.turn, page.limit as usize)
    }

    /// Its first page, and how many fit as far as counting goes: one walk finds both.
    pub(super) fn first(&self, db: &Connection, limit: u32) -> Result<(Walked, Count), StoreError> {
        let limit = limit as usize;
        let mut walked = self.go(db, None, limit.max(COUNTED))?;
        let found = walked.places.len();
        let count = Count {
            n: found.min(COUNTED) as u64,
            or_more: found > COUNTED || walked.on.is_some(),
        };
        if found > limit {
            walked.places.truncate(limit);
            walked.on = walked.places.last().copied();
        }
        Ok((walked, count))
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
        match &self.way {
            Way::Along(along) => self.go_along(db, along, turn, limit),
            Way::Found(wanted) => self.go_through(db, wanted, turn, limit),
        }
    }

    fn go_along(
        &self,
        db: &Connection,
        along: &Along,
        turn: Option<Turn>,
        limit: usize,
    ) -> Result<Walked, StoreError> {
        let (sql, key) = along.sql(turn, &self.conditions);
        let mut find = db.prepare_cached(&sql)?;
        let mut values = self.conditions.values();
        if let Some(key) = &key {
            if along.order == Order::Due {
                values.push((":due", &key.due));
            }
            values.push((":row", &key.row));
        }
        let mut rows = find.query(values.as_slice())?;
        let mut walk = Walk::to(limit);
        while let Some(row) = rows.next()? {
            if walk.is_over() {
                return Ok(walk.stopped());
            }
            let place = PageKey {
                due: row.get(1)?,
                row: row.get(0)?,
            };
            walk.look(place, row.get(2)?);
        }
        Ok(walk.done())
    }

    fn go_through(
        &self,
        db: &Connection,
        wanted: &Wanted,
        turn: Option<Turn>,
        limit: usize,
    ) -> Result<Walked, StoreError> {
        let (first, beyond) = match turn {
            None => (First::Newest, None),
            Some(Turn::After(key)) => (First::Newest, Some(key.row)),
            Some(Turn::Before(key)) => (First::Oldest, Some(key.row)),
        };
        let mut rows = wanted.rows(db, first, beyond)?;
        let mut ask = db.prepare_cached(&format!(
            "SELECT {} FROM report r WHERE r.row = :row",
            self.conditions.sql()
        ))?;
        let mut walk = Walk::to(limit);
        while let Some(row) = rows.next()? {
            if walk.is_over() {
                return Ok(walk.stopped());
            }
            let mut values = self.conditions.values();
            values.push((":row", &row));
            let fits = ask.query_row(values.as_slice(), |row| row.get(0));
            walk.look(PageKey { due: 0, row }, fits.optional()?.unwrap_or(false));
        }
        Ok(walk.done())
    }
}

/// A walk on its way.
#[derive(Debug)]
struct Walk {
    limit: usize,
    looked_at: usize,
    places: Vec<PageKey>,
    last: Option<PageKey>,
}

impl Walk {
    fn to(limit: usize) -> Self {
        Self {
            limit,
            looked_at: 0,
            places: vec![],
            last: None,
        }
    }

    fn is_over(&self) -> bool {
        self.places.len() == self.limit || self.looked_at == STEPS
    }

    fn look(&mut self, place: PageKey, fits: bool) {
        self.looked_at += 1;
        self.last = Some(place);
        if fits {
            self.places.push(place);
        }
    }

    /// It went as far as it may, and more may follow.
    fn stopped(self) -> Walked {
        Walked {
            places: self.places,
            on: self.last,
        }
    }

    /// It came to the list's end.
    fn done(self) -> Walked {
        Walked {
            places: self.places,
            on: None,
        }
    }
}

impl Along {
    fn sql(&self, turn: Option<Turn>, conditions: &Conditions) -> (String, Option<PageKey>) {
        let backwards = matches!(turn, Some(Turn::Before(_)));
        let key = turn.map(|(Turn::After(key) | Turn::Before(key))| key);
        let (due, beyond, order) = match (self.order, backwards) {
            (Order::Due, false) => (
                "r.due_order",
                "(r.due_order, r.row) > (:due, :row)",
                "r.due_order, r.row",
            ),
            (Order::Due, true) => (
                "r.due_order",
                "(r.due_order, r.row) < (:due, :row)",
                "r.due_order DESC, r.row DESC",
            ),
            (Order::Newest, false) => ("0", "r.row < :row", "r.row DESC"),
            (Order::Newest, true) => ("0", "r.row > :row", "r.row"),
        };
        let mut driven = self.driven.clone();
        if key.is_some() {
            driven.push(beyond);
        }
        let driven = if driven.is_empty() {
            "1".to_owned()
        } else {
            driven.join(" AND ")
        };
        let sql = format!(
            "SELECT r.row, {due}, ({}) FROM {} WHERE {driven} ORDER BY {order}",
            conditions.sql(),
            self.from,
        );
        (sql, key)
    }
}

/// The index along which a list is walked, what it decides, and its order. The narrowest that
/// the filter has is taken: somebody's own cases, a unit's, a commune's, a category's.
fn along(viewer: &Viewer, filter: &CaseFilter) -> Along {
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
    let mine = mine.or(match filter.assignee {
        Some(Assigned::To(_)) => Some("r.assignee = :assignee"),
        Some(Assigned::ToNobody) | None => None,
    });

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
        let order = Order::Due;
        return Along {
            from,
            driven,
            order,
        };
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
    let order = Order::Newest;
    Along {
        from,
        driven,
        order,
    }
}
