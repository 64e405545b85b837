//! A console on a real socket, with a clock that tests move, phones that file, and a browser
//! without a screen.

use std::{
    collections::BTreeMap,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, AtomicU8, Ordering},
    },
};

use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};
use langnghe_places::Communes;
use langnghe_server::{
    ServerState,
    blob::Blobs,
    case::{Moment, decide::Incoming},
    clock::Clock,
    entropy::{Entropy, SystemEntropy},
    identity::{Device, NewDevice, NewUser, Role, Scope, User, hash_password},
    serve::serve,
    settings::{Document, units::UnitForm},
    store::{BeginUpload, sqlite::SqliteStore},
};
use langnghe_wire::{
    Attachment, Body, Change, DeviceId, DeviceToken, Filing, OperationId, Outcome, Place, Point,
    ReportId, Sha256, Visibility,
    change::What,
    operation::{Header, freeze},
};
use reqwest::{
    Response, StatusCode,
    header::{COOKIE, HeaderMap, SET_COOKIE},
};
use zeroize::Zeroizing;

/// A Monday morning in Vietnam.
pub(crate) const START: &str = "2026-11-23T02:00:00Z";
pub(crate) const PASSWORD: &str = "một mật khẩu dài";
/// The commune whose officer `lan` is, and another one.
pub(crate) const HERE: &str = "07264";
pub(crate) const ELSEWHERE: &str = "07210";

#[derive(Debug)]
struct HandClock(AtomicI64);

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.0.load(Ordering::SeqCst)).unwrap()
    }
}

/// The server and what stands around it.
pub(crate) struct Desk {
    pub(crate) state: Arc<ServerState>,
    clock: Arc<HandClock>,
    address: SocketAddr,
    phones: AtomicU8,
    _folder: tempfile::TempDir,
}

impl Desk {
    /// A server with one officer, `lan`, of the commune [`HERE`].
    pub(crate) async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let start: Timestamp = START.parse().unwrap();
        let clock = Arc::new(HandClock(AtomicI64::new(start.as_millisecond())));
        let entropy: Arc<dyn Entropy> = Arc::new(SystemEntropy);
        let file = folder.path().join("test.db");
        let store = SqliteStore::open(&file, entropy.clone()).await.unwrap();
        let blobs = Blobs::in_folder(&folder.path().join("photographs")).unwrap();
        let state = ServerState::new(Arc::new(store), blobs, clock.clone(), entropy);
        let state = Arc::new(state);

        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(serve(state.clone(), listener, std::future::pending()));

        let desk = Self {
            state,
            clock,
            address,
            phones: AtomicU8::new(0),
            _folder: folder,
        };
        desk.add_user("lan", Some(HERE)).await;
        desk
    }

    pub(crate) async fn add_user(&self, name: &str, unit: Option<&str>) -> User {
        let role = if unit.is_some() {
            Role::Officer
        } else {
            Role::Coordinator
        };
        self.add_user_as(name, role, unit).await
    }

    pub(crate) async fn add_user_as(&self, name: &str, role: Role, unit: Option<&str>) -> User {
        let user = NewUser {
            name: name.to_owned(),
            role,
            scope: Scope::new(role, unit, &self.state.rules.current()).unwrap(),
            password: hash_password(Zeroizing::new(PASSWORD.to_owned()), [7; 16])
                .await
                .unwrap(),
        };
        self.state.store.add_user(user, self.now()).await.unwrap()
    }

    /// From now on a unit wants its leader's word on what it did.
    pub(crate) fn wants_approval(&self, unit: &str) {
        let rules = self.state.rules.current();
        let entry = rules.units.entry_of(unit, rules.communes).unwrap();
        let form = UnitForm {
            approval: Some("yes".into()),
            ..UnitForm::of_entry(entry)
        };
        let units = rules.units.with(&form, rules.communes).unwrap();
        let rules = rules.with(Document::Units(Arc::new(units)), 2).unwrap();
        self.state.rules.replace(rules);
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub(crate) fn pass(&self, time: SignedDuration) {
        self.clock
            .0
            .fetch_add(time.as_millis() as i64, Ordering::SeqCst);
    }

    /// A browser that has never been here.
    pub(crate) fn browser(&self) -> Browser {
        Browser::new(self.address)
    }

    /// A browser on another machine: loopback has more than one address.
    pub(crate) fn browser_elsewhere(&self) -> Browser {
        Browser::new_at(self.address, Ipv4Addr::new(127, 0, 0, 2))
    }

    /// A browser in which somebody is signed in.
    pub(crate) async fn signed_in(&self, name: &str) -> Browser {
        let browser = self.browser();
        let page = browser.sign_in(name, PASSWORD).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
        browser
    }

    /// A phone whose registration the server has.
    pub(crate) async fn phone(&self) -> Phone<'_> {
        let number = self.phones.fetch_add(1, Ordering::SeqCst);
        let device = NewDevice {
            id: DeviceId::from_bytes([number; 16]),
            token: DeviceToken::from_random([number; 32]).hash(),
            public_key: [number; 32],
            app: "test".to_owned(),
            skew_ms: 0,
        };
        let device = self.state.store.register(device, self.now()).await.unwrap();
        Phone {
            desk: self,
            device,
            next: Mutex::default(),
        }
    }
}

