//! The map: how many cases lie where.
//!
//! Triggers keep the cases of each cell of four grids, for each scope that holds them. What is
//! looked at is at most some hundred cells of one of them, whether a thousand cases lie in them
//! or a hundred thousand. A filter that no grid knows is walked like a list, and as far: the
//! cases that stand first in it are shown.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension as _, params};

use super::{super::rows::bytes, conditions::scope_key, walk::Path};
use crate::{
    identity::Viewer,
    store::{CaseFilter, Cluster, MapPart, Page, StatusFilter, StoreError},
};

/// Cells to a degree of each grid, as the migration writes them.
const GRIDS: [(i64, f64); 4] = [(1, 12.0), (2, 48.0), (3, 192.0), (4, 768.0)];
/// Cells that one look covers, from south to north and from west to east.
const ACROSS: i64 = 40;
/// Cases of a filter that are drawn.
const DRAWN: u32 = 500;

/// The grid for a zoom: a cell is then some fifty pixels wide.
fn grid_of(zoom: u8) -> (i64, f64) {
    match zoom {
        0..=10 => GRIDS[0],
        11..=12 => GRIDS[1],
        13..=14 => GRIDS[2],
        _ => GRIDS[3],
    }
}

/// Cells of a grid.
#[derive(Debug, Clone, Copy)]
struct Cells {
    grid: i64,
    per_degree: f64,
    x: (i64, i64),
    y: (i64, i64),
}

impl Cells {
    /// Those that a part of the map shows: what lies beyond so many is cut off at its edges.
    fn of(part: &MapPart) -> Self {
        let (grid, per_degree) = grid_of(part.zoom);
        let cell = |degrees: f64| (degrees * per_degree) as i64;
        let around = |low: f64, high: f64| {
            let middle = cell(f64::midpoint(low, high));
            (
                cell(low).max(middle - ACROSS / 2),
                cell(high).min(middle + ACROSS / 2),
            )
        };
        Self {
            grid,
            per_degree,
            x: around(part.west, part.east),
            y: around(part.south, part.north),
        }
    }

    /// The cell of a point, if it is one of these.
    fn holding(&self, lat: f64, lon: f64) -> Option<(i64, i64)> {
        let (y, x) = (
            (lat * self.per_degree) as i64,
            (lon * self.per_degree) as i64,
        );
        let inside = (self.y.0..=self.y.1).contains(&y) && (self.x.0..=self.x.1).contains(&x);
        inside.then_some((y, x))
    }
}

/// The cases that a viewer may see there, close ones together.
pub(in super::super) fn clusters(
    db: &Connection,
    viewer: &Viewer,
    filter: &CaseFilter,
    part: &MapPart,
) -> Result<Vec<Cluster>, StoreError> {
    let cells = Cells::of(part);
    let plain = |status| CaseFilter {
        status,
        ..CaseFilter::default()
    };
    if *filter == plain(StatusFilter::Open) {
        kept(db, viewer, cells, 1)
    } else if *filter == plain(StatusFilter::All) {
        kept(db, viewer, cells, 0)
    } else {
        walked(db, viewer, filter, cells)
    }
}

/// What triggers keep, of open cases or of all.
fn kept(
    db: &Connection,
    viewer: &Viewer,
    cells: Cells,
    least_open: i64,
) -> Result<Vec<Cluster>, StoreError> {
    let scope = scope_key(&viewer.scope);
    let mut find = db.prepare_cached(
        "SELECT x, n, lat, lon FROM map_cell
         WHERE scope = ?1 AND grid = ?2 AND is_open = ?3 AND y = ?4 AND x BETWEEN ?5 AND ?6
             AND n > 0",
    )?;
    let mut sums: BTreeMap<(i64, i64), [i64; 3]> = BTreeMap::new();
    for is_open in least_open..=1 {
        for y in cells.y.0..=cells.y.1 {
            let bound = params![scope, cells.grid, is_open, y, cells.x.0, cells.x.1];
            let rows = find.query_map(bound, |row| {
                Ok((row.get(0)?, [row.get(1)?, row.get(2)?, row.get(3)?]))
            })?;
            for row in rows {
                let (x, more): (i64, [i64; 3]) = row?;
                let sum = sums.entry((y, x)).or_default();
                for (sum, more) in sum.iter_mut().zip(more) {
                    *sum += more;
                }
            }
        }
    }
    Ok(sums.into_values().map(cluster).collect())
}

fn cluster([n, lat, lon]: [i64; 3]) -> Cluster {
    #[expect(clippy::cast_precision_loss, reason = "millionths of degrees of cases")]
    let mean = |sum: i64| sum as f64 / n as f64 / 1e6;
    Cluster {
        lat: mean(lat),
        lon: mean(lon),
        n: n.unsigned_abs(),
        only: None,
    }
}

/// What stands first in the list of a filter.
fn walked(
    db: &Connection,
    viewer: &Viewer,
    filter: &CaseFilter,
    cells: Cells,
) -> Result<Vec<Cluster>, StoreError> {
    let Some(path) = Path::of(db, viewer, filter)? else {
        return Ok(vec![]);
    };
    let first = Page {
        turn: None,
        limit: DRAWN,
    };
    let mut find = db.prepare_cached(
        "SELECT id, lat, lon FROM report WHERE row = ?1 AND lat IS NOT NULL AND lon IS NOT NULL",
    )?;
    let mut drawn: BTreeMap<(i64, i64), Cluster> = BTreeMap::new();
    for place in path.walk(db, first)?.places {
        let at = find
            .query_row([place.row], |row| {
                Ok((bytes(row, 0)?, row.get(1)?, row.get(2)?))
            })
            .optional()?;
        let Some((id, lat, lon)) = at else { continue };
        let Some(cell) = cells.holding(lat, lon) else {
            continue;
        };
        let here = drawn.entry(cell).or_insert(Cluster {
            lat,
            lon,
            n: 0,
            only: Some(id),
        });
        here.n += 1;
        if here.n > 1 {
            here.only = None;
        }
    }
    Ok(drawn.into_values().collect())
}
