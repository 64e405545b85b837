//! The record: written by a server, rewritten by somebody who has its database, and checked by the
//! program.

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
};

use jiff::civil::date;
use langnghe_server::{
    case::{Action, Moment, placement::Rules},
    chain::{Entry, Root, commitment, link},
    identity::{NewUser, Role, Scope, User, hash_password},
};
use langnghe_wire::{Attachment, Body, ReportId, Sha256};
use rusqlite::{Connection, params};
use serde::Deserialize;
use tempfile::TempDir;

use crate::{
    phone::{Phone, at, filing, text},
    server::Server,
};

const DAY: i64 = 86_400;

#[derive(Deserialize)]
struct Roots {
    format: u32,
    roots: Vec<Root>,
    more: bool,
}

/// A server with two days of work behind it, and their roots.
struct Written {
    server: Server,
    report: ReportId,
    roots: String,
}

impl Written {
    async fn new() -> Self {
        let server = Server::start().await;
        let phone = Phone::new(1);
        let report = phone.new_report();
        let photograph = Attachment::photo(Sha256::of(b"a picture"), 9);
        let other = Attachment::photo(Sha256::of(b"another picture"), 15);
        let file = phone.operation(report, 0, &filing("Đê nứt sau nhà.", vec![photograph]));
        let attachments = vec![other];
        let attach = phone.operation(report, 1, &Body::Attach { attachments });
        server.send(&phone, &[&file, &attach]).await;
        let second = phone.operation(phone.new_report(), 0, &filing("Cống tắc.", vec![]));
        server.send(&phone, &[&second]).await;
        assert!(server.state.store.close_a_day(at(DAY)).await.unwrap());

        server.advance(DAY);
        let officer = officer(&server).await;
        let store = &server.state.store;
        for action in [
            Action::Accept,
            Action::Start,
            Action::Note {
                text: "Giao tổ xung kích.".into(),
            },
        ] {
            let version = store.case(&officer, report).await.unwrap().unwrap();
            let version = version.case.version;
            let acted = store
                .act(&officer, report, action, version, Moment::bundled(at(DAY)))
                .await;
            acted.unwrap();
        }
        assert!(store.close_a_day(at(2 * DAY)).await.unwrap());
        assert!(!store.close_a_day(at(2 * DAY)).await.unwrap());
        // What came since is in no root yet.
        let said = phone.operation(report, 2, &text("Vẫn nứt."));
        server.send(&phone, &[&said]).await;

        let url = format!("{}/v1/roots", server.url);
        let answer = server.client.get(url).send().await.unwrap();
        assert_eq!(answer.headers()["cache-control"], "public, max-age=300");
        let roots = answer.text().await.unwrap();
        Self {
            server,
            report,
            roots,
        }
    }

    /// A copy of the data folder that was worked on with SQL, by somebody for whom no trigger holds.
    fn rewritten(&self, sql: &str) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        let copy = folder.path().join("langnghe.db");
        let database = Connection::open(self.server.data().join("langnghe.db")).unwrap();
        database
            .execute("VACUUM INTO ?1", [copy.to_str().unwrap()])
            .unwrap();
        let copy = Connection::open(copy).unwrap();
        copy.execute_batch(
            "DROP TRIGGER event_is_never_changed; DROP TRIGGER event_is_never_deleted;
             DROP TRIGGER root_is_never_changed; DROP TRIGGER root_is_never_deleted;",
        )
        .unwrap();
        let id = data_encoding::HEXLOWER.encode(self.report.as_bytes());
        copy.execute_batch(&sql.replace("OURS", &format!("report = x'{id}'")))
            .unwrap();
        assert!(copy.changes() > 0, "nothing was rewritten: {sql}");
        folder
    }

    fn kept(&self, folder: &Path) -> PathBuf {
        let file = folder.join("roots.json");
        std::fs::write(&file, &self.roots).unwrap();
        file
    }
}

async fn officer(server: &Server) -> User {
    let password = zeroize::Zeroizing::new("đồng lúa xanh".to_owned());
    let user = NewUser {
        name: "Lan".into(),
        role: Role::Officer,
        scope: Scope::new(Role::Officer, Some("07264"), &Rules::bundled()).unwrap(),
        password: hash_password(password, [7; 16]).await.unwrap(),
    };
    server.state.store.add_user(user, at(0)).await.unwrap()
}