/// A phone, as far as the store sees one.
pub(crate) struct Phone<'a> {
    desk: &'a Desk,
    device: Device,
    next: Mutex<BTreeMap<ReportId, u32>>,
}

impl Phone<'_> {
    /// Files a report in [`HERE`].
    pub(crate) async fn file(&self, category: &str, text: &str, photographs: &[Bytes]) -> ReportId {
        self.file_in(HERE, category, text, photographs).await
    }

    pub(crate) async fn file_in(
        &self,
        commune: &str,
        category: &str,
        text: &str,
        photographs: &[Bytes],
    ) -> ReportId {
        let filing = self.filing_in(commune, category, text, photographs);
        self.file_this(filing).await
    }

    /// Files a report that says just this.
    pub(crate) async fn file_this(&self, filing: Filing) -> ReportId {
        let report = ReportId::new(self.desk.now(), self.random());
        self.operate(report, Body::File(filing)).await;
        report
    }

    /// What a report says of something in the middle of a commune.
    pub(crate) fn filing_in(
        &self,
        commune: &str,
        category: &str,
        text: &str,
        photographs: &[Bytes],
    ) -> Filing {
        let centre = Communes::bundled().by_code(commune).unwrap().centre;
        let point = Point {
            lat: centre.lat,
            lon: centre.lon,
            accuracy: Some(12.0),
        };
        let attachments = photographs
            .iter()
            .map(|bytes| Attachment::photo(Sha256::of(bytes), bytes.len() as u64))
            .collect();
        Filing {
            category: category.to_owned(),
            text: text.to_owned(),
            place: Place {
                point: Some(point),
                commune: Some(commune.to_owned()),
                detail: None,
            },
            noticed_at: self.desk.now(),
            visibility: Visibility::NameHidden,
            attachments,
            answers: vec![],
            catalogue: 1,
            consent: Some(1),
            supersedes: None,
        }
    }

    /// Does something to a report, and expects the server to take it.
    pub(crate) async fn operate(&self, report: ReportId, body: Body) {
        let n = *self
            .next
            .lock()
            .unwrap()
            .entry(report)
            .and_modify(|n| *n += 1)
            .or_insert(0);
        let at = self.desk.now();
        let id = OperationId::new(at, self.random());
        let frozen = freeze(
            Header {
                id,
                report,
                n,
                supersedes: None,
                at,
            },
            &body,
        )
        .unwrap();
        let moment = Moment::new(at, self.desk.state.rules.current());
        let incoming = Incoming::read(&frozen.bytes, &moment, &[]).unwrap();
        let results = self
            .desk
            .state
            .store
            .apply(self.device.clone(), vec![incoming], moment)
            .await
            .unwrap();
        assert!(
            matches!(results[0].outcome, Outcome::Applied(_)),
            "{:?}",
            results[0]
        );
    }

    /// A photograph arrives, whole.
    pub(crate) async fn deliver(&self, photograph: &Bytes) {
        let Desk { state, .. } = self.desk;
        let (reporter, sha256) = (self.device.reporter, Sha256::of(photograph));
        let begin = BeginUpload {
            sha256,
            length: photograph.len() as u64,
        };
        state
            .store
            .begin_upload(reporter, begin, self.desk.now())
            .await
            .unwrap();
        state
            .blobs
            .write(reporter, sha256, photograph.clone())
            .await
            .unwrap();
        state
            .store
            .complete_upload(reporter, sha256, self.desk.now())
            .await
            .unwrap();
    }

    /// What the phone is told of a report.
    pub(crate) async fn told(&self, report: ReportId) -> Vec<What> {
        let page = self
            .desk
            .state
            .store
            .changes(self.device.reporter, None)
            .await
            .unwrap();
        let history = |change: Change| match change.what {
            What::Snapshot { history } if change.report == report => Some(history),
            _ => None,
        };
        let history = page
            .changes
            .into_iter()
            .find_map(history)
            .expect("the report is known");
        history.into_iter().map(|change| change.what).collect()
    }

    /// A photograph of a result, as the phone fetches it; none if it isn't there for this phone.
    pub(crate) async fn result(&self, sha256: Sha256) -> Option<Bytes> {
        let browser = self.desk.browser();
        let url = format!("{}/v1/photographs/{sha256}", browser.server);
        let token = DeviceToken::from_random([self.device.id.as_bytes()[0]; 32]);
        let request = browser.client.get(url);
        let request = request.header("authorization", token.bearer(self.device.id));
        let answer = request.send().await.unwrap();
        if answer.status() == StatusCode::NOT_FOUND {
            assert_eq!(answer.headers()["langnghe-problem"], "unknown_upload");
            return None;
        }
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(answer.headers()["content-type"], "image/jpeg");
        Some(answer.bytes().await.unwrap())
    }

    fn random(&self) -> [u8; 10] {
        self.desk.state.entropy.bytes_10()
    }
}

