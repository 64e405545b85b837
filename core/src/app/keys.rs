//! The key's life: made at the first start, kept wrapped by the platform, changed when asked.
//!
//! ```text
//! no key, no store ─▶ made, kept ─▶ one key ──renew──▶ two keys ─▶ changed ─▶ one key
//! no key, a store  ─▶ KeyLost                            └─ killed here: finished at the next open
//! ```
//!
//! A key is always kept before a store is put under it: a store without its key is lost, a key
//! without a store is nothing.

use std::{
    fmt::Debug,
    path::{Path, PathBuf},
};

use super::{App, Config, Ports};
use crate::{
    clock::random,
    error::OpenError,
    store::{Store, StoreKey},
};

/// Where the platform keeps the store's key, wrapped (Keystore, Keychain).
pub trait KeyStorage: Debug + Send + Sync {
    /// The keys that are kept, the newest first: none before the first start, two while one is
    /// being changed for another.
    ///
    /// # Errors
    /// See [`KeyError`].
    fn keys(&self) -> Result<Vec<StoreKey>, KeyError>;

    /// Keeps a key as the newest. When this returns it survives the loss of power.
    ///
    /// # Errors
    /// See [`KeyError`].
    fn keep(&self, key: &StoreKey) -> Result<(), KeyError>;

    /// Forgets every key but the newest.
    ///
    /// # Errors
    /// See [`KeyError`].
    fn forget_older(&self) -> Result<(), KeyError>;
}

/// Why a platform doesn't hand out a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// What wrapped it is gone: nobody can unwrap it any more.
    #[error("the key is lost")]
    Lost,
    /// Not now: the phone is locked since it was started, or the key store doesn't answer.
    #[error("the key can't be had now")]
    Unavailable,
}

impl From<KeyError> for OpenError {
    fn from(error: KeyError) -> Self {
        match error {
            KeyError::Lost => Self::KeyLost,
            KeyError::Unavailable => Self::KeyUnavailable,
        }
    }
}

impl App {
    /// Opens the store with the key that the platform keeps; makes both at the first start. A
    /// change of keys that was broken off is finished first.
    ///
    /// # Errors
    /// As [`open`](Self::open), and [`OpenError::KeyLost`], [`OpenError::KeyUnavailable`].
    pub fn open_with(
        config: Config,
        keys: &dyn KeyStorage,
        ports: Ports,
    ) -> Result<Self, OpenError> {
        let key = match keys.keys()?.as_slice() {
            [] if Store::exists(&config.folder) => return Err(OpenError::KeyLost),
            [] => made(keys, &ports)?,
            [key] => key.clone(),
            [new, old, ..] => {
                change(&config.folder, old, new, keys, &ports)?;
                new.clone()
            }
        };
        Self::open(config, key, ports)
    }

    /// Begins anew where the key is lost or fits nothing: the store in `folder` is moved aside, not
    /// deleted, and the platform keeps a new key alone. Answers where the old store lies.
    ///
    /// # Errors
    /// [`OpenError::InUse`], [`OpenError::KeyUnavailable`], or what the disk answers.
    pub fn start_clean(
        folder: &Path,
        keys: &dyn KeyStorage,
        ports: &Ports,
    ) -> Result<PathBuf, OpenError> {
        // First the store: a new key beside the old store would be a wrong one.
        let set_aside = Store::set_aside(folder, ports.clock.now())?;
        made(keys, ports)?;
        keys.forget_older()?;
        Ok(set_aside)
    }

    /// Puts the closed store in `folder` under a new key, and has the platform keep that one
    /// alone. Killed anywhere, [`open_with`](Self::open_with) finishes it.
    ///
    /// # Errors
    /// As [`open_with`](Self::open_with).
    pub fn renew_key(folder: &Path, keys: &dyn KeyStorage, ports: &Ports) -> Result<(), OpenError> {
        let kept = keys.keys()?;
        let old = match kept.as_slice() {
            [] => return Err(OpenError::KeyLost),
            [old] => old.clone(),
            [new, old, ..] => {
                change(folder, old, new, keys, ports)?;
                new.clone()
            }
        };
        let new = made(keys, ports)?;
        change(folder, &old, &new, keys, ports)
    }
}

fn made(keys: &dyn KeyStorage, ports: &Ports) -> Result<StoreKey, OpenError> {
    let key = StoreKey::from_bytes(random(ports.entropy.as_ref()));
    keys.keep(&key)?;
    Ok(key)
}

