//! Reports that officers enter.

use jiff::Timestamp;
use langnghe_wire::ReportId;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::{
    answers, doubles,
    events::{append, arrivals},
    operations::{fresh_reference, keep_contact},
    rows::{find_case, insert_case},
    uploads,
};
use crate::{
    case::{
        Actor, Case, Event, Moment, NewEvent,
        decide::{Opening, open},
    },
    entropy::Entropy,
    identity::{ReporterId, UserId},
    intake::Entry,
    settings::Kind,
    store::{CompleteError, StoreError},
};

/// For which reporter a user enters a report; the first time, that reporter is made.
pub(super) fn begin(
    db: &Connection,
    user: UserId,
    report: ReportId,
    now: Timestamp,
) -> Result<Option<ReporterId>, StoreError> {
    let begun = db
        .prepare_cached("SELECT reporter, user FROM intake WHERE report = ?1")?
        .query_row([report.as_bytes()], |row| {
            Ok((ReporterId(row.get(0)?), UserId(row.get(1)?)))
        })
        .optional()?;
    if let Some((reporter, by)) = begun {
        return Ok((by == user).then_some(reporter));
    }
    if find_case(db, report)?.is_some() {
        // It came another way, and isn't this officer's to enter.
        return Ok(None);
    }
    db.prepare_cached("INSERT INTO reporter (created_at) VALUES (?1)")?
        .execute([now.as_millisecond()])?;
    let reporter = ReporterId(db.last_insert_rowid());
    db.prepare_cached("INSERT INTO intake (report, reporter, user, at) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![
            report.as_bytes(),
            reporter.0,
            user.0,
            now.as_millisecond(),
        ])?;
    Ok(Some(reporter))
}

/// Opens the case; one that was opened before stays as it is.
pub(super) fn enter(
    db: &Connection,
    entropy: &dyn Entropy,
    user: UserId,
    entry: &Entry,
    moment: &Moment,
) -> Result<Option<Case>, StoreError> {
    let now = moment.now;
    let Some(reporter) = begin(db, user, entry.report, now)? else {
        return Ok(None);
    };
    if let Some(case) = find_case(db, entry.report)? {
        return Ok(Some(case));
    }
    let hashes = || entry.filing.attachments.iter().map(|named| named.sha256);
    for sha256 in hashes() {
        // Their files were written before. One that was given up meanwhile undoes all of this.
        uploads::complete(db, entropy, reporter, sha256, now).map_err(|error| match error {
            CompleteError::Store(error) => error,
            CompleteError::Unknown | CompleteError::Gone => StoreError::Broken,
        })?;
    }
    let opening = Opening {
        id: entry.report,
        reporter,
        reference: fresh_reference(db, entropy)?,
        origin: entry.origin,
        by: Actor::Staff(user),
    };
    let (mut case, mut events) = open(&opening, &entry.filing, &entry.placement, now);
    let filed = (entry.filing.catalogue, entry.filing.consent);
    insert_case(db, &case, filed, moment.rules.version(Kind::Calendar))?;
    let rules = &moment.rules;
    events.extend(answers::entry(db, &entry.filing, rules, opening.by)?);
    events.extend(doubles::recurrence(db, &case)?);
    events.extend(arrivals(db, reporter, hashes())?);
    if let Some(contact) = &entry.contact {
        let source = (entry.report.as_bytes(), "");
        keep_contact(db, (reporter, entry.report), source, contact, now)?;
        events.push(NewEvent::by(Actor::Staff(user), Event::ContactGiven));
    }
    append(db, entropy, &mut case, &events, now)?;
    Ok(Some(case))
}

/// A case that this user entered.
pub(super) fn entered(
    db: &Connection,
    user: UserId,
    report: ReportId,
) -> Result<Option<Case>, StoreError> {
    let is_theirs = db
        .prepare_cached("SELECT 1 FROM intake WHERE report = ?1 AND user = ?2")?
        .exists(params![report.as_bytes(), user.0])?;
    if is_theirs {
        find_case(db, report)
    } else {
        Ok(None)
    }
}
