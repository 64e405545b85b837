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
//! the next page goes on from there. Searching walks what the index of words has, from the newest;
//! searching among what is late or due soon walks that, the most pressing first.

mod along;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _};

use self::along::{Along, Order, along};
use super::{
    conditions::Conditions,
    search::{self, First, Query, Wanted},
};
use crate::{
    identity::Viewer,
    store::{CaseFilter, Count, Page, PageKey, StoreError, Turn},
};

/// Cases that one walk looks at.
const STEPS: usize = 1_000;
/// Counting goes so far.
const COUNTED: usize = 99;

/// What was said to a case has each of these, as words in a row.
const SAID: &str = "(SELECT min(instr(' ' || w.words || ' ', said.value))
    FROM case_words w, json_each(:said) said WHERE w.report = r.row) > 0";

/// A walk's end: what fits, and where to go on.
#[derive(Debug)]
pub(super) struct Walked {
    pub(super) places: Vec<PageKey>,
    /// Where a walk in the same direction goes on, if more may follow.
    pub(super) on: Option<PageKey>,
}

/// A list that can be walked both ways.
#[derive(Debug, Clone)]
pub(super) struct Path {
    conditions: Conditions,
    way: Way,
}

#[derive(Debug, Clone)]
enum Way {
    /// Along an index.
    Along(Along),
    /// What the index of words has.
    Found(Wanted),
    /// A few cases, to be sorted by their clocks.
    Few(Vec<i64>),
}

impl Path {
    /// The list of a filter; none if nothing can fit.
    pub(super) fn of(
        db: &Connection,
        viewer: &Viewer,
        filter: &CaseFilter,
    ) -> Result<Option<Self>, StoreError> {
        let mut conditions = Conditions::of(viewer, filter);
        let way = match filter.asked_words() {
            None => Way::Along(along(viewer, filter)),
            Some(words) => match search::query(db, viewer, filter, words)? {
                Query::Nothing => return Ok(None),
                Query::Reference(least, most) if filter.due.is_some() => {
                    Way::Few(referenced(db, [&least, &most])?)
                }
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
                    let in_a_row = wanted.in_a_row.clone();
                    let (way, said) = if filter.due.is_none() {
                        (Way::Found(wanted), in_a_row)
                    } else if let Some(few) = wanted.few(db, STEPS)? {
                        (Way::Few(few), in_a_row)
                    } else {
                        // What is late or due soon is walked as ever, and its text is asked.
                        (Way::Along(along(viewer, filter)), search::said(words))
                    };
                    if !said.is_empty() {
                        let said = serde_json::to_string(&said).map_err(|_| StoreError::Broken)?;
                        conditions.must_be(SAID, ":said", said);
                    }
                    way
                }
            },
        };
        Ok(Some(Self { conditions, way }))
    }

    /// Whether it is in the order of the cases' clocks.
    pub(super) fn is_by_clocks(&self) -> bool {
        match &self.way {
            Way::Along(along) => along.order == Order::Due,
            Way::Found(_) => false,
            Way::Few(_) => true,
        }
    }

    /// The same without the cases whose running clock runs out before a moment.
    pub(super) fn without_what_runs_out_before(mut self, end: Timestamp) -> Self {
        let end = end.as_millisecond();
        self.conditions.must_be(
            "NOT (r.is_open AND r.due_order < :pressing)",
            ":pressing",
            end,
        );
        self
    }

    /// A page of it.
    pub(super) fn walk(&self, db: &Connection, page: Page) -> Result<Walked, StoreError> {
        self.go(db, page.turn, Walk::to(page.limit as usize))
    }

    /// Its first page, and how many fit as far as counting goes: one walk finds both.
    pub(super) fn first(&self, db: &Connection, limit: u32) -> Result<(Walked, Count), StoreError> {
        let limit = limit as usize;
        let mut walked = self.go(db, None, Walk::to(limit.max(COUNTED)))?;
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
        self.count_among(db, STEPS)
    }

    /// How many fit of the first so many cases, as far as counting goes.
    pub(super) fn count_among(&self, db: &Connection, most: usize) -> Result<Count, StoreError> {
        let walk = Walk {
            most,
            ..Walk::to(COUNTED)
        };
        let walked = match &self.way {
            Way::Few(rows) if rows.len() > most => Walked {
                on: rows.get(most).map(|row| PageKey { due: 0, row: *row }),
                ..self.sort(db, &rows[..most], None, COUNTED)?
            },
            _ => self.go(db, None, walk)?,
        };
        Ok(Count {
            n: walked.places.len() as u64,
            or_more: walked.on.is_some(),
        })
    }

    fn go(&self, db: &Connection, turn: Option<Turn>, walk: Walk) -> Result<Walked, StoreError> {
        match &self.way {
            Way::Along(along) => self.go_along(db, along, turn, walk),
            Way::Found(wanted) => self.go_through(db, wanted, turn, walk),
            Way::Few(rows) => self.sort(db, rows, turn, walk.limit),
        }
    }

    fn go_along(
        &self,
        db: &Connection,
        along: &Along,
        turn: Option<Turn>,
        mut walk: Walk,
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
        mut walk: Walk,
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

    /// The most pressing first of a few cases.
    fn sort(
        &self,
        db: &Connection,
        rows: &[i64],
        turn: Option<Turn>,
        limit: usize,
    ) -> Result<Walked, StoreError> {
        let mut ask = db.prepare_cached(&format!(
            "SELECT r.due_order FROM report r WHERE r.row = :row AND {}",
            self.conditions.sql()
        ))?;
        let mut places = Vec::new();
        for row in rows {
            let mut values = self.conditions.values();
            values.push((":row", row));
            let due = ask.query_row(values.as_slice(), |row| row.get(0));
            places.extend(due.optional()?.map(|due| PageKey { due, row: *row }));
        }
        places.sort_by_key(|place| (place.due, place.row));
        let order = |place: &PageKey| (place.due, place.row);
        match turn {
            None => {}
            Some(Turn::After(key)) => places.retain(|place| order(place) > order(&key)),
            Some(Turn::Before(key)) => {
                places.retain(|place| order(place) < order(&key));
                places.reverse();
            }
        }
        let more = places.len() > limit;
        places.truncate(limit);
        let on = places.last().copied().filter(|_| more);
        Ok(Walked { places, on })
    }
}

