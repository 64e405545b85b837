//! What is covered is gone, and the rest is still the picture; judged by an independent decoder.
#![allow(clippy::unwrap_used, reason = "test code that is no test itself")]

mod common;

use common::{decoded, encoded, fixture, jpegs_in, mean_difference};
use image::{DynamicImage, GenericImage as _, GenericImageView, Rgb, RgbImage};
use langnghe_photo::{MAX_PHOTO_BYTES, Region, cover, inspect, prepare, verify_delivered};
use proptest::prelude::*;

fn region(left: f64, top: f64, width: f64, height: f64) -> Region {
    Region::new(left, top, width, height).unwrap()
}

/// The brightest channel of any pixel in a part that is given in fractions.
fn brightest(picture: &DynamicImage, [left, top, width, height]: [f64; 4]) -> u8 {
    let at = |fraction: f64, side: u32| (fraction * f64::from(side)) as u32;
    let (w, h) = picture.dimensions();
    let part = picture
        .crop_imm(at(left, w), at(top, h), at(width, w), at(height, h))
        .to_rgb8();
    assert!(!part.is_empty());
    part.iter().copied().max().unwrap()
}

#[test]
fn a_covered_region_is_black_and_the_rest_is_still_the_picture() {
    let at = [0.25, 0.25, 0.25, 0.25];
    for name in ["02_oppo_13mp.jpg", "DSCN0010.jpg", "Landscape_1.jpg"] {
        let source = fixture(name);
        let plain = decoded(&prepare(&source).unwrap().photo);
        assert!(brightest(&plain, at) > 60, "{name} is dark there anyway");
        let covered = cover(&source, &[region(0.25, 0.25, 0.25, 0.25)]).unwrap();
        for jpeg in [&covered.photo, &covered.thumbnail] {
            verify_delivered(jpeg, MAX_PHOTO_BYTES).unwrap();
            // A little inside: the new file blurs its own edges, too.
            let left = brightest(&decoded(jpeg), [0.28, 0.28, 0.19, 0.19]);
            assert!(left <= 8, "{name}: {left}");
        }
        let photo = decoded(&covered.photo);
        assert_eq!(photo.dimensions(), plain.dimensions());
        let below = |picture: &DynamicImage| {
            let (w, h) = picture.dimensions();
            picture.crop_imm(0, h * 6 / 10, w, h * 4 / 10)
        };
        let difference = mean_difference(&below(&plain), &below(&photo));
        assert!(difference < 5.0, "{name} differs by {difference}");
    }
}

#[test]
fn nothing_of_what_is_covered_has_a_part_in_the_new_file() {
    // Two pictures that differ only where they are covered become the same bytes. Their blocks
    // differ, too, up to 16 pixels around it, and so may what surrounds the region.
    let face = |colour: [u8; 3]| {
        let mut picture = RgbImage::from_fn(640, 480, |x, y| {
            Rgb([(x % 200) as u8, (y % 150) as u8, ((x + y) % 120) as u8])
        });
        let spot = RgbImage::from_fn(97, 61, |x, y| {
            let [r, g, b] = colour;
            Rgb([r.wrapping_add(x as u8), g ^ (y as u8), b])
        });
        picture.copy_from(&spot, 211, 157).unwrap();
        encoded(&DynamicImage::ImageRgb8(picture), 90)
    };
    let (one, other) = (face([250, 10, 10]), face([10, 240, 90]));
    let exact = region(211.0 / 640.0, 157.0 / 480.0, 97.0 / 640.0, 61.0 / 480.0);
    assert_ne!(prepare(&one).unwrap(), prepare(&other).unwrap());
    assert_eq!(
        cover(&one, &[exact]).unwrap(),
        cover(&other, &[exact]).unwrap()
    );
}

