//! Applying a phone's operations: what is known is looked up, [`decide`] decides, and what it
//! says is written, all of one operation in its own savepoint.

use jiff::Timestamp;
use langnghe_planted::{Bug, planted};
use langnghe_wire::{
    Answer, DeviceId, OperationId, Reference, ReportId, Sha256,
    sync::{Applied, OperationResult, Outcome, Refused},
};
use rusqlite::{Connection, OptionalExtension as _, Transaction, params};

use super::{
    answers, companions, doubles,
    events::{append, arrivals},
    failure::is_of_the_storage,
    promises,
    rows::{bytes, find_case, insert_case, json, to_json},
};
use crate::{
    case::{
        Actor, Case, Event, Moment, NewEvent, Origin,
        decide::{Contact, Facts, Incoming, Opening, Verdict, decide, open},
    },
    entropy::Entropy,
    identity::{Device, ReporterId},
    settings::Kind,
    store::StoreError,
};

/// How many references are drawn before giving up. One in 2⁵⁰ is taken at the first draw for
/// every report there is.
const DRAWS: usize = 16;

/// Stands for the hash of an operation that was erased: by its hash, short words could be found out.
pub(super) const ERASED: Sha256 = Sha256::from_bytes([0; 32]);

/// Applies operations in order.
pub(super) fn apply_all(
    db: &Transaction<'_>,
    entropy: &dyn Entropy,
    device: &Device,
    operations: &[Incoming],
    moment: &Moment,
) -> Result<Vec<OperationResult>, StoreError> {
    operations
        .iter()
        .map(|operation| {
            db.execute_batch("SAVEPOINT operation")?;
            match apply(db, entropy, device, operation, moment) {
                Ok(outcome) => {
                    db.execute_batch("RELEASE operation")?;
                    Ok(OperationResult {
                        id: operation.id,
                        outcome,
                    })
                }
                Err(failure) if is_of_the_storage(&failure) => Err(failure),
                Err(defect) => {
                    // One operation that meets a defect of ours must not hold up the others; it
                    // stays on the phone, and is tried again.
                    tracing::error!(error = %defect, "an operation was not applied");
                    db.execute_batch("ROLLBACK TO operation; RELEASE operation")?;
                    Ok(OperationResult {
                        id: operation.id,
                        outcome: Outcome::Refused(Refused {
                            code: langnghe_wire::Code::Internal,
                        }),
                    })
                }
            }
        })
        .collect()
}

fn apply(
    db: &Transaction<'_>,
    entropy: &dyn Entropy,
    device: &Device,
    operation: &Incoming,
    moment: &Moment,
) -> Result<Outcome, StoreError> {
    let now = moment.now;
    if planted(Bug::AppliesTwice) {
        let (whose, id) = (device.reporter.0, operation.id.as_bytes());
        let forget = "DELETE FROM operation WHERE reporter = ?1 AND id = ?2";
        db.execute(forget, params![whose, id])?;
    }
    let mut facts = facts(db, device, operation)?;
    if let Some(case) = &mut facts.case {
        promises::bring_up_to_date(db, entropy, case, moment)?;
    }
    let answer = match decide(device.reporter, operation, &facts, moment) {
        Verdict::Repeat(first) => return Ok(Outcome::Duplicate { first }),
        Verdict::Refuse(code) if !code.is_remembered() => {
            return Ok(Outcome::Refused(Refused { code }));
        }
        Verdict::Refuse(code) => Answer::Refused(Refused { code }),
        Verdict::Open(filing, placement) => {
            let id = operation.report.ok_or(StoreError::Broken)?;
            let opening = Opening {
                id,
                reporter: device.reporter,
                reference: fresh_reference(db, entropy)?,
                origin: Origin::App,
                by: Actor::Citizen,
            };
            let (mut case, mut events) = open(&opening, &filing, &placement, now);
            let filed = (filing.catalogue, filing.consent);
            insert_case(db, &case, filed, moment.rules.version(Kind::Calendar))?;
            events.extend(answers::entry(db, &filing, &moment.rules, Actor::Citizen)?);
            events.extend(doubles::recurrence(db, &case)?);
            let hashes = filing.attachments.iter().map(|a| a.sha256);
            events.extend(arrivals(db, device.reporter, hashes)?);
            append(db, entropy, &mut case, &events, now)?;
            applied(now, &case, device.reporter)
        }
        Verdict::Append(events) => {
            let case = facts.case.as_mut().ok_or(StoreError::Broken)?;
            if events.iter().any(|e| e.event == Event::Supported) {
                keep_support(db, device.reporter, case.id, now)?;
            }
            let before = case.clone();
            let events = append_with_arrivals(db, entropy, device.reporter, case, events, now)?;
            promises::keep_calendar(db, case, &events, moment)?;
            companions::tell(db, entropy, (&before, case), &events, now)?;
            applied(now, case, device.reporter)
        }
        Verdict::KeepContact(contact, events) => {
            let case = facts.case.as_mut().ok_or(StoreError::Broken)?;
            let source = (operation.id.as_bytes(), operation.bytes.as_str());
            keep_contact(db, (device.reporter, case.id), source, &contact, now)?;
            append(db, entropy, case, &events, now)?;
            applied(now, case, device.reporter)
        }
    };
    remember(db, device, operation, &answer, now)?;
    Ok(answer.into())
}

