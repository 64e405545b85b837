//! What coordinators do to the catalogue: categories with their own questions, terms, names of
//! levels. Phones get the result from `/v1/catalogue`.
//!
//! A category is never taken away: reports name it, and a phone that was offline may still file
//! one. It is *retired*: phones are no longer offered it, and everything else stays.
//!
//! The catalogue's version says to a phone which of two is newer. It is the second at which the
//! catalogue was settled, so that it counts up even where a backup was put back, and above any
//! number that a build carries.

mod category;
mod question;
mod terms;

use std::collections::BTreeSet;

use jiff::Timestamp;
use langnghe_places::{Catalogue, CatalogueError, Level, Text};
use langnghe_wire::words::Words;
use serde::{Deserialize, Serialize};

use super::invalid::{Invalid, Why};

pub(crate) use self::category::{level_name, level_of};
pub use self::{
    category::CategoryForm,
    question::{QUESTION_KINDS, QuestionForm},
    terms::{LevelForm, TermForm, TermsForm},
};

/// The catalogue as coordinators edit it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// Everything that reports may name.
    pub catalogue: Catalogue,
    /// Categories that phones are no longer offered.
    #[serde(default)]
    pub retired: BTreeSet<String>,
}

/// Something that is done to the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CatalogueEdit {
    /// A category is added, or described otherwise.
    Category(CategoryForm),
    /// A category is no longer offered, or is again.
    Retire {
        /// Which.
        category: String,
        /// Whether it is retired from now on.
        is_retired: bool,
    },
    /// A category is shown one place sooner.
    Sooner(String),
    /// A question is added, or put otherwise.
    Question(QuestionForm),
    /// A question is no longer asked.
    NoQuestion {
        /// Whose.
        category: String,
        /// Which.
        question: String,
    },
    /// The terms of a level, or of a category at a level.
    Terms(TermsForm),
    /// A category has the terms of its level again.
    NoTerms {
        /// Whose.
        category: String,
        /// At which level.
        level: Level,
    },
    /// What people call a level.
    Level(LevelForm),
}

impl Settled {
    /// The catalogue that this build carries.
    #[must_use]
    pub fn bundled() -> Self {
        Self {
            catalogue: Catalogue::bundled().clone(),
            retired: BTreeSet::new(),
        }
    }

    /// What phones are offered.
    #[must_use]
    pub fn offered(&self) -> Catalogue {
        let mut offered = self.catalogue.clone();
        offered
            .categories
            .retain(|category| !self.retired.contains(&category.code));
        offered
    }

    /// The catalogue after an edit.
    ///
    /// # Errors
    /// [`Invalid`], with the field that is wrong.
    pub fn edited(&self, edit: &CatalogueEdit, now: Timestamp) -> Result<Self, Invalid> {
        let mut next = self.clone();
        let catalogue = &mut next.catalogue;
        match edit {
            CatalogueEdit::Category(form) => category::put(catalogue, form)?,
            CatalogueEdit::Retire {
                category,
                is_retired,
            } => next.retire(category, *is_retired)?,
            CatalogueEdit::Sooner(code) => category::sooner(catalogue, code)?,
            CatalogueEdit::Question(form) => question::put(catalogue, form)?,
            CatalogueEdit::NoQuestion { category, question } => {
                question::remove(catalogue, category, question)?;
            }
            CatalogueEdit::Terms(form) => terms::put(catalogue, form)?,
            CatalogueEdit::NoTerms { category, level } => {
                terms::remove(catalogue, category, *level)?;
            }
            CatalogueEdit::Level(form) => terms::name(catalogue, form)?,
        }
        if next == *self {
            return Ok(next);
        }
        next.newer_than(self.catalogue.version, now).checked()
    }

    /// With a version that phones take for newer.
    #[must_use]
    pub fn newer_than(mut self, version: u32, now: Timestamp) -> Self {
        let second = u32::try_from(now.as_second()).unwrap_or(0);
        self.catalogue.version = second.max(version.saturating_add(1));
        self
    }

    /// Reads itself as a phone would.
    fn checked(self) -> Result<Self, Invalid> {
        let json = serde_json::to_vec(&self.offered())
            .map_err(|error| Why::Contradiction(error.to_string()).in_field("code"))?;
        Catalogue::parse(&json).map_err(|error| match error {
            CatalogueError::Empty => Why::Needed.in_field("category"),
            other => Why::Contradiction(other.to_string()).in_field("code"),
        })?;
        Ok(self)
    }

    fn retire(&mut self, category: &str, is_retired: bool) -> Result<(), Invalid> {
        if self.catalogue.category(category).is_none() {
            return Err(Why::UnknownCategory.in_field("category"));
        }
        if is_retired {
            self.retired.insert(category.to_owned());
        } else {
            self.retired.remove(category);
        }
        Ok(())
    }
}

fn text(Words { vi, en }: Words) -> Text {
    Text { vi, en }
}

/// A code made of a name: folded, with `_` between the words, like no other.
fn code_of(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    const LONGEST: usize = 36;
    let folded = langnghe_places::fold(name);
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let mut code = words.join("_");
    code.truncate(LONGEST);
    if code.is_empty() {
        code.push('x');
    }
    let numbered = (2..).map(|n: u32| format!("{code}_{n}"));
    std::iter::once(code.clone())
        .chain(numbered)
        .find(|code| !is_taken(code))
        .unwrap_or(code)
}

#[cfg(test)]
mod tests;