#[test]
fn a_region_is_where_one_sees_it_however_the_picture_is_stored() {
    let corner = region(0.0, 0.0, 0.3, 0.2);
    for orientation in 1..=8 {
        let source = fixture(&format!("Landscape_{orientation}.jpg"));
        let covered = cover(&source, &[corner]).unwrap();
        let photo = decoded(&covered.photo);
        assert!(
            brightest(&photo, [0.0, 0.0, 0.3, 0.2]) <= 8,
            "{orientation}"
        );
        assert!(
            brightest(&photo, [0.7, 0.0, 0.3, 0.2]) > 60,
            "{orientation}"
        );
        assert_eq!(inspect(&covered.photo).unwrap().metadata, []);
    }
}

#[test]
fn what_lies_outside_is_cut_off_and_what_is_nowhere_is_no_region() {
    let beyond = region(0.8, -3.0, 5.0, 3.5);
    assert_eq!(beyond, Region::new(0.8, 0.0, 0.2, 0.5).unwrap());
    let photo = decoded(&cover(&fixture("DSCN0010.jpg"), &[beyond]).unwrap().photo);
    assert!(brightest(&photo, [0.8, 0.0, 0.2, 0.5]) <= 8);
    assert!(brightest(&photo, [0.0, 0.0, 0.7, 0.5]) > 60);
    for (left, top, width, height) in [
        (0.2, 0.2, 0.0, 0.1),
        (0.2, 0.2, 0.1, -0.1),
        (1.0, 0.2, 0.1, 0.1),
        (-0.5, 0.2, 0.4, 0.1),
        (f64::NAN, 0.2, 0.1, 0.1),
        (0.2, 0.2, f64::NAN, 0.1),
        (f64::NEG_INFINITY, 0.2, f64::INFINITY, 0.1),
    ] {
        assert_eq!(Region::new(left, top, width, height), None);
    }
}

#[test]
fn several_regions_and_the_whole_picture_can_be_covered() {
    let two = [region(0.0, 0.0, 0.2, 0.2), region(0.1, 0.1, 0.3, 0.3)];
    let photo = decoded(&cover(&fixture("Landscape_1.jpg"), &two).unwrap().photo);
    assert!(brightest(&photo, [0.0, 0.0, 0.2, 0.2]) <= 8);
    assert!(brightest(&photo, [0.1, 0.1, 0.3, 0.3]) <= 8);
    let all = cover(&fixture("Landscape_1.jpg"), &[region(0.0, 0.0, 1.0, 1.0)]).unwrap();
    assert!(brightest(&decoded(&all.photo), [0.0, 0.0, 1.0, 1.0]) <= 8);
}

#[test]
fn what_cannot_be_prepared_cannot_be_covered() {
    for file in jpegs_in("hostile") {
        let bytes = std::fs::read(file).unwrap();
        let regions = [region(0.1, 0.1, 0.1, 0.1)];
        match prepare(&bytes) {
            Ok(_) => assert!(cover(&bytes, &regions).is_ok()),
            Err(error) => assert_eq!(cover(&bytes, &regions).unwrap_err(), error),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_region_of_any_small_picture_is_covered_without_a_panic(
        (width, height) in (1_u32..80, 1_u32..80),
        (left, top, w, h) in (-1.5..1.5, -1.5..1.5, 0.0..2.0, 0.0..2.0),
    ) {
        let white = RgbImage::from_pixel(width, height, Rgb([255; 3]));
        let source = encoded(&DynamicImage::ImageRgb8(white), 90);
        if let Some(region) = Region::new(left, top, w, h) {
            let photo = decoded(&cover(&source, &[region]).unwrap().photo).to_rgb8();
            let middle = |from: f64, size: f64, side: u32| {
                let (from, to) = (from.max(0.0), (from + size).min(1.0));
                (((from + to) / 2.0 * f64::from(side)) as u32).min(side - 1)
            };
            let pixel = photo.get_pixel(middle(left, w, width), middle(top, h, height));
            prop_assert!(pixel.0.iter().all(|&channel| channel <= 8), "{:?}", pixel);
        }
    }
}
