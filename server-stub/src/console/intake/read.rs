//! A form filled in at the counter or on the telephone, read into a report.

use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, Time},
    tz::TimeZone,
};
use langnghe_places::Located;
use langnghe_wire::{Code, Filing, Place, Point, Visibility, text};

use super::{
    super::{time::vietnam, typed::Typed},
    questions,
};
use crate::{
    case::{Origin, decide::Contact, placement::Rules},
    notices::Address,
};

/// The most characters of a name, a number or an address to reach somebody by.
const CONTACT_CHARACTERS: usize = 200;

/// How far a clock on the wall may be ahead of the server's.
const AHEAD: SignedDuration = SignedDuration::from_mins(10);

/// What a form says, as far as it can be read without asking anybody.
#[derive(Debug, PartialEq)]
pub(super) struct Read {
    pub(super) filing: Filing,
    pub(super) origin: Origin,
    pub(super) contact: Option<Contact>,
}

/// A field that can't be taken, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrong {
    Origin,
    Category,
    Commune,
    Detail,
    Point,
    Empty,
    TooLong,
    Noticed,
    Future,
    Contact,
    /// No notice can be sent there.
    Phone,
    Email,
    OutsideProvince,
    /// An answer to one of the category's questions.
    Answer(questions::Wrong),
}

impl Wrong {
    /// The field where it stands.
    pub(super) fn field(self) -> &'static str {
        match self {
            Self::Origin => "origin",
            Self::Category => "category",
            Self::Commune => "commune",
            Self::Detail => "detail",
            Self::Point | Self::OutsideProvince => "point",
            Self::Empty | Self::TooLong => "text",
            Self::Noticed | Self::Future => "day",
            Self::Contact | Self::Phone => "phone",
            Self::Email => "email",
            Self::Answer(_) => "answers",
        }
    }

    /// What the rules for every report refuse, at the field that it is about.
    pub(super) fn of(code: Code) -> Self {
        match code {
            Code::TextRequired => Self::Empty,
            Code::TextTooLong => Self::TooLong,
            Code::DetailTooLong => Self::Detail,
            Code::OutsideProvince => Self::OutsideProvince,
            Code::PlaceInvalid => Self::Point,
            Code::PlaceRequired => Self::Commune,
            _ => Self::Category,
        }
    }
}

/// Reads a form, without its photographs.
pub(super) fn read(typed: &Typed, rules: &Rules, now: Timestamp) -> Result<Read, Wrong> {
    let origin = Origin::from_name(typed.get("origin"))
        .filter(|origin| *origin != Origin::App)
        .ok_or(Wrong::Origin)?;
    let category = typed.get("category");
    let asks = rules.offered.category(category);
    if asks.is_none() {
        return Err(Wrong::Category);
    }
    let commune = typed.get("commune");
    if rules.communes.by_code(commune).is_none() {
        return Err(Wrong::Commune);
    }
    let said = typed.get("text");
    if said.is_empty() {
        // Whoever calls says something; a photograph alone can't be asked what it means.
        return Err(Wrong::Empty);
    }
    let filing = Filing {
        category: category.to_owned(),
        text: said.to_owned(),
        place: Place {
            point: point(typed.get("point"), rules)?,
            commune: Some(commune.to_owned()),
            detail: Some(typed.get("detail").to_owned()).filter(|words| !words.is_empty()),
        },
        noticed_at: noticed(typed.get("day"), typed.get("hour"), now)?,
        visibility: Visibility::NameHidden,
        attachments: vec![],
        answers: questions::read(asks, typed, origin).map_err(Wrong::Answer)?,
        catalogue: rules.offered.version,
        consent: None,
        supersedes: None,
    };
    filing.check().map_err(Wrong::of)?;
    Ok(Read {
        filing,
        origin,
        contact: contact(typed)?,
    })
}

/// "21.1861, 106.0763", as maps give it; "21,1861; 106,0763" as it is written here. Nobody sees where
/// it lies before the report is kept: a slip leads out of the province.
fn point(typed: &str, rules: &Rules) -> Result<Option<Point>, Wrong> {
    if typed.is_empty() {
        return Ok(None);
    }
    let halves = match typed.split_once(';') {
        Some((lat, lon)) => Some((lat.replace(',', "."), lon.replace(',', "."))),
        None => typed
            .split_once(',')
            .or_else(|| typed.split_once(' '))
            .map(|(lat, lon)| (lat.to_owned(), lon.to_owned())),
    };
    let number = |text: &str| text.trim().parse::<f64>().map_err(|_| Wrong::Point);
    let (lat, lon) = halves.ok_or(Wrong::Point)?;
    let point = Point {
        lat: number(&lat)?,
        lon: number(&lon)?,
        accuracy: None,
    };
    if !point.is_valid() {
        return Err(Wrong::Point);
    }
    match rules.communes.locate(point.lat, point.lon) {
        Ok(Located::Outside { .. }) => Err(Wrong::OutsideProvince),
        Ok(_) => Ok(Some(point)),
        Err(_) => Err(Wrong::Point),
    }
}

/// A day and an hour by the clocks of Vietnam: an hour alone is today's, a day alone begins it,
/// and nothing is now.
fn noticed(day: &str, hour: &str, now: Timestamp) -> Result<Timestamp, Wrong> {
    if day.is_empty() && hour.is_empty() {
        return Ok(now);
    }
    let zone: TimeZone = vietnam();
    let date: Date = if day.is_empty() {
        now.to_zoned(zone.clone()).date()
    } else {
        day.parse().map_err(|_| Wrong::Noticed)?
    };
    let time = if hour.is_empty() {
        Time::midnight()
    } else {
        hour.parse().map_err(|_| Wrong::Noticed)?
    };
    let at = date
        .to_datetime(time)
        .to_zoned(zone)
        .map_err(|_| Wrong::Noticed)?
        .timestamp();
    if at > now + AHEAD {
        return Err(Wrong::Future);
    }
    Ok(at.min(now))
}

