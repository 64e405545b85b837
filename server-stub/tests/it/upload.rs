//! tus 1.0.0, over a real socket, with real photographs.

use data_encoding::BASE64;
use langnghe_wire::{Body, Code, Sha256, SyncResponse, change::What, limits::PHOTOGRAPH_BYTES};
use reqwest::{Method, RequestBuilder, Response, StatusCode};

use crate::{
    phone::{Phone, filing},
    photo::{LARGE, Photo, RAW, SMALL},
    server::{Server, is_problem},
};

const BYTES: &str = "application/offset+octet-stream";

pub(crate) fn tus(server: &Server, method: Method, path: &str, phone: &Phone) -> RequestBuilder {
    server
        .call(method, path, phone)
        .header("Tus-Resumable", "1.0.0")
}

pub(crate) async fn create(server: &Server, phone: &Phone, photo: &Photo) -> Response {
    tus(server, Method::POST, &photo.path(), phone)
        .header("Upload-Length", photo.bytes.len())
        .send()
        .await
        .unwrap()
}

pub(crate) async fn patch(
    server: &Server,
    phone: &Phone,
    photo: &Photo,
    range: std::ops::Range<usize>,
) -> Response {
    tus(server, Method::PATCH, &photo.path(), phone)
        .header("Upload-Offset", range.start)
        .header("Content-Type", BYTES)
        .body(photo.bytes[range].to_vec())
        .send()
        .await
        .unwrap()
}

pub(crate) async fn head(server: &Server, phone: &Phone, photo: &Photo) -> Response {
    tus(server, Method::HEAD, &photo.path(), phone)
        .send()
        .await
        .unwrap()
}

#[track_caller]
pub(crate) fn stands_at(response: &Response, status: StatusCode, offset: usize) {
    assert_eq!(response.status(), status);
    assert_eq!(
        response.headers()["upload-offset"],
        offset.to_string().as_str()
    );
    assert_eq!(response.headers()["tus-resumable"], "1.0.0");
}

/// A registered phone with a report that names the photographs.
pub(crate) async fn with_report(
    server: &Server,
    number: u8,
    photos: &[&Photo],
) -> (Phone, SyncResponse) {
    let phone = Phone::new(number);
    let attachments = photos.iter().map(|p| p.attachment()).collect();
    let file = phone.operation(phone.new_report(), 0, &filing("Đê", attachments));
    let response = server.sync(&phone, &phone.request(None, &[&file])).await;
    assert_eq!(response.changes.len(), 1, "every phone has its own number");
    (phone, response)
}

pub(crate) async fn arrived(server: &Server, phone: &Phone, since: &SyncResponse) -> Vec<Sha256> {
    let request = phone.request(Some(since.cursor.clone()), &[]);
    let pulled = server.sync(phone, &request).await;
    let photograph = |what| match what {
        What::Photograph { sha256 } => Some(sha256),
        _ => None,
    };
    pulled
        .changes
        .into_iter()
        .filter_map(|c| photograph(c.what))
        .collect()
}

#[tokio::test]
async fn a_photograph_arrives_in_one_request_and_needs_none_the_second_time() {
    let server = Server::start().await;
    let (phone, filed) = with_report(&server, 1, &[&LARGE, &SMALL]).await;
    let length = LARGE.bytes.len();
    let whole = tus(&server, Method::POST, &LARGE.path(), &phone)
        .header("Upload-Length", length)
        .header("Content-Type", BYTES)
        .body(LARGE.bytes.clone());
    let created = whole.send().await.unwrap();
    stands_at(&created, StatusCode::CREATED, length);
    assert_eq!(created.headers()["location"], LARGE.path().as_str());
    assert_eq!(arrived(&server, &phone, &filed).await, [LARGE.sha256]);

    stands_at(
        &create(&server, &phone, &LARGE).await,
        StatusCode::CREATED,
        length,
    );
    stands_at(&head(&server, &phone, &LARGE).await, StatusCode::OK, length);
    let empty = patch(&server, &phone, &LARGE, length..length).await;
    stands_at(&empty, StatusCode::NO_CONTENT, length);
    assert_eq!(
        arrived(&server, &phone, &filed).await,
        [LARGE.sha256],
        "once"
    );

    let device = server
        .state
        .store
        .device(phone.device)
        .await
        .unwrap()
        .unwrap();
    let kept = server
        .state
        .blobs
        .read(device.reporter, LARGE.sha256)
        .await
        .unwrap();
    assert!(kept == LARGE.bytes);

    let (stranger, _) = with_report(&server, 2, &[]).await;
    has_status(&head(&server, &stranger, &LARGE).await, 404);
    stands_at(
        &create(&server, &stranger, &LARGE).await,
        StatusCode::CREATED,
        0,
    );
}

