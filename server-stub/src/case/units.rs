//! A unit: an office of a commune, or a department of the province.
//!
//! Which there are is a document that coordinators edit: [`crate::settings::units`].

use langnghe_wire::words::Words;

/// A unit that answers reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its code, such as `07264-kt` or `24-sxd`.
    pub code: String,
    /// Its name, with its commune's where it is a commune's, as a person reads it.
    pub name: Words,
    /// Whether its leader approves a result before the citizen gets it.
    pub approval: bool,
}

impl Unit {
    /// Whether it is one of a commune's.
    #[must_use]
    pub fn is_of(&self, commune: &str) -> bool {
        self.code
            .split_once('-')
            .is_some_and(|(of, _)| of == commune)
    }
}
