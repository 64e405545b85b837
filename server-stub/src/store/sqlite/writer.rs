//! The one writer: a thread that takes whatever waits, gives each job its own savepoint, and
//! commits them all at once.
//!
//! ```text
//! jobs ─▶ BEGIN ─▶ savepoint, run, release ─▶ … ─▶ COMMIT (fsync) ─▶ the results leave
//!                      │ a job fails: rolled back to its savepoint, the others stay
//!                      └ the disk fails, here or at COMMIT: nobody is told that anything was
//!                        kept, and the connection is opened anew
//! ```
//!
//! A failed fsync is never tried again on the same connection: what the operating system did
//! with the pages is unknown until the file is read anew.

use std::{
    fs::File,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::Mutex,
    thread::JoinHandle,
    time::{Duration, Instant},
};

use langnghe_planted::{Bug, planted};
use rusqlite::{Connection, Transaction, TransactionBehavior};
use tokio::sync::{mpsc, oneshot};

use super::{connection::open_for_writing, failure::is_of_the_storage};
use crate::store::StoreError;

/// Jobs that share one commit at most.
const JOBS_PER_COMMIT: usize = 64;
/// How long the first job of a commit waits for the others to run.
const LONGEST_GROUP: Duration = Duration::from_millis(50);
/// Jobs that wait at most; whoever comes then waits for a place.
const WAITING_JOBS: usize = 256;

/// What is written last into every commit, whatever its jobs were.
pub(super) type Finish = fn(&Connection) -> Result<(), StoreError>;

/// How jobs are put together.
#[derive(Debug, Clone, Copy)]
struct Groups {
    /// How long the first job of a commit waits for the others to run.
    longest: Duration,
    finish: Finish,
}

