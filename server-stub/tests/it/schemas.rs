//! Every schema that was ever released opens with this release, and everything in it goes on.
//!
//! `server-stub/fixtures/vN.sql` is what a server with schema N may hold. A data folder is made from
//! it as that release would have left it, and served. A new schema comes with a fixture of its own;
//! the old ones stay.

use std::{fs, path::Path};

use langnghe_places::Level;
use langnghe_server::{
    case::{Action, Moment, Solution},
    identity::{ReporterId, SessionToken, User},
    store::{CaseFilter, Page, sqlite::record::check},
};
use langnghe_wire::{
    CaseStatus, Code, Remedy, ReportId,
    change::What,
    sync::{Answer, Outcome},
};
use reqwest::{Method, StatusCode};
use rusqlite::{Connection, OpenFlags};
use serde_json::value::RawValue;
use tempfile::TempDir;

use crate::{
    phone::{Phone, at, filing, text},
    photo::{LARGE, Photo},
    server::{Server, is_problem},
    upload::{head, patch, stands_at},
};

/// The migrations up to a schema, and the fixture of it.
struct Released {
    schema: u32,
    migrations: &'static [&'static str],
    rows: &'static str,
}

const RELEASED: &[Released] = &[
    Released {
        schema: 1,
        migrations: &[include_str!("../../migrations/0001_first.sql")],
        rows: include_str!("../../fixtures/v1.sql"),
    },
    Released {
        schema: 2,
        migrations: &[
            include_str!("../../migrations/0001_first.sql"),
            include_str!("../../migrations/0002_photographs_of_the_result.sql"),
        ],
        rows: include_str!("../../fixtures/v2.sql"),
    },
    Released {
        schema: 3,
        migrations: &[
            include_str!("../../migrations/0001_first.sql"),
            include_str!("../../migrations/0002_photographs_of_the_result.sql"),
            include_str!("../../migrations/0003_the_officers_desk.sql"),
        ],
        rows: include_str!("../../fixtures/v3.sql"),
    },
];

/// The reports of every fixture.
const TAKEN: &str = "01a2076b-4400-7000-8000-000000000101";
const WITHDRAWN: &str = "01a2076b-4400-7000-8000-000000040101";

/// A report of phone 2, since schema 2.
const RESOLVED: &str = "01a2076b-4400-7000-8000-000000010202";

const OFFICER: &str = "Nguyễn Thị Lan";
const PASSWORD: &str = "đồng lúa xanh ven sông Thương";

fn id(text: &str) -> ReportId {
    text.parse().unwrap()
}

fn arrived() -> Photo {
    Photo::of(include_bytes!("../../fixtures/arrived.jpg").to_vec())
}

fn arriving() -> Photo {
    Photo::of(include_bytes!("../../fixtures/arriving.jpg").to_vec())
}

impl Released {
    /// A data folder, as that release left it.
    fn data(&self) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        let database = Connection::open(folder.path().join("langnghe.db")).unwrap();
        database.execute_batch("PRAGMA journal_mode = WAL").unwrap();
        for migration in self.migrations {
            database.execute_batch(migration).unwrap();
        }
        database.execute_batch(self.rows).unwrap();
        database
            .pragma_update(None, "user_version", self.schema)
            .unwrap();
        let hash = arrived().sha256.to_string();
        let reporters: &[&str] = if self.schema >= 2 {
            &["1", "2"]
        } else {
            &["1"]
        };
        for reporter in reporters {
            let photographs = folder.path().join("blobs/photographs").join(reporter);
            let photographs = photographs.join(&hash[..2]);
            fs::create_dir_all(&photographs).unwrap();
            fs::write(photographs.join(&hash), arrived().bytes).unwrap();
        }
        folder
    }

    /// A server of this release on it, some time later.
    async fn served(&self) -> Server {
        let server = Server::start_in(self.data(), |_| {}).await;
        server.advance(100);
        server
    }
}

