//! Dates that are reckoned anew: which wait for it, and how they are brought up to date.
//!
//! A case waits while it is open and its dates were reckoned by an older calendar than holds; terms
//! that hold for open cases too wait in a table of their own, with the row up to which they were
//! carried out. So what waits is what the database says, after a crash too, and a step done twice
//! does nothing. Whatever else happens to a case that waits, its dates come first.

use std::{collections::BTreeMap, sync::Arc};

use jiff::Timestamp;
use langnghe_places::{Level, WorkingCalendar};
use langnghe_wire::ReportId;
use rusqlite::{Connection, OptionalExtension as _, Row, params, params_from_iter};

use super::{
    companions,
    events::append,
    rows::{bytes, find_case, json, time},
    settings,
};
use crate::{
    case::{
        Action, Actor, Case, Event, Moment, NewEvent, Party,
        placement::Rules,
        reckon::{Cause, Changed, Reckoning, Runs, by_calendar, by_terms},
        transition,
    },
    entropy::Entropy,
    settings::{Document, Kind, OpenToo},
    store::{Foreseen, Reckoned, StoreError},
};

/// Cases that are reckoned in one transaction: writers don't wait long for it.
const RECKONED_AT_ONCE: u32 = 50;
/// Rows among which a step looks for such cases, and a look ahead.
const ROWS_AT_ONCE: u64 = 2_000;

/// What a row says of a case's dates.
struct Dates {
    row: u64,
    id: ReportId,
    reckoned_by: u32,
    received: Timestamp,
    last_due: Timestamp,
    category: String,
}

const DATES: &str = "row, id, reckoned_by, received_at, max(intake_due, resolution_due), category";

fn dates_of_row(row: &Row<'_>) -> rusqlite::Result<Dates> {
    Ok(Dates {
        row: row.get(0)?,
        id: bytes(row, 1)?,
        reckoned_by: row.get(2)?,
        received: time(row, 3)?,
        last_due: time(row, 4)?,
        category: row.get(5)?,
    })
}

/// Brings some cases up to date that wait.
pub(super) fn reckon(
    db: &Connection,
    entropy: &dyn Entropy,
    moment: &Moment,
) -> Result<Reckoned, StoreError> {
    let by_calendar = reckon_by_calendar(db, entropy, moment)?;
    if by_calendar.more {
        return Ok(by_calendar);
    }
    reckon_by_terms(db, entropy, moment)
}

fn reckon_by_calendar(
    db: &Connection,
    entropy: &dyn Entropy,
    moment: &Moment,
) -> Result<Reckoned, StoreError> {
    let version = moment.rules.version(Kind::Calendar);
    let mut find = db.prepare_cached(&format!(
        "SELECT {DATES} FROM report WHERE is_open AND reckoned_by < ?1
         ORDER BY reckoned_by LIMIT ?2"
    ))?;
    let rows = find.query_map(params![version, RECKONED_AT_ONCE], dates_of_row)?;
    let waiting: Vec<Dates> = rows.collect::<Result<_, _>>()?;
    let mut calendars = Calendars::new(moment);
    let mut moved = 0;
    for dates in &waiting {
        if let Some(before) = calendars.that_touched(db, dates)? {
            let mut case = find_case(db, dates.id)?.ok_or(StoreError::Broken)?;
            let cause = Cause::Calendar(before);
            moved += usize::from(carry_out(db, entropy, &mut case, cause, moment)?);
        }
        keep(db, dates.id, version)?;
    }
    Ok(Reckoned {
        moved,
        more: !waiting.is_empty(),
    })
}

fn reckon_by_terms(
    db: &Connection,
    entropy: &dyn Entropy,
    moment: &Moment,
) -> Result<Reckoned, StoreError> {
    let mut find = db.prepare_cached(
        "SELECT catalogue, category, level, place, through FROM new_terms
         WHERE place < through ORDER BY catalogue LIMIT 1",
    )?;
    let found = find.query_row([], |row| {
        let terms = OpenToo {
            category: row.get(1)?,
            level: Level::from_name(&row.get::<_, String>(2)?).unwrap_or(Level::Normal),
        };
        Ok((row.get(0)?, terms, row.get(3)?, row.get(4)?))
    });
    let Some((version, terms, place, through)): Option<(u32, _, u64, u64)> = found.optional()?
    else {
        return Ok(Reckoned::default());
    };
    // The terms that were settled, whatever was settled since.
    let rules = with_catalogue(db, &moment.rules, version)?;
    let moment = Moment::new(moment.now, Arc::new(rules));
    let window = Window {
        behind: place,
        through,
        cases: RECKONED_AT_ONCE,
    };
    let (cases, place) = window.open_cases(db, Some((&terms, &moment.rules)))?;
    let mut moved = 0;
    for dates in &cases {
        let mut case = find_case(db, dates.id)?.ok_or(StoreError::Broken)?;
        bring_up_to_date(db, entropy, &mut case, &moment)?;
        moved += usize::from(carry_out(db, entropy, &mut case, Cause::Terms, &moment)?);
    }
    db.prepare_cached("UPDATE new_terms SET place = ?2 WHERE catalogue = ?1")?
        .execute(params![version, place])?;
    Ok(Reckoned { moved, more: true })
}

