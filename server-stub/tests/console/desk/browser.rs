//! A browser without a screen.

use std::{
    collections::BTreeMap,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::Mutex,
};

use bytes::Bytes;
use langnghe_wire::ReportId;
use reqwest::{
    Response, StatusCode,
    header::{COOKIE, HeaderMap, SET_COOKIE},
};

/// A browser without a screen: it keeps cookies, follows nothing by itself, and says what
/// browsers say of where a form comes from.
pub(crate) struct Browser {
    pub(super) client: reqwest::Client,
    pub(super) server: String,
    pub(crate) cookies: Mutex<BTreeMap<String, String>>,
}

/// What came back.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Browser {
    pub(super) fn new(server: SocketAddr) -> Self {
        Self::new_at(server, Ipv4Addr::LOCALHOST)
    }

    pub(super) fn new_at(server: SocketAddr, own: Ipv4Addr) -> Self {
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

    /// As a script asks, which says so by this header.
    pub(crate) async fn get_with(&self, header: &str, path: &str) -> Page {
        let request = self.client.get(format!("{}{path}", self.server));
        self.send(request.header(header, "true")).await
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

    /// A form as somebody wrote it by hand.
    pub(crate) async fn post_body(&self, path: &str, kind: &str, body: String) -> Page {
        let request = self.client.post(format!("{}{path}", self.server));
        let request = request.header("sec-fetch-site", "same-origin");
        self.send(request.header("content-type", kind).body(body))
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

    /// Every hidden field of the form with an id.
    pub(crate) fn hidden_in(&self, form: &str) -> Vec<(String, String)> {
        let (_, form) = self.body.split_once(&format!("id=\"{form}\">")).unwrap();
        let (form, _) = form.split_once("</form>").unwrap();
        let fields = form.split("<input type=\"hidden\" name=\"").skip(1);
        let field = |field: &str| {
            let (name, rest) = field.split_once("\" value=\"").unwrap();
            let (value, _) = rest.split_once('"').unwrap();
            let escaped = [
                ("&#34;", "\""),
                ("&#39;", "'"),
                ("&#60;", "<"),
                ("&#62;", ">"),
                ("&#38;", "&"),
            ];
            let value = escaped
                .iter()
                .fold(value.to_owned(), |value, (code, character)| {
                    value.replace(code, character)
                });
            (name.to_owned(), value)
        };
        fields.map(field).collect()
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
