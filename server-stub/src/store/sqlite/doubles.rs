//! Who stands beside a case: what may be the same, what was done there before, what went on here;
//! and what its photographs look like, which tells.
//!
//! An index finds cases of one category in a box; another finds photographs that look exactly
//! alike. Both find a handful, whatever the number of cases. What speaks for them is then
//! [`likeness`]'s and [`recurs`]'s to say.

use jiff::Timestamp;
use langnghe_photo::Fingerprint;
use langnghe_wire::{ReportId, Sha256};
use rusqlite::{Connection, Row, named_params, params};

use super::{
    companions,
    rows::{bytes, find_case, json, reference, time},
};
use crate::{
    case::{Actor, Case, Event, NewEvent},
    doubles::{
        Around, Beside, NEARBY_METRES, RECURS_METRES, Settled, Sighting, Suggestion, likeness,
        recurs,
    },
    identity::{ReporterId, Scope},
    store::StoreError,
};

/// Cases that are compared with one: far more than stand open around one place.
const COMPARED: u32 = 200;
/// Suggestions that are shown.
const SHOWN: usize = 5;
/// Cases that went on in another, of which a page tells.
const TOLD: usize = 50;

/// Cases that wait, of a table called `r`, as the index of them says it.
const OPEN: &str = "r.status IN ('received', 'accepted', 'forwarded', 'in_progress', \
     'needs_information', 'awaiting_approval', 'reopened')";

pub(super) fn keep_fingerprint(
    db: &Connection,
    reporter: ReporterId,
    sha256: Sha256,
    fingerprint: Fingerprint,
) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT INTO fingerprint (reporter, sha256, bits) VALUES (?1, ?2, ?3)
         ON CONFLICT DO NOTHING",
    )?
    .execute(params![
        reporter.0,
        sha256.as_bytes(),
        // SQLite's numbers have a sign: the same bits under another name.
        fingerprint.bits().cast_signed(),
    ])?;
    Ok(())
}

