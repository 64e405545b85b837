//! Photographs that a camera might have taken, small enough for thousands of worlds. What a
//! phone makes of them, it makes itself.

use std::sync::LazyLock;

use image::{ExtendedColorType, codecs::jpeg::JpegEncoder};
use langnghe_wire::Sha256;

/// A picture, and what `prepare` makes of it.
#[derive(Debug)]
pub(crate) struct Picture {
    pub(crate) jpeg: Vec<u8>,
    pub(crate) prepared: Sha256,
}

/// Most have a kilobyte; the last has many, so that it travels in pieces and is cut in the middle.
pub(crate) static PICTURES: LazyLock<Vec<Picture>> = LazyLock::new(|| {
    let small = (0..24).map(|n| picture(n, 24, 16));
    small.chain([picture(77, 600, 400)]).collect()
});

fn picture(seed: u64, width: u16, height: u16) -> Picture {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut pixels = vec![0; 3 * usize::from(width) * usize::from(height)];
    random.fill(&mut pixels);
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, 90)
        .encode(
            &pixels,
            width.into(),
            height.into(),
            ExtendedColorType::Rgb8,
        )
        .unwrap();
    let prepared = Sha256::of(&langnghe_photo::prepare(&jpeg).unwrap().photo);
    Picture { jpeg, prepared }
}

#[test]
fn every_picture_is_another_one_and_the_last_needs_more_than_a_row() {
    let mut hashes: Vec<Sha256> = PICTURES.iter().map(|picture| picture.prepared).collect();
    hashes.sort_by_key(|hash| *hash.as_bytes());
    hashes.dedup();
    assert_eq!(hashes.len(), PICTURES.len());
    let large = langnghe_photo::prepare(&PICTURES.last().unwrap().jpeg).unwrap();
    assert!(large.photo.len() > 2 * 64 * 1024, "{}", large.photo.len());
}
