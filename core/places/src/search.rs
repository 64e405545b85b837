//! Finding a commune by the name that a person knows.
//!
//! People know their commune's name before July 2025, often with its district, and type it
//! without accents. Both sides are folded ([`fold`](fn@crate::fold)) and compared word by word; the answer
//! says which former name it was found by.

use std::collections::BTreeSet;

use crate::{
    commune::{Commune, Communes, FormerName},
    fold::folded_words,
};

/// No more of a query is looked at: longer than any name with its district and province.
pub const MAX_QUERY_CHARS: usize = 100;

/// The words for kinds of unit and their abbreviations, folded: what may stand before a name, or
/// be left out.
const KINDS: [&str; 8] = ["thi tran", "tt", "thi xa", "tx", "phuong", "p", "xa", "x"];

/// How well a name fits, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fit {
    /// It is the name, with or without its kind.
    Exact,
    /// The name begins so.
    Prefix,
    /// Every word of the query begins a word of the name, or of its former district or province.
    Words,
}

/// The name by which a commune was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MatchedName<'a> {
    /// Today's name.
    Current,
    /// A name before July 2025.
    Former(&'a FormerName),
}

/// One commune that fits a query.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Match<'a> {
    /// The commune of today.
    pub commune: &'a Commune,
    /// By which of its names.
    pub matched: MatchedName<'a>,
    /// How well.
    pub fit: Fit,
}

/// Every name of every commune, folded once.
#[derive(Debug, Default)]
pub(crate) struct NameIndex(Vec<Name>);

#[derive(Debug)]
struct Name {
    /// Its place among the communes.
    commune: usize,
    /// Its place among the former names, if it is one.
    former: Option<usize>,
    full: String,
    short: String,
    district: String,
    province: String,
}

impl NameIndex {
    /// Reads the names of a set in which every former name has its commune.
    pub(crate) fn of(communes: &Communes) -> Self {
        let current = communes
            .all()
            .iter()
            .enumerate()
            .map(|(index, commune)| Name {
                commune: index,
                former: None,
                full: folded_words(&commune.name),
                short: folded_words(commune.short_name()),
                district: String::new(),
                province: String::new(),
            });
        let former = communes
            .former_names()
            .iter()
            .enumerate()
            .filter_map(|(index, former)| {
                Some(Name {
                    commune: communes.index_of(&former.code)?,
                    former: Some(index),
                    full: folded_words(&former.name),
                    short: folded_words(former.short_name()),
                    district: folded_words(&former.district),
                    province: folded_words(&former.province),
                })
            });
        Self(current.chain(former).collect())
    }
}

impl Communes {
    /// The communes that fit a query, each once, the best first.
    ///
    /// Among names that fit equally well, today's come before former ones, then the alphabet
    /// decides. An empty query fits nothing. At most [`MAX_QUERY_CHARS`] characters count.
    #[must_use]
    pub fn search(&self, query: &str) -> Vec<Match<'_>> {
        let query = Query::new(query);
        let mut fitting: Vec<(Fit, &Name)> = self
            .names
            .0
            .iter()
            .filter_map(|name| Some((query.fit(name)?, name)))
            .collect();
        fitting.sort_by_key(|(fit, name)| (*fit, name.former.is_some(), &name.full, name.commune));
        let mut seen = BTreeSet::new();
        fitting.retain(|(_, name)| seen.insert(name.commune));
        let as_match = |(fit, name): (Fit, &Name)| Match {
            commune: &self.all()[name.commune],
            matched: match name.former {
                None => MatchedName::Current,
                Some(index) => MatchedName::Former(&self.former_names()[index]),
            },
            fit,
        };
        fitting.into_iter().map(as_match).collect()
    }
}

struct Query {
    words: String,
    /// The same without a kind of unit before it.
    bare: String,
}

impl Query {
    fn new(text: &str) -> Self {
        let limited: String = text.chars().take(MAX_QUERY_CHARS).collect();
        let words = folded_words(&limited);
        let bare = KINDS
            .iter()
            .find_map(|kind| words.strip_prefix(kind)?.strip_prefix(' '))
            .unwrap_or(&words)
            .to_owned();
        Self { words, bare }
    }

    /// Beside its name, a former commune may be asked for by its district and province. The
    /// province alone doesn't find it: that would be half of all there are.
    fn fit(&self, name: &Name) -> Option<Fit> {
        if self.words.is_empty() {
            return None;
        }
        let Name { full, short, .. } = name;
        // Phượng Sơn folds to a name that begins like a kind: it is compared whole as well.
        if self.words == *full || self.words == *short || self.bare == *short {
            return Some(Fit::Exact);
        }
        let (words, bare) = (self.words.as_str(), self.bare.as_str());
        if full.starts_with(words) || short.starts_with(words) || short.starts_with(bare) {
            return Some(Fit::Prefix);
        }
        let begins_a_word_of =
            |text: &str, asked: &str| text.split(' ').any(|word| word.starts_with(asked));
        let is_named =
            |asked: &str| begins_a_word_of(full, asked) || begins_a_word_of(&name.district, asked);
        let is_known = |asked: &str| is_named(asked) || begins_a_word_of(&name.province, asked);
        let mut asked = bare.split(' ');
        (asked.clone().any(is_named) && asked.all(is_known)).then_some(Fit::Words)
    }
}

#[cfg(test)]
mod tests;
