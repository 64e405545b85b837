//! The receiving side's second look: is what arrived a photograph as [`prepare()`](crate::prepare())
//! makes them, and nothing else?
//!
//! The sender may be anyone. So the checks go from cheap to costly, and each makes the next one
//! safe: bytes, structure, dimensions, metadata and hidden bytes, and only then a full decode, in
//! which even libjpeg's warnings refuse. What an image can hide in its own pixels and tables,
//! and in the last few bytes of its scan, which libjpeg reads ahead, stays out of reach.

use langnghe_planted::{Bug, planted};

use crate::codec::{self, Strictness};
use crate::error::PhotoError;
use crate::fingerprint::{self, Fingerprint};
use crate::inspect::inspect;
use crate::limits::{PHOTO_LONG_SIDE, ensure_affordable};
use crate::picture::Colours;
use crate::plan::Size;

/// A photograph that passed every check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Verified {
    /// Width in pixels, upright.
    pub width: u32,
    /// Height in pixels, upright.
    pub height: u32,
    /// What it looks like; none if it shows nothing that could be told apart.
    pub fingerprint: Option<Fingerprint>,
}

/// Checks a photograph that was sent to us; `max_bytes` is usually
/// [`MAX_PHOTO_BYTES`](crate::MAX_PHOTO_BYTES).
///
/// # Errors
/// Any [`PhotoError`]: the photograph is not to be kept.
pub fn verify_delivered(jpeg: &[u8], max_bytes: usize) -> Result<Verified, PhotoError> {
    if jpeg.len() > max_bytes {
        return Err(PhotoError::TooLarge {
            bytes: jpeg.len(),
            limit: max_bytes,
        });
    }
    let header = inspect(jpeg)?;
    let size = Size {
        width: header.width,
        height: header.height,
    };
    if size.long_side() > PHOTO_LONG_SIDE {
        return Err(PhotoError::SideTooLong {
            side: size.long_side(),
            limit: PHOTO_LONG_SIDE,
        });
    }
    ensure_affordable(&header)?;
    if !planted(Bug::TakesMetadata) {
        header.ensure_clean()?;
    }
    let colours = Colours::of_components(header.sampling.len());
    let picture = codec::decode(jpeg, size, colours, 8, Strictness::Exact)?;
    Ok(Verified {
        width: size.width,
        height: size.height,
        fingerprint: fingerprint::of_picture(&picture)?,
    })
}
