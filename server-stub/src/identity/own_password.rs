//! Changing one's own password: by the old one, guessed no faster than at the door.
//!
//! Whoever sits down at a desk that was left open must not get its owner's account for good, so the
//! old password is asked for, and failures count for the same name at the same network address as
//! those of [signing in](mod@super::sign_in). Afterwards every other session of theirs has ended.

use jiff::{SignedDuration, Timestamp};
use langnghe_wire::Sha256;
use zeroize::Zeroizing;

use super::{
    PasswordError, PasswordHash, SessionToken, UserId, hash_password, sign_in::name_key,
    verify_password,
};
use crate::{
    entropy::Entropy,
    store::{Store, StoreError},
};

/// What somebody typed to get another password.
pub struct Change {
    /// The one that they have.
    pub old: Zeroizing<String>,
    /// The one that they want.
    pub new: Zeroizing<String>,
}

/// Another password for somebody who knew theirs.
#[derive(Debug, Clone)]
pub struct OwnPassword {
    /// Whose.
    pub user: UserId,
    /// What is kept of the one that they had: nothing is done if it is another by now.
    pub was: PasswordHash,
    /// What is kept of the new one.
    pub is: PasswordHash,
    /// The session in which it is done, which goes on.
    pub session: Sha256,
    /// Under what failures were counted, which are forgotten.
    pub name_key: Sha256,
}

/// Why a password stays as it is.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// The old one is wrong.
    #[error("the old password is wrong")]
    Wrong,
    /// The new one is the old one.
    #[error("the new password is the old one")]
    TheSame,
    /// The new one isn't taken.
    #[error(transparent)]
    Refused(#[from] PasswordError),
    /// Too many failures; it can be tried again after a while.
    #[error("too many failed attempts")]
    Throttled {
        /// How long to wait.
        retry_after: SignedDuration,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Gives somebody the password that they want. `from` is the network address, as far as it is
/// known; `session` is the one in which they ask.
///
/// # Errors
/// [`ChangeError`].
pub async fn change_own_password(
    store: &dyn Store,
    entropy: &dyn Entropy,
    user: UserId,
    change: Change,
    from: &str,
    session: &SessionToken,
    now: Timestamp,
) -> Result<(), ChangeError> {
    let Change { old, new } = change;
    let account = store.account(user).await?.ok_or(ChangeError::Wrong)?;
    let key = name_key(from, &account.sign_in);
    if let Some(retry_after) = store.sign_in_blocked(vec![key], now).await? {
        return Err(ChangeError::Throttled { retry_after });
    }
    let found = store.credentials(&account.sign_in).await?;
    let was = found.map(|(_, hash)| hash);
    let is_the_same = *old == *new;
    let is_right = verify_password(old, was.clone()).await;
    let Some(was) = was.filter(|_| is_right) else {
        store.record_failed_sign_in(vec![key], now).await?;
        return Err(ChangeError::Wrong);
    };
    if is_the_same {
        return Err(ChangeError::TheSame);
    }
    let is = hash_password(new, entropy.bytes_16()).await?;
    let renewed = OwnPassword {
        user,
        was,
        is,
        session: session.hash(),
        name_key: key,
    };
    match store.renew_own_password(renewed, now).await? {
        true => Ok(()),
        // Somebody else has given them another one meanwhile.
        false => Err(ChangeError::Wrong),
    }
}

impl std::fmt::Debug for Change {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Change(…)")
    }
}
