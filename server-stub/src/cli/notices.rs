//! By what ways `serve` sends notices, and `notices`: how many wait, how the others ended, and
//! whether one arrives.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use clap::{ArgGroup, Args};
use data_encoding::HEXLOWER;
use lettre::message::Mailbox;
use reqwest::Url;
use zeroize::Zeroizing;

use super::{CommandError, say};
use crate::{
    data_dir::DataDir,
    entropy::{Entropy, SystemEntropy},
    notices::{
        Address, Ending, Given,
        gateway::{
            Gateway, Gateways, Http, HttpOptions, Print, Security, Smtp, SmtpOptions, is_loopback,
        },
        try_to_reach,
    },
    store::{Notices as _, Store as _},
};

#[derive(Debug, Args)]
#[command(next_help_heading = "Notices to people")]
pub(super) struct NoticeOptions {
    /// Print notices instead of sending them, with their addresses masked: for development.
    #[arg(long, conflicts_with_all = ["sms_url", "mail_server"])]
    print_notices: bool,
    /// Where SMS are posted to, as JSON.
    #[arg(long, value_name = "URL")]
    sms_url: Option<Url>,
    /// A file with the bearer token for it.
    #[arg(long, value_name = "FILE", requires = "sms_url")]
    sms_token_file: Option<PathBuf>,
    /// The mail server: smtps://HOST for TLS at once, smtp://HOST for STARTTLS; to a loopback
    /// address, smtp:// is plain, and smtp+starttls:// is not.
    #[arg(long, value_name = "URL", requires = "mail_from")]
    mail_server: Option<Url>,
    /// Who mail is from, such as "Lắng Nghe <phan-anh@example.vn>".
    #[arg(long, value_name = "ADDRESS")]
    mail_from: Option<Mailbox>,
    /// Who we are to the mail server.
    #[arg(long, value_name = "NAME", requires = "mail_password_file")]
    mail_user: Option<String>,
    /// A file with the password for it.
    #[arg(long, value_name = "FILE", requires = "mail_user")]
    mail_password_file: Option<PathBuf>,
    /// How long a gateway may take over a message, and over each step of a mail.
    #[arg(long, value_name = "SECONDS", default_value_t = 20)]
    gateway_patience: u16,
}

impl NoticeOptions {
    fn patience(&self) -> Duration {
        Duration::from_secs(self.gateway_patience.into())
    }

    /// The ways that these options name.
    pub(super) fn gateways(&self) -> Result<Gateways, CommandError> {
        if self.print_notices {
            let print: Arc<dyn Gateway> = Arc::new(Print::to(std::io::stdout()));
            return Ok(Gateways {
                email: Some(Arc::clone(&print)),
                sms: Some(print),
            });
        }
        let mut gateways = Gateways::default();
        if let Some(url) = &self.sms_url {
            let is_safe = match url.scheme() {
                "https" => true,
                "http" => url.host_str().is_some_and(is_loopback),
                _ => false,
            };
            if !is_safe {
                return Err("--sms-url is https://, or http:// to a loopback address".into());
            }
            let token = self.sms_token_file.as_deref().map(secret).transpose()?;
            gateways.sms = Some(Arc::new(Http::new(HttpOptions {
                url: url.clone(),
                token,
                patience: self.patience(),
            })));
        }
        if let (Some(server), Some(from)) = (&self.mail_server, &self.mail_from) {
            let options = self.mail(server, from)?;
            gateways.email = Some(Arc::new(Smtp::new(options)?));
        }
        Ok(gateways)
    }

    fn mail(&self, server: &Url, from: &Mailbox) -> Result<SmtpOptions, CommandError> {
        let host = server.host_str().unwrap_or_default();
        let (security, port) = match server.scheme() {
            _ if host.is_empty() => return Err("--mail-server names no host".into()),
            "smtps" => (Security::Tls, 465),
            "smtp" if is_loopback(host) => (Security::Plain, 25),
            "smtp" | "smtp+starttls" => (Security::StartTls, 587),
            _ => return Err("--mail-server is smtps://, smtp:// or smtp+starttls://".into()),
        };
        let password = self.mail_password_file.as_deref().map(secret).transpose()?;
        Ok(SmtpOptions {
            host: host.to_owned(),
            port: server.port().unwrap_or(port),
            security,
            login: self.mail_user.clone().zip(password),
            from: from.clone(),
            patience: self.patience(),
        })
    }
}

/// The first line of a file.
fn secret(file: &Path) -> Result<Zeroizing<String>, CommandError> {
    let whole = Zeroizing::new(std::fs::read_to_string(file)?);
    let line = whole.lines().next().unwrap_or_default().trim();
    match line.is_empty() {
        true => Err("a file with a secret is empty".into()),
        false => Ok(Zeroizing::new(line.to_owned())),
    }
}

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("what").required(true).multiple(true))]
pub(super) struct Notices {
    /// The folder that holds everything the server keeps: how many of its notices wait, and how the
    /// others ended.
    #[arg(long, value_name = "DIR", group = "what")]
    data: Option<PathBuf>,
    /// Send a trial message to this e-mail address or telephone number, by the ways named below, and
    /// say how that ended.
    #[arg(long, value_name = "ADDRESS", group = "what")]
    try_to_reach: Option<String>,
    #[command(flatten)]
    options: NoticeOptions,
}

impl Notices {
    pub(super) async fn run(self) -> Result<(), CommandError> {
        if let Some(data) = &self.data {
            count(data).await?;
        }
        if let Some(address) = &self.try_to_reach {
            let given = given(address).ok_or("that is no address that a notice could go to")?;
            let entropy: &dyn Entropy = &SystemEntropy;
            let key = HEXLOWER.encode(&entropy.bytes_16());
            let sent = try_to_reach(&self.options.gateways()?, &given, &key).await;
            sent.map_err(|why| format!("the trial message was not sent; {why}"))?;
            say("the trial message was taken");
        }
        Ok(())
    }
}

async fn count(data: &Path) -> Result<(), CommandError> {
    let store = DataDir::existing(data)?.store().await?;
    let counts = store.count_notices().await;
    store.close().await?;
    let counts = counts?;
    let count = |name: &str| counts.get(name).copied().unwrap_or(0);
    let mut told = vec![format!("{} waiting", count("waiting"))];
    for ending in Ending::ALL {
        told.push(format!("{} {}", count(ending.as_str()), in_words(ending)));
    }
    say(&format!("notices: {}", told.join(", ")));
    Ok(())
}

/// An address as somebody typed it, whichever kind it is of.
fn given(address: &str) -> Option<Given> {
    let (email, phone) = (Address::email(address), Address::phone(address));
    (email.is_some() || phone.is_some()).then(|| Given {
        email: email.map(|_| address.to_owned()),
        phone: phone.map(|_| address.to_owned()),
    })
}

fn in_words(ending: Ending) -> &'static str {
    match ending {
        Ending::Sent => "sent",
        Ending::Unneeded => "with nothing to tell",
        Ending::NoAddress => "without an address that can be reached",
        Ending::Refused => "refused",
        Ending::GivenUp => "given up",
    }
}
