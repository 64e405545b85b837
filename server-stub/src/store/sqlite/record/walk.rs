//! Reading every case with its history, in the order of their ids.

use rusqlite::{Connection, Row};

use crate::{
    chain::{CaseRecord, CaseRow, EntryRecord},
    store::StoreError,
};

/// Every case with its history, in the order of the ids, one in memory at a time. Reads nothing that
/// wasn't there in the first schema whose histories are chained: the step to it walks as well.
pub(super) fn walk(
    db: &Connection,
    mut visit: impl FnMut(CaseRecord) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut reports = db.prepare(
        "SELECT id, reference, category, text, place, noticed_at, visibility
         FROM report ORDER BY id",
    )?;
    let mut reports = reports.query_and_then([], |row| {
        Ok::<_, StoreError>((
            row.get::<_, Vec<u8>>(0)?,
            CaseRow {
                reference: row.get(1)?,
                category: row.get(2)?,
                text: row.get(3)?,
                place: row.get(4)?,
                noticed_at: row.get(5)?,
                visibility: row.get(6)?,
            },
        ))
    })?;
    let mut events = db.prepare(
        "SELECT report, position, id, seq, at, actor, user, audience, kind, body, salt,
             commitment, link
         FROM event ORDER BY report, seq",
    )?;
    let mut events = events.query_and_then([], entry_of_row)?;
    let (mut row, mut entry) = (reports.next().transpose()?, events.next().transpose()?);
    loop {
        // The next id of either: a case may have lost its history, and a history its case.
        let id = match (&row, &entry) {
            (None, None) => return Ok(()),
            (Some((id, _)), None) | (None, Some((id, _))) => id.clone(),
            (Some((case, _)), Some((history, _))) => case.min(history).clone(),
        };
        let mut record = CaseRecord {
            report: id,
            row: None,
            case: None,
            entries: vec![],
        };
        if let Some((_, found)) = row.take_if(|(id, _)| *id == record.report) {
            record.row = Some(found);
            row = reports.next().transpose()?;
        }
        while let Some((_, found)) = entry.take_if(|(id, _)| *id == record.report) {
            record.entries.push(found);
            entry = events.next().transpose()?;
        }
        visit(record)?;
    }
}

fn entry_of_row(row: &Row<'_>) -> Result<(Vec<u8>, EntryRecord), StoreError> {
    Ok((
        row.get(0)?,
        EntryRecord {
            position: row.get(1)?,
            id: row.get(2)?,
            seq: row.get(3)?,
            at: row.get(4)?,
            actor: row.get(5)?,
            user: row.get(6)?,
            audience: row.get(7)?,
            kind: row.get(8)?,
            body: row.get(9)?,
            salt: row.get(10)?,
            commitment: row.get(11)?,
            link: row.get(12)?,
        },
    ))
}
