//! What the public sees of a case: what officers let out, and nothing else.
//!
//! - Nothing at all, until at least the text or a photograph is out; and nothing of a report that
//!   was taken back, or that goes on in another.
//! - Never who reported, nor by what way; never the reference, with which whoever holds it can
//!   follow the case as the reporter does; never what the person wrote about the place, nor the
//!   moment at which they stood there: the day is enough.
//! - The point is put on a grid of a thousandth of a degree, about 110 by 104 metres here. A grid
//!   and no random shift: of several cases from one house, shifts would average out to the house.

use jiff::{
    Timestamp,
    civil::Date,
    tz::{Offset, TimeZone},
};
use langnghe_wire::{CaseStatus, Point, Sha256, words::Words};
use serde::Serialize;

use crate::case::{Case, Event, RecordedEvent};

/// What the public sees of a case.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PublicView {
    /// The category's code.
    pub category: String,
    /// The commune's code.
    pub commune: String,
    /// The name of the unit that answers.
    pub unit: Words,
    /// Where the case stands.
    pub status: CaseStatus,
    /// On which day it came.
    pub received_on: Date,
    /// About where it is.
    pub place: Option<Near>,
    /// What it is about, in the wording that an officer let out.
    pub text: Option<String>,
    /// Photographs of the report, as far as they are out.
    pub photographs: Vec<Sha256>,
    /// Photographs of the result, as far as they are out.
    pub results: Vec<Sha256>,
    /// What the unit wrote for everybody.
    pub replies: Vec<PublicReply>,
}

/// A place on a grid of a thousandth of a degree.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Near {
    /// Degrees north, to three decimals.
    pub lat: f64,
    /// Degrees east, to three decimals.
    pub lon: f64,
}

/// What a unit wrote for everybody.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PublicReply {
    /// On which day.
    pub on: Date,
    /// The unit.
    pub unit: Words,
    /// What it wrote.
    pub text: String,
}

impl Near {
    /// The crossing of the grid that is nearest to a point.
    #[must_use]
    pub fn new(point: Point) -> Self {
        let on_grid = |degrees: f64| (degrees * 1_000.0).round() / 1_000.0;
        Self {
            lat: on_grid(point.lat),
            lon: on_grid(point.lon),
        }
    }
}

/// What the public sees of a case with this history; none if it sees nothing.
#[must_use]
pub fn public_view<'h>(
    case: &Case,
    history: impl IntoIterator<Item = &'h RecordedEvent>,
) -> Option<PublicView> {
    let is_elsewhere = case.status == CaseStatus::Withdrawn || case.merged.is_some();
    if is_elsewhere || !case.let_out.is_anything() {
        return None;
    }
    let out = |original| case.let_out.shown(original);
    let replies = history
        .into_iter()
        .filter_map(|recorded| match &recorded.event {
            Event::Reply {
                text,
                unit,
                public: true,
            } => Some(PublicReply {
                on: day(recorded.at),
                unit: unit.clone(),
                text: text.clone(),
            }),
            _ => None,
        });
    Some(PublicView {
        category: case.category.clone(),
        commune: case.commune.clone(),
        unit: case.unit_name.clone(),
        status: case.status,
        received_on: day(case.received_at),
        place: case.place.point.map(Near::new),
        text: case.let_out.text.clone(),
        photographs: (case.attachments.iter())
            .filter_map(|named| out(named.attachment.sha256))
            .collect(),
        results: (case.results.iter())
            .filter_map(|result| out(result.sha256))
            .collect(),
        replies: replies.collect(),
    })
}

/// The day in Vietnam, which has one zone without summer time.
fn day(at: Timestamp) -> Date {
    at.to_zoned(TimeZone::fixed(Offset::constant(7))).date()
}

#[cfg(test)]
mod tests {
    use langnghe_wire::{
        Attachment, EventId, Filing, Place, Reference, ReportId, ResultPhotograph,
    };

    use super::*;
    use crate::{
        case::{
            Actor, Moment, Origin,
            decide::{Opening, open},
            public::{Covered, Part, Piece, PieceName},
        },
        identity::{ReporterId, UserId},
    };

    const AT: &str = "2026-11-23T18:30:00Z";

    struct Told {
        case: Case,
        history: Vec<RecordedEvent>,
    }

