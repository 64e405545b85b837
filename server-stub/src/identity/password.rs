//! Passwords: Argon2id, on the blocking pool, a few at a time.

use std::fmt;

use argon2::{
    Argon2, PasswordHasher as _, PasswordVerifier as _, password_hash::phc::PasswordHash as Phc,
};
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

/// Each verification takes 19 MiB and a core for a moment: more at once would only be slower.
static SLOTS: Semaphore = Semaphore::const_new(2);

/// The shortest password that is taken, in characters.
pub const MIN_CHARACTERS: usize = 8;
/// The longest password that is taken, in bytes: nobody makes the server hash a novel.
pub const MAX_BYTES: usize = 1_024;

/// What the database keeps of a password: a PHC string with its salt and parameters.
#[derive(Clone)]
pub struct PasswordHash(String);

/// Why a password wasn't hashed.
#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    /// Fewer than [`MIN_CHARACTERS`].
    #[error("a password has at least {MIN_CHARACTERS} characters")]
    TooShort,
    /// More than [`MAX_BYTES`].
    #[error("a password has at most {MAX_BYTES} bytes")]
    TooLong,
    /// The hash function failed.
    #[error("the password could not be hashed: {0}")]
    Failed(String),
}

impl PasswordHash {
    /// From the string that [`as_str`](Self::as_str) gave.
    #[must_use]
    pub fn from_stored(phc: String) -> Self {
        Self(phc)
    }

    /// The string for the database.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(…)")
    }
}

/// Hashes a password with a salt of 16 random bytes.
///
/// # Errors
/// [`PasswordError`] for a password that isn't taken.
pub async fn hash_password(
    password: Zeroizing<String>,
    salt: [u8; 16],
) -> Result<PasswordHash, PasswordError> {
    if password.chars().count() < MIN_CHARACTERS {
        return Err(PasswordError::TooShort);
    }
    if password.len() > MAX_BYTES {
        return Err(PasswordError::TooLong);
    }
    on_the_blocking_pool(move || {
        Argon2::default()
            .hash_password_with_salt(password.as_bytes(), &salt)
            .map(|hash| PasswordHash(hash.to_string()))
            .map_err(|e| PasswordError::Failed(e.to_string()))
    })
    .await
}

/// Whether the password is the one that was hashed. Without a hash (nobody has that name) it
/// takes as long and is false.
pub async fn verify_password(password: Zeroizing<String>, hash: Option<PasswordHash>) -> bool {
    if password.len() > MAX_BYTES {
        return false;
    }
    on_the_blocking_pool(move || {
        let Some(hash) = hash else {
            let _ = Argon2::default().hash_password_with_salt(password.as_bytes(), &[0; 16]);
            return false;
        };
        Phc::new(hash.as_str()).is_ok_and(|phc| {
            Argon2::default()
                .verify_password(password.as_bytes(), &phc)
                .is_ok()
        })
    })
    .await
}

async fn on_the_blocking_pool<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let _slot = SLOTS
        .acquire()
        .await
        .expect("the semaphore is never closed");
    tokio::task::spawn_blocking(work)
        .await
        .expect("hashing neither panics nor is it cancelled")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_is_right() {
        let secret = |s: &str| Zeroizing::new(s.to_owned());
        let hash = hash_password(secret("đê Tam Tiến"), [5; 16]).await.unwrap();
        assert!(hash.as_str().starts_with("$argon2id$"));
        assert_eq!(format!("{hash:?}"), "PasswordHash(…)");
        assert!(verify_password(secret("đê Tam Tiến"), Some(hash.clone())).await);
        assert!(!verify_password(secret("đê Tam Tiên"), Some(hash)).await);
        assert!(!verify_password(secret("đê Tam Tiến"), None).await);
    }

    #[tokio::test]
    async fn a_short_password_and_a_novel_are_not_taken() {
        let hash = |s: String| hash_password(Zeroizing::new(s), [5; 16]);
        assert!(matches!(
            hash("1234567".into()).await,
            Err(PasswordError::TooShort)
        ));
        assert!(matches!(
            hash("x".repeat(1_025)).await,
            Err(PasswordError::TooLong)
        ));
    }
}
