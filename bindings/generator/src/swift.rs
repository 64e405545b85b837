//! The texts as a Swift structure.

use std::fmt::Write as _;

use crate::{
    source::{Strings, parameters, type_name},
    texts::{Catalogue, Text},
};

const HEAD: &str = "\
// Made by bindings/generate from the catalogue of texts. Change that, not this.

public enum Language: Sendable, CaseIterable {
    case vietnamese
    case english
}

";

const STRINGS: Strings = Strings {
    escaped: &['"', '\\'],
    placeholder: |name| format!("\\({name})"),
};

/// A structure with a property for every text, and a function where one has placeholders.
pub(crate) fn texts(catalogue: &Catalogue) -> String {
    let mut out = HEAD.to_owned();
    let screens = &catalogue.0;
    out += "public struct Texts: Sendable {\n    public let language: Language\n\n";
    out += "    public init(_ language: Language) { self.language = language }\n\n";
    for screen in screens.keys() {
        let class = type_name(screen);
        let _ = writeln!(
            out,
            "    public var {screen}: {class} {{ {class}(language: language) }}"
        );
    }
    for (screen, texts) in screens {
        let _ = writeln!(
            out,
            "\n    public struct {}: Sendable {{",
            type_name(screen)
        );
        out += "        let language: Language\n";
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
    let (vi, en) = (STRINGS.literal(&text.vi), STRINGS.literal(&text.en));
    let choice = format!("language == .vietnamese ? {vi} : {en}");
    if parameters.is_empty() {
        return format!("public var {key}: String {{ {choice} }}");
    }
    format!("public func {key}({parameters}) -> String {{ {choice} }}")
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
