//! Who speaks: a device, by a random token that it made itself.
//!
//! At first start a phone makes, offline, a [`DeviceId`], a 256-bit [`DeviceToken`] and an
//! Ed25519 [`DeviceKey`]. Its registration rides in its first sync and may be repeated for ever.
//! The server keeps the token's hash only; a token of 256 random bits needs no slow hash. The
//! key signs the registration, so that nobody registers a key that isn't theirs, and will sign
//! sealed reports later.

use std::fmt;

use data_encoding::BASE64URL_NOPAD;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq as _;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::{digest::Sha256, ids::DeviceId};

/// The secret by which a device is known to the server.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct DeviceToken([u8; 32]);

/// What the server keeps of a token. Two are compared in constant time, and in no other way:
///
/// ```
/// # use langnghe_wire::DeviceToken;
/// # let kept = DeviceToken::from_random([1; 32]).hash();
/// # let presented = DeviceToken::from_random([2; 32]).hash();
/// assert!(!kept.is(&presented) && kept.is(&kept));
/// ```
///
/// There is no `==`, which would tell by its time how many bytes somebody has guessed:
///
/// ```compile_fail
/// # use langnghe_wire::DeviceToken;
/// # let kept = DeviceToken::from_random([1; 32]).hash();
/// # let presented = DeviceToken::from_random([2; 32]).hash();
/// assert!(!(kept == presented));
/// ```
#[derive(Clone, Copy)]
pub struct TokenHash([u8; 32]);

/// The device's signing key.
#[derive(Clone)]
pub struct DeviceKey(SigningKey);

/// An `Authorization` header that isn't one of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the authorization header is not of the form 'Bearer DEVICE.TOKEN'")]
pub struct NotABearer;

impl DeviceToken {
    /// From 32 random bytes.
    #[must_use]
    pub fn from_random(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The secret bytes, for the encrypted store only.
    #[must_use]
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// What the server keeps.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        TokenHash(*Sha256::of(&self.0).as_bytes())
    }

    /// The value of the `Authorization` header.
    #[must_use]
    pub fn bearer(&self, device: DeviceId) -> String {
        format!("Bearer {device}.{}", BASE64URL_NOPAD.encode(&self.0))
    }

    /// Reads a header that [`bearer`](Self::bearer) wrote.
    ///
    /// # Errors
    /// [`NotABearer`] for everything else.
    pub fn from_bearer(header: &str) -> Result<(DeviceId, Self), NotABearer> {
        let (device, token) = header
            .strip_prefix("Bearer ")
            .and_then(|credentials| credentials.split_once('.'))
            .ok_or(NotABearer)?;
        let device = device.parse().map_err(|_| NotABearer)?;
        let mut bytes = BASE64URL_NOPAD
            .decode(token.as_bytes())
            .map_err(|_| NotABearer)?;
        let token = <[u8; 32]>::try_from(bytes.as_slice())
            .map(Self)
            .map_err(|_| NotABearer);
        bytes.zeroize();
        Ok((device, token?))
    }
}

impl fmt::Debug for DeviceToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DeviceToken(…)")
    }
}

impl TokenHash {
    /// From the 32 bytes that the server's database kept.
    #[must_use]
    pub fn from_stored(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Whether both are of the same token, in constant time.
    #[must_use]
    pub fn is(&self, presented: &Self) -> bool {
        self.0.ct_eq(&presented.0).into()
    }

    /// The 32 bytes, for the server's database only: clippy refuses this everywhere else, where
    /// they might be compared.
    #[must_use]
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for TokenHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenHash(…)")
    }
}

impl DeviceKey {
    /// From 32 random bytes.
    #[must_use]
    pub fn from_random(bytes: [u8; 32]) -> Self {
        Self(SigningKey::from_bytes(&bytes))
    }

    /// The secret bytes, for the encrypted store only.
    #[must_use]
    pub fn expose(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for DeviceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DeviceKey(…)")
    }
}

