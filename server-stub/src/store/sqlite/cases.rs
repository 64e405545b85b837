//! Cases as officers see them: those of their scope, and no others.

mod cells;
mod communes;
mod conditions;
pub(super) mod count;
mod news;
mod pressing;
pub(super) mod search;
mod summary;
mod walk;

use jiff::Timestamp;
use langnghe_wire::{Reference, ReportId, Sha256};
use rusqlite::{Connection, OptionalExtension as _, params};

pub(super) use self::{cells::clusters, communes::count_by_commune, count::count_all, news::news};
use self::{pressing::InTwoParts, walk::Path};
use super::{
    companions,
    events::{COLUMNS, of_row},
    rows::{bytes, find_case},
};
use crate::{
    identity::{ReporterId, Scope, UserId, Viewer},
    store::{CaseDetail, CaseFilter, CasePage, Count, HistoryEntry, Page, StoreError, Turn},
};

/// Cases that a page of a list has at most.
const CASES_PER_PAGE: u32 = 200;

/// A page of a list. What runs out before a moment stands first, if one is given.
pub(super) fn list(
    db: &Connection,
    viewer: &Viewer,
    filter: &CaseFilter,
    first_before: Option<Timestamp>,
    page: Page,
) -> Result<CasePage, StoreError> {
    let nothing = CasePage {
        cases: vec![],
        total: Count::default(),
        next: None,
        previous: None,
    };
    let Some(path) = Path::of(db, viewer, filter)? else {
        return Ok(nothing);
    };
    let limit = page.limit.min(CASES_PER_PAGE);
    let page = Page { limit, ..page };
    let in_two_parts = match first_before {
        Some(end) => InTwoParts::of(db, viewer, filter, &path, end)?,
        None => None,
    };
    let summed = count::summed(db, viewer, filter)?;
    let (mut walked, total) = match (summed, in_two_parts, page.turn) {
        (None, None, None) => path.first(db, limit)?,
        (summed, parts, _) => {
            let walked = match parts {
                Some(parts) => parts.walk(db, page)?,
                None => path.walk(db, page)?,
            };
            (walked, summed.map_or_else(|| path.count(db), Ok)?)
        }
    };
    let backwards = matches!(page.turn, Some(Turn::Before(_)));
    if backwards {
        walked.places.reverse();
    }
    let behind = page.turn.is_some().then(|| walked.places.first()).flatten();
    let (next, previous) = if backwards {
        (walked.places.last().copied(), walked.on.map(Turn::Before))
    } else {
        (walked.on, behind.copied().map(Turn::Before))
    };
    let cases = walked.places.iter();
    Ok(CasePage {
        cases: cases
            .map(|place| summary::find(db, viewer, place.row))
            .collect::<Result<_, _>>()?,
        total,
        next: next.map(Turn::After),
        previous,
    })
}

pub(super) fn detail(
    db: &Connection,
    scope: &Scope,
    report: ReportId,
) -> Result<Option<CaseDetail>, StoreError> {
    let Some(case) = find_case(db, report)?.filter(|case| scope.holds(case)) else {
        return Ok(None);
    };
    let mut find = db.prepare_cached(&format!(
        "SELECT {COLUMNS}, coalesce(u.display_name, u.name)
         FROM event e LEFT JOIN user u ON u.id = e.user
         WHERE e.report = ?1 ORDER BY e.seq"
    ))?;
    let rows = find.query_map([report.as_bytes()], |row| {
        Ok(HistoryEntry {
            event: of_row(row)?,
            user: row.get(8)?,
        })
    })?;
    Ok(Some(CaseDetail {
        history: rows.collect::<Result<_, _>>()?,
        agreed: match case.companions {
            0 => 0,
            _ => companions::agreed(db, report)?,
        },
        case,
    }))
}

pub(super) fn photograph(
    db: &Connection,
    scope: &Scope,
    report: ReportId,
    sha256: Sha256,
) -> Result<Option<ReporterId>, StoreError> {
    let case = find_case(db, report)?.filter(|case| scope.holds(case));
    Ok(case.and_then(|case| {
        let is_here = case
            .attachments
            .iter()
            .any(|a| a.arrived && a.attachment.sha256 == sha256)
            || case.results.iter().any(|named| named.sha256 == sha256)
            || (case.let_out.covered.iter()).any(|copy| copy.photograph.sha256 == sha256);
        is_here.then_some(case.reporter)
    }))
}

pub(super) fn by_reference(
    db: &Connection,
    scope: &Scope,
    reference: &Reference,
) -> Result<Option<ReportId>, StoreError> {
    let mut find = db.prepare_cached("SELECT id FROM report WHERE reference = ?1")?;
    let id = find.query_row([reference.as_str()], |row| bytes(row, 0));
    let Some(id) = id.optional()? else {
        return Ok(None);
    };
    Ok(find_case(db, id)?
        .filter(|case| scope.holds(case))
        .map(|case| case.id))
}

pub(super) fn record_look(
    db: &Connection,
    user: UserId,
    report: ReportId,
    now: Timestamp,
) -> Result<(), StoreError> {
    db.prepare_cached("INSERT INTO look (user, report, at) VALUES (?1, ?2, ?3)")?
        .execute(params![user.0, report.as_bytes(), now.as_millisecond()])?;
    mark_seen(db, user, report)
}

/// What happened to a case so far is no news to this user any more.
pub(super) fn mark_seen(db: &Connection, user: UserId, report: ReportId) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT INTO seen (user, report, version)
         SELECT ?1, row, version FROM report WHERE id = ?2
         ON CONFLICT (user, report) DO UPDATE SET version = excluded.version",
    )?
    .execute(params![user.0, report.as_bytes()])?;
    Ok(())
}

#[cfg(test)]
#[path = "../../../tests/it/crowd.rs"]
mod crowd;
#[cfg(test)]
mod steps;
