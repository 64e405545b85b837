//! One round trip, over a real socket.

use std::io::Write as _;

use flate2::{Compression, write::GzEncoder};
use langnghe_wire::{
    Body, CaseStatus, Code, Filing, Remedy, SyncResponse,
    change::What,
    limits::{OPERATION_BYTES, REQUEST_BYTES},
    sync::{Cursor, Outcome, Refused},
};
use reqwest::{Method, StatusCode};

use crate::{
    phone::{Phone, at, filing, text},
    server::{Server, is_problem},
};

#[tokio::test]
async fn a_phone_registers_files_and_hears_back_in_one_round_trip() {
    let server = Server::start().await;
    let phone = Phone::new(1);
    let report = phone.new_report();
    let file = phone.operation(report, 0, &filing("Nước tràn qua đê.", vec![]));

    let first = server.sync(&phone, &phone.request(None, &[&file])).await;
    let Outcome::Applied(applied) = &first.results[0].outcome else {
        panic!("not applied: {:?}", first.results);
    };
    let What::Snapshot { history } = &first.changes[0].what else {
        panic!("not a snapshot: {:?}", first.changes);
    };
    let What::Received {
        reference,
        commune,
        unit,
    } = &history[0].what
    else {
        panic!("not received: {history:?}");
    };
    assert_eq!(applied.reference.as_ref(), Some(reference));
    assert_eq!(commune.as_deref(), Some("07264"));
    assert_eq!(unit.vi, "Phòng Kinh tế, Xã Tam Tiến");
    assert!(matches!(&history[1].what, What::Clocks(c) if c.intake.due > at(0)));
    assert_eq!(
        (first.more, first.backed_up_through, first.now),
        (false, None, at(0))
    );

    server.advance(60);
    let mut again = phone.request(Some(first.cursor.clone()), &[&file]);
    again.register = None;
    let again = server.sync(&phone, &again).await;
    let first_answer = first.results[0].outcome.clone().answer();
    assert_eq!(
        again.results[0].outcome,
        Outcome::Duplicate {
            first: first_answer
        }
    );
    assert_eq!((again.changes, again.cursor), (vec![], first.cursor));
    assert_eq!(again.epoch, first.epoch);
}

#[tokio::test]
async fn whoever_is_not_the_device_is_told_so() {
    let server = Server::start().await;
    let (phone, other) = (Phone::new(1), Phone::new(2));
    let mut pull = phone.request(None, &[]);
    pull.register = None;
    is_problem(server.try_sync(&phone, &pull).await, Code::UnknownDevice).await;
    let url = format!("{}/v1/sync", server.url);
    let nameless = server.client.post(&url).json(&pull).send().await.unwrap();
    is_problem(nameless, Code::UnknownDevice).await;

    // A registration holds for its own device and token only.
    let borrowed = other.request(None, &[]);
    is_problem(
        server.try_sync(&phone, &borrowed).await,
        Code::RegistrationInvalid,
    )
    .await;
    let mut forged = phone.request(None, &[]);
    forged.register.as_mut().unwrap().proof = other.registration().proof;
    is_problem(
        server.try_sync(&phone, &forged).await,
        Code::RegistrationInvalid,
    )
    .await;

    server.sync(&phone, &phone.request(None, &[])).await;
    let wrong_token = server
        .client
        .post(&url)
        .header("Authorization", other.token.bearer(phone.device))
        .json(&pull);
    is_problem(wrong_token.send().await.unwrap(), Code::WrongToken).await;
    server.sync(&phone, &pull).await;
}

