//! What is allowed in and what is let out, and the checks that run on the header alone.
//!
//! The largest sensors in phones give 16,320 x 12,240 pixels; whoever photographs with one shall
//! not be told to change a setting in a place without signal. Such a file is decoded at an eighth
//! or a quarter of its size, row by row, so its pixels cost no memory. What does cost memory is a
//! file of several scans: libjpeg holds every coefficient of it. That has a limit of its own.

use langnghe_planted::{Bug, planted};

use crate::error::PhotoError;
use crate::inspect::Inspection;

/// The most bytes that [`prepare()`](crate::prepare()) and [`inspect()`](crate::inspect()) look at.
/// Twelve megapixels take 2 to 6 million bytes, two hundred take about 60 million.
pub const MAX_INPUT_BYTES: usize = 64_000_000;

/// The most pixels that [`prepare()`](crate::prepare()) decodes: 16,320 x 12,240 just fits.
pub const MAX_INPUT_PIXELS: u64 = 200_000_000;

/// The longest side that [`prepare()`](crate::prepare()) takes, in pixels: libjpeg's own limit.
pub const MAX_INPUT_SIDE: u32 = 65_500;

/// The most scans in one file. Encoders write 1 to 14; a file of 2,000 scans is an attack that
/// makes a decoder pass over the picture 2,000 times.
pub const MAX_SCANS: u32 = 32;

/// The most marker segments in one file: enough to carry [`MAX_INPUT_BYTES`] of metadata in
/// segments of full length.
pub const MAX_SEGMENTS: usize = 1_024;

/// The most memory, in bytes, that libjpeg may need for the coefficients of a file of several
/// scans: 64 megapixels with the usual chroma subsampling.
pub const MAX_COEFFICIENT_BYTES: u64 = 192 * 1_024 * 1_024;

/// The longest side of a prepared photograph, in pixels.
pub const PHOTO_LONG_SIDE: u32 = 2_048;

/// The most bytes of a prepared photograph.
pub const MAX_PHOTO_BYTES: usize = 300_000;

/// The longest side of a thumbnail, in pixels.
pub const THUMBNAIL_LONG_SIDE: u32 = 320;

/// The most bytes of a thumbnail.
pub const MAX_THUMBNAIL_BYTES: usize = 30_000;

/// Refuses, from the header alone, what would cost too much to decode.
pub(crate) fn ensure_affordable(header: &Inspection) -> Result<(), PhotoError> {
    if planted(Bug::DecodesAnything) {
        return Ok(());
    }
    let side = header.width.max(header.height);
    if side > MAX_INPUT_SIDE {
        return Err(PhotoError::SideTooLong {
            side,
            limit: MAX_INPUT_SIDE,
        });
    }
    let (width, height) = (header.width, header.height);
    if u64::from(width) * u64::from(height) > MAX_INPUT_PIXELS {
        return Err(PhotoError::TooManyPixels {
            width,
            height,
            limit: MAX_INPUT_PIXELS,
        });
    }
    let bytes = header.coefficient_bytes();
    if bytes > MAX_COEFFICIENT_BYTES {
        return Err(PhotoError::TooMuchMemory {
            bytes,
            limit: MAX_COEFFICIENT_BYTES,
        });
    }
    if header.picture_bytes < header.least_picture_bytes() {
        // A short file that declares a huge picture: whatever it is, most of it isn't there.
        return Err(PhotoError::Truncated);
    }
    Ok(())
}