fn verify(data: &Path, more: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_langnghe-server"))
        .args(["verify", "--data"])
        .arg(data)
        .args(more)
        .output()
        .unwrap()
}

fn words(output: &Output) -> String {
    let texts = [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text));
    texts.concat()
}

#[tokio::test]
async fn a_record_that_nobody_rewrote_holds_while_it_is_served() {
    let written = Written::new().await;
    let held = verify(written.server.data(), &[]);
    assert!(held.status.success(), "{held:?}");
    let said = words(&held);
    assert!(
        said.contains("record: 2 cases, 9 entries, 2 daily roots, the newest of 2026-11-24: "),
        "{said}"
    );
    let folder = tempfile::tempdir().unwrap();
    let kept = written.kept(folder.path());
    let held = verify(written.server.data(), &["--roots", kept.to_str().unwrap()]);
    assert!(held.status.success(), "{held:?}");
}

#[tokio::test]
async fn whatever_is_rewritten_is_named() {
    let written = Written::new().await;
    for (sql, named) in [
        (
            "UPDATE event SET body = replace(body, 'xung', 'tuần') WHERE OURS AND seq = 6",
            "entry 6 doesn't say what it said",
        ),
        (
            "UPDATE event SET at = at - 1 WHERE OURS AND seq = 4",
            "entry 4 doesn't follow from the one before it",
        ),
        (
            "UPDATE event SET salt = NULL WHERE OURS AND seq = 6",
            "entry 6 has no salt, and nothing says that it was erased",
        ),
        (
            "UPDATE event SET audience = 'citizen' WHERE OURS AND seq = 6",
            "entry 6 doesn't follow",
        ),
        (
            "UPDATE event SET actor = 'server', user = NULL WHERE OURS AND seq = 5",
            "entry 5 doesn't follow",
        ),
        (
            "DELETE FROM event WHERE OURS AND seq = 5",
            "entry 5 is missing",
        ),
        (
            "UPDATE event SET seq = -4 WHERE OURS AND seq = 4;
             UPDATE event SET seq = 4 WHERE OURS AND seq = 5;
             UPDATE event SET seq = 5 WHERE OURS AND seq = -4;",
            "entry 4 doesn't follow",
        ),
        (
            "UPDATE report SET text = 'Không có gì.' WHERE id IN (SELECT report FROM event WHERE OURS)",
            "the report (entry 1) doesn't say what it was filed with",
        ),
        (
            "UPDATE attachment SET sha256 = zeroblob(32) WHERE OURS AND position = 0",
            "the report (entry 1) doesn't say what it was filed with",
        ),
        (
            "UPDATE attachment SET sha256 = zeroblob(32) WHERE OURS AND position = 1",
            "another list of photographs than its history",
        ),
        (
            "UPDATE report SET status = 'refused' WHERE id IN (SELECT report FROM event WHERE OURS)",
            "another status than its history",
        ),
        // The end of a history, with the row put right: in a root, so it is missed.
        (
            "DELETE FROM event WHERE OURS AND seq > 5;
             UPDATE report SET version = 5 WHERE id IN (SELECT report FROM event WHERE OURS)",
            "root 2 (2026-11-24) was made of other histories",
        ),
        // A whole case.
        (
            "PRAGMA foreign_keys = OFF; DELETE FROM event WHERE NOT OURS;
             DELETE FROM report WHERE id NOT IN (SELECT report FROM event)",
            "root 1 (2026-11-23) was made of other histories: 2 cases had changed",
        ),
        (
            "PRAGMA foreign_keys = OFF; DELETE FROM report WHERE id IN (SELECT report FROM event WHERE OURS)",
            "there is a history, but no case that it is of",
        ),
        (
            "UPDATE root SET tree = zeroblob(32) WHERE number = 2",
            "root 2 (2026-11-24) doesn't follow from the one before it, or was changed",
        ),
        ("DELETE FROM root WHERE number = 1", "root 1 is missing"),
    ] {
        let rewritten = written.rewritten(sql);
        let found = verify(rewritten.path(), &[]);
        let said = words(&found);
        assert_eq!(found.status.code(), Some(1), "{sql}: {said}");
        assert!(said.contains(named), "{sql}: {said}");
        assert!(said.contains("the record was changed after it was written"));
        for private in ["nứt", "Không", "tuần", "xung"] {
            assert!(!said.contains(private), "{said}");
        }
    }
}

