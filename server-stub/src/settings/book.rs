//! The rules that hold now, and the one way in which others take their place.
//!
//! ```text
//! form ─▶ seen version still the newest? ─▶ edit (pure) ─▶ does the whole hold together? ─▶ store ─▶ rules
//!              └ Changed                      └ Invalid        └ Invalid
//! ```
//!
//! Edits wait for each other, so that two that are each fine can't contradict one another together.
//! An edit that was begun comes to its end even if whoever sent it goes away: what is kept and what
//! holds are never two things.

use std::sync::{Arc, PoisonError, RwLock};

use jiff::Timestamp;

use super::{
    document::{Document, Kind, NewSetting, OpenToo, Setting},
    invalid::Invalid,
};
use crate::{
    case::placement::Rules,
    identity::User,
    store::{Store, StoreError},
};

/// Whose rules hold now.
#[derive(Debug)]
pub struct RulesBook {
    current: RwLock<Arc<Rules>>,
    settling: tokio::sync::Mutex<()>,
}

/// Something to be settled: everything but what.
#[derive(Debug, Clone)]
pub struct Wish {
    /// By whom.
    pub by: User,
    /// In which document.
    pub kind: Kind,
    /// The version that they saw.
    pub seen: u32,
    /// Why, in their words; may be empty.
    pub note: String,
    /// Of the catalogue: whether terms in it hold for what is open already.
    pub open_too: Option<OpenToo>,
    /// When.
    pub now: Timestamp,
}

/// Why nothing was settled.
#[derive(Debug, thiserror::Error)]
pub enum SettleError {
    /// Somebody else settled something in the same document since.
    #[error("the settings have changed meanwhile")]
    Changed,
    /// What was asked for can't be.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl RulesBook {
    /// A book in which these rules hold.
    #[must_use]
    pub fn of(rules: Rules) -> Self {
        Self {
            current: RwLock::new(Arc::new(rules)),
            settling: tokio::sync::Mutex::default(),
        }
    }

    /// The rules that a store holds; what it doesn't hold is as the build carries it.
    ///
    /// # Errors
    /// [`StoreError`], also where what is kept can't be read: to go on with other rules than were
    /// settled would be to send reports elsewhere, unseen.
    pub async fn load(store: &dyn Store) -> Result<Self, StoreError> {
        let mut rules = Rules::bundled();
        for setting in store.settings().await? {
            let document = Document::parse(&setting)
                .map_err(|unreadable| StoreError::Damaged(unreadable.to_string()))?;
            rules = rules.with_unchecked(document, setting.version);
        }
        rules
            .check()
            .map_err(|invalid| StoreError::Damaged(invalid.to_string()))?;
        Ok(Self::of(rules))
    }

    /// The rules that hold now.
    #[must_use]
    pub fn current(&self) -> Arc<Rules> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Lets other rules hold from now on, without a word in the store: for tests and simulations.
    pub fn replace(&self, rules: Rules) {
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(rules);
    }

    /// Settles what `edit` makes of the rules that hold. An edit that changes nothing writes
    /// nothing.
    ///
    /// # Errors
    /// [`SettleError`]; nothing was changed then.
    pub async fn settle(
        self: &Arc<Self>,
        store: &Arc<dyn Store>,
        wish: Wish,
        edit: impl FnOnce(&Rules) -> Result<Document, Invalid> + Send + 'static,
    ) -> Result<(), SettleError> {
        let (book, store) = (Arc::clone(self), Arc::clone(store));
        let work = tokio::spawn(async move { book.settle_now(&*store, wish, edit).await });
        work.await.map_err(|_| StoreError::Broken)?
    }

    async fn settle_now(
        &self,
        store: &dyn Store,
        wish: Wish,
        edit: impl FnOnce(&Rules) -> Result<Document, Invalid> + Send,
    ) -> Result<(), SettleError> {
        let _settling = self.settling.lock().await;
        let rules = self.current();
        let seen = rules.version(wish.kind);
        if seen != wish.seen {
            return Err(SettleError::Changed);
        }
        let document = edit(&rules)?;
        if document == rules.document(wish.kind) {
            return Ok(());
        }
        let version = seen + 1;
        let setting = Setting {
            kind: document.kind(),
            version,
            body: document.to_json(),
        };
        let next = rules.with(document, version)?;
        let new = NewSetting {
            setting,
            by: wish.by.id,
            note: wish.note,
            open_too: wish.open_too,
        };
        if !store.settle(new, wish.now).await? {
            return Err(SettleError::Changed);
        }
        self.replace(next);
        Ok(())
    }
}
