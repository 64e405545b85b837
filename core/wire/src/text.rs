//! Text is made comparable before it is frozen: NFC, one kind of line break, no control
//! characters. Both sides count characters the same way, as Unicode scalar values.

use unicode_normalization::UnicodeNormalization as _;

/// `raw` in NFC, with `\n` for every line break, without other control characters (tabs become
/// spaces) and without white space around it.
///
/// Vietnamese is typed in both composed and decomposed forms; without this the same word would
/// have two lengths and two hashes.
#[must_use]
pub fn normalised(raw: &str) -> String {
    let unified = raw
        .replace("\r\n", "\n")
        .replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    let clean: String = unified
        .chars()
        .map(|c| if c == '\t' { ' ' } else { c })
        .filter(|c| *c == '\n' || !c.is_control())
        .nfc()
        .collect();
    clean.trim().to_owned()
}

/// How many characters a text has, as its limit counts them.
#[must_use]
pub fn characters(text: &str) -> usize {
    text.chars().count()
}

/// Whether a text that came over the network is already as [`normalised`] makes it.
#[must_use]
pub fn is_normalised(text: &str) -> bool {
    normalised(text) == text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn composed_and_decomposed_spellings_become_one() {
        let composed = "Đê vỡ ở Tam Tiến";
        let decomposed: String = composed.nfd().collect();
        assert_ne!(composed, decomposed);
        assert_eq!(normalised(&decomposed), composed);
        assert_eq!(characters(composed), 16);
    }

    #[test]
    fn control_characters_and_odd_line_breaks_go() {
        assert_eq!(
            normalised(" a\u{0}b\r\nc\td\u{1b}[31m\u{2028}e "),
            "ab\nc d[31m\ne"
        );
    }

    proptest! {
        #[test]
        fn normalising_twice_changes_nothing(raw in any::<String>()) {
            let once = normalised(&raw);
            prop_assert!(is_normalised(&once));
        }
    }
}
