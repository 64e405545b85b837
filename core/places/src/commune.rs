//! The communes and wards of Bắc Ninh: since July 2025 the unit that answers a report.
//!
//! Three files make a set: the list of communes, their boundaries, and the names before
//! July 2025. `data/SOURCES.md` says where they come from. A set is checked as a whole when it is
//! read: codes are unique, every boundary and every former name belongs to a commune, and no
//! commune is without a boundary, unless it has been merged into another.

use std::sync::LazyLock;

use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{
    boundary::{Boundaries, BoundaryError},
    search::NameIndex,
};

/// No file of a set may be longer than this, in bytes: ten times what the province needs.
pub const MAX_FILE_BYTES: usize = 2 * 1024 * 1024;

/// A position on the ground, WGS84.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
}

/// The two kinds of unit on the lower of today's two tiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommuneKind {
    /// Xã, a commune.
    #[serde(alias = "Xã")]
    Xa,
    /// Phường, a ward.
    #[serde(alias = "Phường")]
    Phuong,
}

/// A commune or ward of today.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Commune {
    /// The statistics office's code: five digits, kept as text for its leading zero.
    pub code: String,
    /// The full name, such as "Xã Tam Tiến".
    pub name: String,
    /// The name in Latin letters without accents and without its kind, such as "Tam Tien".
    pub name_en: String,
    /// Commune or ward.
    pub kind: CommuneKind,
    /// A point near the middle.
    pub centre: Position,
    /// Area in square kilometres.
    pub area_km2: f64,
    /// The first day on which the unit exists.
    pub valid_from: Date,
    /// The first day on which it no longer does, once it is merged.
    #[serde(default)]
    pub valid_until: Option<Date>,
}

impl Commune {
    /// The name without its kind: "Tam Tiến".
    #[must_use]
    pub fn short_name(&self) -> &str {
        without_kind(&self.name)
    }
}

/// A commune as it was called before July 2025.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormerName {
    /// The code of the commune that it is part of today.
    pub code: String,
    /// The full name, such as "Thị trấn Phồn Xương".
    pub name: String,
    /// The former district.
    pub district: String,
    /// The former province.
    pub province: String,
}

impl FormerName {
    /// The name without its kind: "Phồn Xương".
    #[must_use]
    pub fn short_name(&self) -> &str {
        without_kind(&self.name)
    }
}

fn without_kind(name: &str) -> &str {
    ["Xã ", "Phường ", "Thị trấn "]
        .iter()
        .find_map(|kind| name.strip_prefix(kind))
        .unwrap_or(name)
}

/// Every commune of the province, with its boundary and its former names.
#[derive(Debug)]
pub struct Communes {
    /// In the order of their codes.
    communes: Vec<Commune>,
    former_names: Vec<FormerName>,
    pub(crate) boundaries: Boundaries,
    pub(crate) names: NameIndex,
}

/// Why a set of files isn't a set of communes. The way out is always to keep the set one has.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum CommunesError {
    /// A file is longer than [`MAX_FILE_BYTES`].
    #[error("the file of {file} has {bytes} bytes, more than {MAX_FILE_BYTES}")]
    TooLong {
        /// Which of the three files.
        file: &'static str,
        /// Its length.
        bytes: usize,
    },
    /// A table can't be read.
    #[error("the table of {file} can't be read")]
    Table {
        /// Which of the two tables.
        file: &'static str,
        /// What the reader says.
        #[source]
        source: csv::Error,
    },
    /// The boundaries can't be read.
    #[error("the boundaries can't be read")]
    Boundaries(#[from] BoundaryError),
    /// The list is empty.
    #[error("there is no commune")]
    Empty,
    /// A commune without a code or a name, or with a centre that is nowhere on Earth.
    #[error("commune {0:?} is incomplete")]
    Incomplete(String),
    /// Two communes have one code.
    #[error("commune {0:?} is there twice")]
    Repeated(String),
    /// A boundary or a former name belongs to no commune.
    #[error("{file} names a commune {code:?} that isn't there")]
    Unknown {
        /// Which of the files.
        file: &'static str,
        /// The code that it names.
        code: String,
    },
    /// A commune that still exists has no boundary.
    #[error("commune {0:?} has no boundary")]
    WithoutBoundary(String),
}

/// The boundaries that this build carries, as TopoJSON.
const TOPOLOGY: &str = include_str!("../data/bac-ninh/communes-20pct.topojson");

static BUNDLED: LazyLock<Communes> = LazyLock::new(|| {
    Communes::parse(
        include_bytes!("../data/bac-ninh/communes.csv"),
        TOPOLOGY.as_bytes(),
        include_bytes!("../data/bac-ninh/former-names.csv"),
    )
    .expect("the bundled communes are read by the tests")
});

