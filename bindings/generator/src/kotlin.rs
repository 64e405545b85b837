//! The texts as a Kotlin class.

use std::fmt::Write as _;

use crate::{
    source::{Strings, parameters, type_name},
    texts::{Catalogue, Text},
};

const HEAD: &str = "\
// Made by bindings/generate from the catalogue of texts. Change that, not this.
package vn.langnghe.texts

enum class Language { VIETNAMESE, ENGLISH }

";

const STRINGS: Strings = Strings {
    escaped: &['"', '\\', '$'],
    placeholder: |name| format!("${{{name}}}"),
};

/// A class with a property for every text, and a function where one has placeholders.
pub(crate) fn texts(catalogue: &Catalogue) -> String {
    let mut out = HEAD.to_owned();
    let screens = &catalogue.0;
    out += "class Texts(val language: Language) {\n";
    for screen in screens.keys() {
        let _ = writeln!(out, "    val {screen} = {}(language)", type_name(screen));
    }
    for (screen, texts) in screens {
        let _ = writeln!(
            out,
            "\n    class {} internal constructor(private val language: Language) {{",
            type_name(screen)
        );
        for (key, text) in texts {
            let _ = writeln!(out, "        {}", member(key, text));
        }
        out += "    }\n";
    }
    out += "}\n";
    out
}

fn member(key: &str, text: &Text) -> String {
    let parameters = parameters(text);
    let choice = format!(
        "if (language == Language.VIETNAMESE) {} else {}",
        STRINGS.literal(&text.vi),
        STRINGS.literal(&text.en)
    );
    if parameters.is_empty() {
        return format!("val {key}: String get() = {choice}");
    }
    format!("fun {key}({parameters}): String = {choice}")
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
