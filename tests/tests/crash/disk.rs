//! A disk, as a journal tells of it: what programs read from it, and what of it is there after
//! power was cut.
//!
//! A file's writes since its last sync may have reached the platter or not, each for itself, and
//! one may have reached it in part (by sectors of 512 bytes). A new file is there with its first
//! sync. What a failed sync should have made safe, no later sync makes safe: Linux marks the
//! pages as clean and keeps them in memory, where programs still read them.

use std::{collections::BTreeMap, fs, path::Path};

use rand::{RngExt as _, rngs::SmallRng};

use crate::journal::Entry;

/// Files and their bytes.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

const SECTOR: usize = 512;

#[derive(Debug, Clone, Default)]
pub(crate) struct Disk<'a> {
    files: BTreeMap<String, File<'a>>,
}

#[derive(Debug, Clone, Default)]
struct File<'a> {
    /// What programs read.
    cached: Vec<u8>,
    /// What survives whatever happens; nothing for a file that was never synced.
    safe: Option<Vec<u8>>,
    /// What happened to it since.
    pending: Vec<Change<'a>>,
}

#[derive(Debug, Clone, Copy)]
enum Change<'a> {
    Write { offset: usize, data: &'a [u8] },
    Resize(usize),
}

impl<'a> Disk<'a> {
    /// A disk with these files on it, all of them safe.
    pub(crate) fn with(files: &Files) -> Self {
        let safe = |bytes: &Vec<u8>| File {
            cached: bytes.clone(),
            safe: Some(bytes.clone()),
            pending: vec![],
        };
        Self {
            files: files
                .iter()
                .map(|(path, bytes)| (path.clone(), safe(bytes)))
                .collect(),
        }
    }

    /// What happens next.
    pub(crate) fn apply(&mut self, entry: &'a Entry) {
        match entry {
            Entry::Made(path) => {
                self.files.insert(path.clone(), File::default());
            }
            Entry::Wrote { path, offset, data } => {
                self.change(
                    path,
                    Change::Write {
                        offset: *offset,
                        data,
                    },
                );
            }
            Entry::Resized { path, size } => self.change(path, Change::Resize(*size)),
            Entry::Synced(path) => {
                // A folder is synced, too; see the story above.
                if let Some(file) = self.files.get_mut(path) {
                    file.make_safe();
                }
            }
            Entry::NotSynced(path) => {
                if let Some(file) = self.files.get_mut(path) {
                    file.pending.clear();
                }
            }
            Entry::Removed(path) => {
                self.files.remove(path);
            }
            Entry::Renamed { from, to } => {
                let file = self.files.remove(from).expect("what is renamed is there");
                self.files.insert(to.clone(), file);
            }
            Entry::WroteNameless { .. } | Entry::Said | Entry::Step(_) | Entry::Promised(_) => {}
        }
    }

    /// The first half of a write, as a process leaves it that is killed in the middle.
    pub(crate) fn apply_half(&mut self, entry: &'a Entry) {
        if let Entry::Wrote { path, offset, data } = entry {
            let data = &data[..data.len() / 2];
            self.change(
                path,
                Change::Write {
                    offset: *offset,
                    data,
                },
            );
        }
    }

    fn change(&mut self, path: &str, change: Change<'a>) {
        let file = self
            .files
            .get_mut(path)
            .expect("what is changed was made before");
        change.apply_to(&mut file.cached);
        file.pending.push(change);
    }

    /// The files as programs read them: also what is there after a process was killed.
    pub(crate) fn files(&self) -> Files {
        self.files
            .iter()
            .map(|(path, file)| (path.clone(), file.cached.clone()))
            .collect()
    }

    /// The files after power was cut. Without luck, nothing that was pending is there; with it,
    /// each change has its own.
    pub(crate) fn after_power_cut(&self, mut luck: Option<SmallRng>) -> Files {
        let survivor = |(path, file): (&String, &File<'a>)| {
            let bytes = match &mut luck {
                None => file.safe.clone(),
                Some(luck) => file.with_luck(luck),
            };
            Some((path.clone(), bytes?))
        };
        self.files.iter().filter_map(survivor).collect()
    }
}

