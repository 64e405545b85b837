//! The public reference (*mã phản ánh*): short enough to say on the telephone, and unguessable.
//!
//! `LN-7K3M-9QXF-2TA` is ten random characters of Crockford's Base32 (50 bits) and a check
//! character. Whoever holds it can see the report's status, without learning who reported.
//! 50 bits with rate-limited look-ups keep guessing hopeless: at a million reports and ten
//! guesses a second, a hit is expected after more than three years.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Crockford's Base32: no I, L, O, U, which are misheard and misread.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const RANDOM_CHARACTERS: usize = 10;

/// A report's public reference.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Reference(String);

/// Not a reference, or one with a typing error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not a reference, or one of its characters is wrong")]
pub struct NotAReference;

impl Reference {
    /// A reference from 64 random bits, of which 50 are used.
    #[must_use]
    pub fn from_random(random: u64) -> Self {
        let symbols: Vec<u8> = (0..RANDOM_CHARACTERS)
            .map(|i| ((random >> (5 * i)) & 31) as u8)
            .collect();
        Self::assemble(&symbols)
    }

    /// The reference as written, such as `LN-7K3M-9QXF-2TA`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn assemble(symbols: &[u8]) -> Self {
        let mut text = String::from("LN");
        for (i, symbol) in symbols.iter().copied().chain([check(symbols)]).enumerate() {
            if i % 4 == 0 {
                text.push('-');
            }
            text.push(char::from(ALPHABET[usize::from(symbol)]));
        }
        Self(text)
    }
}

/// Weights that are odd, and differ from their neighbours by 2, find every wrong character and
/// every swap of two neighbours that differ by anything but 16.
fn check(symbols: &[u8]) -> u8 {
    let sum: usize = symbols
        .iter()
        .enumerate()
        .map(|(i, s)| (2 * i + 1) * usize::from(*s))
        .sum();
    (sum % 32) as u8
}

impl FromStr for Reference {
    type Err = NotAReference;

    /// Reads what people type: any case, any dashes or spaces, `O` for `0`, `I` or `L` for `1`.
    fn from_str(typed: &str) -> Result<Self, NotAReference> {
        if typed.len() > 64 {
            return Err(NotAReference);
        }
        let upper = typed.trim().to_ascii_uppercase();
        let rest = upper.strip_prefix("LN").ok_or(NotAReference)?;
        let symbols = rest
            .chars()
            .filter(|c| !matches!(c, '-' | ' ' | '–' | '.'))
            .map(|c| match c {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            })
            .map(|c| {
                ALPHABET
                    .iter()
                    .position(|a| char::from(*a) == c)
                    .map(|i| i as u8)
            })
            .collect::<Option<Vec<u8>>>()
            .ok_or(NotAReference)?;
        match symbols.split_last() {
            Some((last, random)) if random.len() == RANDOM_CHARACTERS && check(random) == *last => {
                Ok(Self::assemble(random))
            }
            _ => Err(NotAReference),
        }
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A reference opens a report's status to its holder: it stays out of logs.
impl fmt::Debug for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reference(…)")
    }
}

impl Serialize for Reference {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Reference {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn it_is_read_as_people_type_it() {
        let reference = Reference::from_random(0x0123_4567_89ab_cdef);
        let written = reference.as_str();
        let sloppy = written
            .to_lowercase()
            .replace('-', " ")
            .replace('0', "o")
            .replace('1', "l");
        // The prefix's own L stays: only what follows it is read as Base32.
        assert_eq!(
            sloppy.parse::<Reference>().unwrap(),
            reference,
            "{written} as {sloppy}"
        );
    }

    proptest! {
        #[test]
        fn every_reference_reads_back(random: u64) {
            let reference = Reference::from_random(random);
            prop_assert_eq!(reference.as_str().parse::<Reference>().unwrap(), reference);
        }

        #[test]
        fn one_wrong_character_is_found(random: u64, at in 0usize..10, by in 1u8..32) {
            let mut symbols: Vec<u8> =
                (0..RANDOM_CHARACTERS).map(|i| ((random >> (5 * i)) & 31) as u8).collect();
            let check_of_right = check(&symbols);
            symbols[at] = (symbols[at] + by) % 32;
            prop_assert_ne!(check(&symbols), check_of_right);
        }

        #[test]
        fn any_text_is_read_or_refused(text in any::<String>()) {
            let _ = text.parse::<Reference>();
        }
    }
}
