//! What a report can be about, and what that decides: how urgent it is, which numbers to show
//! before it is written, and how long an answer may take.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use crate::question::{Choice, Question, QuestionKind};
use crate::text::Text;

/// One thing that a report can be about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Category {
    /// What reports carry, such as `road`: lower-case letters, digits and `_`. Never reused.
    pub code: String,
    /// What people read.
    pub name: Text,
    /// The text of a report whose writer adds only a photograph.
    pub ready_sentence: Text,
    /// What else may be asked; none of it holds a report back unless it is required.
    #[serde(default)]
    pub questions: Vec<Question>,
    /// Whether to show [`Self::emergency_numbers`] before anything is written: this may be a
    /// call first and a report second.
    #[serde(default)]
    pub dangerous: bool,
    /// Numbers out of the catalogue's list of emergency services, the first to call first.
    #[serde(default)]
    pub emergency_numbers: Vec<String>,
    /// How urgent a report is until an officer decides otherwise.
    pub level: Level,
    /// Terms that differ from the catalogue's for a level.
    #[serde(default)]
    pub terms: BTreeMap<Level, Terms>,
    /// Further words by which people look for it, in either language.
    #[serde(default)]
    pub keywords: Vec<String>,
}

/// How urgent a report is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Khẩn.
    Urgent,
    /// Bình thường.
    Normal,
    /// Phức tạp.
    Complex,
}

impl Level {
    /// Every level, the most urgent first.
    pub const ALL: [Self; 3] = [Self::Urgent, Self::Normal, Self::Complex];

    /// The name, as it is written.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Urgent => "urgent",
            Self::Normal => "normal",
            Self::Complex => "complex",
        }
    }

    /// Reads a name that [`as_str`](Self::as_str) wrote.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.as_str() == name)
    }
}

/// One of something for each level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PerLevel<T> {
    /// For [`Level::Urgent`].
    pub urgent: T,
    /// For [`Level::Normal`].
    pub normal: T,
    /// For [`Level::Complex`].
    pub complex: T,
}

impl<T> PerLevel<T> {
    /// The one for a level.
    pub fn of(&self, level: Level) -> &T {
        match level {
            Level::Urgent => &self.urgent,
            Level::Normal => &self.normal,
            Level::Complex => &self.complex,
        }
    }
}

/// The two clocks of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// Hạn tiếp nhận: by when an officer has taken the report up.
    pub intake: Term,
    /// Hạn xử lý: by when it is answered.
    pub resolution: Term,
}

/// How long something may take, and what that rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// How many [`unit`](Self::unit)s; never 0.
    pub amount: u16,
    /// Of what.
    pub unit: TermUnit,
    /// The regulation it follows, or the honest statement that there is none yet. Shown to the
    /// citizen beside the date.
    pub basis: Text,
}

/// What a term is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TermUnit {
    /// Hours of office time, running from receipt.
    WorkingHours,
    /// Whole working days, the day of receipt not counted.
    WorkingDays,
}
