//! The calm after it: every queue drains, and people mend what is parked.

use super::{DRAINS_WITHIN, World};
use crate::{
    judge::{self, Violation},
    server::Release,
};

impl World {
    /// Nothing goes wrong any more. Nobody tells the phones.
    pub(super) async fn calm(&mut self) -> Result<(), Violation> {
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
    pub(super) async fn drain(&mut self) -> Result<(), Violation> {
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
    pub(super) async fn people_mend(&mut self) -> Result<bool, Violation> {
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
