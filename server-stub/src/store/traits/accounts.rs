//! Who may sign in.

use async_trait::async_trait;
use jiff::Timestamp;

use super::super::{StoreError, UserError};
use crate::identity::{
    Account, AccountChange, NewAccount, NewUser, OwnPassword, PasswordHash, User, UserId,
};

/// Who may sign in.
#[async_trait]
pub trait Accounts {
    /// Adds a user.
    async fn add_user(&self, user: NewUser, now: Timestamp) -> Result<User, UserError>;

    /// Everybody who may sign in, or could once, by name.
    async fn accounts(&self) -> Result<Vec<Account>, StoreError>;

    /// One of them.
    async fn account(&self, id: UserId) -> Result<Option<Account>, StoreError>;

    /// Adds somebody, on somebody's word.
    async fn open_account(
        &self,
        by: UserId,
        new: NewAccount,
        now: Timestamp,
    ) -> Result<UserId, UserError>;

    /// Writes what somebody is from now on, over the version that `after` names, and that it was
    /// done. With a new password, and for whoever is disabled, every session ends.
    async fn change_account(
        &self,
        by: UserId,
        after: Account,
        password: Option<PasswordHash>,
        now: Timestamp,
    ) -> Result<(), UserError>;

    /// Gives somebody the password that they want, ends their other sessions, and writes down that
    /// it was done; false if they have another one than they knew.
    async fn renew_own_password(
        &self,
        renewed: OwnPassword,
        now: Timestamp,
    ) -> Result<bool, StoreError>;

    /// What was changed about one of them, the newest first.
    async fn account_changes(&self, id: UserId) -> Result<Vec<AccountChange>, StoreError>;

    /// A user and their password's hash, by name (whatever its case).
    async fn credentials(&self, name: &str) -> Result<Option<(User, PasswordHash)>, StoreError>;
}
