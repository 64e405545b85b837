//! One world: phones, people, a network, a server and an officer, and the order in which they
//! move. All of it follows from the seed.
//!
//! ```text
//! a storm: people act, phones look at their queues, everything goes wrong that can
//!    ▼ the last fault
//! calm: the network and the server are well; every queue drains within two hours
//!    ▼ people take the ways out of what is parked, and it drains again
//! the end: the phones and the server have the same story, each thing once
//! ```

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    pin::pin,
    sync::Arc,
};

use futures_util::future::{Either, select};
use jiff::{SignedDuration, Timestamp};
use langnghe_core::{
    testing::Turn,
    transport::{HttpTransport, Transport},
};
use langnghe_wire::Sha256;

use crate::{
    judge::{self, Violation},
    network::{Line, Network},
    people::Person,
    phone::Phone,
    plan::Plan,
    planted::{Bug, Planted},
    server::{Release, Server},
    time::Time,
    trace::{Tally, Trace},
};

/// How long a queue may take to drain once nothing goes wrong any more.
const DRAINS_WITHIN: SignedDuration = SignedDuration::from_hours(2);
/// How long the server may stand still.
const LONGEST_STOP: i64 = 3_600;
/// How often people may have to mend what is parked.
const ROUNDS: usize = 8;

/// A world that ended well.
#[derive(Debug)]
pub(crate) struct Story {
    /// Of everything that happened, in order.
    pub(crate) hash: Sha256,
    pub(crate) tally: Tally,
    /// True time that passed.
    pub(crate) lasted: SignedDuration,
    pub(crate) requests: u64,
}

/// A world in which something didn't hold.
#[derive(Debug)]
pub(crate) struct Broken {
    pub(crate) seed: u64,
    pub(crate) violation: Violation,
    /// The end of what happened.
    pub(crate) trace: String,
}

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            seed,
            violation,
            trace,
        } = self;
        write!(
            f,
            "{trace}\nseed {seed}: {violation}\nagain: SEED={seed} cargo test -p langnghe-tests \
             --test simulation whatever_happens"
        )
    }
}

/// Something that happens at its time.
#[derive(Debug, Clone, Copy)]
enum Happening {
    PersonActs(usize),
    OfficerWorks,
    CutOff(usize, SignedDuration),
    Connected(usize),
    PortalBegins(usize, SignedDuration),
    PortalEnds(usize),
    ServerStops(SignedDuration),
    ServerStarts,
    ServerIsBackedUp,
    ServerIsRestored,
    ReleaseChanges(Release),
    ClockJumps(usize, SignedDuration),
    PhoneIsKilled(usize),
    Calm,
}

struct World {
    bug: Option<Bug>,
    plan: Plan,
    time: Arc<Time>,
    trace: Arc<Trace>,
    random: fastrand::Rng,
    server: Arc<Server>,
    network: Arc<Network>,
    phones: Vec<Phone>,
    agenda: BTreeMap<(Timestamp, usize), Happening>,
    calm_since: Option<Timestamp>,
}

/// Runs the world of a seed to its end, in an empty folder. `bug` is planted in it.
pub(crate) async fn run(seed: u64, bug: Option<Bug>, folder: &Path) -> Result<Story, Broken> {
    let mut world = World::new(seed, bug, folder.to_owned()).await;
    let began = world.time.now();
    let ended = world.run().await;
    world.server.stop().await;
    match ended {
        Ok(()) => Ok(Story {
            hash: world.trace.hash(),
            tally: world.trace.tally(),
            lasted: world.time.now().duration_since(began),
            requests: world.network.requests(),
        }),
        Err(violation) => Err(Broken {
            seed,
            violation,
            trace: world.trace.end(),
        }),
    }
}

impl World {
    async fn new(seed: u64, bug: Option<Bug>, folder: PathBuf) -> Self {
        let plan = Plan::of(seed);
        let mut random = fastrand::Rng::with_seed(seed);
        let time = Time::begins();
        let trace = Trace::new(&time);
        let server = Server::start(&folder.join("server"), &time, random.u64(..)).await;
        let network = Network::new(&server, &time, &trace, random.u64(..));
        network.weather().trouble = plan.trouble;
        let phones = (0..plan.phones).map(|number| {
            let network = Arc::clone(&network);
            let line = HttpTransport::over(Line {
                network,
                phone: number,
            });
            let transport: Arc<dyn Transport> = match bug {
                None => Arc::new(line),
                Some(bug) => Arc::new(Planted::new(bug, Arc::new(line))),
            };
            let off_by = SignedDuration::from_secs(random.i64(-300..=300));
            let home = folder.join(format!("phone-{number}"));
            Phone::new(number, &home, &time, off_by, random.u64(..), transport)
        });
        let phones = phones.collect();
        let mut world = Self {
            bug,
            plan,
            time,
            trace,
            random,
            server,
            network,
            phones,
            agenda: BTreeMap::new(),
            calm_since: None,
        };
        world.draw_up_the_storm();
        world
    }

