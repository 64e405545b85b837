//! The program itself: its one line, its commands, its end.

use std::{
    path::Path,
    process::{Output, Stdio},
};

use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    process::{Child, ChildStdout, Command},
};

const PROGRAM: &str = env!("CARGO_BIN_EXE_langnghe-server");

fn program(arguments: &[&str], data: &Path) -> Command {
    let mut command = Command::new(PROGRAM);
    command
        .args(arguments)
        .arg("--data")
        .arg(data)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    command
}

async fn serving(data: &Path) -> (Child, BufReader<ChildStdout>, String) {
    let mut child = program(&["serve", "--listen", "127.0.0.1:0"], data)
        .spawn()
        .unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    stdout.read_line(&mut line).await.unwrap();
    let url = line
        .trim_end()
        .strip_prefix("langnghe-server: listening on ")
        .unwrap()
        .to_owned();
    (child, stdout, url)
}

async fn add(name: &str, rest: &[&str], password: &str, data: &Path) -> Output {
    let arguments = [&["user", "add", name, "--password-stdin"], rest].concat();
    let mut child = program(&arguments, data).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // A command that refuses its arguments reads nothing.
    let _ = stdin.write_all(format!("{password}\n").as_bytes()).await;
    drop(stdin);
    child.wait_with_output().await.unwrap()
}

#[tokio::test]
async fn it_says_where_it_is_serves_and_stops_in_good_order() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let (mut child, mut stdout, url) = serving(&data).await;
    assert!(
        url.starts_with("http://127.0.0.1:") && !url.ends_with(":0"),
        "{url}"
    );
    let address = url.strip_prefix("http://").unwrap();
    let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
    stream
        .write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        .await
        .unwrap();
    let mut answer = String::new();
    BufReader::new(&mut stream)
        .read_line(&mut answer)
        .await
        .unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");

    let second = program(&["serve", "--listen", "127.0.0.1:0"], &data)
        .output()
        .await
        .unwrap();
    assert_eq!(second.status.code(), Some(1));
    let why = String::from_utf8(second.stderr).unwrap();
    assert!(
        why.contains("another server is serving this data folder"),
        "{why}"
    );

    let id = child.id().unwrap().to_string();
    let asked = Command::new("kill")
        .args(["-TERM", &id])
        .status()
        .await
        .unwrap();
    assert!(asked.success());
    assert_eq!(child.wait().await.unwrap().code(), Some(0));
    let mut more = String::new();
    stdout.read_line(&mut more).await.unwrap();
    assert_eq!(more, "", "one line on standard output, and no more");
    assert!(
        !data.join("langnghe.db-wal").exists(),
        "closed, the database is one file"
    );
}

#[tokio::test]
async fn users_are_added_before_a_server_runs_and_while_one_does() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let officer = ["--role", "officer", "--unit", "07264-kt"];
    let first = add("Lan", &officer, "một mật khẩu", data).await;
    assert!(first.status.success(), "{first:?}");
    let (_child, _stdout, _url) = serving(data).await;
    let second = add("Minh", &["--role", "admin"], "một mật khẩu", data).await;
    assert!(second.status.success(), "{second:?}");

    let wrong: [(&str, &[&str], &str, i32, &str); 6] = [
        ("lan", &officer, "một mật khẩu", 1, "already a user"),
        (
            "Hoa",
            &["--role", "officer"],
            "một mật khẩu",
            1,
            "an officer needs --unit",
        ),
        (
            "Hoa",
            &["--role", "officer", "--unit", "99999"],
            "một mật khẩu",
            1,
            "no unit or commune",
        ),
        ("Hoa", &officer, "ngắn", 1, "at least 8 characters"),
        (
            "Hoa",
            &["--role", "mayor"],
            "một mật khẩu",
            2,
            "officer, leader, coordinator, admin",
        ),
        (" ", &officer, "một mật khẩu", 1, "1 to 80 characters"),
    ];
    for (name, rest, password, code, why) in wrong {
        let refused = add(name, rest, password, data).await;
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert_eq!(refused.status.code(), Some(code), "{said}");
        assert!(said.contains(why), "{said}");
        assert!(!said.contains(password), "a password is never printed");
    }
}

#[tokio::test]
async fn a_kind_of_operation_that_nobody_knows_cannot_be_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = [
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--without-operation",
        "teleport",
    ];
    let refused = program(&arguments, folder.path()).output().await.unwrap();
    assert_eq!(refused.status.code(), Some(2));
}

fn epoch(data: &Path) -> String {
    let db = rusqlite::Connection::open(data.join("langnghe.db")).unwrap();
    let sql = "SELECT value FROM meta WHERE key = 'epoch'";
    db.query_row(sql, [], |row| row.get(0)).unwrap()
}

#[tokio::test]
async fn a_restored_folder_begins_a_new_epoch() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let restored = || program(&["restored"], data).output();
    let refused = restored().await.unwrap();
    assert_eq!(refused.status.code(), Some(1));
    let made_by_mistake = data.join("langnghe.db").exists();
    assert!(!made_by_mistake, "there was nothing, and is nothing");

    assert!(
        add("Minh", &["--role", "admin"], "một mật khẩu", data)
            .await
            .status
            .success()
    );
    assert!(restored().await.unwrap().status.success());
    let first = epoch(data);
    assert!(restored().await.unwrap().status.success());
    assert_ne!(epoch(data), first);
}

