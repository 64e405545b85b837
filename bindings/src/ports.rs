//! What the platform does for the core: it keeps the key, reads photographs, and tells how the
//! phone stands. Shells implement these.

use std::{
    io::{self, Read},
    sync::Arc,
};

use langnghe_core::{KeyError, Link, StoreKey};
use zeroize::Zeroizing;

use crate::error::{PortFailure, SourceFailure};

/// Where the platform keeps the store's key, wrapped.
#[uniffi::export(foreign)]
pub trait KeyStorage: Send + Sync {
    /// The keys that are kept, 32 bytes each, the newest first: none before the first start, two
    /// while one is being changed for another.
    fn keys(&self) -> Result<Vec<Vec<u8>>, PortFailure>;

    /// Keeps a key as the newest, so that it survives the loss of power.
    fn keep(&self, key: Vec<u8>) -> Result<(), PortFailure>;

    /// Forgets every key but the newest.
    fn forget_older(&self) -> Result<(), PortFailure>;
}

/// How the phone reaches the world.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum LinkKind {
    /// There is no network.
    Offline,
    /// A network that costs by the byte.
    Metered,
    /// A network that costs nothing more.
    Free,
}

impl From<LinkKind> for Link {
    fn from(kind: LinkKind) -> Self {
        match kind {
            LinkKind::Offline => Self::Offline,
            LinkKind::Metered => Self::Metered,
            LinkKind::Free => Self::Free,
        }
    }
}

/// Tells about the network. Asked whenever the shell says that something changed.
#[uniffi::export(foreign)]
pub trait Connectivity: Send + Sync {
    /// The network now.
    fn link(&self) -> Result<LinkKind, PortFailure>;
}

/// Tells about the battery.
#[uniffi::export(foreign)]
pub trait Power: Send + Sync {
    /// Whether the battery is being saved.
    fn is_saving(&self) -> Result<bool, PortFailure>;
}

/// Tells about the disk.
#[uniffi::export(foreign)]
pub trait Space: Send + Sync {
    /// Free bytes where the store lies; none if nobody knows.
    fn free_bytes(&self) -> Result<Option<u64>, PortFailure>;
}

/// A photograph that is read piece by piece, so that it never crosses whole.
#[uniffi::export(foreign)]
pub trait PhotoSource: Send + Sync {
    /// The next bytes, at most so many; none at the end.
    fn read(&self, most: u32) -> Result<Vec<u8>, SourceFailure>;
}

/// The platform's key storage, as the core sees it.
pub(crate) struct Keys(pub(crate) Arc<dyn KeyStorage>);

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys")
    }
}

impl langnghe_core::KeyStorage for Keys {
    fn keys(&self) -> Result<Vec<StoreKey>, KeyError> {
        let kept = self.0.keys()?;
        kept.into_iter()
            .map(|bytes| key(&Zeroizing::new(bytes)))
            .collect()
    }

    fn keep(&self, key: &StoreKey) -> Result<(), KeyError> {
        Ok(self.0.keep(key.expose().to_vec())?)
    }

    fn forget_older(&self) -> Result<(), KeyError> {
        Ok(self.0.forget_older()?)
    }
}

/// Something of another length is no key of ours: what it was is lost.
fn key(bytes: &[u8]) -> Result<StoreKey, KeyError> {
    let bytes: [u8; 32] = bytes.try_into().map_err(|_| KeyError::Lost)?;
    Ok(StoreKey::from_bytes(bytes))
}

/// A photograph's source, as the core reads it.
pub(crate) struct Source(pub(crate) Arc<dyn PhotoSource>);

impl Read for Source {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = u32::try_from(buffer.len()).unwrap_or(u32::MAX);
        let bytes = self.0.read(most).map_err(io::Error::other)?;
        // A source that gives more than it was asked for has a bug, and the rest would be lost.
        let room = buffer
            .get_mut(..bytes.len())
            .ok_or(io::ErrorKind::InvalidData)?;
        room.copy_from_slice(&bytes);
        Ok(bytes.len())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    struct Pieces(Mutex<Vec<Vec<u8>>>);

    impl PhotoSource for Pieces {
        fn read(&self, _most: u32) -> Result<Vec<u8>, SourceFailure> {
            Ok(self.0.lock().unwrap().pop().unwrap_or_default())
        }
    }

    fn read(pieces: &[&[u8]], at_once: usize) -> io::Result<Vec<u8>> {
        let pieces = pieces.iter().rev().map(|piece| piece.to_vec()).collect();
        let mut source = Source(Arc::new(Pieces(Mutex::new(pieces))));
        let mut all = Vec::new();
        let mut buffer = vec![0; at_once];
        loop {
            match source.read(&mut buffer)? {
                0 => return Ok(all),
                n => all.extend_from_slice(&buffer[..n]),
            }
        }
    }

    #[test]
    fn a_source_is_read_to_its_end_in_pieces_of_any_size() {
        assert_eq!(read(&[b"ab", b"c"], 8).unwrap(), b"abc");
        assert_eq!(read(&[], 8).unwrap(), b"");
    }

    #[test]
    fn a_source_that_gives_more_than_was_asked_for_is_an_error() {
        assert!(read(&[b"abc"], 2).is_err());
    }

    #[test]
    fn what_has_another_length_is_no_key() {
        assert_eq!(key(&[1; 31]).unwrap_err(), KeyError::Lost);
        assert!(key(&[1; 32]).is_ok());
    }
}
