//! One closed table of everything that can go wrong between phone and server:
//! code → class → HTTP status. The way out for a person is in [`words`](crate::words).
//!
//! The class decides what a phone does, and errs on the side of trying again: only codes that
//! stand here as final are final. An answer that isn't one of ours (a captive portal's page, a
//! proxy's error, a code from the future on a whole request) is transient.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// What a failure asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// Try again later, by itself.
    Transient,
    /// Register again, by itself, then go on.
    Register,
    /// Send less at once, by itself.
    Shrink,
    /// Ask where the upload stands and go on from there, by itself.
    Resume,
    /// Waits for a newer server or a newer app; tried again now and then.
    Upgrade,
    /// The person has to change something.
    Person,
    /// It will never be accepted.
    Permanent,
    /// The bytes are no longer wanted: the report was withdrawn, refused or erased.
    Gone,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $class:ident, $status:literal;)*) => {
        /// A failure, by its stable name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum Code {
            $($(#[$doc])* #[serde(rename = $name)] $variant,)*
            /// A code from a later release.
            #[serde(rename = "unknown", other)]
            Unknown,
        }

        impl Code {
            /// The whole table.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The stable name.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* Self::Unknown => "unknown" }
            }

            /// What it asks for. A code from the future waits for the release that knows it.
            #[must_use]
            pub fn class(self) -> Class {
                match self { $(Self::$variant => Class::$class,)* Self::Unknown => Class::Upgrade }
            }

            /// The HTTP status where the code answers a whole request.
            #[must_use]
            pub fn status(self) -> u16 {
                match self { $(Self::$variant => $status,)* Self::Unknown => 500 }
            }
        }
    };
}

codes! {
    // Transient: the server's side.
    /// The server has too much to do.
    Busy = "busy", Transient, 503;
    /// The server could not write to its disk; nothing was promised.
    StorageFailed = "storage_failed", Transient, 503;
    /// Something broke on the server.
    Internal = "internal", Transient, 500;
    /// Too many requests from this device or network.
    RateLimited = "rate_limited", Transient, 429;
    /// The device holds too many uploads that no report names.
    QuotaExceeded = "quota_exceeded", Transient, 429;
    /// The request took too long to arrive, or was cut on its way.
    RequestTimeout = "request_timeout", Transient, 408;

    // By itself.
    /// The server doesn't know this device (any more).
    UnknownDevice = "unknown_device", Register, 401;
    /// The request has too many bytes or operations.
    RequestTooLarge = "request_too_large", Shrink, 413;
    /// The upload stands at another offset.
    OffsetConflict = "offset_conflict", Resume, 409;
    /// The upload isn't known here (any more): create it again.
    UnknownUpload = "unknown_upload", Resume, 404;
    /// A chunk arrived with other bytes than its checksum says.
    ChecksumMismatch = "checksum_mismatch", Resume, 460;
    /// The finished upload is not what its hash says; it starts again.
    HashMismatch = "hash_mismatch", Resume, 460;
    /// An operation came before the one in front of it.
    OutOfOrder = "out_of_order", Transient, 409;

    // Waits for a newer release.
    /// The server doesn't know this kind of operation yet.
    UpgradeRequired = "upgrade_required", Upgrade, 426;
    /// The phone speaks a version that the server no longer does.
    TusVersion = "tus_version", Upgrade, 412;

    // The person.
    /// Neither words nor a photograph.
    TextRequired = "text_required", Person, 422;
    /// More characters than a text may have.
    TextTooLong = "text_too_long", Person, 422;
    /// No place.
    PlaceRequired = "place_required", Person, 422;
    /// Not a place on Earth.
    PlaceInvalid = "place_invalid", Person, 422;
    /// More characters than the words on where exactly may have.
    DetailTooLong = "detail_too_long", Person, 422;
    /// A question that has to be answered has no answer.
    AnswerRequired = "answer_required", Person, 422;
    /// An answer that isn't what its question asks for.
    AnswerInvalid = "answer_invalid", Person, 422;
    /// More characters than an answer, or all of them together, may have.
    AnswerTooLong = "answer_too_long", Person, 422;
    /// Neither the point nor the commune lies in the province.
    OutsideProvince = "outside_province", Person, 422;
    /// No category was chosen.
    CategoryRequired = "category_required", Person, 422;
    /// No such category.
    UnknownCategory = "unknown_category", Person, 422;
    /// More photographs than a report may have.
    TooManyPhotographs = "too_many_photographs", Person, 422;
    /// A photograph is larger than the limit.
    PhotographTooLarge = "photograph_too_large", Person, 413;
    /// A photograph can't be read as one.
    PhotographInvalid = "photograph_invalid", Person, 422;
    /// A photograph still carries data about the phone or the place.
    PhotographHasMetadata = "photograph_has_metadata", Person, 422;
    /// What the person asks for doesn't fit where the case stands.
    NotNow = "not_now", Person, 409;

    // Final.
    /// The device was revoked.
    DeviceRevoked = "device_revoked", Permanent, 403;
    /// The token is not this device's.
    WrongToken = "wrong_token", Permanent, 403;
    /// The registration isn't signed by its key, or belongs to another.
    RegistrationInvalid = "registration_invalid", Permanent, 403;
    /// The same id came with other bytes.
    Conflict = "conflict", Permanent, 409;
    /// Not an operation, or not a request, of ours.
    Malformed = "malformed", Permanent, 400;
    /// Text that isn't in NFC or has control characters.
    TextNotNormalised = "text_not_normalised", Permanent, 422;
    /// An operation of too many bytes.
    OperationTooLarge = "operation_too_large", Permanent, 413;
    /// No report of this reporter has that id.
    UnknownReport = "unknown_report", Permanent, 404;
    /// The report was withdrawn.
    Withdrawn = "withdrawn", Permanent, 409;
    /// The bytes of this photograph are no longer wanted.
    Gone = "gone", Gone, 410;
}

