//! Fingerprints of real photographs: what stays near, and what is far.
#![allow(clippy::unwrap_used, reason = "test code that is no test itself")]

mod common;

use common::{decoded, encoded, fixture, jpegs_in, noise};
use image::imageops::FilterType;
use image::{DynamicImage, GrayImage, Luma};
use langnghe_photo::{Fingerprint, MAX_PHOTO_BYTES, NEAR, fingerprint, prepare, verify_delivered};

/// One of each scene.
const SCENES: [&str; 6] = [
    "02_oppo_13mp.jpg",
    "04_iphone4s_8mp_o6.jpg",
    "05_motog9_16mp.jpg",
    "09_beer_24mp_prog.jpg",
    "DSCN0010.jpg",
    "Landscape_1.jpg",
];

fn of(jpeg: &[u8]) -> Fingerprint {
    fingerprint(jpeg).unwrap().unwrap()
}

/// What becomes of a picture on its way through people's phones.
fn changed(picture: &DynamicImage) -> Vec<(&'static str, Vec<u8>)> {
    let (w, h) = (picture.width(), picture.height());
    let quarter = picture.resize_exact(w / 4, h / 4, FilterType::Triangle);
    let cropped = picture.crop_imm(w / 50, h / 50, w - w / 25, h - h / 25);
    let at = |picture: &DynamicImage| encoded(picture, 80);
    vec![
        ("compressed", encoded(picture, 25)),
        ("smaller", at(&quarter)),
        ("cropped", at(&cropped)),
        ("brighter", at(&picture.brighten(30))),
        ("darker", at(&picture.brighten(-30))),
        ("more contrast", at(&picture.adjust_contrast(20.0))),
        ("grey", at(&picture.grayscale())),
        ("prepared", prepare(&at(picture)).unwrap().thumbnail),
    ]
}

#[test]
fn the_same_picture_stays_near_whatever_became_of_it() {
    let mut farthest = 0;
    for name in SCENES {
        let prepared = prepare(&fixture(name)).unwrap().photo;
        let original = of(&prepared);
        for (change, jpeg) in changed(&decoded(&prepared)) {
            let distance = original.distance(of(&jpeg));
            assert!(distance <= NEAR, "{name}, {change}: {distance}");
            farthest = farthest.max(distance);
        }
    }
    println!("the farthest: {farthest}");
}

#[test]
fn different_pictures_are_far() {
    let mut nearest = u32::MAX;
    for (at, one) in SCENES.iter().enumerate() {
        for other in &SCENES[at + 1..] {
            let distance = of(&fixture(one)).distance(of(&fixture(other)));
            assert!(distance >= 2 * NEAR, "{one}, {other}: {distance}");
            nearest = nearest.min(distance);
        }
    }
    println!("the nearest: {nearest}");
}

#[test]
fn a_picture_that_shows_nothing_has_none() {
    let pictures = [
        ("night", GrayImage::from_pixel(800, 600, Luma([4]))),
        ("a finger", GrayImage::from_pixel(600, 800, Luma([250]))),
        (
            "fog",
            GrayImage::from_fn(800, 600, |_, y| Luma([(180 + y / 20) as u8])),
        ),
        ("noise", DynamicImage::from(noise(1600, 1200)).to_luma8()),
        ("a pixel", GrayImage::from_pixel(1, 1, Luma([90]))),
    ];
    for (name, picture) in pictures {
        let jpeg = encoded(&DynamicImage::ImageLuma8(picture), 85);
        assert_eq!(fingerprint(&jpeg).unwrap(), None, "{name}");
    }
}

#[test]
fn a_picture_is_read_upright() {
    let upright = of(&fixture("Landscape_1.jpg"));
    for orientation in 2..=8 {
        let turned = of(&fixture(&format!("Landscape_{orientation}.jpg")));
        let distance = upright.distance(turned);
        assert!(distance <= 4, "orientation {orientation}: {distance}");
    }
    let stored = decoded(&fixture("Landscape_6.jpg"));
    assert!(upright.distance(of(&encoded(&stored, 90))) > 2 * NEAR);
}

#[test]
fn whatever_cannot_be_prepared_is_refused_for_the_same_reason() {
    let mut refused = 0;
    let whole = fixture("DSCN0010.jpg");
    let files = jpegs_in("hostile")
        .into_iter()
        .map(|file| std::fs::read(file).unwrap());
    let cut = (1..20).map(|part| whole[..whole.len() * part / 20].to_vec());
    for bytes in files.chain(cut).chain([vec![], b"GIF89a".to_vec()]) {
        let (prepared, found) = (prepare(&bytes), fingerprint(&bytes));
        match prepared {
            Ok(_) => assert!(found.is_ok()),
            Err(error) => {
                assert_eq!(found.unwrap_err(), error);
                refused += 1;
            }
        }
    }
    assert!(refused >= 20, "{refused}");
}

#[test]
fn bits_are_kept_and_read_again() {
    let print = of(&fixture("DSCN0010.jpg"));
    assert_eq!(Fingerprint::from_bits(print.bits()), print);
    let other = Fingerprint::from_bits(print.bits() ^ 0b1011);
    assert_eq!(print.distance(other), 3);
}

#[test]
fn whoever_decodes_a_photograph_anyhow_sees_the_same() {
    for name in SCENES {
        let prepared = prepare(&fixture(name)).unwrap();
        let verified = verify_delivered(&prepared.photo, MAX_PHOTO_BYTES).unwrap();
        let read = of(&prepared.photo);
        for seen in [prepared.fingerprint, verified.fingerprint] {
            let distance = seen.unwrap().distance(read);
            assert!(distance <= 4, "{name}: {distance}");
        }
    }
}
