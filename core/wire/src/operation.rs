//! What a phone can do to a report.
//!
//! An operation is serialised once, when the person decides; from then on its bytes are frozen:
//! they are stored, sent and sent again unchanged, and the server hashes them as they arrive.
//! The same id with other bytes is a `conflict`. Changing what is parked makes a new operation
//! with a new id and the same `n` that names the old one in `supersedes`.
//!
//! The server reads the [`Envelope`] first and looks at the kind before the body, so that a kind
//! it doesn't know yet is answered `upgrade_required` instead of being called malformed.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::value::{RawValue, to_raw_value};

use crate::{
    digest::Sha256,
    failure::Code,
    filing::{self, Attachment, Filing},
    ids::{OperationId, ReportId},
    limits,
};

/// The outside of an operation, which every server can read.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Envelope {
    /// The operation.
    pub id: OperationId,
    /// The report that it is about.
    pub report: ReportId,
    /// The place of this operation among this device's operations on the report, from 0.
    pub n: u32,
    /// The refused operation in whose place this one stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<OperationId>,
    /// When the person decided, by the phone's clock: a claim.
    pub at: Timestamp,
    /// What is done; see [`Body`].
    pub kind: String,
    /// How it is done; its shape is the kind's.
    pub body: Box<RawValue>,
}

/// What is done to a report, and how.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// Opens the report.
    File(Filing),
    /// Adds words to it.
    AddText {
        /// What is added.
        text: String,
    },
    /// Adds photographs to it.
    Attach {
        /// What is added.
        attachments: Vec<Attachment>,
    },
    /// Answers the officer.
    Reply {
        /// The answer.
        text: String,
    },
    /// *Thu hồi*: takes the report back.
    Withdraw,
    /// *Me too*: stands by a report, somebody else's included.
    Support,
    /// *Đã xong*: confirms that it is fixed.
    Confirm,
    /// *Chưa xong*: says that it isn't.
    Reopen {
        /// Why.
        text: String,
    },
    /// Rates how it was handled.
    Rate {
        /// From 1 to 5.
        stars: u8,
        /// A word on it; may be empty.
        text: String,
    },
    /// Says how to reach the reporter. Kept apart from the report, always.
    Contact {
        /// The reporter's name.
        name: Option<String>,
        /// A telephone number.
        phone: Option<String>,
        /// An e-mail address.
        email: Option<String>,
    },
}

/// The kinds in the order of [`Body`], as they are written.
pub const KINDS: [&str; 10] = [
    "file", "add_text", "attach", "reply", "withdraw", "support", "confirm", "reopen", "rate",
    "contact",
];

#[derive(Serialize, Deserialize)]
struct Text {
    text: String,
}

#[derive(Serialize, Deserialize)]
struct Attachments {
    attachments: Vec<Attachment>,
}

#[derive(Serialize, Deserialize)]
struct Rating {
    stars: u8,
    #[serde(default)]
    text: String,
}

#[derive(Serialize, Deserialize)]
struct ContactData {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    phone: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    email: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct Nothing {}

impl Body {
    /// The kind's name.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::File(_) => "file",
            Self::AddText { .. } => "add_text",
            Self::Attach { .. } => "attach",
            Self::Reply { .. } => "reply",
            Self::Withdraw => "withdraw",
            Self::Support => "support",
            Self::Confirm => "confirm",
            Self::Reopen { .. } => "reopen",
            Self::Rate { .. } => "rate",
            Self::Contact { .. } => "contact",
        }
    }

    fn to_raw(&self) -> serde_json::Result<Box<RawValue>> {
        match self {
            Self::File(filing) => to_raw_value(filing),
            Self::AddText { text } | Self::Reply { text } | Self::Reopen { text } => {
                to_raw_value(&Text { text: text.clone() })
            }
            Self::Attach { attachments } => to_raw_value(&Attachments {
                attachments: attachments.clone(),
            }),
            Self::Withdraw | Self::Support | Self::Confirm => to_raw_value(&Nothing {}),
            Self::Rate { stars, text } => to_raw_value(&Rating {
                stars: *stars,
                text: text.clone(),
            }),
            Self::Contact { name, phone, email } => to_raw_value(&ContactData {
                name: name.clone(),
                phone: phone.clone(),
                email: email.clone(),
            }),
        }
    }
}

