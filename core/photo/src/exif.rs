//! The one thing wanted from EXIF: which way up the photograph is.
//!
//! EXIF is a TIFF file inside an APP1 segment: a byte order, the offset of a first directory, and
//! entries of twelve bytes. Only that directory is read, only tag 0x0112, and its value lies in
//! the entry itself, so no offset or count that the file claims is ever followed further. Whatever
//! is broken here means "upright", and the photograph is kept.

/// What an APP1 segment with EXIF begins with.
pub(crate) const SIGNATURE: &[u8] = b"Exif\0";

const TIFF_START: usize = 6;
const ORIENTATION: u16 = 0x0112;
const SHORT: u16 = 3;
const ENTRY_BYTES: usize = 12;

/// The orientation (1 to 8) in the payload of an APP1 segment, if it can be read.
pub(crate) fn orientation(payload: &[u8]) -> Option<u8> {
    let tiff = Tiff::open(payload.get(TIFF_START..)?)?;
    let directory = usize::try_from(tiff.u32_at(4)?).ok()?;
    let entries = usize::from(tiff.u16_at(directory)?);
    for index in 0..entries {
        let entry = directory.checked_add(2 + index * ENTRY_BYTES)?;
        if tiff.u16_at(entry)? != ORIENTATION {
            continue;
        }
        let (kind, count) = (tiff.u16_at(entry + 2)?, tiff.u32_at(entry + 4)?);
        let value = tiff.u16_at(entry + 8)?;
        let valid = kind == SHORT && count == 1 && (1..=8).contains(&value);
        return valid.then_some(value as u8);
    }
    None
}

struct Tiff<'a> {
    bytes: &'a [u8],
    big_endian: bool,
}

impl<'a> Tiff<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        let big_endian = match bytes.get(..2)? {
            b"MM" => true,
            b"II" => false,
            _ => return None,
        };
        let tiff = Self { bytes, big_endian };
        (tiff.u16_at(2)? == 42).then_some(tiff)
    }

    fn u16_at(&self, at: usize) -> Option<u16> {
        let bytes = self.bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if self.big_endian {
            u16::from_be_bytes(bytes)
        } else {
            u16::from_le_bytes(bytes)
        })
    }

    fn u32_at(&self, at: usize) -> Option<u32> {
        let bytes = self.bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if self.big_endian {
            u32::from_be_bytes(bytes)
        } else {
            u32::from_le_bytes(bytes)
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn exif(big_endian: bool, kind: u16, count: u32, value: u16) -> Vec<u8> {
        let u16_bytes = |v: u16| {
            if big_endian {
                v.to_be_bytes()
            } else {
                v.to_le_bytes()
            }
        };
        let u32_bytes = |v: u32| {
            if big_endian {
                v.to_be_bytes()
            } else {
                v.to_le_bytes()
            }
        };
        let mut payload = b"Exif\0\0".to_vec();
        payload.extend(if big_endian { b"MM" } else { b"II" });
        payload.extend(u16_bytes(42));
        payload.extend(u32_bytes(8));
        payload.extend(u16_bytes(2));
        for (tag, kind, count, value) in
            [(0x010f, 2, u32::MAX, 0), (ORIENTATION, kind, count, value)]
        {
            payload.extend(u16_bytes(tag));
            payload.extend(u16_bytes(kind));
            payload.extend(u32_bytes(count));
            payload.extend(u16_bytes(value));
            payload.extend([0, 0]);
        }
        payload
    }

    #[test]
    fn reads_every_orientation_in_both_byte_orders() {
        for value in 1..=8 {
            for big_endian in [false, true] {
                let payload = exif(big_endian, SHORT, 1, value);
                assert_eq!(orientation(&payload), Some(value as u8));
            }
        }
    }

    #[test]
    fn what_is_not_one_short_from_1_to_8_is_no_orientation() {
        for (kind, count, value) in [
            (SHORT, 1, 0),
            (SHORT, 1, 9),
            (SHORT, u32::MAX, 6),
            (4, 1, 6),
        ] {
            assert_eq!(orientation(&exif(true, kind, count, value)), None);
        }
    }

    proptest! {
        #[test]
        fn broken_exif_never_panics(flips in prop::collection::vec((0usize..40, any::<u8>()), 0..6), cut in 0usize..41) {
            let mut payload = exif(false, SHORT, 1, 6);
            for (at, byte) in flips {
                payload[at] = byte;
            }
            payload.truncate(cut);
            let found = orientation(&payload);
            prop_assert!(found.is_none_or(|value| (1..=8).contains(&value)));
        }
    }
}