impl File<'_> {
    fn make_safe(&mut self) {
        let safe = self.safe.get_or_insert_default();
        for change in self.pending.drain(..) {
            change.apply_to(safe);
        }
    }

    fn with_luck(&self, luck: &mut SmallRng) -> Option<Vec<u8>> {
        if self.safe.is_none() && luck.random() {
            return None;
        }
        let mut bytes = self.safe.clone().unwrap_or_default();
        for change in &self.pending {
            match (luck.random_range(0..3), change) {
                (0, _) => {}
                (1, Change::Write { offset, data }) => {
                    let sectors = luck.random_range(0..=data.len() / SECTOR);
                    let data = &data[..sectors * SECTOR];
                    Change::Write {
                        offset: *offset,
                        data,
                    }
                    .apply_to(&mut bytes);
                }
                _ => change.apply_to(&mut bytes),
            }
        }
        Some(bytes)
    }
}

impl Change<'_> {
    fn apply_to(self, bytes: &mut Vec<u8>) {
        match self {
            Self::Write { data: [], .. } => {}
            Self::Write { offset, data } => {
                let end = offset + data.len();
                bytes.resize(bytes.len().max(end), 0);
                bytes[offset..end].copy_from_slice(data);
            }
            Self::Resize(size) => bytes.resize(size, 0),
        }
    }
}

/// Writes files into a folder.
pub(crate) fn write(files: &Files, folder: &Path) {
    for (path, bytes) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng as _;

    use super::*;

    fn wrote(offset: usize, data: &[u8]) -> Entry {
        Entry::Wrote {
            path: "a".into(),
            offset,
            data: data.into(),
        }
    }

    fn synced() -> Entry {
        Entry::Synced("a".into())
    }

    /// What is in the file after these, for programs and after a power cut.
    fn after(entries: &[Entry]) -> (Option<Vec<u8>>, Option<Vec<u8>>) {
        let mut disk = Disk::default();
        entries.iter().for_each(|entry| disk.apply(entry));
        let found = |files: Files| files.get("a").cloned();
        (found(disk.files()), found(disk.after_power_cut(None)))
    }

    #[test]
    fn only_what_was_synced_survives_a_power_cut() {
        let made = || Entry::Made("a".into());
        assert_eq!(
            after(&[made(), wrote(0, b"one")]),
            (Some(b"one".into()), None)
        );
        let second = [made(), wrote(0, b"one"), synced(), wrote(1, b"xyz")];
        assert_eq!(after(&second), (Some(b"oxyz".into()), Some(b"one".into())));
        let cut = Entry::Resized {
            path: "a".into(),
            size: 1,
        };
        assert_eq!(
            after(&[made(), wrote(0, b"one"), cut, synced()]),
            (Some(b"o".into()), Some(b"o".into()))
        );
    }

    #[test]
    fn no_later_sync_makes_safe_what_a_failed_one_left() {
        let failed = Entry::NotSynced("a".into());
        let entries = [
            Entry::Made("a".into()),
            synced(),
            wrote(0, b"one"),
            failed,
            synced(),
        ];
        assert_eq!(after(&entries), (Some(b"one".into()), Some(b"".into())));
    }

    #[test]
    fn luck_decides_over_each_write_and_nothing_else() {
        let entries = [
            Entry::Made("a".into()),
            wrote(0, &[1; 2 * SECTOR]),
            synced(),
            wrote(0, &[2; 2 * SECTOR]),
            wrote(2 * SECTOR, b"end"),
        ];
        let mut disk = Disk::default();
        entries.iter().for_each(|entry| disk.apply(entry));
        let mut seen = std::collections::BTreeSet::new();
        for seed in 0..200 {
            let files = disk.after_power_cut(Some(SmallRng::seed_from_u64(seed)));
            let bytes = &files["a"];
            seen.insert((bytes[0], bytes[SECTOR], bytes.len() > 2 * SECTOR));
        }
        let all = [1, 2]
            .map(|first| [(first, 1, false), (first, 1, true)])
            .concat();
        assert!(all.iter().all(|state| seen.contains(state)), "{seen:?}");
        assert!(
            seen.contains(&(2, 2, true)) && !seen.contains(&(1, 2, true)),
            "{seen:?}"
        );
    }
}
