//! A network as it is in the hills: it refuses, stalls, cuts in the middle of a byte stream,
//! crawls, loses answers, delivers twice, and answers with a hotel's sign-in page.
//!
//! A [`FlakyLink`] listens on a free loopback port and leads to a server, whose address may
//! change while the link lives. What it does stands in a [`Plan`], which may be changed at any
//! moment; what it saw stands in a [`Tally`]. It runs on a thread of its own, so that tests with
//! and without an async runtime use it alike, and ends with the value that stands for it:
//! nothing is left open.
//!
//! Two ways of carrying bytes, chosen as a connection is accepted:
//! - `relay` passes bytes on as they come. Cuts and throttling happen here, to the byte.
//! - `exchange` reads whole requests and whole answers. Repeating, losing and rewriting happens
//!   here, and so do [`Strike`]s: what befalls one exchange at one place in it.
//!
//! A connection that was accepted under one way is reset when the plan asks for the other, and
//! every connection is reset when the signal goes.

mod exchange;
mod http;
mod kernel;
mod late;
mod plan;
mod relay;
mod rewrite;
mod shared;
mod strike;
mod struck;
mod tally;
#[cfg(test)]
mod tests;

use std::{
    fmt, io,
    net::SocketAddr,
    sync::Arc,
    thread::JoinHandle,
    time::{Duration, Instant},
};

use tokio::{
    net::{TcpListener, TcpStream},
    sync::oneshot,
    task::JoinSet,
};

pub use late::Late;
pub use plan::{Cut, Direction, Ending, Exchanges, Plan, Signal, Within};
pub use rewrite::Rewrite;
use shared::Shared;
pub use strike::{Blow, Place, Strike};
pub use tally::{Fallen, Request, Tally};

/// A link between phones and one server. It ends when it is dropped.
pub struct FlakyLink {
    address: SocketAddr,
    shared: Arc<Shared>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// Something that was waited for did not happen in time.
#[derive(Debug)]
pub struct TimedOut {
    /// What was waited for.
    pub what: String,
    /// What the link had seen by then.
    pub tally: Tally,
}

impl fmt::Display for TimedOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "waited in vain for {}; the link saw {:?}",
            self.what, self.tally
        )
    }
}

impl std::error::Error for TimedOut {}

impl FlakyLink {
    /// A link on a free loopback port that leads to `server`.
    ///
    /// # Errors
    /// If no port or thread is to be had.
    pub fn to(server: SocketAddr, plan: Plan) -> io::Result<Self> {
        let listener = std::net::TcpListener::bind(("127.0.0.1", 0))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared::new(server, plan));
        let (stop, stopped) = oneshot::channel();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let listener = {
            let _entered = runtime.enter();
            TcpListener::from_std(listener)?
        };
        let serving = serve(listener, Arc::clone(&shared));
        let thread = std::thread::Builder::new()
            .name("flaky link".to_owned())
            .spawn(move || {
                runtime.block_on(async {
                    tokio::select! {
                        () = serving => {}
                        _ = stopped => {}
                    }
                });
            })?;
        Ok(Self {
            address,
            shared,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// Where the link listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where the link listens, as a phone is told.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Leads to another server from now on; connections that exist stay with the old one.
    pub fn lead_to(&self, server: SocketAddr) {
        self.shared.lead_to(server);
    }

    /// Behaves so from now on.
    pub fn set(&self, plan: Plan) {
        self.shared.change(|present| *present = plan);
    }

    /// Changes a part of how it behaves.
    pub fn change(&self, change: impl FnOnce(&mut Plan)) {
        self.shared.change(change);
    }

    /// How it behaves now.
    #[must_use]
    pub fn plan(&self) -> Plan {
        self.shared.plan()
    }

    /// What travelled so far.
    #[must_use]
    pub fn tally(&self) -> Tally {
        self.shared.tally()
    }

    /// Lets strikes fall that wait for an answer to be dealt with.
    pub fn let_fall(&self) {
        self.shared.change(|plan| plan.let_fall = true);
    }

    /// What is still under way although its phone gave up on it; it arrives when
    /// [`Late::arrive`] is called.
    #[must_use]
    pub fn take_what_is_late(&self) -> Vec<Late> {
        self.shared.take_what_is_late()
    }

    /// Waits until what travelled fulfils a condition.
    ///
    /// # Errors
    /// [`TimedOut`] if it doesn't within `patience`.
    pub fn wait_until(
        &self,
        what: &str,
        patience: Duration,
        condition: impl Fn(&Tally) -> bool,
    ) -> Result<Tally, TimedOut> {
        let deadline = Instant::now() + patience;
        self.shared
            .wait_until(deadline, condition)
            .map_err(|tally| TimedOut {
                what: what.to_owned(),
                tally,
            })
    }
}

impl Drop for FlakyLink {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A link that panicked has already failed its test.
            let _ = thread.join();
        }
    }
}

impl fmt::Debug for FlakyLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FlakyLink")
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}

async fn serve(listener: TcpListener, shared: Arc<Shared>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => {
                // Too many open files, say: the next one may do better.
                let Ok((phone, _)) = accepted else { continue };
                let number = shared.count_connection();
                connections.spawn(carry(Arc::clone(&shared), number, phone));
            }
            Some(_) = connections.join_next() => {}
        }
    }
}

async fn carry(shared: Arc<Shared>, number: u64, phone: TcpStream) {
    let plan = shared.plan();
    // Errors of either end are what the link is for: both ends notice, nobody else has to.
    let _ = match (plan.signal, &plan.exchanges) {
        (Signal::None, _) => phone.set_zero_linger(),
        (_, Exchanges::Untouched) => relay::run(&shared, number, phone).await,
        _ => exchange::run(&shared, number, phone).await,
    };
}
