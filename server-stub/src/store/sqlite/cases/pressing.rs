//! A list in two parts: what is late or due soon, the most pressing first, and then the others in the
//! list's own order.
//!
//! ```text
//! page ─▶ which part does its key lie in? ─▶ walk ─▶ the part ended, and there is room ─▶ the other
//! ```
//!
//! Lists of open cases are in that order anyway. Those that are shown from the newest on are two
//! walks, each of which costs the same however many cases there are. A case that begins to press
//! while somebody turns pages has its place in the first part from then on.

use jiff::Timestamp;
use rusqlite::Connection;

use super::walk::{Path, Walked};
use crate::{
    case::is_open,
    identity::Viewer,
    store::{CaseFilter, DueFilter, Page, PageKey, StatusFilter, StoreError, Turn},
};

/// Behind every case that presses.
const END: PageKey = PageKey {
    due: i64::MAX,
    row: i64::MAX,
};

/// A list in two parts.
#[derive(Debug)]
pub(super) struct InTwoParts {
    pressing: Path,
    others: Path,
}

impl InTwoParts {
    /// What runs out before a moment, and what doesn't; none where the list's own order puts the
    /// first part first, or where nothing of it can press.
    pub(super) fn of(
        db: &Connection,
        viewer: &Viewer,
        filter: &CaseFilter,
        whole: &Path,
        end: Timestamp,
    ) -> Result<Option<Self>, StoreError> {
        let can_press = match filter.status {
            StatusFilter::Only(status) => is_open(status),
            StatusFilter::Open | StatusFilter::All => true,
        };
        if whole.is_by_clocks() || !can_press {
            return Ok(None);
        }
        let first = CaseFilter {
            due: Some(DueFilter::Before(end)),
            ..filter.clone()
        };
        let pressing = Path::of(db, viewer, &first)?;
        Ok(pressing.map(|pressing| Self {
            pressing,
            others: whole.clone().without_what_runs_out_before(end),
        }))
    }

    /// A page of it.
    pub(super) fn walk(&self, db: &Connection, page: Page) -> Result<Walked, StoreError> {
        let Self { pressing, others } = self;
        match page.turn {
            None => through(db, [pressing, others], page, None),
            Some(Turn::After(key)) if key.is_by_clocks() => {
                through(db, [pressing, others], page, None)
            }
            Some(Turn::Before(key)) if !key.is_by_clocks() => {
                through(db, [others, pressing], page, Some(Turn::Before(END)))
            }
            Some(Turn::After(_)) => others.walk(db, page),
            Some(Turn::Before(_)) => pressing.walk(db, page),
        }
    }
}

/// Walks one part, and on through the other from where it begins, as far as there is room.
fn through(
    db: &Connection,
    [one, other]: [&Path; 2],
    page: Page,
    begins: Option<Turn>,
) -> Result<Walked, StoreError> {
    let mut walked = one.walk(db, page)?;
    if walked.on.is_some() {
        return Ok(walked);
    }
    let room = page.limit.saturating_sub(walked.places.len() as u32);
    // Where there is no room, one tells whether anything follows.
    let limit = room.max(1);
    let rest = other.walk(
        db,
        Page {
            turn: begins,
            limit,
        },
    )?;
    if room > 0 {
        walked.places.extend(rest.places);
        walked.on = rest.on;
    } else if rest.on.is_some() || !rest.places.is_empty() {
        walked.on = walked.places.last().copied();
    }
    Ok(walked)
}
