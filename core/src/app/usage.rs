//! What sending costs, for whoever pays for it.

use std::iter;

use super::{App, Inner};
use crate::{
    error::Error,
    store::{Store, StoreError},
    transport::Transport,
    usage::{DataUsed, Month, Unsent},
};

/// This month, and the twelve before it.
const MONTHS: usize = 13;

impl App {
    /// What travelled this month and in each of the twelve before it, the newest first; months in
    /// which nothing did are there too. Counted by the phone's clock, in Vietnam's months.
    ///
    /// # Errors
    /// The store.
    pub fn data_used(&self) -> Result<Vec<DataUsed>, Error> {
        let inner = &self.inner;
        inner.note_traffic()?;
        let this = Month::of(inner.ports.clock.now());
        let months = iter::successors(Some(this), |month| Some(month.before())).take(MONTHS);
        let used = |view: &crate::store::View<'_>| months.map(|m| view.data_used(m)).collect();
        Ok(inner.store.read(used)?)
    }

    /// What still waits to be sent: for a notification that stays until it is gone, and for
    /// whoever plans when to send.
    ///
    /// # Errors
    /// The store.
    pub fn unsent(&self) -> Result<Unsent, Error> {
        let waiting = self.inner.store.read(|view| view.unsent())?;
        Ok(Unsent {
            is_unproven: self.inner.shared.is_unproven(),
            ..waiting
        })
    }
}

impl Inner {
    /// Writes down what travelled and was not written with what came of it.
    pub(super) fn note_traffic(&self) -> Result<(), StoreError> {
        let Some(transport) = &self.ports.transport else {
            return Ok(());
        };
        note_traffic(
            &self.store,
            transport.as_ref(),
            Month::of(self.ports.clock.now()),
        )
    }
}

fn note_traffic(store: &Store, transport: &dyn Transport, month: Month) -> Result<(), StoreError> {
    let Some(meter) = transport.meter() else {
        return Ok(());
    };
    let traffic = meter.take();
    if traffic.is_none() {
        return Ok(());
    }
    let written = store.write(|view| view.add_data_used(month, traffic));
    if written.is_err() {
        meter.put_back(traffic);
    }
    written
}
