//! Who may settle what.
//!
//! Coordinators and admins, each within their scope: what holds for the whole province is settled
//! by those who look after the whole province; a commune's own units and rules by its own too.

use super::units::{EntryCode, Of};
use crate::identity::{Role, Scope, User};

/// How far something reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// Every commune, or the province's own departments.
    Province,
    /// One commune.
    Commune(String),
}

impl Reach {
    /// How far the entry of a unit reaches.
    #[must_use]
    pub fn of_unit(code: &EntryCode) -> Self {
        match &code.of {
            Of::Province | Of::EveryCommune => Self::Province,
            Of::Commune(code) => Self::Commune(code.clone()),
        }
    }

    /// How far what holds for a commune, or for all of them, reaches.
    #[must_use]
    pub fn of_commune(commune: Option<&str>) -> Self {
        commune.map_or(Self::Province, |code| Self::Commune(code.to_owned()))
    }
}

/// Whether somebody may look at settings at all.
#[must_use]
pub fn may_look(user: &User) -> bool {
    matches!(user.role, Role::Coordinator | Role::Admin)
}

/// Whether somebody may settle something that reaches so far.
#[must_use]
pub fn may_settle(user: &User, reach: &Reach) -> bool {
    may_look(user)
        && match (&user.scope, reach) {
            (Scope::Province, _) => true,
            (Scope::Commune(own), Reach::Commune(code)) => own == code,
            (Scope::Commune(_), Reach::Province) | (Scope::Unit(_), _) => false,
        }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::UserId;

    #[test]
    fn everybody_settles_what_is_theirs_and_nothing_else() {
        let (own, other) = (
            Scope::Commune("07264".into()),
            Scope::Unit("07264-kt".into()),
        );
        let user = |role, scope: &Scope| User {
            id: UserId(1),
            name: "Lan".into(),
            role,
            scope: scope.clone(),
        };
        let here = Reach::Commune("07264".into());
        let elsewhere = Reach::Commune("07210".into());
        for role in [Role::Officer, Role::Leader, Role::Coordinator, Role::Admin] {
            let may = matches!(role, Role::Coordinator | Role::Admin);
            let everything = user(role, &Scope::Province);
            for reach in [&Reach::Province, &here, &elsewhere] {
                assert_eq!(may_settle(&everything, reach), may);
                assert!(!may_settle(&user(role, &other), reach));
            }
            let of_commune = user(role, &own);
            assert_eq!(may_settle(&of_commune, &here), may);
            assert!(!may_settle(&of_commune, &elsewhere));
            assert!(!may_settle(&of_commune, &Reach::Province));
        }
    }
}
