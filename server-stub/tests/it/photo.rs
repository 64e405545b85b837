//! Real photographs, as a phone prepares them.

use std::sync::LazyLock;

use langnghe_photo::prepare;
use langnghe_wire::{Attachment, Sha256, limits::PHOTOGRAPH_BYTES};

pub(crate) struct Photo {
    pub(crate) bytes: Vec<u8>,
    pub(crate) sha256: Sha256,
}

impl Photo {
    pub(crate) fn attachment(&self) -> Attachment {
        Attachment::photo(self.sha256, self.bytes.len() as u64)
    }

    pub(crate) fn of(bytes: Vec<u8>) -> Self {
        let sha256 = Sha256::of(&bytes);
        Self { bytes, sha256 }
    }

    pub(crate) fn path(&self) -> String {
        format!("/v1/uploads/{}", self.sha256)
    }
}

/// As a camera wrote it, with its metadata.
pub(crate) const RAW: &[u8] = include_bytes!("../../../core/photo/fixtures/DSCN0010.jpg");

/// A photograph of more than a hundred kilobytes.
pub(crate) static LARGE: LazyLock<Photo> = LazyLock::new(|| {
    let raw = include_bytes!("../../../core/photo/fixtures/Landscape_1.jpg");
    let photo = Photo::of(prepare(raw).unwrap().photo);
    assert!(photo.bytes.len() > 100_000 && photo.bytes.len() as u64 <= PHOTOGRAPH_BYTES);
    photo
});

/// Another one, smaller.
pub(crate) static SMALL: LazyLock<Photo> = LazyLock::new(|| Photo::of(prepare(RAW).unwrap().photo));
