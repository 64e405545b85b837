//! Photographs on their way, and those of results.

use async_trait::async_trait;
use jiff::Timestamp;
use langnghe_photo::Fingerprint;
use langnghe_wire::Sha256;

use super::super::{
    AppendError, BeginUpload, BeginUploadError, CompleteError, Standing, StoreError, Upload,
};
use crate::identity::ReporterId;

/// Photographs on their way, and those of results.
#[async_trait]
pub trait Uploads {
    /// Where an upload stands.
    async fn upload(
        &self,
        reporter: ReporterId,
        sha256: Sha256,
        now: Timestamp,
    ) -> Result<Standing, StoreError>;

    /// Begins an upload, or says where the one that was begun before stands.
    async fn begin_upload(
        &self,
        reporter: ReporterId,
        begin: BeginUpload,
        now: Timestamp,
    ) -> Result<Upload, BeginUploadError>;

    /// Appends bytes at an offset, which must be where the upload stands. An upload never gets
    /// its last byte here: the last bytes come with [`complete_upload`](Self::complete_upload).
    async fn append_upload(
        &self,
        reporter: ReporterId,
        sha256: Sha256,
        offset: u64,
        bytes: bytes::Bytes,
        now: Timestamp,
    ) -> Result<u64, AppendError>;

    /// The bytes that an upload has so far.
    async fn upload_bytes(
        &self,
        reporter: ReporterId,
        sha256: Sha256,
    ) -> Result<Vec<u8>, StoreError>;

    /// Marks an upload complete after its bytes are safe elsewhere, drops its rows, and tells
    /// every case that names it.
    async fn complete_upload(
        &self,
        reporter: ReporterId,
        sha256: Sha256,
        now: Timestamp,
    ) -> Result<(), CompleteError>;

    /// Keeps what a photograph looks like. It goes with its upload.
    async fn keep_fingerprint(
        &self,
        reporter: ReporterId,
        sha256: Sha256,
        fingerprint: Fingerprint,
    ) -> Result<(), StoreError>;

    /// Photographs from before fingerprints were kept that nobody looked at yet, behind one of
    /// them, so many at most.
    async fn not_looked_at(
        &self,
        behind: Option<(ReporterId, Sha256)>,
        limit: usize,
    ) -> Result<Vec<(ReporterId, Sha256)>, StoreError>;

    /// Keeps what such a photograph looks like, if anything can be told of it, and that it was
    /// looked at. One that went meanwhile stays gone.
    async fn looked_at(
        &self,
        reporter: ReporterId,
        sha256: Sha256,
        fingerprint: Option<Fingerprint>,
    ) -> Result<(), StoreError>;

    /// Puts an upload back to offset 0.
    async fn reset_upload(&self, reporter: ReporterId, sha256: Sha256) -> Result<(), StoreError>;

    /// Forgets an upload. Its finished bytes, if it had any, are then the caller's to delete.
    async fn forget_upload(&self, reporter: ReporterId, sha256: Sha256) -> Result<(), StoreError>;

    /// Uploads that no report names and that have expired, a few at a time.
    async fn expired_uploads(
        &self,
        now: Timestamp,
    ) -> Result<Vec<(ReporterId, Sha256)>, StoreError>;

    /// Forgets an upload if no report names it and it has expired; true if it was so. Its
    /// finished bytes, if it had any, are then the caller's to delete.
    async fn forget_expired_upload(
        &self,
        reporter: ReporterId,
        sha256: Sha256,
        now: Timestamp,
    ) -> Result<bool, StoreError>;

    /// Begins a photograph of the result, whose bytes the caller is about to make a file of. An
    /// [`act`](super::Cases::act) that names it completes it; without one, it expires like any upload.
    async fn begin_result(
        &self,
        reporter: ReporterId,
        begin: BeginUpload,
        now: Timestamp,
    ) -> Result<(), StoreError>;

    /// Among whose photographs one of the result lies, whole and safe, if a report of this
    /// reporter names it, or the case that such a report was merged into: with it,
    /// [`Blobs::read`](crate::blob::Blobs::read) has the bytes.
    async fn result_of(
        &self,
        reporter: ReporterId,
        sha256: Sha256,
    ) -> Result<Option<ReporterId>, StoreError>;
}
