//! What the link does to those who use it.

use std::num::NonZeroU32;

use serde::Deserialize;

/// The link's behaviour. The default is a perfect link.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Plan {
    /// Whether anything travels at all.
    pub signal: Signal,
    /// What happens to whole requests.
    pub exchanges: Exchanges,
    /// Where connections are cut. A cut is carried out once, then it is gone.
    pub cuts: Vec<Cut>,
    /// How many bytes travel in a second in each direction, over all connections together.
    pub bytes_per_second: Option<NonZeroU32>,
}

/// Whether anything travels.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signal {
    /// Everything does.
    #[default]
    Good,
    /// Connections are refused, those that exist are reset.
    None,
    /// Connections are accepted, and nothing ever moves: the worst kind of bad reception.
    Silent,
}

/// What happens to whole requests.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Exchanges {
    /// Nothing: bytes travel as they come.
    #[default]
    Untouched,
    /// The server gets every request twice; the phone gets the second answer.
    Twice,
    /// The server gets the request, whole, and answers; the phone's connection is reset instead.
    AnswersLost {
        /// Only requests whose path begins so.
        path: String,
        /// How many answers get lost; the rest arrive.
        times: u32,
    },
    /// A captive portal: everything is answered `200 OK` with a page to sign in on.
    CaptivePortal,
}

/// A place at which a connection is cut.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cut {
    /// From where the bytes are counted.
    pub within: Within,
    /// Which bytes are counted.
    pub direction: Direction,
    /// After how many bytes; 0 cuts before the first.
    pub after: u64,
    /// How it looks to both ends.
    pub ending: Ending,
}

/// From where a cut's bytes are counted.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Within {
    /// From the start of the `n`th connection of the link's life, from 0.
    Connection(u64),
    /// From the start of a request whose path begins so, its head included; or, downstream, from
    /// the start of its answer.
    Request(String),
}

/// A direction of travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// From the phone to the server.
    Up,
    /// From the server to the phone.
    Down,
}

/// How a cut looks to both ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// A reset (RST) for the phone; the server gets what was let through, and then the end.
    Reset,
    /// An orderly end of the stream (FIN) for both.
    Close,
    /// Nothing at all: the connection stays open and silent.
    Stall,
}

impl Plan {
    /// No signal.
    #[must_use]
    pub fn without_signal() -> Self {
        Self {
            signal: Signal::None,
            ..Self::default()
        }
    }

    /// A link of so many bytes in a second.
    #[must_use]
    pub fn slow(bytes_per_second: u32) -> Self {
        Self {
            bytes_per_second: NonZeroU32::new(bytes_per_second),
            ..Self::default()
        }
    }

    /// A link that treats whole requests so.
    #[must_use]
    pub fn exchanging(exchanges: Exchanges) -> Self {
        Self {
            exchanges,
            ..Self::default()
        }
    }

    /// A link that is cut once.
    #[must_use]
    pub fn cutting(cut: Cut) -> Self {
        Self {
            cuts: vec![cut],
            ..Self::default()
        }
    }
}
