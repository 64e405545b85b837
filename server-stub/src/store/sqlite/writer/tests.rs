use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use tempfile::TempDir;

use super::*;

const GROUPS: Groups = Groups {
    // Whoever waits comes into the group that runs, however slow the machine is.
    longest: Duration::from_secs(60),
    finish: |_| Ok(()),
};

async fn writer() -> (TempDir, Arc<Writer>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("db");
    let connection = open_for_writing(&path).unwrap();
    connection
        .execute_batch("CREATE TABLE t (x INTEGER PRIMARY KEY)")
        .unwrap();
    (
        folder,
        Arc::new(Writer::start_with(path, connection, GROUPS).unwrap()),
    )
}

async fn insert(writer: &Writer, x: i64) -> Result<(), StoreError> {
    writer
        .run(move |db| {
            db.execute("INSERT INTO t VALUES (?1)", [x])?;
            Ok(())
        })
        .await
}

fn rows(folder: &TempDir) -> Vec<i64> {
    let db = Connection::open(folder.path().join("db")).unwrap();
    let mut find = db.prepare("SELECT x FROM t ORDER BY x").unwrap();
    let rows = find.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

/// Keeps the writer busy until the result is dropped, so that jobs wait for one commit.
async fn busy(writer: &Arc<Writer>) -> std::sync::mpsc::Sender<()> {
    let (let_go, wait) = std::sync::mpsc::channel::<()>();
    let (begun, has_begun) = oneshot::channel();
    let writer = Arc::clone(writer);
    tokio::spawn(async move {
        writer
            .run(move |_| {
                let _ = begun.send(());
                let _ = wait.recv();
                Ok::<_, StoreError>(())
            })
            .await
    });
    has_begun.await.unwrap();
    let_go
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_job_that_fails_or_panics_leaves_the_others_of_its_group() {
    let (folder, writer) = writer().await;
    let let_go = busy(&writer).await;
    let refused = writer.run(|db| {
        db.execute("INSERT INTO t VALUES (100)", [])?;
        Err::<(), _>(StoreError::Busy)
    });
    let panicked = writer.run(|db| {
        db.execute("INSERT INTO t VALUES (200)", [])?;
        panic!("a defect");
        #[expect(unreachable_code, reason = "the type of the result")]
        Ok::<(), StoreError>(())
    });
    let release = async { drop(let_go) };
    let (one, refused, two, panicked, three, ()) = tokio::join!(
        insert(&writer, 1),
        refused,
        insert(&writer, 2),
        panicked,
        insert(&writer, 3),
        release,
    );
    assert!(one.is_ok() && two.is_ok() && three.is_ok());
    assert!(matches!(refused, Err(StoreError::Busy)));
    assert!(matches!(panicked, Err(StoreError::Broken)));
    assert_eq!(rows(&folder), [1, 2, 3]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn when_the_storage_fails_nobody_is_told_of_success() {
    let (folder, writer) = writer().await;
    let let_go = busy(&writer).await;
    let failing = writer.run(|db| {
        db.execute("INSERT INTO t VALUES (100)", [])?;
        Err::<(), _>(StoreError::StorageFailed("the disk is gone".into()))
    });
    let release = async { drop(let_go) };
    let (one, failed, two, ()) =
        tokio::join!(insert(&writer, 1), failing, insert(&writer, 2), release);
    assert!(matches!(one, Err(StoreError::StorageFailed(_))), "{one:?}");
    assert!(
        matches!(failed, Err(StoreError::StorageFailed(_))),
        "{failed:?}"
    );
    // The job behind the failure came into the next group.
    two.unwrap();
    assert_eq!(rows(&folder), [2]);
    // The connection was opened anew, and takes what comes.
    insert(&writer, 3).await.unwrap();
    assert!(rows(&folder).contains(&3));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_database_is_a_failure_of_the_storage_and_passes() {
    let (folder, writer) = writer().await;
    let fill = |pages: i64| {
        writer.run(move |db| {
            db.pragma_update(None, "max_page_count", pages)?;
            db.execute_batch("CREATE TABLE IF NOT EXISTS big (b BLOB)")?;
            db.execute("INSERT INTO big VALUES (zeroblob(1000000))", [])?;
            Ok::<_, StoreError>(())
        })
    };
    let full = fill(10).await;
    assert!(
        matches!(full, Err(StoreError::StorageFailed(_))),
        "{full:?}"
    );
    insert(&writer, 1).await.unwrap();
    fill(1_000_000).await.unwrap();
    assert_eq!(rows(&folder), [1]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_waits_shares_a_commit() {
    let (folder, writer) = writer().await;
    let let_go = busy(&writer).await;
    let together = Arc::new(AtomicBool::new(true));
    let mut jobs = vec![];
    for x in 0..20 {
        let (folder, together) = (folder.path().join("db"), Arc::clone(&together));
        let writer = Arc::clone(&writer);
        jobs.push(tokio::spawn(async move {
            let result = insert(&writer, x).await;
            let db = Connection::open(folder).unwrap();
            let count: i64 = db
                .query_row("SELECT count(*) FROM t", [], |r| r.get(0))
                .unwrap();
            if count != 20 {
                together.store(false, Ordering::SeqCst);
            }
            result
        }));
    }
    // All twenty wait behind the one that keeps the writer busy.
    while lock(&writer.jobs).as_ref().unwrap().capacity() > WAITING_JOBS - 20 {
        tokio::task::yield_now().await;
    }
    drop(let_go);
    for job in jobs {
        job.await.unwrap().unwrap();
    }
    assert!(
        together.load(Ordering::SeqCst),
        "each saw all of them committed at once"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn closing_finishes_what_waits() {
    let (folder, writer) = writer().await;
    let let_go = busy(&writer).await;
    let waiting = tokio::spawn({
        let writer = Arc::clone(&writer);
        async move { insert(&writer, 1).await }
    });
    while lock(&writer.jobs).as_ref().unwrap().capacity() == WAITING_JOBS {
        tokio::task::yield_now().await;
    }
    let closing = writer.close();
    let ((), closed) = tokio::join!(async { drop(let_go) }, closing);
    closed.unwrap();
    waiting.await.unwrap().unwrap();
    assert_eq!(rows(&folder), [1]);
    assert!(matches!(insert(&writer, 2).await, Err(StoreError::Closed)));
}