fn change(
    folder: &Path,
    old: &StoreKey,
    new: &StoreKey,
    keys: &dyn KeyStorage,
    ports: &Ports,
) -> Result<(), OpenError> {
    App::change_key(folder, old, new, ports)?;
    Ok(keys.forget_older()?)
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use tempfile::TempDir;

    use super::*;
    use crate::testing::set_up_sqlcipher;

    /// A key store that can be broken, or break at a step.
    #[derive(Debug, Default)]
    struct Kept {
        keys: Mutex<Vec<StoreKey>>,
        broken: Mutex<Option<KeyError>>,
        forgets: Mutex<bool>,
    }

    impl Kept {
        fn answer<T>(&self, answer: T) -> Result<T, KeyError> {
            match *self.broken.lock().unwrap() {
                Some(error) => Err(error),
                None => Ok(answer),
            }
        }

        fn bytes(&self) -> Vec<[u8; 32]> {
            let keys = self.keys.lock().unwrap();
            keys.iter().map(|key| *key.expose()).collect()
        }
    }

    impl KeyStorage for Kept {
        fn keys(&self) -> Result<Vec<StoreKey>, KeyError> {
            self.answer(self.keys.lock().unwrap().clone())
        }

        fn keep(&self, key: &StoreKey) -> Result<(), KeyError> {
            self.keys.lock().unwrap().insert(0, key.clone());
            self.answer(())
        }

        fn forget_older(&self) -> Result<(), KeyError> {
            if *self.forgets.lock().unwrap() {
                self.keys.lock().unwrap().truncate(1);
                return Ok(());
            }
            Err(KeyError::Unavailable)
        }
    }

    fn ports() -> Ports {
        set_up_sqlcipher();
        Ports::system(None).unwrap()
    }

    fn open(folder: &TempDir, keys: &Kept) -> Result<App, OpenError> {
        let config = Config {
            folder: folder.path().to_owned(),
            app: "test".into(),
        };
        App::open_with(config, keys, ports())
    }

    #[test]
    fn the_first_start_makes_a_key_and_the_next_one_finds_it() {
        let (folder, keys) = (TempDir::new().unwrap(), Kept::default());
        let draft = open(&folder, &keys).unwrap().new_draft("dyke").unwrap();
        let app = open(&folder, &keys).unwrap();
        assert_eq!(app.drafts().unwrap()[0].id, draft);
        assert_eq!(keys.bytes().len(), 1);
    }

    #[test]
    fn a_store_whose_key_is_lost_is_not_touched_and_said_plainly() {
        let (folder, keys) = (TempDir::new().unwrap(), Kept::default());
        open(&folder, &keys).unwrap().new_draft("dyke").unwrap();
        let found = open(&folder, &Kept::default());
        assert!(matches!(found, Err(OpenError::KeyLost)), "{found:?}");
        for (broken, code) in [
            (KeyError::Lost, "key_lost"),
            (KeyError::Unavailable, "key_unavailable"),
        ] {
            *keys.broken.lock().unwrap() = Some(broken);
            assert_eq!(open(&folder, &keys).unwrap_err().code(), code);
        }
        *keys.broken.lock().unwrap() = None;
        assert_eq!(open(&folder, &keys).unwrap().drafts().unwrap().len(), 1);
    }

    #[test]
    fn a_clean_start_keeps_the_old_store_and_forgets_the_old_key() {
        let (folder, keys) = (TempDir::new().unwrap(), Kept::default());
        *keys.forgets.lock().unwrap() = true;
        open(&folder, &keys).unwrap().new_draft("dyke").unwrap();
        let old = keys.bytes();
        let set_aside = App::start_clean(folder.path(), &keys, &ports()).unwrap();
        assert!(set_aside.join("store.db").exists());
        let new = keys.bytes();
        assert!(new.len() == 1 && new != old);
        assert!(open(&folder, &keys).unwrap().drafts().unwrap().is_empty());
    }

    #[test]
    fn a_key_that_could_not_be_kept_never_locks_a_store() {
        let (folder, keys) = (TempDir::new().unwrap(), Kept::default());
        *keys.broken.lock().unwrap() = Some(KeyError::Unavailable);
        assert!(open(&folder, &keys).is_err());
        assert!(!Store::exists(folder.path()));
    }

    #[test]
    fn a_change_that_was_broken_off_is_finished_at_the_next_start() {
        let (folder, keys) = (TempDir::new().unwrap(), Kept::default());
        let draft = open(&folder, &keys).unwrap().new_draft("dyke").unwrap();
        let first = keys.bytes();
        let broken_off = App::renew_key(folder.path(), &keys, &ports());
        assert!(matches!(broken_off, Err(OpenError::KeyUnavailable)));
        assert_eq!(keys.bytes().len(), 2);
        *keys.forgets.lock().unwrap() = true;
        let app = open(&folder, &keys).unwrap();
        assert_eq!(app.drafts().unwrap()[0].id, draft);
        let second = keys.bytes();
        assert!(second.len() == 1 && second != first);
        drop(app);
        App::renew_key(folder.path(), &keys, &ports()).unwrap();
        assert_ne!(keys.bytes(), second);
        assert_eq!(open(&folder, &keys).unwrap().drafts().unwrap().len(), 1);
    }
}