/// Phone `number` of the fixtures; what it says from now on has ids of its own.
fn phone(number: u8) -> Phone {
    let phone = Phone::new(number);
    for _ in 0..16 {
        phone.new_report();
    }
    phone
}

async fn officer(server: &Server) -> User {
    let found = server.state.store.credentials(OFFICER).await.unwrap();
    found.expect("the officer is there").0
}

#[tokio::test]
async fn every_released_schema_opens_with_everything_in_it() {
    for released in RELEASED {
        let server = released.served().await;
        let store = &server.state.store;
        let epoch = store.epoch().await.unwrap();
        assert!(
            released.rows.contains(&format!("'{epoch}'")),
            "another incarnation"
        );
        let officer = officer(&server).await;
        let cases = store.cases(&officer, CaseFilter::default(), Page::default());
        let cases = cases.await.unwrap().cases;
        assert!(cases.iter().any(|case| case.id == id(TAKEN)), "{cases:?}");
        // It is found by its words, whichever release wrote them down.
        for words in ["de nut bay", "\"sau nhà ông\" "] {
            let searched = CaseFilter {
                words: Some(words.into()),
                ..CaseFilter::default()
            };
            let found = store.cases(&officer, searched, Page::default()).await;
            let found = found.unwrap().cases;
            assert!(found.iter().any(|case| case.id == id(TAKEN)), "{words}");
        }

        let detail = store.case(&officer, id(TAKEN)).await.unwrap().unwrap();
        let case = &detail.case;
        assert_eq!(case.text, "Đê nứt sau nhà ông Bảy.");
        assert_eq!((case.status, case.supporters), (CaseStatus::Accepted, 1));
        let came: Vec<bool> = case.attachments.iter().map(|a| a.arrived).collect();
        assert_eq!(came, [true, false]);
        let kinds: Vec<_> = detail.history.iter().map(|e| e.event.seq).collect();
        let written = if released.schema >= 3 { 14 } else { 9 };
        assert_eq!(kinds, (1..=written).collect::<Vec<_>>());
        let whose = store.photograph(&officer, id(TAKEN), arrived().sha256);
        assert_eq!(whose.await.unwrap(), Some(ReporterId(1)));
        let bytes = server.state.blobs.read(ReporterId(1), arrived().sha256);
        assert_eq!(bytes.await.unwrap(), arrived().bytes);

        if released.schema >= 2 {
            let resolved = store.case(&officer, id(RESOLVED)).await.unwrap().unwrap();
            let results = resolved.case.results.iter().map(|r| r.sha256);
            assert_eq!(results.collect::<Vec<_>>(), [arrived().sha256]);
            let path = format!("/v1/photographs/{}", arrived().sha256);
            let call = server.call(Method::GET, &path, &phone(2)).send();
            assert_eq!(call.await.unwrap().bytes().await.unwrap(), arrived().bytes);
        }
        let withdrawn = store.case(&officer, id(WITHDRAWN)).await.unwrap().unwrap();
        assert_eq!(withdrawn.case.status, CaseStatus::Withdrawn);
        // What was there before histories were chained is chained as it stood.
        let database = server.data().join("langnghe.db");
        let (flags, seen) = (OpenFlags::SQLITE_OPEN_READ_WRITE, |_, _| {});
        let checked = check(&database, flags, &[], seen).unwrap().unwrap();
        assert!(checked.holds() && checked.entries >= 9, "{checked:?}");
        let session = SessionToken::from_random([9; 32]).hash();
        let session = store.session(session, at(100)).await.unwrap().unwrap();
        assert_eq!(session.user.name, OFFICER, "who was signed in still is");
    }
}

