//! A server that is backed up while it serves, and everything that can be wrong with a backup.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};
use langnghe_wire::{Attachment, Sha256};
use tempfile::TempDir;

use super::*;
use crate::{
    blob,
    clock::Clock,
    data_dir::DataDir,
    entropy::SystemEntropy,
    identity::{Device, NewSession, NewUser, PasswordHash, Role, Scope},
    store::{
        Accounts as _, BeginUpload, Sessions as _, Standing, Store as _, Uploads as _,
        contract::{
            apply,
            phone::{Phone, at, filing},
            registered,
        },
        sqlite::SqliteStore,
    },
};

#[derive(Debug)]
struct SetClock(AtomicI64);

impl Clock for SetClock {
    fn now(&self) -> Timestamp {
        at(self.0.load(Ordering::SeqCst))
    }
}

/// A data folder that is served, and a folder for backups.
struct World {
    folder: TempDir,
    store: SqliteStore,
    phone: Phone,
    device: Device,
    clock: SetClock,
}

impl World {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = DataDir::open(&folder.path().join("data")).unwrap();
        let store = data.store().await.unwrap();
        let phone = Phone::new(1);
        let device = registered(&store, &phone).await;
        Self {
            folder,
            store,
            phone,
            device,
            clock: SetClock(AtomicI64::new(100)),
        }
    }

    fn data(&self) -> DataDir {
        DataDir::existing(&self.folder.path().join("data")).unwrap()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn backups(&self) -> BackupFolder {
        BackupFolder::create(&self.path("backups")).unwrap()
    }

    /// Files a report with one photograph that has arrived.
    async fn file(&self, photograph: &'static [u8], second: i64) -> Sha256 {
        let sha256 = Sha256::of(photograph);
        let length = photograph.len() as u64;
        let attachments = vec![Attachment::photo(sha256, length)];
        let report = self.phone.new_report();
        let file = self.phone.operation(report, 0, &filing("Đê", attachments));
        apply(&self.store, &self.device, &[&file], second).await;
        self.upload(photograph, second).await;
        sha256
    }

    async fn upload(&self, photograph: &'static [u8], second: i64) {
        let (reporter, sha256) = (self.device.reporter, Sha256::of(photograph));
        let length = photograph.len() as u64;
        let begin = BeginUpload { sha256, length };
        let begun = self.store.begin_upload(reporter, begin, at(second)).await;
        assert!(begun.is_ok(), "{begun:?}");
        let bytes = Bytes::from_static(photograph);
        let blobs = self.data().blobs().unwrap();
        blobs.write(reporter, sha256, bytes).await.unwrap();
        self.store
            .complete_upload(reporter, sha256, at(second))
            .await
            .unwrap();
    }

    async fn take(&self) -> Taken {
        self.take_keeping(14).await
    }

    async fn take_keeping(&self, keep: usize) -> Taken {
        let options = Options {
            keep: keep.try_into().unwrap(),
            margin: SignedDuration::from_secs(1),
        };
        take(
            &self.data(),
            &self.backups(),
            &self.clock,
            options,
            |_, _| {},
        )
        .await
        .unwrap()
    }

    async fn restore(&self, number: Option<u32>) -> Result<(Restored, SqliteStore), BackupError> {
        let into = self.path("restored");
        let entropy = Arc::new(SystemEntropy);
        let restored = restore(&self.backups(), number, &into, entropy, |_, _| {}).await?;
        let store = DataDir::existing(&into)?.store().await?;
        Ok((restored, store))
    }

    fn file_of(&self, under: &str, sha256: Sha256) -> PathBuf {
        let key = blob::key(self.device.reporter, sha256);
        self.path(under).join(key.as_ref())
    }

    fn backed_up(&self, sha256: Sha256) -> PathBuf {
        self.file_of("backups/blobs", sha256)
    }
}

fn fault(outcome: Result<Manifest, BackupError>) -> Fault {
    match outcome {
        Err(BackupError::Damaged { fault, .. }) => fault,
        other => panic!("{other:?}"),
    }
}

