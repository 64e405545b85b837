//! Broken and malicious files, alone in their process so that the memory measured is their own.

#![allow(clippy::unwrap_used, reason = "test code that is no test itself")]

mod common;

use std::collections::BTreeMap;

use common::{fixture, jpegs_in, payload_of, random, segment, with_after_start};
use langnghe_photo::{MAX_PHOTO_BYTES, prepare, verify_delivered};

/// The most resident memory, in KiB, that the whole corpus may take at its worst moment: the
/// 24 megapixel progressive photograph needs 72 MiB of coefficients. The bombs ask for gigabytes.
const MOST_KIB: u64 = 160 * 1_024;

#[test]
fn every_hostile_file_is_prepared_or_refused_in_bounded_memory() {
    let mut answers: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut kept_as_sent = 0;
    let files: Vec<(String, Vec<u8>)> = found().chain(bombs()).chain(cut()).chain(bent()).collect();
    for (name, bytes) in &files {
        let answer = match prepare(bytes) {
            Ok(prepared) => {
                verify_delivered(&prepared.photo, MAX_PHOTO_BYTES).unwrap();
                verify_delivered(&prepared.thumbnail, MAX_PHOTO_BYTES).unwrap();
                "prepared"
            }
            Err(error) => {
                assert_ne!(
                    error.code(),
                    "failed",
                    "{name} looks like our own fault: {error}"
                );
                error.code()
            }
        };
        *answers.entry(answer).or_default() += 1;
        kept_as_sent += usize::from(verify_delivered(bytes, MAX_PHOTO_BYTES).is_ok());
    }
    let peak = peak_kib();
    println!(
        "{} files: {answers:?}; {kept_as_sent} fit to keep; peak {peak:?} KiB",
        files.len()
    );
    assert_eq!(kept_as_sent, 0, "all of them carry metadata or are broken");
    let reached: Vec<&str> = answers.keys().copied().collect();
    assert_eq!(
        reached,
        [
            "damaged",
            "not_a_jpeg",
            "prepared",
            "too_many_pixels",
            "too_many_scans",
            "too_much_memory",
            "truncated",
            "unsupported",
        ],
        "the corpus reaches every guard that it was made for"
    );
    if let Some(peak) = peak {
        assert!(peak < MOST_KIB, "peak of {peak} KiB");
    }
}

/// Files that were met in the wild, and a bomb too intricate to make here.
fn found() -> impl Iterator<Item = (String, Vec<u8>)> {
    let files = jpegs_in("hostile");
    assert_eq!(files.len(), 5, "the corpus is incomplete");
    files
        .into_iter()
        .map(|file| (file.display().to_string(), std::fs::read(&file).unwrap()))
}

/// Small files that ask for much.
fn bombs() -> impl Iterator<Item = (String, Vec<u8>)> {
    let progressive = fixture("09_beer_24mp_prog.jpg");
    let baseline = fixture("DSCN0010.jpg");
    let sized = |jpeg: &[u8], code: u8, side: u16| {
        let mut jpeg = jpeg.to_vec();
        let frame = payload_of(&jpeg, code);
        let [high, low] = side.to_be_bytes();
        jpeg[frame + 1..frame + 5].copy_from_slice(&[high, low, high, low]);
        jpeg
    };
    // One entry whose count runs to the end of the world, one that is a directory of itself.
    let exif = b"Exif\0\0II*\0\x08\0\0\0\x02\0\x12\x01\x03\0\xff\xff\xff\xff\x06\0\0\0\
        \x69\x87\x04\0\x01\0\0\0\x08\0\0\0\x08\0\0\0";
    vec![
        (
            "progressive, 900 megapixels".to_owned(),
            sized(&progressive, 0xc2, 30_000),
        ),
        (
            "progressive, 100 megapixels".to_owned(),
            sized(&progressive, 0xc2, 10_000),
        ),
        (
            "baseline, 4 gigapixels".to_owned(),
            sized(&baseline, 0xc0, 65_000),
        ),
        (
            "baseline, 196 megapixels".to_owned(),
            sized(&baseline, 0xc0, 14_000),
        ),
        (
            "a frame without a side".to_owned(),
            sized(&baseline, 0xc0, 0),
        ),
        (
            "absurd EXIF".to_owned(),
            with_after_start(&baseline, &segment(0xe1, exif)),
        ),
    ]
    .into_iter()
}

/// Files that end too early, at every place where a reader could look past the end.
fn cut() -> impl Iterator<Item = (String, Vec<u8>)> {
    ["DSCN0010.jpg", "09_beer_24mp_prog.jpg"]
        .into_iter()
        .flat_map(|name| {
            let whole = fixture(name);
            let middle = whole.len() / 2;
            (0..48)
                .chain([300, 600, 5_000, middle, whole.len() - 1])
                .map(move |length| (format!("{name} cut at {length}"), whole[..length].to_vec()))
        })
}

/// A real photograph in which a few bytes, mostly of the header, became others.
fn bent() -> impl Iterator<Item = (String, Vec<u8>)> {
    let whole = fixture("DSCN0010.jpg");
    let scan = payload_of(&whole, 0xda);
    let tables = payload_of(&whole, 0xdb);
    let mut dice = random();
    (0..300).map(move |round| {
        let mut bytes = whole.clone();
        let mut below = |most: usize| (dice() % most as u64) as usize;
        for _ in 0..=below(4) {
            let at = match below(3) {
                0 => below(whole.len()),
                _ => tables - 4 + below(scan + 16 - tables),
            };
            bytes[at] = below(256) as u8;
        }
        (format!("bent {round}"), bytes)
    })
}

/// The process's highest resident memory so far. Only Linux tells.
fn peak_kib() -> Option<u64> {
    if !cfg!(target_os = "linux") {
        return None;
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmHWM:"))
        .unwrap();
    Some(line.split_whitespace().nth(1).unwrap().parse().unwrap())
}
