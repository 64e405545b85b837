//! Which unit a report goes to first, as a document that coordinators edit.
//!
//! Rules are read in order; the first that fits and whose unit is active decides. A rule that
//! says less than another (any category, any commune) stands behind it, so whoever adds one needn't
//! think about its place. What no rule takes goes to the commune's office.
//!
//! A report about a commune's own staff goes past every unit of that commune, to the level above.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{
    invalid::{Invalid, Why},
    units::{EntryCode, Of, Units},
};
use crate::case::units::Unit;
use langnghe_places::{Catalogue, Communes};

/// Rules at most.
const MOST: usize = 1_000;

/// Where reports go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Routing {
    /// In the order in which they are read.
    pub rules: Vec<RoutingRule>,
    /// The office that takes what no rule does: a suffix that every commune has.
    pub otherwise: String,
    /// Categories of reports about a unit's own staff.
    #[serde(default)]
    pub about_staff: BTreeSet<String>,
    /// The unit of the province that takes those which no rule sends to another.
    pub level_above: String,
}

/// Where one kind of report goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoutingRule {
    /// Its number, never used twice.
    pub id: u32,
    /// Only reports of this category; none for every one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Only reports from this commune; none for every one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commune: Option<String>,
    /// To the commune's unit with this suffix (`kt`), or to the unit with this code (`24-sxd`).
    pub to: String,
}

impl RoutingRule {
    fn fits(&self, category: &str, commune: &str) -> bool {
        self.category.as_deref().is_none_or(|only| only == category)
            && self.commune.as_deref().is_none_or(|only| only == commune)
    }

    /// Whether every report that fits the other fits it too.
    fn covers(&self, other: &Self) -> bool {
        let holds =
            |mine: &Option<String>, theirs: &Option<String>| mine.is_none() || mine == theirs;
        holds(&self.category, &other.category) && holds(&self.commune, &other.commune)
    }

    fn is_about_the_same(&self, other: &Self) -> bool {
        self.covers(other) && other.covers(self)
    }
}

/// Where a report goes, and what says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Routed {
    /// The unit.
    pub unit: Unit,
    /// The rule's number; none if no rule fits.
    pub rule: Option<u32>,
    /// Whether it is about the commune's own staff.
    pub is_about_staff: bool,
}

impl Routing {
    /// The rules that this build carries.
    ///
    /// # Panics
    /// Never: a test reads them.
    #[must_use]
    pub fn bundled() -> Self {
        serde_json::from_str(include_str!("../../data/routing.json"))
            .expect("the rules are compiled in, and a test reads them")
    }

    /// Where a report of a category from a commune goes.
    ///
    /// None only where neither the office of the commune nor the level above is active, which
    /// [`check`](Self::check) keeps out.
    #[must_use]
    pub fn route(
        &self,
        category: &str,
        commune: &str,
        units: &Units,
        communes: &Communes,
    ) -> Option<Routed> {
        let is_about_staff = self.about_staff.contains(category);
        let unit_for = |to: &str| {
            let unit = units.active(&unit_code(to, commune), communes)?;
            (!is_about_staff || !unit.is_of(commune)).then_some(unit)
        };
        let by_rule = self
            .rules
            .iter()
            .filter(|rule| rule.fits(category, commune))
            .find_map(|rule| Some((unit_for(&rule.to)?, Some(rule.id))));
        let (unit, rule) = by_rule
            .or_else(|| Some((unit_for(&self.otherwise)?, None)))
            .or_else(|| Some((units.active(&self.level_above, communes)?, None)))?;
        Some(Routed {
            unit,
            rule,
            is_about_staff,
        })
    }

    /// What must hold so that every report goes somewhere.
    ///
    /// # Errors
    /// [`Why::Needed`], if the office that takes what nobody else does isn't active everywhere.
    pub fn check(&self, units: &Units, communes: &Communes) -> Result<(), Invalid> {
        let office = |commune: &str| unit_code(&self.otherwise, commune);
        let is_everywhere = !self.otherwise.contains('-')
            && communes
                .all()
                .iter()
                .all(|commune| units.active(&office(&commune.code), communes).is_some());
        let above = units.active(&self.level_above, communes);
        let is_above =
            above.is_some_and(|unit| communes.all().iter().all(|c| !unit.is_of(&c.code)));
        if is_everywhere && is_above {
            Ok(())
        } else {
            Err(Why::Needed.in_field("active"))
        }
    }

    /// With one more rule, or with another one in the place of one.
    ///
    /// # Errors
    /// [`Invalid`], with the field that is wrong.
    pub fn with(
        &self,
        form: &RuleForm,
        units: &Units,
        catalogue: &Catalogue,
        communes: &Communes,
    ) -> Result<Self, Invalid> {
        let rule = form.rule(units, catalogue, communes)?;
        let mut next = self.clone();
        if let Some(id) = form.id {
            next = next.without(id)?;
        } else if next.rules.len() >= MOST {
            return Err(Why::TooMany(MOST).in_field("to"));
        }
        if next
            .rules
            .iter()
            .any(|known| known.is_about_the_same(&rule))
        {
            return Err(Why::Taken.in_field("category"));
        }
        let newest = self.rules.iter().map(|known| known.id).max().unwrap_or(0);
        let rule = RoutingRule {
            id: form.id.unwrap_or(newest + 1),
            ..rule
        };
        // Where it was, or at the end, but behind each that it covers and before each that covers
        // it.
        let was = form
            .id
            .and_then(|id| self.rules.iter().position(|known| known.id == id))
            .unwrap_or(next.rules.len());
        let first = next.rules.iter().rposition(|known| rule.covers(known));
        let last = next.rules.iter().position(|known| known.covers(&rule));
        let place = was
            .min(last.unwrap_or(next.rules.len()))
            .max(first.map_or(0, |n| n + 1));
        next.rules.insert(place, rule);
        Ok(next)
    }

