//! Appending to a case's history, linked to what was there before, and reading it.

use jiff::Timestamp;
use langnghe_wire::{CaseStatus, EventId, ReportId, Sha256};
use rusqlite::{Connection, Row, params};

use super::{
    cases::search,
    notices, record,
    rows::{bytes, json, time, to_json, update_case},
};
use crate::{
    case::{Actor, Case, Event, NewEvent, RecordedEvent},
    chain,
    entropy::Entropy,
    identity::{ReporterId, UserId},
    notices::What,
    store::StoreError,
};

/// Appends events to a case's history and folds them into it and its row.
pub(super) fn append(
    db: &Connection,
    entropy: &dyn Entropy,
    case: &mut Case,
    events: &[NewEvent],
    now: Timestamp,
) -> Result<(), StoreError> {
    if events.is_empty() {
        return Ok(());
    }
    let mut insert = db.prepare_cached(
        "INSERT INTO event (id, report, seq, at, actor, user, audience, kind, body, salt,
             commitment, link)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    )?;
    let mut head = record::head(db, case)?;
    let mut last = None;
    for NewEvent { actor, event } in events {
        case.apply(event, now);
        let (actor, user) = match actor {
            Actor::Citizen => ("citizen", None),
            Actor::Staff(UserId(user)) => ("staff", Some(*user)),
            Actor::Server => ("server", None),
        };
        let id = EventId::new(now, entropy.bytes_10());
        let body = to_json(event);
        let salt = entropy.bytes_16();
        // What a report is filed with has no entry of its own.
        let filed = matches!(event, Event::Received { .. }).then(|| record::filed(case, &salt));
        let commitment = chain::commitment(&salt, &body, filed.as_ref());
        let link = chain::link(
            head.as_ref(),
            &chain::Entry {
                id: id.as_bytes(),
                report: case.id.as_bytes(),
                seq: case.version.cast_signed(),
                at: now.as_millisecond(),
                actor,
                user,
                audience: event.audience().as_str(),
                kind: event.kind(),
                commitment: &commitment,
            },
        );
        insert.execute(params![
            id.as_bytes(),
            case.id.as_bytes(),
            case.version,
            now.as_millisecond(),
            actor,
            user,
            event.audience().as_str(),
            event.kind(),
            body,
            salt,
            commitment.as_bytes(),
            link.as_bytes(),
        ])?;
        (head, last) = (Some(link), Some(id));
    }
    if case.status == CaseStatus::Withdrawn {
        notices::stop(db, case.id, now)?;
    } else if let Some((id, what)) = last.zip(What::of(events.iter().map(|new| &new.event))) {
        notices::note(db, case.id, (id, what), now)?;
    }
    update_case(db, case)?;
    search::keep_events(db, case, events)?;
    if is_over(case.status) {
        drop_unfinished_uploads(db, case.reporter, case)?;
    }
    Ok(())
}

/// Whether photographs of a case in this state are no longer wanted.
pub(super) fn is_over(status: CaseStatus) -> bool {
    matches!(status, CaseStatus::Withdrawn | CaseStatus::Refused)
}

/// What hasn't arrived of a report that is over is dropped at once, unless another report wants
/// it. What has arrived stays with the case.
fn drop_unfinished_uploads(
    db: &Connection,
    reporter: ReporterId,
    case: &Case,
) -> Result<(), StoreError> {
    let mut drop_it = db.prepare_cached(
        "DELETE FROM upload
         WHERE reporter = ?1 AND sha256 = ?2 AND complete_at IS NULL
           AND NOT EXISTS (
               SELECT 1 FROM named a JOIN report r ON r.id = a.report
               WHERE a.reporter = ?1 AND a.sha256 = ?2
                 AND r.status NOT IN ('withdrawn', 'refused'))",
    )?;
    for named in &case.attachments {
        drop_it.execute(params![reporter.0, named.attachment.sha256.as_bytes()])?;
    }
    Ok(())
}

/// The events that say which of these attachments are here already.
pub(super) fn arrivals(
    db: &Connection,
    reporter: ReporterId,
    hashes: impl Iterator<Item = Sha256>,
) -> Result<Vec<NewEvent>, StoreError> {
    let mut is_here = db.prepare_cached(
        "SELECT 1 FROM upload
         WHERE reporter = ?1 AND sha256 = ?2 AND complete_at IS NOT NULL",
    )?;
    let mut events = vec![];
    for sha256 in hashes {
        if is_here.exists(params![reporter.0, sha256.as_bytes()])? {
            events.push(NewEvent::by(Actor::Server, Event::Photograph { sha256 }));
        }
    }
    Ok(events)
}

/// The columns that [`of_row`] reads, of a table called `e`.
pub(super) const COLUMNS: &str = "e.position, e.id, e.report, e.seq, e.at, e.actor, e.user, e.body";

/// An event from a row of [`COLUMNS`].
pub(super) fn of_row(row: &Row<'_>) -> rusqlite::Result<RecordedEvent> {
    let actor: String = row.get(5)?;
    let user: Option<i64> = row.get(6)?;
    Ok(RecordedEvent {
        position: row.get(0)?,
        id: bytes(row, 1)?,
        report: bytes(row, 2)?,
        seq: row.get(3)?,
        at: time(row, 4)?,
        actor: match (user, actor.as_str()) {
            (Some(user), _) => Actor::Staff(UserId(user)),
            (None, "citizen") => Actor::Citizen,
            (None, _) => Actor::Server,
        },
        event: json(row, 7)?,
    })
}

/// What a case's owner may see of its history, in order.
pub(super) fn citizens_history(
    db: &Connection,
    report: ReportId,
) -> Result<Vec<RecordedEvent>, StoreError> {
    let mut find = db.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM event e
         WHERE e.report = ?1 AND e.audience = 'citizen' ORDER BY e.position"
    ))?;
    let rows = find.query_map([report.as_bytes()], of_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}
