//! Lists, searches, counts and the map cost the same with a hundred thousand cases as with a
//! thousand: the steps that the database takes for each are counted.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering::Relaxed},
    },
};

use jiff::Timestamp;
use langnghe_wire::CaseStatus;
use rusqlite::{
    Connection, StatementStatus,
    trace::{TraceEvent, TraceEventCodes},
};

use super::{super::migrate::migrate, *};
use crate::{
    entropy::SystemEntropy,
    identity::{Role, Scope, UserId},
    store::{DueFilter, MapPart, PageKey, StatusFilter, Whose},
};

/// What a page may cost more with a hundred times as many cases.
const GROWTH: f64 = 1.2;
/// Fewer steps than these aren't compared: fifty rows alone take twice as many.
const SMALL: i64 = 3_000;
/// Steps to one more block of each word, and to a case where the smaller crowd has none.
const BLOCKS: f64 = 300.0;
/// Steps of whatever doesn't follow an index: some twenty for each case that a walk looks at, or
/// for each cell of the map.
const BOUND: i64 = 30_000;
/// Steps of a look at some cases of each commune, where everything is asked of each case.
const EACH_COMMUNE: i64 = 600_000;

struct Crowd {
    db: Connection,
    steps: Arc<AtomicI64>,
}

impl Crowd {
    fn of(cases: usize) -> Self {
        let mut db = Connection::open_in_memory().unwrap();
        migrate(&mut db, &SystemEntropy).unwrap();
        db.execute_batch(
            "INSERT INTO user (id, name, folded_name, role, password_hash, created_at)
             VALUES (1, 'Lan', 'lan', 'officer', '', 0)",
        )
        .unwrap();
        crowd::fill(&mut db, cases);
        search::settle(&db).unwrap();
        let steps = Arc::<AtomicI64>::default();
        let counted = Arc::clone(&steps);
        let mut before = HashMap::<String, i32>::new();
        let count = move |event: TraceEvent<'_>| {
            if let TraceEvent::Profile(statement, _) = event {
                // A statement that is kept prepared counts on from run to run.
                let so_far = statement.get_status(StatementStatus::VmStep);
                let before = before.entry(statement.sql().into_owned()).or_insert(0);
                let ran = if so_far < *before {
                    so_far
                } else {
                    so_far - *before
                };
                *before = so_far;
                counted.fetch_add(ran.into(), Relaxed);
            }
        };
        db.trace_v2(TraceEventCodes::SQLITE_TRACE_PROFILE, Some(count))
            .unwrap();
        Self { db, steps }
    }

    /// The steps that something takes, after it was done once.
    fn steps(&self, mut what: impl FnMut(&Connection)) -> i64 {
        what(&self.db);
        self.steps.store(0, Relaxed);
        what(&self.db);
        self.steps.load(Relaxed)
    }
}

fn viewer(scope: Scope) -> Viewer {
    Viewer {
        id: UserId(1),
        name: "Lan".into(),
        role: Role::Officer,
        scope,
    }
}

fn now() -> Timestamp {
    Timestamp::from_millisecond(crowd::NOW).unwrap()
}

/// What officers ask for.
fn questions() -> Vec<Question> {
    let open = CaseFilter::default();
    let all = CaseFilter {
        status: StatusFilter::All,
        ..open.clone()
    };
    let searched = |words: &str, of: &CaseFilter| CaseFilter {
        words: Some(words.into()),
        ..of.clone()
    };
    let due = |due| CaseFilter {
        due: Some(due),
        ..open.clone()
    };
    let only = |status| CaseFilter {
        status: StatusFilter::Only(status),
        ..open.clone()
    };
    let flat = |name, filter| Question {
        name,
        filter,
        cost: Cost::Flat,
    };
    let found = |name, filter| Question {
        name,
        filter,
        cost: Cost::Found,
    };
    let walked = |name, filter| Question {
        name,
        filter,
        cost: Cost::Bounded,
    };
    vec![
        flat("open", open.clone()),
        flat("all", all.clone()),
        flat("confirmed", only(CaseStatus::Confirmed)),
        flat("overdue", due(DueFilter::Before(now()))),
        flat("paused", due(DueFilter::Paused)),
        flat(
            "mine",
            CaseFilter {
                whose: Whose::Mine,
                ..open.clone()
            },
        ),
        found("a common word", searched(crowd::COMMON, &open)),
        found("a common word's beginning", searched("đươ", &all)),
        found(
            "common words in a row",
            searched("\"đường vào thôn\"", &all),
        ),
        found("a rare word", searched(crowd::RARE, &all)),
        found(
            "a rare word in what is overdue",
            CaseFilter {
                words: Some(crowd::RARE.into()),
                ..due(DueFilter::Before(now()))
            },
        ),
        walked(
            "a common word in what is overdue",
            CaseFilter {
                words: Some(crowd::COMMON.into()),
                ..due(DueFilter::Before(now()))
            },
        ),
        found("no word", searched("kangaroo", &all)),
        walked("in progress", only(CaseStatus::InProgress)),
        walked(
            "a category",
            CaseFilter {
                category: Some("road".into()),
                ..open.clone()
            },
        ),
        walked(
            "what nothing fits",
            CaseFilter {
                level: Some("complex".into()),
                unread: true,
                recurring: true,
                ..all.clone()
            },
        ),
    ]
}

