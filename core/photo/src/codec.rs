//! The only door to libjpeg-turbo.
//!
//! libjpeg answers in two strengths: an error ends the decode, a warning lets it go on and fills
//! what it could not read with grey or garbage. The wrapper returns both as an error, and of
//! several warnings the first one's words. So the rule is made on words, from libjpeg's closed
//! list (`jerror.h`): [`is_harmless`] knows the warnings after which every pixel is still as the
//! camera wrote it, and [`Strictness`] says whether even those are too much. A second warning
//! behind a harmless first stays unseen; then the person sees in the thumbnail what the file holds.
//!
//! Limits are checked before this door. The scan limit alone is set here again, because libjpeg
//! offers it: two counts of the same thing, made by different code.

use turbojpeg::{Compressor, Decompressor, Image, PixelFormat, ScalingFactor, Subsamp};

use crate::error::PhotoError;
use crate::limits::MAX_SCANS;
use crate::picture::{Colours, Picture};
use crate::plan::Size;

/// Warnings about header fields of newer or odd writers: the pixels don't depend on them.
const HARMLESS: [&str; 2] = [
    "Unknown Adobe color transform code",
    "unknown JFIF revision number",
];

/// How many bytes a camera may leave over behind a scan; several phones leave one or two. A
/// picture that went wrong on the way leaves dozens to thousands, and nothing else gives it away.
const MAX_LEFTOVER: usize = 16;

/// What a decode forgives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Strictness {
    /// Warnings after which the pixels are right: for what cameras wrote.
    ForgiveHarmless,
    /// Nothing: for what we wrote ourselves.
    Exact,
}

/// Decodes at `eighths` of the size.
///
/// `source` and `colours` are what our own reading of the header found; if libjpeg reads
/// another picture from the same bytes, the file is refused.
pub(crate) fn decode(
    jpeg: &[u8],
    source: Size,
    colours: Colours,
    eighths: u8,
    strictness: Strictness,
) -> Result<Picture, PhotoError> {
    let mut decoder = Decompressor::new().map_err(PhotoError::failure)?;
    decoder
        .set_scan_limit(MAX_SCANS)
        .map_err(PhotoError::failure)?;
    let header = decoder.read_header(jpeg).map_err(damaged)?;
    if (header.width, header.height) != (source.width as usize, source.height as usize) {
        return Err(PhotoError::damaged("its size can be read in two ways"));
    }
    let factor = ScalingFactor::new(usize::from(eighths), 8);
    decoder
        .set_scaling_factor(factor)
        .map_err(PhotoError::failure)?;
    let (width, height) = (factor.scale(header.width), factor.scale(header.height));
    let pitch = width * colours.channels();
    let mut pixels = vec![0; pitch * height];
    let image = Image {
        pixels: &mut pixels[..],
        width,
        pitch,
        height,
        format: pixel_format(colours),
    };
    match decoder.decompress(jpeg, image) {
        Ok(()) => {}
        Err(turbojpeg::Error::TurboJpegError(words))
            if strictness == Strictness::ForgiveHarmless && is_harmless(&words, jpeg) => {}
        Err(error) => return Err(damaged(error)),
    }
    let size = Size {
        width: width as u32,
        height: height as u32,
    };
    Ok(Picture {
        pixels,
        size,
        colours,
    })
}

/// Encodes as baseline JPEG with optimised tables and nothing but the picture.
pub(crate) fn encode(picture: &Picture, quality: u8) -> Result<Vec<u8>, PhotoError> {
    let mut encoder = Compressor::new().map_err(PhotoError::failure)?;
    let subsampling = match picture.colours {
        Colours::Grey => Subsamp::Gray,
        Colours::Rgb => Subsamp::Sub2x2,
    };
    encoder
        .set_quality(i32::from(quality))
        .map_err(PhotoError::failure)?;
    encoder
        .set_subsamp(subsampling)
        .map_err(PhotoError::failure)?;
    encoder.set_optimize(true).map_err(PhotoError::failure)?;
    let width = picture.size.width as usize;
    let image = Image {
        pixels: &picture.pixels[..],
        width,
        pitch: width * picture.colours.channels(),
        height: picture.size.height as usize,
        format: pixel_format(picture.colours),
    };
    encoder.compress_to_vec(image).map_err(PhotoError::failure)
}

fn is_harmless(words: &str, jpeg: &[u8]) -> bool {
    HARMLESS.iter().any(|harmless| words.contains(harmless))
        || leftover(words).is_some_and(|bytes| bytes <= MAX_LEFTOVER || ends_in_zeros(jpeg, bytes))
}

/// The count in "Corrupt JPEG data: 2 extraneous bytes before marker 0xd9".
fn leftover(words: &str) -> Option<usize> {
    let (count, _) = words
        .strip_prefix("Corrupt JPEG data: ")?
        .split_once(" extraneous bytes")?;
    count.parse().ok()
}

/// Whether this many bytes before the end marker are padding.
fn ends_in_zeros(jpeg: &[u8], bytes: usize) -> bool {
    let end = jpeg.len().saturating_sub(2);
    let padding = end
        .checked_sub(bytes)
        .and_then(|start| jpeg.get(start..end));
    padding.is_some_and(|padding| padding.iter().all(|&byte| byte == 0))
}

fn pixel_format(colours: Colours) -> PixelFormat {
    match colours {
        Colours::Grey => PixelFormat::GRAY,
        Colours::Rgb => PixelFormat::RGB,
    }
}

fn damaged(error: turbojpeg::Error) -> PhotoError {
    match error {
        turbojpeg::Error::TurboJpegError(words) => PhotoError::damaged(words),
        other => PhotoError::failure(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libjpeg_itself_stops_at_the_scan_limit() {
        // Past our own count, which would have refused this file before.
        let bomb = include_bytes!("../fixtures/hostile/scanbomb_4000x3000x2000.jpg");
        let source = Size {
            width: 4_000,
            height: 3_000,
        };
        let refused =
            decode(bomb, source, Colours::Rgb, 1, Strictness::ForgiveHarmless).unwrap_err();
        assert!(refused.to_string().contains("scans"), "{refused}");
    }

    #[test]
    fn another_size_than_the_one_inspected_is_refused() {
        let jpeg = include_bytes!("../fixtures/DSCN0010.jpg");
        let source = Size {
            width: 640,
            height: 481,
        };
        let refused = decode(jpeg, source, Colours::Rgb, 8, Strictness::Exact).unwrap_err();
        assert_eq!(refused.code(), "damaged");
    }
}
