//! Users of the console: their role, and the units whose cases they may see.

use std::{fmt, str::FromStr};

use langnghe_planted::{Bug, planted};

use super::{PasswordHash, UserId};
use crate::case::{Case, placement::Rules};

/// What somebody is at the unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// *Cán bộ xử lý*: handles the cases of a unit.
    Officer,
    /// *Lãnh đạo duyệt*: approves what a unit answers, where the unit wants that.
    Leader,
    /// *Điều phối*: sees to it that cases move.
    Coordinator,
    /// *Quản trị*: looks after the server.
    Admin,
}

/// Not the name of a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a role is one of: officer, leader, coordinator, admin")]
pub struct NotARole;

impl Role {
    /// Every role, from those who handle cases to those who look after the server.
    pub const ALL: [Self; 4] = [Self::Officer, Self::Leader, Self::Coordinator, Self::Admin];

    /// The name, as commands and the database write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Officer => "officer",
            Self::Leader => "leader",
            Self::Coordinator => "coordinator",
            Self::Admin => "admin",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Role {
    type Err = NotARole;

    fn from_str(name: &str) -> Result<Self, NotARole> {
        Self::ALL
            .into_iter()
            .find(|role| role.as_str() == name)
            .ok_or(NotARole)
    }
}

/// Whose cases somebody may see.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Scope {
    /// The whole province.
    Province,
    /// Every unit of a commune, by its code, such as `07264`.
    Commune(String),
    /// One unit, by its code, such as `07264-kt`.
    Unit(String),
}

/// Why a unit's code doesn't make a scope.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScopeError {
    /// Officers and leaders work for a unit.
    #[error(
        "an officer needs --unit, and so does a leader: a commune's code (07264) or a unit's (07264-kt)"
    )]
    OfficerWithoutUnit,
    /// There is no such unit or commune.
    #[error("there is no unit or commune with the code {0:?}")]
    UnknownUnit(String),
}

impl Scope {
    /// The scope of a role with a unit's code, as `user add` takes them.
    ///
    /// # Errors
    /// [`ScopeError`] if an officer has no unit, or the unit doesn't exist.
    pub fn new(role: Role, unit: Option<&str>, rules: &Rules) -> Result<Self, ScopeError> {
        let Some(code) = unit else {
            return match role {
                Role::Officer | Role::Leader => Err(ScopeError::OfficerWithoutUnit),
                Role::Coordinator | Role::Admin => Ok(Self::Province),
            };
        };
        if rules.communes.by_code(code).is_some() {
            Ok(Self::Commune(code.to_owned()))
        } else if rules.unit(code).is_some() {
            Ok(Self::Unit(code.to_owned()))
        } else {
            Err(ScopeError::UnknownUnit(code.to_owned()))
        }
    }

    /// The code, as the database keeps it; none for the whole province.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Province => None,
            Self::Commune(code) | Self::Unit(code) => Some(code),
        }
    }

    /// Reads what [`code`](Self::code) gave. A unit's code has a dash, a commune's has none.
    #[must_use]
    pub fn from_code(code: Option<&str>) -> Self {
        match code {
            None => Self::Province,
            Some(unit) if unit.contains('-') => Self::Unit(unit.to_owned()),
            Some(commune) => Self::Commune(commune.to_owned()),
        }
    }

    /// Whether everything in the other scope is within it.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Province, _) => true,
            (Self::Commune(own), Self::Commune(code)) => own == code,
            (Self::Commune(own), Self::Unit(unit)) => {
                unit.split_once('-').is_some_and(|(of, _)| of == own)
            }
            (Self::Unit(own), Self::Unit(unit)) => own == unit,
            (Self::Commune(_), Self::Province) | (Self::Unit(_), _) => false,
        }
    }

    /// Whether the case is within it: one about the own staff of a unit or commune never is
    /// within theirs.
    #[must_use]
    pub fn holds(&self, case: &Case) -> bool {
        match self {
            Self::Province => true,
            _ if planted(Bug::NoUnitCheck) => true,
            Self::Commune(code) => case.commune == *code && !self.is_about(case),
            Self::Unit(code) => case.unit == *code && !self.is_about(case),
        }
    }

    /// Whether the case is about the staff of whoever sees this scope.
    pub(crate) fn is_about(&self, case: &Case) -> bool {
        let Some(concerned) = case.concerns.as_deref() else {
            return false;
        };
        match self {
            Self::Province => false,
            Self::Commune(code) => {
                concerned == code || concerned.split('-').next() == Some(code.as_str())
            }
            // What is about a commune is about each of its units.
            Self::Unit(code) => concerned == code || code.split('-').next() == Some(concerned),
        }
    }
}

/// A user of the console, without the password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// The user.
    pub id: UserId,
    /// The name to sign in with, and to show beside what they did.
    pub name: String,
    /// What they are.
    pub role: Role,
    /// Whose cases they may see.
    pub scope: Scope,
}

/// Somebody who looks at or acts on cases: all that rights depend on.
pub type Viewer = User;

/// A user to be added.
#[derive(Debug, Clone)]
pub struct NewUser {
    /// The name to sign in with; unique whatever its case.
    pub name: String,
    /// What they are.
    pub role: Role,
    /// Whose cases they may see.
    pub scope: Scope,
    /// What is kept of the password.
    pub password: PasswordHash,
}
