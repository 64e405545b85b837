//! The index of words: block by block, which cases have a token.
//!
//! ```text
//! a case changes ─▶ stale: what it was found by ─▶ settle, before the commit ─▶ posting
//!                   (triggers)                     (what went is taken out, what came is set)
//!
//! words that must all be there ─▶ their newest blocks ─▶ laid over each other ─▶ a case, a case …
//!                                   └ none has all: the blocks before
//! ```
//!
//! Words that are each in thousands of cases, and together in ten, cost no more than a look at those
//! thousands' blocks: 64,000 cases at a time, where a list of cases would be followed one by
//! one. Decision 14 tells what was measured.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{CachedStatement, Connection, OptionalExtension as _, params};

use super::block::{Block, ROWS};
use crate::store::StoreError;

/// Numbers of blocks that a token has for itself.
const BLOCKS: i64 = 1 << 20;
/// Cases that are settled at a time, so that what they are found by fits into memory.
const AT_ONCE: usize = 8_000;

/// Carries what changed about cases into the index. The writer does it before each commit.
pub(in super::super::super) fn settle(db: &Connection) -> Result<(), StoreError> {
    while settle_some(db)? == AT_ONCE {}
    Ok(())
}

fn settle_some(db: &Connection) -> Result<usize, StoreError> {
    let mut find = db.prepare_cached(
        "SELECT row, words, keys,
             (SELECT words FROM case_words WHERE report = stale.row),
             (SELECT keys FROM keyed WHERE row = stale.row)
         FROM stale ORDER BY row LIMIT ?1",
    )?;
    let mut rows = find.query([AT_ONCE])?;
    let (mut settled, mut changed) = (vec![], BTreeMap::<String, Vec<(i64, bool)>>::new());
    while let Some(stale) = rows.next()? {
        let row = stale.get(0)?;
        let before: (String, String) = (stale.get(1)?, stale.get(2)?);
        let after: (Option<String>, Option<String>) = (stale.get(3)?, stale.get(4)?);
        let before = tokens(&before.0, &before.1);
        let after = match &after {
            (Some(words), Some(keys)) => tokens(words, keys),
            _ => BTreeSet::new(),
        };
        for token in before.symmetric_difference(&after) {
            let change = (row, after.contains(token));
            match changed.get_mut(*token) {
                Some(changes) => changes.push(change),
                None => {
                    changed.insert((*token).to_owned(), vec![change]);
                }
            }
        }
        settled.push(row);
    }
    for (token, changes) in changed {
        let token = number(db, &token)?;
        for changes in changes.chunk_by(|one, next| one.0 / ROWS == next.0 / ROWS) {
            change_block(db, token, changes)?;
        }
    }
    if let Some(last) = settled.last() {
        db.prepare_cached("DELETE FROM stale WHERE row <= ?1")?
            .execute([last])?;
    }
    Ok(settled.len())
}

/// Forgets the tokens that no case has.
pub(super) fn forget_unused(db: &Connection) -> Result<(), StoreError> {
    db.execute(
        "DELETE FROM token WHERE NOT EXISTS (
             SELECT 1 FROM posting WHERE at >= token.id * ?1 AND at < (token.id + 1) * ?1)",
        [BLOCKS],
    )?;
    Ok(())
}

/// What a case is found by. What was said at different times is kept apart by a bar, which no
/// case is found by.
fn tokens<'a>(words: &'a str, keys: &'a str) -> BTreeSet<&'a str> {
    let all = words.split(' ').chain(keys.split(' '));
    all.filter(|token| !matches!(*token, "" | "_")).collect()
}

/// A token's number, which it gets when it is met first.
fn number(db: &Connection, token: &str) -> Result<i64, StoreError> {
    if let Some(known) = known(db, token)? {
        return Ok(known);
    }
    db.prepare_cached("INSERT INTO token (token) VALUES (?1)")?
        .execute([token])?;
    Ok(db.last_insert_rowid())
}

/// A token's number, if any case ever had it.
pub(super) fn known(db: &Connection, token: &str) -> Result<Option<i64>, StoreError> {
    let mut find = db.prepare_cached("SELECT id FROM token WHERE token = ?1")?;
    Ok(find.query_row([token], |row| row.get(0)).optional()?)
}

