//! Sessions of the console: a random token in a cookie, its hash in the database.
//!
//! A session ends two hours after it was last used, twelve after it began, at sign-out, and when
//! the same browser signs in again (so that a planted token is worth nothing).

use std::fmt;

use data_encoding::BASE64URL_NOPAD;
use jiff::{SignedDuration, Timestamp};
use langnghe_wire::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::{User, UserId};

/// How long a session lives unused.
pub const IDLE_LIFETIME: SignedDuration = SignedDuration::from_hours(2);
/// How long a session lives at most.
pub const ABSOLUTE_LIFETIME: SignedDuration = SignedDuration::from_hours(12);

/// The secret that a browser holds.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct SessionToken([u8; 32]);

/// Not a session's token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not a session's token")]
pub struct NotASession;

impl SessionToken {
    /// From 32 random bytes.
    #[must_use]
    pub fn from_random(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// What the database keeps.
    #[must_use]
    pub fn hash(&self) -> Sha256 {
        Sha256::of(&self.0)
    }

    /// The cookie's value.
    #[must_use]
    pub fn expose(&self) -> String {
        BASE64URL_NOPAD.encode(&self.0)
    }

    /// Reads a cookie's value.
    ///
    /// # Errors
    /// [`NotASession`] for everything that [`expose`](Self::expose) didn't write.
    pub fn parse(text: &str) -> Result<Self, NotASession> {
        let mut bytes = BASE64URL_NOPAD
            .decode(text.as_bytes())
            .map_err(|_| NotASession)?;
        let token = <[u8; 32]>::try_from(bytes.as_slice());
        bytes.zeroize();
        token.map(Self).map_err(|_| NotASession)
    }
}

impl fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionToken(…)")
    }
}

/// A session to be written down.
#[derive(Debug, Clone)]
pub struct NewSession {
    /// The token's hash.
    pub token: Sha256,
    /// Whose it is.
    pub user: UserId,
    /// A random secret for the forms of this session.
    pub form_secret: [u8; 32],
    /// The session that this one takes the place of, if the browser had one.
    pub replaces: Option<Sha256>,
}

/// A live session.
#[derive(Clone)]
pub struct Session {
    /// The token's hash.
    pub token: Sha256,
    /// Who is signed in.
    pub user: User,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used (to the minute).
    pub used_at: Timestamp,
    /// A secret for the forms of this session: what a form carries proves that it is ours.
    pub form_secret: [u8; 32],
}

impl Session {
    /// Whether it still holds at a moment.
    #[must_use]
    pub fn is_live(&self, now: Timestamp) -> bool {
        now.duration_since(self.used_at) < IDLE_LIFETIME
            && now.duration_since(self.created_at) < ABSOLUTE_LIFETIME
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Session(of {:?})", self.user.id)
    }
}