fn contact(typed: &Typed) -> Result<Option<Contact>, Wrong> {
    let field = |name: &str| {
        let value = typed.get(name);
        if text::characters(value) > CONTACT_CHARACTERS {
            return Err(Wrong::Contact);
        }
        Ok(Some(value.to_owned()).filter(|value| !value.is_empty()))
    };
    let contact = Contact {
        name: field("name")?,
        phone: field("phone")?,
        email: field("email")?,
    };
    // Later nobody could ask again: the notice would go nowhere, and say so to no one.
    if (contact.phone.as_deref()).is_some_and(|typed| Address::phone(typed).is_none()) {
        return Err(Wrong::Phone);
    }
    if (contact.email.as_deref()).is_some_and(|typed| Address::email(typed).is_none()) {
        return Err(Wrong::Email);
    }
    let is_given = contact.name.is_some() || contact.phone.is_some() || contact.email.is_some();
    Ok(is_given.then_some(contact))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Half past three in the afternoon in Vietnam.
    const NOW: &str = "2026-11-23T08:30:00Z";

    fn form(fields: &[(&str, &str)]) -> Result<Read, Wrong> {
        let mut typed = Typed::default();
        let usual = [
            ("origin", "phone"),
            ("category", "dyke"),
            ("commune", "07264"),
            ("text", "Đê rò."),
        ];
        for (name, value) in usual.iter().chain(fields) {
            typed.take(name, value);
        }
        read(&typed, &Rules::bundled(), NOW.parse().unwrap())
    }

    #[test]
    fn what_was_said_becomes_a_report() {
        let read = form(&[
            ("detail", "thôn Đông"),
            ("point", "21.5025, 106.076"),
            ("day", "2026-11-22"),
            ("hour", "07:15"),
            ("phone", "0912 345 678"),
        ])
        .unwrap();
        assert_eq!(read.origin, Origin::Phone);
        assert_eq!(read.filing.text, "Đê rò.");
        let place = &read.filing.place;
        assert_eq!(place.commune.as_deref(), Some("07264"));
        assert_eq!(place.detail.as_deref(), Some("thôn Đông"));
        assert_eq!(
            place.point.map(|p| (p.lat, p.lon)),
            Some((21.5025, 106.076))
        );
        assert_eq!(read.filing.noticed_at.to_string(), "2026-11-22T00:15:00Z");
        let contact = read.contact.unwrap();
        assert_eq!(contact.phone.as_deref(), Some("0912 345 678"));
        assert_eq!((contact.name, contact.email), (None, None));
    }

    #[test]
    fn what_was_not_said_is_left_out() {
        let read = form(&[]).unwrap();
        assert_eq!(read.filing.place.point, None);
        assert_eq!(read.filing.noticed_at, NOW.parse().unwrap());
        assert_eq!(read.contact, None);
    }

    #[test]
    fn a_point_is_read_as_maps_and_as_people_write_it() {
        let expected = Some((21.5025, 106.076));
        for typed in ["21.5025,106.076", "21.5025 106.076", "21,5025; 106,076"] {
            let point = point(typed, &Rules::bundled()).unwrap();
            assert_eq!(point.map(|p| (p.lat, p.lon)), expected, "{typed}");
        }
        for wrong in ["21", "21.5 bậy", "91, 106", "NaN, 106", "21, 106, 3"] {
            assert_eq!(
                point(wrong, &Rules::bundled()),
                Err(Wrong::Point),
                "{wrong}"
            );
        }
    }

    #[test]
    fn an_hour_alone_is_todays_and_nothing_is_noticed_tomorrow() {
        let at = |day, hour| {
            let at = noticed(day, hour, NOW.parse().unwrap());
            at.map(|at| at.to_string())
        };
        let ok = |text: &str| Ok(text.to_owned());
        assert_eq!(at("", "06:00"), ok("2026-11-22T23:00:00Z"));
        assert_eq!(at("2026-11-23", ""), ok("2026-11-22T17:00:00Z"));
        assert_eq!(at("", "15:35"), ok("2026-11-23T08:30:00Z"));
        assert_eq!(at("", "15:50"), Err(Wrong::Future));
        assert_eq!(at("2026-11-24", ""), Err(Wrong::Future));
        assert_eq!(at("23/11/2026", ""), Err(Wrong::Noticed));
        assert_eq!(at("", "bậy"), Err(Wrong::Noticed));
    }

    #[test]
    fn what_lacks_or_is_wrong_is_named_by_its_field() {
        let long = "ơ".repeat(4_001);
        let detail = "ơ".repeat(201);
        for (name, value, wrong) in [
            ("origin", "", Wrong::Origin),
            ("origin", "app", Wrong::Origin),
            ("category", "meteorites", Wrong::Category),
            ("commune", "00000", Wrong::Commune),
            ("text", "", Wrong::Empty),
            ("text", long.as_str(), Wrong::TooLong),
            ("detail", detail.as_str(), Wrong::Detail),
            ("email", detail.as_str(), Wrong::Contact),
            ("email", "tu@", Wrong::Email),
            ("phone", "0912 345 67", Wrong::Phone),
            ("phone", "của con trai", Wrong::Phone),
            ("point", "12.5025, 106.076", Wrong::OutsideProvince),
            ("point", "106.076, 21.5025", Wrong::Point),
        ] {
            assert_eq!(form(&[(name, value)]), Err(wrong), "{name}");
        }
    }
}
