//! Every guard, each with a file that it alone stops.

#![allow(clippy::unwrap_used, reason = "test code that is no test itself")]

mod common;

use common::{fixture, payload_of, segment, with_after_start};
use langnghe_photo::{
    MAX_INPUT_BYTES, MAX_INPUT_PIXELS, MAX_PHOTO_BYTES, MAX_SCANS, MAX_SEGMENTS, MetadataKind,
    PhotoError, inspect, prepare, verify_delivered,
};
use proptest::prelude::*;

fn clean() -> Vec<u8> {
    prepare(&fixture("DSCN0010.jpg")).unwrap().photo
}

fn with_size(jpeg: &[u8], width: u16, height: u16) -> Vec<u8> {
    let mut jpeg = jpeg.to_vec();
    let frame = payload_of(&jpeg, 0xc0);
    jpeg[frame + 1..frame + 3].copy_from_slice(&height.to_be_bytes());
    jpeg[frame + 3..frame + 5].copy_from_slice(&width.to_be_bytes());
    jpeg
}

fn verify(jpeg: &[u8]) -> Result<langnghe_photo::Verified, PhotoError> {
    verify_delivered(jpeg, MAX_PHOTO_BYTES)
}

#[test]
fn what_is_no_jpeg_is_called_so() {
    for bytes in [
        &b""[..],
        b"\xff\xd8",
        b"GIF89a",
        b"\x89PNG\r\n\x1a\n",
        b"<html>",
    ] {
        assert_eq!(prepare(bytes), Err(PhotoError::NotAJpeg));
        assert_eq!(verify(bytes), Err(PhotoError::NotAJpeg));
    }
}

#[test]
fn a_file_over_the_limit_is_not_even_read() {
    let bytes = vec![0; MAX_INPUT_BYTES + 1];
    let too_large = PhotoError::TooLarge {
        bytes: bytes.len(),
        limit: MAX_INPUT_BYTES,
    };
    assert_eq!(prepare(&bytes), Err(too_large.clone()));
    assert_eq!(inspect(&bytes), Err(too_large));
    let photo = clean();
    let limit = photo.len() - 1;
    let refused = verify_delivered(&photo, limit).unwrap_err();
    assert_eq!(
        refused,
        PhotoError::TooLarge {
            bytes: photo.len(),
            limit
        }
    );
}

#[test]
fn declared_pixels_are_refused_before_they_cost_anything() {
    let bomb = with_size(&clean(), 20_000, 20_000);
    let limit = MAX_INPUT_PIXELS;
    let refused = PhotoError::TooManyPixels {
        width: 20_000,
        height: 20_000,
        limit,
    };
    assert_eq!(prepare(&bomb), Err(refused));
    let bomb = with_size(&clean(), 65_535, 8);
    assert_eq!(prepare(&bomb).unwrap_err().code(), "side_too_long");
    // Within the limits, but far more blocks than its bytes could hold.
    assert_eq!(
        prepare(&with_size(&clean(), 14_000, 14_000)),
        Err(PhotoError::Truncated)
    );
}

#[test]
fn several_scans_are_limited_by_the_memory_they_take() {
    let mut large = fixture("09_beer_24mp_prog.jpg");
    let frame = payload_of(&large, 0xc2);
    large[frame + 1..frame + 5].copy_from_slice(&[0x27, 0x10, 0x27, 0x10]); // 10,000 x 10,000
    assert_eq!(prepare(&large).unwrap_err().code(), "too_much_memory");
}

#[test]
fn a_delivered_photograph_has_the_size_that_prepare_gives() {
    let refused = verify(&with_size(&clean(), 2_049, 480)).unwrap_err();
    assert_eq!(
        refused,
        PhotoError::SideTooLong {
            side: 2_049,
            limit: 2_048
        }
    );
}