#[track_caller]
fn has_status(response: &Response, status: u16) {
    assert_eq!(response.status().as_u16(), status);
}

#[tokio::test]
async fn pieces_are_appended_where_the_upload_stands_and_nowhere_else() {
    let server = Server::start().await;
    let (phone, filed) = with_report(&server, 1, &[&LARGE]).await;
    let length = LARGE.bytes.len();
    let created = create(&server, &phone, &LARGE).await;
    stands_at(&created, StatusCode::CREATED, 0);
    assert!(
        !created.headers().contains_key("upload-expires"),
        "a named one doesn't expire"
    );

    stands_at(
        &patch(&server, &phone, &LARGE, 0..70_000).await,
        StatusCode::NO_CONTENT,
        70_000,
    );
    for wrong in [0..10, 69_999..70_010, 70_001..70_010] {
        let refused = patch(&server, &phone, &LARGE, wrong).await;
        is_problem(refused, Code::OffsetConflict).await;
    }
    let at = head(&server, &phone, &LARGE).await;
    stands_at(&at, StatusCode::OK, 70_000);
    assert_eq!(at.headers()["upload-length"], length.to_string().as_str());
    assert_eq!(at.headers()["cache-control"], "no-store");
    stands_at(
        &create(&server, &phone, &LARGE).await,
        StatusCode::CREATED,
        70_000,
    );

    assert_eq!(arrived(&server, &phone, &filed).await, []);
    let last = patch(&server, &phone, &LARGE, 70_000..length).await;
    stands_at(&last, StatusCode::NO_CONTENT, length);
    assert_eq!(arrived(&server, &phone, &filed).await, [LARGE.sha256]);
}

#[tokio::test]
async fn ordinary_clients_create_with_metadata_and_may_ask_what_is_spoken() {
    let server = Server::start().await;
    let (phone, _) = with_report(&server, 1, &[]).await;
    let url = format!("{}/v1/uploads", server.url);
    for at in [url.clone(), format!("{url}/{}", SMALL.sha256)] {
        let options = server
            .client
            .request(Method::OPTIONS, at)
            .send()
            .await
            .unwrap();
        assert_eq!(options.status(), StatusCode::NO_CONTENT);
        assert_eq!(options.headers()["tus-version"], "1.0.0");
        assert_eq!(
            options.headers()["tus-max-size"],
            PHOTOGRAPH_BYTES.to_string().as_str()
        );
        assert_eq!(options.headers()["tus-checksum-algorithm"], "sha256");
        let extensions = options.headers()["tus-extension"].to_str().unwrap();
        assert_eq!(
            extensions,
            "creation,creation-with-upload,checksum,expiration,termination"
        );
    }
    let hash = BASE64.encode(SMALL.sha256.to_string().as_bytes());
    let created = tus(&server, Method::POST, "/v1/uploads", &phone)
        .header("Upload-Length", SMALL.bytes.len())
        .header("Upload-Metadata", format!("filename eA==,sha256 {hash}"))
        .send()
        .await
        .unwrap();
    stands_at(&created, StatusCode::CREATED, 0);
    assert_eq!(created.headers()["location"], SMALL.path().as_str());
    assert_eq!(
        created.headers()["upload-expires"],
        "Tue, 24 Nov 2026 08:00:00 GMT"
    );
    let without = tus(&server, Method::POST, "/v1/uploads", &phone).header("Upload-Length", 1);
    is_problem(without.send().await.unwrap(), Code::Malformed).await;
}