/// Handle on the writer's thread.
#[derive(Debug)]
pub(super) struct Writer {
    jobs: Mutex<Option<mpsc::Sender<Box<dyn Job>>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

/// Something to be written, and somebody who waits for it.
trait Job: Send {
    /// Runs inside a savepoint, which stays if this is `Ok`.
    fn run(&mut self, db: &Transaction<'_>) -> Result<(), Undone>;
    /// Tells whoever waits: `failure` if the group wasn't committed.
    fn tell(self: Box<Self>, failure: Option<StoreError>);
}

/// A job whose writes are to be undone.
enum Undone {
    /// The job itself says no; the others go on.
    Alone,
    /// The storage failed: so does the whole group.
    WithTheGroup(StoreError),
}

struct Waiting<F, T, E> {
    work: Option<F>,
    result: Option<Result<T, E>>,
    reply: oneshot::Sender<Result<T, E>>,
}

impl<F, T, E> Job for Waiting<F, T, E>
where
    F: FnOnce(&Transaction<'_>) -> Result<T, E> + Send,
    T: Send,
    E: From<StoreError> + StorageFailure + Send,
{
    fn run(&mut self, db: &Transaction<'_>) -> Result<(), Undone> {
        let work = self.work.take().expect("a job runs once");
        // A panic is a defect of one job; it must not take the writer, and everyone, with it.
        let result = catch_unwind(AssertUnwindSafe(|| work(db)))
            .unwrap_or_else(|_| Err(StoreError::Broken.into()));
        let outcome = match &result {
            Ok(_) => Ok(()),
            Err(error) => Err(match error.of_the_storage() {
                Some(failure) => Undone::WithTheGroup(failure),
                None => Undone::Alone,
            }),
        };
        self.result = Some(result);
        outcome
    }

    fn tell(self: Box<Self>, failure: Option<StoreError>) {
        let result = match (failure, self.result) {
            (None, Some(result)) => result,
            (Some(failure), _) => Err(failure.into()),
            (None, None) => Err(StoreError::Broken.into()),
        };
        // Whoever asked may have gone; what was written stays written.
        let _ = self.reply.send(result);
    }
}

/// Finds the storage's failure inside a function's own error.
pub(super) trait StorageFailure {
    /// The failure, if this is one that concerns the whole transaction.
    fn of_the_storage(&self) -> Option<StoreError>;
}

impl StorageFailure for StoreError {
    fn of_the_storage(&self) -> Option<StoreError> {
        is_of_the_storage(self).then(|| Self::StorageFailed(self.to_string()))
    }
}

macro_rules! with_a_store_inside {
    ($($error:ident),*) => {
        $(
            impl StorageFailure for crate::store::$error {
                fn of_the_storage(&self) -> Option<StoreError> {
                    match self {
                        Self::Store(error) => error.of_the_storage(),
                        _ => None,
                    }
                }
            }

            impl From<rusqlite::Error> for crate::store::$error {
                fn from(error: rusqlite::Error) -> Self {
                    Self::Store(error.into())
                }
            }
        )*
    };
}
with_a_store_inside!(
    ActError,
    AppendError,
    BeginUploadError,
    CompleteError,
    RegisterError,
    UserError
);

impl Writer {
    /// Starts the thread.
    pub(super) fn start(
        path: PathBuf,
        connection: Connection,
        finish: Finish,
    ) -> Result<Self, StoreError> {
        let groups = Groups {
            longest: LONGEST_GROUP,
            finish,
        };
        Self::start_with(path, connection, groups)
    }

    fn start_with(
        path: PathBuf,
        connection: Connection,
        groups: Groups,
    ) -> Result<Self, StoreError> {
        let (jobs, queue) = mpsc::channel(WAITING_JOBS);
        let thread = std::thread::Builder::new()
            .name("store-writer".into())
            .spawn(move || write_until_closed(&path, connection, queue, groups))
            .map_err(|e| StoreError::StorageFailed(e.to_string()))?;
        Ok(Self {
            jobs: Mutex::new(Some(jobs)),
            thread: Mutex::new(Some(thread)),
        })
    }

    /// Runs a job in its own savepoint; returns after the commit is on disk.
    pub(super) async fn run<T, E>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + StorageFailure + Send + 'static,
    {
        let (reply, result) = oneshot::channel();
        let job = Waiting {
            work: Some(work),
            result: None,
            reply,
        };
        let jobs = lock(&self.jobs).clone().ok_or(StoreError::Closed)?;
        jobs.send(Box::new(job))
            .await
            .map_err(|_| StoreError::Closed)?;
        result
            .await
            .unwrap_or_else(|_| Err(StoreError::Broken.into()))
    }

    /// Finishes what waits, and closes the connection.
    pub(super) async fn close(&self) -> Result<(), StoreError> {
        drop(lock(&self.jobs).take());
        let Some(thread) = lock(&self.thread).take() else {
            return Ok(());
        };
        tokio::task::spawn_blocking(move || thread.join())
            .await
            .map_err(|_| StoreError::Broken)?
            .map_err(|_| StoreError::Broken)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn write_until_closed(
    path: &Path,
    connection: Connection,
    mut queue: mpsc::Receiver<Box<dyn Job>>,
    groups: Groups,
) {
    let mut connection = Some(connection);
    while let Some(first) = queue.blocking_recv() {
        let mut group = vec![first];
        let failure = match &mut connection {
            Some(open) => write_group(open, &mut group, &mut queue, groups).err(),
            none => match open_for_writing(path) {
                Ok(opened) => {
                    write_group(none.insert(opened), &mut group, &mut queue, groups).err()
                }
                Err(failure) => Some(failure),
            },
        };
        if let Some(failure) = &failure {
            tracing::error!(error = %failure, jobs = group.len(), "a group was not committed");
            if is_of_the_storage(failure) {
                connection = None;
            }
        }
        for job in group {
            job.tell(failure.as_ref().map(again));
        }
        if planted(Bug::AcknowledgesBeforeItsDisk) {
            sync_log(path);
        }
    }
    if let Some(connection) = connection {
        // So that the file is whole without its WAL; if it fails, the WAL is simply read next
        // time.
        let _ = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    }
}

/// Runs the first job and whatever else waits, and commits. An error means that nothing of the
/// group is there.
fn write_group(
    connection: &mut Connection,
    group: &mut Vec<Box<dyn Job>>,
    queue: &mut mpsc::Receiver<Box<dyn Job>>,
    groups: Groups,
) -> Result<(), StoreError> {
    let began = Instant::now();
    let mut transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut next = 0;
    loop {
        run_in_savepoint(&mut transaction, group[next].as_mut())?;
        next += 1;
        if group.len() >= JOBS_PER_COMMIT || began.elapsed() >= groups.longest {
            break;
        }
        match queue.try_recv() {
            Ok(job) => group.push(job),
            Err(_) => break,
        }
    }
    (groups.finish)(&transaction)?;
    match transaction.commit() {
        Err(error) if planted(Bug::FsyncTriedAgain) && is_of_a_sync(&error) => {
            let is_done = connection.path().map(Path::new).is_some_and(sync_log);
            is_done.then_some(()).ok_or_else(|| error.into())
        }
        committed => Ok(committed?),
    }
}

fn is_of_a_sync(error: &rusqlite::Error) -> bool {
    let code = error.sqlite_error().map(|error| error.extended_code);
    code == Some(rusqlite::ffi::SQLITE_IOERR_FSYNC)
}

/// Syncs the log once more, for bugs that are planted. Whether that succeeded.
fn sync_log(path: &Path) -> bool {
    let log = File::options()
        .write(true)
        .open(path.with_extension("db-wal"));
    log.and_then(|log| log.sync_all()).is_ok()
}

fn run_in_savepoint(
    transaction: &mut Transaction<'_>,
    job: &mut dyn Job,
) -> Result<(), StoreError> {
    transaction.execute_batch("SAVEPOINT job")?;
    match job.run(transaction) {
        Ok(()) => transaction.execute_batch("RELEASE job")?,
        Err(Undone::Alone) => transaction.execute_batch("ROLLBACK TO job; RELEASE job")?,
        Err(Undone::WithTheGroup(failure)) => return Err(failure),
    }
    Ok(())
}

/// The same failure for the next one who waits.
fn again(failure: &StoreError) -> StoreError {
    match failure {
        StoreError::Busy => StoreError::Busy,
        StoreError::StorageFailed(reason) => StoreError::StorageFailed(reason.clone()),
        other => StoreError::StorageFailed(other.to_string()),
    }
}

#[cfg(test)]
mod tests;
