//! Photographs from before anybody kept what photographs look like: each is looked at once, so
//! that a report of today is held against those of last year as well.
//!
//! Which ones are left stands in the database, and a photograph leaves that list in the transaction
//! that keeps what it shows. So a restart goes on where it was, and one that shows nothing, can't be
//! decoded or is no longer there isn't tried a second time. Only what the disk didn't give stays for
//! the next start.

use langnghe_photo::{Fingerprint, fingerprint};
use langnghe_wire::Sha256;

use crate::{blob::BlobError, identity::ReporterId, state::ServerState, store::StoreError};

/// Photographs of which the list is asked at once.
const AT_A_TIME: usize = 16;

/// How far a look back came.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct LookedBack {
    /// Photographs that were looked at.
    pub(crate) seen: u64,
    /// And of how many of those something was kept.
    pub(crate) kept: u64,
    /// Photographs that the disk didn't give this time.
    pub(crate) left: u64,
}

/// Looks at every photograph on the list, one after the other.
pub(crate) async fn look_back(state: &ServerState) -> Result<LookedBack, StoreError> {
    let (mut done, mut behind) = (LookedBack::default(), None);
    loop {
        let next = state.store.not_looked_at(behind, AT_A_TIME).await?;
        let Some(last) = next.last().copied() else {
            return Ok(done);
        };
        behind = Some(last);
        for (reporter, sha256) in next {
            match look(state, reporter, sha256).await? {
                Some(fingerprint) => {
                    let looked_at = state.store.looked_at(reporter, sha256, fingerprint);
                    looked_at.await?;
                    done.seen += 1;
                    done.kept += u64::from(fingerprint.is_some());
                }
                None => done.left += 1,
            }
        }
    }
}

/// What a photograph shows, if anything can be told of it; none if it couldn't be read.
async fn look(
    state: &ServerState,
    reporter: ReporterId,
    sha256: Sha256,
) -> Result<Option<Option<Fingerprint>>, StoreError> {
    // One slot of those in which phones' photographs are checked: they wait for one picture at most.
    let _slot = state
        .checks
        .acquire()
        .await
        .map_err(|_| StoreError::Closed)?;
    let photograph = match state.blobs.read(reporter, sha256).await {
        Ok(photograph) => photograph,
        Err(BlobError::NotFound) => return Ok(Some(None)),
        Err(BlobError::Failed(_)) => return Ok(None),
    };
    let decoded = tokio::task::spawn_blocking(move || fingerprint(&photograph)).await;
    // Whatever is wrong with it, it would be wrong again.
    Ok(Some(decoded.ok().and_then(Result::ok).flatten()))
}

#[cfg(test)]
mod tests {
    use std::{fs, os::unix::fs::symlink, path::Path, sync::Arc};

    use rusqlite::Connection;

    use super::*;
    use crate::{
        blob::{self, Blobs},
        clock::SystemClock,
        store::{contract::counting, sqlite::SqliteStore},
    };

    const SCHEMAS: [(&[&str], &str); 3] = {
        const FIRST: &str = include_str!("../../migrations/0001_first.sql");
        const SECOND: &str = include_str!("../../migrations/0002_photographs_of_the_result.sql");
        const THIRD: &str = include_str!("../../migrations/0003_the_officers_desk.sql");
        [
            (&[FIRST], include_str!("../../fixtures/v1.sql")),
            (&[FIRST, SECOND], include_str!("../../fixtures/v2.sql")),
            (
                &[FIRST, SECOND, THIRD],
                include_str!("../../fixtures/v3.sql"),
            ),
        ]
    };
    const WHOSE: ReporterId = ReporterId(1);

    /// A photograph that tells something, and bytes that are none.
    fn photographs() -> [Vec<u8>; 4] {
        let raw = include_bytes!("../../../core/photo/fixtures/DSCN0010.jpg");
        let whole = langnghe_photo::prepare(raw).unwrap().photo;
        [
            whole,
            b"spoiled".to_vec(),
            b"not there".to_vec(),
            b"on a bad disk".to_vec(),
        ]
    }

    fn place(folder: &Path, photograph: &[u8]) -> std::path::PathBuf {
        let key = blob::key(WHOSE, Sha256::of(photograph));
        folder.join("blobs").join(key.as_ref())
    }

