//! What a JPEG says about itself, read without decoding it.
//!
//! [`inspect()`] walks every segment once and stops at the first breach of a limit, so the worst
//! file costs one pass over its bytes. It judges structure, not the picture: whether the picture
//! decodes is known only after a decode.

use crate::error::PhotoError;
use crate::exif;
use crate::limits::{MAX_INPUT_BYTES, MAX_SCANS, MAX_SEGMENTS};
use crate::markers::{COM, EOI, SOS, Segment, Walk};

/// What a JPEG says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Inspection {
    /// Width in pixels as stored, before the orientation is applied.
    pub width: u32,
    /// Height in pixels as stored, before the orientation is applied.
    pub height: u32,
    /// The EXIF orientation, 1 (upright) to 8. 1 if there is none that can be read.
    pub orientation: u8,
    /// Whether the picture is stored coarse first.
    pub progressive: bool,
    /// How many passes over the picture the file holds.
    pub scans: u32,
    /// Everything that is neither picture nor needed to decode it, in the order of the file.
    pub metadata: Vec<Metadata>,
    /// Bytes between segments that belong to none.
    pub stray_bytes: usize,
    /// Bytes after the end of the picture: where cameras hide second pictures and films.
    pub trailing_bytes: usize,
    /// Bytes of entropy-coded picture in all scans.
    pub picture_bytes: u64,
    /// Each component's horizontal and vertical sampling factor, 1 to 4.
    pub(crate) sampling: Vec<(u32, u32)>,
    /// Whether a decoder must hold all coefficients until the last scan.
    pub(crate) several_scans: bool,
}

/// One segment that a picture doesn't need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Metadata {
    /// What it is.
    pub kind: MetadataKind,
    /// Its size in bytes, marker included.
    pub bytes: usize,
}

/// What a segment that a picture doesn't need is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum MetadataKind {
    /// EXIF (APP1): camera, time, place, a small copy of the picture.
    Exif,
    /// XMP (APP1), also in its extended form: edits, names, depth maps.
    Xmp,
    /// An ICC colour profile (APP2).
    ColourProfile,
    /// A multi-picture index (APP2).
    MultiPicture,
    /// Photoshop's resources, IPTC among them (APP13).
    Iptc,
    /// Adobe's colour transform (APP14).
    Adobe,
    /// Free text (COM).
    Comment,
    /// Any other application segment, APP0 to APP15. APP0 means JFIF with a thumbnail or an
    /// extension, or a second one.
    Application(u8),
}

impl Inspection {
    /// Refuses what carries anything but the picture.
    ///
    /// # Errors
    /// [`PhotoError::MetadataPresent`], [`PhotoError::HiddenBytes`].
    pub fn ensure_clean(&self) -> Result<(), PhotoError> {
        if !self.metadata.is_empty() {
            let mut kinds = Vec::new();
            for metadata in &self.metadata {
                if !kinds.contains(&metadata.kind) {
                    kinds.push(metadata.kind);
                }
            }
            return Err(PhotoError::MetadataPresent { kinds });
        }
        match self.stray_bytes + self.trailing_bytes {
            0 => Ok(()),
            bytes => Err(PhotoError::HiddenBytes { bytes }),
        }
    }

    /// What libjpeg holds for a file of several scans: 128 bytes for each block of each component.
    pub(crate) fn coefficient_bytes(&self) -> u64 {
        if self.several_scans {
            self.blocks(u64::div_ceil) * 128
        } else {
            0
        }
    }

    /// The least that the entropy-coded picture can take: no Huffman code is shorter than a bit.
    /// Sequential blocks spend two codes (DC, end of block), progressive ones at least one (DC).
    pub(crate) fn least_picture_bytes(&self) -> u64 {
        let codes = if self.progressive { 1 } else { 2 };
        self.blocks(|pixels, block| pixels / block) * codes / 8
    }

