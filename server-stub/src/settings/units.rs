//! The units that answer reports, as a document that coordinators edit.
//!
//! Since July 2025 every commune has the same few offices, so one entry (`*-kt`) stands for all of
//! them; the province has departments of its own (`24-sxd`), and a commune may have what no other
//! has, or call its office otherwise (`07264-kt`). The more particular entry wins. No entry is ever
//! taken away, because cases name it: it stops being active.

use std::{fmt, str::FromStr};

use langnghe_places::{Commune, CommuneKind, Communes};
use langnghe_wire::words::Words;
use serde::{Deserialize, Serialize, de::Error as _};

use super::invalid::{Invalid, Why, both};
use crate::case::units::Unit;

/// The province's code, before the dash of its units' codes.
pub const PROVINCE: &str = "24";
/// Entries at most.
const MOST: usize = 500;
/// Characters of a unit's name.
const NAME: usize = 120;
/// Characters behind the dash of a code.
const SUFFIX: usize = 12;

/// Every unit there is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Units {
    /// In the order in which they are shown.
    pub units: Vec<UnitEntry>,
}

/// A unit, or the same unit of every commune.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitEntry {
    /// Whose it is, and which.
    pub code: EntryCode,
    /// Its name, without the commune's.
    pub name: Words,
    /// What it is called in a ward, where that differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_wards: Option<Words>,
    /// Whether its leader has to approve a result before the citizen gets it.
    #[serde(default)]
    pub approval: bool,
    /// Whether it takes reports.
    #[serde(default = "yes")]
    pub active: bool,
}

fn yes() -> bool {
    true
}

/// Whose a unit is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Of {
    /// The province's.
    Province,
    /// Every commune has one.
    EveryCommune,
    /// One commune's, by its code.
    Commune(String),
}

/// An entry's code: `24-sxd`, `*-kt` or `07264-kt`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryCode {
    /// Whose.
    pub of: Of,
    /// Which: the part behind the dash.
    pub suffix: String,
}

/// Not the code of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a unit's code is like 24-sxd, *-kt or 07264-kt")]
pub struct NotACode;

impl fmt::Display for EntryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of = match &self.of {
            Of::Province => PROVINCE,
            Of::EveryCommune => "*",
            Of::Commune(code) => code,
        };
        write!(f, "{of}-{}", self.suffix)
    }
}

impl FromStr for EntryCode {
    type Err = NotACode;

    fn from_str(code: &str) -> Result<Self, NotACode> {
        let (of, suffix) = code.split_once('-').ok_or(NotACode)?;
        let of = match of {
            PROVINCE => Of::Province,
            "*" => Of::EveryCommune,
            commune if commune.len() == 5 && commune.bytes().all(|b| b.is_ascii_digit()) => {
                Of::Commune(commune.to_owned())
            }
            _ => return Err(NotACode),
        };
        let suffix = is_suffix(suffix).then(|| suffix.to_owned());
        Ok(Self {
            of,
            suffix: suffix.ok_or(NotACode)?,
        })
    }
}

fn is_suffix(text: &str) -> bool {
    (1..=SUFFIX).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
}

impl Serialize for EntryCode {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for EntryCode {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}

impl Units {
    /// The units that this build carries.
    ///
    /// # Panics
    /// Never: a test reads them.
    #[must_use]
    pub fn bundled() -> Self {
        serde_json::from_str(include_str!("../../data/units.json"))
            .expect("the units are compiled in, and a test reads them")
    }

    /// The entry with just this code.
    #[must_use]
    pub fn entry(&self, code: &EntryCode) -> Option<&UnitEntry> {
        self.units.iter().find(|entry| entry.code == *code)
    }

    /// The entry that a unit's code (`24-sxd`, `07264-kt`) leads to: its commune's own, or else
    /// every commune's.
    #[must_use]
    pub fn entry_of(&self, unit: &str, communes: &Communes) -> Option<&UnitEntry> {
        let code: EntryCode = unit.parse().ok()?;
        match &code.of {
            Of::Province => self.entry(&code),
            Of::EveryCommune => None,
            Of::Commune(commune) => {
                communes.by_code(commune)?;
                let everywhere = EntryCode {
                    of: Of::EveryCommune,
                    suffix: code.suffix.clone(),
                };
                self.entry(&code).or_else(|| self.entry(&everywhere))
            }
        }
    }

    /// The unit with a code, whether it is active or not.
    #[must_use]
    pub fn unit(&self, code: &str, communes: &Communes) -> Option<Unit> {
        let entry = self.entry_of(code, communes)?;
        let commune = code
            .split_once('-')
            .and_then(|(of, _)| communes.by_code(of));
        Some(named(entry, code, commune))
    }

    /// The unit with a code, if it takes reports.
    #[must_use]
    pub fn active(&self, code: &str, communes: &Communes) -> Option<Unit> {
        let is_active = self.entry_of(code, communes)?.active;
        is_active.then(|| self.unit(code, communes)).flatten()
    }

