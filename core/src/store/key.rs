//! The key comes from the platform, which keeps it wrapped (Keystore, Keychain). It is never
//! written. Beside the store lies a salted hash of it, for one purpose: when the store can't be
//! read, to tell a wrong key (come back with the right one) from damage (set it aside). The key
//! is 256 random bits, so its hash tells nobody anything.
//!
//! While the key is being changed ([`rotation`](super::rotation)), the file has a hash for the
//! old key and one for the new: until it is known which of them the store is under, neither of
//! them being refused says anything about damage. A file that is cut off, or isn't there, says
//! nothing either. So whatever a crash leaves of it, the worst is to call damage a wrong key,
//! which touches nothing.

use std::{
    fmt,
    fs::{self, File},
    io::{self, Write as _},
    path::Path,
};

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

    /// Its bytes, for the platform to wrap. They go nowhere else.
    #[must_use]
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// The statement that hands the key to SQLCipher in its raw form, which costs no derivation.
    pub(super) fn pragma(&self) -> Zeroizing<String> {
        self.statement("key")
    }

    /// The statement that puts an open database under this key.
    pub(super) fn pragma_to_change_to_it(&self) -> Zeroizing<String> {
        self.statement("rekey")
    }

    fn statement(&self, pragma: &str) -> Zeroizing<String> {
        let mut statement = Zeroizing::new(String::with_capacity(96));
        statement.push_str("PRAGMA ");
        statement.push_str(pragma);
        statement.push_str(" = \"x'");
        for byte in self.0 {
            for digit in [byte >> 4, byte & 15] {
                statement.push(char::from_digit(u32::from(digit), 16).expect("below sixteen"));
            }
        }
        statement.push_str("'\";");
        statement
    }

    fn check_value(&self, salt: [u8; SALT]) -> [u8; CHECK] {
        let mut input = Zeroizing::new(b"langnghe store key check v1\n".to_vec());
        input.extend_from_slice(&salt);
        input.extend_from_slice(&self.0);
        let mut value = [0; CHECK];
        value[..SALT].copy_from_slice(&salt);
        value[SALT..].copy_from_slice(Sha256::of(&input).as_bytes());
        value
    }

    /// What the check beside the store says about this key.
    pub(super) fn checked(&self, path: &Path) -> Checked {
        let written = fs::read(path).unwrap_or_default();
        let is_for_this = |value: &&[u8]| {
            let salt: Option<[u8; SALT]> = value[..SALT].try_into().ok();
            salt.is_some_and(|salt| **value == self.check_value(salt))
        };
        let (values, rest) = (written.chunks_exact(CHECK), written.len() % CHECK);
        match (values.len(), rest) {
            (1, 0) if values.clone().any(|value| is_for_this(&value)) => Checked::Fits,
            (1, 0) => Checked::FitsAnother,
            _ => Checked::SaysNothing,
        }
    }

    /// Writes the check for this key alone, unless it already stands there.
    pub(super) fn write_check(&self, path: &Path, entropy: &dyn Entropy) -> io::Result<()> {
        if self.checked(path) == Checked::Fits {
            return Ok(());
        }
        fs::write(path, self.check_value(random(entropy)))
    }

    /// Writes the check for this key and another, and has it on disk when this returns.
    pub(super) fn write_check_with(
        &self,
        other: &Self,
        path: &Path,
        entropy: &dyn Entropy,
    ) -> io::Result<()> {
        let values = [self, other].map(|key| key.check_value(random(entropy)));
        let mut file = File::create(path)?;
        file.write_all(&values.concat())?;
        file.sync_all()
    }
}

/// The bytes of a check's salt.
const SALT: usize = 16;
/// The bytes of a check: the salt and the hash.
const CHECK: usize = SALT + 32;

/// What the check beside the store says about a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Checked {
    /// The store is under this key.
    Fits,
    /// The store is under another key.
    FitsAnother,
    /// There is none, it is damaged, or the key was being changed.
    SaysNothing,
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

    #[test]
    fn a_check_says_something_only_while_it_is_whole_and_for_one_key() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("store.check");
        let entropy = crate::testing::SeededEntropy::new(1);
        let keys = [7, 8, 9].map(|byte| StoreKey::from_bytes([byte; 32]));
        let said = || [0, 1, 2].map(|n: usize| keys[n].checked(&path));
        let nothing = [Checked::SaysNothing; 3];
        assert_eq!(said(), nothing, "there is none");
        keys[0].write_check(&path, &entropy).unwrap();
        let for_the_first = [Checked::Fits, Checked::FitsAnother, Checked::FitsAnother];
        assert_eq!(said(), for_the_first);
        keys[0].write_check_with(&keys[1], &path, &entropy).unwrap();
        assert_eq!(said(), nothing, "the key is being changed");
        let whole = fs::read(&path).unwrap();
        for length in (0..whole.len()).filter(|length| *length != CHECK) {
            fs::write(&path, &whole[..length]).unwrap();
            assert_eq!(said(), nothing, "cut off after {length} bytes");
        }
        keys[0].write_check(&path, &entropy).unwrap();
        assert_eq!(said(), for_the_first);
    }
}
