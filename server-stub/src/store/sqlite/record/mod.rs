//! The record: what a history is linked with, the daily roots, and reading all of it to be checked.

mod check;
mod roots;
mod walk;

pub use check::{Checked, NAMED, check};
pub(super) use roots::{close_a_day, keep_root, roots};

use langnghe_wire::{Attachment, Sha256};
use rusqlite::{Connection, OptionalExtension as _, params};

use self::walk::walk;
use super::rows::{bytes, to_json, visibility};
use crate::{
    case::Case,
    chain::{self, EntryRecord},
    entropy::Entropy,
    store::StoreError,
};

/// The link of a case's last entry; none if it has no entry yet.
pub(super) fn head(db: &Connection, case: &Case) -> Result<Option<Sha256>, StoreError> {
    if case.version == 0 {
        return Ok(None);
    }
    let mut find = db.prepare_cached("SELECT link FROM event WHERE report = ?1 AND seq = ?2")?;
    let link: Option<Option<[u8; 32]>> = find
        .query_row(params![case.id.as_bytes(), case.version], |row| row.get(0))
        .optional()?;
    match link.flatten() {
        Some(link) => Ok(Some(Sha256::from_bytes(link))),
        // Nothing may follow what can't be followed.
        None => Err(StoreError::Damaged(
            "the last entry of a history is missing or not linked".into(),
        )),
    }
}

/// The hash of what a case was filed with. Right after it was opened: later it names more.
pub(super) fn filed(case: &Case, salt: &[u8]) -> Sha256 {
    let filed_with = chain::Filed {
        category: &case.category,
        text: &case.text,
        place: &to_json(&case.place),
        noticed_at: case.noticed_at.as_millisecond(),
        visibility: visibility(case),
    };
    let named = case.attachments.iter().map(|named| &named.attachment);
    chain::filed(filed_with, named, salt)
}

/// Links what was there before histories were chained: each history in its order, under fresh salts,
/// by the rule that holds for every later entry. From then on, and not before, it is vouched for.
/// Then entries can't be changed any more, as ever.
pub(super) fn chain_what_was_there(
    db: &Connection,
    entropy: &dyn Entropy,
) -> Result<(), StoreError> {
    let mut write =
        db.prepare("UPDATE event SET salt = ?2, commitment = ?3, link = ?4 WHERE position = ?1")?;
    walk(db, |record| {
        let Some(row) = &record.row else {
            return Err(StoreError::Damaged("a history is of no case".into()));
        };
        let mut named = named(db, &record.report)?;
        // What was named when it was filed; the rest was attached.
        let attached: usize = record.entries.iter().map(attached_by).sum();
        named.truncate(named.len().saturating_sub(attached));
        let mut head = None;
        for entry in &record.entries {
            let salt = entropy.bytes_16();
            let filed = (entry.seq == 1).then(|| row.filed(&named, &salt));
            let commitment = chain::commitment(&salt, &entry.body, filed.as_ref());
            let link = chain::link(head.as_ref(), &entry.linked(&record.report, &commitment));
            write.execute(params![
                entry.position,
                salt,
                commitment.as_bytes(),
                link.as_bytes()
            ])?;
            head = Some(link);
        }
        Ok(())
    })?;
    Ok(db.execute_batch(
        "CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
         BEGIN
             SELECT RAISE(ABORT, 'the history of a case only grows');
         END;",
    )?)
}

/// Every photograph that a report names, in order.
fn named(db: &Connection, report: &[u8]) -> Result<Vec<Attachment>, StoreError> {
    let mut find = db.prepare_cached(
        "SELECT kind, sha256, bytes FROM attachment WHERE report = ?1 ORDER BY position",
    )?;
    let rows = find.query_map([report], |row| {
        Ok(Attachment {
            kind: row.get(0)?,
            sha256: bytes(row, 1)?,
            bytes: row.get(2)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// How many attachments an entry added to its case.
fn attached_by(entry: &EntryRecord) -> usize {
    match serde_json::from_str(&entry.body) {
        Ok(crate::case::Event::Attached { attachments }) => attachments.len(),
        _ => 0,
    }
}
