//! The byte budget and the shapes that strain it: noise, threads of pixels, single pixels.

mod common;

use common::{decoded, encoded, noise};
use image::{DynamicImage, GenericImageView};
use langnghe_photo::{MAX_PHOTO_BYTES, MAX_THUMBNAIL_BYTES, prepare, verify_delivered};

#[test]
fn noise_fits_the_budget_by_losing_pixels() {
    let source = encoded(&DynamicImage::ImageRgb8(noise(2_048, 2_048)), 95);
    assert!(source.len() > 10 * MAX_PHOTO_BYTES);
    let prepared = prepare(&source).unwrap();
    assert!(prepared.photo.len() <= MAX_PHOTO_BYTES);
    assert!(
        prepared.photo.len() > MAX_PHOTO_BYTES / 2,
        "wasted: {}",
        prepared.photo.len()
    );
    assert!(prepared.thumbnail.len() <= MAX_THUMBNAIL_BYTES);
    assert!(prepared.width < 2_048, "noise of this size cannot fit");
    assert_eq!(
        decoded(&prepared.photo).dimensions(),
        (prepared.width, prepared.height)
    );
}

#[test]
fn extreme_shapes_come_through() {
    for (width, height, expected) in [
        (1, 1, (1, 1)),
        (7, 3, (7, 3)),
        (1, 10_000, (1, 2_048)),
        (8_000, 10, (2_048, 3)),
        (65_500, 1, (2_048, 1)),
        (2_049, 2_048, (2_048, 2_047)),
    ] {
        let source = encoded(&DynamicImage::ImageRgb8(noise(width, height)), 60);
        let prepared = prepare(&source).unwrap_or_else(|e| panic!("{width}x{height}: {e}"));
        if width.min(height) < 1_000 {
            assert_eq!((prepared.width, prepared.height), expected);
        }
        verify_delivered(&prepared.photo, MAX_PHOTO_BYTES).unwrap();
        verify_delivered(&prepared.thumbnail, MAX_THUMBNAIL_BYTES).unwrap();
    }
}
