//! Changing the key: the whole store is encrypted anew, in place, in one transaction.
//!
//! ```text
//! check for the old key ─▶ check for both, on disk ─▶ every page under the new key: ONE COMMIT
//!     ─▶ the WAL moved into the file, over the old pages ─▶ check for the new key alone
//! ```
//!
//! Killed or without power anywhere before the commit, the store is under the old key; after it,
//! under the new one; never under both or neither. In between, the check stands for both, so that
//! neither key's refusal is taken for damage. Whoever calls again with the same two keys finishes
//! what was begun: if the new key opens the store, only what comes after the commit is left to do.
//!
//! **Why in place.** SQLCipher's `rekey` writes every page to the WAL, sealed by one commit record
//! that `synchronous=FULL` syncs; the file itself is touched only by the checkpoint, after that.
//! A copy under another name, renamed over the store, would promise as much, but leave the old
//! pages in blocks that the file system merely forgets, and add moments at which a WAL lies beside
//! a file that it doesn't belong to. In place, the old pages are written over. What a flash chip
//! keeps of them is out of reach, and as unreadable as the old key is gone. It takes as much room
//! as the store has, until it is done.
//!
//! **What is not believed.** `rekey` answers *ok* even if its commit failed. So its connection is
//! dropped whatever it said (after a failure it would write under a key that it doesn't read
//! with), and what counts is whether the new key opens the store.

use std::path::Path;

use jiff::Timestamp;

use super::{StoreError, StoreKey, connection, recovery};
use crate::{clock::Entropy, error::OpenError};

/// Puts the store in `folder` under another key; does nothing if there is none.
pub(super) fn change_key(
    folder: &Path,
    old: &StoreKey,
    new: &StoreKey,
    entropy: &dyn Entropy,
    now: Timestamp,
) -> Result<(), OpenError> {
    let _lock = recovery::lock(folder)?;
    let database = folder.join(recovery::DATABASE);
    if !database.exists() {
        return Ok(());
    }
    if !connection::opens(&database, new)? {
        let check = folder.join(recovery::CHECK);
        // Wrong, damaged, newer: as at any opening.
        let connections = recovery::open_locked(folder, old.clone(), entropy, now)?;
        old.write_check_with(new, &check, entropy)
            .map_err(StoreError::from)?;
        connections.change_key(new)?;
    }
    let connections = recovery::open_locked(folder, new.clone(), entropy, now)?;
    Ok(connections.settle()?)
}
