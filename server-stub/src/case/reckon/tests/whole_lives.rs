//! Whole lives at random: what dates become, step by step, against who knows all of it in the end.

use proptest::prelude::*;

use super::*;

#[derive(Debug, Clone)]
enum Step {
    Pause,
    Resume,
    /// That day is off, or no longer off.
    Day(i64),
    Level(Level),
    /// It was done, and wasn't.
    Reopen,
    /// It went on elsewhere, and stands by itself again.
    Elsewhere,
}

fn steps() -> impl Strategy<Value = Vec<(i64, Step)>> {
    let step = prop_oneof![
        3 => Just(Step::Pause),
        3 => Just(Step::Resume),
        3 => (0..19_i64).prop_map(Step::Day),
        1 => prop::sample::select(&Level::ALL[..]).prop_map(Step::Level),
        1 => Just(Step::Reopen),
        1 => Just(Step::Elsewhere),
    ];
    prop::collection::vec((0..30 * 60_i64, step), 0..14)
}

/// What whoever knows all of it remembers of a life.
struct Life {
    told: Told,
    /// When the second clock began.
    began: Timestamp,
    /// The terms by which it was set last.
    promised: Arc<langnghe_places::Catalogue>,
    stands: Vec<(Timestamp, Timestamp)>,
}

impl Life {
    fn new(told: Told) -> Self {
        Self {
            promised: Arc::clone(&told.rules.catalogue),
            told,
            began: start(),
            stands: vec![],
        }
    }

    /// Does something, and remembers for how long the clocks had stood if that ends it.
    fn happen(&mut self, party: Party, action: &Action, now: Timestamp) {
        let stood = self.told.case.pause.as_ref().map(|pause| pause.since);
        self.told.happen(party, action, now);
        let stands = self.told.case.pause.is_some();
        self.stands
            .extend(stood.filter(|_| !stands).map(|since| (since, now)));
    }

    fn step(&mut self, step: &Step, now: Timestamp) {
        match step {
            Step::Pause => self.happen(Party::Unit, &pause(), now),
            Step::Resume => self.happen(Party::Unit, &Action::Resume, now),
            Step::Day(day) => {
                let days = days_off(&[*day]);
                // Of hours from the opening of a day on, the date is as it were of so many days.
                // Once the terms are others, nothing but the date tells which of both it was, and
                // on that day both differ.
                let is_first = days.contains(&date_in_vietnam(self.began));
                if is_first && self.promised != self.told.rules.catalogue {
                    return;
                }
                let off = self.told.off.symmetric_difference(&days);
                self.told.off(off.copied().collect(), now);
            }
            Step::Level(to) => {
                self.happen(Party::Unit, &level(*to), now);
                self.promised = Arc::clone(&self.told.rules.catalogue);
            }
            Step::Reopen => {
                self.happen(Party::Unit, &resolve(), now);
                self.happen(Party::Owner, &reopen(), now);
                self.began = now;
                self.stands.clear();
                self.promised = Arc::clone(&self.told.rules.catalogue);
            }
            Step::Elsewhere => {
                let merge = Action::Merge {
                    into: ReportId::from_bytes([2; 16]),
                    reference: Reference::from_random(2),
                };
                self.happen(Party::Unit, &merge, now);
                self.happen(Party::Unit, &Action::Unmerge, now);
            }
        }
    }

    /// The date, reckoned once.
    fn reckoned_once(&self) -> Timestamp {
        let calendar = &self.told.rules.calendar;
        let level = self.told.case.level;
        let due = deadline_at_level("dyke", level, self.began, &self.promised, calendar);
        let due = due.unwrap().resolution.at;
        let lasted =
            |(from, to): &(Timestamp, Timestamp)| calendar.working_time_between(*from, *to);
        let stood: SignedDuration = self.stands.iter().map(lasted).sum();
        match stood.is_zero() {
            true => due,
            false => calendar.add_working_time(due, stood).unwrap(),
        }
    }
}

proptest! {
    /// Moved again and again as things happen, a date is the one that whoever knew all of it in
    /// the end would have reckoned from the start, or from when the case was opened again.
    #[test]
    fn moving_is_reckoning_from_the_start(
        steps in steps(),
        in_days in any::<bool>(),
        minute in 0..24 * 60_i64,
        terms_changed in any::<bool>(),
    ) {
        // So much that nothing runs out on the way.
        let (amount, unit) = match in_days {
            true => (40, TermUnit::WorkingDays),
            false => (320, TermUnit::WorkingHours),
        };
        let mut life = Life::new(Told::filed(rules(&days_off(&[]), amount, unit)));
        let mut now = start() + SignedDuration::from_mins(minute);
        life.happen(Party::Unit, &Action::Accept, now);
        if terms_changed {
            // For new reports only; what was promised is then read from the date.
            life.told.rules.catalogue = rules(&days_off(&[]), amount - 1, unit).catalogue;
        }
        for (minutes, step) in steps {
            now += SignedDuration::from_mins(minutes);
            life.step(&step, now);
        }
        life.happen(Party::Unit, &Action::Resume, now);
        prop_assert_eq!(life.told.due(), life.reckoned_once());
    }
}