#[test]
fn scans_and_segments_are_counted() {
    let scan_bomb = fixture("hostile/scanbomb_4000x3000x2000.jpg");
    assert_eq!(
        prepare(&scan_bomb),
        Err(PhotoError::TooManyScans { limit: MAX_SCANS })
    );
    let comments = segment(0xfe, b"").repeat(MAX_SEGMENTS);
    let refused = prepare(&with_after_start(&clean(), &comments)).unwrap_err();
    assert_eq!(
        refused,
        PhotoError::TooManySegments {
            limit: MAX_SEGMENTS
        }
    );
}

#[test]
fn a_photograph_cut_short_is_refused_wherever_it_is_cut() {
    for name in ["DSCN0010.jpg", "09_beer_24mp_prog.jpg"] {
        let whole = fixture(name);
        for tenth in 1..10 {
            assert_eq!(
                prepare(&whole[..whole.len() * tenth / 10]),
                Err(PhotoError::Truncated)
            );
        }
    }
    let photo = clean();
    assert_eq!(
        verify(&photo[..photo.len() - 2]),
        Err(PhotoError::Truncated)
    );
}

#[test]
fn a_cut_hidden_by_an_end_marker_is_damage() {
    let whole = fixture("02_oppo_13mp.jpg");
    let mut cut = whole[..whole.len() / 2].to_vec();
    cut.extend([0xff, 0xd9]);
    let refused = prepare(&cut).unwrap_err();
    assert_eq!(refused.code(), "damaged", "{refused}");
}

#[test]
fn metadata_is_named_refused_on_delivery_and_gone_after_preparing() {
    let cases: [(MetadataKind, u8, &[u8]); 11] = [
        (MetadataKind::Exif, 0xe1, b"Exif\0\0MM\0*\0\0\0\x08\0\0"),
        (
            MetadataKind::Xmp,
            0xe1,
            b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>",
        ),
        (
            MetadataKind::Xmp,
            0xe1,
            b"http://ns.adobe.com/xmp/extension/\0",
        ),
        (
            MetadataKind::ColourProfile,
            0xe2,
            b"ICC_PROFILE\0\x01\x01nonsense",
        ),
        (MetadataKind::MultiPicture, 0xe2, b"MPF\0II*\0"),
        (MetadataKind::Iptc, 0xed, b"Photoshop 3.0\08BIM"),
        (MetadataKind::Adobe, 0xee, b"Adobe\0d\0\0\0\0\x01"),
        (MetadataKind::Comment, 0xfe, b"taken by N."),
        (MetadataKind::Application(0), 0xe0, b"JFXX\0\x10thumbnail"),
        (MetadataKind::Application(1), 0xe1, b"something else"),
        (MetadataKind::Application(15), 0xef, b""),
    ];
    let photo = clean();
    for (kind, code, payload) in cases {
        let marked = with_after_start(&photo, &segment(code, payload));
        let found = inspect(&marked).unwrap().metadata;
        assert_eq!(
            (found.len(), found[0].kind, found[0].bytes),
            (1, kind, payload.len() + 4)
        );
        assert_eq!(
            verify(&marked),
            Err(PhotoError::MetadataPresent { kinds: vec![kind] })
        );
        let prepared = prepare(&marked).unwrap();
        assert_eq!(inspect(&prepared.photo).unwrap().ensure_clean(), Ok(()));
        verify(&prepared.photo).unwrap();
    }
}

#[test]
fn a_second_or_padded_jfif_header_is_metadata() {
    let plain = b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0";
    let twice = with_after_start(&clean(), &segment(0xe0, plain));
    assert_eq!(verify(&twice).unwrap_err().code(), "metadata_present");
    // In place of the plain one, so that only what it carries can refuse it.
    let first = payload_of(&clean(), 0xe0) + plain.len();
    let without = [&clean()[..2], &clean()[first..]].concat();
    assert!(verify(&with_after_start(&without, &segment(0xe0, plain))).is_ok());
    let thumbnail = b"JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01\xaa\0\0";
    let padded = b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0a secret\0\0";
    for payload in [&thumbnail[..], padded] {
        let marked = with_after_start(&without, &segment(0xe0, payload));
        assert_eq!(verify(&marked).unwrap_err().code(), "metadata_present");
    }
}

