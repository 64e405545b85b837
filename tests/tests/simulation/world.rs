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

mod calm;
mod happening;
mod storm;

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

use self::happening::Happening;
use crate::{
    judge::{self, Violation},
    network::{Line, Network},
    people::Person,
    phone::Phone,
    plan::Plan,
    planted::{Bug, Planted},
    server::Server,
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

    fn person(&mut self, number: usize) -> Person<'_> {
        Person {
            phone: &mut self.phones[number],
            plan: &self.plan,
            random: &mut self.random,
            trace: &self.trace,
        }
    }
}
