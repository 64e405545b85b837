//! What a person writes, and how it is edited.

use jiff::Timestamp;
use langnghe_places::{Communes, Located};
use langnghe_wire::{
    Attachment, Body, Filing, GivenAnswer, OperationId, Place, Point, ReportId, ResultPhotograph,
    Sha256, Visibility,
    operation::{Header, TooLarge, freeze},
    text,
};

use super::{AskedQuestion, Problem};
use crate::store::{PhotographId, PhotographRow, ReportRow, ResultRow};

/// A draft, as a screen shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The report it will be.
    pub id: ReportId,
    /// The category's code; empty until one is chosen.
    pub category: String,
    /// As typed.
    pub text: String,
    /// Where; its words on where exactly are as typed.
    pub place: Place,
    /// What the place means.
    pub whereabouts: Whereabouts,
    /// Whose name may be seen.
    pub visibility: Visibility,
    /// When it was noticed.
    pub noticed_at: Timestamp,
    /// When it was changed last.
    pub edited_at: Timestamp,
    /// Its photographs, in order.
    pub photographs: Vec<PhotographView>,
    /// What its category asks besides, and what was answered.
    pub questions: Vec<AskedQuestion>,
    /// What keeps it from being sent; empty if nothing does.
    pub problems: Vec<Problem>,
}

impl Draft {
    /// How many bytes are to be sent if it is submitted as it is: its words, before compression,
    /// with all that goes around them, and its photographs. Never less than it will be, and more
    /// by a few dozen bytes at most.
    #[must_use]
    pub fn bytes_to_send(&self) -> u64 {
        let photographs = self.photographs.iter();
        let filing = Filing {
            category: self.category.clone(),
            text: text::normalised(&self.text),
            place: Place {
                detail: self.place.detail.as_deref().map(text::normalised),
                ..self.place.clone()
            },
            noticed_at: self.noticed_at,
            visibility: self.visibility,
            attachments: photographs
                .clone()
                .map(|p| Attachment::photo(p.sha256, p.bytes))
                .collect(),
            answers: self.questions.iter().filter_map(|q| q.filed()).collect(),
            // What is known only then takes as much room as it can.
            catalogue: u32::MAX,
            consent: Some(u32::MAX),
            supersedes: Some(self.id),
        };
        let header = Header {
            id: OperationId::from_bytes(*self.id.as_bytes()),
            report: self.id,
            n: 0,
            supersedes: None,
            at: Timestamp::MAX,
        };
        let words = match freeze(header, &Body::File(filing)) {
            Ok(frozen) => frozen.bytes.len(),
            Err(TooLarge { bytes }) => bytes,
        };
        words as u64 + photographs.map(|p| p.bytes).sum::<u64>()
    }
}

/// What is changed in a draft; what is `None` stays.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DraftEdit {
    /// Another category, by its code.
    pub category: Option<String>,
    /// Other words.
    pub text: Option<String>,
    /// Another place.
    pub place: Option<PlaceEdit>,
    /// Other words on where exactly, such as *thôn Đông, cạnh trạm bơm*; empty to have none.
    pub detail: Option<String>,
    /// Another moment.
    pub noticed_at: Option<Timestamp>,
    /// Whether the name may be seen.
    pub visibility: Option<Visibility>,
    /// Answers to questions of the category, this edit's if it changes that; each replaces the one
    /// before, and one without values takes it back.
    pub answers: Vec<GivenAnswer>,
    /// The version of the consent that the person gives.
    pub consent: Option<u32>,
}

/// Another place.
#[derive(Debug, Clone, PartialEq)]
pub enum PlaceEdit {
    /// Where the phone, or a finger on the map, says. A commune chosen by hand stays.
    At(Point),
    /// A commune chosen by hand, by its code. A point stays.
    InCommune(String),
    /// Not known. Words on where exactly stay.
    Nowhere,
}

/// What a place means.
#[derive(Debug, Clone, PartialEq)]
pub enum Whereabouts {
    /// No place yet.
    Unknown,
    /// In this commune.
    Commune {
        /// Its code.
        code: String,
        /// Its name, such as *Xã Tam Tiến*.
        name: String,
        /// Whether a person chose it, rather than the phone.
        by_hand: bool,
    },
    /// Outside the province. The point is kept; a commune can still be chosen by hand.
    OutsideProvince {
        /// The nearest commune's name.
        nearest: String,
        /// How far it is, in metres.
        metres: f64,
    },
}

/// A photograph, without its pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhotographView {
    /// By which its pixels are asked for.
    pub id: PhotographId,
    /// The hash of its bytes.
    pub sha256: Sha256,
    /// How many bytes it has.
    pub bytes: u64,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

impl From<&PhotographRow> for PhotographView {
    fn from(row: &PhotographRow) -> Self {
        let PhotographRow {
            id,
            sha256,
            bytes,
            width,
            height,
            ..
        } = *row;
        Self {
            id,
            sha256,
            bytes,
            width,
            height,
        }
    }
}

impl From<&ResultRow> for PhotographView {
    fn from(row: &ResultRow) -> Self {
        let ResultPhotograph {
            sha256,
            bytes,
            width,
            height,
        } = row.named;
        Self {
            id: row.id,
            sha256,
            bytes,
            width,
            height,
        }
    }
}

/// What a report's place means.
#[must_use]
pub fn whereabouts(report: &ReportRow, communes: &Communes) -> Whereabouts {
    let known = report
        .place
        .commune
        .as_deref()
        .and_then(|code| communes.by_code(code));
    if let Some(commune) = known {
        return Whereabouts::Commune {
            code: commune.code.clone(),
            name: commune.name.clone(),
            by_hand: report.by_hand,
        };
    }
    let located = report.place.point.map(|p| communes.locate(p.lat, p.lon));
    match located {
        Some(Ok(Located::Outside { nearest, metres })) => Whereabouts::OutsideProvince {
            nearest: nearest.name.clone(),
            metres,
        },
        _ => Whereabouts::Unknown,
    }
}
