//! Walks over the marker segments of a JPEG, in the order of the file, without decoding.
//!
//! A JPEG is SOI, then segments (`FF`, a code, a length, a payload), then after each SOS the
//! entropy-coded picture up to the next marker, and EOI. The walker skips exactly what libjpeg
//! skips: fill bytes, and stray bytes between segments. Those it counts, so that a strict caller
//! can refuse them. Every step moves forward, so the work is linear in the bytes.

use crate::error::PhotoError;

pub(crate) const SOI: u8 = 0xd8;
pub(crate) const EOI: u8 = 0xd9;
pub(crate) const SOS: u8 = 0xda;
pub(crate) const COM: u8 = 0xfe;
const TEM: u8 = 0x01;
const RST0: u8 = 0xd0;
const RST7: u8 = 0xd7;

/// One segment: where it lies and what it carries.
#[derive(Debug)]
pub(crate) struct Segment<'a> {
    /// The second byte of its marker.
    pub(crate) code: u8,
    /// What follows the length.
    pub(crate) payload: &'a [u8],
    /// Where its marker begins.
    pub(crate) start: usize,
    /// Where it ends; for SOS, where the entropy-coded picture ends.
    pub(crate) end: usize,
    /// How many bytes of entropy-coded picture follow (SOS only).
    pub(crate) picture_bytes: usize,
}

#[derive(Debug)]
pub(crate) struct Walk<'a> {
    jpeg: &'a [u8],
    at: usize,
    /// Bytes seen so far that belong to no segment.
    pub(crate) stray_bytes: usize,
}

impl<'a> Walk<'a> {
    pub(crate) fn begin(jpeg: &'a [u8]) -> Result<Self, PhotoError> {
        if !jpeg.starts_with(&[0xff, SOI, 0xff]) {
            return Err(PhotoError::NotAJpeg);
        }
        Ok(Self {
            jpeg,
            at: 2,
            stray_bytes: 0,
        })
    }

    /// The next segment, or EOI as one without payload. The end of the bytes before EOI is
    /// [`PhotoError::Truncated`].
    pub(crate) fn next_segment(&mut self) -> Result<Segment<'a>, PhotoError> {
        let (start, code) = self.next_marker()?;
        if code == EOI {
            return Ok(Segment {
                code,
                payload: &[],
                start,
                end: self.at,
                picture_bytes: 0,
            });
        }
        if code == SOI {
            return Err(PhotoError::damaged("a second start of image"));
        }
        let length = match self.jpeg.get(self.at..self.at + 2) {
            Some(&[high, low]) => usize::from(u16::from_be_bytes([high, low])),
            _ => return Err(PhotoError::Truncated),
        };
        if length < 2 {
            return Err(PhotoError::damaged("a segment shorter than its own length"));
        }
        let payload = self
            .jpeg
            .get(self.at + 2..self.at + length)
            .ok_or(PhotoError::Truncated)?;
        self.at += length;
        let picture_bytes = if code == SOS { self.skip_picture() } else { 0 };
        Ok(Segment {
            code,
            payload,
            start,
            end: self.at,
            picture_bytes,
        })
    }

    /// How many bytes lie after the last segment returned.
    pub(crate) fn remaining(&self) -> usize {
        self.jpeg.len() - self.at
    }

    /// Moves behind the next marker; returns where it begins and its code.
    fn next_marker(&mut self) -> Result<(usize, u8), PhotoError> {
        let from = self.at;
        loop {
            let ff = self.position_of_ff(self.at).ok_or(PhotoError::Truncated)?;
            let run = self.jpeg[ff..]
                .iter()
                .take_while(|&&byte| byte == 0xff)
                .count();
            let code = *self.jpeg.get(ff + run).ok_or(PhotoError::Truncated)?;
            self.at = ff + run + 1;
            // FF00 is no marker, and TEM and the restarts stand alone without meaning here.
            if !matches!(code, 0x00 | TEM | RST0..=RST7) {
                let start = self.at - 2;
                self.stray_bytes += start - from;
                return Ok((start, code));
            }
        }
    }

    /// Moves to the marker that ends the entropy-coded picture; returns how long that was.
    fn skip_picture(&mut self) -> usize {
        let from = self.at;
        while let Some(ff) = self.position_of_ff(self.at) {
            match self.jpeg.get(ff + 1) {
                // A stuffed FF, a restart, or the first of several fill bytes.
                Some(0x00 | RST0..=RST7) => self.at = ff + 2,
                Some(0xff) => self.at = ff + 1,
                Some(_) => {
                    self.at = ff;
                    return ff - from;
                }
                None => break,
            }
        }
        self.at = self.jpeg.len();
        self.at - from
    }

    fn position_of_ff(&self, from: usize) -> Option<usize> {
        Some(
            from + self
                .jpeg
                .get(from..)?
                .iter()
                .position(|&byte| byte == 0xff)?,
        )
    }
}
