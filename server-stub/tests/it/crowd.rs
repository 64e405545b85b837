//! A province's worth of cases, written straight into the tables and in one transaction: what
//! tests and benchmarks of lists stand on. What triggers would keep row by row is summed up at the
//! end, as the migration does it; words are found once the store has settled them.

use langnghe_places::{Catalogue, Communes, fold};
use rusqlite::{Connection, params};

/// The commune that a fifth of all cases lie in, and its unit that has most of them.
pub(crate) const COMMUNE: &str = "07264";
pub(crate) const UNIT: &str = "07264-kt";
/// A word of three in five cases, and one of ten in all.
pub(crate) const COMMON: &str = "đường";
pub(crate) const RARE: &str = "tử thần";
/// How many open cases the user with the number 1 was given.
pub(crate) const ASSIGNED: usize = 40;
/// When they were looked at, in milliseconds: half of the open ones are overdue, the others
/// due soon.
pub(crate) const NOW: i64 = 1_795_000_000_000;

const STATES: [&str; 10] = [
    "received",
    "resolved",
    "in_progress",
    "closed",
    "accepted",
    "confirmed",
    "refused",
    "reopened",
    "confirmed",
    "resolved",
];
const SAID: [&str; 5] = [
    "Đường vào thôn có nhiều ổ gà, xe đi lại khó",
    "Rác đổ ven đường, mùi rất khó chịu",
    "Đèn đường hỏng cả tuần nay",
    "Cống tắc, mưa là ngập sân nhà văn hóa",
    "Cây đổ chắn lối đi",
];

/// Fills an empty, migrated database with so many cases. There must be a user with the number 1.
pub(crate) fn fill(db: &mut Connection, cases: usize) {
    let all = db.transaction().unwrap();
    all.execute("INSERT INTO reporter (id, created_at) VALUES (1, 0)", [])
        .unwrap();
    let triggers = without_triggers(&all);
    let (mut chance, mut assigned) = (Chance(7), 0);
    for i in 0..cases {
        insert(&all, &mut chance, &mut assigned, (i, cases));
    }
    all.execute_batch(
        "INSERT INTO case_count (scope, status, n)
             SELECT scope, status, count(*) FROM held GROUP BY 1, 2;
         INSERT INTO map_cell (scope, grid, is_open, y, x, n, lat, lon)
             SELECT scope, grid, is_open, y, x, count(*), sum(lat), sum(lon)
             FROM placed GROUP BY 1, 2, 3, 4, 5;
         INSERT INTO commune_count (scope, commune, status, n)
             SELECT h.scope, r.commune, h.status, count(*) FROM held h JOIN report r USING (row)
             GROUP BY 1, 2, 3;
         INSERT INTO stale (row, words, keys) SELECT report, '', '' FROM case_words;",
    )
    .unwrap();
    for trigger in triggers {
        all.execute_batch(&trigger).unwrap();
    }
    all.commit().unwrap();
    db.execute_batch("ANALYZE; PRAGMA wal_checkpoint(TRUNCATE)")
        .unwrap();
}

/// Drops the triggers of cases, and says how they are made.
fn without_triggers(db: &Connection) -> Vec<String> {
    let mut find = db
        .prepare(
            "SELECT name, sql FROM sqlite_schema
             WHERE type = 'trigger' AND tbl_name IN ('report', 'case_words')",
        )
        .unwrap();
    let rows = find
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap();
    let triggers: Vec<(String, String)> = rows.collect::<Result<_, _>>().unwrap();
    for (name, _) in &triggers {
        db.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    triggers.into_iter().map(|(_, sql)| sql).collect()
}

/// Numbers that look random and are the same every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        ((self.0 >> 33) as usize) % end
    }
}

fn insert(db: &Connection, chance: &mut Chance, assigned: &mut usize, (i, cases): (usize, usize)) {
    let communes = Communes::bundled().all();
    let categories = &Catalogue::bundled().categories;
    let commune = if chance.below(5) == 0 {
        Communes::bundled().by_code(COMMUNE).unwrap()
    } else {
        &communes[chance.below(communes.len())]
    };
    let category = &categories[chance.below(categories.len())].code;
    let office = ["kt", "kt", "kt", "vp"][chance.below(4)];
    let status = STATES[chance.below(STATES.len())];
    let is_open = ["received", "in_progress", "accepted", "reopened"].contains(&status);
    let mut text = format!(
        "{}. Số {}.",
        SAID[chance.below(SAID.len())],
        chance.below(500)
    );
    if i % (cases / 10) == cases / 20 {
        text.push_str(" Hố tử thần!");
    }
    let mine = is_open && commune.code == COMMUNE && office == "kt" && *assigned < ASSIGNED;
    *assigned += usize::from(mine);
    let due = NOW - 86_400_000 + chance.below(2 * 86_400) as i64 * 1_000;
    let jitter = |chance: &mut Chance| (chance.below(4_000) as f64 - 2_000.0) / 100_000.0;
    let mut id = [0_u8; 16];
    id[8..].copy_from_slice(&(i as u64).to_be_bytes());
    let clock = |due: i64| {
        let at = jiff::Timestamp::from_millisecond(due).unwrap();
        format!("{{\"due\":\"{at}\",\"basis\":{{\"vi\":\"\",\"en\":\"\"}}}}")
    };
    let clocks = format!(
        "{{\"intake\":{},\"resolution\":{}}}",
        clock(due),
        clock(due)
    );
    db.prepare_cached(
        "INSERT INTO report (id, reporter, reference, status, category, text, place, commune,
             unit, unit_name, noticed_at, received_at, visibility, clocks, intake_due,
             resolution_due, supporters, version, catalogue, next_due, lat, lon, assignee)
         VALUES (?1, 1, ?2, ?3, ?4, ?5, '{}', ?6, ?7, '{\"vi\":\"Phòng\",\"en\":\"Office\"}', ?8, ?8,
             'name_hidden', ?9, ?10, ?10, 0, 2, 1, ?11, ?12, ?13, ?14)",
    )
    .unwrap()
    .execute(params![
        id,
        reference(i),
        status,
        category,
        text,
        commune.code,
        format!("{}-{office}", commune.code),
        NOW - (cases - i) as i64 * 1_000,
        clocks,
        due,
        is_open.then_some(due),
        commune.centre.lat + jitter(chance),
        commune.centre.lon + jitter(chance),
        mine.then_some(1),
    ])
    .unwrap();
    let row = db.last_insert_rowid();
    let folded = fold(&format!("{text} {}", commune.name));
    let words: Vec<_> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    db.prepare_cached("INSERT INTO case_words (report, words) VALUES (?1, ?2)")
        .unwrap()
        .execute(params![row, words.join(" ")])
        .unwrap();
    db.prepare_cached(
        "INSERT INTO attachment (report, position, reporter, kind, sha256, bytes, arrived)
         VALUES (?1, 0, 1, 'photo', ?2, 1, 1)",
    )
    .unwrap()
    .execute(params![id, [id, id].concat()])
    .unwrap();
}

fn reference(i: usize) -> String {
    langnghe_wire::Reference::from_random((i as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15))
        .as_str()
        .to_owned()
}
