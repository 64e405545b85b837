use proptest::{collection::btree_set, prelude::*};

use super::*;
use crate::{
    entropy::SystemEntropy,
    store::sqlite::{cases::crowd, migrate::migrate},
};

fn empty() -> Connection {
    let mut db = Connection::open_in_memory().unwrap();
    migrate(&mut db, &SystemEntropy).unwrap();
    db.execute_batch(
        "INSERT INTO user (id, name, folded_name, role, password_hash, created_at)
         VALUES (1, 'Lan', 'lan', 'officer', '', 0)",
    )
    .unwrap();
    db
}

fn all(db: &Connection, groups: &[Vec<i64>], first: First, beyond: Option<i64>) -> Vec<i64> {
    let mut rows = Rows::of(db, groups, first, beyond).unwrap();
    std::iter::from_fn(|| rows.next().unwrap()).collect()
}

type Found = BTreeMap<String, BTreeSet<i64>>;

/// What the index says.
fn in_the_index(db: &Connection) -> Found {
    let mut find = db.prepare("SELECT id, token FROM token").unwrap();
    let tokens = find
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap();
    let tokens = tokens.map(|token| {
        let (id, token): (i64, String) = token.unwrap();
        let cases = all(db, &[vec![id]], First::Oldest, None);
        (token, cases.into_iter().collect())
    });
    tokens
        .filter(|(_, cases): &(_, BTreeSet<_>)| !cases.is_empty())
        .collect()
}

/// What it should say.
fn in_the_cases(db: &Connection) -> Found {
    let sql = "SELECT k.row, w.words, k.keys FROM keyed k JOIN case_words w ON w.report = k.row";
    let mut find = db.prepare(sql).unwrap();
    let mut rows = find.query([]).unwrap();
    let mut found = Found::new();
    while let Some(row) = rows.next().unwrap() {
        let (case, words, keys): (_, String, String) = (
            row.get(0).unwrap(),
            row.get(1).unwrap(),
            row.get(2).unwrap(),
        );
        for token in tokens(&words, &keys) {
            found.entry(token.to_owned()).or_default().insert(case);
        }
    }
    found
}

#[test]
fn the_index_says_what_the_cases_say_whatever_changes() {
    let mut db = empty();
    crowd::fill(&mut db, 300);
    settle(&db).unwrap();
    assert_eq!(in_the_index(&db), in_the_cases(&db));
    for change in [
        "UPDATE report SET status = 'resolved' WHERE row % 3 = 0",
        "UPDATE report SET unit = '07264-vp', commune = '07264' WHERE row % 7 = 0;
         UPDATE case_words SET words = words || ' _ da va xong' WHERE report % 7 = 1;
         UPDATE report SET concerns = unit WHERE row % 7 = 1",
        "UPDATE report SET status = 'reopened', assignee = 1 WHERE row < 20;
         UPDATE report SET status = 'resolved', assignee = NULL WHERE row < 20",
        // Nothing is found by two bars, and by no words at all.
        "UPDATE case_words SET words = '_ _' WHERE report = 5",
        "DELETE FROM case_words WHERE report BETWEEN 9 AND 12",
        "DELETE FROM case_words",
    ] {
        let before = in_the_index(&db);
        db.execute_batch(change).unwrap();
        settle(&db).unwrap();
        let after = in_the_index(&db);
        assert_eq!(after, in_the_cases(&db), "{change}");
        assert_ne!(after, before, "{change}");
        let stale = db.query_row("SELECT count(*) FROM stale", [], |row| row.get(0));
        assert_eq!(stale, Ok(0));
    }
    assert_eq!(in_the_index(&db), Found::new());
}

/// Cases of some blocks that lie far apart.
fn cases() -> impl Strategy<Value = BTreeSet<i64>> {
    let block = prop_oneof![Just(0), Just(1), Just(5), Just(900)];
    btree_set(
        (block, 1..40_i64).prop_map(|(block, place)| block * ROWS + place * 97 % ROWS),
        0..60,
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn cases_that_have_all_are_gone_through_from_either_end(
        sets in proptest::collection::vec(cases(), 1..5),
        joined in 0..3_usize,
        beyond in proptest::option::of((0..7_i64, 0..ROWS)),
    ) {
        let db = empty();
        for (token, cases) in (1..).zip(&sets) {
            let cases: Vec<_> = cases.iter().map(|case| (*case, true)).collect();
            for block in cases.chunk_by(|one, next| one.0 / ROWS == next.0 / ROWS) {
                change_block(&db, token, block).unwrap();
            }
        }
        // The first ones stand for each other, the others must all be there.
        let joined = joined.min(sets.len() - 1);
        let mut groups: Vec<Vec<i64>> = vec![(1..=joined as i64 + 1).collect()];
        groups.extend((joined as i64 + 2..=sets.len() as i64).map(|token| vec![token]));
        let mut expected: BTreeSet<i64> = sets[..=joined].iter().flatten().copied().collect();
        for set in &sets[joined + 1..] {
            expected.retain(|case| set.contains(case));
        }
        let beyond = beyond.map(|(block, place)| block * ROWS + place);
        let newest = expected.iter().rev().copied();
        let newest = newest.filter(|case| beyond.is_none_or(|beyond| *case < beyond));
        prop_assert_eq!(all(&db, &groups, First::Newest, beyond), newest.collect::<Vec<_>>());
        let oldest = expected.iter().copied();
        let oldest = oldest.filter(|case| beyond.is_none_or(|beyond| *case > beyond));
        prop_assert_eq!(all(&db, &groups, First::Oldest, beyond), oldest.collect::<Vec<_>>());
    }
}
