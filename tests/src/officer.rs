//! An officer at the console, as a browser without scripts would carry their wishes: pages are
//! fetched, their forms read, filled in and sent, hidden fields and all. What a page doesn't
//! offer can't be done here either.

mod page;
mod parts;
mod terms;

use std::{io, net::SocketAddr, path::Path};

use reqwest::{
    Client, RequestBuilder, Response, StatusCode,
    header::{CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE},
    redirect::Policy,
};
use tokio::runtime::Runtime;

pub use page::{Form, Page};
use parts::Parts;
pub use terms::Term;

/// What an officer fills in who has nothing particular to say.
const USUALLY: [(&str, &str); 4] = [
    ("cause", "Hư hỏng lâu ngày"),
    ("remedy", "lasting"),
    ("without_photograph", "Đã xem tại chỗ"),
    ("belongs", "Ủy ban nhân dân xã bên"),
];

/// Somebody who has signed in.
#[derive(Debug)]
pub struct Officer {
    runtime: Runtime,
    client: Client,
    base: String,
    /// Every cookie of the session, as the `Cookie` header carries them.
    cookies: Vec<(String, String)>,
}

/// Why the console did not do what an officer wanted.
#[derive(Debug, thiserror::Error)]
pub enum ConsoleError {
    /// No answer.
    #[error("the console did not answer: {0}")]
    NoAnswer(#[from] reqwest::Error),
    /// Something that a request needs is not to be had from the system.
    #[error("no request can be made: {0}")]
    System(#[from] io::Error),
    /// An answer of another kind than was hoped for.
    #[error("{path} answered {status}")]
    Refused {
        /// What was asked for.
        path: String,
        /// The answer.
        status: StatusCode,
    },
    /// A page that lacks what an officer looks for.
    #[error("{path} has no {what}")]
    Missing {
        /// The page.
        path: String,
        /// What was looked for on it.
        what: String,
    },
    /// The name or the password is wrong.
    #[error("the console did not let the officer in")]
    NotSignedIn,
}

impl Officer {
    /// Signs in.
    ///
    /// # Errors
    /// [`ConsoleError::NotSignedIn`] for a wrong name or password, or whatever else went wrong.
    pub fn sign_in(server: SocketAddr, name: &str, password: &str) -> Result<Self, ConsoleError> {
        // Another part of the process may have chosen a provider before; that one serves too.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut officer = Self {
            runtime: tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()?,
            client: Client::builder().redirect(Policy::none()).build()?,
            base: format!("http://{server}"),
            cookies: Vec::new(),
        };
        let path = "/console/sign-in";
        let page = officer.read(path)?;
        let mut form = officer.form_on(path, &page, |form| form.has("password"))?;
        form.set("name", name);
        form.set("password", password);
        match officer.send(&form) {
            Ok(_) if !officer.cookies.is_empty() => Ok(officer),
            Ok(_) | Err(ConsoleError::Refused { .. }) => Err(ConsoleError::NotSignedIn),
            Err(other) => Err(other),
        }
    }

    /// The addresses of the cases that the officer sees, in the page's order.
    ///
    /// # Errors
    /// [`ConsoleError`].
    pub fn cases(&mut self) -> Result<Vec<String>, ConsoleError> {
        let page = self.read("/console/cases")?;
        let mut cases: Vec<String> = page
            .links
            .into_iter()
            .filter(|link| is_case(link))
            .collect();
        let mut seen = std::collections::HashSet::new();
        cases.retain(|case| seen.insert(case.clone()));
        Ok(cases)
    }

    /// A page, as it was sent.
    ///
    /// # Errors
    /// [`ConsoleError`].
    pub fn read(&mut self, path: &str) -> Result<Page, ConsoleError> {
        let answer = self
            .client
            .get(self.address(path))
            .header(COOKIE, self.cookie_header());
        let answer = self.runtime.block_on(answer.send())?;
        self.keep_cookies(&answer);
        if answer.status() != StatusCode::OK {
            return Err(ConsoleError::Refused {
                path: path.to_owned(),
                status: answer.status(),
            });
        }
        Ok(Page::parse(&self.runtime.block_on(answer.text())?))
    }

    /// Takes a step that the case's page offers under a name such as `accept` or `reply`, with
    /// the words that it asks for.
    ///
    /// # Errors
    /// [`ConsoleError::Missing`] if the page doesn't offer it.
    pub fn take_step(&mut self, case: &str, step: &str, text: &str) -> Result<(), ConsoleError> {
        let text = Some(("text", text)).filter(|(_, text)| !text.is_empty());
        self.fill_in(case, step, &Vec::from_iter(text), &[])
    }

    /// Takes a step with words and photographs, if the page offers to choose some.
    ///
    /// # Errors
    /// [`ConsoleError::Missing`] if the page doesn't offer it, or a file that can't be read.
    pub fn take_step_with(
        &mut self,
        case: &str,
        step: &str,
        text: &str,
        photographs: &[&Path],
    ) -> Result<(), ConsoleError> {
        self.fill_in(case, step, &[("text", text)], photographs)
    }

    /// Takes a step, with each of these fields filled in. What the form must have besides is
    /// filled in as officers mostly do ([`USUALLY`]).
    ///
    /// # Errors
    /// [`ConsoleError::Missing`] if the page doesn't offer the step or one of the fields, or a
    /// file that can't be read.
    pub fn fill_in(
        &mut self,
        case: &str,
        step: &str,
        fields: &[(&str, &str)],
        photographs: &[&Path],
    ) -> Result<(), ConsoleError> {
        let page = self.read(case)?;
        let mut form = self.form_on(case, &page, |form| form.value("do") == Some(step))?;
        let missing = |name: &str| ConsoleError::Missing {
            path: case.to_owned(),
            what: format!("{name} in its form {step}"),
        };
        for (name, value) in USUALLY {
            if form.has(name) {
                form.set(name, value);
            }
        }
        for (name, value) in fields {
            if !form.has(name) {
                return Err(missing(name));
            }
            form.set(name, value);
        }
        if photographs.is_empty() {
            form.fields.retain(|(name, _)| name != "photographs");
            return self.send(&form).map(drop);
        }
        if !form.has("photographs") {
            return Err(missing("photographs"));
        }
        let mut parts = Parts::default();
        let typed = form.fields.iter().filter(|(name, _)| name != "photographs");
        for (name, value) in typed {
            parts.field(name, value);
        }
        for photograph in photographs {
            parts.file("photographs", &std::fs::read(photograph)?);
        }
        let request = self
            .client
            .post(self.address(&form.action))
            .header(CONTENT_TYPE, Parts::MEDIA_TYPE)
            .body(parts.whole());
        self.submit(&form, request).map(drop)
    }

    /// Presses the first button on a page that does this, and fills nothing in.
    ///
    /// # Errors
    /// [`ConsoleError::Missing`] if there is none.
    pub fn press(&mut self, path: &str, what: &str) -> Result<(), ConsoleError> {
        self.press_about(path, what, "")
    }

    /// Presses the first button on a page that does this and says that it is about `about`, and
    /// fills nothing in.
    ///
    /// # Errors
    /// [`ConsoleError::Missing`] if there is none.
    pub fn press_about(&mut self, path: &str, what: &str, about: &str) -> Result<(), ConsoleError> {
        let page = self.read(path)?;
        let button = ("do".to_owned(), what.to_owned());
        let mut form = self.form_on(path, &page, |form| {
            form.buttons.contains(&button) && form.text.contains(about)
        })?;
        form.fields.push(button);
        self.send(&form).map(drop)
    }

    fn form_on(
        &self,
        path: &str,
        page: &Page,
        wanted: impl Fn(&Form) -> bool,
    ) -> Result<Form, ConsoleError> {
        page.forms
            .iter()
            .find(|form| wanted(form))
            .cloned()
            .ok_or_else(|| ConsoleError::Missing {
                path: path.to_owned(),
                what: "such form".to_owned(),
            })
    }

    /// Sends a form; where it leads to comes back.
    fn send(&mut self, form: &Form) -> Result<String, ConsoleError> {
        let request = self.client.post(self.address(&form.action));
        self.submit(form, request.form(&form.fields))
    }

    /// Sends a filled form; where it leads to comes back.
    fn submit(&mut self, form: &Form, request: RequestBuilder) -> Result<String, ConsoleError> {
        let request = request.header(COOKIE, self.cookie_header());
        let answer = self.runtime.block_on(request.send())?;
        self.keep_cookies(&answer);
        let path = form.action.clone();
        if answer.status() != StatusCode::SEE_OTHER {
            return Err(ConsoleError::Refused {
                path,
                status: answer.status(),
            });
        }
        let target = answer
            .headers()
            .get(LOCATION)
            .and_then(|value| value.to_str().ok());
        target.map(str::to_owned).ok_or(ConsoleError::Missing {
            path,
            what: "way on".to_owned(),
        })
    }

    fn address(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    fn cookie_header(&self) -> String {
        let pairs: Vec<String> = self
            .cookies
            .iter()
            .map(|(k, v)| format!("{k}={v}"))
            .collect();
        pairs.join("; ")
    }

    fn keep_cookies(&mut self, answer: &Response) {
        let set = answer.headers().get_all(SET_COOKIE).iter();
        for cookie in set.filter_map(|value| value.to_str().ok()) {
            let pair = cookie.split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                self.cookies.retain(|(known, _)| known != name);
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
    }
}

/// Whether a link leads to a case: its last part is an id.
fn is_case(link: &str) -> bool {
    let id = link.strip_prefix("/console/cases/");
    id.is_some_and(|id| id.parse::<langnghe_wire::ReportId>().is_ok())
}
