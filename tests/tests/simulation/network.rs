//! The network between phones and the server: it delivers a request not at all, or up to three
//! times, or later; it cuts bodies and answers in half, loses answers, and puts a captive portal
//! or a broken proxy in between. Each phone has a [`Line`], which the core's own HTTP transport
//! sends its requests into.

use std::{
    collections::{BTreeMap, BTreeSet},
    convert::Infallible,
    future::pending,
    io,
    sync::{
        Arc, Mutex, MutexGuard,
        atomic::{AtomicU64, Ordering},
    },
};

use async_trait::async_trait;
use axum::response::IntoResponse as _;
use bytes::Bytes;
use futures_util::stream;
use http::{Method, Request, Response, StatusCode, header};
use http_body_util::{BodyExt as _, Full, StreamBody};
use jiff::{SignedDuration, Timestamp};
use langnghe_core::transport::{AnswerBody, Carrier, Failure, Progress, Unreachable};
use langnghe_wire::Code;
use tokio::sync::Notify;
use tower::ServiceExt as _;

use crate::{server::Server, time::Time, trace::Trace};

/// How many requests may overtake one that is delivered late.
const REORDERED_WITHIN: u64 = 64;

/// The network of a world.
#[derive(Debug)]
pub(crate) struct Network {
    server: Arc<Server>,
    time: Arc<Time>,
    trace: Arc<Trace>,
    random: Mutex<fastrand::Rng>,
    weather: Mutex<Weather>,
    late: Mutex<Vec<Late>>,
    requests: AtomicU64,
    phones: Mutex<BTreeMap<usize, Seen>>,
    killed: Notify,
}

/// How the network is at the moment.
#[derive(Debug, Default)]
pub(crate) struct Weather {
    /// How likely it is that a request meets with trouble, from 0 to 1.
    pub(crate) trouble: f64,
    /// Phones without a network.
    pub(crate) cut_off: BTreeSet<usize>,
    /// Phones behind a captive portal.
    pub(crate) behind_portal: BTreeSet<usize>,
}

/// A request that will be delivered (again) later.
#[derive(Debug)]
struct Late {
    request: Request<Bytes>,
    due: u64,
}

/// What the network saw of a phone.
#[derive(Debug, Default, Clone)]
pub(crate) struct Seen {
    /// Its requests, in order.
    pub(crate) attempts: Vec<Attempt>,
    /// How often the server had been restored when it gave the last answer to a sync that this
    /// phone heard.
    pub(crate) restores_heard: u32,
    /// When it asked for the last answer to a sync that it heard.
    pub(crate) last_news: Option<Timestamp>,
}

/// A request that left a phone.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Attempt {
    pub(crate) at: Timestamp,
    /// Whether an answer of the server's came back, whole.
    pub(crate) answered: bool,
}

/// What becomes of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// It arrives, and the answer comes back.
    Arrives,
    /// It arrives so many times; the last answer is heard.
    ArrivesTimes(u8),
    /// It never arrives, or (`true`) long after its sender gave up.
    Lost { late: bool },
    /// It arrives and is answered; a copy arrives later once more.
    Echoes,
    /// Half of its body arrives.
    Halved,
    /// It arrives; the answer is lost.
    AnswerLost,
    /// It arrives; half of the answer comes back.
    AnswerHalved,
    /// The server has no time for it, and says so.
    Refused(Code),
    /// Something on the way answers instead.
    Intercepted,
    /// It arrives (or not), and the phone is killed before it hears of it.
    SenderKilled { arrives: bool },
}

impl Network {
    pub(crate) fn new(
        server: &Arc<Server>,
        time: &Arc<Time>,
        trace: &Arc<Trace>,
        seed: u64,
    ) -> Arc<Self> {
        Arc::new(Self {
            server: Arc::clone(server),
            time: Arc::clone(time),
            trace: Arc::clone(trace),
            random: Mutex::new(fastrand::Rng::with_seed(seed)),
            weather: Mutex::default(),
            late: Mutex::default(),
            requests: AtomicU64::new(0),
            phones: Mutex::default(),
            killed: Notify::new(),
        })
    }

