//! An officer's work as lists, counts and a map ask for it and show it.

use std::{collections::BTreeMap, fmt, str::FromStr};

use jiff::{SignedDuration, Timestamp};
use langnghe_wire::{CaseStatus, Clocks, Reference, ReportId, Sha256, words::Words};

use crate::{case::Standing, identity::UserId};

/// What runs out before tomorrow at this hour is *due soon*.
pub const DUE_SOON: SignedDuration = SignedDuration::from_hours(24);

/// Which cases are asked for: those that fit every part. What a viewer may not see never fits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseFilter {
    /// Whose they are.
    pub whose: Whose,
    /// Where they stand.
    pub status: StatusFilter,
    /// How their running clock stands.
    pub due: Option<DueFilter>,
    /// The category's code.
    pub category: Option<String>,
    /// The commune's code.
    pub commune: Option<String>,
    /// The unit's code.
    pub unit: Option<String>,
    /// The level, as the database writes it.
    pub level: Option<String>,
    /// How they came, as the database writes it.
    pub origin: Option<String>,
    /// To whom they were assigned.
    pub assignee: Option<Assigned>,
    /// Only those that were received at this moment or later.
    pub received_since: Option<Timestamp>,
    /// Only those of which the viewer hasn't seen everything.
    pub unread: bool,
    /// Only those that came again.
    pub recurring: bool,
    /// Words as somebody types them, with accents or without; the last may be a word's
    /// beginning, and what stands in quotation marks belongs together. Or a reference.
    pub words: Option<String>,
}

impl CaseFilter {
    /// The words that are looked for, if there are any.
    pub(crate) fn asked_words(&self) -> Option<&str> {
        let words = self.words.as_deref();
        words.filter(|words| !words.trim().is_empty())
    }
}

/// Whose cases.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Whose {
    /// Every case that the viewer may see.
    #[default]
    Everyones,
    /// Those that were assigned to the viewer.
    Mine,
}

/// To whom cases were assigned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Assigned {
    /// To nobody yet.
    ToNobody,
    /// To this officer.
    To(UserId),
}

/// Where cases stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum StatusFilter {
    /// Those that wait for somebody.
    #[default]
    Open,
    /// Those in one state.
    Only(CaseStatus),
    /// All.
    All,
}

/// How the running clock stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueFilter {
    /// It ran out before this moment.
    Before(Timestamp),
    /// It runs out between these moments.
    Between(Timestamp, Timestamp),
    /// It is paused.
    Paused,
}

/// A part of a list: what follows a place in it, or what stands before one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// From where on; the list's beginning without one.
    pub turn: Option<Turn>,
    /// How many at most.
    pub limit: u32,
}

impl Default for Page {
    fn default() -> Self {
        Self {
            turn: None,
            limit: 50,
        }
    }
}

/// From one page to the next, or back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// What follows.
    After(PageKey),
    /// What stands just before.
    Before(PageKey),
}

/// A place in a list. It stays where it is, whatever happens to the cases around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageKey {
    /// The moment by which the list is ordered, in milliseconds; 0 where it isn't by a moment.
    pub due: i64,
    /// The case's number in the order of arrival.
    pub row: i64,
}

impl PageKey {
    /// Whether it lies where a list is ordered by the cases' clocks.
    #[must_use]
    pub const fn is_by_clocks(self) -> bool {
        self.due != 0
    }
}

impl fmt::Display for PageKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.due, self.row)
    }
}

/// Not a place in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no place in a list")]
pub struct NotAPageKey;

impl FromStr for PageKey {
    type Err = NotAPageKey;

    fn from_str(written: &str) -> Result<Self, NotAPageKey> {
        let (due, row) = written.split_once('.').ok_or(NotAPageKey)?;
        Ok(Self {
            due: due.parse().map_err(|_| NotAPageKey)?,
            row: row.parse().map_err(|_| NotAPageKey)?,
        })
    }
}

/// How many there are: exactly, or at least.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// How many were counted.
    pub n: u64,
    /// Whether counting stopped there.
    pub or_more: bool,
}

impl Count {
    /// Just so many.
    #[must_use]
    pub const fn exactly(n: u64) -> Self {
        Self { n, or_more: false }
    }
}

