//! Randomness comes in here only.

/// Where random bytes come from. They become references, tokens and salts: only a
/// cryptographically secure source will do outside tests.
pub trait Entropy: Send + Sync + std::fmt::Debug {
    /// Fills `bytes` with random ones.
    fn fill(&self, bytes: &mut [u8]);
}

impl dyn Entropy + '_ {
    /// Eight random bytes as a number.
    #[must_use]
    pub fn number(&self) -> u64 {
        let mut bytes = [0; 8];
        self.fill(&mut bytes);
        u64::from_le_bytes(bytes)
    }

    /// The random part of a UUIDv7.
    #[must_use]
    pub fn bytes_10(&self) -> [u8; 10] {
        let mut bytes = [0; 10];
        self.fill(&mut bytes);
        bytes
    }

    /// A salt.
    #[must_use]
    pub fn bytes_16(&self) -> [u8; 16] {
        let mut bytes = [0; 16];
        self.fill(&mut bytes);
        bytes
    }

    /// A secret.
    #[must_use]
    pub fn bytes_32(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        self.fill(&mut bytes);
        bytes
    }
}

/// The operating system's randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("an operating system without randomness cannot serve");
    }
}