    /// Without a rule.
    ///
    /// # Errors
    /// [`Why::Unknown`] if there is no rule with that number.
    pub fn without(&self, id: u32) -> Result<Self, Invalid> {
        let mut next = self.clone();
        next.rules.retain(|rule| rule.id != id);
        if next.rules.len() == self.rules.len() {
            return Err(Why::Unknown.in_field("id"));
        }
        Ok(next)
    }

    /// With a rule one place further to the front.
    ///
    /// # Errors
    /// [`Why::Needed`] if the rule before it would never decide anything then.
    pub fn sooner(&self, id: u32) -> Result<Self, Invalid> {
        let mut next = self.clone();
        let place = next.rules.iter().position(|rule| rule.id == id);
        match place {
            None => return Err(Why::Unknown.in_field("id")),
            Some(0) => {}
            Some(n) if next.rules[n].covers(&next.rules[n - 1]) => {
                return Err(Why::Needed.in_field("id"));
            }
            Some(n) => next.rules.swap(n - 1, n),
        }
        Ok(next)
    }

    /// The rule with a number.
    #[must_use]
    pub fn rule(&self, id: u32) -> Option<&RoutingRule> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// With other units for what no rule takes.
    ///
    /// # Errors
    /// [`Why::UnknownUnit`], if they couldn't take every such report.
    pub fn with_fallback(
        &self,
        form: &FallbackForm,
        units: &Units,
        communes: &Communes,
    ) -> Result<Self, Invalid> {
        let next = |otherwise: &str, level_above: &str| Self {
            otherwise: otherwise.to_owned(),
            level_above: level_above.to_owned(),
            ..self.clone()
        };
        let holds = |routing: &Self| routing.check(units, communes).is_ok();
        if !holds(&next(&form.otherwise, &self.level_above)) {
            return Err(Why::UnknownUnit.in_field("otherwise"));
        }
        let next = next(&form.otherwise, &form.level_above);
        if !holds(&next) {
            return Err(Why::UnknownUnit.in_field("level_above"));
        }
        Ok(next)
    }

    /// With or without a category among those about a unit's own staff.
    ///
    /// # Errors
    /// [`Why::UnknownCategory`].
    pub fn about_staff(
        &self,
        category: &str,
        is_about: bool,
        catalogue: &Catalogue,
    ) -> Result<Self, Invalid> {
        if catalogue.category(category).is_none() {
            return Err(Why::UnknownCategory.in_field("category"));
        }
        let mut next = self.clone();
        if is_about {
            next.about_staff.insert(category.to_owned());
        } else {
            next.about_staff.remove(category);
        }
        Ok(next)
    }
}

/// Where goes what no rule takes, as its form gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FallbackForm {
    /// The suffix of an office that every commune has.
    pub otherwise: String,
    /// The code of a unit of the province.
    pub level_above: String,
}

/// The code of the unit that a rule means for a report from a commune.
fn unit_code(to: &str, commune: &str) -> String {
    if to.contains('-') {
        to.to_owned()
    } else {
        format!("{commune}-{to}")
    }
}

/// A rule as its form gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RuleForm {
    /// The number of the rule that it replaces.
    pub id: Option<u32>,
    /// A category's code, or nothing for every one.
    pub category: String,
    /// A commune's code, or nothing for every one.
    pub commune: String,
    /// A suffix, or a unit's code.
    pub to: String,
}

impl RuleForm {
    /// The form of a rule that is there.
    #[must_use]
    pub fn of_rule(rule: &RoutingRule) -> Self {
        Self {
            id: Some(rule.id),
            category: rule.category.clone().unwrap_or_default(),
            commune: rule.commune.clone().unwrap_or_default(),
            to: rule.to.clone(),
        }
    }

    fn rule(
        &self,
        units: &Units,
        catalogue: &Catalogue,
        communes: &Communes,
    ) -> Result<RoutingRule, Invalid> {
        let some = |typed: &str| Some(typed.trim().to_owned()).filter(|typed| !typed.is_empty());
        let (category, commune) = (some(&self.category), some(&self.commune));
        if category
            .as_ref()
            .is_some_and(|code| catalogue.category(code).is_none())
        {
            return Err(Why::UnknownCategory.in_field("category"));
        }
        if commune
            .as_ref()
            .is_some_and(|code| communes.by_code(code).is_none())
        {
            return Err(Why::UnknownCommune.in_field("commune"));
        }
        let to = some(&self.to).ok_or(Why::Empty.in_field("to"))?;
        let everywhere = EntryCode {
            of: Of::EveryCommune,
            suffix: to.clone(),
        };
        let is_known = match &commune {
            _ if to.contains('-') => units.unit(&to, communes).is_some(),
            None => units.entry(&everywhere).is_some(),
            Some(commune) => units.unit(&unit_code(&to, commune), communes).is_some(),
        };
        if !is_known {
            return Err(Why::UnknownUnit.in_field("to"));
        }
        Ok(RoutingRule {
            id: 0,
            category,
            commune,
            to,
        })
    }
}

#[cfg(test)]
mod tests;
