//! Pixels in memory, and the three things done to them: resampled, turned, fitted into bytes.

use std::borrow::Cow;

use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::{U8, U8x3};
use fast_image_resize::{PixelTrait, ResizeAlg, ResizeOptions, Resizer};
use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, RgbImage};

use crate::budget::{Search, Step};
use crate::codec;
use crate::error::PhotoError;
use crate::plan::Size;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Colours {
    Grey,
    Rgb,
}

impl Colours {
    pub(crate) fn of_components(components: usize) -> Self {
        if components == 1 {
            Self::Grey
        } else {
            Self::Rgb
        }
    }

    pub(crate) fn channels(self) -> usize {
        match self {
            Self::Grey => 1,
            Self::Rgb => 3,
        }
    }
}

/// Rows from the top, pixels from the left, one byte a channel, no padding.
#[derive(Debug, Clone)]
pub(crate) struct Picture {
    pub(crate) pixels: Vec<u8>,
    pub(crate) size: Size,
    pub(crate) colours: Colours,
}

/// A picture as JPEG, and the size it came out with.
#[derive(Debug)]
pub(crate) struct Encoded {
    pub(crate) jpeg: Vec<u8>,
    pub(crate) size: Size,
}

impl Picture {
    pub(crate) fn resized_to(&self, size: Size) -> Result<Self, PhotoError> {
        if size == self.size {
            return Ok(self.clone());
        }
        // Named pixel types: with a type that is only known at run time, the code for all of the
        // library's sixteen would be compiled into this crate, which takes two minutes.
        let pixels = match self.colours {
            Colours::Grey => self.resampled::<U8>(size),
            Colours::Rgb => self.resampled::<U8x3>(size),
        }?;
        Ok(Self {
            pixels,
            size,
            colours: self.colours,
        })
    }

    fn resampled<P: PixelTrait>(&self, size: Size) -> Result<Vec<u8>, PhotoError> {
        let source =
            TypedImageRef::<P>::from_buffer(self.size.width, self.size.height, &self.pixels)
                .map_err(PhotoError::failure)?;
        let bytes = size.width as usize * size.height as usize * self.colours.channels();
        let mut pixels = vec![0; bytes];
        let mut target = TypedImage::<P>::from_buffer(size.width, size.height, &mut pixels)
            .map_err(PhotoError::failure)?;
        let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(
            fast_image_resize::FilterType::Lanczos3,
        ));
        Resizer::new()
            .resize_typed(&source, &mut target, &options)
            .map_err(PhotoError::failure)?;
        Ok(pixels)
    }

    /// Turned and mirrored so that EXIF orientation `orientation` becomes upright.
    pub(crate) fn upright(self, orientation: u8) -> Result<Self, PhotoError> {
        let Some(orientation) = Orientation::from_exif(orientation) else {
            return Ok(self);
        };
        let Size { width, height } = self.size;
        let colours = self.colours;
        let image = match colours {
            Colours::Grey => {
                GrayImage::from_raw(width, height, self.pixels).map(DynamicImage::ImageLuma8)
            }
            Colours::Rgb => {
                RgbImage::from_raw(width, height, self.pixels).map(DynamicImage::ImageRgb8)
            }
        };
        let mut image = image.ok_or(PhotoError::failed("pixels don't match their size"))?;
        image.apply_orientation(orientation);
        let size = Size {
            width: image.width(),
            height: image.height(),
        };
        Ok(Self {
            pixels: image.into_bytes(),
            size,
            colours,
        })
    }

    /// Encodes with the best quality that fits `budget` bytes; what doesn't fit at the lowest
    /// quality loses pixels until it does.
    pub(crate) fn encoded_within(&self, budget: usize) -> Result<Encoded, PhotoError> {
        let mut picture = Cow::Borrowed(self);
        loop {
            match picture.best_quality_within(budget)? {
                Attempt::Fits(jpeg) => {
                    return Ok(Encoded {
                        jpeg,
                        size: picture.size,
                    });
                }
                Attempt::TakesAtLeast(_) if picture.size.long_side() == 1 => {
                    return Err(PhotoError::failed("not even one pixel fits the budget"));
                }
                Attempt::TakesAtLeast(bytes) => {
                    // From the first pixels each time: resampling twice blurs.
                    let smaller = picture.size.shrunk_for(budget, bytes);
                    picture = Cow::Owned(self.resized_to(smaller)?);
                }
            }
        }
    }

    fn best_quality_within(&self, budget: usize) -> Result<Attempt, PhotoError> {
        let mut search = Search::within(budget);
        let mut best = Vec::new();
        loop {
            match search.step() {
                Step::Try(quality) => {
                    let jpeg = codec::encode(self, quality)?;
                    if search.record(quality, jpeg.len()) {
                        best = jpeg;
                    }
                }
                Step::Settle => return Ok(Attempt::Fits(best)),
                Step::Shrink { bytes } => return Ok(Attempt::TakesAtLeast(bytes)),
            }
        }
    }
}

enum Attempt {
    Fits(Vec<u8>),
    TakesAtLeast(usize),
}

impl Size {
    /// Smaller by what the bytes ask for, and by a tenth at the least, so that shrinking ends.
    fn shrunk_for(self, budget: usize, bytes: usize) -> Self {
        let factor = (budget as f64 / bytes as f64).sqrt().clamp(0.05, 0.9);
        let shrunk = |side: u32| ((f64::from(side) * factor) as u32).max(1);
        Self {
            width: shrunk(self.width),
            height: shrunk(self.height),
        }
    }
}
