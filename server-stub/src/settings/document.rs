//! What is settled, as documents of a few kinds, each in numbered versions.

use std::{fmt, str::FromStr, sync::Arc};

use jiff::Timestamp;
use langnghe_places::{Level, WorkingCalendar};
use serde::de::DeserializeOwned;

use super::{catalogue, routing::Routing, templates::Templates, units::Units};
use crate::identity::UserId;

/// What a document is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The units.
    Units,
    /// Which unit a report goes to.
    Routing,
    /// Categories, questions, terms.
    Catalogue,
    /// Days off and days worked.
    Calendar,
    /// Texts that replies begin with.
    Templates,
}

impl Kind {
    /// Every kind, in the order in which pages show them.
    pub const ALL: [Self; 5] = [
        Self::Units,
        Self::Routing,
        Self::Catalogue,
        Self::Calendar,
        Self::Templates,
    ];

    /// The name, as the database and addresses write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Units => "units",
            Self::Routing => "routing",
            Self::Catalogue => "catalogue",
            Self::Calendar => "calendar",
            Self::Templates => "templates",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Not the name of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there are no settings of that kind")]
pub struct NotAKind;

impl FromStr for Kind {
    type Err = NotAKind;

    fn from_str(name: &str) -> Result<Self, NotAKind> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == name)
            .ok_or(NotAKind)
    }
}

/// A document.
#[derive(Debug, Clone, PartialEq)]
pub enum Document {
    /// The units.
    Units(Arc<Units>),
    /// Which unit a report goes to.
    Routing(Arc<Routing>),
    /// Categories, questions, terms.
    Catalogue(Arc<catalogue::Settled>),
    /// Days off and days worked.
    Calendar(Arc<WorkingCalendar>),
    /// Texts that replies begin with.
    Templates(Arc<Templates>),
}

/// A document that this release can't read.
#[derive(Debug, thiserror::Error)]
#[error("version {version} of the settings of kind {kind} can't be read: {source}")]
pub struct Unreadable {
    /// Its kind.
    pub kind: Kind,
    /// Its version.
    pub version: u32,
    /// Why.
    source: serde_json::Error,
}

impl Document {
    /// What this build carries: version 0.
    #[must_use]
    pub fn bundled(kind: Kind) -> Self {
        match kind {
            Kind::Units => Self::Units(Arc::new(Units::bundled())),
            Kind::Routing => Self::Routing(Arc::new(Routing::bundled())),
            Kind::Catalogue => Self::Catalogue(Arc::new(catalogue::Settled::bundled())),
            Kind::Calendar => Self::Calendar(Arc::new(WorkingCalendar::bundled().clone())),
            Kind::Templates => Self::Templates(Arc::new(Templates::bundled())),
        }
    }

    /// Reads what [`to_json`](Self::to_json) wrote.
    ///
    /// # Errors
    /// [`Unreadable`].
    pub fn parse(setting: &Setting) -> Result<Self, Unreadable> {
        fn read<T: DeserializeOwned>(setting: &Setting) -> Result<Arc<T>, Unreadable> {
            serde_json::from_str(&setting.body)
                .map(Arc::new)
                .map_err(|source| Unreadable {
                    kind: setting.kind,
                    version: setting.version,
                    source,
                })
        }
        Ok(match setting.kind {
            Kind::Units => Self::Units(read(setting)?),
            Kind::Routing => Self::Routing(read(setting)?),
            Kind::Catalogue => Self::Catalogue(read(setting)?),
            Kind::Calendar => Self::Calendar(read(setting)?),
            Kind::Templates => Self::Templates(read(setting)?),
        })
    }

    /// What it is about.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Units(_) => Kind::Units,
            Self::Routing(_) => Kind::Routing,
            Self::Catalogue(_) => Kind::Catalogue,
            Self::Calendar(_) => Kind::Calendar,
            Self::Templates(_) => Kind::Templates,
        }
    }

    /// The document as JSON.
    ///
    /// # Panics
    /// Never: every key is a string.
    #[must_use]
    pub fn to_json(&self) -> String {
        match self {
            Self::Units(document) => serde_json::to_string(&**document),
            Self::Routing(document) => serde_json::to_string(&**document),
            Self::Catalogue(document) => serde_json::to_string(&**document),
            Self::Calendar(document) => serde_json::to_string(&**document),
            Self::Templates(document) => serde_json::to_string(&**document),
        }
        .expect("documents have string keys only")
    }
}

/// A version of a document, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// What it is about.
    pub kind: Kind,
    /// Its number, from 1; 0 is what a build carries.
    pub version: u32,
    /// The document in JSON.
    pub body: String,
}

/// A version of a document that is to be kept.
#[derive(Debug, Clone)]
pub struct NewSetting {
    /// The document, with the version after the one that its writer saw.
    pub setting: Setting,
    /// Who settles it.
    pub by: UserId,
    /// Why, in their words; may be empty.
    pub note: String,
    /// Of the catalogue: whether terms in it hold for what is open already.
    pub open_too: Option<OpenToo>,
}

/// Terms that hold for what is open already, where they are longer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenToo {
    /// Those of a category, or of all categories that have none of their own.
    pub category: Option<String>,
    /// At which level.
    pub level: Level,
}

/// That a version was settled: an entry of the audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settlement {
    /// What.
    pub setting: Setting,
    /// When.
    pub at: Timestamp,
    /// Whose name stands for it.
    pub by: String,
    /// Why, in their words; may be empty.
    pub note: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_bundled_is_written_and_read_again() {
        for kind in Kind::ALL {
            let document = Document::bundled(kind);
            let setting = Setting {
                kind,
                version: 1,
                body: document.to_json(),
            };
            assert_eq!(document.kind(), kind);
            assert_eq!(Document::parse(&setting).unwrap(), document);
            assert_eq!(kind.as_str().parse(), Ok(kind));
            let torn = Setting {
                body: setting.body[1..].to_owned(),
                ..setting
            };
            assert!(Document::parse(&torn).is_err());
        }
        assert_eq!("users".parse::<Kind>(), Err(NotAKind));
    }
}
