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

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    };

    use bytes::Bytes;
    use jiff::Timestamp;
    use langnghe_wire::{Attachment, Sha256};

    use super::*;
    use crate::{
        blob::{BlobError, Blobs},
        clock::Clock,
        store::{
            BeginUpload, Standing, Uploads as _,
            contract::{
                apply, counting,
                phone::{Phone, at, filing},
                registered,
            },
            sqlite::SqliteStore,
        },
    };

    #[derive(Debug, Default)]
    struct SetClock(AtomicI64);

    impl Clock for SetClock {
        fn now(&self) -> Timestamp {
            at(self.0.load(Ordering::SeqCst))
        }
    }

    #[tokio::test]
    async fn what_nobody_named_goes_with_its_file_and_what_is_named_stays() {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("db"), counting())
            .await
            .unwrap();
        let phone = Phone::new(1);
        let device = registered(&store, &phone).await;
        let reporter = device.reporter;
        let [named, unnamed] = [b"named".as_slice(), b"unnamed"].map(Sha256::of);
        let blobs = Blobs::in_folder(&folder.path().join("blobs")).unwrap();
        for sha256 in [named, unnamed] {
            let begin = BeginUpload { sha256, length: 9 };
            store.begin_upload(reporter, begin, at(0)).await.unwrap();
            blobs
                .write(reporter, sha256, Bytes::from_static(b"some jpeg"))
                .await
                .unwrap();
            store
                .complete_upload(reporter, sha256, at(0))
                .await
                .unwrap();
        }
        let attachments = vec![Attachment::photo(named, 9)];
        let file = phone.operation(phone.new_report(), 0, &filing("Đê", attachments));
        apply(&store, &device, &[&file], 1).await;
        let clock = Arc::new(SetClock::default());
        let state = ServerState::new(Arc::new(store), blobs, clock.clone(), counting());

        assert_eq!(sweep(&state).await, Ok(0));
        clock.0.store(86_400, Ordering::SeqCst);
        assert_eq!(sweep(&state).await, Ok(1));
        assert_eq!(sweep(&state).await, Ok(0));
        let gone = state.blobs.read(reporter, unnamed).await;
        assert!(matches!(gone, Err(BlobError::NotFound)), "{gone:?}");
        assert!(state.blobs.read(reporter, named).await.is_ok());
        let standing = state.store.upload(reporter, named, clock.now()).await;
        assert!(matches!(standing, Ok(Standing::At(upload)) if upload.is_complete()));
    }
}