/// Only the owner learns the reference: it opens the report's status to its holder.
fn applied(now: Timestamp, case: &Case, reporter: ReporterId) -> Answer {
    Answer::Applied(Applied {
        received_at: now,
        reference: (case.reporter == reporter).then(|| case.reference.clone()),
    })
}

fn facts(db: &Connection, device: &Device, operation: &Incoming) -> Result<Facts, StoreError> {
    let remembered = db
        .prepare_cached("SELECT hash, answer FROM operation WHERE reporter = ?1 AND id = ?2")?
        .query_row(params![device.reporter.0, operation.id.as_bytes()], |row| {
            let hash: Sha256 = bytes(row, 0)?;
            // Of one that was erased nobody knows any more what it said.
            let is_erased = hash == ERASED;
            Ok((if is_erased { operation.hash } else { hash }, json(row, 1)?))
        })
        .optional()?;
    let (mut next_n, mut case, mut is_supporter) = (0, None, false);
    if let (None, Some(report)) = (&remembered, operation.report) {
        next_n = next_in_order(db, device.id, report)?;
        case = find_case(db, report)?;
        is_supporter = db
            .prepare_cached("SELECT 1 FROM support WHERE report = ?1 AND reporter = ?2")?
            .exists(params![report.as_bytes(), device.reporter.0])?;
    }
    Ok(Facts {
        remembered,
        next_n,
        case,
        is_supporter,
    })
}

fn next_in_order(db: &Connection, device: DeviceId, report: ReportId) -> Result<u32, StoreError> {
    let mut find = db.prepare_cached(
        "SELECT coalesce(max(n) + 1, 0) FROM operation
         WHERE device = ?1 AND report = ?2 AND is_applied",
    )?;
    Ok(
        find.query_row(params![device.as_bytes(), report.as_bytes()], |row| {
            row.get(0)
        })?,
    )
}

fn append_with_arrivals(
    db: &Connection,
    entropy: &dyn Entropy,
    reporter: ReporterId,
    case: &mut Case,
    mut events: Vec<NewEvent>,
    now: Timestamp,
) -> Result<Vec<NewEvent>, StoreError> {
    let named: Vec<_> = events
        .iter()
        .filter_map(|e| match &e.event {
            Event::Attached { attachments } => Some(attachments.iter().map(|a| a.sha256)),
            _ => None,
        })
        .flatten()
        .collect();
    events.extend(arrivals(db, reporter, named.into_iter())?);
    append(db, entropy, case, &events, now)?;
    Ok(events)
}

pub(super) fn fresh_reference(
    db: &Connection,
    entropy: &dyn Entropy,
) -> Result<Reference, StoreError> {
    let mut is_taken = db.prepare_cached("SELECT 1 FROM report WHERE reference = ?1")?;
    for _ in 0..DRAWS {
        let reference = Reference::from_random(entropy.number());
        if !is_taken.exists([reference.as_str()])? {
            return Ok(reference);
        }
    }
    Err(StoreError::Broken)
}

fn keep_support(
    db: &Connection,
    reporter: ReporterId,
    report: ReportId,
    now: Timestamp,
) -> Result<(), StoreError> {
    db.prepare_cached("INSERT INTO support (report, reporter, at) VALUES (?1, ?2, ?3)")?
        .execute(params![report.as_bytes(), reporter.0, now.as_millisecond()])?;
    Ok(())
}

/// Keeps how to reach the reporter of a report, with where it comes from: the id of the operation
/// or form, and the bytes as they arrived, where they are kept.
pub(super) fn keep_contact(
    db: &Connection,
    (reporter, report): (ReporterId, ReportId),
    (source, bytes): (&[u8; 16], &str),
    contact: &Contact,
    now: Timestamp,
) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT INTO contact (reporter, report, operation, name, phone, email, bytes, given_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![
        reporter.0,
        report.as_bytes(),
        source,
        contact.name,
        contact.phone,
        contact.email,
        bytes,
        now.as_millisecond(),
    ])?;
    Ok(())
}

fn remember(
    db: &Connection,
    device: &Device,
    operation: &Incoming,
    answer: &Answer,
    now: Timestamp,
) -> Result<(), StoreError> {
    let is_applied = matches!(answer, Answer::Applied(_));
    let bytes = (is_applied && operation.kind != "contact").then_some(&operation.bytes);
    db.prepare_cached(
        "INSERT INTO operation (reporter, id, device, report, n, kind, hash, bytes, is_applied,
             answer, received_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?
    .execute(params![
        device.reporter.0,
        OperationId::as_bytes(&operation.id),
        device.id.as_bytes(),
        operation.report.map(|r| *r.as_bytes()),
        operation.n,
        operation.kind,
        operation.hash.as_bytes(),
        bytes,
        is_applied,
        to_json(answer),
        now.as_millisecond(),
    ])?;
    Ok(())
}
