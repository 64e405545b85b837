//! Uploads that no report ever named go after their time. Named ones never do.

use crate::{problem::Failure, state::ServerState};

/// Forgets what has expired. Returns how many uploads that were.
///
/// If store or disk failed, what is left goes the next time.
pub(crate) async fn sweep(state: &ServerState) -> Result<usize, Failure> {
    let now = state.clock.now();
    let mut swept = 0;
    for (reporter, sha256) in state.store.expired_uploads(now).await? {
        // Held until its file is gone as well: a new upload of the same photograph must not lose
        // its file to this one's end.
        let patience = state.patience.upload_lock;
        let Some(_held) = state.upload_locks.hold(reporter, sha256, patience).await else {
            continue;
        };
        if state
            .store
            .forget_expired_upload(reporter, sha256, now)
            .await?
        {
            state.blobs.delete(reporter, sha256).await?;
            swept += 1;
        }
    }
    Ok(swept)
}