/// A photograph as phones prepare it; another one for each `n`.
pub(crate) fn photograph(n: usize) -> Bytes {
    const CAMERAS: [&[u8]; 2] = [
        include_bytes!("../../../core/photo/fixtures/Landscape_1.jpg"),
        include_bytes!("../../../core/photo/fixtures/DSCN0010.jpg"),
    ];
    langnghe_photo::prepare(CAMERAS[n]).unwrap().photo.into()
}

/// A browser without a screen: it keeps cookies, follows nothing by itself, and says what
/// browsers say of where a form comes from.
pub(crate) struct Browser {
    client: reqwest::Client,
    server: String,
    pub(crate) cookies: Mutex<BTreeMap<String, String>>,
}

/// What came back.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Browser {
    fn new(server: SocketAddr) -> Self {
        Self::new_at(server, Ipv4Addr::LOCALHOST)
    }

    fn new_at(server: SocketAddr, own: Ipv4Addr) -> Self {
        // Nothing here is encrypted, but the client wants to know who would.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .local_address(IpAddr::from(own))
            .build()
            .unwrap();
        Self {
            client,
            server: format!("http://{server}"),
            cookies: Mutex::default(),
        }
    }

    pub(crate) async fn get(&self, path: &str) -> Page {
        self.send(self.client.get(format!("{}{path}", self.server)))
            .await
    }

    pub(crate) async fn bytes(&self, path: &str) -> Bytes {
        let request = self.client.get(format!("{}{path}", self.server));
        request
            .header(COOKIE, self.cookie())
            .send()
            .await
            .unwrap()
            .bytes()
            .await
            .unwrap()
    }

    /// What goes over the wire where a browser can read gzip, when asked from a site.
    pub(crate) async fn wire(&self, path: &str, site: &str) -> Bytes {
        // One that takes nothing apart.
        let plain = reqwest::Client::builder()
            .no_gzip()
            .no_proxy()
            .build()
            .unwrap();
        let request = plain.get(format!("{}{path}", self.server));
        request
            .header(COOKIE, self.cookie())
            .header("accept-encoding", "gzip")
            .header("sec-fetch-site", site)
            .send()
            .await
            .unwrap()
            .bytes()
            .await
            .unwrap()
    }

    pub(crate) async fn post(&self, path: &str, form: &[(&str, &str)]) -> Page {
        self.post_from("same-origin", path, form).await
    }

    /// A form that comes from elsewhere, as far as the browser says.
    pub(crate) async fn post_from(&self, site: &str, path: &str, form: &[(&str, &str)]) -> Page {
        let request = self.client.post(format!("{}{path}", self.server));
        self.send(request.header("sec-fetch-site", site).form(form))
            .await
    }

    pub(crate) async fn sign_in(&self, name: &str, password: &str) -> Page {
        self.post(
            "/console/sign-in",
            &[("name", name), ("password", password)],
        )
        .await
    }

    /// Opens a case and sends one of its forms.
    pub(crate) async fn act(&self, report: ReportId, what: &str, text: &str) -> Page {
        let page = self.get(&case(report)).await;
        assert_eq!(page.status, StatusCode::OK);
        self.act_on(&page, report, what, text).await
    }

    /// Sends a form of a case's page that was opened before.
    pub(crate) async fn act_on(
        &self,
        page: &Page,
        report: ReportId,
        what: &str,
        text: &str,
    ) -> Page {
        let mut fields = ordinary(what);
        fields.push(("text", text));
        self.fill_in(page, report, what, &fields).await
    }

    /// Opens a case and sends one of its forms with just these fields.
    pub(crate) async fn act_with(
        &self,
        report: ReportId,
        what: &str,
        fields: &[(&str, &str)],
    ) -> Page {
        let page = self.get(&case(report)).await;
        assert_eq!(page.status, StatusCode::OK);
        self.fill_in(&page, report, what, fields).await
    }

    /// Sends a form of a page that was opened before, with just these fields.
    pub(crate) async fn fill_in(
        &self,
        page: &Page,
        report: ReportId,
        what: &str,
        fields: &[(&str, &str)],
    ) -> Page {
        let carried = [
            ("csrf", page.hidden("csrf")),
            ("version", page.hidden("version")),
            ("do", what),
        ];
        let form = [carried.as_slice(), fields].concat();
        self.post(&case(report), &form).await
    }

    /// Opens a case and resolves it with files, as a browser sends a form in parts.
    pub(crate) async fn resolve(&self, report: ReportId, text: &str, files: &[&[u8]]) -> Page {
        let page = self.get(&case(report)).await;
        let (csrf, version) = (page.hidden("csrf"), page.hidden("version"));
        let carried = [
            ("csrf", csrf),
            ("version", version),
            ("do", "resolve"),
            ("text", text),
        ];
        let fields = [carried.as_slice(), &ordinary("resolve")].concat();
        self.post_parts(&case(report), &fields, files).await
    }

    /// Sends a form in parts: fields, and behind them files of one input.
    pub(crate) async fn post_parts(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[&[u8]],
    ) -> Page {
        const BOUNDARY: &str = "----what-stands-between-parts";
        let mut body = Vec::new();
        for (name, value) in fields {
            let head = format!("content-disposition: form-data; name=\"{name}\"");
            body.extend(format!("--{BOUNDARY}\r\n{head}\r\n\r\n{value}\r\n").bytes());
        }
        for file in files {
            let head = "content-disposition: form-data; name=\"photographs\"; filename=\"a.jpg\"";
            body.extend(format!("--{BOUNDARY}\r\n{head}\r\n").bytes());
            body.extend(b"content-type: image/jpeg\r\n\r\n");
            body.extend_from_slice(file);
            body.extend(b"\r\n");
        }
        body.extend(format!("--{BOUNDARY}--\r\n").bytes());
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let request = self.client.post(format!("{}{path}", self.server));
        let request = request.header("sec-fetch-site", "same-origin");
        self.send(request.header("content-type", kind).body(body))
            .await
    }

    fn cookie(&self) -> String {
        let cookies = self.cookies.lock().unwrap();
        let pairs: Vec<_> = cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        pairs.join("; ")
    }

    async fn send(&self, request: reqwest::RequestBuilder) -> Page {
        let response = request.header(COOKIE, self.cookie()).send().await.unwrap();
        self.keep_cookies(&response);
        Page {
            status: response.status(),
            headers: response.headers().clone(),
            body: response.text().await.unwrap(),
        }
    }

    fn keep_cookies(&self, response: &Response) {
        let mut cookies = self.cookies.lock().unwrap();
        for header in response.headers().get_all(SET_COOKIE) {
            let text = header.to_str().unwrap();
            let (name, value) = text.split(';').next().unwrap().split_once('=').unwrap();
            if text.contains("Max-Age=0") {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

impl Page {
    /// The value of the first hidden field with a name.
    pub(crate) fn hidden(&self, name: &str) -> &str {
        let field = format!("name=\"{name}\" value=\"");
        let (_, after) = self
            .body
            .split_once(&field)
            .expect("the page has the field");
        after.split_once('"').unwrap().0
    }

    /// Where a redirect leads.
    pub(crate) fn leads_to(&self) -> &str {
        self.header("location")
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn says(&self, text: &str) -> bool {
        self.body.contains(text)
    }
}

/// What an officer fills in beside the words of an action, on an ordinary day.
pub(crate) fn ordinary(what: &str) -> Vec<(&'static str, &'static str)> {
    match what {
        "refuse" => vec![("belongs", "Công an xã")],
        "resolve" | "propose" => vec![
            ("cause", "Xe quá tải."),
            ("remedy", "lasting"),
            ("without_photograph", "Trời đã tối."),
        ],
        "reply" => vec![("public", "no")],
        _ => vec![],
    }
}

/// The address of a case.
pub(crate) fn case(report: ReportId) -> String {
    format!("/console/cases/{report}")
}