/// Photographs from before fingerprints are looked at by the server that opens them, unasked.
#[tokio::test]
async fn a_server_looks_back_at_what_older_releases_left() {
    let folder = RELEASED[1].data();
    let photo = &*LARGE;
    let hash = photo.sha256.to_string();
    let place = folder.path().join("blobs/photographs/1").join(&hash[..2]);
    fs::create_dir_all(&place).unwrap();
    fs::write(place.join(&hash), &photo.bytes).unwrap();
    let database = Connection::open(folder.path().join("langnghe.db")).unwrap();
    database
        .execute(
            "INSERT INTO upload (reporter, sha256, length, received, complete_at, expires_at)
             VALUES (1, ?1, 9, 9, 1, 9000000000000)",
            [photo.sha256.as_bytes()],
        )
        .unwrap();
    drop(database);
    let server = Server::start_in(folder, |_| {}).await;
    let looked_at = async {
        while server.state.store.not_looked_at(None, 1).await.unwrap() != [] {
            tokio::task::yield_now().await;
        }
    };
    let looked_at = tokio::time::timeout(std::time::Duration::from_secs(20), looked_at);
    looked_at.await.expect("nobody looked");
    let database = Connection::open(server.data().join("langnghe.db")).unwrap();
    let sql = "SELECT count(*) FROM fingerprint WHERE sha256 = ?1";
    let kept = database.query_row(sql, [photo.sha256.as_bytes()], |row| row.get(0));
    assert_eq!(kept, Ok(1));
}

#[tokio::test]
async fn phones_of_every_released_schema_go_on_where_they_were() {
    for released in RELEASED {
        let server = released.served().await;
        let phone = phone(1);
        // What was applied is answered as ever, byte for byte the same.
        let database = Connection::open(server.data().join("langnghe.db")).unwrap();
        let sql = "SELECT bytes, answer FROM operation WHERE bytes IS NOT NULL AND reporter = 1";
        let mut find = database.prepare(sql).unwrap();
        let known: Vec<(String, String)> = find
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        assert_eq!(known.len(), 4);
        let mut request = phone.request(None, &[]);
        request.register = None;
        let frozen = known.iter().map(|(bytes, _)| bytes.clone());
        request.operations = frozen.map(|b| RawValue::from_string(b).unwrap()).collect();
        let answer = server.sync(&phone, &request).await;
        for (result, (_, first)) in answer.results.iter().zip(&known) {
            let first: Answer = serde_json::from_str(first).unwrap();
            assert_eq!(result.outcome, Outcome::Duplicate { first });
        }
        let snapshots = answer.changes.iter();
        let mut snapshots = snapshots.filter(|c| matches!(c.what, What::Snapshot { .. }));
        assert_eq!((snapshots.by_ref().count(), answer.more), (2, false));

        // The upload goes on at its byte, and is whole.
        let photograph = arriving();
        let stands = head(&server, &phone, &photograph).await;
        stands_at(&stands, StatusCode::OK, 100);
        let length = photograph.bytes.len();
        let rest = patch(&server, &phone, &photograph, 100..length).await;
        stands_at(&rest, StatusCode::NO_CONTENT, length);
        // Something more is said, and nothing is told twice.
        let said = phone.operation(id(TAKEN), 3, &text("Vẫn còn nứt."));
        let request = phone.request(Some(answer.cursor), &[&said]);
        let answer = server.sync(&phone, &request).await;
        assert!(matches!(answer.results[0].outcome, Outcome::Applied(_)));
        let news: Vec<&What> = answer.changes.iter().map(|c| &c.what).collect();
        let sha256 = photograph.sha256;
        let expected = What::Said {
            text: "Vẫn còn nứt.".into(),
        };
        assert_eq!(news, [&What::Photograph { sha256 }, &expected]);

        let other = Photo::of(b"not named by any report, and not yet whole".to_vec());
        let second = self::phone(2);
        stands_at(&head(&server, &second, &other).await, StatusCode::OK, 10);
        let third = self::phone(3);
        let revoked = server.try_sync(&third, &third.request(None, &[])).await;
        is_problem(revoked, Code::DeviceRevoked).await;
        let fourth = self::phone(4);
        let file = fourth.operation(fourth.new_report(), 0, &filing("Mới.", vec![]));
        let filed = server.send(&fourth, &[&file]).await;
        assert!(matches!(filed[0], Outcome::Applied(_)), "{filed:?}");
    }
}

