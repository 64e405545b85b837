//! Accounts of those who sign in, and who may change what about whom.
//!
//! Coordinators look after the officers and leaders of their scope; only admins make coordinators
//! and admins. Nobody changes their own role, their own unit, or shuts themself out: whoever could
//! mend that may be the one who is gone.

use jiff::Timestamp;
use langnghe_wire::text::{characters, normalised};
use serde::{Deserialize, Serialize};

use super::{NewUser, Role, Scope, User, UserId};
use crate::{
    case::placement::Rules,
    settings::invalid::{Invalid, Why},
};

/// Characters of a name.
pub const MAX_NAME: usize = 80;
/// Characters of an address for e-mail.
const MAX_EMAIL: usize = 254;

/// Somebody who may sign in, or could once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Who.
    pub id: UserId,
    /// The name to sign in with.
    pub sign_in: String,
    /// What stands beside what they did, where that isn't the name to sign in with.
    pub display_name: Option<String>,
    /// Where the daily digest goes.
    pub email: Option<String>,
    /// What they are.
    pub role: Role,
    /// Whose cases they may see.
    pub scope: Scope,
    /// Since when.
    pub created_at: Timestamp,
    /// Since when they may no longer sign in.
    pub disabled_at: Option<Timestamp>,
    /// Counts up with every change.
    pub version: u32,
}

impl Account {
    /// The name that others read.
    #[must_use]
    pub fn shown(&self) -> &str {
        self.display_name.as_deref().unwrap_or(&self.sign_in)
    }
}

/// Somebody to be added by somebody else.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// Name, role, scope and password.
    pub user: NewUser,
    /// What stands beside what they do.
    pub display_name: Option<String>,
    /// Where the daily digest goes.
    pub email: Option<String>,
}

/// That something about somebody was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountChange {
    /// When.
    pub at: Timestamp,
    /// Whose name stands for it; none for the command line.
    pub by: Option<String>,
    /// What was, in JSON; none if they are new.
    pub before: Option<String>,
    /// What is, in JSON.
    pub after: String,
}

/// Why somebody isn't changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AccountError {
    /// A field of the form.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// It isn't this user's to do.
    #[error("this is not for this user to do")]
    NotYours,
    /// Nobody does this to themself.
    #[error("nobody does this to themself")]
    Oneself,
}

/// An account as its form gives it; the password goes another way.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AccountForm {
    /// The name to sign in with.
    pub sign_in: String,
    /// What stands beside what they do.
    pub display_name: String,
    /// Where the daily digest goes.
    pub email: String,
    /// `officer`, `leader`, `coordinator` or `admin`.
    pub role: String,
    /// A commune's or a unit's code; empty for the whole province.
    pub unit: String,
    /// There if they may no longer sign in.
    pub disabled: Option<String>,
}

impl AccountForm {
    /// The form of somebody who is there.
    #[must_use]
    pub fn of_account(account: &Account) -> Self {
        Self {
            sign_in: account.sign_in.clone(),
            display_name: account.display_name.clone().unwrap_or_default(),
            email: account.email.clone().unwrap_or_default(),
            role: account.role.as_str().to_owned(),
            unit: account.scope.code().unwrap_or_default().to_owned(),
            disabled: account.disabled_at.map(|_| "on".to_owned()),
        }
    }

    /// What somebody is after the form, if `by` may do that. Without `before`, somebody new, whose
    /// id is for the store to give.
    ///
    /// # Errors
    /// [`AccountError`].
    pub fn account(
        &self,
        by: &User,
        before: Option<&Account>,
        rules: &Rules,
        now: Timestamp,
    ) -> Result<Account, AccountError> {
        let role: Role = self
            .role
            .parse()
            .map_err(|_| Why::Unknown.in_field("role"))?;
        let unit = Some(self.unit.trim()).filter(|unit| !unit.is_empty());
        let scope = Scope::new(role, unit, rules).map_err(|_| match unit {
            None => Why::Empty.in_field("unit"),
            Some(_) => Why::UnknownUnit.in_field("unit"),
        })?;
        let after = Account {
            id: before.map_or(UserId(0), |before| before.id),
            sign_in: name("sign_in", &self.sign_in)?.ok_or(Why::Empty.in_field("sign_in"))?,
            display_name: name("display_name", &self.display_name)?,
            email: email(&self.email)?,
            role,
            scope,
            created_at: before.map_or(now, |before| before.created_at),
            disabled_at: self
                .disabled
                .as_ref()
                .map(|_| before.and_then(|before| before.disabled_at).unwrap_or(now)),
            version: before.map_or(0, |before| before.version),
        };
        if !may_change(by, &after) || !before.is_none_or(|before| may_change(by, before)) {
            return Err(AccountError::NotYours);
        }
        if let Some(before) = before.filter(|before| before.id == by.id) {
            let stays = before.role == after.role
                && before.scope == after.scope
                && after.disabled_at.is_none();
            if !stays {
                return Err(AccountError::Oneself);
            }
        }
        Ok(after)
    }
}

/// Whether somebody may make or change an account like this one.
#[must_use]
pub fn may_change(by: &User, account: &Account) -> bool {
    let is_of_theirs = match account.role {
        Role::Officer | Role::Leader => matches!(by.role, Role::Coordinator | Role::Admin),
        Role::Coordinator | Role::Admin => by.role == Role::Admin,
    };
    is_of_theirs && by.scope.contains(&account.scope)
}

fn name(field: &'static str, typed: &str) -> Result<Option<String>, Invalid> {
    let name = normalised(typed)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    if characters(&name) > MAX_NAME {
        return Err(Why::TooLong(MAX_NAME).in_field(field));
    }
    Ok(Some(name).filter(|name| !name.is_empty()))
}

/// An address as far as anybody can tell who doesn't write to it.
fn email(typed: &str) -> Result<Option<String>, Invalid> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let is_plain = typed.chars().all(|c| !c.is_whitespace() && !c.is_control())
        && !typed.contains(['<', '>', ',', ';', '"']);
    let has_parts = typed.rsplit_once('@').is_some_and(|(name, host)| {
        !name.is_empty()
            && !name.contains('@')
            && host.contains('.')
            && !host.starts_with('.')
            && !host.ends_with('.')
    });
    if !is_plain || !has_parts || characters(typed) > MAX_EMAIL {
        return Err(Why::NotAnAddress.in_field("email"));
    }
    Ok(Some(typed.to_owned()))
}

#[cfg(test)]
mod tests;
