//! Comparing names the way people type them.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Lower case, without accents, `đ` as `d`: "Xã Phúc Hoà", "xã phúc hòa" and "XA PHUC HOA" are one.
///
/// Where the accent of *oa* or *uy* stands makes no difference, because it is gone. Everything
/// else, spaces and punctuation included, stays as it is. Folding twice changes nothing.
#[must_use]
pub fn fold(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .nfd()
        .filter(|c| !is_combining_mark(*c))
        // U+0111 is a letter of its own: no decomposition takes its stroke away.
        .map(|c| if c == 'đ' { 'd' } else { c })
        .collect()
}

/// The folded words of a text, with one space between them and no punctuation.
pub(crate) fn folded_words(text: &str) -> String {
    let folded = fold(text);
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn both_placements_of_an_accent_are_equal() {
        assert_eq!(fold("Xã Phúc Hoà"), fold("Xã Phúc Hòa"));
        assert_eq!(fold("Phường Cảnh Thuỵ"), fold("Phường Cảnh Thụy"));
    }

    #[test]
    fn composed_and_decomposed_are_equal() {
        let decomposed: String = "Xã Tiên Lục".nfd().collect();
        assert_ne!(decomposed, "Xã Tiên Lục");
        assert_eq!(fold(&decomposed), "xa tien luc");
    }

    #[test]
    fn every_letter_with_a_mark_of_its_own_folds() {
        assert_eq!(
            fold("ĐƯỜNG Ở Quế Võ, Lương Tài, Ẵ ơ Ư đ"),
            "duong o que vo, luong tai, a o u d"
        );
    }

    #[test]
    fn words_lose_punctuation() {
        assert_eq!(folded_words("  Đông Lỗ,  (Hiệp Hoà) "), "dong lo hiep hoa");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,40}") {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }
    }
}
