//! What all connections of a link share: the plan, the tally, and the width of the pipe.

use std::{
    net::SocketAddr,
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use tokio::{net::TcpStream, sync::watch};

use super::{
    late::Late,
    plan::{Cut, Direction, Exchanges, Plan, Signal},
    strike::Strike,
    tally::{Fallen, Request, Tally},
};

pub(super) struct Shared {
    server: Mutex<SocketAddr>,
    plan: watch::Sender<Plan>,
    tally: Mutex<Tally>,
    tally_changed: Condvar,
    /// What is still under way long after its phone gave up on it.
    late: Mutex<Vec<Late>>,
    /// When the pipe is free again: up, down.
    free_at: [Mutex<Instant>; 2],
}

/// A poisoned lock means that a test has failed already; its value is as good as any.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shared {
    pub(super) fn new(server: SocketAddr, plan: Plan) -> Self {
        let now = Instant::now();
        Self {
            server: Mutex::new(server),
            plan: watch::Sender::new(plan),
            tally: Mutex::default(),
            tally_changed: Condvar::new(),
            late: Mutex::default(),
            free_at: [Mutex::new(now), Mutex::new(now)],
        }
    }

    pub(super) fn lead_to(&self, server: SocketAddr) {
        *locked(&self.server) = server;
    }

    pub(super) fn server(&self) -> SocketAddr {
        *locked(&self.server)
    }

    pub(super) async fn connect_to_server(&self) -> std::io::Result<TcpStream> {
        let server = self.server();
        let stream = TcpStream::connect(server).await?;
        stream.set_nodelay(true)?;
        Ok(stream)
    }

    pub(super) fn plan(&self) -> Plan {
        self.plan.borrow().clone()
    }

    pub(super) fn change(&self, change: impl FnOnce(&mut Plan)) {
        self.plan.send_modify(change);
    }

    /// Carries out a cut, if it is still in the plan.
    pub(super) fn take_cut(&self, cut: &Cut) -> bool {
        let taken = self.plan.send_if_modified(|plan| {
            let found = plan.cuts.iter().position(|c| c == cut);
            found.map(|i| plan.cuts.remove(i)).is_some()
        });
        if taken {
            self.count(|tally| tally.cuts += 1);
        }
        taken
    }

    /// Counts down the answers that get lost, and says whether this one does.
    pub(super) fn loses_answer_to(&self, path: &str) -> bool {
        self.plan
            .send_if_modified(|plan| match &mut plan.exchanges {
                Exchanges::AnswersLost {
                    path: prefix,
                    times,
                } if *times > 0 && path.starts_with(prefix.as_str()) => {
                    *times -= 1;
                    true
                }
                _ => false,
            })
    }

    /// The strike that is meant for this request, if there is one; it is gone from the plan.
    pub(super) fn take_strike(&self, method: &str, path: &str) -> Option<Strike> {
        let mut taken = None;
        self.plan.send_if_modified(|plan| {
            let meant = |s: &Strike| s.method == method && path.starts_with(&s.path);
            let found = plan.strikes.iter().position(meant);
            taken = found.map(|place| plan.strikes.remove(place));
            taken.is_some()
        });
        taken
    }

    pub(super) fn count_strike(&self, fallen: Fallen) {
        self.count(|tally| tally.strikes.push(fallen));
    }

    pub(super) fn keep_for_later(&self, late: Late) {
        locked(&self.late).push(late);
    }

    pub(super) fn take_what_is_late(&self) -> Vec<Late> {
        std::mem::take(&mut locked(&self.late))
    }

    /// Returns once the plan fulfils a condition; at once if it does already.
    pub(super) async fn until(&self, condition: impl FnMut(&Plan) -> bool) {
        // The sender lives in `self`, so the channel can't be closed.
        let _ = self.plan.subscribe().wait_for(condition).await;
    }

    /// Returns once bytes may travel. Whoever has no signal is reset elsewhere.
    pub(super) async fn until_not_silent(&self) {
        self.until(|plan| plan.signal != Signal::Silent).await;
    }

    pub(super) fn tally(&self) -> Tally {
        locked(&self.tally).clone()
    }

    fn count<T>(&self, change: impl FnOnce(&mut Tally) -> T) -> T {
        let result = change(&mut locked(&self.tally));
        self.tally_changed.notify_all();
        result
    }

    /// Counts a connection and says its number.
    pub(super) fn count_connection(&self) -> u64 {
        self.count(|tally| {
            tally.connections += 1;
            tally.connections - 1
        })
    }

    /// Counts a request and says its place in the tally.
    pub(super) fn count_request(&self, request: Request) -> usize {
        self.count(|tally| {
            tally.requests.push(request);
            tally.requests.len() - 1
        })
    }

    pub(super) fn count_body(&self, request: usize, bytes: usize) {
        self.count(|tally| tally.requests[request].body_bytes += bytes as u64);
    }

    pub(super) fn count_bytes(&self, direction: Direction, bytes: usize) {
        self.count(|tally| match direction {
            Direction::Up => tally.bytes_up += bytes as u64,
            Direction::Down => tally.bytes_down += bytes as u64,
        });
    }

    pub(super) fn wait_until(
        &self,
        deadline: Instant,
        condition: impl Fn(&Tally) -> bool,
    ) -> Result<Tally, Tally> {
        let mut tally = locked(&self.tally);
        loop {
            if condition(&tally) {
                return Ok(tally.clone());
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(tally.clone());
            }
            let waited = self.tally_changed.wait_timeout(tally, left);
            tally = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// How many of `bytes` may travel next; returns when they have had the time that they take.
    pub(super) async fn pace(&self, direction: Direction, bytes: usize) -> usize {
        let Some(rate) = self.plan.borrow().bytes_per_second else {
            return bytes;
        };
        let rate = rate.get();
        // Twenty steps a second look smooth, and a step is never nothing.
        let step = bytes.min(rate.div_ceil(20) as usize);
        let takes = Duration::from_secs_f64(step as f64 / f64::from(rate));
        let done = {
            let mut free_at = locked(&self.free_at[direction as usize]);
            *free_at = (*free_at).max(Instant::now()) + takes;
            *free_at
        };
        tokio::time::sleep_until(done.into()).await;
        step
    }
}
