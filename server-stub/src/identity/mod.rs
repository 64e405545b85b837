//! Who is who: reporters and their devices, officers and their sessions.
//!
//! The two worlds never meet. A reporter is a number behind a device's token; how to reach the
//! person, if they said so, lies in a table that no case row joins. A user signs in to the
//! console with a name and a password (Argon2id); a session is a random token of which the
//! database keeps the hash.

mod account;
pub(crate) mod bearer;
mod own_password;
mod password;
mod session;
mod sign_in;
mod user;

use langnghe_wire::{DeviceId, TokenHash};

pub use account::{
    Account, AccountChange, AccountError, AccountForm, MAX_NAME, NewAccount, may_change,
};
pub use own_password::{Change, ChangeError, OwnPassword, change_own_password};
pub use password::{
    MAX_BYTES, MIN_CHARACTERS, PasswordError, PasswordHash, hash_password, verify_password,
};
pub use session::{
    ABSOLUTE_LIFETIME, IDLE_LIFETIME, NewSession, NotASession, Session, SessionToken,
};
pub use sign_in::{MAX_FAILURES, SignInError, THROTTLE_WINDOW, sign_in};
pub use user::{NewUser, NotARole, Role, Scope, ScopeError, User, Viewer};

/// Somebody who reports: the owner of reports, whose devices come and go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReporterId(pub i64);

/// Somebody who signs in to the console.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UserId(pub i64);

/// A device as the server knows it.
#[derive(Debug, Clone)]
pub struct Device {
    /// The device.
    pub id: DeviceId,
    /// Whose it is.
    pub reporter: ReporterId,
    /// What the server keeps of its token.
    pub token: TokenHash,
    /// Its Ed25519 public key.
    pub public_key: [u8; 32],
    /// How far its clock was ahead of the server's, in milliseconds, when last measured.
    pub skew_ms: i64,
    /// Whether it was revoked: refused for good.
    pub is_revoked: bool,
}

/// A device that introduces itself for the first time. Its reporter is made with it.
#[derive(Debug, Clone)]
pub struct NewDevice {
    /// The device.
    pub id: DeviceId,
    /// What is kept of its token.
    pub token: TokenHash,
    /// Its Ed25519 public key, proven.
    pub public_key: [u8; 32],
    /// Which app it runs.
    pub app: String,
    /// How far its clock is ahead of the server's, in milliseconds.
    pub skew_ms: i64,
}
