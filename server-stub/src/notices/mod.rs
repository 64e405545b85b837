//! Notices: a word by e-mail or SMS to whoever left an address, that there is something to read; and
//! each working morning's digest to officers.
//!
//! ```text
//! event ──┐ one transaction                         ┌▶ smtp ─▶ a mail server
//! notice ─┴▶ the table `notice` ─▶ post ─▶ Gateway ─┼▶ http ─▶ whoever sends SMS
//!                    ▲               │              └▶ print   (while developing)
//!                    └── when next ──┘
//! ```
//!
//! **What is promised.** A notice is written in the transaction of the event that calls for it, so
//! there is none without the other. It is sent at least once: an attempt is on disk before it is
//! made, and what a crash cut off is made again later, under the same key, by which a gateway can
//! tell. Two attempts never run at once: one server serves a folder, and one task of it sends. What
//! can't be sent within three days is given up, and counted where `langnghe-server notices` shows
//! it.
//!
//! **What it says.** The reference and how the case stands, in words: never what somebody wrote, nor
//! a name. Mail and SMS are read by others than those they are for.
//!
//! **Addresses** are read by this room only, when a notice leaves: the latest that the person gave
//! for that report. One that was withdrawn or erased by then gets nothing. No log has any.

mod address;
mod backoff;
mod digest;
pub mod gateway;
mod post;
pub mod sms;
mod what;
mod words;

use jiff::{Timestamp, civil::Date};
use langnghe_wire::Reference;

pub use address::Address;
pub(crate) use digest::write_this_mornings;
pub use gateway::{Gateway, GatewayError, Message};
pub(crate) use post::{send_what_is_due, try_to_reach};
pub use what::What;

use crate::identity::UserId;

/// A notice that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Its number.
    pub id: i64,
    /// What a gateway knows it by when it comes a second time.
    pub key: String,
    /// What it is about.
    pub about: About,
    /// How often it was tried.
    pub attempts: u32,
    /// When it was written.
    pub made_at: Timestamp,
}

/// What a notice is about, and with that, to whom it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// To the person who reported.
    Case {
        /// The public reference.
        reference: Reference,
        /// What there is to read.
        what: What,
    },
    /// To an officer, in the morning.
    Day {
        /// To whom.
        user: UserId,
        /// Which day.
        day: Date,
    },
}

/// Where a notice may go, as it was given.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Given {
    /// An e-mail address.
    pub email: Option<String>,
    /// A telephone number.
    pub phone: Option<String>,
}

impl std::fmt::Debug for Given {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Given(…)")
    }
}

/// How a notice ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ending {
    /// A gateway took it.
    Sent,
    /// There was nothing to tell.
    Unneeded,
    /// There is no address, or none that a gateway of this server reaches.
    NoAddress,
    /// A gateway refused it for good.
    Refused,
    /// It couldn't be sent for too long.
    GivenUp,
}

impl Ending {
    /// Every ending.
    pub const ALL: [Self; 5] = [
        Self::Sent,
        Self::Unneeded,
        Self::NoAddress,
        Self::Refused,
        Self::GivenUp,
    ];

    /// The name, as databases and commands write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Unneeded => "unneeded",
            Self::NoAddress => "no_address",
            Self::Refused => "refused",
            Self::GivenUp => "given_up",
        }
    }
}
