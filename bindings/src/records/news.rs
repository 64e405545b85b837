//! What a person should hear of while they don't look.

use langnghe_core::status::News;

use super::{Words, catalogue::case_status};

/// A report of which something was not told yet, or not remembered as told.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ReportNews {
    /// The report.
    pub report: String,
    /// Its category's code.
    pub category: String,
    /// What its person should hear of, if anything.
    pub news: Option<NewsView>,
    /// What is to be remembered once that was told: handed in the next time, as it is.
    pub told: String,
}

/// Something that a person should hear of.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum NewsView {
    /// The unit answered.
    Answer {
        /// What it wrote.
        text: String,
    },
    /// The unit needs to know more, and waits.
    Question {
        /// What.
        why: Option<String>,
    },
    /// The deadlines stand still.
    Paused {
        /// Why.
        reason: String,
    },
    /// Another unit has the case now.
    Unit {
        /// Which.
        unit: Words,
        /// Why.
        why: Option<String>,
    },
    /// The case moved on.
    Status {
        /// To where, in words.
        words: Words,
        /// Why.
        why: Option<String>,
    },
    /// The case moved on under which the report goes on.
    Followed {
        /// Its reference.
        reference: String,
        /// To where, in words.
        words: Words,
    },
}

impl From<News> for NewsView {
    fn from(news: News) -> Self {
        match news {
            News::Answer(text) => Self::Answer { text },
            News::Question(why) => Self::Question { why },
            News::Paused(reason) => Self::Paused { reason },
            News::Unit { unit, why } => Self::Unit {
                unit: (&unit).into(),
                why,
            },
            News::Status { status, why } => Self::Status {
                words: case_status(status),
                why,
            },
            News::Followed { reference, status } => Self::Followed {
                reference: reference.to_string(),
                words: case_status(status),
            },
        }
    }
}
