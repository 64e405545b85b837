//! Ways out: what carries a notice to somebody.

mod http;
mod print;
mod smtp;

use std::{fmt::Debug, sync::Arc};

use async_trait::async_trait;

pub use http::{Http, HttpOptions};
pub use print::Print;
pub(crate) use smtp::is_loopback;
pub use smtp::{Security, Smtp, SmtpError, SmtpOptions};

use super::{Address, Given};

/// A message, ready to leave.
#[derive(Clone, PartialEq, Eq)]
pub struct Message {
    /// The same whenever it is sent again.
    pub key: String,
    /// To whom.
    pub to: Address,
    /// Its subject, where there is one.
    pub subject: String,
    /// What it says.
    pub text: String,
}

impl Debug for Message {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Message").finish_non_exhaustive()
    }
}

/// Why a message didn't leave. Both say it in words of ours: what a server answers may quote the
/// address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum GatewayError {
    /// It may leave later.
    #[error("later: {0}")]
    Later(&'static str),
    /// It will never leave: the address isn't one, or the message isn't taken.
    #[error("never: {0}")]
    Never(&'static str),
}

/// Something that carries messages.
#[async_trait]
pub trait Gateway: Send + Sync + Debug {
    /// Sends a message; returns once the other side has taken it. Gives up by itself after a while.
    async fn send(&self, message: &Message) -> Result<(), GatewayError>;
}

/// The ways out that a server has.
#[derive(Debug, Clone, Default)]
pub struct Gateways {
    /// For e-mail.
    pub email: Option<Arc<dyn Gateway>>,
    /// For SMS.
    pub sms: Option<Arc<dyn Gateway>>,
}

impl Gateways {
    /// Where a notice goes, of what was given: by e-mail if it can, since that costs nobody
    /// anything, and else by SMS. One of both, so that nobody reads the same twice.
    #[must_use]
    pub fn choose(&self, given: &Given) -> Option<(Arc<dyn Gateway>, Address)> {
        let email = given.email.as_deref().and_then(Address::email);
        let phone = given.phone.as_deref().and_then(Address::phone);
        let by = |gateway: &Option<Arc<dyn Gateway>>, address| gateway.clone().zip(address);
        by(&self.email, email).or_else(|| by(&self.sms, phone))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_goes_by_mail_if_it_can_and_else_by_sms() {
        let gateway: Arc<dyn Gateway> = Arc::new(Print::to(std::io::sink()));
        let given = |email: &str, phone: &str| Given {
            email: (!email.is_empty()).then(|| email.into()),
            phone: (!phone.is_empty()).then(|| phone.into()),
        };
        let both = Gateways {
            email: Some(Arc::clone(&gateway)),
            sms: Some(Arc::clone(&gateway)),
        };
        let only_sms = Gateways {
            email: None,
            sms: Some(gateway),
        };
        let chosen = |gateways: &Gateways, given: Given| gateways.choose(&given).map(|(_, to)| to);
        let (mail, phone) = ("lan@bacninh.example", "0912345678");
        let (to_mail, to_phone) = (Address::email(mail), Address::phone(phone));
        assert_eq!(chosen(&both, given(mail, phone)), to_mail);
        assert_eq!(chosen(&both, given("", phone)), to_phone);
        assert_eq!(chosen(&both, given("not one", phone)), to_phone);
        assert_eq!(chosen(&only_sms, given(mail, phone)), to_phone);
        assert_eq!(chosen(&only_sms, given(mail, "")), None);
        assert_eq!(chosen(&Gateways::default(), given(mail, phone)), None);
    }
}
