//! Fixtures, pictures made up for a test, and an independent decoder to judge by.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "test code that is no test itself; each test binary uses its own part"
)]

use std::path::{Path, PathBuf};

use image::{DynamicImage, GenericImageView, ImageFormat, RgbImage};

pub fn fixture(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures")
        .join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every JPEG directly in a folder of fixtures, by name.
pub fn jpegs_in(folder: &str) -> Vec<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures")
        .join(folder);
    let mut found: Vec<PathBuf> = std::fs::read_dir(path)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "jpg"))
        .collect();
    found.sort();
    found
}

/// Decodes with a decoder that shares no code with libjpeg-turbo.
pub fn decoded(jpeg: &[u8]) -> DynamicImage {
    image::load_from_memory_with_format(jpeg, ImageFormat::Jpeg).unwrap()
}

/// The mean difference of two pictures of one size, in steps of 0 to 255.
pub fn mean_difference(one: &DynamicImage, other: &DynamicImage) -> f64 {
    assert_eq!(one.dimensions(), other.dimensions());
    let (one, other) = (one.to_rgb8(), other.to_rgb8());
    let sum: u64 = one
        .iter()
        .zip(other.iter())
        .map(|(a, b)| u64::from(a.abs_diff(*b)))
        .sum();
    sum as f64 / one.len() as f64
}

/// Numbers without a pattern, the same at every run (xorshift64).
pub fn random() -> impl FnMut() -> u64 {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    }
}

/// Incompressible pixels.
pub fn noise(width: u32, height: u32) -> RgbImage {
    let mut next = random();
    RgbImage::from_fn(width, height, |_, _| {
        let [a, b, c, ..] = next().to_le_bytes();
        image::Rgb([a, b, c])
    })
}

pub fn encoded(picture: &DynamicImage, quality: u8) -> Vec<u8> {
    let mut jpeg = Vec::new();
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut jpeg, quality);
    picture.write_with_encoder(encoder).unwrap();
    jpeg
}

/// A marker segment with its length.
pub fn segment(code: u8, payload: &[u8]) -> Vec<u8> {
    let length = u16::try_from(payload.len() + 2).unwrap().to_be_bytes();
    [&[0xff, code], &length[..], payload].concat()
}

/// `jpeg` with `bytes` put right behind its start marker.
pub fn with_after_start(jpeg: &[u8], bytes: &[u8]) -> Vec<u8> {
    [&jpeg[..2], bytes, &jpeg[2..]].concat()
}

/// Where the payload of the first segment with this code begins.
pub fn payload_of(jpeg: &[u8], code: u8) -> usize {
    let mut at = 2;
    while jpeg[at + 1] != code {
        at += 2 + usize::from(u16::from_be_bytes([jpeg[at + 2], jpeg[at + 3]]));
    }
    at + 4
}
