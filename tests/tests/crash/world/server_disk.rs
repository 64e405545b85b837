//! What the server has on its disk, read from its own files once SQLite has recovered them: a
//! test that asked the server would only learn what the server says.

use std::{
    fs,
    path::{Path, PathBuf},
};

use langnghe_tests::record::{database_file, files_in};
use langnghe_wire::{ReportId, Sha256};
use rusqlite::{Connection, Params};

use crate::promises::{Broken, hold};

pub(crate) struct ServerDisk {
    database: Connection,
    photographs: PathBuf,
}

impl From<rusqlite::Error> for Broken {
    fn from(error: rusqlite::Error) -> Self {
        Self(format!("a database: {error}"))
    }
}

impl ServerDisk {
    /// The files in a data folder; none if the server never came so far as to keep anything.
    pub(crate) fn recovered(data: &Path) -> Result<Option<Self>, Broken> {
        let file = database_file(data);
        if !file.exists() {
            return Ok(None);
        }
        let database = Connection::open(file)?;
        database.busy_timeout(std::time::Duration::from_secs(10))?;
        let schema: i64 = database.pragma_query_value(None, "user_version", |row| row.get(0))?;
        let photographs = data.join("blobs/photographs");
        Ok((schema > 0).then_some(Self {
            database,
            photographs,
        }))
    }

    fn one<T: rusqlite::types::FromSql>(
        &self,
        sql: &str,
        values: impl Params,
    ) -> Result<T, Broken> {
        Ok(self.database.query_row(sql, values, |row| row.get(0))?)
    }

    /// Whether the database is whole, and every photograph that it counts as arrived lies on the
    /// disk with the bytes that its name promises.
    pub(crate) fn is_sound(&self) -> Result<(), Broken> {
        let whole: String = self.one("PRAGMA integrity_check", [])?;
        hold!(whole == "ok", "the server's database is damaged: {whole}");
        let doubled: i64 = self.one(
            "SELECT count(*) FROM report r WHERE 1 <>
                (SELECT count(*) FROM event e WHERE e.report = r.id AND e.kind = 'received')",
            [],
        )?;
        hold!(
            doubled == 0,
            "{doubled} cases were not received exactly once"
        );
        let mut find = self.database.prepare(
            "SELECT lower(hex(a.sha256)) FROM attachment a JOIN report r ON r.id = a.report
             WHERE a.arrived AND r.status <> 'withdrawn'",
        )?;
        let arrived: Vec<String> = find
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        for hash in arrived {
            hold!(
                self.lies_whole(&hash),
                "a photograph that arrived is not on the server's disk"
            );
        }
        Ok(())
    }

    /// Whether a photograph lies on the disk under its hash, with those bytes.
    fn lies_whole(&self, hash: &str) -> bool {
        let files = files_in(&self.photographs).unwrap_or_default();
        let named = files.iter().filter(|file| file.ends_with(hash));
        let hash_of = |file: &PathBuf| Sha256::of(&fs::read(file).unwrap_or_default()).to_string();
        named.map(hash_of).any(|found| found == hash)
    }

    /// Whether a report is there exactly once.
    pub(crate) fn has_once(&self, id: ReportId) -> Result<(), Broken> {
        let rows: i64 = self.one("SELECT count(*) FROM report WHERE id = ?1", [id.as_bytes()])?;
        hold!(
            rows == 1,
            "an acknowledged report is on the server {rows} times"
        );
        Ok(())
    }

    /// How many reports there are.
    pub(crate) fn reports(&self) -> Result<usize, Broken> {
        self.one("SELECT count(*) FROM report", [])
    }

    /// How many photographs of a report arrived.
    pub(crate) fn photographs(&self, id: ReportId) -> Result<usize, Broken> {
        let sql = "SELECT count(*) FROM attachment WHERE report = ?1 AND arrived";
        self.one(sql, [id.as_bytes()])
    }

    /// Whether so many photographs of a report arrived, and none is missing.
    pub(crate) fn has_all_photographs(&self, id: ReportId, expected: usize) -> Result<(), Broken> {
        let arrived = self.photographs(id)?;
        hold!(
            arrived == expected,
            "{arrived} of {expected} photographs are on the server"
        );
        Ok(())
    }

    /// A case's state.
    pub(crate) fn status(&self, id: ReportId) -> Result<String, Broken> {
        self.one("SELECT status FROM report WHERE id = ?1", [id.as_bytes()])
    }

    /// How many events of a kind a case has with these words in them.
    pub(crate) fn events_with(
        &self,
        id: ReportId,
        kind: &str,
        words: &str,
    ) -> Result<usize, Broken> {
        let sql = "SELECT count(*) FROM event WHERE report = ?1 AND kind = ?2 AND instr(body, ?3)";
        self.one(sql, rusqlite::params![id.as_bytes(), kind, words])
    }
}