    fn blocks(&self, divide: impl Fn(u64, u64) -> u64) -> u64 {
        let most = |of: fn(&(u32, u32)) -> u32| self.sampling.iter().map(of).max().unwrap_or(1);
        let (most_h, most_v) = (most(|s| s.0), most(|s| s.1));
        let along = |side: u32, factor: u32, most: u32| {
            divide(u64::from(side) * u64::from(factor), 8 * u64::from(most))
        };
        let blocks_of =
            |&(h, v): &(u32, u32)| along(self.width, h, most_h) * along(self.height, v, most_v);
        self.sampling.iter().map(blocks_of).sum()
    }
}

/// Reads what a JPEG says about itself, in one pass and without decoding it.
///
/// # Errors
/// [`PhotoError::TooLarge`], [`PhotoError::NotAJpeg`], [`PhotoError::Truncated`],
/// [`PhotoError::Damaged`], [`PhotoError::Unsupported`], [`PhotoError::TooManyScans`],
/// [`PhotoError::TooManySegments`].
pub fn inspect(jpeg: &[u8]) -> Result<Inspection, PhotoError> {
    walk(jpeg, |_| {})
}

/// What a decoder needs and nothing else: tables, frame, scans, and the two markers by which it
/// knows the colours. Less for libjpeg to stumble over, or to be attacked with.
pub(crate) fn essentials(jpeg: &[u8]) -> Result<(Inspection, Vec<u8>), PhotoError> {
    let mut essential = jpeg.get(..2).unwrap_or_default().to_vec();
    let inspection = walk(jpeg, |segment| {
        if !is_baggage(segment) {
            essential.extend_from_slice(&jpeg[segment.start..segment.end]);
        }
    })?;
    Ok((inspection, essential))
}

