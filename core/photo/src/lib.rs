//! Photographs for Lắng Nghe: bytes in, bytes out, nothing personal left.
//!
//! The phone calls [`prepare()`] on what a camera wrote, and sends what comes out. The server calls
//! [`verify_delivered`] on what arrives, because the sender may be anyone. Before a photograph
//! becomes public, [`cover()`] takes faces and plates out of it; [`fingerprint()`] says which two
//! may show the same thing. All walk the file with
//! [`inspect()`] first, and every limit that the header can tell holds before a pixel is decoded.
//! There is no I/O here, no clock and no randomness.
//!
//! # What becomes of a photograph
//! - Turned upright by its EXIF orientation; longer side at most [`PHOTO_LONG_SIDE`] pixels,
//!   never enlarged; at most [`MAX_PHOTO_BYTES`] bytes, by quality first and by size if that
//!   doesn't suffice.
//! - All metadata stays behind: EXIF with its place and camera, XMP, IPTC, comments, embedded
//!   thumbnails, second pictures, films behind the end.
//! - **Colour profiles are dropped and not applied.** The numbers of a Display P3 photograph are
//!   read as sRGB afterwards: its colours look a little paler, and nothing else changes. Most
//!   phones here write sRGB. Profiles of ink colours would change everything, so pictures of four
//!   components are refused.
//! - Grey stays grey. Progressive files and unusual sampling are read like any other; arithmetic,
//!   lossless and hierarchical JPEG and more than 8 bits a sample are refused.
//!
//! # How it fails
//! [`PhotoError`], always; never a panic, whatever the bytes. Refusals are final for those bytes.
//! libjpeg-turbo is C: limits and our own walk stand before it, but memory errors in it would be
//! ours. Whoever needs more distance puts a process around this crate.
//!
//! # Building
//! libjpeg-turbo is built from source with cmake. Its SIMD code for x86-64 needs `nasm`; without
//! it everything works, several times slower, and cargo shows no warning (it hides those of
//! dependencies). The feature `require-simd` of `turbojpeg` would make it an error.

mod budget;
mod codec;
mod cover;
mod error;
mod exif;
mod fingerprint;
mod inspect;
mod limits;
mod markers;
mod picture;
mod plan;
mod prepare;
mod verify;

pub use cover::{Region, cover};
pub use error::PhotoError;
pub use fingerprint::{Fingerprint, NEAR, fingerprint};
pub use inspect::{Inspection, Metadata, MetadataKind, inspect};
pub use limits::{
    MAX_COEFFICIENT_BYTES, MAX_INPUT_BYTES, MAX_INPUT_PIXELS, MAX_INPUT_SIDE, MAX_PHOTO_BYTES,
    MAX_SCANS, MAX_SEGMENTS, MAX_THUMBNAIL_BYTES, PHOTO_LONG_SIDE, THUMBNAIL_LONG_SIDE,
};
pub use plan::{Plan, Size, plan};
pub use prepare::{Prepared, prepare};
pub use verify::{Verified, verify_delivered};