    pub(crate) fn weather(&self) -> MutexGuard<'_, Weather> {
        self.weather.lock().unwrap()
    }

    /// What it saw of a phone.
    pub(crate) fn seen(&self, phone: usize) -> Seen {
        let phones = self.phones.lock().unwrap();
        phones.get(&phone).cloned().unwrap_or_default()
    }

    /// How often the server had been restored when this phone heard of it last.
    pub(crate) fn restores_heard(&self, phone: usize) -> u32 {
        let phones = self.phones.lock().unwrap();
        phones.get(&phone).map_or(0, |seen| seen.restores_heard)
    }

    /// All requests that left a phone.
    pub(crate) fn requests(&self) -> u64 {
        self.requests.load(Ordering::Relaxed)
    }

    /// Resolves when the phone whose turn it is has been killed in the middle of an exchange.
    pub(crate) async fn killed(&self) {
        self.killed.notified().await;
    }

    /// What was still on its way arrives now.
    pub(crate) async fn deliver_what_is_late(&self) {
        self.deliver_late(u64::MAX).await;
    }

    /// What was still on its way never arrives.
    pub(crate) fn forget_what_is_late(&self) {
        self.late.lock().unwrap().clear();
    }

    async fn carry(
        &self,
        phone: usize,
        request: Request<Bytes>,
    ) -> Result<Response<AnswerBody>, Failure> {
        let number = self.requests.fetch_add(1, Ordering::Relaxed) + 1;
        let at = self.time.now();
        let what = format!("{} {}", request.method(), request.uri().path());
        let (latency, fate) = self.draw(phone);
        self.time.pass(latency);
        self.deliver_late(number).await;
        let is_sync = request.uri().path() == "/v1/sync";
        let answer = self.follow(fate, request, number).await;
        let (answered, how) = match &answer {
            Ok((answer, true)) => (true, answer.status().to_string()),
            Ok((answer, false)) => (false, format!("{} by a stranger", answer.status())),
            Err(failure) => (false, failure.to_string()),
        };
        self.trace
            .note(kind_of(fate), format!("phone {phone} {what} → {how}"));
        let heard_a_sync = is_sync && matches!(&answer, Ok((a, true)) if a.status().is_success());
        self.note_attempt(phone, Attempt { at, answered }, heard_a_sync);
        if matches!(fate, Fate::SenderKilled { .. }) {
            self.killed.notify_one();
            pending::<()>().await;
        }
        answer.map(|(answer, _)| answer)
    }

    fn note_attempt(&self, phone: usize, attempt: Attempt, heard_a_sync: bool) {
        let mut phones = self.phones.lock().unwrap();
        let seen = phones.entry(phone).or_default();
        seen.attempts.push(attempt);
        if heard_a_sync {
            seen.restores_heard = self.server.restores();
            seen.last_news = Some(attempt.at);
        }
    }

    /// How long it takes, and what becomes of it.
    fn draw(&self, phone: usize) -> (SignedDuration, Fate) {
        let mut random = self.random.lock().unwrap();
        let latency = SignedDuration::from_millis(random.i64(20..3_000));
        let weather = self.weather();
        if weather.cut_off.contains(&phone) {
            // Systems end apps that wait in vain.
            let fate = match random.u8(..4) {
                0 => Fate::SenderKilled { arrives: false },
                _ => Fate::Lost { late: false },
            };
            return (latency, fate);
        }
        if weather.behind_portal.contains(&phone) {
            return (latency, Fate::Intercepted);
        }
        if random.f64() >= weather.trouble {
            return (latency, Fate::Arrives);
        }
        let fate = match random.u8(..12) {
            0 => Fate::ArrivesTimes(2),
            1 => Fate::ArrivesTimes(3),
            2 => Fate::Lost { late: false },
            3 => Fate::Lost { late: true },
            4 => Fate::Echoes,
            5 | 6 => Fate::Halved,
            7 => Fate::AnswerLost,
            8 => Fate::AnswerHalved,
            9 => {
                let codes = [
                    Code::Busy,
                    Code::Internal,
                    Code::StorageFailed,
                    Code::RateLimited,
                    Code::RequestTimeout,
                ];
                Fate::Refused(codes[random.usize(..codes.len())])
            }
            10 => Fate::Intercepted,
            _ => Fate::SenderKilled {
                arrives: random.bool(),
            },
        };
        (latency, fate)
    }

    /// The answer that comes back, and whether it is the server's, whole.
    async fn follow(
        &self,
        fate: Fate,
        request: Request<Bytes>,
        number: u64,
    ) -> Result<(Response<AnswerBody>, bool), Failure> {
        let lost = || Err(Unreachable::Broken.into());
        match fate {
            Fate::Arrives => self.deliver(request).await.map(|answer| (answer, true)),
            Fate::ArrivesTimes(times) => {
                for _ in 1..times {
                    let _ = self.deliver(request.clone()).await;
                }
                self.deliver(request).await.map(|answer| (answer, true))
            }
            Fate::Lost { late } => {
                if late {
                    self.keep_for_later(request, number);
                }
                Err(Unreachable::NoConnection.into())
            }
            Fate::Echoes => {
                self.keep_for_later(request.clone(), number);
                self.deliver(request).await.map(|answer| (answer, true))
            }
            Fate::Halved => {
                let _ = self.deliver_half(request).await;
                lost()
            }
            Fate::AnswerLost => {
                let _ = self.deliver(request).await;
                lost()
            }
            Fate::AnswerHalved => {
                let answer = self.deliver(request).await?;
                Ok((halved(answer).await, false))
            }
            Fate::Refused(code) => {
                let refusal = langnghe_server::problem::Failure::from(code).into_response();
                Ok((arrived(request.method(), refusal).await, true))
            }
            Fate::Intercepted => {
                let kind = self.random.lock().unwrap().u8(..5);
                Ok((stranger(kind), false))
            }
            Fate::SenderKilled { arrives } => {
                if arrives {
                    let _ = self.deliver(request).await;
                }
                lost()
            }
        }
    }

    fn keep_for_later(&self, request: Request<Bytes>, number: u64) {
        let due = number + self.random.lock().unwrap().u64(1..REORDERED_WITHIN);
        self.late.lock().unwrap().push(Late { request, due });
    }

    async fn deliver_late(&self, number: u64) {
        loop {
            let next = {
                let mut late = self.late.lock().unwrap();
                let due = late.iter().position(|late| late.due <= number);
                due.map(|at| late.swap_remove(at))
            };
            let Some(Late { request, .. }) = next else {
                return;
            };
            let what = format!("{} {}", request.method(), request.uri().path());
            let how = match self.deliver(request).await {
                Ok(answer) => answer.status().to_string(),
                Err(failure) => failure.to_string(),
            };
            self.trace.note("late delivery", format!("{what} → {how}"));
        }
    }

    async fn deliver(&self, request: Request<Bytes>) -> Result<Response<AnswerBody>, Failure> {
        let (head, body) = request.into_parts();
        self.ask(Request::from_parts(head, axum::body::Body::from(body)))
            .await
    }

    async fn deliver_half(&self, request: Request<Bytes>) -> Result<Response<AnswerBody>, Failure> {
        let (head, body) = request.into_parts();
        let half = Ok(body.slice(..body.len() / 2));
        let cut = Err(io::Error::from(io::ErrorKind::ConnectionReset));
        let body = axum::body::Body::from_stream(stream::iter([half, cut]));
        self.ask(Request::from_parts(head, body)).await
    }

    async fn ask(
        &self,
        request: Request<axum::body::Body>,
    ) -> Result<Response<AnswerBody>, Failure> {
        let method = request.method().clone();
        let router = self.server.router().ok_or(Unreachable::NoConnection)?;
        let answer = router.oneshot(request).await;
        let answer = answer.unwrap_or_else(|never: Infallible| match never {});
        Ok(arrived(&method, answer).await)
    }
}

