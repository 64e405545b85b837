//! Why a photograph was refused.
//!
//! Nothing here is transient: the same bytes get the same answer. The way out is another
//! photograph, and [`PhotoError::code`] is the stable word by which a catalogue says so to the
//! person. No message carries content of the photograph.

use std::borrow::Cow;

use crate::inspect::MetadataKind;

/// Why a photograph was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PhotoError {
    /// The bytes don't begin as a JPEG does.
    #[error("not a JPEG")]
    NotAJpeg,
    /// The file has more bytes than allowed.
    #[error("{bytes} bytes, and at most {limit} are allowed")]
    TooLarge {
        /// The file's size in bytes.
        bytes: usize,
        /// The most that is allowed, in bytes.
        limit: usize,
    },
    /// The picture is larger than a decode is risked for.
    #[error("{width} x {height} pixels are more than the allowed {limit}")]
    TooManyPixels {
        /// Declared width in pixels.
        width: u32,
        /// Declared height in pixels.
        height: u32,
        /// The most pixels that are allowed.
        limit: u64,
    },
    /// One side is longer than allowed.
    #[error("a side of {side} pixels is longer than the allowed {limit}")]
    SideTooLong {
        /// The longer side in pixels.
        side: u32,
        /// The longest that is allowed, in pixels.
        limit: u32,
    },
    /// A file of several scans must be held whole while it is decoded, and this one is too big.
    #[error("decoding takes {bytes} bytes of memory, and at most {limit} are allowed")]
    TooMuchMemory {
        /// What the decoder would hold, in bytes.
        bytes: u64,
        /// The most that is allowed, in bytes.
        limit: u64,
    },
    /// More scans than any camera writes: each costs a pass over the whole picture.
    #[error("more than {limit} scans")]
    TooManyScans {
        /// The most scans that are allowed.
        limit: u32,
    },
    /// More marker segments than any camera writes.
    #[error("more than {limit} segments")]
    TooManySegments {
        /// The most segments that are allowed.
        limit: usize,
    },
    /// The file ends before its picture does.
    #[error("the file ends before its picture does")]
    Truncated,
    /// The file contradicts itself, or its picture can't be decoded faithfully.
    #[error("damaged: {reason}")]
    Damaged {
        /// What is wrong, for developers: our words or libjpeg's.
        reason: Cow<'static, str>,
    },
    /// A kind of JPEG that cameras and browsers don't make.
    #[error("unsupported: {what}")]
    Unsupported {
        /// The kind that isn't supported.
        what: &'static str,
    },
    /// Something besides the picture is in the file. Only
    /// [`verify_delivered`](crate::verify_delivered) refuses this.
    #[error("metadata present: {kinds:?}")]
    MetadataPresent {
        /// Each kind found, in the order of the file, once.
        kinds: Vec<MetadataKind>,
    },
    /// Bytes that belong to no segment and no picture. Only
    /// [`verify_delivered`](crate::verify_delivered) refuses this.
    #[error("{bytes} bytes lie outside the picture")]
    HiddenBytes {
        /// How many there are: after the end and between the segments.
        bytes: usize,
    },
    /// The photograph may be fine, and our own tools failed: out of memory, or a defect.
    #[error("the photograph could not be processed: {reason}")]
    Failed {
        /// What failed, for developers.
        reason: Cow<'static, str>,
    },
}

impl PhotoError {
    /// A stable word for each variant: for catalogues, protocols and logs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAJpeg => "not_a_jpeg",
            Self::TooLarge { .. } => "too_large",
            Self::TooManyPixels { .. } => "too_many_pixels",
            Self::SideTooLong { .. } => "side_too_long",
            Self::TooMuchMemory { .. } => "too_much_memory",
            Self::TooManyScans { .. } => "too_many_scans",
            Self::TooManySegments { .. } => "too_many_segments",
            Self::Truncated => "truncated",
            Self::Damaged { .. } => "damaged",
            Self::Unsupported { .. } => "unsupported",
            Self::MetadataPresent { .. } => "metadata_present",
            Self::HiddenBytes { .. } => "hidden_bytes",
            Self::Failed { .. } => "failed",
        }
    }

    /// [`PhotoError::Failed`] with the words of a library that failed.
    #[allow(clippy::needless_pass_by_value, reason = "made for `map_err`")]
    pub(crate) fn failure(cause: impl ToString) -> Self {
        Self::failed(cause.to_string())
    }

    pub(crate) fn damaged(reason: impl Into<Cow<'static, str>>) -> Self {
        Self::Damaged {
            reason: reason.into(),
        }
    }

    pub(crate) fn failed(reason: impl Into<Cow<'static, str>>) -> Self {
        Self::Failed {
            reason: reason.into(),
        }
    }
}