/// A page of cases.
#[derive(Debug, Clone, PartialEq)]
pub struct CasePage {
    /// The cases, in the list's order.
    pub cases: Vec<CaseSummary>,
    /// How many fit in all.
    pub total: Count,
    /// Where what follows begins, if anything may. A narrow filter is looked for among so many
    /// cases at a time: then a page may be short, or empty, although more follows.
    pub next: Option<Turn>,
    /// Where what stands before it ends, if anything may.
    pub previous: Option<Turn>,
}

/// How many cases a viewer may see.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseCounts {
    /// In each state that has any.
    pub by_status: Vec<(CaseStatus, u64)>,
    /// Those whose running clock ran out.
    pub overdue: Count,
    /// Those whose running clock runs out within a day.
    pub soon: Count,
    /// Those whose clocks are paused.
    pub paused: Count,
    /// Open ones that were assigned to the viewer.
    pub mine: Count,
}

/// A case as a list shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseSummary {
    /// The report.
    pub id: ReportId,
    /// Its place in the order of arrival.
    pub row: i64,
    /// The public reference.
    pub reference: Reference,
    /// Where it stands.
    pub status: CaseStatus,
    /// The category's code.
    pub category: String,
    /// The level, as the database writes it.
    pub level: String,
    /// How it came, as the database writes it.
    pub origin: String,
    /// What the person wrote; may be empty.
    pub text: String,
    /// The commune's code.
    pub commune: String,
    /// The unit's code.
    pub unit: String,
    /// The unit's name.
    pub unit_name: Words,
    /// Who was given it: the name.
    pub assignee: Option<String>,
    /// Whose move it is, as the database writes it.
    pub whose_move: String,
    /// When it was received.
    pub received_at: Timestamp,
    /// Both clocks.
    pub clocks: Clocks,
    /// When the running clock runs out; none if none runs.
    pub next_due: Option<Timestamp>,
    /// Since when its clocks are paused.
    pub paused_at: Option<Timestamp>,
    /// The first photograph that has arrived, in the person's order.
    pub first_photograph: Option<Sha256>,
    /// How many photographs have arrived.
    pub photographs_arrived: u32,
    /// How many photographs it names.
    pub photographs_named: u32,
    /// How many others stand by it.
    pub supporters: u32,
    /// What decides what may be done to it.
    pub standing: Standing,
    /// Whether the same was reported here before.
    pub recurs: bool,
    /// Whether something happened that the viewer hasn't seen.
    pub unread: bool,
    /// The version, for [`act`](super::Cases::act).
    pub version: u64,
}

/// What happened to the cases that a viewer may see, by others than the viewer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct News {
    /// Up to where it tells; the next question goes on from there.
    pub position: u64,
    /// How many reports came.
    pub arrived: u64,
    /// Cases that changed, each once, and who changed it last.
    pub changed: Vec<Changed>,
    /// Whether so much happened that it is told in parts, of which this is one.
    pub more: bool,
}

/// A case that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Its place in the order of arrival.
    pub row: i64,
    /// Where it stands now.
    pub status: CaseStatus,
    /// Which officer changed it, by name, if one did.
    pub user: Option<String>,
}

/// The part of the map that is looked at, and how closely.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MapPart {
    /// The western edge, in degrees.
    pub west: f64,
    /// The southern edge.
    pub south: f64,
    /// The eastern edge.
    pub east: f64,
    /// The northern edge.
    pub north: f64,
    /// The zoom of web maps: each step doubles.
    pub zoom: u8,
}

/// Cases that lie close together, as the map shows them.
#[derive(Debug, Clone, PartialEq)]
pub struct Cluster {
    /// The middle of them, in degrees.
    pub lat: f64,
    /// The middle of them, in degrees.
    pub lon: f64,
    /// How many.
    pub n: u64,
    /// The one case, where it is one.
    pub only: Option<ReportId>,
}

/// How many cases of a filter lie in each commune, by its code. Where counting stopped early, some may
/// be there although none was counted; a commune that isn't named has none.
pub type CommuneCounts = BTreeMap<String, Count>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_a_list_is_written_and_read() {
        let key = PageKey {
            due: i64::MAX,
            row: 7,
        };
        assert_eq!(key.to_string().parse(), Ok(key));
        for wrong in ["", "7", "7.", ".7", "a.b", "1.2.3"] {
            assert_eq!(wrong.parse::<PageKey>(), Err(NotAPageKey), "{wrong}");
        }
    }
}
