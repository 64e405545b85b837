//! What can be said of the harness without a server: the journeys start real ones.

use super::*;

fn shell(script: &str) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", script]);
    command
}

#[test]
fn a_process_that_says_that_it_listens_is_up() {
    let script = "echo first; echo langnghe-server: listening on http://127.0.0.1:4242; cat";
    let server = ServerProcess::spawn(shell(&format!("{script} /dev/zero >&2")), Path::new("x"));
    let server = server.unwrap();
    assert_eq!(server.url(), "http://127.0.0.1:4242");
    assert!(server.log().starts_with("first\n"));
    server.kill().unwrap();
}

#[test]
fn a_process_that_ends_instead_says_why() {
    let error = ServerProcess::spawn(shell("echo no disk >&2; exit 1"), Path::new("x"));
    let error = error.unwrap_err().to_string();
    assert!(error.contains("did not come up"), "{error}");
}

#[test]
fn a_polite_stop_waits_for_the_end_and_notices_a_bad_one() {
    let ready = "echo langnghe-server: listening on http://127.0.0.1:1;";
    // The shell itself must take the signal, so it waits for something that ends with it.
    let obeys = format!("trap 'echo bye; exit 0' TERM; {ready} while :; do sleep 0.02; done");
    ServerProcess::spawn(shell(&obeys), Path::new("x"))
        .unwrap()
        .stop()
        .unwrap();
    let stumbles = format!("trap 'exit 3' TERM; {ready} while :; do sleep 0.02; done");
    let error = ServerProcess::spawn(shell(&stumbles), Path::new("x"))
        .unwrap()
        .stop();
    assert!(matches!(error, Err(ServerError::NotStopped { .. })));
}

#[test]
fn a_copied_folder_has_everything_and_is_independent() {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("from"), folder.path().join("to"));
    fs::create_dir_all(from.join("blobs/ab")).unwrap();
    fs::write(from.join("blobs/ab/cd"), "photograph").unwrap();
    fs::write(from.join("cases.db"), "cases").unwrap();
    copy_data(&from, &to).unwrap();
    fs::write(from.join("cases.db"), "newer").unwrap();
    assert_eq!(
        fs::read_to_string(to.join("blobs/ab/cd")).unwrap(),
        "photograph"
    );
    assert_eq!(fs::read_to_string(to.join("cases.db")).unwrap(), "cases");
}
