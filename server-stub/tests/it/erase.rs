//! A person asks that what they said be erased: by the program, on a folder that was served, and
//! looked for afterwards in every byte of it.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use langnghe_server::{
    case::{Action, Event, Moment, placement::Rules, public::Piece},
    identity::{NewUser, Role, Scope, User, hash_password},
    store::{CaseFilter, Page},
};
use langnghe_wire::{Body, Filing, ReportId, sync::Outcome};
use reqwest::StatusCode;
use rusqlite::Connection;
use tempfile::TempDir;

use crate::{
    phone::{Phone, at, filing, text},
    photo::{LARGE, SMALL},
    server::Server,
    upload::{create, head, patch},
};

/// What the person said. In a search's words they stand folded: each is the first of its letter, so
/// that even an index that leaves out what words have in common has their ends.
const SAID: [(&str, &str); 4] = [
    ("Zahoàmai ngập đến bếp.", "ahoamai"),
    ("ngõ Zblụcbình", "blucbinh"),
    ("Zctrúcđào cũng ngập.", "ctrucdao"),
    ("Zdsenhồng, mong được xử lý.", "dsenhong"),
];
const EMAIL: &str = "zesimy@bacninh.example";
const REPLY: &str = "Zgcúchọa cứ yên tâm.";
const WHY: &str = "Phiếu 17/2026";

struct Served {
    folder: TempDir,
    report: ReportId,
    reference: String,
    /// The number of the reply in its history.
    reply: u64,
}

/// A report with everything that a person can leave, and one that shows the same photograph.
async fn served() -> Served {
    let mut server =
        Server::start_with(|s| s.patience.notices = std::time::Duration::from_secs(3_600)).await;
    let (phone, officer) = (Phone::new(1), officer(&server).await);
    let (report, other) = (phone.new_report(), phone.new_report());
    let photographs = [&*SMALL, &*LARGE];
    let Body::File(mut filed) = filing(SAID[0].0, vec![SMALL.attachment(), LARGE.attachment()])
    else {
        unreachable!("a filing is filed");
    };
    filed.place.detail = Some(SAID[1].0.into());
    let contact = Body::Contact {
        name: Some("Zfmộclan".into()),
        phone: None,
        email: Some(EMAIL.into()),
    };
    let bodies = [Body::File(Filing { ..filed }), contact, text(SAID[2].0)];
    let operations = bodies
        .iter()
        .zip(0..)
        .map(|(body, n)| phone.operation(report, n, body));
    let operations: Vec<_> = operations.collect();
    let shows_the_same = filing("Đê nứt.", vec![LARGE.attachment()]);
    let second = phone.operation(other, 0, &shows_the_same);
    let sent: Vec<_> = operations.iter().chain([&second]).collect();
    let outcomes = server.send(&phone, &sent).await;
    let Outcome::Applied(applied) = &outcomes[0] else {
        panic!("{outcomes:?}");
    };
    for photo in photographs {
        create(&server, &phone, photo).await;
        let sent = patch(&server, &phone, photo, 0..photo.bytes.len()).await;
        assert_eq!(sent.status(), StatusCode::NO_CONTENT);
    }
    let letting_out = Piece::Text {
        text: SAID[3].0.into(),
    };
    let reply = Action::Reply {
        text: REPLY.into(),
        public: true,
    };
    for action in [Action::Accept, Action::Publish(letting_out), reply] {
        let store = &server.state.store;
        let case = store.case(&officer, report).await.unwrap().unwrap().case;
        let moment = Moment::bundled(at(60));
        let acted = store.act(&officer, report, action, case.version, moment);
        acted.await.unwrap();
    }
    let detail = server.state.store.case(&officer, report).await;
    let history = detail.unwrap().unwrap().history;
    let is_reply = |event: &Event| matches!(event, Event::Reply { .. });
    let reply = history.iter().find(|entry| is_reply(&entry.event.event));
    let (reply, reference) = (
        reply.unwrap().event.seq,
        applied.reference.as_ref().unwrap().to_string(),
    );
    server.stop().await;
    Served {
        folder: server.die().await,
        report,
        reference,
        reply,
    }
}