/// An answer, as it comes off the wire: one to `HEAD` has no body.
async fn arrived(method: &Method, answer: axum::response::Response) -> Response<AnswerBody> {
    let (head, body) = answer.into_parts();
    let body = body.collect().await.expect("handlers give whole bodies");
    let bytes = if *method == Method::HEAD {
        Bytes::new()
    } else {
        body.to_bytes()
    };
    Response::from_parts(head, whole(bytes))
}

fn whole(bytes: Bytes) -> AnswerBody {
    Full::new(bytes)
        .map_err(|never: Infallible| match never {})
        .boxed_unsync()
}

/// The same answer, cut in the middle of its body.
async fn halved(answer: Response<AnswerBody>) -> Response<AnswerBody> {
    let (head, body) = answer.into_parts();
    let bytes = body.collect().await.expect("it was whole").to_bytes();
    let half = Ok(http_body::Frame::data(bytes.slice(..bytes.len() / 2)));
    let cut = Err(Failure::from(Unreachable::Broken));
    let body = StreamBody::new(stream::iter([half, cut])).boxed_unsync();
    Response::from_parts(head, body)
}

/// What captive portals and proxies answer.
fn stranger(kind: u8) -> Response<AnswerBody> {
    let (status, media_type, body) = match kind {
        0 => (StatusCode::OK, "text/html", "<html>Đăng nhập Wi-Fi</html>"),
        1 => (StatusCode::OK, "application/json", "{}"),
        2 => (StatusCode::FOUND, "text/html", ""),
        3 => (StatusCode::BAD_GATEWAY, "text/html", "<html>502</html>"),
        _ => (
            StatusCode::GONE,
            "application/problem+json",
            r#"{"title":"no"}"#,
        ),
    };
    let mut answer = Response::new(whole(Bytes::from_static(body.as_bytes())));
    *answer.status_mut() = status;
    let media_type = header::HeaderValue::from_static(media_type);
    answer
        .headers_mut()
        .insert(header::CONTENT_TYPE, media_type);
    answer
}

fn kind_of(fate: Fate) -> &'static str {
    match fate {
        Fate::Arrives => "delivery",
        Fate::ArrivesTimes(2) => "delivered twice",
        Fate::ArrivesTimes(_) => "delivered three times",
        Fate::Lost { late: false } => "lost",
        Fate::Lost { late: true } => "lost, to arrive later",
        Fate::Echoes => "delivered, and again later",
        Fate::Halved => "body cut in half",
        Fate::AnswerLost => "answer lost",
        Fate::AnswerHalved => "answer cut in half",
        Fate::Refused(_) => "refused by a busy server",
        Fate::Intercepted => "answered by a stranger",
        Fate::SenderKilled { .. } => "killed while it waited",
    }
}

/// A phone's way into the network.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) network: Arc<Network>,
    pub(crate) phone: usize,
}

#[async_trait]
impl Carrier for Line {
    async fn carry(
        &self,
        request: Request<Bytes>,
        progress: Option<Progress>,
    ) -> Result<Response<AnswerBody>, Failure> {
        if let Some(progress) = progress {
            progress(request.body().len() as u64);
        }
        self.network.carry(self.phone, request).await
    }
}
