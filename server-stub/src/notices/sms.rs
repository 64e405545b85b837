//! A text as an SMS: without accents, in one part.
//!
//! With accents a part holds 70 characters, and a reference with a sentence doesn't fit into one; two
//! parts cost twice and arrive in either order. Without, it holds 160, every telephone shows it, and
//! people have read Vietnamese so for thirty years.

use unicode_normalization::UnicodeNormalization as _;

/// What one part holds.
pub const PART: usize = 160;

/// The text without accents, in signs that each take one place of GSM's alphabet; what has no such
/// sign is left out, and what is too long is cut.
#[must_use]
pub fn without_accents(text: &str) -> String {
    text.nfd().filter_map(plain).take(PART).collect()
}

fn plain(sign: char) -> Option<char> {
    match sign {
        'đ' => Some('d'),
        'Đ' => Some('D'),
        '“' | '”' => Some('"'),
        '‘' | '’' => Some('\''),
        '–' | '—' => Some('-'),
        '\n' | '\u{a0}' => Some(' '),
        // These take two places, or stand for something else.
        '[' | ']' | '{' | '}' | '\\' | '^' | '~' | '|' | '`' => None,
        ' '..='~' => Some(sign),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn vietnamese_stays_readable() {
        let text = "Phản ánh LN-7K3M-9QXF-2TA đã được xử lý. Đường “Hồ Sỹ”…";
        let plain = "Phan anh LN-7K3M-9QXF-2TA da duoc xu ly. Duong \"Ho Sy\"";
        assert_eq!(without_accents(text), plain);
    }

    proptest! {
        #[test]
        fn whatever_was_written_is_one_part(text in ".{0,400}") {
            let sms = without_accents(&text);
            prop_assert!(sms.len() <= PART);
            prop_assert!(sms.bytes().all(|b| (b' '..=b'z').contains(&b) && !b"[]\\^`".contains(&b)));
        }
    }
}
