//! E-mail to a mail server, by SMTP with TLS. Plain SMTP goes to a loopback address only: a relay on
//! the same machine.

use std::{fmt, net::IpAddr, time::Duration};

use async_trait::async_trait;
use lettre::{
    AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor,
    message::{Mailbox, header::ContentType},
    transport::smtp::{authentication::Credentials, client::Tls, client::TlsParameters},
};
use zeroize::Zeroizing;

use super::{Gateway, GatewayError, Message};
use crate::notices::Address;

/// How a mail server is reached.
pub struct SmtpOptions {
    /// Its name or address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How TLS begins.
    pub security: Security,
    /// Who we are to it.
    pub login: Option<(String, Zeroizing<String>)>,
    /// Who the mail is from.
    pub from: Mailbox,
    /// How long one mail may take.
    pub patience: Duration,
}

/// How TLS begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// At once (`smtps:`).
    Tls,
    /// With STARTTLS, and not without (`smtp:`).
    StartTls,
    /// Not at all; for loopback addresses only.
    Plain,
}

/// Why a mail server can't be used so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SmtpError {
    /// Mail is read on the way without it.
    #[error("mail without TLS goes to a loopback address only")]
    Plain,
    /// The name isn't one that a certificate can be for.
    #[error("that is no name of a mail server")]
    Name,
}

/// E-mail by SMTP.
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    patience: Duration,
}

impl Smtp {
    /// The way to a mail server.
    ///
    /// # Errors
    /// [`SmtpError`].
    pub fn new(options: SmtpOptions) -> Result<Self, SmtpError> {
        let SmtpOptions {
            host,
            port,
            security,
            login,
            from,
            patience,
        } = options;
        let parameters = || TlsParameters::new(host.clone()).map_err(|_| SmtpError::Name);
        let tls = match security {
            Security::Tls => Tls::Wrapper(parameters()?),
            Security::StartTls => Tls::Required(parameters()?),
            Security::Plain if is_loopback(&host) => Tls::None,
            Security::Plain => return Err(SmtpError::Plain),
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host)
            .port(port)
            .tls(tls)
            .timeout(Some(patience));
        if let Some((name, password)) = login {
            builder = builder.credentials(Credentials::new(name, password.to_string()));
        }
        Ok(Self {
            transport: builder.build(),
            from,
            patience,
        })
    }

    fn mail(&self, message: &Message) -> Result<lettre::Message, GatewayError> {
        let Address::Email(to) = &message.to else {
            return Err(GatewayError::Never("it isn't an e-mail address"));
        };
        // The same whenever it is sent again: mailboxes keep one of those.
        let id = format!("<{}@{}>", message.key, self.from.email.domain());
        lettre::Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to.clone()))
            .subject(message.subject.clone())
            .message_id(Some(id))
            .header(Automatic)
            .header(ContentType::TEXT_PLAIN)
            .body(message.text.clone())
            .map_err(|_| GatewayError::Never("the mail can't be written"))
    }
}

/// Whether the server refuses who sends, and not what is sent: it wants a login, another one, or TLS.
fn is_about_us(error: &lettre::transport::smtp::Error) -> bool {
    let code = error.status().map(u16::from);
    matches!(code, Some(530 | 534 | 535 | 538))
}

/// Whether a host is this machine.
pub(crate) fn is_loopback(host: &str) -> bool {
    host == "localhost"
        || host
            .parse()
            .is_ok_and(|address: IpAddr| address.is_loopback())
}

impl fmt::Debug for SmtpOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmtpOptions").finish_non_exhaustive()
    }
}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Smtp")
    }
}

/// Tells absence notices not to answer.
#[derive(Clone)]
struct Automatic;

impl lettre::message::header::Header for Automatic {
    fn name() -> lettre::message::header::HeaderName {
        lettre::message::header::HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> lettre::message::header::HeaderValue {
        lettre::message::header::HeaderValue::new(Self::name(), "auto-generated".into())
    }
}

#[async_trait]
impl Gateway for Smtp {
    async fn send(&self, message: &Message) -> Result<(), GatewayError> {
        let mail = self.mail(message)?;
        // The timeout of the transport is for each step; a server may be slow at each of them.
        let sent = tokio::time::timeout(self.patience * 4, self.transport.send(mail)).await;
        match sent {
            Ok(Ok(_)) => Ok(()),
            // Somebody can put that right, and then it leaves.
            Ok(Err(error)) if is_about_us(&error) => {
                Err(GatewayError::Later("the mail server doesn't know us"))
            }
            Ok(Err(error)) if error.is_permanent() => {
                Err(GatewayError::Never("the mail server refused the mail"))
            }
            Ok(Err(error)) if error.is_transient() => {
                Err(GatewayError::Later("the mail server asks us to wait"))
            }
            Ok(Err(error)) if error.is_timeout() => {
                Err(GatewayError::Later("the mail server didn't answer in time"))
            }
            Ok(Err(_)) => Err(GatewayError::Later("the mail server can't be reached")),
            Err(_) => Err(GatewayError::Later("the mail server took too long")),
        }
    }
}
