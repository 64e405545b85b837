//! What a person writes, and how it is changed.

use std::time::SystemTime;

use jiff::Timestamp;
use langnghe_core::{
    Draft, DraftEdit, Field, Problem,
    report::Whereabouts,
    wire::{Place, Point, Visibility},
};

use super::{AnswerChange, AskedView, Guidance};

/// A draft, as a screen shows it.
#[derive(Debug, Clone, uniffi::Record)]
pub struct DraftView {
    /// The report it will be.
    pub id: String,
    /// The category's code; none as long as none was chosen.
    pub category: Option<String>,
    /// As typed.
    pub text: String,
    /// Where.
    pub place: PlaceView,
    /// Whether the name is hidden.
    pub name_hidden: bool,
    /// When it was noticed.
    pub noticed_at: SystemTime,
    /// Its photographs, in order.
    pub photographs: Vec<PhotographView>,
    /// What its category asks besides, and what was answered.
    pub questions: Vec<AskedView>,
    /// What keeps it from being sent.
    pub problems: Vec<ProblemView>,
    /// What will travel, in bytes, photographs included.
    pub bytes: u64,
}

/// A photograph, without its pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct PhotographView {
    /// By which its pixels are asked for.
    pub id: i64,
    /// How many bytes it has.
    pub bytes: u64,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

/// Where something is.
#[derive(Debug, Clone, uniffi::Record)]
pub struct PlaceView {
    /// The point, where the phone knows it.
    pub point: Option<PlacePoint>,
    /// What it means.
    pub whereabouts: WhereaboutsView,
    /// Where exactly, in words.
    pub detail: String,
}

/// A point on the ground.
#[derive(Debug, Clone, Copy, PartialEq, uniffi::Record)]
pub struct PlacePoint {
    /// Degrees north, WGS84.
    pub lat: f64,
    /// Degrees east, WGS84.
    pub lon: f64,
    /// The radius, in metres, within which the phone believes the point to be.
    pub accuracy: Option<f64>,
}

/// What a place means.
#[derive(Debug, Clone, PartialEq, uniffi::Enum)]
pub enum WhereaboutsView {
    /// No place yet.
    Unknown,
    /// In this commune.
    Commune {
        /// Its code.
        code: String,
        /// Its full name.
        name: String,
        /// Whether a person chose it, rather than the phone.
        by_hand: bool,
    },
    /// Outside the province.
    Outside {
        /// The nearest commune's name.
        nearest: String,
        /// How far it is, in metres.
        metres: f64,
    },
}

/// A field of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum FieldName {
    /// The category.
    Category,
    /// The words.
    Text,
    /// The place.
    Place,
    /// The words on where exactly.
    Detail,
    /// The photographs.
    Photographs,
    /// The answers to the category's questions; what is wrong with each is with the questions.
    Answers,
}

/// What keeps a draft from being sent.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ProblemView {
    /// Where.
    pub field: FieldName,
    /// What, by its stable name.
    pub code: String,
    /// What to tell the person.
    pub guidance: Guidance,
}

/// What is changed in a draft; what is none stays.
#[derive(Debug, Clone, Default, uniffi::Record)]
pub struct DraftChange {
    /// Another category, by its code.
    #[uniffi(default = None)]
    pub category: Option<String>,
    /// Other words.
    #[uniffi(default = None)]
    pub text: Option<String>,
    /// Where the phone says. A commune chosen by hand stays.
    #[uniffi(default = None)]
    pub point: Option<PlacePoint>,
    /// A commune chosen by hand, by its code. A point stays.
    #[uniffi(default = None)]
    pub commune: Option<String>,
    /// Where exactly, in words.
    #[uniffi(default = None)]
    pub detail: Option<String>,
    /// Whether the name is hidden.
    #[uniffi(default = None)]
    pub name_hidden: Option<bool>,
    /// The version of the consent that the person gives.
    #[uniffi(default = None)]
    pub consent: Option<u32>,
    /// Answers to questions of the category; each replaces the one before.
    #[uniffi(default = [])]
    pub answers: Vec<AnswerChange>,
}