async fn officer(server: &Server) -> User {
    let password = zeroize::Zeroizing::new("đồng lúa xanh".to_owned());
    let user = NewUser {
        name: "Minh".into(),
        role: Role::Officer,
        scope: Scope::new(Role::Officer, Some("07264"), &Rules::bundled()).unwrap(),
        password: hash_password(password, [7; 16]).await.unwrap(),
    };
    server.state.store.add_user(user, at(0)).await.unwrap()
}

fn program(words: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_langnghe-server");
    Command::new(program).args(words).output().unwrap()
}

fn words(output: &Output) -> String {
    let texts = [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text));
    texts.concat()
}

impl Served {
    fn data(&self) -> &str {
        self.folder.path().to_str().unwrap()
    }

    fn erase(&self, more: &[&str]) -> Output {
        let of = ["erase", "--data", self.data(), "--report", &self.reference];
        program(&[&of, more].concat())
    }

    /// What of all that the person said lies in any file of the folder.
    fn found(&self) -> Vec<&'static str> {
        let spoken = SAID.iter().flat_map(|(said, folded)| [*said, *folded]);
        let spoken = spoken.chain([EMAIL, "Zfmộclan", "21.5025"]);
        let files = files_in(self.folder.path());
        spoken
            .filter(|said| files.iter().any(|file| has(file, said.as_bytes())))
            .collect()
    }

    fn has_file(&self, photo: &crate::photo::Photo) -> bool {
        files_in(self.folder.path()).contains(&photo.bytes)
    }
}

fn files_in(folder: &Path) -> Vec<Vec<u8>> {
    let mut found = vec![];
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_in(&path));
        } else {
            found.push(fs::read(path).unwrap());
        }
    }
    found
}

fn has(file: &[u8], said: &[u8]) -> bool {
    file.windows(said.len()).any(|part| part == said)
}

fn verified(data: &str) -> String {
    let held = program(&["verify", "--data", data]);
    assert!(held.status.success(), "{}", words(&held));
    words(&held)
}