#[test]
fn hidden_bytes_are_refused_on_delivery_and_dropped_by_preparing() {
    let photo = clean();
    let behind = [&photo[..], b"a second picture"].concat();
    assert_eq!(verify(&behind), Err(PhotoError::HiddenBytes { bytes: 16 }));
    let between = with_after_start(&photo, &[0xff; 5]);
    assert_eq!(verify(&between), Err(PhotoError::HiddenBytes { bytes: 5 }));
    for bytes in [behind, between] {
        assert_eq!(
            prepare(&bytes).unwrap().photo,
            prepare(&photo).unwrap().photo
        );
    }
    // Inside the entropy-coded picture only the decoder can tell.
    let end = photo.len() - 2;
    let leaving = |bytes: &[u8]| [&photo[..end], bytes, &photo[end..]].concat();
    for leftover in [[b'x'; 12].as_slice(), &[0; 500], &[b'x'; 40]] {
        let refused = verify(&leaving(leftover)).unwrap_err();
        assert!(refused.to_string().contains("extraneous"), "{refused}");
    }
    for harmless in [[b'x'; 2].as_slice(), &[b'x'; 12], &[0; 500]] {
        let why = "cameras leave this behind a whole picture";
        assert!(prepare(&leaving(harmless)).is_ok(), "{why}");
    }
    assert_eq!(
        prepare(&leaving(&[b'x'; 40])).unwrap_err().code(),
        "damaged"
    );
}

#[test]
fn kinds_that_no_camera_writes_are_unsupported() {
    let photo = clean();
    let frame = payload_of(&photo, 0xc0);
    for code in [0xc3, 0xc5, 0xc9, 0xcf] {
        let mut other = photo.clone();
        other[frame - 3] = code;
        assert_eq!(prepare(&other).unwrap_err().code(), "unsupported");
    }
    let mut deep = photo.clone();
    deep[frame] = 12;
    assert_eq!(prepare(&deep).unwrap_err().code(), "unsupported");
    let mut inks = photo;
    inks[frame + 5] = 4;
    assert_eq!(prepare(&inks).unwrap_err().code(), "unsupported");
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        let marked = [&[0xff, 0xd8, 0xff][..], &bytes].concat();
        for bytes in [bytes, marked] {
            let _ = inspect(&bytes);
            let _ = prepare(&bytes);
        }
    }

    #[test]
    fn segments_of_any_kind_never_panic(
        segments in prop::collection::vec(
            (0xc0u8..=0xff, prop::collection::vec(any::<u8>(), 0..40)), 0..40),
    ) {
        let mut bytes = vec![0xff, 0xd8];
        for (code, payload) in segments {
            bytes.extend(segment(code, &payload));
        }
        bytes.extend([0xff, 0xd9]);
        let _ = prepare(&bytes);
        let _ = verify(&bytes);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn a_real_header_with_flipped_bytes_is_prepared_or_refused(
        flips in prop::collection::vec((0usize..1_200, any::<u8>()), 1..5),
        cut in prop::option::of(0usize..1_200),
    ) {
        use std::sync::OnceLock;
        static SMALL: OnceLock<Vec<u8>> = OnceLock::new();
        // A thumbnail with the EXIF of a real camera in front: all of it is header.
        let small = SMALL.get_or_init(|| {
            let source = fixture("DSCN0010.jpg");
            let exif = payload_of(&source, 0xe1);
            let exif = segment(0xe1, &source[exif..exif + 400]);
            with_after_start(&prepare(&source).unwrap().thumbnail, &exif)
        });
        let mut bytes = small.clone();
        for (at, byte) in flips {
            bytes[at] = byte;
        }
        bytes.truncate(cut.unwrap_or(bytes.len()));
        if let Ok(prepared) = prepare(&bytes) {
            prop_assert!(verify(&prepared.photo).is_ok());
            prop_assert!(verify(&prepared.thumbnail).is_ok());
        }
        if let Ok(verified) = verify(&bytes) {
            prop_assert!(verified.width.max(verified.height) <= 2_048);
        }
    }
}