/// The cases whose references lie between two. A reference that somebody has begun to type is one in
/// a million: they are few.
fn referenced(db: &Connection, between: [&str; 2]) -> Result<Vec<i64>, StoreError> {
    let mut find = db.prepare_cached("SELECT row FROM report WHERE reference BETWEEN ?1 AND ?2")?;
    let rows = find.query_map(between, |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// A walk on its way. It goes on behind a full page until one more fits, so that no page leads to
/// an empty one.
#[derive(Debug)]
struct Walk {
    limit: usize,
    /// Cases that it looks at.
    most: usize,
    looked_at: usize,
    places: Vec<PageKey>,
    last: Option<PageKey>,
}

impl Walk {
    fn to(limit: usize) -> Self {
        Self {
            limit,
            most: STEPS,
            looked_at: 0,
            places: vec![],
            last: None,
        }
    }

    fn is_over(&self) -> bool {
        self.places.len() > self.limit || self.looked_at == self.most
    }

    fn look(&mut self, place: PageKey, fits: bool) {
        self.looked_at += 1;
        self.last = Some(place);
        if fits {
            self.places.push(place);
        }
    }

    /// It went as far as it may, and more may follow.
    fn stopped(mut self) -> Walked {
        if self.places.len() > self.limit {
            self.places.truncate(self.limit);
            self.last = self.places.last().copied();
        }
        Walked {
            places: self.places,
            on: self.last,
        }
    }

    /// It came to the list's end.
    fn done(self) -> Walked {
        let is_full = self.places.len() > self.limit;
        let walked = self.stopped();
        Walked {
            on: walked.on.filter(|_| is_full),
            ..walked
        }
    }
}
