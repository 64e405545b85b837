//! SMS through whoever sends them: one `POST` of JSON for each, as most providers in Vietnam take it,
//! or a line of script in front of them.
//!
//! ```text
//! POST URL   Authorization: Bearer TOKEN   Idempotency-Key: KEY
//! {"id": KEY, "to": "+84912345678", "text": "Lang Nghe: …"}
//! 2xx ─▶ it was taken    400, 404, 409, 410, 413, 415, 422 ─▶ never    anything else ─▶ later
//! ```

use std::{fmt, sync::Once, time::Duration};

use async_trait::async_trait;
use reqwest::{Client, StatusCode, Url, redirect};
use serde::Serialize;
use zeroize::Zeroizing;

use super::{super::sms::without_accents, Gateway, GatewayError, Message};
use crate::notices::Address;

/// How a provider is reached.
pub struct HttpOptions {
    /// Where to post.
    pub url: Url,
    /// What shows who we are.
    pub token: Option<Zeroizing<String>>,
    /// How long one message may take.
    pub patience: Duration,
}

/// SMS by HTTP.
pub struct Http {
    client: Client,
    options: HttpOptions,
}

#[derive(Serialize)]
struct Body<'a> {
    id: &'a str,
    to: &'a str,
    text: &'a str,
}

impl Http {
    /// The way to a provider.
    ///
    /// # Panics
    /// If the platform offers no certificates to trust: without them nothing can be sent safely.
    #[must_use]
    pub fn new(options: HttpOptions) -> Self {
        static PROVIDER: Once = Once::new();
        PROVIDER.call_once(|| {
            // Another part of the process may have chosen a provider before; that one serves too.
            let _ = rustls::crypto::ring::default_provider().install_default();
        });
        let client = Client::builder()
            .timeout(options.patience)
            // A token isn't carried elsewhere.
            .redirect(redirect::Policy::none())
            .user_agent(concat!("langnghe/", env!("CARGO_PKG_VERSION")))
            .build()
            .expect("the platform's certificates can be read");
        Self { client, options }
    }
}

impl fmt::Debug for HttpOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpOptions").finish_non_exhaustive()
    }
}

impl fmt::Debug for Http {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Http")
    }
}

#[async_trait]
impl Gateway for Http {
    async fn send(&self, message: &Message) -> Result<(), GatewayError> {
        let Address::Phone(to) = &message.to else {
            return Err(GatewayError::Never("it isn't a telephone number"));
        };
        let body = Body {
            id: &message.key,
            to,
            text: &without_accents(&message.text),
        };
        let mut request = self
            .client
            .post(self.options.url.clone())
            .header("Idempotency-Key", &message.key)
            .json(&body);
        if let Some(token) = &self.options.token {
            request = request.bearer_auth(token.as_str());
        }
        let answer = request.send().await.map_err(|error| {
            GatewayError::Later(match error.is_timeout() {
                true => "the provider didn't answer in time",
                false => "the provider can't be reached",
            })
        })?;
        verdict(answer.status())
    }
}

fn verdict(status: StatusCode) -> Result<(), GatewayError> {
    match status.as_u16() {
        200..=299 => Ok(()),
        400 | 404 | 409 | 410 | 413 | 415 | 422 => {
            Err(GatewayError::Never("the provider refused the message"))
        }
        // Somebody can put that right, and then it leaves.
        401 | 403 => Err(GatewayError::Later("the provider doesn't know us")),
        429 => Err(GatewayError::Later("the provider asks us to wait")),
        _ => Err(GatewayError::Later("the provider failed")),
    }
}