/// How many of the next cases would get other dates by a moment's rules.
pub(super) fn foresee(
    db: &Connection,
    terms: Option<&OpenToo>,
    behind: Option<u64>,
    moment: &Moment,
) -> Result<Foreseen, StoreError> {
    let through: u64 = db
        .prepare_cached("SELECT coalesce(max(row), 0) FROM report")?
        .query_row([], |row| row.get(0))?;
    let window = Window {
        behind: behind.unwrap_or(0),
        through,
        cases: u32::MAX,
    };
    let (cases, place) = window.open_cases(db, terms.map(|terms| (terms, &*moment.rules)))?;
    let mut calendars = Calendars::new(moment);
    let mut moved = 0;
    for dates in &cases {
        let before = match terms {
            Some(_) => None,
            None => match calendars.that_touched(db, dates)? {
                Some(before) => Some(before),
                None => continue,
            },
        };
        let case = find_case(db, dates.id)?.ok_or(StoreError::Broken)?;
        let runs = runs_of(db, &case)?;
        let clocks = match before {
            Some(before) => by_calendar(&case, &runs, &before, moment),
            None => by_terms(&case, &runs, moment),
        };
        moved += usize::from(clocks.is_some_and(|clocks| clocks != case.clocks));
    }
    Ok(Foreseen {
        moved,
        next: (place < through).then_some(place),
    })
}

/// Rows in the order in which they came, so many at a time.
struct Window {
    behind: u64,
    through: u64,
    cases: u32,
}

impl Window {
    /// The open cases among the next rows, all of them or those whose terms these are, and the
    /// place up to which was looked.
    fn open_cases(
        &self,
        db: &Connection,
        terms: Option<(&OpenToo, &Rules)>,
    ) -> Result<(Vec<Dates>, u64), StoreError> {
        let last = self.through.min(self.behind + ROWS_AT_ONCE);
        let level = terms.map(|(terms, _)| terms.level.as_str());
        let mut find = db.prepare_cached(&format!(
            "SELECT {DATES} FROM report
             WHERE row > ?1 AND row <= ?2 AND is_open AND (?3 IS NULL OR level = ?3)
             ORDER BY row LIMIT ?4"
        ))?;
        let rows = find.query_map(params![self.behind, last, level, self.cases], dates_of_row)?;
        let mut cases: Vec<Dates> = rows.collect::<Result<_, _>>()?;
        let is_full = cases.len() >= self.cases as usize;
        let place = cases
            .last()
            .filter(|_| is_full)
            .map_or(last, |last| last.row);
        if let Some((terms, rules)) = terms {
            cases.retain(|dates| {
                let category = rules.catalogue.category(&dates.category);
                let has_own = category.is_some_and(|c| c.terms.contains_key(&terms.level));
                match &terms.category {
                    Some(code) => *code == dates.category,
                    None => !has_own,
                }
            });
        }
        Ok((cases, place))
    }
}

/// Brings the dates of a case up to date, if it waits for that.
pub(super) fn bring_up_to_date(
    db: &Connection,
    entropy: &dyn Entropy,
    case: &mut Case,
    moment: &Moment,
) -> Result<(), StoreError> {
    let version = moment.rules.version(Kind::Calendar);
    let reckoned_by: u32 = db
        .prepare_cached("SELECT reckoned_by FROM report WHERE id = ?1")?
        .query_row([case.id.as_bytes()], |row| row.get(0))?;
    if !case.is_open() || reckoned_by >= version {
        return Ok(());
    }
    let before = calendar(db, reckoned_by)?;
    carry_out(db, entropy, case, Cause::Calendar(before), moment)?;
    keep(db, case.id, version)
}

