//! The catalogue of the screens' texts: `screen → key → both languages`.
//!
//! A text may have placeholders in braces, such as `{count}`; both languages have the same ones.

use std::collections::BTreeMap;

use serde::Deserialize;

/// Every text of every screen.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub(crate) struct Catalogue(pub(crate) BTreeMap<String, BTreeMap<String, Text>>);

/// One text in both languages.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Text {
    pub(crate) vi: String,
    pub(crate) en: String,
}

/// A piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    Words(&'a str),
    Placeholder(&'a str),
}

/// Why a file isn't a catalogue.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TextsError {
    #[error("the texts can't be read: {0}")]
    Json(#[from] serde_json::Error),
    #[error("{0:?} is not a name: it takes a small letter, then letters and digits")]
    Name(String),
    #[error("{0} lacks a language")]
    Empty(String),
    #[error("{0} has a brace that opens or closes nothing")]
    Brace(String),
    #[error("{0} has other placeholders in one language than in the other")]
    Placeholders(String),
}

impl Catalogue {
    /// Reads a catalogue and holds it to its rules.
    pub(crate) fn parse(json: &str) -> Result<Self, TextsError> {
        let catalogue: Self = serde_json::from_str(json)?;
        for (screen, texts) in &catalogue.0 {
            check_name(screen)?;
            for (key, text) in texts {
                check_name(key)?;
                text.check(&format!("{screen}.{key}"))?;
            }
        }
        Ok(catalogue)
    }
}

impl Text {
    fn check(&self, name: &str) -> Result<(), TextsError> {
        if self.vi.trim().is_empty() || self.en.trim().is_empty() {
            return Err(TextsError::Empty(name.to_owned()));
        }
        let placeholders = |text| {
            let pieces = pieces(text).ok_or_else(|| TextsError::Brace(name.to_owned()))?;
            let mut names: Vec<_> = pieces.iter().filter_map(Piece::placeholder).collect();
            names.iter().try_for_each(|name| check_name(name))?;
            names.sort_unstable();
            names.dedup();
            Ok::<_, TextsError>(names)
        };
        if placeholders(&self.vi)? == placeholders(&self.en)? {
            Ok(())
        } else {
            Err(TextsError::Placeholders(name.to_owned()))
        }
    }

    /// The placeholders, in the order in which the Vietnamese names them.
    pub(crate) fn placeholders(&self) -> Vec<&str> {
        let mut names = Vec::new();
        for piece in pieces(&self.vi).unwrap_or_default() {
            match piece.placeholder() {
                Some(name) if !names.contains(&name) => names.push(name),
                _ => {}
            }
        }
        names
    }
}

impl<'a> Piece<'a> {
    fn placeholder(&self) -> Option<&'a str> {
        match self {
            Self::Words(_) => None,
            Self::Placeholder(name) => Some(name),
        }
    }
}

/// A text in pieces; none if its braces don't fit together.
pub(crate) fn pieces(text: &str) -> Option<Vec<Piece<'_>>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find(['{', '}']) {
        let (words, from) = rest.split_at(open);
        let (name, after) = from.strip_prefix('{')?.split_once('}')?;
        if !words.is_empty() {
            pieces.push(Piece::Words(words));
        }
        pieces.push(Piece::Placeholder(name));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest));
    }
    Some(pieces)
}

fn check_name(name: &str) -> Result<(), TextsError> {
    let starts_small = name.starts_with(|c: char| c.is_ascii_lowercase());
    if starts_small && name.chars().all(|c| c.is_ascii_alphanumeric()) {
        Ok(())
    } else {
        Err(TextsError::Name(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(vi: &str, en: &str) -> Result<Catalogue, TextsError> {
        let texts = serde_json::json!({ "home": { "capture": { "vi": vi, "en": en } } });
        Catalogue::parse(&texts.to_string())
    }

    #[test]
    fn the_catalogue_of_this_project_keeps_the_rules() {
        Catalogue::parse(include_str!("../../texts/screens.json")).unwrap();
    }

    #[test]
    fn a_text_is_cut_at_its_placeholders() {
        use Piece::{Placeholder, Words};
        assert_eq!(
            pieces("{sent} trên {total} ảnh").unwrap(),
            [
                Placeholder("sent"),
                Words(" trên "),
                Placeholder("total"),
                Words(" ảnh")
            ]
        );
        assert_eq!(pieces("").unwrap(), []);
        assert!(pieces("{").is_none() && pieces("a}").is_none() && pieces("}{").is_none());
    }

    #[test]
    fn what_breaks_the_rules_is_named() {
        assert!(parse("Chụp", "Capture").is_ok());
        assert!(matches!(parse("Chụp", " "), Err(TextsError::Empty(_))));
        assert!(matches!(parse("{a", "{a}"), Err(TextsError::Brace(_))));
        assert!(matches!(
            parse("{a}", "{b}"),
            Err(TextsError::Placeholders(_))
        ));
        assert!(matches!(parse("{a-b}", "{a-b}"), Err(TextsError::Name(_))));
        assert!(parse("{b} {a}", "{a} {b} {a}").is_ok());
    }
}