#[tokio::test]
async fn what_a_person_said_is_in_no_byte_and_the_record_holds() {
    let served = served().await;
    let backups = tempfile::tempdir().unwrap();
    let backups = backups.path().to_str().unwrap();
    assert!(
        program(&["backup", backups, "--data", served.data()])
            .status
            .success()
    );
    // The other report stands at the same place: its point stays.
    let before = served.found();
    assert_eq!(before.len(), 10, "{before:?}");

    let erased = served.erase(&["--by", "minh", "--why", WHY, "--backups", backups]);
    let said = words(&erased);
    assert!(erased.status.success(), "{said}");
    for told in [
        ": entries 1, 4, 8, 2 photographs",
        "(1 of them stay with another report",
        "how to reach the person",
        "entry 10 of its history says so",
        "in backups it still is: 1",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
    assert_eq!(served.found(), ["21.5025"]);
    assert!(!served.has_file(&SMALL) && served.has_file(&LARGE));
    assert!(verified(served.data()).contains("entries (3 erased), "));

    let again = served.erase(&["--by", "Minh", "--why", WHY]);
    assert!(words(&again).contains("nothing is left of it that could be erased"));
    assert!(
        program(&["backup", backups, "--data", served.data()])
            .status
            .success()
    );
    let reply = served.reply.to_string();
    let entry = [
        "--entry",
        &reply,
        "--by",
        "Minh",
        "--why",
        WHY,
        "--backups",
        backups,
    ];
    let erased = served.erase(&entry);
    assert!(
        words(&erased).contains(&format!(": entry {reply}\n")),
        "{}",
        words(&erased)
    );
    assert!(words(&erased).contains("in backups it still is: 1, 2"));
    let files = files_in(served.folder.path());
    assert!(
        !files
            .iter()
            .any(|file| has(file, REPLY.as_bytes()) || has(file, b"gcuchoa"))
    );
    assert!(verified(served.data()).contains("entries (4 erased), "));
}

#[tokio::test]
async fn whoever_looks_afterwards_sees_that_it_was_erased_and_nothing_of_it() {
    let served = served().await;
    let erased = served.erase(&["--by", "Minh", "--why", WHY]);
    assert!(erased.status.success(), "{}", words(&erased));
    let report = served.report;
    let server = Server::start_in(served.folder, |_| {}).await;
    let store = &server.state.store;
    let officer = store.credentials("Minh").await.unwrap().unwrap().0;
    let detail = store.case(&officer, report).await.unwrap().unwrap();
    assert_eq!(
        (detail.case.text.as_str(), detail.case.place.point),
        ("", None)
    );
    assert_eq!(
        (&detail.case.attachments[..], &detail.case.let_out.text),
        (&[][..], &None)
    );
    assert_eq!(detail.case.commune, "07264");
    let Event::Erased(erasure) = &detail.history.last().unwrap().event.event else {
        panic!("{:?}", detail.history.last());
    };
    assert_eq!((erasure.why.as_str(), erasure.contact), (WHY, true));
    let replies = detail
        .history
        .iter()
        .filter(|entry| matches!(&entry.event.event, Event::Reply { text, .. } if text == REPLY));
    assert_eq!(replies.count(), 1, "what the unit wrote stays");

    let find = async |typed: &str| {
        let words = Some(typed.to_owned());
        let filter = CaseFilter {
            words,
            ..CaseFilter::default()
        };
        let page = store.cases(&officer, filter, Page::default()).await;
        page.unwrap().cases.len()
    };
    for (said, folded) in SAID {
        // The whole of it, a word, and the beginning of one.
        let begun = format!("z{}", &folded[..4]);
        let word = format!("z{folded} ");
        let found = find(said).await + find(&word).await + find(&begun).await;
        assert_eq!(found, 0, "{said}");
    }
    assert_eq!(find("cứ yên tâm").await, 1);
    let notices = store.count_notices().await.unwrap();
    assert_eq!(
        notices.into_iter().collect::<Vec<_>>(),
        [("unneeded".to_owned(), 1)]
    );

    // The phone that sent it: told anew, and sending again what it doesn't know to be gone.
    let phone = Phone::new(1);
    let told = server.sync(&phone, &phone.request(None, &[])).await;
    let told = serde_json::to_string(&told).unwrap();
    assert!(told.contains(REPLY) && told.contains(r#""said""#), "{told}");
    assert!(SAID.iter().all(|(said, _)| !told.contains(said)), "{told}");
    let stands = head(&server, &phone, &SMALL).await;
    assert_eq!(stands.status(), StatusCode::NOT_FOUND);
    phone.new_report();
    let again = phone.operation(report, 2, &text(SAID[2].0));
    let outcomes = server.send(&phone, &[&again]).await;
    assert!(
        !matches!(outcomes[..], [Outcome::Duplicate { .. }]),
        "another id is another operation"
    );
    verified(server.data().to_str().unwrap());
}

#[tokio::test]
async fn erasing_is_no_way_to_rewrite() {
    let served = served().await;
    let erased = served.erase(&["--by", "Minh", "--why", WHY]);
    assert!(erased.status.success(), "{}", words(&erased));
    let rewritten = |sql: &str| {
        let copy = tempfile::tempdir().unwrap();
        let place = copy.path().join("langnghe.db");
        let database = Connection::open(served.folder.path().join("langnghe.db")).unwrap();
        let place = place.to_str().unwrap();
        database.execute("VACUUM INTO ?1", [place]).unwrap();
        let database = Connection::open(place).unwrap();
        let sql = format!("DROP TRIGGER event_is_never_changed; {sql}");
        database.execute_batch(&sql).unwrap();
        assert!(database.changes() > 0, "nothing was rewritten: {sql}");
        words(&program(&[
            "verify",
            "--data",
            copy.path().to_str().unwrap(),
        ]))
    };
    let ours = "report = (SELECT report FROM event WHERE kind = 'erased')";
    for (sql, named) in [
        (
            format!(
                "UPDATE event SET body = json_set(body, '$.text', 'Khác.') WHERE {ours} AND kind = 'said'"
            ),
            "entry 4 doesn't say what it said",
        ),
        (
            "UPDATE report SET text = 'Khác.' WHERE text = ''".to_owned(),
            "the report (entry 1) doesn't say what it was filed with",
        ),
        (
            format!("UPDATE event SET salt = NULL WHERE {ours} AND kind = 'reply'"),
            "entry 9 has no salt, and nothing says that it was erased",
        ),
        (
            format!("UPDATE event SET salt = zeroblob(16) WHERE {ours} AND kind = 'said'"),
            "entry 4 is said to be erased, and still has its salt",
        ),
        (
            format!(
                "UPDATE event SET body = replace(body, 'Phiếu', 'Phiêu') WHERE {ours} AND kind = 'erased'"
            ),
            "entry 10 doesn't say what it said",
        ),
    ] {
        let said = rewritten(&sql);
        assert!(said.contains(named), "{sql}: {said}");
    }
    // Whoever has the database open as the server does can't even begin.
    let database = Connection::open(served.folder.path().join("langnghe.db")).unwrap();
    for sql in [
        "UPDATE event SET body = '{}' WHERE salt IS NOT NULL",
        "UPDATE event SET body = '{}' WHERE salt IS NULL",
        "UPDATE event SET salt = NULL, at = at + 1 WHERE salt IS NOT NULL",
        "UPDATE event SET salt = NULL, user = NULL, actor = 'server' WHERE user IS NOT NULL",
    ] {
        let refused = database.execute_batch(sql).unwrap_err().to_string();
        assert!(refused.contains("only grows"), "{sql}: {refused}");
    }
}

#[tokio::test]
async fn what_cant_be_erased_is_said_and_nothing_happens() {
    let served = served().await;
    let minh = ["--by", "Minh", "--why", WHY];
    for (more, named) in [
        (
            ["--by", "Ai đó", "--why", WHY].to_vec(),
            "nobody has this name here",
        ),
        (
            ["--by", "Minh", "--why", " "].to_vec(),
            "--why has 1 to 500 characters",
        ),
        (
            [&minh[..], &["--entry", "99"]].concat(),
            "its history has no entry 99",
        ),
        (
            [&minh[..], &["--entry", "2"]].concat(),
            "entry 2 has nothing in it",
        ),
    ] {
        let refused = served.erase(&more);
        assert_eq!(refused.status.code(), Some(1), "{more:?}");
        assert!(
            words(&refused).contains(named),
            "{named}: {}",
            words(&refused)
        );
    }
    let data = [
        "erase",
        "--data",
        served.data(),
        "--report",
        "LN-0000-0000-000",
    ];
    let unknown = program(&[&data[..], &minh].concat());
    assert!(
        words(&unknown).contains("no report with this reference"),
        "{}",
        words(&unknown)
    );
    let lock = fs::File::options()
        .write(true)
        .open(served.folder.path().join("lock"));
    let lock = match lock {
        Ok(lock) => lock,
        Err(_) => fs::File::create(served.folder.path().join("lock")).unwrap(),
    };
    lock.lock().unwrap();
    let refused = served.erase(&minh);
    assert!(words(&refused).contains("another server is serving this data folder"));
    assert_eq!(served.found().len(), 10);
    assert!(served.has_file(&SMALL));
}