/// Writes down by which calendar dates were reckoned, where they were.
pub(super) fn keep_calendar(
    db: &Connection,
    case: &Case,
    events: &[NewEvent],
    moment: &Moment,
) -> Result<(), StoreError> {
    let set = |new: &NewEvent| matches!(new.event, Event::ClocksSet(_));
    if !events.iter().any(set) {
        return Ok(());
    }
    keep(db, case.id, moment.rules.version(Kind::Calendar))
}

fn keep(db: &Connection, report: ReportId, version: u32) -> Result<(), StoreError> {
    db.prepare_cached("UPDATE report SET reckoned_by = ?2 WHERE id = ?1 AND reckoned_by < ?2")?
        .execute(params![report.as_bytes(), version])?;
    Ok(())
}

/// Reckons a case's dates anew; whether they are others now.
fn carry_out(
    db: &Connection,
    entropy: &dyn Entropy,
    case: &mut Case,
    cause: Cause,
    moment: &Moment,
) -> Result<bool, StoreError> {
    let runs = runs_of(db, case)?;
    let action = Action::Reckon(Reckoning { runs, cause });
    // The rows are of open cases; the table has it for each of them.
    let events = transition(case, Actor::Server, Party::Server, &action, moment)
        .map_err(|_| StoreError::Broken)?;
    let before = case.clone();
    append(db, entropy, case, &events, moment.now)?;
    companions::tell(db, entropy, (&before, case), &events, moment.now)?;
    Ok(!events.is_empty())
}

/// When and how a case's clocks ran, read from its history.
pub(super) fn runs_of(db: &Connection, case: &Case) -> Result<Runs, StoreError> {
    let kinds = Runs::KINDS.map(|_| "?").join(", ");
    let mut find = db.prepare_cached(&format!(
        "SELECT at, body FROM event WHERE report = ? AND kind IN ({kinds}) ORDER BY seq"
    ))?;
    let report = rusqlite::types::Value::Blob(case.id.as_bytes().to_vec());
    let kinds = Runs::KINDS.map(|kind| rusqlite::types::Value::Text(kind.to_owned()));
    let values = params_from_iter(std::iter::once(report).chain(kinds));
    let rows = find.query_map(values, |row| Ok((time(row, 0)?, json::<Event>(row, 1)?)))?;
    let mut runs = Runs::since(case.received_at);
    for row in rows {
        let (at, event) = row?;
        runs.take(&event, at);
    }
    Ok(runs)
}

/// Calendars that held, and what the one that holds has changed since.
struct Calendars<'a> {
    after: &'a WorkingCalendar,
    before: BTreeMap<u32, (Arc<WorkingCalendar>, Changed)>,
}

impl<'a> Calendars<'a> {
    fn new(moment: &'a Moment) -> Self {
        Self {
            after: &moment.rules.calendar,
            before: BTreeMap::new(),
        }
    }

    /// The calendar by which a case's dates were reckoned, if days have changed since that they
    /// were reckoned over.
    fn that_touched(
        &mut self,
        db: &Connection,
        dates: &Dates,
    ) -> Result<Option<Arc<WorkingCalendar>>, StoreError> {
        let version = dates.reckoned_by;
        if !self.before.contains_key(&version) {
            let before = calendar(db, version)?;
            let changed = Changed::between(&before, self.after);
            self.before.insert(version, (before, changed));
        }
        let (before, changed) = &self.before[&version];
        let touched = changed.touches(dates.received, dates.last_due);
        Ok(touched.then(|| Arc::clone(before)))
    }
}

fn calendar(db: &Connection, version: u32) -> Result<Arc<WorkingCalendar>, StoreError> {
    match document(db, Kind::Calendar, version)? {
        Document::Calendar(calendar) => Ok(calendar),
        _ => Err(StoreError::Broken),
    }
}

fn with_catalogue(db: &Connection, rules: &Rules, version: u32) -> Result<Rules, StoreError> {
    let document = document(db, Kind::Catalogue, version)?;
    Ok(rules.with_unchecked(document, version))
}

fn document(db: &Connection, kind: Kind, version: u32) -> Result<Document, StoreError> {
    if version == 0 {
        return Ok(Document::bundled(kind));
    }
    let found = settings::find(db, kind, version)?;
    let found = found.ok_or_else(|| {
        StoreError::Damaged(format!("version {version} of the {kind} isn't there"))
    })?;
    Document::parse(&found.setting).map_err(|error| StoreError::Damaged(error.to_string()))
}