    /// The active units of a commune: everywhere's first, in the document's order.
    #[must_use]
    pub fn of_commune(&self, commune: &str, communes: &Communes) -> Vec<Unit> {
        let mut codes: Vec<String> = vec![];
        for wanted in [Of::EveryCommune, Of::Commune(commune.to_owned())] {
            let entries = self.units.iter().filter(|entry| entry.code.of == wanted);
            for code in entries.map(|entry| format!("{commune}-{}", entry.code.suffix)) {
                if !codes.contains(&code) {
                    codes.push(code);
                }
            }
        }
        codes
            .iter()
            .filter_map(|code| self.active(code, communes))
            .collect()
    }

    /// The active units of the province.
    #[must_use]
    pub fn of_province(&self, communes: &Communes) -> Vec<Unit> {
        self.units
            .iter()
            .filter(|entry| entry.code.of == Of::Province)
            .filter_map(|entry| self.active(&entry.code.to_string(), communes))
            .collect()
    }

    /// With one more, or with one put otherwise.
    ///
    /// # Errors
    /// [`Invalid`], with the field that is wrong.
    pub fn with(&self, form: &UnitForm, communes: &Communes) -> Result<Self, Invalid> {
        let code = form.code(communes)?;
        let name = both(("vi", &form.vi), ("en", &form.en), NAME)?;
        let in_wards = match form.in_wards_vi.trim() {
            "" => None,
            vi => Some(both(
                ("in_wards_vi", vi),
                ("in_wards_en", &form.in_wards_en),
                NAME,
            )?),
        };
        let entry = UnitEntry {
            in_wards: in_wards.filter(|_| code.of == Of::EveryCommune),
            code,
            name,
            approval: form.approval.is_some(),
            active: form.active.is_some(),
        };
        let mut units = self.units.clone();
        match units.iter().position(|known| known.code == entry.code) {
            Some(_) if form.is_new.is_some() => return Err(Why::Taken.in_field("suffix")),
            Some(known) => units[known] = entry,
            None if form.is_new.is_none() => return Err(Why::Unknown.in_field("suffix")),
            None if units.len() >= MOST => return Err(Why::TooMany(MOST).in_field("suffix")),
            None => units.push(entry),
        }
        Ok(Self { units })
    }
}

/// A unit as its form gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct UnitForm {
    /// There if it is to be added.
    pub is_new: Option<String>,
    /// `24`, `*`, or a commune's code.
    pub of: String,
    /// What stands behind the dash of its code.
    pub suffix: String,
    /// Its name.
    pub vi: String,
    /// In English.
    pub en: String,
    /// Its name in a ward, where that differs.
    pub in_wards_vi: String,
    /// In English.
    pub in_wards_en: String,
    /// There if its leader approves results.
    pub approval: Option<String>,
    /// There if it takes reports.
    pub active: Option<String>,
}

impl UnitForm {
    /// The entry's code.
    ///
    /// # Errors
    /// [`Invalid`] if it is none, or of a commune that isn't there.
    pub fn code(&self, communes: &Communes) -> Result<EntryCode, Invalid> {
        let suffix = self.suffix.trim().to_lowercase();
        if suffix.is_empty() {
            return Err(Why::Empty.in_field("suffix"));
        }
        if !is_suffix(&suffix) {
            return Err(Why::NotACode.in_field("suffix"));
        }
        let of = self.of.trim();
        let is_there = of == PROVINCE || of == "*" || communes.by_code(of).is_some();
        if !is_there {
            return Err(Why::UnknownCommune.in_field("of"));
        }
        format!("{of}-{suffix}")
            .parse()
            .map_err(|_| Why::NotACode.in_field("suffix"))
    }

    /// The form of a unit that is there.
    #[must_use]
    pub fn of_entry(entry: &UnitEntry) -> Self {
        let wards = entry
            .in_wards
            .clone()
            .unwrap_or_else(|| Words::both("", ""));
        let code = entry.code.to_string();
        let of = code.split('-').next().unwrap_or_default().to_owned();
        let on = |is_on: bool| is_on.then(|| "on".to_owned());
        Self {
            is_new: None,
            of,
            suffix: entry.code.suffix.clone(),
            vi: entry.name.vi.clone(),
            en: entry.name.en.clone(),
            in_wards_vi: wards.vi,
            in_wards_en: wards.en,
            approval: on(entry.approval),
            active: on(entry.active),
        }
    }
}

fn named(entry: &UnitEntry, code: &str, commune: Option<&Commune>) -> Unit {
    let name = match commune {
        None => entry.name.clone(),
        Some(commune) => {
            let (name, kind_en) = match commune.kind {
                CommuneKind::Xa => (&entry.name, "Commune"),
                CommuneKind::Phuong => (entry.in_wards.as_ref().unwrap_or(&entry.name), "Ward"),
            };
            Words::both(
                format!("{}, {}", name.vi, commune.name),
                format!("{}, {} {kind_en}", name.en, commune.name_en),
            )
        }
    };
    Unit {
        code: code.to_owned(),
        name,
        approval: entry.approval,
    }
}

#[cfg(test)]
mod tests;