impl Communes {
    /// The communes that this build carries. Read once, at the first call.
    #[must_use]
    pub fn bundled() -> &'static Self {
        &BUNDLED
    }

    /// The boundaries that this build carries as they are stored, TopoJSON with each commune's
    /// `code` and `name`: neighbours share their borders, so it is the smallest form to send.
    #[must_use]
    pub fn topology() -> &'static str {
        TOPOLOGY
    }

    /// Reads a set of communes.
    ///
    /// - `communes`: CSV with the columns `code,full_name,name_en,unit_type,lat,lon,area_km2`, and
    ///   `valid_from`, `valid_until` (ISO dates) where they aren't 1 July 2025 and open;
    /// - `boundaries`: TopoJSON, quantised, one collection of polygons with a `code` each;
    /// - `former_names`: CSV with the columns `code,name,district,province`.
    ///
    /// Further columns and properties are ignored.
    ///
    /// # Errors
    /// [`CommunesError`] says which file is wrong, and how.
    pub fn parse(
        communes: &[u8],
        boundaries: &[u8],
        former_names: &[u8],
    ) -> Result<Self, CommunesError> {
        let communes = read_communes(communes)?;
        let former_names: Vec<FormerName> = read_table("former names", former_names)?;
        within_limit("boundaries", boundaries)?;
        let boundaries = Boundaries::parse(boundaries)?;

        let names = NameIndex::default();
        let mut set = Self {
            communes,
            former_names,
            boundaries,
            names,
        };
        let named = |file, code: &str| match set.by_code(code) {
            Some(_) => Ok(()),
            None => Err(CommunesError::Unknown {
                file,
                code: code.to_owned(),
            }),
        };
        for former in &set.former_names {
            named("former names", &former.code)?;
        }
        for code in set.boundaries.codes() {
            named("boundaries", code)?;
        }
        let without_boundary = |commune: &&Commune| {
            commune.valid_until.is_none() && set.boundaries.outline(&commune.code).is_none()
        };
        if let Some(commune) = set.communes.iter().find(without_boundary) {
            return Err(CommunesError::WithoutBoundary(commune.code.clone()));
        }
        set.names = NameIndex::of(&set);
        Ok(set)
    }

    /// All communes, in the order of their codes.
    #[must_use]
    pub fn all(&self) -> &[Commune] {
        &self.communes
    }

    /// The commune with a code.
    #[must_use]
    pub fn by_code(&self, code: &str) -> Option<&Commune> {
        let index = self
            .communes
            .binary_search_by(|commune| commune.code.as_str().cmp(code));
        index.ok().map(|index| &self.communes[index])
    }

    /// All names before July 2025.
    #[must_use]
    pub fn former_names(&self) -> &[FormerName] {
        &self.former_names
    }

    /// The boundary of a commune for drawing: closed rings of `(lon, lat)` in degrees, the last
    /// point equal to the first. Show the catalogue's
    /// [`boundary_notice`](crate::Catalogue::boundary_notice) beside it.
    #[must_use]
    pub fn outline(&self, code: &str) -> Option<Vec<Vec<(f64, f64)>>> {
        self.boundaries.outline(code)
    }

    /// The place of a code in [`Self::all`].
    pub(crate) fn index_of(&self, code: &str) -> Option<usize> {
        self.communes
            .binary_search_by(|commune| commune.code.as_str().cmp(code))
            .ok()
    }
}

#[derive(Deserialize)]
struct Row {
    code: String,
    full_name: String,
    name_en: String,
    unit_type: CommuneKind,
    lat: f64,
    lon: f64,
    area_km2: f64,
    #[serde(default)]
    valid_from: Option<Date>,
    #[serde(default)]
    valid_until: Option<Date>,
}

fn read_communes(bytes: &[u8]) -> Result<Vec<Commune>, CommunesError> {
    let rows: Vec<Row> = read_table("communes", bytes)?;
    let mut communes = Vec::with_capacity(rows.len());
    for row in rows {
        let on_earth = row.lat.abs() <= 90.0 && row.lon.abs() <= 180.0;
        if row.code.is_empty() || row.full_name.trim().is_empty() || !on_earth {
            return Err(CommunesError::Incomplete(row.code));
        }
        communes.push(Commune {
            code: row.code,
            name: row.full_name,
            name_en: row.name_en,
            kind: row.unit_type,
            centre: Position {
                lat: row.lat,
                lon: row.lon,
            },
            area_km2: row.area_km2,
            // The day on which the two tiers began.
            valid_from: row.valid_from.unwrap_or(date(2025, 7, 1)),
            valid_until: row.valid_until,
        });
    }
    communes.sort_by(|a, b| a.code.cmp(&b.code));
    if let Some(pair) = communes
        .windows(2)
        .find(|pair| pair[0].code == pair[1].code)
    {
        return Err(CommunesError::Repeated(pair[0].code.clone()));
    }
    if communes.is_empty() {
        Err(CommunesError::Empty)
    } else {
        Ok(communes)
    }
}

fn read_table<T: for<'de> Deserialize<'de>>(
    file: &'static str,
    bytes: &[u8],
) -> Result<Vec<T>, CommunesError> {
    within_limit(file, bytes)?;
    csv::Reader::from_reader(bytes)
        .deserialize()
        .collect::<Result<_, _>>()
        .map_err(|source| CommunesError::Table { file, source })
}

fn within_limit(file: &'static str, bytes: &[u8]) -> Result<(), CommunesError> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(CommunesError::TooLong {
            file,
            bytes: bytes.len(),
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests;
