//! What a backup says of itself.

use jiff::Timestamp;
use langnghe_wire::Sha256;
use serde::{Deserialize, Serialize};

/// The form of manifests that this release writes, and the newest that it reads.
pub(super) const FORMAT: u32 = 1;

/// A backup's manifest: `NUMBER.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The form of this manifest.
    pub format: u32,
    /// Backups of a folder are numbered in the order in which they were made, whatever clocks say.
    pub number: u32,
    /// When it was begun, by the server's clock.
    pub taken_at: Timestamp,
    /// What was received until then is in it.
    pub through: Timestamp,
    /// The server's release.
    pub release: String,
    /// The database.
    pub database: Database,
    /// How many photographs belong to it.
    pub photographs: u64,
    /// How many that the database names were missing or damaged when it was made.
    pub lacking: u64,
}

/// A backup's database: `NUMBER.db`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Database {
    /// The hash of its file.
    pub sha256: Sha256,
    /// Its schema.
    pub schema: i64,
    /// The server's incarnation that it is of.
    pub epoch: String,
    /// How many reports it holds.
    pub reports: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_is_written_as_ever() {
        let manifest = Manifest {
            format: FORMAT,
            number: 42,
            taken_at: "2026-11-26T18:00:00Z".parse().unwrap(),
            through: "2026-11-26T17:59:00Z".parse().unwrap(),
            release: "0.1.0".into(),
            database: Database {
                sha256: Sha256::of(b"a database"),
                schema: 1,
                epoch: "00ff00ff00ff00ff00ff".into(),
                reports: 128,
            },
            photographs: 240,
            lacking: 0,
        };
        insta::assert_json_snapshot!(manifest);
    }
}
