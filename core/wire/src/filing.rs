//! What a report says when it is filed. It is complete without its photographs: it names them,
//! by hash, and they follow.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    answers::{self, GivenAnswer},
    digest::Sha256,
    failure::Code,
    ids::ReportId,
    limits, text,
};

/// The body of a `file` operation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Filing {
    /// The category's code, such as `dyke`.
    pub category: String,
    /// What the person wrote, normalised; empty where a photograph speaks.
    #[serde(default)]
    pub text: String,
    /// Where it is.
    pub place: Place,
    /// When the person saw it, by the phone's clock: a claim.
    pub noticed_at: Timestamp,
    /// Whether the reporter's name may be shown.
    #[serde(default)]
    pub visibility: Visibility,
    /// Photographs and what may come later, in the person's order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// What the person answered to the category's questions, in the order in which they were
    /// asked. Phones and servers from before there were answers neither send nor mind them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<GivenAnswer>,
    /// The version of the catalogue that it was written with.
    pub catalogue: u32,
    /// The version of the consent that the person gave, if they were asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<u32>,
    /// The parked report that this one was copied from and stands for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<ReportId>,
}

/// Where something is: a point, a commune, or both; one of them at least.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// The point, where the phone knew it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<Point>,
    /// The code of the commune, found by the phone or chosen by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commune: Option<String>,
    /// Words on where exactly, such as *thôn Đông, cạnh trạm bơm*; normalised. They may name
    /// somebody's house, and are kept from the public as the text is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

/// A point on the ground.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// Degrees north, WGS84.
    pub lat: f64,
    /// Degrees east, WGS84.
    pub lon: f64,
    /// The radius, in metres, within which the phone believes the point to be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accuracy: Option<f64>,
}

impl Point {
    /// Whether the numbers can be a place on Earth.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        (-90.0..=90.0).contains(&self.lat)
            && (-180.0..=180.0).contains(&self.lon)
            && self
                .accuracy
                .is_none_or(|metres| metres.is_finite() && metres >= 0.0)
    }
}

/// Whether the reporter's name may be shown to the public.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    /// *Tên được giấu*: the default.
    #[default]
    NameHidden,
    /// The person chose to show their name.
    NameShown,
}

/// Something that belongs to a report and travels apart from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// [`PHOTO`](Self::PHOTO), or a kind that a later release knows; it is kept either way.
    pub kind: String,
    /// The hash of its bytes, and its address.
    pub sha256: Sha256,
    /// How many bytes it has.
    pub bytes: u64,
}

impl Attachment {
    /// The kind of a photograph (a JPEG).
    pub const PHOTO: &'static str = "photo";

    /// A photograph.
    #[must_use]
    pub fn photo(sha256: Sha256, bytes: u64) -> Self {
        Self {
            kind: Self::PHOTO.to_owned(),
            sha256,
            bytes,
        }
    }

    /// Whether it is a photograph.
    #[must_use]
    pub fn is_photo(&self) -> bool {
        self.kind == Self::PHOTO
    }
}

impl Filing {
    /// The first thing that the protocol's own limits refuse, if any. Which categories and
    /// communes exist is the catalogue's to say, not this crate's.
    ///
    /// # Errors
    /// The code with which a server refuses the report.
    pub fn check(&self) -> Result<(), Code> {
        let photos = self.attachments.iter().filter(|a| a.is_photo()).count();
        if self.category.is_empty() {
            return Err(Code::CategoryRequired);
        }
        check_text(&self.text)?;
        if self.text.is_empty() && photos == 0 {
            return Err(Code::TextRequired);
        }
        check_attachments(&self.attachments)?;
        if self.place.point.is_none() && self.place.commune.is_none() {
            return Err(Code::PlaceRequired);
        }
        if self.place.point.is_some_and(|point| !point.is_valid()) {
            return Err(Code::PlaceInvalid);
        }
        check_detail(self.place.detail.as_deref().unwrap_or_default())?;
        answers::check(&self.answers)
    }
}

/// Whether a text is normalised and within its limit.
///
/// # Errors
/// [`Code::TextTooLong`] or [`Code::TextNotNormalised`].
pub fn check_text(written: &str) -> Result<(), Code> {
    if text::characters(written) > limits::TEXT_CHARACTERS {
        return Err(Code::TextTooLong);
    }
    if !text::is_normalised(written) {
        return Err(Code::TextNotNormalised);
    }
    Ok(())
}

/// Whether the words on where exactly are normalised and within their limit.
///
/// # Errors
/// [`Code::DetailTooLong`] or [`Code::TextNotNormalised`].
pub fn check_detail(written: &str) -> Result<(), Code> {
    if text::characters(written) > limits::DETAIL_CHARACTERS {
        return Err(Code::DetailTooLong);
    }
    if !text::is_normalised(written) {
        return Err(Code::TextNotNormalised);
    }
    Ok(())
}

