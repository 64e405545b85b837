//! What becomes of real photographs, judged by a decoder that shares no code with ours.

mod common;

use common::{decoded, encoded, fixture, jpegs_in, mean_difference};
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, GenericImageView};
use langnghe_photo::{
    MAX_PHOTO_BYTES, MAX_THUMBNAIL_BYTES, MetadataKind, PHOTO_LONG_SIDE, THUMBNAIL_LONG_SIDE,
    inspect, prepare, verify_delivered,
};

#[test]
fn every_photograph_keeps_every_promise() {
    let files = jpegs_in("");
    assert!(files.len() >= 13, "fixtures are missing");
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let source = std::fs::read(&file).unwrap();
        let before = inspect(&source).unwrap();
        let prepared = prepare(&source).unwrap_or_else(|error| panic!("{name}: {error}"));

        let turned = before.orientation >= 5;
        let (width, height) = if turned {
            (before.height, before.width)
        } else {
            (before.width, before.height)
        };
        let longest = prepared.width.max(prepared.height);
        let most = width.max(height).min(PHOTO_LONG_SIDE);
        // Pixels are only given up where the bytes ran out.
        let full = prepared.photo.len() > MAX_PHOTO_BYTES * 9 / 10;
        assert!(
            longest == most || (longest < most && longest > most / 2 && full),
            "{name}"
        );
        let ratio = f64::from(prepared.width) / f64::from(prepared.height);
        let expected = f64::from(width) / f64::from(height);
        assert!(
            (ratio / expected - 1.0).abs() < 0.002,
            "{name}: proportions {ratio}"
        );

        assert!(
            prepared.photo.len() <= MAX_PHOTO_BYTES,
            "{name}: {}",
            prepared.photo.len()
        );
        assert!(prepared.thumbnail.len() <= MAX_THUMBNAIL_BYTES, "{name}");
        for jpeg in [&prepared.photo, &prepared.thumbnail] {
            let after = inspect(jpeg).unwrap();
            assert_eq!(after.metadata, [], "{name}");
            assert_eq!((after.stray_bytes, after.trailing_bytes), (0, 0), "{name}");
            assert_eq!(after.orientation, 1, "{name}");
            verify_delivered(jpeg, MAX_PHOTO_BYTES).unwrap();
        }
        let photo = decoded(&prepared.photo);
        let thumbnail = decoded(&prepared.thumbnail);
        assert_eq!(
            photo.dimensions(),
            (prepared.width, prepared.height),
            "{name}"
        );
        let (w, h) = thumbnail.dimensions();
        assert_eq!(w.max(h), THUMBNAIL_LONG_SIDE.min(longest), "{name}");
        let small = photo.resize_exact(w, h, FilterType::Triangle);
        let difference = mean_difference(&small, &thumbnail);
        assert!(
            difference < 8.0,
            "{name}: the thumbnail differs by {difference}"
        );
        println!(
            "{name}: {} -> {} bytes, {}x{}, thumbnail {}",
            source.len(),
            prepared.photo.len(),
            prepared.width,
            prepared.height,
            prepared.thumbnail.len()
        );
    }
}

#[test]
fn the_picture_is_still_the_picture() {
    for name in [
        "02_oppo_13mp.jpg",
        "04_iphone4s_8mp_o6.jpg",
        "09_beer_24mp_prog.jpg",
    ] {
        let source = fixture(name);
        let prepared = prepare(&source).unwrap();
        let mut expected = decoded(&source);
        let orientation = inspect(&source).unwrap().orientation;
        expected.apply_orientation(Orientation::from_exif(orientation).unwrap());
        let expected =
            expected.resize_exact(prepared.width, prepared.height, FilterType::CatmullRom);
        let photo = decoded(&prepared.photo);
        let difference = mean_difference(&expected, &photo);
        assert!(difference < 6.5, "{name} differs by {difference}");
        // Fine detail goes, colours stay.
        let whole = |picture: &DynamicImage| picture.resize_exact(4, 4, FilterType::Triangle);
        let difference = mean_difference(&whole(&expected), &whole(&photo));
        assert!(
            difference < 1.0,
            "the colours of {name} differ by {difference}"
        );
    }
}

#[test]
fn all_eight_orientations_give_the_same_picture() {
    let upright = decoded(&prepare(&fixture("Landscape_1.jpg")).unwrap().photo);
    for orientation in 1..=8 {
        let source = fixture(&format!("Landscape_{orientation}.jpg"));
        assert_eq!(inspect(&source).unwrap().orientation, orientation);
        let prepared = prepare(&source).unwrap();
        assert_eq!((prepared.width, prepared.height), upright.dimensions());
        // The eight files were encoded one by one: they differ among themselves by up to 3.7.
        let photo = decoded(&prepared.photo);
        let difference = mean_difference(&upright, &photo);
        assert!(
            difference < 7.0,
            "orientation {orientation} differs by {difference}"
        );
        // The measure can tell: turned or mirrored once more, it is far off.
        for wrong in [photo.rotate180(), photo.fliph(), photo.flipv()] {
            let difference = mean_difference(&upright, &wrong);
            assert!(
                difference > 20.0,
                "wrongly turned, it differs by only {difference}"
            );
        }
    }
}

#[test]
fn a_place_in_exif_never_leaves() {
    let source = fixture("DSCN0010.jpg");
    let kinds = |jpeg: &[u8]| {
        inspect(jpeg)
            .unwrap()
            .metadata
            .iter()
            .map(|found| found.kind)
            .collect::<Vec<_>>()
    };
    assert!(kinds(&source).contains(&MetadataKind::Exif));
    let has_word = |bytes: &[u8], word: &[u8]| bytes.windows(word.len()).any(|at| at == word);
    assert!(
        has_word(&source, b"NIKON"),
        "the marker to look for is gone"
    );
    let prepared = prepare(&source).unwrap();
    for jpeg in [prepared.photo, prepared.thumbnail] {
        assert!(!has_word(&jpeg, b"NIKON") && !has_word(&jpeg, b"Exif"));
    }
}

#[test]
fn the_same_bytes_give_the_same_bytes() {
    for name in ["Landscape_6.jpg", "02_oppo_13mp.jpg"] {
        let source = fixture(name);
        assert_eq!(prepare(&source).unwrap(), prepare(&source).unwrap());
    }
}

#[test]
fn grey_stays_grey() {
    let grey = DynamicImage::ImageLuma8(decoded(&fixture("Landscape_1.jpg")).to_luma8());
    let prepared = prepare(&encoded(&grey, 90)).unwrap();
    for jpeg in [&prepared.photo, &prepared.thumbnail] {
        assert!(matches!(decoded(jpeg), DynamicImage::ImageLuma8(_)));
        verify_delivered(jpeg, MAX_PHOTO_BYTES).unwrap();
    }
    let expected = grey.resize_exact(prepared.width, prepared.height, FilterType::CatmullRom);
    assert!(mean_difference(&expected, &decoded(&prepared.photo)) < 4.0);
}

#[test]
fn preparing_what_was_prepared_changes_little() {
    let once = prepare(&fixture("05_motog9_16mp.jpg")).unwrap();
    let twice = prepare(&once.photo).unwrap();
    assert_eq!((twice.width, twice.height), (once.width, once.height));
    assert!(mean_difference(&decoded(&once.photo), &decoded(&twice.photo)) < 1.5);
}