    /// Everything that will happen, at its time.
    fn draw_up_the_storm(&mut self) {
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

    fn at(&mut self, after: SignedDuration, happening: Happening) {
        let number = self.agenda.len();
        // One that is drawn for the same moment comes after those before it.
        let moment = self.time.now() + after;
        let free = (number..).find(|n| !self.agenda.contains_key(&(moment, *n)));
        let number = free.expect("numbers don't run out");
        self.agenda.insert((moment, number), happening);
    }

    async fn run(&mut self) -> Result<(), Violation> {
        while let Some((&(moment, number), _)) = self.agenda.first_key_value() {
            if self.one_phone_looks_before(moment).await? {
                continue;
            }
            self.time.pass_until(moment);
            let happening = self.agenda.remove(&(moment, number)).expect("it was there");
            if matches!(happening, Happening::Calm) {
                break;
            }
            self.happens(happening).await?;
        }
        self.calm().await?;
        for _ in 0..ROUNDS {
            self.drain().await?;
            if !self.people_mend().await? {
                self.note_what_was_freed();
                return judge::at_the_end(&self.phones, &self.server).await;
            }
        }
        Err("people mend and mend, and something is always parked".into())
    }

    /// Photographs whose pixels the phones let go of, since a backup has them.
    fn note_what_was_freed(&self) {
        for phone in &self.phones {
            let views = phone
                .book
                .entries
                .keys()
                .filter_map(|id| phone.app().report(*id).ok());
            for photograph in views.flat_map(|view| view.photographs) {
                if phone.app().photo(photograph.id).is_err() {
                    self.trace.note("pixels freed", photograph.sha256);
                }
            }
        }
    }

    /// The phone that is due first looks at its queue, if it is due before `moment`.
    async fn one_phone_looks_before(&mut self, moment: Timestamp) -> Result<bool, Violation> {
        let first = self.phones.iter().min_by_key(|phone| phone.looks_at);
        let Some(number) = first
            .filter(|phone| phone.looks_at <= moment)
            .map(|phone| phone.number)
        else {
            return Ok(false);
        };
        self.time.pass_until(self.phones[number].looks_at);
        self.look(number).await?;
        Ok(true)
    }

    /// One turn of one phone.
    async fn look(&mut self, number: usize) -> Result<(), Violation> {
        let turn = {
            let turn = pin!(self.phones[number].stepped().turn());
            let killed = pin!(self.network.killed());
            match select(turn, killed).await {
                Either::Left((turn, _)) => {
                    Some(turn.map_err(|error| format!("the store failed: {error}"))?)
                }
                Either::Right(_) => None,
            }
        };
        let now = self.time.now();
        let phone = &mut self.phones[number];
        phone.looks_at = now;
        phone.turns.push_back(now);
        if let Some(Turn::Rests(nap)) = turn {
            let nap = SignedDuration::try_from(nap).unwrap_or(SignedDuration::MAX);
            phone.looks_at = now.checked_add(nap).unwrap_or(Timestamp::MAX);
            // Nothing was done: only how often is to be judged.
            return judge::turns_are_bounded(phone);
        }
        if turn.is_none() {
            self.kill(number);
        }
        self.judge(number).await
    }

    async fn judge(&mut self, number: usize) -> Result<(), Violation> {
        let phone = &mut self.phones[number];
        if phone.stepped().was_woken() {
            phone.looks_at = self.time.now();
        }
        judge::after_step(phone, &self.server, &self.network, &self.trace).await
    }

    fn kill(&mut self, number: usize) {
        let without_wal = self.bug == Some(Bug::StoreDoesNotSync);
        self.phones[number].is_killed(self.time.now(), without_wal);
    }

    async fn happens(&mut self, happening: Happening) -> Result<(), Violation> {
        match happening {
            Happening::PersonActs(number) => {
                self.person(number).act()?;
                return self.judge(number).await;
            }
            Happening::PhoneIsKilled(number) => {
                self.trace.note("killed", format!("phone {number}"));
                self.kill(number);
                return self.judge(number).await;
            }
            Happening::OfficerWorks => {
                let now = self.time.now();
                if self.server.router().is_some()
                    && let Some(done) = self.server.work(&mut self.random, now).await
                {
                    self.trace.note("officer", done);
                }
            }
            Happening::CutOff(number, long) => {
                self.trace
                    .note("cut off", format!("phone {number} for {long}"));
                self.network.weather().cut_off.insert(number);
                self.at(long, Happening::Connected(number));
            }
            Happening::Connected(number) => {
                self.network.weather().cut_off.remove(&number);
                // The platform says so.
                self.phones[number].app().network_came();
                self.phones[number].looks_at = self.time.now();
            }
            Happening::PortalBegins(number, long) => {
                self.trace
                    .note("portal", format!("phone {number} for {long}"));
                self.network.weather().behind_portal.insert(number);
                self.at(long, Happening::PortalEnds(number));
            }
            Happening::PortalEnds(number) => {
                self.network.weather().behind_portal.remove(&number);
            }
            Happening::ClockJumps(number, by) => {
                self.trace
                    .note("clock jumped", format!("phone {number} by {by}"));
                let phone = &mut self.phones[number];
                phone.clock.jump(by);
                if by.is_positive() {
                    phone.jumped_at.push(self.time.now());
                }
            }
            Happening::ServerStops(long) => {
                self.trace.note("server stopped", long);
                self.server.stop().await;
                self.at(long, Happening::ServerStarts);
            }
            Happening::ServerStarts => {
                self.server.restart().await;
                let is_lossy = self.bug == Some(Bug::AcknowledgesBeforeItsDisk);
                // A copy from before a restore would be another incarnation, and say so.
                if is_lossy && self.server.restores() == 0 {
                    self.server.put_back().await;
                }
            }
            Happening::ServerIsBackedUp => {
                self.trace.note("server backed up", "");
                self.server.back_up().await;
            }
            Happening::ServerIsRestored => {
                if self.server.restore().await {
                    self.trace.note("server restored", "");
                    // That takes longer than a request stays on its way. One that came later
                    // still could open what its person took back in the meantime.
                    self.network.forget_what_is_late();
                }
            }
            Happening::ReleaseChanges(release) => {
                self.trace.note("release", format!("{release:?}"));
                self.server.becomes(release).await;
                self.network.forget_what_is_late();
            }
            Happening::Calm => {}
        }
        Ok(())
    }

    fn person(&mut self, number: usize) -> Person<'_> {
        Person {
            phone: &mut self.phones[number],
            plan: &self.plan,
            random: &mut self.random,
            trace: &self.trace,
        }
    }