/// Changes a byte in the middle of a file.
fn rot(path: &Path) {
    let mut bytes = fs::read(path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(path, bytes).unwrap();
}

#[tokio::test]
async fn what_was_received_before_a_backup_is_in_it_and_phones_are_told_so() {
    let world = World::new().await;
    let first = world.file(b"first", 1).await;
    assert_eq!(world.store.backed_up_through().await.unwrap(), None);
    let taken = world.take().await;
    assert_eq!((taken.manifest.number, taken.copied), (1, 1));
    let through = world.store.backed_up_through().await.unwrap();
    assert_eq!(through, Some(at(99)), "the margin doesn't count");

    let second = world.file(b"second", 200).await;
    let (restored, store) = world.restore(None).await.unwrap();
    assert_eq!((restored.photographs, restored.lost), (1, 0));
    assert_eq!(store.backed_up_through().await.unwrap(), through);
    assert_ne!(
        store.epoch().await.unwrap(),
        world.store.epoch().await.unwrap(),
        "phones send again what it lacks"
    );
    let blobs = DataDir::existing(&world.path("restored")).unwrap().blobs();
    let read = |sha256| blobs.as_ref().unwrap().read(world.device.reporter, sha256);
    assert_eq!(read(first).await.unwrap(), "first");
    assert!(read(second).await.is_err(), "it came later");
}

#[tokio::test]
async fn nobody_is_signed_in_to_what_was_restored() {
    let world = World::new().await;
    let user = NewUser {
        name: "Lan".into(),
        role: Role::Coordinator,
        scope: Scope::Province,
        password: PasswordHash::from_stored("phc".into()),
    };
    let user = world.store.add_user(user, at(0)).await.unwrap();
    let token = Sha256::of(b"token");
    let session = NewSession {
        token,
        user: user.id,
        form_secret: [4; 32],
        replaces: None,
    };
    let begun = world
        .store
        .begin_session(session, Sha256::of(b"key"), at(0));
    begun.await.unwrap();
    world.take().await;
    let (_, store) = world.restore(None).await.unwrap();
    assert!(store.session(token, at(1)).await.unwrap().is_none());
    assert!(store.credentials("Lan").await.unwrap().is_some());
    assert!(world.store.session(token, at(1)).await.unwrap().is_some());
}

#[tokio::test]
async fn photographs_are_copied_once_and_go_with_the_last_backup_that_names_them() {
    let world = World::new().await;
    let named = world.file(b"named", 1).await;
    world.upload(b"unnamed", 1).await;
    let unnamed = Sha256::of(b"unnamed");
    assert_eq!(world.take().await.copied, 2);
    let forgotten = world
        .store
        .forget_expired_upload(world.device.reporter, unnamed, at(90_000));
    assert!(forgotten.await.unwrap());
    assert_eq!(world.take_keeping(2).await.copied, 0);
    assert!(world.backed_up(unnamed).exists(), "backup 1 has it");
    // As attempts leave them that were cut off.
    let left = ["000009.db", "000010.db.partial", "blobs/x#1"];
    for name in left {
        fs::write(world.path("backups").join(name), "half").unwrap();
    }

    assert_eq!(world.take_keeping(2).await.manifest.number, 3);
    assert_eq!(world.backups().numbers().unwrap(), [2, 3]);
    assert!(!world.backed_up(unnamed).exists());
    assert!(world.backed_up(named).exists());
    for name in left.iter().chain(&["000001.db"]) {
        assert!(!world.path("backups").join(name).exists(), "{name}");
    }
    for number in [2, 3] {
        verify(&world.backups(), number).await.unwrap();
    }
}

#[tokio::test]
async fn a_photograph_that_the_disk_lost_is_named_and_phones_keep_theirs() {
    let world = World::new().await;
    let [missing, rotten] = [
        world.file(b"missing", 1).await,
        world.file(b"rotten", 1).await,
    ];
    world.file(b"well", 1).await;
    fs::remove_file(world.file_of("data/blobs", missing)).unwrap();
    rot(&world.file_of("data/blobs", rotten));
    let Manifest {
        photographs,
        lacking,
        ..
    } = world.take().await.manifest;
    assert_eq!((photographs, lacking), (1, 2));
    assert_eq!(world.store.backed_up_through().await.unwrap(), None);
    verify(&world.backups(), 1).await.unwrap();

    // Restored, it asks for them again, and takes them.
    let (restored, store) = world.restore(None).await.unwrap();
    assert_eq!((restored.photographs, restored.lost), (1, 2));
    let reporter = world.device.reporter;
    for sha256 in [missing, rotten] {
        let stands = store.upload(reporter, sha256, at(300)).await.unwrap();
        assert!(matches!(stands, Standing::At(upload) if upload.offset == 0));
        store
            .complete_upload(reporter, sha256, at(300))
            .await
            .unwrap();
        let stands = store.upload(reporter, sha256, at(300)).await.unwrap();
        assert!(matches!(stands, Standing::At(upload) if upload.is_complete()));
    }
}

#[tokio::test]
async fn what_rots_in_a_backup_is_seen() {
    let world = World::new().await;
    let photographs = [
        world.file(b"first", 1).await,
        world.file(b"second", 1).await,
    ];
    world.take().await;
    let database = world.path("backups/000001.db");
    let manifest = world.path("backups/000001.json");
    let whole = [&database, &manifest].map(|path| fs::read(path).unwrap());

    rot(&world.backed_up(photographs[0]));
    fs::remove_file(world.backed_up(photographs[1])).unwrap();
    assert_eq!(
        fault(verify(&world.backups(), 1).await),
        Fault::Photographs {
            missing: 1,
            changed: 1
        }
    );
    rot(&database);
    assert_eq!(fault(verify(&world.backups(), 1).await), Fault::Database);
    let refused = world
        .restore(None)
        .await
        .map(|(restored, _)| restored.manifest);
    assert_eq!(fault(refused), Fault::Database);
    assert!(!world.path("restored").exists(), "nothing was begun");
    fs::remove_file(&database).unwrap();
    assert_eq!(fault(verify(&world.backups(), 1).await), Fault::NoDatabase);
    fs::write(&database, &whole[0]).unwrap();
    fs::write(&manifest, &whole[1][..whole[1].len() / 2]).unwrap();
    assert_eq!(fault(verify(&world.backups(), 1).await), Fault::Manifest);
    fs::write(&manifest, r#"{"format": 2, "number": 1, "and": "more"}"#).unwrap();
    let newer = verify(&world.backups(), 1).await;
    assert!(matches!(newer, Err(BackupError::Newer(1))), "{newer:?}");
}

#[tokio::test]
async fn an_older_backup_is_restored_by_its_number() {
    let world = World::new().await;
    world.file(b"first", 1).await;
    world.take().await;
    world.file(b"second", 2).await;
    world.take().await;
    let (restored, _) = world.restore(Some(1)).await.unwrap();
    assert_eq!((restored.manifest.number, restored.photographs), (1, 1));
    let missing = world.restore(Some(3)).await;
    assert!(matches!(missing, Err(BackupError::NoSuch(3))));
    let again = world.restore(Some(2)).await;
    let occupied = |error: &BackupError| error.to_string().contains("isn't empty");
    assert!(again.is_err_and(|error| occupied(&error)));
}

#[tokio::test]
async fn a_folder_of_backups_is_worked_in_by_one_at_a_time() {
    let world = World::new().await;
    let nothing = BackupFolder::existing(&world.path("backups"));
    assert!(matches!(nothing, Err(BackupError::Nothing)));
    let held = world.backups();
    assert!(matches!(held.manifest(None), Err(BackupError::Nothing)));
    let other = BackupFolder::existing(&world.path("backups"));
    assert!(matches!(other, Err(BackupError::InUse)));
}

/// A writer that never rests neither stops a backup nor is stopped by it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_under_constant_writing_shows_one_moment() {
    let world = World::new().await;
    let (store, phone, device) = (&world.store, &world.phone, &world.device);
    let writing = async {
        for second in 0..200 {
            let (report, other) = (phone.new_report(), phone.new_report());
            let pair =
                [report, other].map(|report| phone.operation(report, 0, &filing("Đê", vec![])));
            // Both in one transaction: a copy has both of a pair, or none.
            apply(store, device, &[&pair[0], &pair[1]], second).await;
        }
    };
    let backing_up = async {
        let mut reports = vec![];
        for _ in 0..5 {
            reports.push(world.take().await.manifest.database.reports);
        }
        reports
    };
    let ((), reports) = tokio::join!(writing, backing_up);
    assert!(
        reports.iter().all(|reports| reports % 2 == 0),
        "{reports:?}"
    );
    assert!(reports.is_sorted(), "{reports:?}");
    assert_eq!(world.take().await.manifest.database.reports, 400);
}
