//! The texts as a Swift structure.

use std::fmt::Write as _;

use crate::texts::{Catalogue, Piece, Text, pieces};

const HEAD: &str = "\
// Made by bindings/generate from the catalogue of texts. Change that, not this.

public enum Language: Sendable, CaseIterable {
    case vietnamese
    case english
}

";

/// A structure with a property for every text, and a function where one has placeholders.
pub(crate) fn texts(catalogue: &Catalogue) -> String {
    let mut out = HEAD.to_owned();
    let screens = &catalogue.0;
    out += "public struct Texts: Sendable {\n    public let language: Language\n\n";
    out += "    public init(_ language: Language) { self.language = language }\n\n";
    for screen in screens.keys() {
        let class = class(screen);
        let _ = writeln!(
            out,
            "    public var {screen}: {class} {{ {class}(language: language) }}"
        );
    }
    for (screen, texts) in screens {
        let _ = writeln!(out, "\n    public struct {}: Sendable {{", class(screen));
        out += "        let language: Language\n";
        for (key, text) in texts {
            let _ = writeln!(out, "        {}", member(key, text));
        }
        out += "    }\n";
    }
    out += "}\n";
    out
}

fn class(screen: &str) -> String {
    let (first, rest) = screen.split_at(1);
    first.to_uppercase() + rest
}

fn member(key: &str, text: &Text) -> String {
    let names = text.placeholders();
    let (vi, en) = (literal(&text.vi), literal(&text.en));
    let choice = format!("language == .vietnamese ? {vi} : {en}");
    if names.is_empty() {
        return format!("public var {key}: String {{ {choice} }}");
    }
    let parameters: Vec<_> = names.iter().map(|name| format!("{name}: String")).collect();
    format!(
        "public func {key}({}) -> String {{ {choice} }}",
        parameters.join(", ")
    )
}

fn literal(text: &str) -> String {
    let mut out = String::from('"');
    for piece in pieces(text).unwrap_or_default() {
        match piece {
            Piece::Placeholder(name) => {
                let _ = write!(out, "\\({name})");
            }
            Piece::Words(words) => {
                for c in words.chars() {
                    match c {
                        '\n' => out += "\\n",
                        '"' | '\\' => out.extend(['\\', c]),
                        _ => out.push(c),
                    }
                }
            }
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_a_property_or_a_function() {
        let json = r#"{"home":{
            "capture":{"vi":"Chụp \"ngay\"","en":"Capture"},
            "sent":{"vi":"{sent}/{total} ảnh","en":"{sent} of {total}"}}}"#;
        let made = texts(&Catalogue::parse(json).unwrap());
        let expected = [
            "public var home: Home { Home(language: language) }",
            r#"public var capture: String { language == .vietnamese ? "Chụp \"ngay\"" : "Capture" }"#,
            r#"public func sent(sent: String, total: String) -> String { language == .vietnamese ? "\(sent)/\(total) ảnh" : "\(sent) of \(total)" }"#,
        ];
        for line in expected {
            assert!(made.contains(line), "{line} is not in\n{made}");
        }
    }
}
