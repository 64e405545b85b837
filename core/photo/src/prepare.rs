//! From what a camera wrote to what is sent.
//!
//! ```text
//! bytes ─▶ inspect ─▶ limits ─▶ essentials ─▶ decode small ─▶ resample ─▶ upright ─▶ encode
//! ```
//!
//! Nothing of the old file travels: the new one is written from pixels.

use langnghe_planted::{Bug, planted};

use crate::codec::{self, Strictness};
use crate::cover::Region;
use crate::error::PhotoError;
use crate::fingerprint::{self, Fingerprint};
use crate::inspect::{essentials, inspect};
use crate::limits::{MAX_PHOTO_BYTES, MAX_THUMBNAIL_BYTES, THUMBNAIL_LONG_SIDE, ensure_affordable};
use crate::picture::Colours;
use crate::plan::{Size, plan};

/// A photograph that may travel, and its small copy.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Prepared {
    /// A baseline JPEG without metadata: at most [`PHOTO_LONG_SIDE`](crate::PHOTO_LONG_SIDE)
    /// pixels on its longer side and [`MAX_PHOTO_BYTES`] bytes.
    pub photo: Vec<u8>,
    /// The same picture: at most [`THUMBNAIL_LONG_SIDE`] pixels and [`MAX_THUMBNAIL_BYTES`] bytes.
    pub thumbnail: Vec<u8>,
    /// The photograph's width in pixels, upright.
    pub width: u32,
    /// The photograph's height in pixels, upright.
    pub height: u32,
    /// What it looks like; none if it shows nothing that could be told apart.
    pub fingerprint: Option<Fingerprint>,
}

/// Makes a photograph fit to travel: small, upright, and without anything that a camera wrote
/// beside the picture. The same bytes give the same result, on the same kind of processor.
///
/// A file that ends before its picture does, or in which libjpeg finds a fault that changes
/// pixels, is refused rather than sent half grey: it is evidence. Films, depth maps and second
/// pictures behind the first are dropped with the metadata.
///
/// # Errors
/// Any [`PhotoError`] except [`PhotoError::MetadataPresent`] and [`PhotoError::HiddenBytes`].
pub fn prepare(jpeg: &[u8]) -> Result<Prepared, PhotoError> {
    let made = made(jpeg, &[])?;
    let as_taken = planted(Bug::KeepsExif) && jpeg.len() <= MAX_PHOTO_BYTES;
    Ok(if as_taken {
        Prepared {
            photo: jpeg.to_vec(),
            ..made
        }
    } else {
        made
    })
}

/// A photograph and its small copy, with these regions covered before either is written.
pub(crate) fn made(jpeg: &[u8], covered: &[Region]) -> Result<Prepared, PhotoError> {
    let (source, essential) = essentials(jpeg)?;
    ensure_affordable(&source)?;
    let size = Size {
        width: source.width,
        height: source.height,
    };
    let colours = Colours::of_components(source.sampling.len());
    let plan = plan(size);
    let decoded = codec::decode(
        &essential,
        size,
        colours,
        plan.eighths,
        Strictness::ForgiveHarmless,
    )?;
    drop(essential);
    let mut upright = decoded
        .resized_to(plan.target)?
        .upright(source.orientation)?;
    for region in covered {
        region.paint_over(&mut upright);
    }
    let small = upright.resized_to(upright.size.fitted_to(THUMBNAIL_LONG_SIDE))?;
    let photo = upright.encoded_within(MAX_PHOTO_BYTES)?;
    let thumbnail = small.encoded_within(MAX_THUMBNAIL_BYTES)?;
    for jpeg in [&photo.jpeg, &thumbnail.jpeg] {
        // Held at run time too: an encoder that learns to write more must not leak it.
        inspect(jpeg)?.ensure_clean().map_err(PhotoError::failure)?;
    }
    Ok(Prepared {
        photo: photo.jpeg,
        thumbnail: thumbnail.jpeg,
        width: photo.size.width,
        height: photo.size.height,
        fingerprint: fingerprint::of_picture(&small)?,
    })
}
