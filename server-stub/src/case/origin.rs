//! By what way a report came.

use serde::{Deserialize, Serialize};

/// By what way a report came.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// From a phone with the app.
    #[default]
    App,
    /// By telephone, entered by an officer.
    Phone,
    /// In person, entered by an officer.
    InPerson,
    /// On paper, entered by an officer.
    Paper,
    /// From another system.
    OtherSystem,
}

impl Origin {
    /// Every way.
    pub const ALL: [Self; 5] = [
        Self::App,
        Self::Phone,
        Self::InPerson,
        Self::Paper,
        Self::OtherSystem,
    ];

    /// The name, as it is written.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::App => "app",
            Self::Phone => "phone",
            Self::InPerson => "in_person",
            Self::Paper => "paper",
            Self::OtherSystem => "other_system",
        }
    }

    /// Reads a name that [`as_str`](Self::as_str) wrote.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.as_str() == name)
    }
}
