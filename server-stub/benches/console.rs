//! What lists, searches, counts and the map take with a thousand cases and with a hundred thousand,
//! asked in turn in one run: `cargo bench -p langnghe-server --bench console`. First the store is
//! asked, then the console's pages are, over HTTP and with somebody signed in. It prints medians and
//! their ratio, and says which is more than it may be. `tests/run` counts the database's steps
//! instead, which no other program on the machine disturbs.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a panic is how it fails, and printing is what it is for"
)]

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use jiff::Timestamp;
use langnghe_server::{
    entropy::SystemEntropy,
    identity::{NewUser, Role, Scope, User, hash_password},
    store::{
        Accounts as _, CaseFilter, Cases as _, DueFilter, MapPart, Page, StatusFilter, Store as _,
        Whose, sqlite::SqliteStore,
    },
};
use zeroize::Zeroizing;

use self::desk::Desk;

#[path = "../tests/it/crowd.rs"]
#[allow(
    dead_code,
    reason = "the count of steps shares it and uses other parts"
)]
mod crowd;
#[path = "console/desk.rs"]
mod desk;

/// How often each is asked.
const ROUNDS: usize = 200;
/// The most that a hundred times as many cases may cost.
const GROWTH: f64 = 1.2;
/// Who asks.
const NAME: &str = "lan";
const PASSWORD: &str = "đồng lúa xanh ven sông Thương";

struct Crowd {
    store: SqliteStore,
    viewer: User,
    folder: tempfile::TempDir,
}

impl Crowd {
    async fn of(cases: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("db");
        let open = async || {
            SqliteStore::open(&file, Arc::new(SystemEntropy))
                .await
                .unwrap()
        };
        let store = open().await;
        let password = hash_password(Zeroizing::new(PASSWORD.into()), [7; 16]);
        let new = NewUser {
            name: NAME.into(),
            // Who sees all cases has most to wait for, and a full page of both.
            role: Role::Coordinator,
            scope: Scope::Province,
            password: password.await.unwrap(),
        };
        let viewer = store.add_user(new, now()).await.unwrap();
        store.close().await.unwrap();
        crowd::fill(&mut rusqlite::Connection::open(&file).unwrap(), cases);
        Self {
            store: open().await,
            viewer,
            folder,
        }
    }

    /// How long it takes, and how much was found.
    async fn ask(&self, question: &Question) -> (Duration, usize) {
        let begun = Instant::now();
        let found = match question {
            Question::List(filter, limit) => {
                let page = Page {
                    turn: None,
                    limit: *limit,
                };
                let found = self.store.cases(&self.viewer, (**filter).clone(), page);
                found.await.unwrap().cases.len()
            }
            Question::Counts => {
                self.store.count_cases(&self.viewer, now()).await.unwrap();
                0
            }
            Question::Map => {
                let part = MapPart {
                    west: 105.5,
                    south: 20.8,
                    east: 107.2,
                    north: 21.7,
                    zoom: 9,
                };
                let all = CaseFilter::default();
                let found = self.store.clusters(&self.viewer, all, part);
                found.await.unwrap().len()
            }
        };
        (begun.elapsed(), found)
    }
}

enum Question {
    /// As many cases as both have.
    List(Box<CaseFilter>, u32),
    Counts,
    Map,
}

fn now() -> Timestamp {
    Timestamp::from_millisecond(crowd::NOW).unwrap()
}

fn questions() -> Vec<(&'static str, Question)> {
    let open = CaseFilter::default();
    let all = CaseFilter {
        status: StatusFilter::All,
        ..open.clone()
    };
    let searched = |words: &str| CaseFilter {
        words: Some(words.into()),
        ..all.clone()
    };
    let overdue = CaseFilter {
        due: Some(DueFilter::Before(now())),
        ..open.clone()
    };
    let mine = CaseFilter {
        whose: Whose::Mine,
        ..open.clone()
    };
    let list = |filter, limit| Question::List(Box::new(filter), limit);
    vec![
        ("open", list(open, 50)),
        ("all", list(all.clone(), 50)),
        ("overdue", list(overdue, 50)),
        ("mine", list(mine, 30)),
        ("a common word", list(searched(crowd::COMMON), 50)),
        ("a rare word", list(searched(crowd::RARE), 10)),
        ("counts", Question::Counts),
        ("the map, a cell", Question::Map),
    ]
}

/// The same as a browser asks it. The map is one screen of the whole province.
fn pages() -> Vec<(&'static str, String)> {
    let searched = |words: &str| {
        let query = serde_urlencoded::to_string([("show", "all"), ("q", words)]).unwrap();
        format!("/console/cases?{query}")
    };
    let screen = "west=105.5&south=20.8&east=107.2&north=21.7&zoom=9";
    vec![
        ("open", "/console/cases".into()),
        ("all", "/console/cases?show=all".into()),
        ("overdue", "/console/cases?show=late".into()),
        ("mine", "/console/cases?whose=mine".into()),
        ("a common word", searched(crowd::COMMON)),
        ("a rare word", searched(crowd::RARE)),
        ("the map", format!("/console/map?{screen}")),
        ("the communes", "/console/cases/map".into()),
        ("late communes", "/console/cases/map?show=late".into()),
    ]
}

/// Prints a line: two medians, and how the second compares.
fn tell(name: &str, times: [Vec<Duration>; 2]) {
    let [few, many] = times.map(|mut times| {
        times.sort();
        times[times.len() / 2]
    });
    let ratio = many.as_secs_f64() / few.as_secs_f64();
    let said = if ratio > GROWTH {
        "  more than it may be"
    } else {
        ""
    };
    println!("{name:<16}{few:>12.1?}{many:>12.1?}{ratio:>8.2}{said}");
}

#[tokio::main]
async fn main() {
    let crowds = [Crowd::of(1_000).await, Crowd::of(100_000).await];
    println!(
        "{:<16}{:>12}{:>12}{:>8}",
        "store", "1,000", "100,000", "ratio"
    );
    for (name, question) in questions() {
        let mut times = [vec![], vec![]];
        for _ in 0..ROUNDS {
            let mut found = vec![];
            for (crowd, times) in crowds.iter().zip(&mut times) {
                let (took, rows) = crowd.ask(&question).await;
                // A hundred times as many cases lie in more cells of the map, and each is a line of the
                // answer: what a cell takes is compared. Lists are as long.
                times.push(match question {
                    Question::Map => took / u32::try_from(rows).unwrap(),
                    Question::List(..) | Question::Counts => took,
                });
                found.push(rows);
            }
            let is_list = matches!(question, Question::List(..));
            assert!(!is_list || found[0] == found[1], "{name}: {found:?}");
        }
        tell(name, times);
    }

    let mut desks = vec![];
    for Crowd { store, folder, .. } in crowds {
        let who = [("name", NAME), ("password", PASSWORD)];
        let desk = Desk::open(folder.path(), store, now(), who).await;
        desks.push((desk, folder));
    }
    println!(
        "\n{:<16}{:>12}{:>12}{:>8}",
        "over HTTP", "1,000", "100,000", "ratio"
    );
    for (name, path) in pages() {
        let mut times = [vec![], vec![]];
        for _ in 0..ROUNDS {
            let mut rows = vec![];
            for ((desk, _), times) in desks.iter().zip(&mut times) {
                let (took, page) = desk.get(&path).await;
                times.push(took);
                rows.push(page.matches("<li id=\"row-").count());
            }
            assert_eq!(rows[0], rows[1], "{name}: both give the same to read");
        }
        tell(name, times);
    }
    for (desk, _folder) in desks {
        desk.close().await;
    }
}
