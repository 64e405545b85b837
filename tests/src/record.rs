//! What the server has on its disk, read from its own files: a test that asked the server would
//! only learn what the server says.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use langnghe_wire::{ReportId, Sha256};
use rusqlite::{Connection, OpenFlags, OptionalExtension as _};

/// The server's files.
#[derive(Debug)]
pub struct Record {
    data: PathBuf,
    database: Connection,
}

/// A record that can't be read.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// The database.
    #[error("the server's database can't be read: {0}")]
    Database(#[from] rusqlite::Error),
    /// An operation.
    #[error("an operation can't be read: {0}")]
    Operation(#[from] serde_json::Error),
    /// A photograph.
    #[error("a photograph can't be read: {0}")]
    Photograph(#[from] io::Error),
}

impl Record {
    /// The record in a data folder; only ever read.
    ///
    /// # Errors
    /// If there is none.
    pub fn in_folder(data: &Path) -> Result<Self, RecordError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
        let database = Connection::open_with_flags(database_file(data), flags)?;
        Ok(Self {
            data: data.to_owned(),
            database,
        })
    }

    fn count(&self, sql: &str) -> Result<usize, RecordError> {
        Ok(self.database.query_row(sql, [], |row| row.get(0))?)
    }

    /// How many cases there are.
    ///
    /// # Errors
    /// If it can't be read.
    pub fn cases(&self) -> Result<usize, RecordError> {
        self.count("SELECT count(*) FROM report")
    }

    /// How many reporters there are.
    ///
    /// # Errors
    /// If it can't be read.
    pub fn reporters(&self) -> Result<usize, RecordError> {
        self.count("SELECT count(*) FROM reporter")
    }

    /// How many operations were answered for good.
    ///
    /// # Errors
    /// If it can't be read.
    pub fn operations(&self) -> Result<usize, RecordError> {
        self.count("SELECT count(*) FROM operation")
    }

    /// The bytes with which a report was filed.
    ///
    /// # Errors
    /// If it wasn't, or can't be read.
    pub fn filed(&self, report: &str) -> Result<serde_json::Value, RecordError> {
        let sql = "SELECT bytes FROM operation
                   WHERE kind = 'file' AND is_applied AND instr(bytes, ?1)";
        let ours = format!("\"report\":\"{report}\"");
        let bytes: String = self.database.query_row(sql, [ours], |row| row.get(0))?;
        Ok(serde_json::from_str(&bytes)?)
    }

    /// The kinds of everything that happened to all cases, in the order of commits.
    ///
    /// # Errors
    /// If it can't be read.
    pub fn events(&self) -> Result<Vec<String>, RecordError> {
        let mut statement = self
            .database
            .prepare("SELECT kind FROM event ORDER BY position")?;
        let kinds = statement.query_map([], |row| row.get(0))?;
        Ok(kinds.collect::<Result<_, _>>()?)
    }

    /// How many events there are of a kind.
    ///
    /// # Errors
    /// If it can't be read.
    pub fn events_of(&self, kind: &str) -> Result<usize, RecordError> {
        Ok(self.events()?.iter().filter(|known| *known == kind).count())
    }

    /// The kinds of everything that happened to one case, in order.
    ///
    /// # Errors
    /// If it can't be read.
    pub fn history_of(&self, report: ReportId) -> Result<Vec<String>, RecordError> {
        self.kinds(
            "SELECT kind FROM event WHERE report = ?1 ORDER BY seq",
            report,
        )
    }

    /// The kinds of the operations that were applied to one report, in order.
    ///
    /// # Errors
    /// If it can't be read.
    pub fn applied_to(&self, report: ReportId) -> Result<Vec<String>, RecordError> {
        let sql = "SELECT kind FROM operation WHERE report = ?1 AND is_applied ORDER BY n";
        self.kinds(sql, report)
    }

    fn kinds(&self, sql: &str, report: ReportId) -> Result<Vec<String>, RecordError> {
        let mut statement = self.database.prepare_cached(sql)?;
        let kinds = statement.query_map([report.as_bytes()], |row| row.get(0))?;
        Ok(kinds.collect::<Result<_, _>>()?)
    }

    /// How many bytes of a photograph are kept, whoever sent it; none if nothing is known of it.
    ///
    /// # Errors
    /// If it can't be read.
    pub fn received_of(&self, sha256: Sha256) -> Result<Option<u64>, RecordError> {
        let sql = "SELECT received FROM upload WHERE sha256 = ?1";
        let mut statement = self.database.prepare_cached(sql)?;
        let received = statement.query_row([sha256.as_bytes()], |row| row.get(0));
        Ok(received.optional()?)
    }

    /// The hashes of the photographs that reports name, and whether each has arrived; those of
    /// results, which were there before they were named, come last.
    ///
    /// # Errors
    /// If it can't be read.
    pub fn named_photographs(&self) -> Result<Vec<(String, bool)>, RecordError> {
        let sql = "SELECT lower(hex(sha256)), arrived FROM
             (SELECT 0 AS kind, report, position, sha256, arrived FROM attachment
              UNION ALL SELECT 1, report, position, sha256, TRUE FROM result)
             ORDER BY kind, report, position";
        let mut statement = self.database.prepare(sql)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The bytes of all photographs that reports name.
    ///
    /// # Errors
    /// If it can't be read.
    pub fn named_bytes(&self) -> Result<u64, RecordError> {
        let sql = "SELECT coalesce(sum(bytes), 0) FROM attachment";
        Ok(self.database.query_row(sql, [], |row| row.get(0))?)
    }

    /// The hashes of the photographs that lie on the disk, computed from their bytes.
    ///
    /// # Errors
    /// If one can't be read.
    pub fn stored_photographs(&self) -> Result<Vec<String>, RecordError> {
        let mut hashes = Vec::new();
        for file in files_in(&self.data.join("blobs"))? {
            hashes.push(Sha256::of(&fs::read(file)?).to_string());
        }
        Ok(hashes)
    }

    /// Asserts that every photograph that reports name has arrived, and that what lies on the disk
    /// is exactly those, whole. How many there are.
    ///
    /// # Errors
    /// If something can't be read.
    ///
    /// # Panics
    /// If it isn't so.
    #[track_caller]
    pub fn assert_photographs_whole(&self) -> Result<usize, RecordError> {
        let mut named = Vec::new();
        for (sha256, arrived) in self.named_photographs()? {
            assert!(arrived, "{sha256} has not arrived");
            named.push(sha256);
        }
        let mut stored = self.stored_photographs()?;
        named.sort();
        stored.sort();
        assert_eq!(stored, named, "what lies on the disk is what reports name");
        Ok(named.len())
    }

    /// How many bytes of unfinished uploads are kept.
    ///
    /// # Errors
    /// If it can't be read.
    pub fn unfinished_bytes(&self) -> Result<u64, RecordError> {
        let sql = "SELECT coalesce(sum(received), 0) FROM upload WHERE complete_at IS NULL";
        Ok(self.database.query_row(sql, [], |row| row.get(0))?)
    }
}

/// The file of the server's database.
#[must_use]
pub fn database_file(data: &Path) -> PathBuf {
    data.join("langnghe.db")
}

/// Every file in a folder and in those below it.
///
/// # Errors
/// If one can't be listed.
pub fn files_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            files.extend(files_in(&entry.path())?);
        } else {
            files.push(entry.path());
        }
    }
    Ok(files)
}
