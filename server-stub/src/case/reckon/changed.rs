//! On which days two calendars differ, and how that is said to whoever was promised a date.

use std::collections::BTreeSet;

use jiff::{Timestamp, civil::Date};
use langnghe_places::{WorkingCalendar, calendar::CalendarFile, date_in_vietnam};
use langnghe_wire::words::{Language, Words};

use crate::console::texts::{fill, texts};

/// Days that are named one by one; of more it is said how many.
const NAMED: usize = 3;

/// On which days two calendars differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    days: BTreeSet<Date>,
    /// Whether the ordinary week is another: then every day may be.
    is_every_day: bool,
}

impl Changed {
    /// What differs between two calendars.
    #[must_use]
    pub fn between(before: &WorkingCalendar, after: &WorkingCalendar) -> Self {
        let files = [before, after].map(|calendar| CalendarFile::from(calendar.clone()));
        let named = files.iter().flat_map(|file| {
            let off = file.days_off.iter().map(|day| day.date);
            off.chain(file.worked_days.iter().map(|day| day.date))
        });
        Self {
            days: named
                .filter(|date| before.is_working_day(*date) != after.is_working_day(*date))
                .collect(),
            is_every_day: files[0].working_week != files[1].working_week,
        }
    }

    /// Whether nothing does.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.days.is_empty() && !self.is_every_day
    }

    /// Whether a clock that ran from one moment and was to end at another ran on such a day.
    #[must_use]
    pub fn touches(&self, from: Timestamp, to: Timestamp) -> bool {
        self.is_every_day || self.within(from, to).next().is_some()
    }

    fn within(&self, from: Timestamp, to: Timestamp) -> impl Iterator<Item = Date> {
        let [first, last] = [from, to].map(date_in_vietnam);
        self.days.range(first..=last.max(first)).copied()
    }

    /// The days between two moments, in words.
    pub(super) fn in_words(
        &self,
        from: Timestamp,
        to: Timestamp,
        after: &WorkingCalendar,
    ) -> Words {
        let said = |language| {
            let t = &texts(language).reckoned;
            let day = |date: Date| {
                let shown = format!("{:02}/{:02}/{}", date.day(), date.month(), date.year());
                let name = after.day_off(date).map(|day| match language {
                    Language::Vietnamese => day.name.vi.clone(),
                    Language::English => day.name.en.clone(),
                });
                match (after.is_working_day(date), name) {
                    (true, _) => fill(&t.worked, &[("date", &shown)]),
                    (false, Some(name)) => fill(&t.off, &[("date", &shown), ("name", &name)]),
                    (false, None) => fill(&t.not_worked, &[("date", &shown)]),
                }
            };
            let days: Vec<Date> = self.within(from, to).collect();
            let mut parts: Vec<String> = days.iter().take(NAMED).map(|date| day(*date)).collect();
            if let more @ 1.. = days.len().saturating_sub(NAMED) {
                parts.push(fill(&t.more, &[("n", &more)]));
            }
            if self.is_every_day {
                parts.push(t.hours.to_owned());
            }
            parts.join("; ")
        };
        Words::both(said(Language::Vietnamese), said(Language::English))
    }
}

/// That terms are others, by the rule that says so.
pub(super) fn new_terms(basis: &Words) -> Words {
    let said = |language| {
        let basis = basis.in_language(language);
        fill(&texts(language).reckoned.terms, &[("basis", &basis)])
    };
    Words::both(said(Language::Vietnamese), said(Language::English))
}
