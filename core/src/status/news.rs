//! What a person doesn't know yet of how their case goes: decided here for every shell, from the
//! case's history and from a few numbers that the shell remembers; nothing else is kept of what
//! was told.

use std::{fmt, str::FromStr};

use langnghe_wire::{CaseStatus, Reference, What, words::Words};

use super::{CaseView, Why};

/// Something that a person should hear of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// The unit answered.
    Answer(String),
    /// The unit needs to know more, and waits.
    Question(Option<String>),
    /// The deadlines stand still, for a reason.
    Paused(String),
    /// Another unit has the case now.
    Unit {
        /// Which.
        unit: Words,
        /// Why.
        why: Option<String>,
    },
    /// The case moved on.
    Status {
        /// To where.
        status: CaseStatus,
        /// Why.
        why: Option<String>,
    },
    /// The case moved on under which this report goes on.
    Followed {
        /// Its reference.
        reference: Reference,
        /// To where.
        status: CaseStatus,
    },
}

/// How much of a case was told, or seen: so many entries of each sort that can be news. Numbers
/// and not times, since a server that was restored may tell again what it had told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Told {
    answers: usize,
    statuses: usize,
    pauses: usize,
    units: usize,
}

impl Told {
    /// All that there is to be told of a case.
    #[must_use]
    pub fn all(case: &CaseView) -> Self {
        let mut told = Self::default();
        for entry in &case.timeline {
            if let Some(count) = told.count_of(&entry.what) {
                *count += 1;
            }
        }
        told
    }

    /// The number that an entry is counted by, if it can be news.
    fn count_of(&mut self, what: &What) -> Option<&mut usize> {
        Some(match what {
            What::Reply { .. } => &mut self.answers,
            What::Status { .. } | What::Followed { .. } => &mut self.statuses,
            What::Paused { .. } => &mut self.pauses,
            What::Unit { .. } => &mut self.units,
            _ => return None,
        })
    }
}

/// As it is remembered.
impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            answers,
            statuses,
            pauses,
            units,
        } = self;
        write!(f, "{answers} {statuses} {pauses} {units}")
    }
}

/// What was remembered; what can't be understood is nothing told. Earlier releases remembered
/// the first two numbers alone.
impl FromStr for Told {
    type Err = std::convert::Infallible;

    fn from_str(saved: &str) -> Result<Self, Self::Err> {
        let numbers: Result<Vec<usize>, _> = saved.split(' ').map(str::parse).collect();
        Ok(match numbers.as_deref() {
            Ok([answers, statuses]) => Self {
                answers: *answers,
                statuses: *statuses,
                ..Self::default()
            },
            Ok([answers, statuses, pauses, units]) => Self {
                answers: *answers,
                statuses: *statuses,
                pauses: *pauses,
                units: *units,
            },
            _ => Self::default(),
        })
    }
}

/// What is new about a case, the most important of it: what waits for the person before what was
/// answered, and that before how the case moved last.
#[must_use]
pub fn news(case: &CaseView, told: Told) -> Option<News> {
    let new = entries_after(case, told);
    let answer = new.iter().rev().find_map(|what| match what {
        What::Reply { text, .. } => Some(text.clone()),
        _ => None,
    });
    match (moved(case, &new), answer) {
        (Some(News::Question(why)), answer) => Some(News::Question(why.or(answer))),
        (_, Some(text)) => Some(News::Answer(text)),
        (moved, None) => moved,
    }
}

/// The entries that were not told, in order.
fn entries_after(case: &CaseView, told: Told) -> Vec<&What> {
    let mut read = Told::default();
    let mut known = told;
    let is_new = |what: &&What| {
        let (Some(read), Some(known)) = (read.count_of(what), known.count_of(what)) else {
            return false;
        };
        *read += 1;
        *read > *known
    };
    case.timeline
        .iter()
        .map(|entry| &entry.what)
        .filter(is_new)
        .collect()
}

/// How the case moved last, as far as that is news.
fn moved(case: &CaseView, new: &[&What]) -> Option<News> {
    let unit = new.iter().rev().find_map(|what| match what {
        What::Unit { unit } => Some(unit.clone()),
        _ => None,
    });
    new.iter().rev().find_map(|what| match what {
        What::Status { status, reason, .. } => {
            let (status, why) = (*status, reason.clone());
            match status {
                CaseStatus::NeedsInformation => Some(News::Question(why)),
                // Who has it now says more than that it went to somebody else.
                CaseStatus::Forwarded if unit.is_some() => {
                    unit.clone().map(|unit| News::Unit { unit, why })
                }
                status if is_own_doing(status) => None,
                status => Some(News::Status { status, why }),
            }
        }
        What::Followed {
            status: CaseStatus::Forwarded,
            ..
        } if unit.is_some() => unit.clone().map(|unit| News::Unit { unit, why: None }),
        What::Followed {
            reference, status, ..
        } => Some(News::Followed {
            reference: reference.clone(),
            status: *status,
        }),
        What::Unit { unit } => Some(News::Unit {
            unit: unit.clone(),
            why: None,
        }),
        // One that is over already is no news any more.
        What::Paused { reason } => {
            let holds =
                matches!(&case.pause, Some(pause) if pause.why == Why::Reason(reason.clone()));
            holds.then(|| News::Paused(reason.clone()))
        }
        _ => None,
    })
}

/// Where a case goes by what the person did.
fn is_own_doing(status: CaseStatus) -> bool {
    use CaseStatus as S;
    matches!(status, S::Withdrawn | S::Confirmed | S::Reopened)
}

#[cfg(test)]
mod tests;
