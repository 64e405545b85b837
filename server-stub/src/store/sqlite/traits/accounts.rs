use async_trait::async_trait;
use jiff::Timestamp;

use super::super::{SqliteStore, accounts};
use crate::{
    identity::{
        Account, AccountChange, NewAccount, NewUser, OwnPassword, PasswordHash, User, UserId,
    },
    store::{Accounts, StoreError, UserError},
};

#[async_trait]
impl Accounts for SqliteStore {
    async fn add_user(&self, user: NewUser, now: Timestamp) -> Result<User, UserError> {
        self.writer
            .run(move |db| accounts::add(db, &user, now))
            .await
    }

    async fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        self.readers.read(accounts::all).await
    }

    async fn account(&self, id: UserId) -> Result<Option<Account>, StoreError> {
        self.readers.read(move |db| accounts::find(db, id)).await
    }

    async fn open_account(
        &self,
        by: UserId,
        new: NewAccount,
        now: Timestamp,
    ) -> Result<UserId, UserError> {
        self.writer
            .run(move |db| accounts::open(db, Some(by), &new, now))
            .await
    }

    async fn change_account(
        &self,
        by: UserId,
        after: Account,
        password: Option<PasswordHash>,
        now: Timestamp,
    ) -> Result<(), UserError> {
        self.writer
            .run(move |db| accounts::change(db, by, &after, password.as_ref(), now))
            .await
    }

    async fn renew_own_password(
        &self,
        renewed: OwnPassword,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        self.writer
            .run(move |db| accounts::renew_own_password(db, &renewed, now))
            .await
    }

    async fn account_changes(&self, id: UserId) -> Result<Vec<AccountChange>, StoreError> {
        self.readers.read(move |db| accounts::changes(db, id)).await
    }

    async fn credentials(&self, name: &str) -> Result<Option<(User, PasswordHash)>, StoreError> {
        let name = name.to_owned();
        self.readers
            .read(move |db| accounts::credentials(db, &name))
            .await
    }
}