    /// Nothing goes wrong any more. Nobody tells the phones.
    async fn calm(&mut self) -> Result<(), Violation> {
        self.trace.note("calm", "");
        self.calm_since = Some(self.time.now());
        self.agenda.clear();
        *self.network.weather() = Default::default();
        if self.server.router().is_none() {
            self.server.restart().await;
        }
        self.network.deliver_what_is_late().await;
        if self.server.release() != Release::Newest {
            self.server.becomes(Release::Newest).await;
        }
        for number in 0..self.phones.len() {
            self.judge(number).await?;
        }
        Ok(())
    }

    /// Every queue drains within its time, and what officers did comes to every phone, by itself.
    async fn drain(&mut self) -> Result<(), Violation> {
        let deadline = self.time.now() + DRAINS_WITHIN;
        loop {
            let mut left = Vec::new();
            for phone in &self.phones {
                left.extend(judge::left_in_queue(phone)?);
            }
            left.extend(self.without_news()?);
            if left.is_empty() {
                return Ok(());
            }
            if !self.one_phone_looks_before(deadline).await? {
                return Err(format!("after two hours of calm there wait: {left:?}"));
            }
        }
    }

    /// People take the ways out of what is parked. Whether anything was.
    async fn people_mend(&mut self) -> Result<bool, Violation> {
        let mut any = false;
        for number in 0..self.phones.len() {
            any |= self.person(number).mend_all()?;
            self.judge(number).await?;
        }
        Ok(any)
    }

    /// Phones that the server knew, and that have not asked it since all was calm, or aren't done
    /// with what it told.
    fn without_news(&self) -> Result<Vec<String>, Violation> {
        let now = self.time.now();
        let mut without = Vec::new();
        for phone in &self.phones {
            let queue = phone.stepped().queue();
            let queue = queue.map_err(|error| format!("the queue can't be read: {error}"))?;
            let seen = self.network.seen(phone.number);
            let has_heard = seen.last_news.is_some_and(|at| Some(at) >= self.calm_since);
            if queue.link.epoch.is_some() && !(has_heard && phone.looks_at > now) {
                without.push(format!("news for phone {}", phone.number));
            }
        }
        Ok(without)
    }
}