    /// A data folder as an older release left it, with these photographs in it as well.
    fn left_by_an_older_release(folder: &Path, schema: usize) {
        let (migrations, rows) = SCHEMAS[schema - 1];
        let db = Connection::open(folder.join("db")).unwrap();
        db.execute_batch(&format!("{}{rows}", migrations.concat()))
            .unwrap();
        db.pragma_update(None, "user_version", schema).unwrap();
        let [whole, spoiled, _, on_a_bad_disk] = photographs();
        for photograph in photographs() {
            db.execute(
                "INSERT INTO upload (reporter, sha256, length, received, complete_at, expires_at)
                 VALUES (?1, ?2, 9, 9, 1, 2)",
                rusqlite::params![WHOSE.0, Sha256::of(&photograph).as_bytes()],
            )
            .unwrap();
            let place = place(folder, &photograph);
            fs::create_dir_all(place.parent().unwrap()).unwrap();
        }
        fs::write(place(folder, &whole), &whole).unwrap();
        fs::write(place(folder, &spoiled), &spoiled).unwrap();
        // A link that leads to itself: the disk fails.
        let bad = place(folder, &on_a_bad_disk);
        symlink(&bad, &bad).unwrap();
    }

    async fn served(folder: &Path) -> ServerState {
        let store = SqliteStore::open(&folder.join("db"), counting()).await;
        let blobs = Blobs::in_folder(&folder.join("blobs")).unwrap();
        let (store, clock) = (Arc::new(store.unwrap()), Arc::new(SystemClock));
        ServerState::new(store, blobs, clock, counting())
    }

    fn kept(folder: &Path) -> Vec<(Sha256, Fingerprint)> {
        let db = Connection::open(folder.join("db")).unwrap();
        let mut find = db.prepare("SELECT sha256, bits FROM fingerprint").unwrap();
        let rows = find.query_map([], |row| {
            Ok((
                Sha256::from_bytes(row.get(0)?),
                Fingerprint::from_bits(row.get::<_, i64>(1)?.cast_unsigned()),
            ))
        });
        rows.unwrap().map(Result::unwrap).collect()
    }

    #[tokio::test]
    async fn what_older_releases_left_is_looked_at_once_and_the_rest_after_the_disk_is_well() {
        let [whole, .., on_a_bad_disk] = photographs();
        let shown = fingerprint(&whole).unwrap().unwrap();
        for schema in 1..=SCHEMAS.len() {
            let folder = tempfile::tempdir().unwrap();
            let folder = folder.path();
            left_by_an_older_release(folder, schema);
            let waited = if schema == 1 { 5 } else { 6 };
            let state = served(folder).await;
            let list = state.store.not_looked_at(None, 99).await.unwrap();
            assert_eq!(list.len(), waited, "its own photographs wait too");

            let first = look_back(&state).await.unwrap();
            assert_eq!((first.seen, first.left), (waited as u64 - 1, 1));
            assert!(kept(folder).contains(&(Sha256::of(&whole), shown)));
            assert_eq!(kept(folder).len() as u64, first.kept);

            // The next start, with the disk put right.
            state.store.close().await.unwrap();
            let state = served(folder).await;
            let list = state.store.not_looked_at(None, 99).await.unwrap();
            assert_eq!(list, [(WHOSE, Sha256::of(&on_a_bad_disk))]);
            let place = place(folder, &on_a_bad_disk);
            fs::remove_file(&place).unwrap();
            fs::write(&place, &whole).unwrap();
            let second = look_back(&state).await.unwrap();
            assert_eq!((second.seen, second.kept, second.left), (1, 1, 0));
            assert_eq!(look_back(&state).await.unwrap(), LookedBack::default());
        }
    }

    #[tokio::test]
    async fn a_photograph_that_went_meanwhile_stays_gone() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        left_by_an_older_release(folder, 2);
        let state = served(folder).await;
        let [whole, ..] = photographs();
        let (sha256, shown) = (Sha256::of(&whole), fingerprint(&whole).unwrap());
        state.store.forget_upload(WHOSE, sha256).await.unwrap();
        let list = state.store.not_looked_at(None, 99).await.unwrap();
        assert!(!list.contains(&(WHOSE, sha256)));
        let looked_at = state.store.looked_at(WHOSE, sha256, shown);
        looked_at.await.unwrap();
        assert_eq!(kept(folder), []);
    }
}
