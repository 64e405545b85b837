//! The key comes from the platform, which keeps it wrapped (Keystore, Keychain). It is never
//! written. Beside the store lies a salted hash of it, for one purpose: when the store can't be
//! read, to tell a wrong key (come back with the right one) from damage (set it aside). The key
//! is 256 random bits, so its hash tells nobody anything.

use std::{fmt, fs, io, path::Path};

use langnghe_wire::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::clock::{Entropy, random};

/// The store's key: 256 random bits.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct StoreKey([u8; 32]);

/// Not 64 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a key is 64 hexadecimal digits")]
pub struct NotAKey;

impl StoreKey {
    /// From 32 random bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// From 64 hexadecimal digits.
    ///
    /// # Errors
    /// [`NotAKey`] for anything else.
    pub fn from_hex(digits: &str) -> Result<Self, NotAKey> {
        let digits = digits.trim_ascii().as_bytes();
        if digits.len() != 64 {
            return Err(NotAKey);
        }
        let mut key = Self([0; 32]);
        for (byte, pair) in key.0.iter_mut().zip(digits.chunks_exact(2)) {
            let high = char::from(pair[0]).to_digit(16).ok_or(NotAKey)?;
            let low = char::from(pair[1]).to_digit(16).ok_or(NotAKey)?;
            *byte = (high * 16 + low) as u8;
        }
        Ok(key)
    }

    /// The statement that hands the key to SQLCipher in its raw form, which costs no derivation.
    pub(super) fn pragma(&self) -> Zeroizing<String> {
        let mut statement = Zeroizing::new(String::with_capacity(96));
        statement.push_str("PRAGMA key = \"x'");
        for byte in self.0 {
            for digit in [byte >> 4, byte & 15] {
                statement.push(char::from_digit(u32::from(digit), 16).expect("below sixteen"));
            }
        }
        statement.push_str("'\";");
        statement
    }

    fn check_value(&self, salt: [u8; 16]) -> [u8; 48] {
        let mut input = Zeroizing::new(b"langnghe store key check v1\n".to_vec());
        input.extend_from_slice(&salt);
        input.extend_from_slice(&self.0);
        let mut value = [0; 48];
        value[..16].copy_from_slice(&salt);
        value[16..].copy_from_slice(Sha256::of(&input).as_bytes());
        value
    }

    /// Whether the check beside the store was written for this key; `None` if there is none.
    pub(super) fn matches_check(&self, path: &Path) -> Option<bool> {
        let written = fs::read(path).ok()?;
        let salt: [u8; 16] = written.get(..16)?.try_into().ok()?;
        Some(written == self.check_value(salt))
    }

    /// Writes the check, unless it already stands there.
    pub(super) fn write_check(&self, path: &Path, entropy: &dyn Entropy) -> io::Result<()> {
        if self.matches_check(path) == Some(true) {
            return Ok(());
        }
        fs::write(path, self.check_value(random(entropy)))
    }
}

impl fmt::Debug for StoreKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StoreKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_from_hexadecimal_and_never_printed() {
        let key = StoreKey::from_hex(&"aB".repeat(32)).unwrap();
        assert_eq!(
            *key.pragma(),
            format!("PRAGMA key = \"x'{}'\";", "ab".repeat(32))
        );
        assert_eq!(format!("{key:?}"), "StoreKey(…)");
        for wrong in ["", "ab", &"g".repeat(64), &"é".repeat(32)] {
            assert!(StoreKey::from_hex(wrong).is_err(), "{wrong}");
        }
    }
}
