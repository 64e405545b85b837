//! The storm: everything that will go wrong, drawn up at its time before anything happens.

use jiff::SignedDuration;

use super::{Happening, LONGEST_STOP, World};
use crate::server::Release;

impl World {
    /// Everything that will happen, at its time.
    pub(super) fn draw_up_the_storm(&mut self) {
        let plan = self.plan.clone();
        for phone in 0..plan.phones {
            // People are up while there is something to see.
            for _ in 0..plan.deeds_each {
                self.sometime(Happening::PersonActs(phone));
            }
        }
        for _ in 0..plan.work {
            self.sometime(Happening::OfficerWorks);
        }
        for _ in 0..plan.cuts {
            let long = self.up_to(plan.longest_cut.as_secs());
            let phone = self.any_phone();
            self.sometime(Happening::CutOff(phone, long));
        }
        for _ in 0..plan.portals {
            let (phone, long) = (self.any_phone(), self.up_to(3 * 3_600));
            self.sometime(Happening::PortalBegins(phone, long));
        }
        for _ in 0..plan.stops {
            let long = self.up_to(LONGEST_STOP);
            self.sometime(Happening::ServerStops(long));
        }
        for _ in 0..plan.backups {
            self.sometime(Happening::ServerIsBackedUp);
        }
        for _ in 0..plan.restores {
            self.sometime(Happening::ServerIsRestored);
        }
        for _ in 0..plan.releases {
            let older = [
                Release::Without("file"),
                Release::Without("reply"),
                Release::Without("withdraw"),
                Release::OlderCatalogue,
            ];
            let older = older[self.random.usize(..older.len())];
            self.sometime(Happening::ReleaseChanges(older));
            self.sometime(Happening::ReleaseChanges(Release::Newest));
        }
        for _ in 0..plan.jumps {
            let (phone, by) = (self.any_phone(), self.a_jump());
            self.sometime(Happening::ClockJumps(phone, by));
        }
        for _ in 0..plan.kills {
            let phone = self.any_phone();
            self.sometime(Happening::PhoneIsKilled(phone));
        }
        self.at(plan.storm, Happening::Calm);
    }

    fn any_phone(&mut self) -> usize {
        self.random.usize(..self.plan.phones)
    }

    fn up_to(&mut self, seconds: i64) -> SignedDuration {
        SignedDuration::from_secs(self.random.i64(1..=seconds))
    }

    /// Seconds to ten years, forwards or back.
    fn a_jump(&mut self) -> SignedDuration {
        let most = [600, 7_200, 86_400, 10 * 365 * 86_400];
        let most = most[self.random.usize(..most.len())];
        SignedDuration::from_secs(self.random.i64(-most..=most))
    }

    fn sometime(&mut self, happening: Happening) {
        let after = SignedDuration::from_millis(
            self.random
                .i64(0..i64::try_from(self.plan.storm.as_millis()).unwrap()),
        );
        self.at(after, happening);
    }

    pub(super) fn at(&mut self, after: SignedDuration, happening: Happening) {
        let number = self.agenda.len();
        // One that is drawn for the same moment comes after those before it.
        let moment = self.time.now() + after;
        let free = (number..).find(|n| !self.agenda.contains_key(&(moment, *n)));
        let number = free.expect("numbers don't run out");
        self.agenda.insert((moment, number), happening);
    }
}
