//! One request at a time writes an upload, and the newest wins.
//!
//! A phone whose connection died comes back before the server has noticed: the old request still
//! waits for bytes that never come. So whoever wants an upload asks the request that holds it to
//! let go; that one keeps what it has received, lets go, and the newcomer goes on from there.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use langnghe_wire::Sha256;
use tokio::sync::{Mutex as AsyncMutex, Notify, OwnedMutexGuard};

use crate::identity::ReporterId;

type Address = (ReporterId, Sha256);

/// Which uploads are held.
#[derive(Debug, Default)]
pub(crate) struct UploadLocks {
    held: Mutex<HashMap<Address, Arc<Slot>>>,
}

#[derive(Debug, Default)]
struct Slot {
    lock: Arc<AsyncMutex<()>>,
    /// How the current holder is asked: its own, so that nobody answers for the one before.
    holder: Mutex<Arc<Notify>>,
}

/// An upload that is held until this is dropped.
#[derive(Debug)]
pub(crate) struct Held {
    let_go: Arc<Notify>,
    _guard: OwnedMutexGuard<()>,
}

impl UploadLocks {
    /// Takes hold of an upload, asking whoever holds it to let go; none if that takes longer
    /// than `patience`.
    pub(crate) async fn hold(
        &self,
        reporter: ReporterId,
        sha256: Sha256,
        patience: Duration,
    ) -> Option<Held> {
        let slot = self.slot((reporter, sha256));
        let lock = Arc::clone(&slot.lock);
        let guard = if let Ok(guard) = Arc::clone(&lock).try_lock_owned() {
            guard
        } else {
            slot.holder().notify_one();
            tokio::time::timeout(patience, lock.lock_owned())
                .await
                .ok()?
        };
        let let_go = Arc::new(Notify::new());
        *slot.holder() = Arc::clone(&let_go);
        Some(Held {
            let_go,
            _guard: guard,
        })
    }

    fn slot(&self, address: Address) -> Arc<Slot> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        // Slots that nobody holds or waits for go when another comes: the map stays as large as
        // the uploads in flight.
        held.retain(|_, slot| Arc::strong_count(slot) > 1 || Arc::strong_count(&slot.lock) > 1);
        Arc::clone(held.entry(address).or_default())
    }
}

impl Slot {
    fn holder(&self) -> MutexGuard<'_, Arc<Notify>> {
        self.holder.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Held {
    /// Resolves when somebody else wants the upload.
    pub(crate) async fn wanted_by_another(&self) {
        self.let_go.notified().await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATIENCE: Duration = Duration::from_secs(5);

    #[tokio::test]
    async fn the_newcomer_gets_what_the_holder_lets_go() {
        let locks = Arc::new(UploadLocks::default());
        let address = (ReporterId(1), Sha256::of(b"a"));
        let first = locks.hold(address.0, address.1, PATIENCE).await.unwrap();
        let holder = async move {
            first.wanted_by_another().await;
            drop(first);
        };
        let newcomer = locks.hold(address.0, address.1, PATIENCE);
        let ((), second) = tokio::join!(holder, newcomer);
        assert!(second.is_some());
    }

    #[tokio::test(start_paused = true)]
    async fn patience_ends_and_other_uploads_are_free() {
        let locks = UploadLocks::default();
        let hash = Sha256::of(b"a");
        let _held = locks.hold(ReporterId(1), hash, PATIENCE).await.unwrap();
        assert!(locks.hold(ReporterId(1), hash, PATIENCE).await.is_none());
        assert!(locks.hold(ReporterId(2), hash, PATIENCE).await.is_some());
    }
}
