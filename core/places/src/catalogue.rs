//! The catalogue: everything about categories, terms and consent that may change without a
//! release.
//!
//! A phone starts with the bundled one and takes a newer one from its server; a report names the
//! [`version`](Catalogue::version) it was written with. Unknown fields are ignored, so an older
//! phone reads a newer catalogue. A catalogue is checked as a whole: one that contradicts itself
//! is refused, and the one at hand stays.

mod check;

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{
    category::{Category, Level, PerLevel, Terms},
    fold::folded_words,
    text::Text,
};

/// No catalogue may be longer, in bytes: many times what the bundled one needs.
pub const MAX_CATALOGUE_BYTES: usize = 1024 * 1024;

/// No term may be longer, in its own unit: a year of working days, or half a year of hours.
pub const MAX_TERM_AMOUNT: u16 = 1_000;

/// Categories, terms, and the texts around a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalogue {
    /// Counts up with every change.
    pub version: u32,
    /// In the order in which they are shown.
    pub categories: Vec<Category>,
    /// The terms of each level, for categories that set none of their own.
    pub terms: PerLevel<Terms>,
    /// What people call each level.
    pub level_names: PerLevel<Text>,
    /// Whom to call when a report would come too late.
    pub emergency_services: Vec<EmergencyService>,
    /// What a person agrees to before the first report.
    pub consent: Consent,
    /// What this service is not for, each with the right way.
    pub not_for: Vec<Notice>,
    /// Shown wherever a boundary is drawn.
    pub boundary_notice: Text,
}

/// A service that answers at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmergencyService {
    /// What to dial.
    pub number: String,
    /// Who answers.
    pub name: Text,
}

/// The text of consent. A person who agreed to one version is asked again for the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// Counts up when the meaning changes.
    pub version: u32,
    /// The text.
    pub text: Text,
}

/// A short notice with a name of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Its name, such as `denunciation`.
    pub code: String,
    /// The text.
    pub text: Text,
}

/// Why bytes aren't a catalogue. The way out is always to keep the one at hand.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum CatalogueError {
    /// Longer than [`MAX_CATALOGUE_BYTES`].
    #[error("the catalogue has {0} bytes, more than {MAX_CATALOGUE_BYTES}")]
    TooLong(usize),
    /// Not JSON, or not of this shape.
    #[error("the catalogue can't be read")]
    Json(#[from] serde_json::Error),
    /// There is no category.
    #[error("the catalogue has no category")]
    Empty,
    /// A code that isn't lower-case letters, digits and `_`, at most 40 of them.
    #[error("{0:?} is not a code")]
    Code(String),
    /// Two things of one kind have the same code.
    #[error("{0:?} is there twice")]
    Repeated(String),
    /// A text lacks a language.
    #[error("a text of {0:?} is empty in Vietnamese or in English")]
    EmptyText(String),
    /// A term is 0, or longer than [`MAX_TERM_AMOUNT`].
    #[error("a term of {0:?} is 0 or more than {MAX_TERM_AMOUNT}")]
    Term(String),
    /// A category is dangerous and names no number, or one that isn't in the catalogue.
    #[error("the emergency numbers of {0:?} are missing or unknown")]
    EmergencyNumbers(String),
    /// A question offers a choice of nothing.
    #[error("the question {0:?} offers no choice")]
    WithoutChoices(String),
}

static BUNDLED: LazyLock<Catalogue> = LazyLock::new(|| {
    Catalogue::parse(include_bytes!("../data/catalogue.json"))
        .expect("the bundled catalogue is read by the tests")
});

impl Catalogue {
    /// The catalogue that this build carries. Read once, at the first call.
    #[must_use]
    pub fn bundled() -> &'static Self {
        &BUNDLED
    }

    /// Reads a catalogue in JSON.
    ///
    /// # Errors
    /// [`CatalogueError`] says what is wrong with it.
    pub fn parse(bytes: &[u8]) -> Result<Self, CatalogueError> {
        if bytes.len() > MAX_CATALOGUE_BYTES {
            return Err(CatalogueError::TooLong(bytes.len()));
        }
        let catalogue: Self = serde_json::from_slice(bytes)?;
        check::catalogue(&catalogue)?;
        Ok(catalogue)
    }

    /// The category with a code. A report may name one that this catalogue doesn't have.
    #[must_use]
    pub fn category(&self, code: &str) -> Option<&Category> {
        self.categories
            .iter()
            .find(|category| category.code == code)
    }

    /// The terms of a category at a level: its own, or else the level's.
    #[must_use]
    pub fn terms_of<'a>(&'a self, category: &'a Category, level: Level) -> &'a Terms {
        category
            .terms
            .get(&level)
            .unwrap_or_else(|| self.terms.of(level))
    }

    /// The services to call before a report of this category is written; none if it isn't
    /// dangerous.
    pub fn emergency_services_of<'a>(
        &'a self,
        category: &'a Category,
    ) -> impl Iterator<Item = &'a EmergencyService> {
        let numbers = category
            .emergency_numbers
            .iter()
            .filter(|_| category.dangerous);
        numbers.filter_map(|number| {
            self.emergency_services
                .iter()
                .find(|service| service.number == *number)
        })
    }

    /// The categories of which a name or a keyword holds every word of a query, in the
    /// catalogue's order; without accents as well as with. An empty query holds for all.
    #[must_use]
    pub fn search_categories(&self, query: &str) -> Vec<&Category> {
        let query = folded_words(query);
        let fits = |phrase: &str| {
            let phrase = folded_words(phrase);
            let mut asked = query.split(' ');
            asked.all(|asked| phrase.split(' ').any(|word| word.starts_with(asked)))
        };
        let is_found = |category: &&Category| {
            fits(&category.name.vi)
                || fits(&category.name.en)
                || category.keywords.iter().any(|keyword| fits(keyword))
        };
        self.categories.iter().filter(is_found).collect()
    }
}

#[cfg(test)]
mod tests;
