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
mod companions;
mod connection;
pub mod copy;
mod devices;
mod doubles;
mod events;
mod failure;
mod intake;
mod migrate;
mod notices;
mod operations;
mod readers;
pub mod record;
mod rows;
mod sessions;
mod settings;
mod uploads;
mod writer;

use std::{collections::BTreeMap, path::Path, sync::Arc};

use async_trait::async_trait;
use bytes::Bytes;
use jiff::{SignedDuration, Timestamp, civil::Date};
use langnghe_photo::Fingerprint;
use langnghe_wire::{
    DeviceId, Reference, ReportId, Sha256,
    sync::{Cursor, OperationResult},
};
use rusqlite::OptionalExtension as _;

use self::{readers::Readers, writer::Writer};
use super::{
    ActError, AppendError, BeginUpload, BeginUploadError, CaseCounts, CaseDetail, CaseFilter,
    CasePage, ChangePage, Cluster, CommuneCounts, CompleteError, MapPart, News, Page,
    RegisterError, Standing, Store, StoreError, Upload, UserError,
};
use crate::{
    case::{Action, Case, Moment, decide::Incoming},
    chain::Root,
    doubles::Beside,
    entropy::Entropy,
    identity::{
        Account, AccountChange, Device, NewAccount, NewDevice, NewSession, NewUser, PasswordHash,
        ReporterId, Session, User, UserId, Viewer,
    },
    intake::Entry,
    notices::{Ending, Given, Notice},
    settings::{Kind, NewSetting, Setting, Settlement},
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
        moment: Moment,
    ) -> Result<Vec<OperationResult>, StoreError> {
        let entropy = Arc::clone(&self.entropy);
        self.writer
            .run(move |db| {
                operations::apply_all(db, entropy.as_ref(), &device, &operations, &moment)
            })
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

    async fn result_of(
        &self,
        reporter: ReporterId,
        sha256: Sha256,
    ) -> Result<Option<ReporterId>, StoreError> {
        self.readers
            .read(move |db| uploads::result_of(db, reporter, sha256))
            .await
    }

    async fn cases(
        &self,
        viewer: &Viewer,
        filter: CaseFilter,
        page: Page,
    ) -> Result<CasePage, StoreError> {
        let viewer = viewer.clone();
        self.readers
            .read(move |db| cases::list(db, &viewer, &filter, page))
            .await
    }

    async fn count_cases(&self, viewer: &Viewer, now: Timestamp) -> Result<CaseCounts, StoreError> {
        let viewer = viewer.clone();
        self.readers
            .read(move |db| cases::count_all(db, &viewer, now))
            .await
    }

    async fn news(&self, viewer: &Viewer, since: Option<u64>) -> Result<News, StoreError> {
        let viewer = viewer.clone();
        self.readers
            .read(move |db| cases::news(db, &viewer, since))
            .await
    }

    async fn clusters(
        &self,
        viewer: &Viewer,
        filter: CaseFilter,
        part: MapPart,
    ) -> Result<Vec<Cluster>, StoreError> {
        let viewer = viewer.clone();
        self.readers
            .read(move |db| cases::clusters(db, &viewer, &filter, &part))
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
        moment: Moment,
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
                act::act(db, entropy.as_ref(), &decision, &moment)
            })
            .await
    }

    async fn keep_fingerprint(
        &self,
        reporter: ReporterId,
        sha256: Sha256,
        fingerprint: Fingerprint,
    ) -> Result<(), StoreError> {
        self.writer
            .run(move |db| doubles::keep_fingerprint(db, reporter, sha256, fingerprint))
            .await
    }

    async fn beside(
        &self,
        viewer: &Viewer,
        report: ReportId,
    ) -> Result<Option<Beside>, StoreError> {
        let scope = viewer.scope.clone();
        self.readers
            .read(move |db| doubles::beside(db, &scope, report))
            .await
    }

    async fn begin_intake(
        &self,
        user: UserId,
        report: ReportId,
        now: Timestamp,
    ) -> Result<Option<ReporterId>, StoreError> {
        self.writer
            .run(move |db| intake::begin(db, user, report, now))
            .await
    }

    async fn enter(
        &self,
        user: UserId,
        entry: Entry,
        moment: Moment,
    ) -> Result<Option<Case>, StoreError> {
        let entropy = Arc::clone(&self.entropy);
        self.writer
            .run(move |db| intake::enter(db, entropy.as_ref(), user, &entry, &moment))
            .await
    }

    async fn entered(&self, user: UserId, report: ReportId) -> Result<Option<Case>, StoreError> {
        self.readers
            .read(move |db| intake::entered(db, user, report))
            .await
    }

    async fn close_unanswered(&self, moment: Moment) -> Result<usize, StoreError> {
        let entropy = Arc::clone(&self.entropy);
        self.writer
            .run(move |db| act::close_unanswered(db, entropy.as_ref(), &moment))
            .await
    }

    async fn colleagues(
        &self,
        viewer: &Viewer,
        report: ReportId,
    ) -> Result<Vec<(UserId, String)>, StoreError> {
        let scope = viewer.scope.clone();
        self.readers
            .read(move |db| accounts::colleagues(db, &scope, report))
            .await
    }

    async fn by_reference(
        &self,
        viewer: &Viewer,
        reference: &Reference,
    ) -> Result<Option<ReportId>, StoreError> {
        let (scope, reference) = (viewer.scope.clone(), reference.clone());
        self.readers
            .read(move |db| cases::by_reference(db, &scope, &reference))
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

    async fn close_a_day(&self, now: Timestamp) -> Result<bool, StoreError> {
        // Read without keeping any writer waiting: a first root is over all that there is.
        let root = self
            .readers
            .read(move |db| record::close_a_day(db, now))
            .await?;
        match root {
            Some(root) => {
                self.writer
                    .run(move |db| record::keep_root(db, &root))
                    .await
            }
            None => Ok(false),
        }
    }

    async fn roots(&self, after: u64, limit: usize) -> Result<Vec<Root>, StoreError> {
        self.readers
            .read(move |db| record::roots(db, after, limit))
            .await
    }

    async fn write_digests(&self, day: Date, now: Timestamp) -> Result<u64, StoreError> {
        self.writer
            .run(move |db| notices::write_digests(db, day, now))
            .await
    }

    async fn due_notices(&self, now: Timestamp, limit: usize) -> Result<Vec<Notice>, StoreError> {
        self.readers
            .read(move |db| notices::due(db, now, limit))
            .await
    }

    async fn begin_notice(
        &self,
        notice: Notice,
        again: Timestamp,
    ) -> Result<Option<Given>, StoreError> {
        self.writer
            .run(move |db| notices::begin(db, &notice, again))
            .await
    }

    async fn end_notice(
        &self,
        notice: i64,
        ending: Ending,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.writer
            .run(move |db| notices::end(db, notice, ending, now))
            .await
    }

    async fn count_notices(&self) -> Result<BTreeMap<String, u64>, StoreError> {
        self.readers.read(|db| notices::count(db)).await
    }

    async fn settings(&self) -> Result<Vec<Setting>, StoreError> {
        self.readers.read(settings::newest).await
    }

    async fn settle(&self, new: NewSetting, now: Timestamp) -> Result<bool, StoreError> {
        self.writer
            .run(move |db| settings::settle(db, &new, now))
            .await
    }

    async fn setting(&self, kind: Kind, version: u32) -> Result<Option<Settlement>, StoreError> {
        self.readers
            .read(move |db| settings::find(db, kind, version))
            .await
    }

    async fn settlements(
        &self,
        kind: Kind,
        before: u32,
        limit: u32,
    ) -> Result<Vec<Settlement>, StoreError> {
        self.readers
            .read(move |db| settings::before(db, kind, before, limit))
            .await
    }

    async fn add_user(&self, user: NewUser, now: Timestamp) -> Result<User, UserError> {
        self.writer
            .run(move |db| accounts::add(db, &user, now))
            .await
    }

    async fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        self.readers.read(accounts::all).await
    }

    async fn account(&self, id: UserId) -> Result<Option<Account>, StoreError> {
        self.readers.read(move |db| accounts::find(db, id)).await
    }

    async fn open_account(
        &self,
        by: UserId,
        new: NewAccount,
        now: Timestamp,
    ) -> Result<UserId, UserError> {
        self.writer
            .run(move |db| accounts::open(db, Some(by), &new, now))
            .await
    }

    async fn change_account(
        &self,
        by: UserId,
        after: Account,
        password: Option<PasswordHash>,
        now: Timestamp,
    ) -> Result<(), UserError> {
        self.writer
            .run(move |db| accounts::change(db, by, &after, password.as_ref(), now))
            .await
    }

    async fn account_changes(&self, id: UserId) -> Result<Vec<AccountChange>, StoreError> {
        self.readers.read(move |db| accounts::changes(db, id)).await
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

    async fn count_by_commune(
        &self,
        viewer: &Viewer,
        filter: CaseFilter,
    ) -> Result<CommuneCounts, StoreError> {
        let viewer = viewer.clone();
        self.readers
            .read(move |db| cases::count_by_commune(db, &viewer, &filter))
            .await
    }
}

#[cfg(test)]
mod tests;