impl From<&Draft> for DraftView {
    fn from(draft: &Draft) -> Self {
        Self {
            id: draft.id.to_string(),
            category: Some(draft.category.clone()).filter(|code| !code.is_empty()),
            text: draft.text.clone(),
            place: place(&draft.place, &draft.whereabouts),
            name_hidden: draft.visibility == Visibility::NameHidden,
            noticed_at: instant(draft.noticed_at),
            photographs: draft.photographs.iter().map(PhotographView::from).collect(),
            questions: draft.questions.iter().map(AskedView::from).collect(),
            problems: draft.problems.iter().map(ProblemView::from).collect(),
            bytes: draft.bytes_to_send(),
        }
    }
}

impl From<&langnghe_core::PhotographView> for PhotographView {
    fn from(photograph: &langnghe_core::PhotographView) -> Self {
        Self {
            id: photograph.id.0,
            bytes: photograph.bytes,
            width: photograph.width,
            height: photograph.height,
        }
    }
}

impl From<&Problem> for ProblemView {
    fn from(problem: &Problem) -> Self {
        Self {
            field: match problem.field {
                Field::Category => FieldName::Category,
                Field::Text => FieldName::Text,
                Field::Place => FieldName::Place,
                Field::Detail => FieldName::Detail,
                Field::Photographs => FieldName::Photographs,
                Field::Answers => FieldName::Answers,
            },
            code: problem.code.as_str().to_owned(),
            guidance: problem.guidance().into(),
        }
    }
}

impl DraftChange {
    /// What of it is about the place's point and commune, and everything else: the core takes
    /// one change of the place at a time.
    pub(crate) fn edits(self) -> Vec<DraftEdit> {
        use langnghe_core::PlaceEdit;
        let visibility = |hidden| match hidden {
            true => Visibility::NameHidden,
            false => Visibility::NameShown,
        };
        let first = DraftEdit {
            category: self.category,
            text: self.text,
            visibility: self.name_hidden.map(visibility),
            consent: self.consent,
            detail: self.detail,
            answers: self.answers.into_iter().map(Into::into).collect(),
            ..DraftEdit::default()
        };
        let point = self.point.map(|point| {
            PlaceEdit::At(Point {
                lat: point.lat,
                lon: point.lon,
                accuracy: point.accuracy,
            })
        });
        let places = [point, self.commune.map(PlaceEdit::InCommune)];
        let place = |place| DraftEdit {
            place: Some(place),
            ..DraftEdit::default()
        };
        std::iter::once(first)
            .chain(places.into_iter().flatten().map(place))
            .collect()
    }
}

pub(super) fn place(place: &Place, whereabouts: &Whereabouts) -> PlaceView {
    PlaceView {
        point: place.point.map(|point| PlacePoint {
            lat: point.lat,
            lon: point.lon,
            accuracy: point.accuracy,
        }),
        whereabouts: whereabouts.into(),
        detail: place.detail.clone().unwrap_or_default(),
    }
}

impl From<&Whereabouts> for WhereaboutsView {
    fn from(whereabouts: &Whereabouts) -> Self {
        match whereabouts {
            Whereabouts::Unknown => Self::Unknown,
            Whereabouts::Commune {
                code,
                name,
                by_hand,
            } => Self::Commune {
                code: code.clone(),
                name: name.clone(),
                by_hand: *by_hand,
            },
            Whereabouts::OutsideProvince { nearest, metres } => Self::Outside {
                nearest: nearest.clone(),
                metres: *metres,
            },
        }
    }
}

pub(super) fn instant(timestamp: Timestamp) -> SystemTime {
    timestamp.into()
}

/// A moment of a shell's; one that no calendar has is the end of all that are.
pub(super) fn moment(instant: SystemTime) -> Timestamp {
    Timestamp::try_from(instant).unwrap_or(Timestamp::MAX)
}
