//! What happened to a reporter's cases behind a cursor.
//!
//! A cursor is `EPOCH.POSITION`: everything up to there is known. A phone without one, or with
//! one of another epoch, gets a snapshot of each of its cases first, a page at a time, with
//! `EPOCH.POSITION.REPORT`: everything up to `POSITION` will be known once the reports behind
//! `REPORT` (in the order of their rows) have been told as well. What happens meanwhile comes
//! after, perhaps twice; applying a change twice changes nothing.

use langnghe_wire::{
    Change, ReportId,
    change::What,
    limits::{CHANGES_PER_ANSWER, REQUEST_BYTES},
    sync::Cursor,
};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::events::{COLUMNS, citizens_history, of_row};
use super::rows::bytes;
use crate::{
    identity::ReporterId,
    store::{ChangePage, StoreError},
};

/// Bytes of changes in one answer, as JSON: as much as a request may have. A single snapshot may
/// have more.
const BYTES_PER_ANSWER: usize = REQUEST_BYTES;

/// Where a phone stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// It knows everything up to a position.
    At(u64),
    /// It is being told of its cases, and has those up to this row.
    Snapshots { through: u64, after: i64 },
}

/// The changes behind a cursor, as many as one answer holds.
pub(super) fn page(
    db: &Connection,
    reporter: ReporterId,
    cursor: Option<&Cursor>,
) -> Result<ChangePage, StoreError> {
    let epoch: String = db
        .prepare_cached("SELECT value FROM meta WHERE key = 'epoch'")?
        .query_row([], |row| row.get(0))?;
    let newest: u64 = db
        .prepare_cached("SELECT coalesce(max(position), 0) FROM event")?
        .query_row([], |row| row.get(0))?;
    let place = cursor
        .and_then(|cursor| read(&epoch, &cursor.0))
        // A position that isn't there yet was written by another life of this database.
        .filter(|place| matches!(place, Place::At(p) | Place::Snapshots { through: p, .. } if *p <= newest))
        .unwrap_or(Place::Snapshots {
            through: newest,
            after: 0,
        });
    match place {
        Place::At(position) => since(db, reporter, &epoch, position),
        Place::Snapshots { through, after } => snapshots(db, reporter, &epoch, through, after),
    }
}

fn read(epoch: &str, cursor: &str) -> Option<Place> {
    let mut parts = cursor.strip_prefix(epoch)?.strip_prefix('.')?.split('.');
    let position = parts.next()?.parse().ok()?;
    let after = parts.next();
    if parts.next().is_some() {
        return None;
    }
    Some(match after {
        None => Place::At(position),
        Some(row) => Place::Snapshots {
            through: position,
            after: row.parse().ok()?,
        },
    })
}

fn write(epoch: &str, place: Place) -> Cursor {
    Cursor(match place {
        Place::At(position) => format!("{epoch}.{position}"),
        Place::Snapshots { through, after } => format!("{epoch}.{through}.{after}"),
    })
}

/// Fills an answer until it is full.
#[derive(Default)]
struct Answer {
    changes: Vec<Change>,
    entries: usize,
    bytes: usize,
}

impl Answer {
    /// Takes a change if there is room. The first always has some.
    fn take(&mut self, change: Change) -> bool {
        let entries = match &change.what {
            What::Snapshot { history } => history.len().max(1),
            _ => 1,
        };
        let bytes = serde_json::to_vec(&change).map_or(0, |json| json.len());
        let is_full =
            self.entries + entries > CHANGES_PER_ANSWER || self.bytes + bytes > BYTES_PER_ANSWER;
        if is_full && !self.changes.is_empty() {
            return false;
        }
        self.entries += entries;
        self.bytes += bytes;
        self.changes.push(change);
        true
    }
}

fn since(
    db: &Connection,
    reporter: ReporterId,
    epoch: &str,
    position: u64,
) -> Result<ChangePage, StoreError> {
    let mut find = db.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM report r JOIN event e ON e.report = r.id
         WHERE r.reporter = ?1 AND e.audience = 'citizen' AND e.position > ?2
         ORDER BY e.position LIMIT ?3"
    ))?;
    let limit = CHANGES_PER_ANSWER + 1;
    let mut rows = find.query(params![reporter.0, position, limit])?;
    let (mut answer, mut last, mut more) = (Answer::default(), position, false);
    while let Some(row) = rows.next()? {
        let event = of_row(row)?;
        let Some(change) = event.to_change() else {
            continue;
        };
        if !answer.take(change) {
            more = true;
            break;
        }
        last = event.position;
    }
    Ok(ChangePage {
        changes: answer.changes,
        cursor: write(epoch, Place::At(last)),
        more,
    })
}

fn snapshots(
    db: &Connection,
    reporter: ReporterId,
    epoch: &str,
    through: u64,
    after: i64,
) -> Result<ChangePage, StoreError> {
    let (mut answer, mut last) = (Answer::default(), after);
    while let Some((row, report)) = next_report(db, reporter, last)? {
        let history: Vec<Change> = citizens_history(db, report)?
            .iter()
            .filter_map(crate::case::RecordedEvent::to_change)
            .collect();
        // The snapshot stands where its history ends.
        if let Some(newest) = history.last().cloned() {
            let snapshot = Change {
                what: What::Snapshot { history },
                ..newest
            };
            if !answer.take(snapshot) {
                return Ok(ChangePage {
                    changes: answer.changes,
                    cursor: write(
                        epoch,
                        Place::Snapshots {
                            through,
                            after: last,
                        },
                    ),
                    more: true,
                });
            }
        }
        last = row;
    }
    Ok(ChangePage {
        changes: answer.changes,
        cursor: write(epoch, Place::At(through)),
        // The snapshots of earlier pages may be older than what happened since.
        more: after != 0,
    })
}

fn next_report(
    db: &Connection,
    reporter: ReporterId,
    after: i64,
) -> Result<Option<(i64, ReportId)>, StoreError> {
    let mut find = db.prepare_cached(
        "SELECT row, id FROM report WHERE reporter = ?1 AND row > ?2 ORDER BY row LIMIT 1",
    )?;
    Ok(find
        .query_row(params![reporter.0, after], |row| {
            Ok((row.get(0)?, bytes(row, 1)?))
        })
        .optional()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_read_back_and_those_of_others_dont() {
        for place in [
            Place::At(0),
            Place::At(7),
            Place::Snapshots {
                through: 7,
                after: 3,
            },
        ] {
            assert_eq!(read("e1", &write("e1", place).0), Some(place));
            assert_eq!(read("e2", &write("e1", place).0), None);
        }
        for wrong in [
            "", "e1", "e1.", "e1.x", "e1.7.x", "e1.7.3.1", "e1.-1", "e17",
        ] {
            assert_eq!(read("e1", wrong), None, "{wrong}");
        }
    }
}
