//! The store in one SQLite file.
//!
//! One thread writes (`writer`), and everything that waits at the same moment shares one
//! commit and one fsync. A few connections read (`readers`), each read in a transaction of its
//! own, so that it sees one moment and never waits for a writer (WAL). Other processes may use
//! the file at the same time (`user add`, a backup): a write then waits for theirs, a read
//! doesn't.

mod accounts;
mod act;
mod cases;
mod changes;
mod connection;
pub mod copy;
mod devices;
mod events;
mod failure;
mod migrate;
mod operations;
mod readers;
mod rows;
mod sessions;
mod uploads;
mod writer;

use std::{path::Path, sync::Arc};

use async_trait::async_trait;
use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};
use langnghe_wire::{
    DeviceId, ReportId, Sha256,
    sync::{Cursor, OperationResult},
};
use rusqlite::OptionalExtension as _;

use self::{readers::Readers, writer::Writer};
use super::{
    ActError, AppendError, BeginUpload, BeginUploadError, CaseCounts, CaseDetail, CaseFilter,
    CasePage, ChangePage, CompleteError, Page, RegisterError, Standing, Store, StoreError, Upload,
    UserError,
};
use crate::{
    case::{Action, decide::Incoming},
    entropy::Entropy,
    identity::{
        Device, NewDevice, NewSession, NewUser, PasswordHash, ReporterId, Session, User, UserId,
        Viewer,
    },
};

/// The store in one SQLite file.
#[derive(Debug)]
pub struct SqliteStore {
    writer: Writer,
    readers: Readers,
    entropy: Arc<dyn Entropy>,
}

impl SqliteStore {
    /// Opens the database, making or migrating it as needed.
    ///
    /// # Errors
    /// [`StoreError`], such as [`StoreError::NewerSchema`] for a file of a newer release.
    pub async fn open(path: &Path, entropy: Arc<dyn Entropy>) -> Result<Self, StoreError> {
        let path = path.to_owned();
        tokio::task::spawn_blocking(move || {
            let mut connection = connection::open_for_writing(&path)?;
            migrate::migrate(&mut connection, entropy.as_ref())?;
            Ok(Self {
                writer: Writer::start(path.clone(), connection)?,
                readers: Readers::of(path),
                entropy,
            })
        })
        .await
        .map_err(|_| StoreError::Broken)?
    }

    /// Begins a new epoch: the database comes from a backup, so phones send again what the
    /// backup may lack. Nobody is signed in any more.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn begin_epoch(&self) -> Result<(), StoreError> {
        let entropy = Arc::clone(&self.entropy);
        self.writer
            .run(move |db| copy::begin_epoch(db, entropy.as_ref()))
            .await
    }

    async fn meta(&self, key: &'static str) -> Result<Option<String>, StoreError> {
        self.readers
            .read(move |db| {
                let mut find = db.prepare_cached("SELECT value FROM meta WHERE key = ?1")?;
                Ok(find.query_row([key], |row| row.get(0)).optional()?)
            })
            .await
    }
}

#[async_trait]
impl Store for SqliteStore {
    async fn epoch(&self) -> Result<String, StoreError> {
        let epoch = self.meta("epoch").await?;
        epoch.ok_or_else(|| StoreError::Damaged("the database has no epoch".into()))
    }

    async fn backed_up_through(&self) -> Result<Option<Timestamp>, StoreError> {
        let written = self.meta("backed_up_through").await?;
        written
            .map(|text| {
                text.parse()
                    .map_err(|_| StoreError::Damaged("backed_up_through is no time".into()))
            })
            .transpose()
    }

    async fn probe(&self) -> Result<(), StoreError> {
        self.writer
            .run(|db| {
                // Something is written, so that the commit reaches the disk.
                db.execute(
                    "INSERT INTO meta (key, value) VALUES ('probe', '1')
                     ON CONFLICT (key) DO UPDATE SET value = 1 - value",
                    [],
                )?;
                Ok(())
            })
            .await
    }

    async fn close(&self) -> Result<(), StoreError> {
        self.readers.close();
        self.writer.close().await
    }

    async fn device(&self, id: DeviceId) -> Result<Option<Device>, StoreError> {
        self.readers.read(move |db| devices::find(db, id)).await
    }

    async fn register(&self, device: NewDevice, now: Timestamp) -> Result<Device, RegisterError> {
        self.writer
            .run(move |db| devices::register(db, &device, now))
            .await
    }

    async fn keep_skew(&self, device: DeviceId, skew_ms: i64) -> Result<(), StoreError> {
        self.writer
            .run(move |db| devices::keep_skew(db, device, skew_ms))
            .await
    }

    async fn apply(
        &self,
        device: Device,
        operations: Vec<Incoming>,
        now: Timestamp,
    ) -> Result<Vec<OperationResult>, StoreError> {
        let entropy = Arc::clone(&self.entropy);
        self.writer
            .run(move |db| operations::apply_all(db, entropy.as_ref(), &device, &operations, now))
            .await
    }

    async fn changes(
        &self,
        reporter: ReporterId,
        cursor: Option<Cursor>,
    ) -> Result<ChangePage, StoreError> {
        self.readers
            .read(move |db| changes::page(db, reporter, cursor.as_ref()))
            .await
    }

    async fn upload(
        &self,
        reporter: ReporterId,
        sha256: Sha256,
        now: Timestamp,
    ) -> Result<Standing, StoreError> {
        self.readers
            .read(move |db| uploads::find(db, reporter, sha256, now))
            .await
    }

    async fn begin_upload(
        &self,
        reporter: ReporterId,
        begin: BeginUpload,
        now: Timestamp,
    ) -> Result<Upload, BeginUploadError> {
        self.writer
            .run(move |db| uploads::begin(db, reporter, begin, now))
            .await
    }