struct Question {
    name: &'static str,
    filter: CaseFilter,
    cost: Cost,
}

#[derive(PartialEq)]
enum Cost {
    /// An index leads to what fits.
    Flat,
    /// The index of words leads to what fits. All that it reads are rows, so that steps tell it all.
    Found,
    /// Each case on the way is asked, and the way is no longer than so many.
    Bounded,
}

/// Compares what something costs with a thousand cases and with a hundred thousand.
fn compare(name: &str, cost: &Cost, [few, many]: [i64; 2]) {
    let most = match cost {
        Cost::Flat => (few as f64 * GROWTH).max(SMALL as f64),
        Cost::Found => (few as f64 * GROWTH).max(few as f64 + BLOCKS),
        Cost::Bounded => BOUND as f64,
    };
    assert!(many as f64 <= most, "{name}: {few} steps became {many}");
}

#[test]
fn work_costs_the_same_however_many_cases_there_are() {
    let crowds = [Crowd::of(1_000), Crowd::of(100_000)];
    let scopes = [
        Scope::Province,
        Scope::Commune(crowd::COMMUNE.into()),
        Scope::Unit(crowd::UNIT.into()),
    ];
    for scope in scopes {
        let viewer = viewer(scope);
        for question in questions() {
            lists(&crowds, &viewer, &question);
        }
        what_presses_is_first(&crowds[1].db, &viewer);
        let name = format!("{:?}", viewer.scope);
        let counted = crowds.each_ref().map(|crowd| {
            crowd.steps(|db| {
                count_all(db, &viewer, now()).unwrap();
            })
        });
        assert!(counted[1] <= BOUND, "counts, {name}: {counted:?}");
        for question in questions() {
            let counted = crowds.each_ref().map(|crowd| {
                crowd.steps(|db| {
                    count_by_commune(db, &viewer, &question.filter).unwrap();
                })
            });
            let told = format!("{} by commune, {name}: {counted:?}", question.name);
            let is_kept = question.filter == of_states(question.filter.status);
            let most = if is_kept { BOUND } else { EACH_COMMUNE };
            assert!(counted[1] <= most, "{told}");
        }
        each_commune_is_counted(&crowds[1].db, &viewer);
        for zoom in [9, 12, 14, 17] {
            let drawn = crowds.each_ref().map(|crowd| {
                crowd.steps(|db| {
                    let open = CaseFilter::default();
                    let clusters = clusters(db, &viewer, &open, &part(zoom)).unwrap();
                    assert!(!clusters.is_empty() || zoom == 17);
                })
            });
            assert!(drawn[1] <= BOUND, "map {zoom}, {name}: {drawn:?}");
        }
    }
}

/// The first page of a list, as many rows of both: what is compared is the way to them.
fn lists(crowds: &[Crowd; 2], viewer: &Viewer, question: &Question) {
    let Question { name, filter, cost } = question;
    let name = format!("{name}, {:?}", viewer.scope);
    let shown = list(&crowds[0].db, viewer, filter, None, Page::default()).unwrap();
    let limit = u32::try_from(shown.cases.len().max(1)).unwrap();
    let page = |turn| Page { turn, limit };
    let walk = |crowd: &Crowd, turn| {
        crowd.steps(|db| {
            let Some(path) = Path::of(db, viewer, filter).unwrap() else {
                return;
            };
            for place in path.walk(db, page(turn)).unwrap().places {
                summary::find(db, viewer, place.row).unwrap();
            }
        })
    };
    compare(
        &name,
        cost,
        crowds.each_ref().map(|crowd| walk(crowd, None)),
    );

    // Where what presses stands first, a list is two walks, and one that counts.
    let many = &crowds[1];
    let others = Turn::After(PageKey {
        due: i64::MAX,
        row: i64::MAX,
    });
    for turn in [None, Some(others)] {
        let counted = crowds.each_ref().map(|crowd| {
            crowd.steps(|db| {
                list(db, viewer, filter, Some(now()), page(turn)).unwrap();
            })
        });
        let most = match cost {
            Cost::Flat | Cost::Found => BOUND,
            Cost::Bounded => 3 * BOUND,
        };
        let told = format!("{name}, what presses first, from {turn:?}: {counted:?}");
        assert!(counted[1] <= most, "{told}");
    }

    // The twentieth page costs what the first does.
    let first = walk(many, None);
    let mut turn = None;
    for _ in 0..20 {
        let found = list(&many.db, viewer, filter, None, page(turn)).unwrap();
        if found.next.is_none() {
            return;
        }
        turn = found.next;
    }
    compare(
        &format!("{name}, far down"),
        cost,
        [first, walk(many, turn)],
    );
}