/// Photographs from before that nobody looked at, in the order of the table.
pub(super) fn not_looked_at(
    db: &Connection,
    behind: Option<(ReporterId, Sha256)>,
    limit: usize,
) -> Result<Vec<(ReporterId, Sha256)>, StoreError> {
    let (reporter, sha256) = behind.map_or((i64::MIN, vec![]), |(reporter, sha256)| {
        (reporter.0, sha256.as_bytes().to_vec())
    });
    let mut find = db.prepare_cached(
        "SELECT reporter, sha256 FROM not_looked_at
         WHERE (reporter, sha256) > (?1, ?2) ORDER BY reporter, sha256 LIMIT ?3",
    )?;
    let rows = find.query_map(params![reporter, sha256, limit], |row| {
        Ok((ReporterId(row.get(0)?), bytes(row, 1)?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn looked_at(
    db: &Connection,
    reporter: ReporterId,
    sha256: Sha256,
    fingerprint: Option<Fingerprint>,
) -> Result<(), StoreError> {
    let was_waiting = db
        .prepare_cached("DELETE FROM not_looked_at WHERE reporter = ?1 AND sha256 = ?2")?
        .execute(params![reporter.0, sha256.as_bytes()])?;
    match fingerprint {
        Some(fingerprint) if was_waiting > 0 => keep_fingerprint(db, reporter, sha256, fingerprint),
        _ => Ok(()),
    }
}

pub(super) fn beside(
    db: &Connection,
    scope: &Scope,
    report: ReportId,
) -> Result<Option<Beside>, StoreError> {
    let in_scope = |id| Ok::<_, StoreError>(find_case(db, id)?.filter(|case| scope.holds(case)));
    let Some(case) = in_scope(report)? else {
        return Ok(None);
    };
    let earlier = case.recurs_from.map(in_scope).transpose()?.flatten();
    let mut companions = vec![];
    for companion in companions::of(db, report)?.into_iter().take(TOLD) {
        companions.extend(in_scope(companion)?);
    }
    Ok(Some(Beside {
        doubles: if case.is_open() {
            doubles(db, scope, &case)?
        } else {
            vec![]
        },
        companions,
        earlier,
        case,
    }))
}

fn doubles(db: &Connection, scope: &Scope, case: &Case) -> Result<Vec<Suggestion>, StoreError> {
    let concerned = &case.concerns;
    let own = sighting(db, case)?;
    let mut likely = vec![];
    for (id, mut candidate) in candidates(db, case)? {
        candidate.pictures = pictures(db, id)?;
        likely.extend(likeness(&own, &candidate).map(|likeness| (likeness, id)));
    }
    // Those that are as likely stay in the order in which they came.
    likely.sort_by_key(|(likeness, _)| std::cmp::Reverse(likeness.score));
    let mut shown = vec![];
    for (likeness, id) in likely {
        // What is about somebody's staff goes on in nothing that they see.
        let case = find_case(db, id)?;
        let case = case.filter(|case| scope.holds(case) && case.concerns == *concerned);
        shown.extend(case.map(|case| Suggestion { case, likeness }));
        if shown.len() == SHOWN {
            break;
        }
    }
    Ok(shown)
}

/// Open cases that stand near in one category, or show exactly the same picture, without their
/// pictures; the oldest first.
fn candidates(db: &Connection, case: &Case) -> Result<Vec<(ReportId, Sighting)>, StoreError> {
    let around = case
        .place
        .point
        // What two phones may be off by is forgiven up to as much again.
        .map(|point| Around::new(point, 2.0 * NEARBY_METRES));
    let mut find = db.prepare_cached(&candidates_sql())?;
    let rows = find.query_map(
        named_params! {
            ":id": case.id.as_bytes(),
            ":category": case.category,
            ":south": around.map(|a| a.south),
            ":north": around.map(|a| a.north),
            ":west": around.map(|a| a.west),
            ":east": around.map(|a| a.east),
            ":received_at": case.received_at.as_millisecond(),
            ":limit": COMPARED,
        },
        |row| Ok((bytes(row, 0)?, sighting_of_row(row)?)),
    )?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn candidates_sql() -> String {
    format!(
        "SELECT r.id, r.category, r.place, r.received_at FROM report r
         WHERE r.id IN (
             SELECT id FROM (
                 SELECT r.id FROM report r
                 WHERE {OPEN} AND r.category = :category
                   AND r.lat BETWEEN :south AND :north AND r.lon BETWEEN :west AND :east
                 ORDER BY abs(r.received_at - :received_at) LIMIT :limit)
             UNION
             SELECT id FROM (
                 SELECT r.id FROM attachment own
                     JOIN fingerprint f ON f.reporter = own.reporter AND f.sha256 = own.sha256
                     JOIN fingerprint same ON same.bits = f.bits
                     JOIN attachment a
                         ON a.reporter = same.reporter AND a.sha256 = same.sha256
                     JOIN report r ON r.id = a.report
                 WHERE own.report = :id AND {OPEN}
                 LIMIT :limit))
           AND r.id <> :id
         ORDER BY r.row"
    )
}

fn sighting_of_row(row: &Row<'_>) -> rusqlite::Result<Sighting> {
    let place: langnghe_wire::Place = json(row, 2)?;
    Ok(Sighting {
        category: row.get(1)?,
        point: place.point,
        received_at: time(row, 3)?,
        pictures: vec![],
    })
}

fn sighting(db: &Connection, case: &Case) -> Result<Sighting, StoreError> {
    Ok(Sighting {
        category: case.category.clone(),
        point: case.place.point,
        received_at: case.received_at,
        pictures: pictures(db, case.id)?,
    })
}

fn pictures(db: &Connection, report: ReportId) -> Result<Vec<Fingerprint>, StoreError> {
    let mut find = db.prepare_cached(
        "SELECT f.bits FROM attachment a
             JOIN fingerprint f ON f.reporter = a.reporter AND f.sha256 = a.sha256
         WHERE a.report = ?1 AND a.arrived",
    )?;
    let rows = find.query_map([report.as_bytes()], |row| {
        Ok(Fingerprint::from_bits(
            row.get::<_, i64>(0)?.cast_unsigned(),
        ))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Cases of one matter in a box that were done, with when.
const SETTLED_AROUND: &str = "SELECT r.id, r.reference, r.place, r.concerns,
             (SELECT max(e.at) FROM event e
              WHERE e.report = r.id AND e.kind = 'status'
                AND json_extract(e.body, '$.status') = 'resolved')
         FROM report r
         WHERE r.status IN ('resolved', 'confirmed', 'closed') AND r.category = :category
           AND r.lat BETWEEN :south AND :north AND r.lon BETWEEN :west AND :east
         ORDER BY r.received_at DESC LIMIT :limit";

/// What a case that opens hears if the same was done there not long ago: of the last time.
pub(super) fn recurrence(db: &Connection, new: &Case) -> Result<Option<NewEvent>, StoreError> {
    let Some(point) = new.place.point else {
        return Ok(None);
    };
    let around = Around::new(point, RECURS_METRES);
    let mut find = db.prepare_cached(SETTLED_AROUND)?;
    let mut rows = find.query(named_params! {
        ":category": new.category,
        ":south": around.south,
        ":north": around.north,
        ":west": around.west,
        ":east": around.east,
        ":limit": COMPARED,
    })?;
    let new_sighting = Sighting {
        category: new.category.clone(),
        point: Some(point),
        received_at: new.received_at,
        pictures: vec![],
    };
    let mut last: Option<(Timestamp, NewEvent)> = None;
    while let Some(row) = rows.next()? {
        let place: langnghe_wire::Place = json(row, 2)?;
        let concerns: Option<String> = row.get(3)?;
        let (Some(point), Ok(resolved_at)) = (place.point, time(row, 4)) else {
            continue;
        };
        let old = Settled {
            category: new.category.clone(),
            point,
            resolved_at,
        };
        // Whoever sees the one must see the other: a case about a unit's staff gives no hint.
        if !recurs(&new_sighting, &old) || concerns != new.concerns {
            continue;
        }
        if last.as_ref().is_none_or(|(at, _)| *at < resolved_at) {
            let event = Event::Recurs {
                report: bytes(row, 0)?,
                reference: reference(row, 1)?,
            };
            last = Some((resolved_at, NewEvent::by(Actor::Server, event)));
        }
    }
    Ok(last.map(|(_, event)| event))
}

/// Writes down which copies with covered parts belong to a case, so that nobody sweeps them.
pub(super) fn write_covered(db: &Connection, case: &Case) -> Result<(), StoreError> {
    let mut write = db.prepare_cached(
        "INSERT INTO covered (report, reporter, sha256) VALUES (?1, ?2, ?3)
         ON CONFLICT DO NOTHING",
    )?;
    for copy in &case.let_out.covered {
        write.execute(params![
            case.id.as_bytes(),
            case.reporter.0,
            copy.photograph.sha256.as_bytes(),
        ])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{
        super::{connection, migrate},
        *,
    };
    use crate::entropy::SystemEntropy;

    /// How the database goes about a query, a step a line.
    fn plan(db: &Connection, sql: &str) -> String {
        let mut explain = db.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        // Nothing is bound: no row is looked at.
        let steps = explain.raw_query().mapped(|row| row.get::<_, String>(3));
        steps.collect::<Result<Vec<_>, _>>().unwrap().join("\n")
    }

    #[test]
    fn no_query_walks_through_all_cases_or_photographs() {
        let folder = tempfile::tempdir().unwrap();
        let mut db = connection::open_for_writing(&folder.path().join("db")).unwrap();
        migrate::migrate(&mut db, &SystemEntropy).unwrap();
        let candidates = plan(&db, &candidates_sql());
        let settled = plan(&db, SETTLED_AROUND);
        for index in ["report_by_category_and_place", "fingerprint_by_bits"] {
            assert!(candidates.contains(index), "{candidates}");
        }
        assert!(
            settled.contains("report_by_category_and_place"),
            "{settled}"
        );
        for step in candidates.lines().chain(settled.lines()) {
            let walks = ["r", "e", "a", "f", "own", "same"].map(|table| format!("SCAN {table}"));
            let is_walk = |step: &str| walks.iter().any(|walk| step == walk);
            assert!(!is_walk(step), "{step}");
        }
    }
}