/// An operation as it is kept and sent, byte for byte.
#[derive(Clone, PartialEq, Eq)]
pub struct Frozen {
    /// The operation.
    pub id: OperationId,
    /// The report that it is about.
    pub report: ReportId,
    /// Its place among this device's operations on the report.
    pub n: u32,
    /// The bytes; JSON, at most [`limits::OPERATION_BYTES`].
    pub bytes: String,
}

/// Names the operation, never what it says.
impl std::fmt::Debug for Frozen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "Frozen({}, n {}, {} bytes)",
            self.id,
            self.n,
            self.bytes.len()
        )
    }
}

/// An operation that is too large to be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the operation has {bytes} bytes, more than the {limit} that can be sent", limit = limits::OPERATION_BYTES)]
pub struct TooLarge {
    /// How large it would be.
    pub bytes: usize,
}

/// The names and the order of an operation: all that freezing adds to its [`Body`].
#[derive(Debug, Clone, Copy)]
pub struct Header {
    /// See [`Envelope::id`].
    pub id: OperationId,
    /// See [`Envelope::report`].
    pub report: ReportId,
    /// See [`Envelope::n`].
    pub n: u32,
    /// See [`Envelope::supersedes`].
    pub supersedes: Option<OperationId>,
    /// See [`Envelope::at`].
    pub at: Timestamp,
}

/// Serialises an operation, once and for ever.
///
/// # Errors
/// [`TooLarge`] if its bytes exceed what one operation may have.
pub fn freeze(header: Header, body: &Body) -> Result<Frozen, TooLarge> {
    let Header {
        id,
        report,
        n,
        supersedes,
        at,
    } = header;
    let envelope = Envelope {
        id,
        report,
        n,
        supersedes,
        at,
        kind: body.kind().to_owned(),
        body: body
            .to_raw()
            .expect("these types have string keys only and cannot fail"),
    };
    let bytes = serde_json::to_string(&envelope).expect("an envelope cannot fail either");
    if bytes.len() > limits::OPERATION_BYTES {
        return Err(TooLarge { bytes: bytes.len() });
    }
    Ok(Frozen {
        id,
        report,
        n,
        bytes,
    })
}

impl Envelope {
    /// Reads the outside of an operation.
    ///
    /// # Errors
    /// [`Code::OperationTooLarge`] before any reading, [`Code::Malformed`] if it isn't an
    /// operation at all.
    pub fn read(bytes: &str) -> Result<Self, Code> {
        if bytes.len() > limits::OPERATION_BYTES {
            return Err(Code::OperationTooLarge);
        }
        serde_json::from_str(bytes).map_err(|_| Code::Malformed)
    }

    /// The hash by which a server compares operations with the same id.
    #[must_use]
    pub fn hash(bytes: &str) -> Sha256 {
        Sha256::of(bytes.as_bytes())
    }

