//! Files that are there after a power cut: written beside their place, synced, renamed, and the
//! folder synced as well, since a name is an entry of its folder.

use std::{
    fs::{self, File},
    io::{self, Read as _, Write as _},
    path::{Path, PathBuf},
};

use langnghe_wire::Sha256;
use sha2::Digest as _;

/// How a file is called until it is whole.
pub(crate) const PARTIAL: &str = "partial";

/// Where a file lies until it is whole.
pub(crate) fn partial(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(PARTIAL);
    name.into()
}

/// A folder for its owner's eyes only, and those above it; one that is there stays as it is.
pub(crate) fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Writes a file whole, or not at all.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let partial = partial(path);
    let mut file = File::create(&partial)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    put(&partial, path)
}

/// Puts a file that lies beside its place, and may not be synced yet, into its place.
pub(crate) fn settle(partial: &Path, path: &Path) -> io::Result<()> {
    File::options().write(true).open(partial)?.sync_all()?;
    put(partial, path)
}

fn put(partial: &Path, path: &Path) -> io::Result<()> {
    fs::rename(partial, path)?;
    sync_folder_of(path)
}

/// Copies a file to one that isn't synced yet; what was copied, by its hash.
pub(crate) fn copy(from: &Path, to: &Path) -> io::Result<Sha256> {
    let mut to = File::create(to)?;
    read_through(from, |bytes| to.write_all(bytes))
}

/// A file's hash.
pub(crate) fn hash(path: &Path) -> io::Result<Sha256> {
    read_through(path, |_| Ok(()))
}

fn read_through(path: &Path, mut each: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<Sha256> {
    let mut file = File::open(path)?;
    let mut hasher = sha2::Sha256::new();
    let mut buffer = vec![0; 256 * 1024];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok(Sha256::from_bytes(hasher.finalize().into()));
        }
        hasher.update(&buffer[..read]);
        each(&buffer[..read])?;
    }
}

/// Deletes a file for good; one that isn't there is deleted already.
pub(crate) fn delete(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Ok(()) => sync_folder_of(path),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// Makes a name last in the folder that it stands in.
pub(crate) fn sync_folder_of(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_written_whole_copied_by_its_hash_and_deleted_twice() {
        let folder = tempfile::tempdir().unwrap();
        let [one, other] = ["one", "other"].map(|name| folder.path().join(name));
        write(&one, b"first").unwrap();
        write(&one, b"second").unwrap();
        assert_eq!(copy(&one, &other).unwrap(), Sha256::of(b"second"));
        assert_eq!(hash(&other).unwrap(), Sha256::of(b"second"));
        settle(&other, &one).unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        delete(&one).unwrap();
        delete(&one).unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