/// A word of half of all cases is looked for, so that neither part of the list is few cases that could
/// be sorted: whoever sorts all of them finds the same.
fn what_presses_is_first(db: &Connection, viewer: &Viewer) {
    let mut sort = db
        .prepare(
            "WITH found AS (
                 SELECT r.row, r.id, r.is_open AND r.due_order < :now AS presses, r.due_order
                 FROM report r JOIN held h USING (row) JOIN case_words w ON w.report = r.row
                 WHERE h.scope = :scope AND ' ' || w.words LIKE '% duong%')
             SELECT id FROM found ORDER BY presses DESC, iif(presses, due_order, -row), row",
        )
        .unwrap();
    let bound = params![crowd::NOW, conditions::scope_key(&viewer.scope)];
    let ids = sort.query_map(bound, |row| bytes(row, 0)).unwrap();
    let sorted: Vec<ReportId> = ids.collect::<Result<_, _>>().unwrap();
    let filter = CaseFilter {
        status: StatusFilter::All,
        words: Some(crowd::COMMON.into()),
        ..CaseFilter::default()
    };
    let shown = |turn, limit| {
        let page = Page { turn, limit };
        let found = list(db, viewer, &filter, Some(now()), page).unwrap();
        let ids = found.cases.iter().map(|case| case.id);
        (ids.collect::<Vec<_>>(), found.next, found.previous)
    };
    let (begins, next, _) = shown(None, 50);
    assert_eq!(begins, sorted[..50]);
    let (goes_on, _, previous) = shown(next, 50);
    assert_eq!(goes_on, sorted[50..100]);
    assert_eq!(shown(previous, 50).0, begins);
}

fn of_states(status: StatusFilter) -> CaseFilter {
    CaseFilter {
        status,
        ..CaseFilter::default()
    }
}

/// Whoever counts all cases finds what the index tells, and no less than what is said at least.
fn each_commune_is_counted(db: &Connection, viewer: &Viewer) {
    let count = |fits: &str| -> BTreeMap<String, u64> {
        let sql = format!(
            "SELECT r.commune, count(*) FROM report r JOIN held h USING (row)
                 JOIN case_words w ON w.report = r.row
             WHERE h.scope = :scope AND r.is_open AND {fits} GROUP BY 1"
        );
        let mut find = db.prepare(&sql).unwrap();
        let scope = [conditions::scope_key(&viewer.scope)];
        let rows = find.query_map(scope, |row| Ok((row.get(0)?, row.get(1)?)));
        rows.unwrap().collect::<Result<_, _>>().unwrap()
    };
    let told = |filter| count_by_commune(db, viewer, &filter).unwrap();
    let open = CaseFilter::default();
    let exact = [
        (
            CaseFilter {
                words: Some(crowd::COMMON.into()),
                ..open.clone()
            },
            "' ' || w.words LIKE '% duong%'".to_owned(),
        ),
        (
            CaseFilter {
                category: Some("road".into()),
                ..open.clone()
            },
            "r.category = 'road'".to_owned(),
        ),
    ];
    for (filter, fits) in exact {
        let all = count(&fits).into_iter();
        let all: BTreeMap<_, _> = all.map(|(code, n)| (code, Count::exactly(n))).collect();
        assert_eq!(told(filter), all, "{fits}");
    }
    let late = CaseFilter {
        due: Some(DueFilter::Before(now())),
        ..open
    };
    let searched = CaseFilter {
        words: Some(crowd::COMMON.into()),
        ..late.clone()
    };
    let is_late = format!("r.due_order < {}", crowd::NOW);
    let and_said = format!("{is_late} AND ' ' || w.words LIKE '% duong%'");
    for (filter, fits) in [(late, is_late), (searched, and_said)] {
        let all = count(&fits);
        let counted = told(filter);
        assert!(counted.keys().eq(all.keys()));
        for (code, count) in counted {
            let is_so = match count.or_more {
                true => (1..=all[&code]).contains(&count.n),
                false => count.n == all[&code],
            };
            assert!(is_so, "{code}: {count:?} of {}", all[&code]);
        }
    }
}

/// What a screen shows of the map: some eight hundred pixels around the middle of the commune.
fn part(zoom: u8) -> MapPart {
    let centre = langnghe_places::Communes::bundled()
        .by_code(crowd::COMMUNE)
        .unwrap()
        .centre;
    let half = 360.0 / f64::from(1_u32 << zoom) * 1.5;
    MapPart {
        west: centre.lon - half,
        south: centre.lat - half,
        east: centre.lon + half,
        north: centre.lat + half,
        zoom,
    }
}