/// Somebody who can compute hashes replaces an entry with its commitment and its link.
#[tokio::test]
async fn an_entry_that_was_replaced_with_its_link_is_found_at_the_next_one() {
    let written = Written::new().await;
    let rewritten = written.rewritten("UPDATE event SET body = body WHERE OURS");
    let database = Connection::open(rewritten.path().join("langnghe.db")).unwrap();
    let report = written.report.as_bytes();
    let sql = "SELECT link FROM event WHERE report = ?1 AND seq = 3";
    let before: [u8; 32] = database.query_row(sql, [report], |row| row.get(0)).unwrap();
    let before = Sha256::from_bytes(before);
    let (salt, body) = ([7; 16], r#"{"kind":"status","status":"refused"}"#);
    let committed = commitment(&salt, body, None);
    let sql = "SELECT id, seq, at, actor, user, audience, kind FROM event
         WHERE report = ?1 AND seq = 4";
    let linked = database.query_row(sql, [report], |row| {
        let id: Vec<u8> = row.get(0)?;
        let [actor, audience, kind] = [row.get(3)?, row.get(5)?, row.get(6)?].map(|t: String| t);
        let entry = Entry {
            id: &id,
            report,
            seq: row.get(1)?,
            at: row.get(2)?,
            actor: &actor,
            user: row.get(4)?,
            audience: &audience,
            kind: &kind,
            commitment: &committed,
        };
        Ok(link(Some(&before), &entry))
    });
    let replaced = database.execute(
        "UPDATE event SET body = ?2, salt = ?3, commitment = ?4, link = ?5
         WHERE report = ?1 AND seq = 4",
        params![
            report,
            body,
            salt,
            committed.as_bytes(),
            linked.unwrap().as_bytes()
        ],
    );
    assert_eq!(replaced, Ok(1));
    let said = words(&verify(rewritten.path(), &[]));
    let named = "entry 5 doesn't follow from the one before it";
    assert!(
        said.contains(named),
        "the next link holds after all: {said}"
    );
}

/// Whoever rewrites everything, the last root with it, is found by those who kept a copy.
#[tokio::test]
async fn a_root_that_was_taken_back_is_missed_by_those_who_kept_it() {
    let written = Written::new().await;
    let rewritten = written.rewritten("DELETE FROM root WHERE number = 2");
    assert!(verify(rewritten.path(), &[]).status.success());
    let kept = written.kept(rewritten.path());
    let found = verify(rewritten.path(), &["--roots", kept.to_str().unwrap()]);
    assert_eq!(found.status.code(), Some(1));
    let said = words(&found);
    assert!(
        said.contains("root 2 isn't the one that was kept elsewhere"),
        "{said}"
    );
}

/// Runs a command on a folder of backups.
fn on_backups(command: &str, folder: &Path, more: &[&Path]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_langnghe-server"))
        .args([command.as_ref(), folder])
        .args(more)
        .output()
        .unwrap()
}

/// Backups are read by their hash and by their record: what was rewritten before one was made, or
/// within one by somebody who put its hash right, is named.
#[tokio::test]
async fn a_backup_of_a_rewritten_record_is_found_and_its_first_broken_link_named() {
    let written = Written::new().await;
    let folder = tempfile::tempdir().unwrap();
    let backups = folder.path().join("backups");
    let made = on_backups(
        "backup",
        &backups,
        &["--data".as_ref(), written.server.data()],
    );
    assert!(made.status.success(), "{}", words(&made));
    let held = on_backups("verify", &backups, &[]);
    assert!(held.status.success(), "{}", words(&held));
    assert!(words(&held).contains("record: 2 cases, 9 entries, 2 daily roots"));

    // In the backup itself, with the manifest put right.
    let database = backups.join("000001.db");
    let sql = "DROP TRIGGER event_is_never_changed;
         UPDATE event SET body = replace(body, 'xung', 'tuần') WHERE kind = 'note'";
    Connection::open(&database)
        .unwrap()
        .execute_batch(sql)
        .unwrap();
    let (manifest, bytes) = (
        backups.join("000001.json"),
        std::fs::read(&database).unwrap(),
    );
    let mut said: serde_json::Value =
        serde_json::from_slice(&std::fs::read(&manifest).unwrap()).unwrap();
    said["database"]["sha256"] = Sha256::of(&bytes).to_string().into();
    std::fs::write(&manifest, said.to_string()).unwrap();
    // In the data folder, before a backup is made of it.
    let rewritten = written.rewritten("UPDATE event SET at = at - 1 WHERE OURS AND seq = 4");
    let made = on_backups("backup", &backups, &["--data".as_ref(), rewritten.path()]);
    assert!(
        words(&made).contains("backup 2: 2 reports"),
        "{}",
        words(&made)
    );

    let found = on_backups("verify", &backups, &[]);
    let said = words(&found);
    assert_eq!(found.status.code(), Some(1), "{said}");
    for named in [
        "entry 6 doesn't say what it said",
        "entry 4 doesn't follow from the one before it",
        "2 of 2 backups can't be relied on",
    ] {
        assert!(said.contains(named), "{named}: {said}");
    }
    assert!(!said.contains("xung") && !said.contains("tuần"), "{said}");

    // Somebody who has nothing better gets it, and hears what it is.
    let data = folder.path().join("restored");
    let restored = on_backups("restore", &backups, &["--data".as_ref(), &data]);
    let said = words(&restored);
    assert_eq!(restored.status.code(), Some(1), "{said}");
    assert!(said.contains("restored backup 2"), "{said}");
    assert!(said.contains("entry 4 doesn't follow"), "{said}");
    assert!(
        said.contains("can be served, but the record in this backup"),
        "{said}"
    );
    assert!(data.join("langnghe.db").exists());
}

#[tokio::test]
async fn roots_are_public_and_come_in_pages() {
    let written = Written::new().await;
    let Roots {
        format,
        roots,
        more,
    } = serde_json::from_str(&written.roots).unwrap();
    assert_eq!((format, more), (1, false));
    let days: Vec<_> = roots.iter().map(|root| root.day).collect();
    assert_eq!(days, [date(2026, 11, 23), date(2026, 11, 24)]);
    let cases: Vec<_> = roots.iter().map(|root| root.cases).collect();
    assert_eq!(cases, [2, 1]);
    assert!(roots.iter().all(|root| root.root == root.expected()));
    assert_eq!(roots[1].previous, Some(roots[0].root));

    let server = &written.server;
    let ask = async |query: &str| {
        let url = format!("{}/v1/roots?{query}", server.url);
        server.client.get(url).send().await.unwrap()
    };
    let rest: Roots = ask("after=1").await.json().await.unwrap();
    assert_eq!(rest.roots, roots[1..]);
    let none: Roots = ask("after=2").await.json().await.unwrap();
    assert_eq!(none.roots, []);
    assert_eq!(ask("after=yesterday").await.status(), 400);
}

/// Days of which nobody made a root, because nobody served, are closed one by one; and a clock that
/// was ahead for a while neither closes days before their end nor keeps others open.
#[tokio::test]
async fn missed_days_are_closed_in_order_whatever_the_clock_did() {
    let server = Server::start().await;
    let phone = Phone::new(1);
    let file = |words: &str| phone.operation(phone.new_report(), 0, &filing(words, vec![]));
    let store = &server.state.store;
    let mut passed = 0;
    for days in [0, 1, 400, 2] {
        server.advance((days - passed) * DAY);
        passed = days;
        server.send(&phone, &[&file("Một")]).await;
    }
    while store.close_a_day(at(3 * DAY)).await.unwrap() {}
    let roots = store.roots(0, 10).await.unwrap();
    let days: Vec<_> = roots.iter().map(|root| (root.day, root.cases)).collect();
    let expected = [
        (date(2026, 11, 23), 1),
        (date(2026, 11, 24), 1),
        (date(2026, 11, 25), 2),
    ];
    assert_eq!(days, expected);
    assert!(verify(server.data(), &[]).status.success());
}