/// A device introduces itself. The token travels in the `Authorization` header, as always.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registration {
    /// The device.
    pub device: DeviceId,
    /// Its Ed25519 public key, base64url without padding.
    pub public_key: String,
    /// Its signature over the registration, base64url without padding.
    pub proof: String,
    /// Which app, such as `phone-cli 0.1.0`: for support, never for a decision.
    pub app: String,
}

/// A registration whose signature doesn't hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the registration is not signed by the key that it names")]
pub struct BadProof;

impl Registration {
    /// The registration of `device`, signed.
    #[must_use]
    pub fn sign(device: DeviceId, token: &DeviceToken, key: &DeviceKey, app: &str) -> Self {
        let signature = key.0.sign(&signed_bytes(device, &token.hash()));
        Self {
            device,
            public_key: BASE64URL_NOPAD.encode(key.0.verifying_key().as_bytes()),
            proof: BASE64URL_NOPAD.encode(&signature.to_bytes()),
            app: app.to_owned(),
        }
    }

    /// The public key, once the signature over this device and `token` is checked.
    ///
    /// # Errors
    /// [`BadProof`] if key or signature are malformed or do not belong together.
    pub fn verify(&self, token: &TokenHash) -> Result<[u8; 32], BadProof> {
        let bytes = |text: &str| {
            BASE64URL_NOPAD
                .decode(text.as_bytes())
                .map_err(|_| BadProof)
        };
        let key: [u8; 32] = bytes(&self.public_key)?.try_into().map_err(|_| BadProof)?;
        let proof: [u8; 64] = bytes(&self.proof)?.try_into().map_err(|_| BadProof)?;
        VerifyingKey::from_bytes(&key)
            .and_then(|verifier| {
                let message = signed_bytes(self.device, token);
                verifier.verify_strict(&message, &Signature::from_bytes(&proof))
            })
            .map_err(|_| BadProof)?;
        Ok(key)
    }
}

/// What a registration signs: a label of its own, so that no other signature of this key can
/// ever be taken for one.
fn signed_bytes(device: DeviceId, token: &TokenHash) -> Vec<u8> {
    [
        b"langnghe registration v1\n".as_slice(),
        device.as_bytes(),
        &token.0,
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    fn device() -> DeviceId {
        DeviceId::new(Timestamp::from_second(1_790_000_000).unwrap(), [3; 10])
    }

    #[test]
    fn a_bearer_header_reads_back_and_prints_nothing() {
        let token = DeviceToken::from_random([9; 32]);
        let (read_device, read) = DeviceToken::from_bearer(&token.bearer(device())).unwrap();
        assert_eq!(read_device, device());
        assert!(read.hash().is(&token.hash()));
        assert!(!read.hash().is(&DeviceToken::from_random([8; 32]).hash()));
        assert_eq!(
            format!("{token:?} {:?}", token.hash()),
            "DeviceToken(…) TokenHash(…)"
        );
        for wrong in [
            "",
            "Bearer",
            "Bearer x.y",
            "Basic QTpC",
            &format!("Bearer {}.AA", device()),
        ] {
            assert!(DeviceToken::from_bearer(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_registration_holds_only_for_its_own_device_and_token() {
        let token = DeviceToken::from_random([9; 32]);
        let key = DeviceKey::from_random([7; 32]);
        let registration = Registration::sign(device(), &token, &key, "test");
        assert!(registration.verify(&token.hash()).is_ok());

        let other_token = DeviceToken::from_random([8; 32]);
        assert_eq!(registration.verify(&other_token.hash()), Err(BadProof));
        let other_device = Registration {
            device: DeviceId::from_bytes([1; 16]),
            ..registration.clone()
        };
        assert_eq!(other_device.verify(&token.hash()), Err(BadProof));
        let other_key = DeviceKey::from_random([6; 32]);
        let stolen = Registration {
            public_key: Registration::sign(device(), &token, &other_key, "").public_key,
            ..registration
        };
        assert_eq!(stolen.verify(&token.hash()), Err(BadProof));
    }
}