#[tokio::test]
async fn every_operation_is_answered_for_itself() {
    let server = Server::start_with(|s| s.without_operations = vec!["rate".into()]).await;
    let phone = Phone::new(1);
    let report = phone.new_report();
    let refused = |code| Outcome::Refused(Refused { code });
    let file = phone.operation(report, 0, &filing("Một", vec![]));
    let mut teleport = phone.operation(report, 1, &Body::Withdraw);
    teleport.bytes = teleport.bytes.replace("withdraw", "teleport");
    let rate = phone.operation(
        report,
        1,
        &Body::Rate {
            stars: 5,
            text: String::new(),
        },
    );
    let mut misshapen = phone.operation(report, 1, &text("Hai"));
    misshapen.bytes = misshapen.bytes.replace("\"text\"", "\"texts\"");
    let mut unreadable = phone.operation(report, 1, &text("Hai"));
    unreadable.bytes = unreadable.bytes.replace("\"kind\"", "\"sort\"");
    let mut huge = phone.operation(report, 1, &text("Hai"));
    huge.bytes = huge.bytes.replace("Hai", &"x".repeat(OPERATION_BYTES));
    let in_the_sea = phone.operation(phone.new_report(), 0, &{
        let Body::File(mut filing) = filing("Biển", vec![]) else {
            unreachable!()
        };
        filing.place.point.as_mut().unwrap().lat = 10.0;
        Body::File(filing)
    });
    let more = phone.operation(report, 1, &text("Ba"));

    let operations = [
        &file,
        &teleport,
        &rate,
        &misshapen,
        &unreadable,
        &huge,
        &in_the_sea,
        &more,
    ];
    let outcomes = server.send(&phone, &operations).await;
    assert!(matches!(outcomes[0], Outcome::Applied(_)), "{outcomes:?}");
    let expected = [
        refused(Code::UpgradeRequired),
        refused(Code::UpgradeRequired),
        refused(Code::Malformed),
        refused(Code::Malformed),
        refused(Code::OperationTooLarge),
        refused(Code::OutsideProvince),
    ];
    assert_eq!(outcomes[1..7], expected);
    assert!(matches!(outcomes[7], Outcome::Applied(_)), "{outcomes:?}");

    // Refusals of content are remembered, with the very bytes; the wait for a release isn't.
    let again = server.send(&phone, &[&teleport, &misshapen, &huge]).await;
    assert_eq!(again[0], refused(Code::UpgradeRequired));
    for (outcome, code) in again[1..]
        .iter()
        .zip([Code::Malformed, Code::OperationTooLarge])
    {
        let first = refused(code).answer();
        assert_eq!(*outcome, Outcome::Duplicate { first });
    }
}

#[tokio::test]
async fn what_a_report_must_say_and_may_say_of_its_place_is_held() {
    let server = Server::start().await;
    let phone = Phone::new(1);
    let file = |change: fn(&mut Filing)| {
        let Body::File(mut filing) = filing("Một", vec![]) else {
            unreachable!()
        };
        change(&mut filing);
        phone.operation(phone.new_report(), 0, &Body::File(filing))
    };
    let without = file(|f| f.category.clear());
    let longest = file(|f| f.place.detail = Some("ơ".repeat(200)));
    let longer = file(|f| f.place.detail = Some("ơ".repeat(201)));
    let outcomes = server.send(&phone, &[&without, &longest, &longer]).await;
    let refused = |code| Outcome::Refused(Refused { code });
    assert_eq!(outcomes[0], refused(Code::CategoryRequired));
    assert!(matches!(outcomes[1], Outcome::Applied(_)), "{outcomes:?}");
    assert_eq!(outcomes[2], refused(Code::DetailTooLong));
}

#[tokio::test]
async fn a_report_is_its_reporters_alone() {
    let server = Server::start().await;
    let (phone, stranger) = (Phone::new(1), Phone::new(2));
    let report = phone.new_report();
    let file = phone.operation(report, 0, &filing("Một", vec![]));
    server.send(&phone, &[&file]).await;
    server.send(&stranger, &[]).await;
    let contact = Body::Contact {
        name: Some("Người lạ".into()),
        phone: None,
        email: None,
    };
    for body in [
        text("Hai"),
        Body::Reply { text: "Ba".into() },
        Body::Withdraw,
        contact,
        filing("Bốn", vec![]),
    ] {
        let theirs = stranger.operation(report, 0, &body);
        let outcomes = server.send(&stranger, &[&theirs]).await;
        let code = Code::UnknownReport;
        let refused = Outcome::Refused(Refused { code });
        assert_eq!(outcomes, [refused], "{} by a stranger", body.kind());
    }
    let history = server.sync(&phone, &phone.request(None, &[])).await;
    let seen = server.sync(&stranger, &stranger.request(None, &[])).await;
    assert_eq!((history.changes.len(), seen.changes.len()), (1, 0));
    let What::Snapshot { history } = &history.changes[0].what else {
        panic!("a pull without a cursor brings snapshots");
    };
    assert_eq!(history.len(), 2, "received, and its clocks: {history:?}");
}