#[tokio::test]
async fn requests_that_are_not_tus_are_refused_before_anything_happens() {
    let server = Server::start().await;
    let (phone, _) = with_report(&server, 1, &[&SMALL]).await;
    let old = server
        .call(Method::POST, &SMALL.path(), &phone)
        .header("Tus-Resumable", "0.2.2");
    let old = old.send().await.unwrap();
    assert_eq!(old.headers()["tus-version"], "1.0.0");
    is_problem(old, Code::TusVersion).await;

    let create = |length: &'static str| {
        tus(&server, Method::POST, &SMALL.path(), &phone)
            .header("Upload-Length", length)
            .send()
    };
    is_problem(create("300001").await.unwrap(), Code::PhotographTooLarge).await;
    is_problem(create("0").await.unwrap(), Code::Malformed).await;
    is_problem(create("many").await.unwrap(), Code::Malformed).await;
    create("50").await.unwrap();
    let plain = tus(&server, Method::PATCH, &SMALL.path(), &phone)
        .header("Upload-Offset", 0)
        .body("x");
    let plain = is_problem(plain.send().await.unwrap(), Code::Malformed).await;
    assert_eq!(plain.status, 415);
    is_problem(patch(&server, &phone, &SMALL, 0..51).await, Code::Malformed).await;
    for spelling in ["..%2Fx", "%ff", &SMALL.sha256.to_string().to_uppercase()] {
        let path = format!("/v1/uploads/{spelling}");
        let delete = tus(&server, Method::DELETE, &path, &phone).send();
        is_problem(delete.await.unwrap(), Code::UnknownUpload).await;
    }
    let unregistered = Phone::new(9);
    assert_eq!(
        head(&server, &unregistered, &SMALL).await.status(),
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn a_chunk_with_a_wrong_checksum_leaves_nothing() {
    let server = Server::start().await;
    let (phone, filed) = with_report(&server, 1, &[&SMALL]).await;
    create(&server, &phone, &SMALL).await;
    let (first, rest) = SMALL.bytes.split_at(1_000);
    let send = |offset: usize, bytes: &[u8], sum: Sha256| {
        tus(&server, Method::PATCH, &SMALL.path(), &phone)
            .header("Upload-Offset", offset)
            .header("Content-Type", BYTES)
            .header(
                "Upload-Checksum",
                format!("sha256 {}", BASE64.encode(sum.as_bytes())),
            )
            .body(bytes.to_vec())
            .send()
    };
    let wrong = send(0, first, Sha256::of(rest)).await.unwrap();
    is_problem(wrong, Code::ChecksumMismatch).await;
    stands_at(&head(&server, &phone, &SMALL).await, StatusCode::OK, 0);
    let right = send(0, first, Sha256::of(first)).await.unwrap();
    stands_at(&right, StatusCode::NO_CONTENT, 1_000);
    let wrong = send(1_000, rest, Sha256::of(first)).await.unwrap();
    is_problem(wrong, Code::ChecksumMismatch).await;
    let right = send(1_000, rest, Sha256::of(rest)).await.unwrap();
    stands_at(&right, StatusCode::NO_CONTENT, SMALL.bytes.len());
    assert_eq!(arrived(&server, &phone, &filed).await, [SMALL.sha256]);
}

#[tokio::test]
async fn what_is_not_the_photograph_that_was_named_never_arrives() {
    let server = Server::start().await;
    let mut flipped = SMALL.bytes.clone();
    flipped[2_000] ^= 1;
    let other_bytes = Photo {
        bytes: flipped,
        sha256: SMALL.sha256,
    };
    let with_metadata = Photo::of(RAW.to_vec());
    let rubbish = Photo::of(b"not a photograph at all".to_vec());
    let mut tail = SMALL.bytes.clone();
    tail.extend_from_slice(b"hidden behind the end");
    let with_tail = Photo::of(tail);
    let mut cut = SMALL.bytes.clone();
    cut.truncate(cut.len() / 2);
    let cut = Photo::of(cut);

    let cases = [
        (&other_bytes, Code::HashMismatch),
        (&with_metadata, Code::PhotographHasMetadata),
        (&with_tail, Code::PhotographHasMetadata),
        (&rubbish, Code::PhotographInvalid),
        (&cut, Code::PhotographInvalid),
    ];
    for (number, (photo, code)) in (1..).zip(cases) {
        let (phone, filed) = with_report(&server, number, &[photo]).await;
        let middle = photo.bytes.len() / 2;
        create(&server, &phone, photo).await;
        patch(&server, &phone, photo, 0..middle).await;
        let last = patch(&server, &phone, photo, middle..photo.bytes.len()).await;
        is_problem(last, code).await;
        assert_eq!(arrived(&server, &phone, &filed).await, [], "{code:?}");
        stands_at(
            &create(&server, &phone, photo).await,
            StatusCode::CREATED,
            0,
        );
    }
    // After the wrong bytes, the right ones arrive.
    let (phone, filed) = with_report(&server, 9, &[&SMALL]).await;
    create(&server, &phone, &other_bytes).await;
    let wrong = patch(&server, &phone, &other_bytes, 0..SMALL.bytes.len()).await;
    is_problem(wrong, Code::HashMismatch).await;
    patch(&server, &phone, &SMALL, 0..SMALL.bytes.len()).await;
    assert_eq!(arrived(&server, &phone, &filed).await, [SMALL.sha256]);
}

#[tokio::test]
async fn a_photograph_may_come_before_the_report_that_names_it() {
    let server = Server::start().await;
    let (phone, _) = with_report(&server, 1, &[]).await;
    create(&server, &phone, &SMALL).await;
    patch(&server, &phone, &SMALL, 0..SMALL.bytes.len()).await;
    let report = phone.new_report();
    let file = phone.operation(report, 0, &filing("", vec![SMALL.attachment()]));
    let filed = server.sync(&phone, &phone.request(None, &[&file])).await;
    let What::Snapshot { history } = &filed.changes.last().unwrap().what else {
        panic!("not a snapshot: {filed:?}");
    };
    let is_here =
        |what: &What| matches!(what, What::Photograph { sha256 } if *sha256 == SMALL.sha256);
    assert_eq!(history.iter().filter(|c| is_here(&c.what)).count(), 1);
}

#[tokio::test]
async fn a_withdrawn_report_wants_no_bytes_any_more() {
    let server = Server::start().await;
    let phone = Phone::new(1);
    let report = phone.new_report();
    let file = phone.operation(report, 0, &filing("", vec![SMALL.attachment()]));
    let filed = server.sync(&phone, &phone.request(None, &[&file])).await;
    create(&server, &phone, &SMALL).await;
    patch(&server, &phone, &SMALL, 0..1_000).await;
    server
        .send(&phone, &[&phone.operation(report, 1, &Body::Withdraw)])
        .await;

    is_problem(create(&server, &phone, &SMALL).await, Code::Gone).await;
    is_problem(
        patch(&server, &phone, &SMALL, 1_000..2_000).await,
        Code::Gone,
    )
    .await;
    has_status(&head(&server, &phone, &SMALL).await, 410);
    assert_eq!(arrived(&server, &phone, &filed).await, []);
}

#[tokio::test]
async fn an_unnamed_upload_can_be_given_up_and_an_arrived_one_stays() {
    let server = Server::start().await;
    let (phone, filed) = with_report(&server, 1, &[&LARGE]).await;
    let delete = |photo: &'static Photo| tus(&server, Method::DELETE, &photo.path(), &phone).send();
    for finish in [false, true] {
        create(&server, &phone, &SMALL).await;
        if finish {
            patch(&server, &phone, &SMALL, 0..SMALL.bytes.len()).await;
        }
        assert_eq!(
            delete(&SMALL).await.unwrap().status(),
            StatusCode::NO_CONTENT
        );
        is_problem(delete(&SMALL).await.unwrap(), Code::UnknownUpload).await;
        has_status(&head(&server, &phone, &SMALL).await, 404);
    }
    create(&server, &phone, &LARGE).await;
    patch(&server, &phone, &LARGE, 0..LARGE.bytes.len()).await;
    is_problem(delete(&LARGE).await.unwrap(), Code::NotNow).await;
    assert_eq!(arrived(&server, &phone, &filed).await, [LARGE.sha256]);
}

#[tokio::test]
async fn an_upload_that_nobody_names_expires() {
    let server = Server::start().await;
    let (phone, _) = with_report(&server, 1, &[]).await;
    create(&server, &phone, &SMALL).await;
    patch(&server, &phone, &SMALL, 0..1_000).await;
    server.advance(86_400);
    is_problem(
        patch(&server, &phone, &SMALL, 1_000..2_000).await,
        Code::UnknownUpload,
    )
    .await;
    has_status(&head(&server, &phone, &SMALL).await, 404);
}