    impl Told {
        fn filed() -> Self {
            let now = AT.parse().unwrap();
            let filing = Filing {
                category: "dyke".into(),
                text: "Nhà ông Nguyễn Văn Đông, 0912 345 678, đê rò.".into(),
                place: Place {
                    point: Some(Point {
                        lat: 21.186_149,
                        lon: 106.076_251,
                        accuracy: Some(8.0),
                    }),
                    commune: Some("07264".into()),
                    detail: Some("sau nhà ông Đông".into()),
                },
                noticed_at: now,
                visibility: langnghe_wire::Visibility::NameShown,
                attachments: ["before", "face"]
                    .map(|bytes| Attachment::photo(Sha256::of(bytes.as_bytes()), 6))
                    .to_vec(),
                answers: vec![],
                catalogue: 1,
                consent: Some(1),
                supersedes: None,
            };
            let placement = Moment::bundled(now).rules.place(&filing, now).unwrap();
            let opening = Opening {
                id: ReportId::from_bytes([1; 16]),
                reporter: ReporterId(77),
                reference: Reference::from_random(1),
                origin: Origin::App,
                by: Actor::Citizen,
            };
            let (case, events) = open(&opening, &filing, &placement, now);
            let mut told = Self {
                case,
                history: vec![],
            };
            for event in events {
                told.hear(event.event);
            }
            for bytes in [b"before".as_slice(), b"face"] {
                let sha256 = Sha256::of(bytes);
                told.hear(Event::Photograph { sha256 });
            }
            told
        }

        fn hear(&mut self, event: Event) {
            let at = AT.parse().unwrap();
            self.case.apply(&event, at);
            self.history.push(RecordedEvent {
                position: self.case.version,
                id: EventId::from_bytes([9; 16]),
                report: self.case.id,
                seq: self.case.version,
                at,
                actor: Actor::Staff(UserId(1)),
                event,
            });
        }

        fn view(&self) -> Option<PublicView> {
            public_view(&self.case, &self.history)
        }

        fn reply(&mut self, text: &str, public: bool) {
            self.hear(Event::Reply {
                text: text.into(),
                unit: Words::both("Phòng Kinh tế", "Economic office"),
                public,
            });
        }

        fn publish(&mut self, original: &[u8], shown: &[u8]) {
            self.hear(Event::Published(Piece::Photograph {
                original: Sha256::of(original),
                shown: Sha256::of(shown),
            }));
        }
    }

    #[test]
    fn nothing_is_public_until_something_was_let_out() {
        let mut told = Told::filed();
        told.reply("Đã nhận.", true);
        assert_eq!(told.view(), None);
        told.publish(b"before", b"before");
        assert!(told.view().is_some());
        told.hear(Event::Unpublished(PieceName::Photograph {
            original: Sha256::of(b"before"),
        }));
        assert_eq!(told.view(), None);
    }

    #[test]
    fn what_is_public_is_what_was_let_out() {
        let mut told = Told::filed();
        told.hear(Event::Published(Piece::Text {
            text: "Đê rò nước.".into(),
        }));
        let covered = ResultPhotograph {
            sha256: Sha256::of(b"face, covered"),
            bytes: 13,
            width: 3,
            height: 2,
        };
        told.hear(Event::Covered(Covered {
            original: Sha256::of(b"face"),
            photograph: covered,
            parts: vec![Part {
                left: 1,
                top: 2,
                width: 3,
                height: 4,
            }],
        }));
        told.publish(b"face", b"face, covered");
        told.reply("Chỉ cho người báo.", false);
        told.reply("Đã cử người ra đê.", true);
        told.hear(Event::Note {
            text: "Gọi ông Đông.".into(),
        });
        let view = told.view().unwrap();
        assert_eq!(view.photographs, [Sha256::of(b"face, covered")]);
        insta::assert_json_snapshot!(view);
    }

    #[test]
    fn what_identifies_somebody_is_nowhere_in_it() {
        let mut told = Told::filed();
        told.publish(b"before", b"before");
        told.reply("Đã cử người.", true);
        let json = serde_json::to_string(&told.view().unwrap()).unwrap();
        let secrets = [
            "0912",
            "Đông",
            "sau nhà",
            told.case.reference.as_str(),
            "77",
            "21.1861",
            "106.0762",
            "18:30",
            &Sha256::of(b"face").to_string(),
            &told.case.id.to_string(),
        ];
        for secret in secrets {
            assert!(!json.contains(secret), "{secret} in {json}");
        }
    }

    #[test]
    fn a_report_that_was_taken_back_or_goes_on_elsewhere_is_not_public() {
        for ends in [
            Event::moved(CaseStatus::Withdrawn, None),
            Event::Merged {
                into: ReportId::from_bytes([2; 16]),
                reference: Reference::from_random(2),
            },
        ] {
            let mut told = Told::filed();
            told.publish(b"before", b"before");
            told.hear(ends);
            assert_eq!(told.view(), None);
        }
    }

    #[test]
    fn days_are_those_of_vietnam() {
        assert_eq!(day(AT.parse().unwrap()).to_string(), "2026-11-24");
    }
}
