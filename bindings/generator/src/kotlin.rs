//! The texts as a Kotlin class.

use std::fmt::Write as _;

use crate::texts::{Catalogue, Piece, Text, pieces};

const HEAD: &str = "\
// Made by bindings/generate from the catalogue of texts. Change that, not this.
package vn.langnghe.texts

enum class Language { VIETNAMESE, ENGLISH }

";

/// A class with a property for every text, and a function where one has placeholders.
pub(crate) fn texts(catalogue: &Catalogue) -> String {
    let mut out = HEAD.to_owned();
    let screens = &catalogue.0;
    out += "class Texts(val language: Language) {\n";
    for screen in screens.keys() {
        let _ = writeln!(out, "    val {screen} = {}(language)", class(screen));
    }
    for (screen, texts) in screens {
        let _ = writeln!(
            out,
            "\n    class {} internal constructor(private val language: Language) {{",
            class(screen)
        );
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
    let choice = format!(
        "if (language == Language.VIETNAMESE) {} else {}",
        literal(&text.vi),
        literal(&text.en)
    );
    if names.is_empty() {
        return format!("val {key}: String get() = {choice}");
    }
    let parameters: Vec<_> = names.iter().map(|name| format!("{name}: String")).collect();
    format!("fun {key}({}): String = {choice}", parameters.join(", "))
}

fn literal(text: &str) -> String {
    let mut out = String::from('"');
    for piece in pieces(text).unwrap_or_default() {
        match piece {
            Piece::Placeholder(name) => {
                let _ = write!(out, "${{{name}}}");
            }
            Piece::Words(words) => {
                for c in words.chars() {
                    match c {
                        '\n' => out += "\\n",
                        '"' | '\\' | '$' => out.extend(['\\', c]),
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
            "capture":{"vi":"Chụp \"ngay\"\nGiá $5","en":"Capture"},
            "sent":{"vi":"{sent}/{total} ảnh","en":"{sent} of {total}"}}}"#;
        let made = texts(&Catalogue::parse(json).unwrap());
        let expected = [
            "    val home = Home(language)",
            r#"val capture: String get() = if (language == Language.VIETNAMESE) "Chụp \"ngay\"\nGiá \$5" else "Capture""#,
            r#"fun sent(sent: String, total: String): String = if (language == Language.VIETNAMESE) "${sent}/${total} ảnh" else "${sent} of ${total}""#,
        ];
        for line in expected {
            assert!(made.contains(line), "{line} is not in\n{made}");
        }
    }
}
