//! What others did meanwhile, for a list that stays open: read from the record's end backwards to
//! where it was read last, so that it costs what happened since and no more.

use langnghe_wire::CaseStatus;
use rusqlite::Connection;

use super::conditions::Conditions;
use crate::{
    identity::Viewer,
    store::{CaseFilter, Changed, News, StatusFilter, StoreError},
};

/// Entries that one look goes through. What lies behind is told by the next.
const ENTRIES: i64 = 500;

pub(in super::super) fn news(
    db: &Connection,
    viewer: &Viewer,
    since: Option<u64>,
) -> Result<News, StoreError> {
    let newest: u64 = db
        .prepare_cached("SELECT ifnull(max(position), 0) FROM event")?
        .query_row([], |row| row.get(0))?;
    let mut news = News {
        position: newest,
        ..News::default()
    };
    let Some(since) = since.filter(|since| *since < newest) else {
        return Ok(news);
    };
    let all = CaseFilter {
        status: StatusFilter::All,
        ..CaseFilter::default()
    };
    let mut conditions = Conditions::of(viewer, &all);
    conditions.bind(":since", i64::try_from(since).unwrap_or(i64::MAX));
    conditions.bind(":entries", ENTRIES);
    conditions.bind(":me", viewer.id.0);
    let mut find = db.prepare_cached(&format!(
        "SELECT e.position, e.kind, r.row, r.status, u.name,
             (e.user IS NOT :me AND {})
         FROM (SELECT * FROM event WHERE position > :since ORDER BY position LIMIT :entries) e
         CROSS JOIN report r ON r.id = e.report
         LEFT JOIN user u ON u.id = e.user",
        conditions.sql(),
    ))?;
    let mut rows = find.query(conditions.values().as_slice())?;
    let mut looked_at = 0;
    while let Some(row) = rows.next()? {
        looked_at += 1;
        if looked_at == ENTRIES {
            news.position = row.get(0)?;
            news.more = news.position < newest;
        }
        if !row.get::<_, bool>(5)? {
            continue;
        }
        if row.get::<_, String>(1)? == "received" {
            news.arrived += 1;
            continue;
        }
        let changed = Changed {
            row: row.get(2)?,
            status: CaseStatus::from_name(&row.get::<_, String>(3)?),
            user: row.get(4)?,
        };
        news.changed.retain(|known| known.row != changed.row);
        news.changed.push(changed);
    }
    Ok(news)
}
