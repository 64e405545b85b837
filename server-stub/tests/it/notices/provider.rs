//! A provider of SMS on a loopback port: answers as it is told to, and keeps what came.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode, header::LOCATION},
    response::{IntoResponse as _, Response},
    routing::post,
};
use reqwest::Url;
use serde_json::Value;
use tokio::net::TcpListener;

/// What came.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Posted {
    pub(crate) token: Option<String>,
    pub(crate) key: String,
    pub(crate) body: Value,
}

#[derive(Default)]
struct Desk {
    answers: Mutex<VecDeque<Option<u16>>>,
    posted: Mutex<Vec<Posted>>,
}

pub(crate) struct Provider {
    pub(crate) url: Url,
    desk: Arc<Desk>,
}

impl Provider {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/sms", listener.local_addr().unwrap());
        let desk = Arc::<Desk>::default();
        let routes = Router::new()
            .route("/sms", post(take))
            .with_state(Arc::clone(&desk));
        tokio::spawn(async move { axum::serve(listener, routes).await });
        Self {
            url: url.parse().unwrap(),
            desk,
        }
    }

    /// The next answers: a status, or none at all. Then it takes what comes.
    pub(crate) fn answers(&self, answers: &[Option<u16>]) {
        self.desk.answers.lock().unwrap().extend(answers);
    }

    pub(crate) fn posted(&self) -> Vec<Posted> {
        self.desk.posted.lock().unwrap().clone()
    }
}

async fn take(State(desk): State<Arc<Desk>>, headers: HeaderMap, body: String) -> Response {
    let header = |name: &str| headers.get(name).map(|v| v.to_str().unwrap().to_owned());
    desk.posted.lock().unwrap().push(Posted {
        token: header("authorization"),
        key: header("idempotency-key").unwrap_or_default(),
        body: serde_json::from_str(&body).unwrap(),
    });
    let answer = desk.answers.lock().unwrap().pop_front();
    match answer.unwrap_or(Some(200)) {
        Some(status) => {
            let status = StatusCode::from_u16(status).unwrap();
            (status, [(LOCATION, "/sms")]).into_response()
        }
        None => std::future::pending().await,
    }
}
