//! What a photograph looks like, in 64 bits: whether two of them may show the same thing.
//!
//! The picture is made grey and 32 pixels square, and its 64 coarsest waves (a discrete cosine
//! transform, the constant part left out) each say one thing: whether there is more of it than of
//! the usual one. What compression, size, brightness and a narrow crop change are fine waves, the
//! constant part, or all waves alike, so those bits stay. The method is known as *pHash*.
//!
//! It stands here and not behind a library because what remains to be done, once a picture is
//! decoded and resampled by what is here anyway, is the forty lines below; the libraries bring a
//! transform, a codec of texts and a second resampler.
//!
//! How far apart is near was measured on the photographs of `tests/fingerprint.rs`: see [`NEAR`].

use std::f64::consts::PI;

use crate::codec::{self, Strictness};
use crate::error::PhotoError;
use crate::inspect::essentials;
use crate::limits::ensure_affordable;
use crate::picture::{Colours, Picture};
use crate::plan::Size;

/// Up to here two fingerprints are near: probably the same picture, or two of one thing taken
/// from one spot.
///
/// Of our photographs, each of eight changes (compressed at quality 25, made a quarter of the
/// size, 4 % cropped, brighter, darker, more contrast, grey, prepared by this crate) moves the
/// fingerprint by at most 8 bits and mostly by none to 4; two different photographs were never
/// nearer than 28. By chance alone, one pair in 40 million would be this near.
pub const NEAR: u32 = 10;

/// Pixels of a side that is transformed.
const SIDE: usize = 32;

/// Waves in each direction that make a bit: the coarsest eight behind the constant one.
const WAVES: usize = 8;

/// The least that the usual wave must weigh. Below it a picture shows nothing: a finger before the
/// lens, the night, fog. Real photographs have 19 and more, a sensor's noise alone not even 1.
const LEAST_CONTRAST: f64 = 2.0;

/// What a photograph looks like, in 64 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint(u64);

impl Fingerprint {
    /// The fingerprint that [`bits`](Self::bits) gave.
    #[must_use]
    pub fn from_bits(bits: u64) -> Self {
        Self(bits)
    }

    /// The bits, to be kept.
    #[must_use]
    pub fn bits(self) -> u64 {
        self.0
    }

    /// In how many of its 64 bits another photograph looks different.
    #[must_use]
    pub fn distance(self, other: Self) -> u32 {
        (self.0 ^ other.0).count_ones()
    }
}

/// What a photograph looks like, upright; none if it shows nothing that could be told apart.
///
/// # Errors
/// As [`prepare()`](crate::prepare()).
pub fn fingerprint(jpeg: &[u8]) -> Result<Option<Fingerprint>, PhotoError> {
    let (source, essential) = essentials(jpeg)?;
    ensure_affordable(&source)?;
    let size = Size {
        width: source.width,
        height: source.height,
    };
    let colours = Colours::of_components(source.sampling.len());
    let decoded = codec::decode(
        &essential,
        size,
        colours,
        eighths_for(size),
        Strictness::ForgiveHarmless,
    )?;
    of_picture(&decoded.upright(source.orientation)?)
}

/// What a picture looks like that is decoded and upright already.
pub(crate) fn of_picture(picture: &Picture) -> Result<Option<Fingerprint>, PhotoError> {
    let square = Size {
        width: SIDE as u32,
        height: SIDE as u32,
    };
    Ok(of_waves(&waves(&grey(&picture.resized_to(square)?))))
}

/// The fewest eighths that leave the resampling twice the pixels that it makes.
fn eighths_for(size: Size) -> u8 {
    let short = size.width.min(size.height) as usize;
    (1..8)
        .find(|&eighths| short * usize::from(eighths) >= 2 * SIDE * 8)
        .unwrap_or(8)
}

/// Brightness as eyes weigh it (ITU-R BT.601), pixel by pixel.
fn grey(picture: &Picture) -> Vec<f64> {
    let weigh = |pixel: &[u8]| match *pixel {
        [red, green, blue] => {
            0.299 * f64::from(red) + 0.587 * f64::from(green) + 0.114 * f64::from(blue)
        }
        [grey, ..] => f64::from(grey),
        [] => 0.0,
    };
    let channels = picture.colours.channels();
    picture.pixels.chunks_exact(channels).map(weigh).collect()
}

/// How much of each of the coarsest waves a square picture has; the constant one is left out in
/// each direction.
fn waves(grey: &[f64]) -> [f64; WAVES * WAVES] {
    let wave = |frequency: usize, at: usize| {
        (PI * frequency as f64 * (2 * at + 1) as f64 / (2 * SIDE) as f64).cos()
    };
    // Rows first: of each, eight sums; then the columns of those.
    let mut of_rows = [[0.0; WAVES]; SIDE];
    for (row, sums) in grey.chunks_exact(SIDE).zip(&mut of_rows) {
        for (u, sum) in sums.iter_mut().enumerate() {
            *sum = (0..SIDE).map(|x| row[x] * wave(u + 1, x)).sum();
        }
    }
    let mut waves = [0.0; WAVES * WAVES];
    for (at, amount) in waves.iter_mut().enumerate() {
        let (v, u) = (at / WAVES + 1, at % WAVES);
        let sum: f64 = (0..SIDE).map(|y| of_rows[y][u] * wave(v, y)).sum();
        *amount = sum * 2.0 / SIDE as f64;
    }
    waves
}

fn of_waves(waves: &[f64; WAVES * WAVES]) -> Option<Fingerprint> {
    let mut weights = waves.map(f64::abs);
    weights.sort_by(f64::total_cmp);
    if weights[weights.len() / 2] < LEAST_CONTRAST {
        return None;
    }
    let mut sorted = *waves;
    sorted.sort_by(f64::total_cmp);
    let usual = (sorted[sorted.len() / 2 - 1] + sorted[sorted.len() / 2]) / 2.0;
    let bits = waves
        .iter()
        .fold(0, |bits, &amount| bits << 1 | u64::from(amount > usual));
    Some(Fingerprint(bits))
}
