//! Identifiers: UUIDv7, made on the phone, offline, and never reused.
//!
//! An identifier names a thing; it proves nothing and is no secret. The time inside a UUIDv7
//! is the phone's claim: it is never trusted and never published.

use std::{fmt, str::FromStr};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::{Builder, Uuid};

/// Makes a UUIDv7 from a time and ten random bytes, both handed in.
fn uuid_v7(now: Timestamp, random: [u8; 10]) -> Uuid {
    // A phone whose clock stands before 1970 still files reports; its ids just sort first.
    let millis = u64::try_from(now.as_millisecond()).unwrap_or(0);
    Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// A new identifier from a time and ten random bytes.
            #[must_use]
            pub fn new(now: Timestamp, random: [u8; 10]) -> Self {
                Self(uuid_v7(now, random))
            }

            /// The 16 bytes, as databases keep them.
            #[must_use]
            pub fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }

            /// From the 16 bytes that [`as_bytes`](Self::as_bytes) gave.
            #[must_use]
            pub fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    };
}

id!(
    /// One report, from the first draft on: a draft keeps its id when it is submitted.
    ReportId
);
id!(
    /// One thing a phone did to a report. The same id always means the same bytes.
    OperationId
);
id!(
    /// One installation of the app.
    DeviceId
);
id!(
    /// One entry in a case's history on the server.
    EventId
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_later_moments_sort_later_and_read_back() {
        let early = ReportId::new(Timestamp::from_millisecond(1_000).unwrap(), [0xff; 10]);
        let late = ReportId::new(Timestamp::from_millisecond(2_000).unwrap(), [0; 10]);
        assert!(early < late);
        assert_eq!(early.to_string().parse::<ReportId>().unwrap(), early);
        assert_eq!(ReportId::from_bytes(*late.as_bytes()), late);
    }

    #[test]
    fn a_clock_before_1970_still_makes_ids() {
        let id = ReportId::new(Timestamp::from_second(-5).unwrap(), [7; 10]);
        assert_eq!(id.to_string().as_bytes()[14], b'7', "a version 7 UUID");
    }
}