#[tokio::test]
async fn an_operation_is_applied_once_the_server_has_learned_it() {
    let phone = Phone::new(1);
    let mut older = Server::start_with(|s| s.without_operations = vec!["add_text".into()]).await;
    let report = phone.new_report();
    let file = phone.operation(report, 0, &filing("Một", vec![]));
    let add = phone.operation(report, 1, &text("Hai"));
    let outcomes = older.send(&phone, &[&file, &add]).await;
    assert!(matches!(
        outcomes[1],
        Outcome::Refused(Refused {
            code: Code::UpgradeRequired
        })
    ));
    older.stop().await;

    let newer = Server::start().await;
    let outcomes = newer.send(&phone, &[&file, &add]).await;
    assert!(
        outcomes.iter().all(|o| matches!(o, Outcome::Applied(_))),
        "{outcomes:?}"
    );
}

#[tokio::test]
async fn a_request_has_its_limits_after_decompression() {
    let server = Server::start().await;
    let phone = Phone::new(1);
    let mut request = phone.request(None, &[]);
    let compressed = |bytes: &[u8]| {
        let mut encoder = GzEncoder::new(vec![], Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    };
    let post = |body: Vec<u8>| {
        let call = server.call(Method::POST, "/v1/sync", &phone);
        call.header("Content-Encoding", "gzip").body(body).send()
    };
    let json = serde_json::to_vec(&request).unwrap();
    let answer = post(compressed(&json)).await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    answer.json::<SyncResponse>().await.unwrap();

    let mut padded = json.clone();
    padded.resize(REQUEST_BYTES + 1, b' ');
    let bomb = compressed(&padded);
    assert!(bomb.len() < 2_000);
    is_problem(post(bomb).await.unwrap(), Code::RequestTooLarge).await;
    is_problem(post(b"not gzip".to_vec()).await.unwrap(), Code::Malformed).await;
    let plain = server.call(Method::POST, "/v1/sync", &phone).body(padded);
    is_problem(plain.send().await.unwrap(), Code::RequestTooLarge).await;

    let file = phone.operation(phone.new_report(), 0, &filing("Một", vec![]));
    request.operations = phone.request(None, &vec![&file; 101]).operations;
    is_problem(
        server.try_sync(&phone, &request).await,
        Code::RequestTooLarge,
    )
    .await;
    let rubbish = server
        .call(Method::POST, "/v1/sync", &phone)
        .body("{\"now\":1}");
    is_problem(rubbish.send().await.unwrap(), Code::Malformed).await;
}

#[tokio::test]
async fn after_a_restore_everything_is_asked_for_again_and_nothing_doubles() {
    let mut server = Server::start().await;
    let phone = Phone::new(1);
    let report = phone.new_report();
    let file = phone.operation(report, 0, &filing("Một", vec![]));
    let before = server.sync(&phone, &phone.request(None, &[&file])).await;
    let path = server.data().join("langnghe.db");
    server.stop().await;

    let entropy = std::sync::Arc::new(langnghe_server::entropy::SystemEntropy);
    let store = langnghe_server::store::sqlite::SqliteStore::open(&path, entropy)
        .await
        .unwrap();
    store.begin_epoch().await.unwrap();
    let store: std::sync::Arc<dyn langnghe_server::store::Store> = std::sync::Arc::new(store);
    let restored = Server::start_with(|state| state.store = store).await;
    let after = restored
        .sync(&phone, &phone.request(Some(before.cursor), &[&file]))
        .await;
    assert_ne!(after.epoch, before.epoch);
    assert!(matches!(
        after.results[0].outcome,
        Outcome::Duplicate { .. }
    ));
    assert!(matches!(&after.changes[0].what, What::Snapshot { history } if history.len() == 2));
    assert_eq!(after.changes.len(), 1);
}

#[tokio::test]
async fn a_pull_writes_nothing_and_a_clock_that_jumped_is_noted_beside_it() {
    let server = Server::start().await;
    let phone = Phone::new(1);
    server.sync(&phone, &phone.request(None, &[])).await;
    let mut pull = phone.request(Some(Cursor("unknown".into())), &[]);
    pull.register = None;
    let holder = hold_a_write(&server);
    // Even the jump of the clock makes nobody wait.
    pull.now = at(3_600);
    let pulled = tokio::time::timeout(
        std::time::Duration::from_secs(5),
        server.sync(&phone, &pull),
    );
    pulled.await.expect("a pull waits for no writer");
    drop(holder);

    let noted = || async {
        let device = server.state.store.device(phone.device).await.unwrap();
        device.unwrap().skew_ms
    };
    while noted().await != 3_600_000 {
        tokio::task::yield_now().await;
    }
    pull.now = at(3_601);
    server.sync(&phone, &pull).await;
    server.state.store.probe().await.unwrap();
    assert_eq!(noted().await, 3_600_000, "a second is not worth a write");
}

/// A write transaction of another process, as far as SQLite can tell.
fn hold_a_write(server: &Server) -> rusqlite::Connection {
    let other = rusqlite::Connection::open(server.data().join("langnghe.db")).unwrap();
    other
        .execute_batch("BEGIN IMMEDIATE; INSERT INTO reporter (created_at) VALUES (0)")
        .unwrap();
    other
}

#[tokio::test]
async fn every_state_that_an_officer_sets_reaches_the_phone() {
    use langnghe_server::{
        case::{Action, Moment, Solution},
        identity::{NewUser, PasswordHash, Role, Scope},
    };
    let server = Server::start().await;
    let phone = Phone::new(1);
    let report = phone.new_report();
    let file = phone.operation(report, 0, &filing("Một", vec![]));
    let first = server.sync(&phone, &phone.request(None, &[&file])).await;
    let officer = NewUser {
        name: "Lan".into(),
        role: Role::Officer,
        scope: Scope::Unit("07264-kt".into()),
        password: PasswordHash::from_stored("x".into()),
    };
    let store = &server.state.store;
    let officer = store.add_user(officer, at(0)).await.unwrap();
    let mut version = 2;
    for action in [
        Action::Accept,
        Action::Start,
        Action::Resolve(Solution {
            text: "Đã đắp lại đê.".into(),
            cause: "Mạch sủi".into(),
            remedy: Remedy::Lasting,
            photographs: vec![],
            without_photograph: Some("Trời tối".into()),
        }),
    ] {
        let acted = store
            .act(&officer, report, action, version, Moment::bundled(at(9)))
            .await;
        version = acted.unwrap().case.version;
    }
    let pulled = server
        .sync(&phone, &phone.request(Some(first.cursor), &[]))
        .await;
    let statuses: Vec<_> = pulled
        .changes
        .iter()
        .filter_map(|c| match &c.what {
            What::Status { status, .. } => Some(*status),
            _ => None,
        })
        .collect();
    use CaseStatus as S;
    assert_eq!(statuses, [S::Accepted, S::InProgress, S::Resolved]);
    assert!(
        pulled
            .changes
            .iter()
            .any(|c| matches!(&c.what, What::Reply { text, .. } if text == "Đã đắp lại đê."))
    );
    let confirm = phone.operation(report, 1, &Body::Confirm);
    assert!(matches!(
        server.send(&phone, &[&confirm]).await[0],
        Outcome::Applied(_)
    ));
}
