//! A text that a person reads: Vietnamese first, English beside it.

use serde::{Deserialize, Serialize};

/// A person-facing text in both languages of the product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// Vietnamese, the language that is shown first.
    pub vi: String,
    /// English.
    pub en: String,
}

impl Text {
    /// True if either language has nothing to show.
    #[must_use]
    pub fn is_incomplete(&self) -> bool {
        self.vi.trim().is_empty() || self.en.trim().is_empty()
    }
}