#[tokio::test]
async fn officers_of_every_released_schema_sign_in_and_work() {
    for released in RELEASED {
        let server = released.served().await;
        let form = [("name", OFFICER), ("password", PASSWORD)];
        let url = format!("{}/console/sign-in", server.url);
        let enter = server
            .client
            .post(url)
            .header("sec-fetch-site", "same-origin");
        let page = enter.form(&form).send().await.unwrap();
        assert!(page.status().is_success(), "{}", page.status());
        // Where that leads needs a cookie that only https carries; who was signed in has one.
        let session = format!(
            "__Host-langnghe={}",
            SessionToken::from_random([9; 32]).expose()
        );
        let case = format!("{}/console/cases/{TAKEN}", server.url);
        let page = server.client.get(case).header("cookie", session);
        let page = page.send().await.unwrap().text().await.unwrap();
        for words in ["Đê nứt sau nhà ông Bảy.", "Giao tổ xung kích.", OFFICER] {
            assert!(page.contains(words), "{words}");
        }

        let (store, officer) = (&server.state.store, officer(&server).await);
        let version = store.case(&officer, id(TAKEN)).await.unwrap().unwrap();
        let done = Action::Resolve(Solution {
            text: "Đã đắp xong.".into(),
            cause: "Mạch sủi".into(),
            remedy: Remedy::Lasting,
            photographs: vec![],
            without_photograph: Some("Trời tối".into()),
        });
        let act = store.act(
            &officer,
            id(TAKEN),
            done,
            version.case.version,
            Moment::bundled(at(120)),
        );
        assert_eq!(act.await.unwrap().case.status, CaseStatus::Resolved);
        let phone = phone(1);
        let told = server.sync(&phone, &phone.request(None, &[])).await;
        let told = serde_json::to_string(&told.changes).unwrap();
        assert!(
            told.contains("Đã đắp xong.") && !told.contains("xung kích"),
            "{told}"
        );
    }
}

/// Reports of phone 2, since schema 3: merged into [`TAKEN`], and resolved without a photograph.
const MERGED: &str = "01a2076b-4400-7000-8000-000000100202";
const SOLVED: &str = "01a2076b-4400-7000-8000-000000120202";

#[tokio::test]
async fn what_the_officers_desk_wrote_is_read() {
    for released in RELEASED.iter().filter(|released| released.schema >= 3) {
        let server = released.served().await;
        let (store, officer) = (&server.state.store, officer(&server).await);
        let case = async |report| {
            store
                .case(&officer, id(report))
                .await
                .unwrap()
                .unwrap()
                .case
        };
        let taken = case(TAKEN).await;
        assert_eq!((taken.level, taken.companions), (Level::Complex, 1));
        assert_eq!(taken.assignee, Some(officer.id));
        assert_eq!(taken.pause.unwrap().reason, "Chờ nước rút");
        let merged = case(MERGED).await;
        assert_eq!(merged.status, CaseStatus::Merged);
        assert_eq!(merged.merged.unwrap().into, id(TAKEN));
        let resolution = case(SOLVED).await.resolution.unwrap();
        assert_eq!(resolution.remedy, Remedy::Temporary);
        // And its record holds.
        let database = Connection::open(server.data().join("langnghe.db")).unwrap();
        let unlinked = "SELECT count(*) FROM event WHERE link IS NULL";
        let unlinked: i64 = database.query_row(unlinked, [], |row| row.get(0)).unwrap();
        assert_eq!(unlinked, 0);
    }
}

#[test]
fn there_is_a_fixture_for_every_schema() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let count = |folder: &str| {
        let files = fs::read_dir(root.join(folder)).unwrap();
        let names = files.map(|file| file.unwrap().file_name());
        names
            .filter(|name| name.to_str().unwrap().ends_with(".sql"))
            .count()
    };
    assert_eq!(count("migrations"), RELEASED.len());
    assert_eq!(count("fixtures"), RELEASED.len());
}