    async fn append_upload(
        &self,
        reporter: ReporterId,
        sha256: Sha256,
        offset: u64,
        bytes: Bytes,
        now: Timestamp,
    ) -> Result<u64, AppendError> {
        self.writer
            .run(move |db| uploads::append(db, reporter, sha256, offset, &bytes, now))
            .await
    }

    async fn upload_bytes(
        &self,
        reporter: ReporterId,
        sha256: Sha256,
    ) -> Result<Vec<u8>, StoreError> {
        self.readers
            .read(move |db| uploads::bytes(db, reporter, sha256))
            .await
    }

    async fn complete_upload(
        &self,
        reporter: ReporterId,
        sha256: Sha256,
        now: Timestamp,
    ) -> Result<(), CompleteError> {
        let entropy = Arc::clone(&self.entropy);
        self.writer
            .run(move |db| uploads::complete(db, entropy.as_ref(), reporter, sha256, now))
            .await
    }

    async fn reset_upload(&self, reporter: ReporterId, sha256: Sha256) -> Result<(), StoreError> {
        self.writer
            .run(move |db| uploads::reset(db, reporter, sha256))
            .await
    }

    async fn forget_upload(&self, reporter: ReporterId, sha256: Sha256) -> Result<(), StoreError> {
        self.writer
            .run(move |db| uploads::forget(db, reporter, sha256))
            .await
    }

    async fn expired_uploads(
        &self,
        now: Timestamp,
    ) -> Result<Vec<(ReporterId, Sha256)>, StoreError> {
        self.readers.read(move |db| uploads::expired(db, now)).await
    }

    async fn forget_expired_upload(
        &self,
        reporter: ReporterId,
        sha256: Sha256,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        self.writer
            .run(move |db| uploads::forget_expired(db, reporter, sha256, now))
            .await
    }

    async fn begin_result(
        &self,
        reporter: ReporterId,
        begin: BeginUpload,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.writer
            .run(move |db| uploads::begin_result(db, reporter, begin, now))
            .await
    }

    async fn has_result(&self, reporter: ReporterId, sha256: Sha256) -> Result<bool, StoreError> {
        self.readers
            .read(move |db| uploads::has_result(db, reporter, sha256))
            .await
    }

    async fn cases(
        &self,
        viewer: &Viewer,
        filter: CaseFilter,
        page: Page,
    ) -> Result<CasePage, StoreError> {
        let scope = viewer.scope.clone();
        self.readers
            .read(move |db| cases::list(db, &scope, filter, page))
            .await
    }

    async fn count_cases(&self, viewer: &Viewer, now: Timestamp) -> Result<CaseCounts, StoreError> {
        let scope = viewer.scope.clone();
        self.readers
            .read(move |db| cases::count_all(db, &scope, now))
            .await
    }

    async fn case(
        &self,
        viewer: &Viewer,
        report: ReportId,
    ) -> Result<Option<CaseDetail>, StoreError> {
        let scope = viewer.scope.clone();
        self.readers
            .read(move |db| cases::detail(db, &scope, report))
            .await
    }

    async fn act(
        &self,
        viewer: &Viewer,
        report: ReportId,
        action: Action,
        expected_version: u64,
        now: Timestamp,
    ) -> Result<CaseDetail, ActError> {
        let viewer = viewer.clone();
        let entropy = Arc::clone(&self.entropy);
        self.writer
            .run(move |db| {
                let decision = act::Wanted {
                    viewer: &viewer,
                    report,
                    action: &action,
                    expected_version,
                };
                act::act(db, entropy.as_ref(), &decision, now)
            })
            .await
    }

    async fn photograph(
        &self,
        viewer: &Viewer,
        report: ReportId,
        sha256: Sha256,
    ) -> Result<Option<ReporterId>, StoreError> {
        let scope = viewer.scope.clone();
        self.readers
            .read(move |db| cases::photograph(db, &scope, report, sha256))
            .await
    }

    async fn record_look(
        &self,
        user: UserId,
        report: ReportId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.writer
            .run(move |db| cases::record_look(db, user, report, now))
            .await
    }

    async fn add_user(&self, user: NewUser, now: Timestamp) -> Result<User, UserError> {
        self.writer
            .run(move |db| accounts::add(db, &user, now))
            .await
    }

    async fn credentials(&self, name: &str) -> Result<Option<(User, PasswordHash)>, StoreError> {
        let name = name.to_owned();
        self.readers
            .read(move |db| accounts::credentials(db, &name))
            .await
    }

    async fn begin_session(
        &self,
        session: NewSession,
        name_key: Sha256,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.writer
            .run(move |db| sessions::begin(db, &session, name_key, now))
            .await
    }

    async fn session(&self, token: Sha256, now: Timestamp) -> Result<Option<Session>, StoreError> {
        let session = self
            .readers
            .read(move |db| sessions::find(db, token, now))
            .await?;
        if session
            .as_ref()
            .is_some_and(|s| sessions::is_touch_due(s, now))
        {
            self.writer
                .run(move |db| sessions::touch(db, token, now))
                .await?;
        }
        Ok(session)
    }

    async fn end_session(&self, token: Sha256) -> Result<(), StoreError> {
        self.writer.run(move |db| sessions::end(db, token)).await
    }

    async fn sign_in_blocked(
        &self,
        keys: Vec<Sha256>,
        now: Timestamp,
    ) -> Result<Option<SignedDuration>, StoreError> {
        self.readers
            .read(move |db| sessions::blocked(db, &keys, now))
            .await
    }

    async fn record_failed_sign_in(
        &self,
        keys: Vec<Sha256>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.writer
            .run(move |db| sessions::record_failure(db, &keys, now))
            .await
    }
}

#[cfg(test)]
mod tests;