/// Tokens that begin so, a few.
pub(super) fn beginning(
    db: &Connection,
    start: &str,
    limit: usize,
) -> Result<Vec<i64>, StoreError> {
    let mut find = db.prepare_cached(
        "SELECT id FROM token WHERE token >= ?1 AND token < ?2 ORDER BY token LIMIT ?3",
    )?;
    let behind = format!("{start}\u{10ffff}");
    let rows = find.query_map(params![start, behind, limit], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Changes which of a block's cases have a token.
fn change_block(db: &Connection, token: i64, changes: &[(i64, bool)]) -> Result<(), StoreError> {
    let Some((first, _)) = changes.first() else {
        return Ok(());
    };
    let at = token * BLOCKS + first / ROWS;
    let mut find = db.prepare_cached("SELECT cases FROM posting WHERE at = ?1")?;
    let mut rows = find.query([at])?;
    let mut block = match rows.next()? {
        Some(row) => block_in(row, 0)?,
        None => Block::none(),
    };
    drop(rows);
    for (row, to) in changes {
        block.set(place(*row), *to);
    }
    match block.written() {
        Some(cases) => db
            .prepare_cached("INSERT OR REPLACE INTO posting (at, cases) VALUES (?1, ?2)")?
            .execute(params![at, cases])?,
        None => db
            .prepare_cached("DELETE FROM posting WHERE at = ?1")?
            .execute([at])?,
    };
    Ok(())
}

fn block_in(row: &rusqlite::Row<'_>, column: usize) -> Result<Block, StoreError> {
    let written = row.get_ref(column)?;
    Block::read(written.as_blob().map_err(rusqlite::Error::from)?)
}

/// A case's place in its block.
fn place(row: i64) -> u16 {
    (row % ROWS) as u16
}

/// From which end cases are gone through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum First {
    Newest,
    Oldest,
}

/// The cases that have a token of each group, one by one.
pub(in super::super) struct Rows<'a> {
    find: CachedStatement<'a>,
    groups: &'a [Vec<i64>],
    from: First,
    beyond: Option<i64>,
    /// The block that is gone through, and what is left of it.
    block: (i64, Block),
    /// The block from which on more is looked for; none behind the last.
    next: Option<i64>,
}

impl<'a> Rows<'a> {
    /// From one end on, or from beyond a case.
    pub(super) fn of(
        db: &'a Connection,
        groups: &'a [Vec<i64>],
        from: First,
        beyond: Option<i64>,
    ) -> Result<Self, StoreError> {
        let find = db.prepare_cached(match from {
            First::Newest => {
                "SELECT at, cases FROM posting WHERE at BETWEEN ?1 AND ?2 ORDER BY at DESC LIMIT 1"
            }
            First::Oldest => {
                "SELECT at, cases FROM posting WHERE at BETWEEN ?1 AND ?2 ORDER BY at LIMIT 1"
            }
        })?;
        let first = match (beyond, from) {
            (Some(row), _) => row.clamp(0, BLOCKS * ROWS - 1) / ROWS,
            (None, First::Newest) => BLOCKS - 1,
            (None, First::Oldest) => 0,
        };
        Ok(Self {
            find,
            groups,
            from,
            beyond,
            block: (first, Block::none()),
            next: Some(first),
        })
    }

    /// The next of them.
    pub(in super::super) fn next(&mut self) -> Result<Option<i64>, StoreError> {
        loop {
            let (number, left) = &mut self.block;
            let place = match self.from {
                First::Newest => left.pop_newest(),
                First::Oldest => left.pop_oldest(),
            };
            if let Some(place) = place {
                return Ok(Some(*number * ROWS + i64::from(place)));
            }
            let Some(block) = self.next_block()? else {
                return Ok(None);
            };
            self.block = block;
        }
    }

    /// How many are left.
    pub(super) fn count(mut self) -> Result<u64, StoreError> {
        let mut count = self.block.1.count();
        while let Some((_, block)) = self.next_block()? {
            count += block.count();
        }
        Ok(count)
    }

    fn next_block(&mut self) -> Result<Option<(i64, Block)>, StoreError> {
        'look: while let Some(number) = self.next {
            let mut all = Block::all();
            let groups = self.groups;
            for group in groups {
                let Some((nearest, cases)) = self.nearest(group, number)? else {
                    self.next = None;
                    return Ok(None);
                };
                if nearest != number {
                    self.next = Some(nearest);
                    continue 'look;
                }
                if !all.keep(&cases) {
                    self.next = self.behind(number);
                    continue 'look;
                }
            }
            self.next = self.behind(number);
            match self.beyond {
                Some(row) if row / ROWS == number => match self.from {
                    First::Newest => all.keep_older(place(row)),
                    First::Oldest => all.keep_newer(place(row)),
                },
                _ => {}
            }
            return Ok(Some((number, all)));
        }
        Ok(None)
    }

    fn behind(&self, number: i64) -> Option<i64> {
        match self.from {
            First::Newest => (number > 0).then(|| number - 1),
            First::Oldest => (number < BLOCKS - 1).then(|| number + 1),
        }
    }

    /// The first block from one on in which a case has any of these tokens.
    fn nearest(&mut self, group: &[i64], from: i64) -> Result<Option<(i64, Block)>, StoreError> {
        let mut nearest: Option<(i64, Block)> = None;
        for token in group {
            let first = token * BLOCKS;
            let among = match self.from {
                First::Newest => [first, first + from],
                First::Oldest => [first + from, first + BLOCKS - 1],
            };
            let mut rows = self.find.query(among)?;
            let Some(row) = rows.next()? else {
                continue;
            };
            let number = row.get::<_, i64>(0)? - first;
            match &mut nearest {
                Some((known, cases)) if *known == number => cases.add(&block_in(row, 1)?),
                Some((known, _)) if !self.from.is_nearer(number, *known) => {}
                _ => nearest = Some((number, block_in(row, 1)?)),
            }
        }
        Ok(nearest)
    }
}

impl First {
    /// Whether one block comes before another.
    fn is_nearer(self, one: i64, other: i64) -> bool {
        match self {
            Self::Newest => one > other,
            Self::Oldest => one < other,
        }
    }
}

#[cfg(test)]
mod tests;
