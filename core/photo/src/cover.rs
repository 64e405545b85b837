//! Regions of a photograph painted over: faces, plates, a house number.
//!
//! They become black and nothing else. A blur or a mosaic is a sum of the pixels under it, and what
//! may be under it (ten digits, the faces of a village) can be tried until the sums agree. The new
//! file is written from the painted pixels, so that the old ones are in no part of it.

use crate::error::PhotoError;
use crate::picture::Picture;
use crate::prepare::{Prepared, made};

/// How far around a region is covered as well, in pixels. The decoder spreads what stands in a
/// block of 16 over all of it, and resampling a little further; from that ring the edge of what is
/// covered could be guessed.
const MARGIN: f64 = 16.0;

/// A rectangle in a picture as one sees it, upright, in fractions of its sides: the same for every
/// size of the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Region {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Region {
    /// The part of a rectangle that lies in the picture; none if no part does.
    ///
    /// `left` and `top` say where it begins, in fractions of the picture's width and height from
    /// its upper left corner.
    #[must_use]
    pub fn new(left: f64, top: f64, width: f64, height: f64) -> Option<Self> {
        let within = |at: f64| at.clamp(0.0, 1.0);
        let region = Self {
            left: within(left),
            top: within(top),
            right: within(left + width),
            bottom: within(top + height),
        };
        // Written so that what is no number fails as well.
        (region.left < region.right && region.top < region.bottom).then_some(region)
    }

    pub(crate) fn paint_over(self, picture: &mut Picture) {
        let channels = picture.colours.channels();
        let pitch = picture.size.width as usize * channels;
        let (left, right) = pixels(self.left, self.right, picture.size.width);
        let (top, bottom) = pixels(self.top, self.bottom, picture.size.height);
        for row in picture
            .pixels
            .chunks_exact_mut(pitch)
            .take(bottom)
            .skip(top)
        {
            row[left * channels..right * channels].fill(0);
        }
    }
}

/// From the first to behind the last of `side` pixels that a part of it touches, margin included.
fn pixels(from: f64, to: f64, side: u32) -> (usize, usize) {
    let side = f64::from(side);
    let first = (from * side - MARGIN).floor().max(0.0);
    let behind = (to * side + MARGIN).ceil().min(side);
    (first as usize, behind as usize)
}

/// A photograph and its small copy with `regions` covered for good, in everything else as
/// [`prepare()`](crate::prepare()) makes them. A margin of 16 pixels around each is covered, too.
///
/// # Errors
/// As [`prepare()`](crate::prepare()).
pub fn cover(jpeg: &[u8], regions: &[Region]) -> Result<Prepared, PhotoError> {
    made(jpeg, regions)
}