impl Code {
    /// Whether a refusal with this code is remembered with the operation's id. What may turn
    /// out otherwise next time never is.
    #[must_use]
    pub fn is_remembered(self) -> bool {
        matches!(self.class(), Class::Person | Class::Permanent | Class::Gone)
            && self != Self::Conflict
    }
}

/// The body of every failed request: RFC 9457, `application/problem+json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// `urn:langnghe:problem:CODE`.
    #[serde(rename = "type")]
    pub kind: String,
    /// A short English sentence for developers; people read [`words`](crate::words).
    pub title: String,
    /// The HTTP status, again.
    pub status: u16,
    /// The code.
    pub code: Code,
    /// After how many seconds another try makes sense.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u64>,
}

impl Problem {
    /// The media type.
    pub const MEDIA_TYPE: &'static str = "application/problem+json";
    /// The header that repeats the code, for answers that have no body (to `HEAD`).
    pub const HEADER: &'static str = "langnghe-problem";

    /// The problem of a code.
    #[must_use]
    pub fn new(code: Code) -> Self {
        Self {
            kind: format!("urn:langnghe:problem:{}", code.as_str()),
            title: code.as_str().replace('_', " "),
            status: code.status(),
            code,
            retry_after: None,
        }
    }

    /// The same, with a time after which another try makes sense.
    #[must_use]
    pub fn retry_after(mut self, wait: Duration) -> Self {
        self.retry_after = Some(wait.as_secs());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_as_ever() {
        let table: Vec<String> = Code::ALL
            .iter()
            .map(|c| {
                let remembered = if c.is_remembered() { " remembered" } else { "" };
                format!("{} {} {:?}{remembered}", c.as_str(), c.status(), c.class())
            })
            .collect();
        insta::assert_snapshot!(table.join("\n"));
    }

    #[test]
    fn names_are_what_is_serialised_and_the_future_is_unknown() {
        for code in Code::ALL {
            let json = serde_json::to_string(code).unwrap();
            assert_eq!(json, format!("\"{}\"", code.as_str()));
            assert_eq!(serde_json::from_str::<Code>(&json).unwrap(), *code);
        }
        assert_eq!(
            serde_json::from_str::<Code>("\"newer\"").unwrap(),
            Code::Unknown
        );
    }

    #[test]
    fn what_may_turn_out_otherwise_is_never_remembered() {
        for code in [
            Code::UpgradeRequired,
            Code::OutOfOrder,
            Code::QuotaExceeded,
            Code::Busy,
        ] {
            assert!(!code.is_remembered(), "{code:?}");
        }
        assert!(Code::TextTooLong.is_remembered());
    }

    #[test]
    fn a_problem_is_written_as_ever() {
        let problem = Problem::new(Code::Busy).retry_after(Duration::from_secs(30));
        insta::assert_snapshot!(serde_json::to_string_pretty(&problem).unwrap());
    }
}
