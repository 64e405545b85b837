//! Photographs, resumable: tus 1.0.0 at `/v1/uploads/{sha256}`.

pub(crate) mod lock;
