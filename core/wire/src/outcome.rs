//! What a unit says when it has resolved a case: the cause, and whether what was done will last.
//!
//! *Resolved* without a cause and a proof is what people have learnt not to believe. So both are
//! there, in fields of their own, and can be counted.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// How far a remedy goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remedy {
    /// *Tạm thời*: it holds for now, and more has to follow.
    Temporary,
    /// *Lâu dài*: the cause itself is gone.
    Lasting,
    /// One that a later release knows.
    #[serde(other)]
    Unknown,
}

impl Remedy {
    /// Every remedy that this release knows.
    pub const ALL: [Self; 2] = [Self::Temporary, Self::Lasting];

    /// The name, as it is written.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Temporary => "temporary",
            Self::Lasting => "lasting",
            Self::Unknown => "unknown",
        }
    }

    /// Reads a name that [`as_str`](Self::as_str) wrote.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|remedy| remedy.as_str() == name)
    }
}

/// What stands behind *resolved*.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolution {
    /// Why it had come to this.
    pub cause: String,
    /// How far the remedy goes.
    pub remedy: Remedy,
    /// Why there is no photograph of the result, where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub without_photograph: Option<String>,
    /// Until when the person can confirm or reopen before the case closes by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_by: Option<Timestamp>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_remedies_agree_with_what_is_serialised() {
        for remedy in Remedy::ALL {
            let json = serde_json::to_string(&remedy).unwrap();
            assert_eq!(json, format!("\"{}\"", remedy.as_str()));
            assert_eq!(Remedy::from_name(remedy.as_str()), Some(remedy));
        }
        assert_eq!(Remedy::from_name("unknown"), None);
        let newer: Remedy = serde_json::from_str("\"by_magic\"").unwrap();
        assert_eq!(newer, Remedy::Unknown);
    }
}