#[tokio::test]
async fn it_is_backed_up_while_it_serves_and_restored_into_an_empty_folder_only() {
    let folder = tempfile::tempdir().unwrap();
    let [data, backups, other] = ["data", "backups", "other"].map(|name| folder.path().join(name));
    let backups = backups.to_str().unwrap();
    let run = async |command: &str, more: &[&str], data: Option<&Path>| {
        let arguments = [&[command, backups], more].concat();
        let mut command = Command::new(PROGRAM);
        command.args(arguments);
        if let Some(data) = data {
            command.arg("--data").arg(data);
        }
        let done = command.output().await.unwrap();
        let said = [done.stdout, done.stderr].concat();
        let said = String::from_utf8(said).unwrap();
        (done.status.code(), said)
    };
    let fails = async |command, more: &[&str], data, why: &str| {
        let (code, said) = run(command, more, data).await;
        assert_eq!(code, Some(1), "{said}");
        assert!(said.contains(why), "{said}");
        assert_eq!(said.trim_end().lines().count(), 1, "one line: {said}");
    };
    fails("backup", &[], Some(&data), "no such data folder").await;
    fails("verify", &[], None, "no backup here").await;
    fails("restore", &[], Some(&other), "no backup here").await;

    let (mut child, _stdout, _url) = serving(&data).await;
    let (code, said) = run("backup", &["--keep", "3"], Some(&data)).await;
    assert_eq!(code, Some(0), "{said}");
    assert!(
        said.contains("backup 1: 0 reports, 0 photographs"),
        "{said}"
    );
    let (code, said) = run("verify", &[], None).await;
    assert_eq!(code, Some(0), "{said}");
    fails("restore", &[], Some(&data), "another server is serving").await;
    child.kill().await.unwrap();
    fails("restore", &[], Some(&data), "isn't empty").await;
    fails("restore", &["--backup", "7"], Some(&other), "no backup 7").await;
    let (code, said) = run("restore", &[], Some(&other)).await;
    assert_eq!(code, Some(0), "{said}");
    assert_ne!(epoch(&other), epoch(&data));
    let (_child, _stdout, _url) = serving(&other).await;

    std::fs::write(Path::new(backups).join("000001.db"), "something else").unwrap();
    let (code, said) = run("verify", &[], None).await;
    assert_eq!(code, Some(1));
    assert!(said.contains("backup 1 is damaged"), "{said}");
    assert!(said.contains("1 of 1 backups can't be relied on"), "{said}");
}

/// The server is killed, without a word, right after each answer. What it answered is there.
#[tokio::test]
async fn what_was_answered_survives_a_kill() {
    use crate::{
        phone::{Phone, filing, text},
        photo::LARGE,
    };
    use langnghe_wire::{SyncResponse, sync::Outcome};

    let folder = tempfile::tempdir().unwrap();
    let client = crate::server::client();
    let phone = Phone::new(1);
    let report = phone.new_report();
    let file = phone.operation(report, 0, &filing("Đê", vec![LARGE.attachment()]));
    let more = phone.operation(report, 1, &text("Nước vẫn tràn."));
    let length = LARGE.bytes.len();
    let mut answers = vec![];
    for (operations, range) in [
        (vec![&file], 0..0),
        (vec![&more, &file], 0..100_000),
        (vec![&file, &more], 100_000..length),
        (vec![&file, &more], length..length),
    ] {
        let (mut child, _stdout, url) = serving(folder.path()).await;
        let tus = |method| {
            client
                .request(method, format!("{url}{}", LARGE.path()))
                .header("Authorization", phone.bearer())
                .header("Tus-Resumable", "1.0.0")
        };
        let synced = client
            .post(format!("{url}/v1/sync"))
            .header("Authorization", phone.bearer())
            .json(&phone.request(None, &operations));
        let synced: SyncResponse = synced.send().await.unwrap().json().await.unwrap();
        for result in synced.results {
            match result.outcome {
                Outcome::Applied(applied) => answers.push((result.id, applied)),
                Outcome::Duplicate { first } => {
                    let first = Outcome::from(first);
                    let known = answers.iter().find(|(id, _)| *id == result.id).unwrap();
                    assert_eq!(first, Outcome::Applied(known.1.clone()));
                }
                Outcome::Refused(refused) => panic!("{refused:?}"),
            }
        }
        let created = tus(reqwest::Method::POST).header("Upload-Length", length);
        let created = created.send().await.unwrap();
        assert_eq!(
            created.headers()["upload-offset"],
            range.start.to_string().as_str()
        );
        let sent = tus(reqwest::Method::PATCH)
            .header("Upload-Offset", range.start)
            .header("Content-Type", "application/offset+octet-stream")
            .body(LARGE.bytes[range.clone()].to_vec());
        let sent = sent.send().await.unwrap();
        assert_eq!(
            sent.headers()["upload-offset"],
            range.end.to_string().as_str()
        );
        child.kill().await.unwrap();
    }
    assert_eq!(answers.len(), 2, "each operation was applied once");
}
