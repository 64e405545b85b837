//! What lists, searches, counts and the map take with a thousand cases and with a hundred thousand,
//! asked in turn in one run: `cargo bench -p langnghe-server --bench console`. It prints medians and
//! their ratio, which should stay near 1. `tests/run` counts the database's steps instead, which
//! no other program on the machine disturbs.

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
    identity::{NewUser, PasswordHash, Role, Scope, User},
    store::{
        Accounts as _, CaseFilter, Cases as _, DueFilter, MapPart, Page, StatusFilter, Store as _,
        Whose, sqlite::SqliteStore,
    },
};

#[path = "../tests/it/crowd.rs"]
#[allow(
    dead_code,
    reason = "the count of steps shares it and uses other parts"
)]
mod crowd;

/// How often each is asked.
const ROUNDS: usize = 60;
/// The most that a hundred times as many cases may cost.
const GROWTH: f64 = 1.2;

struct Crowd {
    store: SqliteStore,
    viewer: User,
    _folder: tempfile::TempDir,
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
        let new = NewUser {
            name: "Lan".into(),
            // Who sees all cases has most to wait for, and a full page of both.
            role: Role::Coordinator,
            scope: Scope::Province,
            password: PasswordHash::from_stored("x".into()),
        };
        let viewer = store.add_user(new, now()).await.unwrap();
        store.close().await.unwrap();
        crowd::fill(&mut rusqlite::Connection::open(&file).unwrap(), cases);
        Self {
            store: open().await,
            viewer,
            _folder: folder,
        }
    }

    async fn ask(&self, question: &Question) -> Duration {
        let begun = Instant::now();
        match question {
            Question::List(filter, limit) => {
                let page = Page {
                    turn: None,
                    limit: *limit,
                };
                let found = self.store.cases(&self.viewer, (**filter).clone(), page);
                found.await.unwrap();
            }
            Question::Counts => {
                self.store.count_cases(&self.viewer, now()).await.unwrap();
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
                self.store.clusters(&self.viewer, all, part).await.unwrap();
            }
        }
        begun.elapsed()
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
    vec![
        ("open", Question::List(Box::new(open), 50)),
        ("all", Question::List(Box::new(all.clone()), 50)),
        ("overdue", Question::List(Box::new(overdue), 50)),
        ("mine", Question::List(Box::new(mine), 30)),
        (
            "a common word",
            Question::List(Box::new(searched(crowd::COMMON)), 50),
        ),
        (
            "a rare word",
            Question::List(Box::new(searched(crowd::RARE)), 10),
        ),
        ("counts", Question::Counts),
        ("the map", Question::Map),
    ]
}

#[tokio::main]
async fn main() {
    let crowds = [Crowd::of(1_000).await, Crowd::of(100_000).await];
    println!("{:<16}{:>12}{:>12}{:>8}", "", "1,000", "100,000", "ratio");
    for (name, question) in questions() {
        let mut times = [vec![], vec![]];
        for _ in 0..ROUNDS {
            for (crowd, times) in crowds.iter().zip(&mut times) {
                times.push(crowd.ask(&question).await);
            }
        }
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
}
