//! Cases as officers see them: those of their scope, and no others.

use jiff::Timestamp;
use langnghe_planted::{Bug, planted};
use langnghe_wire::{CaseStatus, ReportId, Sha256};
use rusqlite::{Connection, Row, named_params, params};

use super::{
    events::{COLUMNS, of_row},
    rows::{bytes, find_case, json, reference, time},
};
use crate::{
    case::is_open,
    identity::{ReporterId, Scope, UserId},
    store::{
        CaseCounts, CaseDetail, CaseFilter, CasePage, CaseSummary, HistoryEntry, Page,
        StatusFilter, StoreError,
    },
};

/// Cases that a page of a list has at most.
const CASES_PER_PAGE: u32 = 200;

const IN_SCOPE: &str = "(:commune IS NULL OR r.commune = :commune)
     AND (:unit IS NULL OR r.unit = :unit)";

const IN_FILTER: &str = "(:statuses = '' OR instr(:statuses, ',' || r.status || ',') > 0)
     AND (:overdue_at IS NULL OR (instr(:open, ',' || r.status || ',') > 0
          AND iif(r.status = 'received', r.intake_due, r.resolution_due) < :overdue_at))";

/// A scope as the columns that it binds: commune and unit.
fn bound(scope: &Scope) -> (Option<&str>, Option<&str>) {
    match scope {
        _ if planted(Bug::ListsOtherUnits) => (None, None),
        Scope::Province => (None, None),
        Scope::Commune(code) => (Some(code), None),
        Scope::Unit(code) => (None, Some(code)),
    }
}

pub(super) fn list(
    db: &Connection,
    scope: &Scope,
    filter: CaseFilter,
    page: Page,
) -> Result<CasePage, StoreError> {
    let (commune, unit) = bound(scope);
    let statuses = names(filter.status);
    let open = names(StatusFilter::Open);
    let overdue_at = filter.overdue_at.map(Timestamp::as_millisecond);
    let total = count(db, scope, filter)?;
    // Until it is taken, a case's next clock is the intake's.
    let mut find = db.prepare_cached(&format!(
        "SELECT r.id, r.reference, r.status, r.category, r.text, r.commune, r.unit, r.unit_name,
             r.received_at, r.clocks, r.supporters, r.version,
             (SELECT count(*) FROM attachment a
              WHERE a.report = r.id AND a.kind = 'photo' AND a.arrived),
             (SELECT count(*) FROM attachment a WHERE a.report = r.id AND a.kind = 'photo'),
             (SELECT a.sha256 FROM attachment a
              WHERE a.report = r.id AND a.kind = 'photo' AND a.arrived
              ORDER BY a.position LIMIT 1)
         FROM report r WHERE {IN_SCOPE} AND {IN_FILTER}
         ORDER BY iif(r.status = 'received', r.intake_due, r.resolution_due), r.row
         LIMIT :limit OFFSET :offset"
    ))?;
    let rows = find.query_map(
        named_params! {
            ":commune": commune,
            ":unit": unit,
            ":statuses": statuses,
            ":open": open,
            ":overdue_at": overdue_at,
            ":limit": page.limit.min(CASES_PER_PAGE),
            ":offset": page.offset,
        },
        summary_of_row,
    )?;
    Ok(CasePage {
        cases: rows.collect::<Result<_, _>>()?,
        total,
    })
}

fn count(db: &Connection, scope: &Scope, filter: CaseFilter) -> Result<u64, StoreError> {
    let (commune, unit) = bound(scope);
    let mut count = db.prepare_cached(&format!(
        "SELECT count(*) FROM report r WHERE {IN_SCOPE} AND {IN_FILTER}"
    ))?;
    let bound = named_params! {
        ":commune": commune,
        ":unit": unit,
        ":statuses": names(filter.status),
        ":open": names(StatusFilter::Open),
        ":overdue_at": filter.overdue_at.map(Timestamp::as_millisecond),
    };
    Ok(count.query_row(bound, |row| row.get(0))?)
}

pub(super) fn count_all(
    db: &Connection,
    scope: &Scope,
    now: Timestamp,
) -> Result<CaseCounts, StoreError> {
    let (commune, unit) = bound(scope);
    let mut find = db.prepare_cached(&format!(
        "SELECT r.status, count(*) FROM report r WHERE {IN_SCOPE} GROUP BY r.status"
    ))?;
    let rows = find.query_map(named_params! {":commune": commune, ":unit": unit}, |row| {
        let status: String = row.get(0)?;
        Ok((CaseStatus::from_name(&status), row.get(1)?))
    })?;
    let overdue = CaseFilter {
        status: StatusFilter::Open,
        overdue_at: Some(now),
    };
    Ok(CaseCounts {
        by_status: rows.collect::<Result<_, _>>()?,
        overdue: count(db, scope, overdue)?,
    })
}

/// The states that a filter lets through, each between commas; nothing for all.
fn names(filter: StatusFilter) -> String {
    let is_let_through = |status: &CaseStatus| match filter {
        StatusFilter::Open => is_open(*status),
        StatusFilter::Only(one) => *status == one,
        StatusFilter::All => false,
    };
    CaseStatus::ALL
        .into_iter()
        .filter(is_let_through)
        .map(|status| format!(",{},", status.as_str()))
        .collect()
}

fn summary_of_row(row: &Row<'_>) -> rusqlite::Result<CaseSummary> {
    Ok(CaseSummary {
        id: bytes(row, 0)?,
        reference: reference(row, 1)?,
        status: CaseStatus::from_name(&row.get::<_, String>(2)?),
        category: row.get(3)?,
        text: row.get(4)?,
        commune: row.get(5)?,
        unit: row.get(6)?,
        unit_name: json(row, 7)?,
        received_at: time(row, 8)?,
        clocks: json(row, 9)?,
        supporters: row.get(10)?,
        version: row.get(11)?,
        photographs_arrived: row.get(12)?,
        photographs_named: row.get(13)?,
        first_photograph: row.get::<_, Option<[u8; 32]>>(14)?.map(Sha256::from_bytes),
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
        "SELECT {COLUMNS}, u.name FROM event e LEFT JOIN user u ON u.id = e.user
         WHERE e.report = ?1 ORDER BY e.seq"
    ))?;
    let rows = find.query_map([report.as_bytes()], |row| {
        Ok(HistoryEntry {
            event: of_row(row)?,
            user: row.get(8)?,
        })
    })?;
    Ok(Some(CaseDetail {
        case,
        history: rows.collect::<Result<_, _>>()?,
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
            || case.results.iter().any(|named| named.sha256 == sha256);
        is_here.then_some(case.reporter)
    }))
}

pub(super) fn record_look(
    db: &Connection,
    user: UserId,
    report: ReportId,
    now: Timestamp,
) -> Result<(), StoreError> {
    db.prepare_cached("INSERT INTO look (user, report, at) VALUES (?1, ?2, ?3)")?
        .execute(params![user.0, report.as_bytes(), now.as_millisecond()])?;
    Ok(())
}
