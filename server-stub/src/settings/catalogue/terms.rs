//! Terms: how long the two clocks of a report run, and the regulation that says so.

use langnghe_places::{
    Catalogue, Level, Term, TermUnit, Terms,
    category::{Category, PerLevel},
};
use serde::{Deserialize, Serialize};

use super::{
    category::{category_mut, level_name, level_of},
    text,
};
use crate::settings::invalid::{Invalid, Why, both};
use langnghe_places::catalogue::MAX_TERM_AMOUNT;

const BASIS: usize = 500;
const NAME: usize = 30;

/// The terms of a level as their form gives them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TermsForm {
    /// Only those of this category; empty for all that have none of their own.
    pub category: String,
    /// `urgent`, `normal` or `complex`.
    pub level: String,
    /// Hạn tiếp nhận.
    pub intake: TermForm,
    /// Hạn xử lý.
    pub resolution: TermForm,
}

/// A term as its form gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TermForm {
    /// How many.
    pub amount: String,
    /// `working_hours` or `working_days`.
    pub unit: String,
    /// The regulation that it follows.
    pub basis_vi: String,
    /// In English.
    pub basis_en: String,
}

/// A level's name as its form gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LevelForm {
    /// `urgent`, `normal` or `complex`.
    pub level: String,
    /// What people call it.
    pub vi: String,
    /// In English.
    pub en: String,
}

/// The names of a term's fields in its form.
struct Fields {
    amount: &'static str,
    unit: &'static str,
    basis_vi: &'static str,
    basis_en: &'static str,
}

const INTAKE: Fields = Fields {
    amount: "intake_amount",
    unit: "intake_unit",
    basis_vi: "intake_basis_vi",
    basis_en: "intake_basis_en",
};
const RESOLUTION: Fields = Fields {
    amount: "resolution_amount",
    unit: "resolution_unit",
    basis_vi: "resolution_basis_vi",
    basis_en: "resolution_basis_en",
};

impl TermsForm {
    /// The form of terms that hold: a level's, or a category's at a level.
    #[must_use]
    pub fn of_terms(category: &str, level: Level, terms: &Terms) -> Self {
        Self {
            category: category.to_owned(),
            level: level_name(level).to_owned(),
            intake: TermForm::of_term(&terms.intake),
            resolution: TermForm::of_term(&terms.resolution),
        }
    }
}

impl TermForm {
    fn of_term(term: &Term) -> Self {
        let unit = match term.unit {
            TermUnit::WorkingHours => "working_hours",
            TermUnit::WorkingDays => "working_days",
        };
        Self {
            amount: term.amount.to_string(),
            unit: unit.to_owned(),
            basis_vi: term.basis.vi.clone(),
            basis_en: term.basis.en.clone(),
        }
    }

    fn term(&self, fields: &Fields) -> Result<Term, Invalid> {
        let amount = self.amount.trim().parse().ok();
        let amount = amount
            .filter(|amount| (1..=MAX_TERM_AMOUNT).contains(amount))
            .ok_or(Why::NotANumber(1, MAX_TERM_AMOUNT).in_field(fields.amount))?;
        let unit = match self.unit.as_str() {
            "working_hours" => TermUnit::WorkingHours,
            "working_days" => TermUnit::WorkingDays,
            _ => return Err(Why::Unknown.in_field(fields.unit)),
        };
        let basis = both(
            (fields.basis_vi, &self.basis_vi),
            (fields.basis_en, &self.basis_en),
            BASIS,
        )?;
        Ok(Term {
            amount,
            unit,
            basis: text(basis),
        })
    }
}

pub(super) fn put(catalogue: &mut Catalogue, form: &TermsForm) -> Result<(), Invalid> {
    let level = level_of(&form.level).ok_or(Why::Unknown.in_field("level"))?;
    let terms = Terms {
        intake: form.intake.term(&INTAKE)?,
        resolution: form.resolution.term(&RESOLUTION)?,
    };
    if form.category.is_empty() {
        *of_level(&mut catalogue.terms, level) = terms;
    } else {
        let category = category_mut(catalogue, &form.category)?;
        category.terms.insert(level, terms);
    }
    Ok(())
}

pub(super) fn remove(
    catalogue: &mut Catalogue,
    category: &str,
    level: Level,
) -> Result<(), Invalid> {
    let category: &mut Category = category_mut(catalogue, category)?;
    match category.terms.remove(&level) {
        Some(_) => Ok(()),
        None => Err(Why::Unknown.in_field("level")),
    }
}

pub(super) fn name(catalogue: &mut Catalogue, form: &LevelForm) -> Result<(), Invalid> {
    let level = level_of(&form.level).ok_or(Why::Unknown.in_field("level"))?;
    let words = both(("vi", &form.vi), ("en", &form.en), NAME)?;
    *of_level(&mut catalogue.level_names, level) = text(words);
    Ok(())
}

fn of_level<T>(each: &mut PerLevel<T>, level: Level) -> &mut T {
    match level {
        Level::Urgent => &mut each.urgent,
        Level::Normal => &mut each.normal,
        Level::Complex => &mut each.complex,
    }
}
