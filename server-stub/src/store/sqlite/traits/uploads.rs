use std::sync::Arc;

use async_trait::async_trait;
use bytes::Bytes;
use jiff::Timestamp;
use langnghe_photo::Fingerprint;
use langnghe_wire::Sha256;

use super::super::{SqliteStore, doubles, uploads};
use crate::{
    identity::ReporterId,
    store::{
        AppendError, BeginUpload, BeginUploadError, CompleteError, Standing, StoreError, Upload,
        Uploads,
    },
};

#[async_trait]
impl Uploads for SqliteStore {
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

    async fn not_looked_at(
        &self,
        behind: Option<(ReporterId, Sha256)>,
        limit: usize,
    ) -> Result<Vec<(ReporterId, Sha256)>, StoreError> {
        self.readers
            .read(move |db| doubles::not_looked_at(db, behind, limit))
            .await
    }

    async fn looked_at(
        &self,
        reporter: ReporterId,
        sha256: Sha256,
        fingerprint: Option<Fingerprint>,
    ) -> Result<(), StoreError> {
        self.writer
            .run(move |db| doubles::looked_at(db, reporter, sha256, fingerprint))
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
}
