//! Searches files for what must never lie on a phone's disk in the open.

use std::{fs, io, path::Path};

use crate::record::files_in;

/// Something that would give a report away.
#[derive(Debug, Clone)]
pub struct Marker {
    name: String,
    bytes: Vec<u8>,
}

/// A marker that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// In which file.
    pub file: String,
    /// At which byte.
    pub at: usize,
    /// Which marker.
    pub marker: String,
}

impl Marker {
    /// A marker from bytes. Fewer than six could be found by chance in what is encrypted.
    ///
    /// # Panics
    /// If there are fewer than six.
    #[must_use]
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        let (name, bytes) = (name.into(), bytes.into());
        assert!(bytes.len() >= 6, "{name} is too short to mean anything");
        Self { name, bytes }
    }

    /// Markers from all over some bytes: sixteen at a time, at so many places.
    #[must_use]
    pub fn from_all_over(name: &str, bytes: &[u8], places: usize) -> Vec<Self> {
        let last = bytes.len().saturating_sub(16);
        (0..places)
            .map(|i| last * i / places.max(2).saturating_sub(1))
            .map(|at| Self::new(format!("{name} at {at}"), &bytes[at..at + 16]))
            .collect()
    }
}

/// Everything of `markers` that lies in a folder's files.
///
/// # Errors
/// If a file can't be read.
pub fn search(folder: &Path, markers: &[Marker]) -> io::Result<Vec<Found>> {
    let mut found = Vec::new();
    for file in files_in(folder)? {
        let bytes = fs::read(&file)?;
        for marker in markers {
            let at = bytes
                .windows(marker.bytes.len())
                .position(|window| window == marker.bytes);
            found.extend(at.map(|at| Found {
                file: file.display().to_string(),
                at,
                marker: marker.name.clone(),
            }));
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marker_is_found_wherever_it_lies_and_nowhere_else() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("deep")).unwrap();
        fs::write(
            folder.path().join("deep/file"),
            "nothing but Đê Tam Tiến here",
        )
        .unwrap();
        let markers = [
            Marker::new("words", "Đê Tam Tiến"),
            Marker::new("others", "absent"),
        ];
        let found = search(folder.path(), &markers).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].at, found[0].marker.as_str()), (12, "words"));
    }

    #[test]
    fn markers_from_all_over_reach_both_ends() {
        let bytes: Vec<u8> = (0..=255).collect();
        let markers = Marker::from_all_over("photograph", &bytes, 5);
        assert_eq!(markers.len(), 5);
        assert!(markers[0].bytes[0] == 0 && markers[4].bytes[15] == 255);
    }
}
