//! Hashing several fields without two different records ever being the same bytes: each hash says
//! what it is of, and whatever has no fixed length is preceded by its length.

use langnghe_wire::Sha256;
use sha2::Digest as _;

/// What stands where there is nothing before.
pub(super) const NOTHING: Sha256 = Sha256::from_bytes([0; 32]);

/// A hash over fields, in their order.
pub(super) struct Hashing(sha2::Sha256);

impl Hashing {
    /// A hash of this kind of thing, and no other. The name carries the format's version.
    pub(super) fn of(what: &str) -> Self {
        Self(sha2::Sha256::new()).bytes(what.as_bytes())
    }

    /// Bytes of any length.
    #[must_use]
    pub(super) fn bytes(mut self, bytes: &[u8]) -> Self {
        self.0.update((bytes.len() as u64).to_be_bytes());
        self.0.update(bytes);
        self
    }

    /// A number.
    #[must_use]
    pub(super) fn number(mut self, number: i64) -> Self {
        self.0.update(number.to_be_bytes());
        self
    }

    /// A number, or none.
    #[must_use]
    pub(super) fn maybe(mut self, number: Option<i64>) -> Self {
        self.0.update([u8::from(number.is_some())]);
        match number {
            Some(number) => self.number(number),
            None => self,
        }
    }

    /// Another hash.
    #[must_use]
    pub(super) fn hash(mut self, hash: &Sha256) -> Self {
        self.0.update(hash.as_bytes());
        self
    }

    pub(super) fn done(self) -> Sha256 {
        Sha256::from_bytes(self.0.finalize().into())
    }
}
