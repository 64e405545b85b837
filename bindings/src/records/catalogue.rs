//! Categories, communes, and the texts around a report.

use langnghe_core::wire::words;
use langnghe_places::{Catalogue, Category, Commune, Match, MatchedName};

use super::Words;

/// The catalogue in use.
#[derive(Debug, Clone, uniffi::Record)]
pub struct CatalogueView {
    /// Counts up with every change.
    pub version: u32,
    /// In the order in which they are shown.
    pub categories: Vec<CategoryView>,
    /// Whom to call when a report would come too late.
    pub emergency: Vec<EmergencyView>,
    /// The version of the consent.
    pub consent_version: u32,
    /// What a person agrees to before the first report.
    pub consent: Words,
    /// What this is not for.
    pub not_for: Vec<NoticeView>,
    /// Shown wherever a boundary is drawn.
    pub boundary_notice: Words,
}

/// One thing that a report can be about.
#[derive(Debug, Clone, uniffi::Record)]
pub struct CategoryView {
    /// Its stable name.
    pub code: String,
    /// What people read.
    pub name: Words,
    /// What a person can say with one tap, instead of writing.
    pub ready_sentence: Words,
    /// Whether to show the numbers before anything is written.
    pub dangerous: bool,
    /// Numbers to dial, the first to call first.
    pub emergency: Vec<EmergencyView>,
}

/// A service that answers at once.
#[derive(Debug, Clone, uniffi::Record)]
pub struct EmergencyView {
    /// What to dial.
    pub number: String,
    /// Who answers.
    pub name: Words,
}

/// What this is not for, with the right way.
#[derive(Debug, Clone, uniffi::Record)]
pub struct NoticeView {
    /// Its stable name, such as `denunciation`.
    pub code: String,
    /// The text.
    pub text: Words,
}

impl From<&Catalogue> for CatalogueView {
    fn from(catalogue: &Catalogue) -> Self {
        let category = |category: &Category| CategoryView {
            code: category.code.clone(),
            name: (&category.name).into(),
            ready_sentence: (&category.ready_sentence).into(),
            dangerous: category.dangerous,
            emergency: catalogue
                .emergency_services_of(category)
                .map(EmergencyView::from)
                .collect(),
        };
        Self {
            version: catalogue.version,
            categories: catalogue.categories.iter().map(category).collect(),
            emergency: catalogue
                .emergency_services
                .iter()
                .map(EmergencyView::from)
                .collect(),
            consent_version: catalogue.consent.version,
            consent: (&catalogue.consent.text).into(),
            not_for: catalogue
                .not_for
                .iter()
                .map(|notice| NoticeView {
                    code: notice.code.clone(),
                    text: (&notice.text).into(),
                })
                .collect(),
            boundary_notice: (&catalogue.boundary_notice).into(),
        }
    }
}

impl From<&langnghe_places::catalogue::EmergencyService> for EmergencyView {
    fn from(service: &langnghe_places::catalogue::EmergencyService) -> Self {
        Self {
            number: service.number.clone(),
            name: (&service.name).into(),
        }
    }
}

/// A commune that fits a query.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct CommuneMatch {
    /// Its code.
    pub code: String,
    /// Its full name, such as *Xã Tam Tiến*.
    pub name: String,
    /// The name before July 2025 by which it was found.
    pub former_name: Option<String>,
    /// The former name's district.
    pub former_district: Option<String>,
}

impl From<Match<'_>> for CommuneMatch {
    fn from(found: Match<'_>) -> Self {
        let former = match found.matched {
            MatchedName::Current => None,
            MatchedName::Former(former) => Some(former),
        };
        Self {
            code: found.commune.code.clone(),
            name: found.commune.name.clone(),
            former_name: former.map(|former| former.name.clone()),
            former_district: former.map(|former| former.district.clone()),
        }
    }
}

/// Degrees, WGS84.
#[derive(Debug, Clone, Copy, PartialEq, uniffi::Record)]
pub struct Position {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
}

/// A commune, to be drawn. Boundaries are for reference only.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct Outline {
    /// Its code.
    pub code: String,
    /// Its full name.
    pub name: String,
    /// Rings of positions.
    pub rings: Vec<Vec<Position>>,
}

impl Outline {
    pub(crate) fn of(commune: &Commune, rings: Vec<Vec<(f64, f64)>>) -> Self {
        let position = |(lon, lat)| Position { lat, lon };
        Self {
            code: commune.code.clone(),
            name: commune.name.clone(),
            rings: rings
                .into_iter()
                .map(|ring| ring.into_iter().map(position).collect())
                .collect(),
        }
    }
}

/// The words of a state, from the catalogue that phone and server share.
pub(super) fn case_status(status: langnghe_core::wire::CaseStatus) -> Words {
    words::case_status(status).into()
}
