//! What Kotlin and Swift have in common where texts become source.

use crate::texts::{Piece, Text, pieces};

/// How a language writes a string.
pub(crate) struct Strings {
    /// What a backslash has to stand before, besides a line break.
    pub(crate) escaped: &'static [char],
    /// How a parameter's value is put in.
    pub(crate) placeholder: fn(&str) -> String,
}

impl Strings {
    /// A text as a string of the language.
    pub(crate) fn literal(&self, text: &str) -> String {
        let mut out = String::from('"');
        for piece in pieces(text).unwrap_or_default() {
            match piece {
                Piece::Placeholder(name) => out += &(self.placeholder)(name),
                Piece::Words(words) => {
                    for c in words.chars() {
                        match c {
                            '\n' => out += "\\n",
                            _ if self.escaped.contains(&c) => out.extend(['\\', c]),
                            _ => out.push(c),
                        }
                    }
                }
            }
        }
        out.push('"');
        out
    }
}

/// The name of the type that has a screen's texts.
pub(crate) fn type_name(screen: &str) -> String {
    let (first, rest) = screen.split_at(1);
    first.to_uppercase() + rest
}

/// The parameters that a text takes; both languages write them alike.
pub(crate) fn parameters(text: &Text) -> String {
    let named: Vec<_> = text
        .placeholders()
        .iter()
        .map(|name| format!("{name}: String"))
        .collect();
    named.join(", ")
}
