//! Which catalogue this phone has: the bundled one, or a newer one that the server sent.

use std::sync::{Arc, Mutex, PoisonError};

use langnghe_places::Catalogue;

use crate::store::{Store, StoreError};

/// The catalogue in use. Cheap to read; changed when a newer one comes.
#[derive(Debug)]
pub(crate) struct CurrentCatalogue(Mutex<Arc<Catalogue>>);

impl CurrentCatalogue {
    /// The newest that the phone has. One that an older release kept and this one can't read is
    /// passed over: the bundled one always works.
    pub(crate) fn load(store: &Store) -> Result<Self, StoreError> {
        let bundled = Catalogue::bundled();
        let kept = store.read(|view| view.kept_catalogue())?;
        let newer = kept
            .and_then(|json| Catalogue::parse(json.as_bytes()).ok())
            .filter(|kept| kept.version > bundled.version);
        Ok(Self(Mutex::new(Arc::new(
            newer.unwrap_or_else(|| bundled.clone()),
        ))))
    }

    pub(crate) fn current(&self) -> Arc<Catalogue> {
        Arc::clone(&self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes a catalogue that the server sent, if it is newer and whole.
    pub(crate) fn offer(&self, store: &Store, json: &str) -> Result<bool, StoreError> {
        let Ok(offered) = Catalogue::parse(json.as_bytes()) else {
            tracing::warn!("the server's catalogue can't be read; the old one stays");
            return Ok(false);
        };
        if offered.version <= self.current().version {
            return Ok(false);
        }
        store.write(|view| view.keep_catalogue(offered.version, json))?;
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(offered);
        Ok(true)
    }
}