    /// Reads the inside and checks what the protocol limits.
    ///
    /// # Errors
    /// [`Code::UpgradeRequired`] for a kind that this release doesn't know,
    /// [`Code::Malformed`] for a body of another shape, or the code of the limit it breaks.
    pub fn open(&self) -> Result<Body, Code> {
        fn read<'a, T: Deserialize<'a>>(body: &'a RawValue) -> Result<T, Code> {
            serde_json::from_str(body.get()).map_err(|_| Code::Malformed)
        }
        let words = |body: &RawValue| -> Result<String, Code> {
            let Text { text } = read(body)?;
            filing::check_text(&text)?;
            if text.is_empty() {
                Err(Code::TextRequired)
            } else {
                Ok(text)
            }
        };
        Ok(match self.kind.as_str() {
            "file" => {
                let filing: Filing = read(&self.body)?;
                filing.check()?;
                Body::File(filing)
            }
            "add_text" => Body::AddText {
                text: words(&self.body)?,
            },
            "attach" => {
                let Attachments { attachments } = read(&self.body)?;
                filing::check_attachments(&attachments)?;
                Body::Attach { attachments }
            }
            "reply" => Body::Reply {
                text: words(&self.body)?,
            },
            "withdraw" => Body::Withdraw,
            "support" => Body::Support,
            "confirm" => Body::Confirm,
            "reopen" => Body::Reopen {
                text: words(&self.body)?,
            },
            "rate" => {
                let Rating { stars, text } = read(&self.body)?;
                filing::check_text(&text)?;
                if !(1..=5).contains(&stars) {
                    return Err(Code::Malformed);
                }
                Body::Rate { stars, text }
            }
            "contact" => {
                let ContactData { name, phone, email } = read(&self.body)?;
                for part in [&name, &phone, &email].into_iter().flatten() {
                    filing::check_text(part)?;
                }
                Body::Contact { name, phone, email }
            }
            _ => return Err(Code::UpgradeRequired),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::filing::tests::filing;

    fn header() -> Header {
        Header {
            id: OperationId::from_bytes([1; 16]),
            report: ReportId::from_bytes([2; 16]),
            n: 0,
            supersedes: None,
            at: "2026-11-23T08:00:01Z".parse().unwrap(),
        }
    }

    fn bodies() -> Vec<Body> {
        let text = String::from("Vẫn còn nước.");
        vec![
            Body::File(filing()),
            Body::AddText { text: text.clone() },
            Body::Attach {
                attachments: filing().attachments,
            },
            Body::Reply { text: text.clone() },
            Body::Withdraw,
            Body::Support,
            Body::Confirm,
            Body::Reopen { text: text.clone() },
            Body::Rate { stars: 4, text },
            Body::Contact {
                name: Some("Nguyễn Văn A".into()),
                phone: None,
                email: None,
            },
        ]
    }

    #[test]
    fn every_kind_is_frozen_as_ever_and_opens_again() {
        let frozen: Vec<String> = bodies()
            .iter()
            .map(|body| {
                let frozen = freeze(header(), body).unwrap();
                let envelope = Envelope::read(&frozen.bytes).unwrap();
                assert_eq!(&envelope.open().unwrap(), body);
                frozen.bytes
            })
            .collect();
        insta::assert_snapshot!(frozen.join("\n"));
        let kinds: Vec<&str> = bodies().iter().map(Body::kind).collect();
        assert_eq!(kinds, KINDS);
    }

    #[test]
    fn a_kind_from_the_future_is_told_apart_from_rubbish() {
        let known = freeze(header(), &Body::Withdraw).unwrap().bytes;
        let unknown = known.replace("withdraw", "teleport");
        assert_eq!(
            Envelope::read(&unknown).unwrap().open(),
            Err(Code::UpgradeRequired)
        );
        assert_eq!(Envelope::read("{}").map(|_| ()), Err(Code::Malformed));
        let huge = format!("{}{}", " ".repeat(limits::OPERATION_BYTES), known);
        assert_eq!(
            Envelope::read(&huge).map(|_| ()),
            Err(Code::OperationTooLarge)
        );
    }

    #[test]
    fn fields_from_the_future_are_ignored() {
        let known = freeze(header(), &Body::Withdraw).unwrap().bytes;
        let newer = known.replace("{\"id\"", "{\"mood\":\"calm\",\"id\"");
        assert_eq!(Envelope::read(&newer).unwrap().open(), Ok(Body::Withdraw));
    }

    #[test]
    fn the_longest_text_that_people_may_write_fits_an_operation() {
        let mut longest = filing();
        // Four bytes a character is the most that UTF-8 takes; quotes are escaped to two.
        longest.text = "😀".repeat(limits::TEXT_CHARACTERS);
        longest.place.detail = Some("😀".repeat(limits::DETAIL_CHARACTERS));
        assert!(freeze(header(), &Body::File(longest)).is_ok());
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in any::<String>(), kind in 0usize..10, body in "\\PC*") {
            let _ = Envelope::read(&bytes).map(|e| e.open());
            let mut text = freeze(header(), &Body::Withdraw).unwrap().bytes;
            text = text.replace("\"withdraw\"", &format!("\"{}\"", KINDS[kind]));
            text = text.replace("{}", &serde_json::to_string(&body).unwrap());
            let _ = Envelope::read(&text).map(|e| e.open());
        }
    }
}
