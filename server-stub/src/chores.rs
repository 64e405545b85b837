//! What the server does by itself every so often, until it is stopped.
//!
//! Each chore is a task of its own, so that one that takes long keeps no other waiting, and none
//! overlaps with itself: the next round begins when this one is over. A round that fails is logged,
//! and the next one tries again. Stopping breaks a round off wherever it waits; so each does its
//! work in steps that stand by themselves, and finds what is left by asking what there is to do.

use std::{fmt::Display, future::Future, sync::Arc, time::Duration};

use tokio::{
    sync::Notify,
    task::JoinSet,
    time::{MissedTickBehavior, interval},
};

/// The chores that run.
#[derive(Debug, Default)]
pub(crate) struct Chores(JoinSet<()>);

/// What a log says of a chore.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Said {
    /// Of a round that did something; how much stands beside it.
    pub(crate) done: &'static str,
    /// Of a round that failed; why stands beside it.
    pub(crate) failed: &'static str,
}

impl Said {
    /// Logs how a round ended, if there is anything to say.
    fn of<C: Default + PartialEq + Display>(self, ended: Result<C, impl Display>) {
        match ended {
            Ok(count) if count == C::default() => {}
            Ok(count) => tracing::info!(%count, "{}", self.done),
            Err(error) => tracing::warn!(%error, "{}", self.failed),
        }
    }
}

impl Chores {
    /// Begins a chore, whose rounds return how much they did: at once, and then every so often.
    pub(crate) fn every<T, R, C, E>(
        &mut self,
        often: Duration,
        said: Said,
        with: &T,
        round: impl Fn(T) -> R + Send + Sync + 'static,
    ) where
        T: Clone + Send + 'static,
        R: Future<Output = Result<C, E>> + Send,
        C: Default + PartialEq + Display + Send,
        E: Display + Send,
    {
        self.every_or_when(often, Arc::default(), said, with, round);
    }

    /// The same, and whenever somebody knows that there is something to do.
    pub(crate) fn every_or_when<T, R, C, E>(
        &mut self,
        often: Duration,
        known: Arc<Notify>,
        said: Said,
        with: &T,
        round: impl Fn(T) -> R + Send + Sync + 'static,
    ) where
        T: Clone + Send + 'static,
        R: Future<Output = Result<C, E>> + Send,
        C: Default + PartialEq + Display + Send,
        E: Display + Send,
    {
        let with = with.clone();
        self.0.spawn(async move {
            let mut every = interval(often);
            every.set_missed_tick_behavior(MissedTickBehavior::Delay);
            loop {
                tokio::select! {
                    _ = every.tick() => {}
                    () = known.notified() => {}
                }
                said.of(round(with.clone()).await);
            }
        });
    }

    /// Does something once.
    pub(crate) fn once<T, R, C, E>(&mut self, said: Said, with: &T, work: impl FnOnce(T) -> R)
    where
        T: Clone,
        R: Future<Output = Result<C, E>> + Send + 'static,
        C: Default + PartialEq + Display + Send,
        E: Display + Send,
    {
        let work = work(with.clone());
        self.0.spawn(async move { said.of(work.await) });
    }

    /// Ends all of them, and returns once they have ended.
    pub(crate) async fn stop(mut self) {
        self.0.shutdown().await;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

    use tokio::time::{Instant, sleep_until};

    use super::*;

    const OFTEN: Duration = Duration::from_secs(10);
    const SAID: Said = Said {
        done: "done",
        failed: "not done",
    };

    /// Lets the paused clock run that far.
    async fn wait(seconds: u64) {
        sleep_until(Instant::now() + Duration::from_secs(seconds)).await;
    }

    #[tokio::test(start_paused = true)]
    async fn a_chore_is_done_at_once_and_every_so_often_until_it_is_stopped() {
        let rounds = Arc::new(AtomicUsize::new(0));
        let mut chores = Chores::default();
        chores.every(OFTEN, SAID, &rounds, |rounds| {
            let round = rounds.fetch_add(1, SeqCst);
            // One that fails is followed by others all the same.
            async move { if round == 1 { Err("full") } else { Ok(1) } }
        });
        for expected in 1..5 {
            wait(5).await;
            assert_eq!(rounds.load(SeqCst), expected);
            wait(5).await;
        }
        chores.stop().await;
        let then = rounds.load(SeqCst);
        wait(100).await;
        assert_eq!(rounds.load(SeqCst), then);
    }

    #[tokio::test(start_paused = true)]
    async fn a_chore_never_overlaps_with_itself_and_keeps_no_other_waiting() {
        let [running, most, others] = [(); 3].map(|()| Arc::new(AtomicUsize::new(0)));
        let mut chores = Chores::default();
        let counted = (Arc::clone(&running), Arc::clone(&most));
        chores.every(OFTEN, SAID, &counted, |(running, most)| async move {
            most.fetch_max(running.fetch_add(1, SeqCst) + 1, SeqCst);
            wait(35).await;
            running.fetch_sub(1, SeqCst);
            Ok::<_, &str>(0)
        });
        chores.every(OFTEN, SAID, &others, |others| async move {
            others.fetch_add(1, SeqCst);
            Ok::<_, &str>(0)
        });
        wait(101).await;
        assert_eq!(most.load(SeqCst), 1);
        assert_eq!(others.load(SeqCst), 11);
        chores.stop().await;
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_done_once_is_not_done_again() {
        let rounds = Arc::new(AtomicUsize::new(0));
        let mut chores = Chores::default();
        chores.once(SAID, &rounds, |rounds| async move {
            rounds.fetch_add(1, SeqCst);
            Ok::<_, &str>(0)
        });
        wait(100).await;
        assert_eq!(rounds.load(SeqCst), 1);
        chores.stop().await;
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_knows_that_there_is_something_to_do_says_so() {
        let rounds = Arc::new(AtomicUsize::new(0));
        let known = Arc::new(Notify::new());
        let mut chores = Chores::default();
        chores.every_or_when(
            OFTEN,
            Arc::clone(&known),
            SAID,
            &rounds,
            |rounds| async move {
                rounds.fetch_add(1, SeqCst);
                Ok::<_, &str>(0)
            },
        );
        wait(1).await;
        known.notify_one();
        wait(1).await;
        assert_eq!(rounds.load(SeqCst), 2);
        chores.stop().await;
    }
}