fn walk(jpeg: &[u8], mut visit: impl FnMut(&Segment<'_>)) -> Result<Inspection, PhotoError> {
    if jpeg.len() > MAX_INPUT_BYTES {
        return Err(PhotoError::TooLarge {
            bytes: jpeg.len(),
            limit: MAX_INPUT_BYTES,
        });
    }
    let mut walk = Walk::begin(jpeg)?;
    let mut frame: Option<Frame> = None;
    let mut scans = 0;
    let mut picture_bytes = 0;
    let mut incomplete_scan = false;
    let mut orientation = None;
    let mut seen_jfif = false;
    let mut metadata = Vec::new();
    for _ in 0..MAX_SEGMENTS {
        let segment = walk.next_segment()?;
        visit(&segment);
        match segment.code {
            0xc0..=0xc2 if frame.is_some() => {
                return Err(PhotoError::damaged("a second frame"));
            }
            0xc0..=0xc2 => frame = Some(Frame::read(&segment)?),
            0xc3 | 0xc5..=0xc7 | 0xc8..=0xcb | 0xcd..=0xcf => {
                return Err(PhotoError::Unsupported {
                    what: "arithmetic, lossless or hierarchical",
                });
            }
            // Tables: Huffman, quantisation, restart interval.
            0xc4 | 0xdb | 0xdd => {}
            SOS => {
                let Some(frame) = &frame else {
                    return Err(PhotoError::damaged("a scan before its frame"));
                };
                scans += 1;
                if scans > MAX_SCANS {
                    return Err(PhotoError::TooManyScans { limit: MAX_SCANS });
                }
                let components = segment.payload.first().copied().map_or(0, usize::from);
                incomplete_scan |= components < frame.sampling.len();
                picture_bytes += segment.picture_bytes as u64;
            }
            EOI => {
                let frame = frame.filter(|_| scans > 0);
                let frame = frame.ok_or(PhotoError::damaged("no picture inside"))?;
                return Ok(Inspection {
                    width: frame.width,
                    height: frame.height,
                    orientation: orientation.unwrap_or(1),
                    progressive: frame.progressive,
                    scans,
                    metadata,
                    stray_bytes: walk.stray_bytes,
                    trailing_bytes: walk.remaining(),
                    picture_bytes,
                    several_scans: frame.progressive || incomplete_scan,
                    sampling: frame.sampling,
                });
            }
            0xe0 if !seen_jfif && is_plain_jfif(segment.payload) => seen_jfif = true,
            0xe0..=0xef | COM => {
                let kind = metadata_kind(segment.code, segment.payload);
                if kind == MetadataKind::Exif && orientation.is_none() {
                    orientation = exif::orientation(segment.payload);
                }
                metadata.push(Metadata {
                    kind,
                    bytes: segment.end - segment.start,
                });
            }
            _ => {
                return Err(PhotoError::Unsupported {
                    what: "an unknown kind of segment",
                });
            }
        }
    }
    Err(PhotoError::TooManySegments {
        limit: MAX_SEGMENTS,
    })
}

struct Frame {
    width: u32,
    height: u32,
    progressive: bool,
    sampling: Vec<(u32, u32)>,
}

impl Frame {
    fn read(segment: &Segment<'_>) -> Result<Self, PhotoError> {
        let &[precision, h1, h0, w1, w0, components, ref rest @ ..] = segment.payload else {
            return Err(PhotoError::damaged("a frame cut short"));
        };
        if precision != 8 {
            return Err(PhotoError::Unsupported {
                what: "more or fewer than 8 bits a sample",
            });
        }
        // Ink colours mean nothing without their profile: a wrong picture is worse than none.
        if !matches!(components, 1 | 3) {
            return Err(PhotoError::Unsupported {
                what: "neither grey nor three colours",
            });
        }
        if rest.len() != 3 * usize::from(components) {
            return Err(PhotoError::damaged("a frame of the wrong length"));
        }
        let (width, height) = (u16::from_be_bytes([w1, w0]), u16::from_be_bytes([h1, h0]));
        if width == 0 || height == 0 {
            return Err(PhotoError::damaged("a picture without pixels"));
        }
        let sampling: Vec<(u32, u32)> = rest
            .chunks_exact(3)
            .map(|component| (u32::from(component[1] >> 4), u32::from(component[1] & 15)))
            .collect();
        if sampling
            .iter()
            .any(|(h, v)| !(1..=4).contains(h) || !(1..=4).contains(v))
        {
            return Err(PhotoError::damaged("impossible sampling"));
        }
        let (width, height) = (u32::from(width), u32::from(height));
        Ok(Self {
            width,
            height,
            progressive: segment.code == 0xc2,
            sampling,
        })
    }
}

fn metadata_kind(code: u8, payload: &[u8]) -> MetadataKind {
    match code {
        COM => MetadataKind::Comment,
        0xe1 if payload.starts_with(exif::SIGNATURE) => MetadataKind::Exif,
        0xe1 if payload.starts_with(b"http://ns.adobe.com/x") => MetadataKind::Xmp,
        0xe2 if payload.starts_with(b"ICC_PROFILE\0") => MetadataKind::ColourProfile,
        0xe2 if payload.starts_with(b"MPF\0") => MetadataKind::MultiPicture,
        0xed => MetadataKind::Iptc,
        0xee if payload.starts_with(b"Adobe") => MetadataKind::Adobe,
        _ => MetadataKind::Application(code & 15),
    }
}

/// JFIF as every encoder writes it: version, density, no thumbnail.
fn is_plain_jfif(payload: &[u8]) -> bool {
    payload.len() == 14 && payload.starts_with(b"JFIF\0") && payload.ends_with(&[0, 0])
}

fn is_baggage(segment: &Segment<'_>) -> bool {
    match segment.code {
        0xe0 => !segment.payload.starts_with(b"JFIF\0"),
        0xee => !segment.payload.starts_with(b"Adobe"),
        0xe1..=0xed | 0xef | COM => true,
        _ => false,
    }
}
