//! Signing in: a name, a password, and a limit on guessing.
//!
//! Failures are counted for a name at a network address. Whoever reached [`MAX_FAILURES`] within
//! [`THROTTLE_WINDOW`] waits until the window has passed, whether the password is right or not.
//! For a name alone, anybody could keep an officer out; for an address alone, one officer's slips
//! would keep out the whole office behind it. What a guesser with many names or addresses can
//! try is bounded by the hash, which runs a few at a time. A name that nobody has takes as long
//! as a wrong password, and answers the same.

use jiff::{SignedDuration, Timestamp};
use langnghe_wire::Sha256;
use zeroize::Zeroizing;

use super::{NewSession, SessionToken, User, verify_password};
use crate::{
    entropy::Entropy,
    store::{Store, StoreError},
};

/// So many failures within [`THROTTLE_WINDOW`] close the door.
pub const MAX_FAILURES: u32 = 8;
/// How long failures count.
pub const THROTTLE_WINDOW: SignedDuration = SignedDuration::from_mins(15);

/// Why nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// Name or password is wrong; which one isn't told.
    #[error("name or password is wrong")]
    WrongCredentials,
    /// Too many failures; the door opens again after a while.
    #[error("too many failed attempts")]
    Throttled {
        /// How long to wait.
        retry_after: SignedDuration,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Signs somebody in. `from` is the network address, as far as it is known; `replaces` is the
/// session that the browser presented, which ends here.
///
/// # Errors
/// [`SignInError`].
pub async fn sign_in(
    store: &dyn Store,
    entropy: &dyn Entropy,
    name: &str,
    password: Zeroizing<String>,
    from: &str,
    replaces: Option<&SessionToken>,
    now: Timestamp,
) -> Result<(SessionToken, User), SignInError> {
    let key = name_key(from, name);
    if let Some(retry_after) = store.sign_in_blocked(vec![key], now).await? {
        return Err(SignInError::Throttled { retry_after });
    }
    let found = store.credentials(name.trim()).await?;
    let (user, hash) = found.map_or((None, None), |(user, hash)| (Some(user), Some(hash)));
    let is_right = verify_password(password, hash).await;
    let Some(user) = user.filter(|_| is_right) else {
        store.record_failed_sign_in(vec![key], now).await?;
        return Err(SignInError::WrongCredentials);
    };
    let token = SessionToken::from_random(entropy.bytes_32());
    let session = NewSession {
        token: token.hash(),
        user: user.id,
        form_secret: entropy.bytes_32(),
        replaces: replaces.map(SessionToken::hash),
    };
    store.begin_session(session, key, now).await?;
    Ok((token, user))
}

/// Under what failures are counted. Hashed, so that the table of failures lists neither names nor
/// addresses, and is bounded.
pub(super) fn name_key(from: &str, name: &str) -> Sha256 {
    Sha256::of(format!("{from}\n{}", name.trim().to_lowercase()).as_bytes())
}
