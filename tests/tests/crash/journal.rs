//! The journal: what the programs did to their disks, in order, and between it what people were
//! told, written in by the harness.

use std::{fs, io::Write as _, path::Path};

use crate::promises::Promise;

/// One line of the journal. Paths are relative to the folder that is watched.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Entry {
    /// A file was made.
    Made(String),
    /// Bytes were written.
    Wrote {
        path: String,
        offset: usize,
        data: Vec<u8>,
    },
    /// Bytes were written to a file that has no name any more: a temporary one.
    WroteNameless { path: String, data: Vec<u8> },
    /// A file was cut, or extended with zeros.
    Resized { path: String, size: usize },
    /// What was written to a file before is on the disk.
    Synced(String),
    /// What was written to a file before may never be on the disk, whatever a later sync says.
    NotSynced(String),
    /// A file was deleted.
    Removed(String),
    /// A file got another name.
    Renamed { from: String, to: String },
    /// A program said something to whoever started it.
    Said,
    /// The next step of the life begins.
    Step(usize),
    /// Somebody was told something.
    Promised(Promise),
}

impl Entry {
    /// The file that it is about.
    pub(crate) fn path(&self) -> Option<&str> {
        match self {
            Self::Made(path) | Self::Synced(path) | Self::NotSynced(path) | Self::Removed(path) => {
                Some(path)
            }
            Self::Wrote { path, .. }
            | Self::WroteNameless { path, .. }
            | Self::Resized { path, .. } => Some(path),
            Self::Renamed { from, .. } => Some(from),
            Self::Said | Self::Step(_) | Self::Promised(_) => None,
        }
    }
}

/// Writes a line of the harness's own.
pub(crate) fn note(journal: &Path, entry: &Entry) {
    let (kind, number, data) = match entry {
        Entry::Step(number) => ('#', *number, String::new()),
        Entry::Promised(promise) => ('!', 0, serde_json::to_string(promise).unwrap()),
        other => unreachable!("{other:?} is the programs' to write"),
    };
    let line = format!("{kind} 0 {number} {}\n{data}", data.len());
    let mut file = fs::File::options().append(true).open(journal).unwrap();
    file.write_all(line.as_bytes()).unwrap();
}

/// Reads a journal. The end of one whose writer was killed in the middle of a line is left out.
pub(crate) fn read(journal: &Path) -> Vec<Entry> {
    let bytes = fs::read(journal).unwrap();
    let mut rest = bytes.as_slice();
    std::iter::from_fn(|| {
        let (entry, after) = first(rest)?;
        rest = after;
        Some(entry)
    })
    .collect()
}

/// The first entry, and what comes after it. A line is `KIND PATH-LENGTH NUMBER DATA-LENGTH`,
/// and the path and the data follow it.
fn first(bytes: &[u8]) -> Option<(Entry, &[u8])> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    let head = str::from_utf8(&bytes[..end]).expect("heads are ASCII");
    let mut words = head.split(' ');
    let kind = words.next()?;
    let mut number = || words.next()?.parse::<usize>().ok();
    let (path_length, number, data_length) = (number()?, number()?, number()?);
    let (path, rest) = bytes[end + 1..].split_at_checked(path_length)?;
    let (data, rest) = rest.split_at_checked(data_length)?;
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("our paths are UTF-8");
    let path = text(path);
    let entry = match kind {
        "C" => Entry::Made(path),
        "W" => Entry::Wrote {
            path,
            offset: number,
            data: data.to_vec(),
        },
        "N" => Entry::WroteNameless {
            path,
            data: data.to_vec(),
        },
        "O" => Entry::Said,
        "T" => Entry::Resized { path, size: number },
        "S" => Entry::Synced(path),
        "E" => Entry::NotSynced(path),
        "U" => Entry::Removed(path),
        "R" => Entry::Renamed {
            from: path,
            to: text(data),
        },
        "#" => Entry::Step(number),
        "!" => Entry::Promised(serde_json::from_slice(data).expect("the harness wrote it")),
        other => panic!("the journal has a line of kind {other}"),
    };
    Some((entry, rest))
}

/// The journal with every promise where it was made: at the last word of the program that made
/// it, which goes on for a while, tidying up. What the console answers is promised by a server
/// that says nothing on its standard output: that stays where the harness heard it.
pub(crate) fn with_promises_where_they_were_made(entries: Vec<Entry>) -> Vec<Entry> {
    let mut ordered: Vec<Entry> = Vec::with_capacity(entries.len());
    let mut last_word = None;
    for entry in entries {
        match entry {
            Entry::Said => last_word = Some(ordered.len()),
            Entry::Promised(_) => {
                let made = last_word.unwrap_or(ordered.len());
                ordered.insert(made, entry);
                last_word = Some(made + 1);
            }
            Entry::Step(_) => {
                last_word = None;
                ordered.push(entry);
            }
            other => ordered.push(other),
        }
    }
    ordered
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read_and_a_torn_one_is_left_out() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("journal");
        fs::write(&file, "C 1 0 0\naW 1 4096 3\naxy\nR 1 0 1\nabS 1 0 0\nb").unwrap();
        note(&file, &Entry::Step(7));
        note(&file, &Entry::Promised(Promise::Synced));
        let mut torn = fs::File::options().append(true).open(&file).unwrap();
        torn.write_all(b"W 1 0 10\nbhalf").unwrap();
        let expected = [
            Entry::Made("a".into()),
            Entry::Wrote {
                path: "a".into(),
                offset: 4096,
                data: b"xy\n".into(),
            },
            Entry::Renamed {
                from: "a".into(),
                to: "b".into(),
            },
            Entry::Synced("b".into()),
            Entry::Step(7),
            Entry::Promised(Promise::Synced),
        ];
        assert_eq!(read(&file), expected);
    }

    #[test]
    fn a_promise_is_made_at_the_last_word_of_its_step() {
        let synced = || Entry::Synced("a".into());
        let promise = || Entry::Promised(Promise::Synced);
        let heard = vec![
            Entry::Step(0),
            Entry::Said,
            Entry::Said,
            synced(),
            promise(),
            Entry::Step(1),
            synced(),
            promise(),
        ];
        let made = [
            Entry::Step(0),
            promise(),
            synced(),
            Entry::Step(1),
            synced(),
            promise(),
        ];
        assert_eq!(with_promises_where_they_were_made(heard), made);
    }
}