/// Whether attachments are few and small enough, and no two are the same.
///
/// # Errors
/// [`Code::TooManyPhotographs`], [`Code::PhotographTooLarge`] or [`Code::Malformed`].
pub fn check_attachments(attachments: &[Attachment]) -> Result<(), Code> {
    if attachments.len() > limits::PHOTOGRAPHS_PER_REPORT {
        return Err(Code::TooManyPhotographs);
    }
    if attachments
        .iter()
        .any(|a| a.bytes > limits::PHOTOGRAPH_BYTES)
    {
        return Err(Code::PhotographTooLarge);
    }
    let repeated = |i: usize, a: &Attachment| attachments[..i].iter().any(|b| b.sha256 == a.sha256);
    if attachments
        .iter()
        .enumerate()
        .any(|(i, a)| a.bytes == 0 || repeated(i, a))
    {
        return Err(Code::Malformed);
    }
    Ok(())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn filing() -> Filing {
        Filing {
            category: "dyke".into(),
            text: "Đê vỡ, nước tràn vào ruộng.".into(),
            place: Place {
                point: Some(Point {
                    lat: 21.5025,
                    lon: 106.076,
                    accuracy: Some(12.0),
                }),
                commune: Some("07264".into()),
                detail: None,
            },
            noticed_at: "2026-11-23T08:00:00Z".parse().unwrap(),
            visibility: Visibility::NameHidden,
            attachments: vec![Attachment::photo(Sha256::of(b"a photograph"), 120_000)],
            answers: vec![],
            catalogue: 1,
            consent: Some(1),
            supersedes: None,
        }
    }

    #[test]
    fn what_breaks_a_limit_is_refused_by_its_own_code() {
        assert_eq!(filing().check(), Ok(()));
        type Break = fn(&mut Filing);
        let cases: [(&str, Break, Code); 11] = [
            (
                "no category",
                |f| f.category.clear(),
                Code::CategoryRequired,
            ),
            (
                "nothing said",
                |f| (f.text, f.attachments) = (String::new(), vec![]),
                Code::TextRequired,
            ),
            (
                "too long",
                |f| f.text = "ơ".repeat(4_001),
                Code::TextTooLong,
            ),
            (
                "not NFC",
                |f| f.text = "Đe\u{302} vỡ".into(),
                Code::TextNotNormalised,
            ),
            (
                "nowhere",
                |f| f.place = Place::default(),
                Code::PlaceRequired,
            ),
            (
                "off the Earth",
                |f| f.place.point.as_mut().unwrap().lat = f64::NAN,
                Code::PlaceInvalid,
            ),
            (
                "too long on where exactly",
                |f| f.place.detail = Some("ơ".repeat(201)),
                Code::DetailTooLong,
            ),
            (
                "where exactly, not NFC",
                |f| f.place.detail = Some("ca\u{323}nh tra\u{323}m bơm".into()),
                Code::TextNotNormalised,
            ),
            (
                "seven photographs",
                |f| {
                    f.attachments = (0..7u8)
                        .map(|i| Attachment::photo(Sha256::of(&[i]), 1))
                        .collect();
                },
                Code::TooManyPhotographs,
            ),
            (
                "a heavy photograph",
                |f| f.attachments[0].bytes = 300_001,
                Code::PhotographTooLarge,
            ),
            (
                "the same twice",
                |f| f.attachments.push(f.attachments[0].clone()),
                Code::Malformed,
            ),
        ];
        for (name, break_it, code) in cases {
            let mut broken = filing();
            break_it(&mut broken);
            assert_eq!(broken.check(), Err(code), "{name}");
        }
        let mut longest = filing();
        longest.text = "ơ".repeat(4_000);
        longest.place.detail = Some("ơ".repeat(200));
        assert_eq!(longest.check(), Ok(()));
    }

    #[test]
    fn words_on_where_exactly_are_no_place() {
        let mut nowhere = filing();
        nowhere.place = Place {
            detail: Some("Thôn Đông".into()),
            ..Place::default()
        };
        assert_eq!(nowhere.check(), Err(Code::PlaceRequired));
    }

    /// Phones and servers from before there was a detail neither send it nor mind it.
    #[test]
    fn without_words_on_where_exactly_a_place_is_written_as_ever() {
        let mut place = filing().place;
        let before = serde_json::to_string(&place).unwrap();
        assert!(!before.contains("detail"), "{before}");
        assert_eq!(serde_json::from_str::<Place>(&before).unwrap(), place);
        place.detail = Some("Thôn Đông, cạnh trạm bơm".into());
        let now = serde_json::to_string(&place).unwrap();
        insta::assert_snapshot!(now);
        assert_eq!(serde_json::from_str::<Place>(&now).unwrap(), place);
    }
}
