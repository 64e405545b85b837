//! Health, the catalogue, and addresses where nothing is.

use langnghe_places::Catalogue;
use langnghe_wire::Code;
use reqwest::{Method, StatusCode};

use crate::{
    phone::Phone,
    server::{Server, is_problem},
};

#[tokio::test]
async fn a_server_is_healthy_while_it_can_take_a_report() {
    let server = Server::start().await;
    let health = || server.client.get(format!("{}/healthz", server.url)).send();
    assert_eq!(health().await.unwrap().status(), StatusCode::OK);

    std::fs::remove_dir_all(server.data().join("blobs")).unwrap();
    std::fs::write(server.data().join("blobs"), "in the way").unwrap();
    let problem = is_problem(health().await.unwrap(), Code::StorageFailed).await;
    assert!(problem.retry_after.is_some());

    std::fs::remove_file(server.data().join("blobs")).unwrap();
    std::fs::create_dir(server.data().join("blobs")).unwrap();
    assert_eq!(health().await.unwrap().status(), StatusCode::OK);
    server.state.store.close().await.unwrap();
    is_problem(health().await.unwrap(), Code::Busy).await;
}

#[tokio::test]
async fn the_catalogue_comes_once() {
    let server = Server::start().await;
    let url = format!("{}/v1/catalogue", server.url);
    let first = server.client.get(&url).send().await.unwrap();
    let etag = first.headers()["etag"].to_str().unwrap().to_owned();
    let body = first.bytes().await.unwrap();
    assert_eq!(&Catalogue::parse(&body).unwrap(), Catalogue::bundled());

    let again = |tag: String| server.client.get(&url).header("If-None-Match", tag).send();
    for tag in [etag.clone(), format!("\"other\", W/{etag}")] {
        let answer = again(tag).await.unwrap();
        assert_eq!(answer.status(), StatusCode::NOT_MODIFIED);
        assert_eq!(answer.headers()["etag"], etag.as_str());
    }
    let other = again("\"other\"".into()).await.unwrap();
    assert_eq!(other.status(), StatusCode::OK);
}

#[tokio::test]
async fn where_nothing_is_a_problem_says_so() {
    let server = Server::start().await;
    let phone = Phone::new(1);
    let ask = |method, path: &'static str| server.call(method, path, &phone).send();
    let nothing = is_problem(
        ask(Method::GET, "/v2/sync").await.unwrap(),
        Code::UpgradeRequired,
    );
    assert_eq!(nothing.await.status, 404);
    let wrong = is_problem(ask(Method::GET, "/v1/sync").await.unwrap(), Code::Malformed);
    assert_eq!(wrong.await.status, 405);
}
